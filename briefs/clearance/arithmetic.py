"""Arithmetic: a derived figure's sum spelled out in numbers, as a person with a calculator would check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from briefs.evidence import Fact
from briefs.language import Language
from briefs.language.digits import print_digits
from briefs.load.expression import Expression, parse_expression

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
MOST_DECIMALS = 6  # of a result that does not end


class Sum(Struct, frozen=True):
    """One line: “67,000,000 + 6,300,000 = 73,300,000”; `exact` where the result ends."""

    fact: str
    terms: str
    result: str
    exact: bool
    value: Fraction

    def __str__(self) -> str:
        return f"{self.terms} {'=' if self.exact else '≈'} {self.result}"


def spell_out(fact: Fact, facts: Mapping[str, Fact], language: Language) -> tuple[Sum, ...]:
    """The sum of a derived figure, then those of its inputs that are derived themselves."""
    return tuple(_sums(fact, facts, language, set()))


def _sums(fact: Fact, facts: Mapping[str, Fact], language: Language, told: set[str]) -> Iterator[Sum]:
    if fact.derived_from is None or fact.id in told:
        return
    told.add(fact.id)
    tree = parse_expression(fact.derived_from)
    value = _value(tree, facts)
    result, exact = _printed(value, language)
    yield Sum(fact.id, _terms(tree, facts, language), result, exact, value)
    for name in fact.inputs:
        yield from _sums(facts[name], facts, language, told)


def _value(tree: Expression, facts: Mapping[str, Fact]) -> Fraction:
    """The exact result; derived inputs enter as they were computed, not as they were rounded."""
    if isinstance(tree, Fraction):
        return tree
    if isinstance(tree, str):
        fact = facts[tree]
        return _value(parse_expression(fact.derived_from), facts) if fact.derived_from else Fraction(fact.value or 0)
    sign, left, right = tree
    one, other = _value(left, facts), _value(right, facts)
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case _:
            return one / other


def _terms(tree: Expression, facts: Mapping[str, Fact], language: Language, inside: str = "") -> str:
    """The expression with numbers in place of facts; brackets stand only where they are needed."""
    if not isinstance(tree, tuple):
        value = tree if isinstance(tree, Fraction) else _value(tree, facts)
        hedge = "" if isinstance(tree, Fraction) else _hedge(facts[tree])
        return hedge + _printed(value, language)[0]
    sign, left, right = tree
    terms = f"{_terms(left, facts, language, sign)} {SIGNS[sign]} {_terms(right, facts, language, f'{sign} right')}"
    return f"({terms})" if _needs_brackets(sign, inside) else terms


def _needs_brackets(sign: str, inside: str) -> bool:
    """Whether a part of a sum must stand in brackets there."""
    around, _, right = inside.partition(" ")
    if not around:
        return False
    if sign in "+-":
        return around in "*/" or (around == "-" and bool(right))
    return bool(right) and around == "/"


def _hedge(fact: Fact) -> str:
    """A hedge as a sign: the sum is of the number, and the reader sees that it is not exact."""
    return {"exact": "", "range": "", "more_than": ">\u00a0", "at_least": "≥\u00a0", "less_than": "<\u00a0",
            "at_most": "≤\u00a0"}.get(fact.qualifier, "≈\u00a0")  # fmt: skip


def _printed(value: Fraction, language: Language) -> tuple[str, bool]:
    """A number in the language's digits, and whether these are all it has."""
    for decimals in range(MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return print_digits(_decimal(value, decimals), decimals, language.digits), True
    return print_digits(_decimal(value, MOST_DECIMALS), MOST_DECIMALS, language.digits), False


def _decimal(value: Fraction, decimals: int) -> Decimal:
    return Decimal(round(value * 10**decimals)).scaleb(-decimals)
