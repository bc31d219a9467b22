"""Computes the derived figures of all sheets, in an order in which every input is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec.structs import replace

from briefs.evidence import Fact, Qualifier, Unit
from briefs.finding import Finding, Place
from briefs.load.expression import Expression, ExpressionError, Quantity, compute, named_facts, parse_expression
from briefs.load.faults import blocking, suggest

ONE = Decimal(1)
_DIGITS = Context(prec=28)  # of a number that does not end, such as one third
_UNBOUNDED_ABOVE = ("more_than", "at_least")
_UNBOUNDED_BELOW = ("less_than", "at_most")
_ROUNDED = ("about", "nearly", "just_over")


def derive_figures(
    facts: Mapping[str, Fact], units: Mapping[str, Unit], faulty: frozenset[str]
) -> tuple[dict[str, Fact], list[Finding]]:
    """All facts, the derived ones with value, step and inputs; and what is wrong with the expressions.

    Args:
        facts: by id, as read.
        units: by id.
        faulty: ids of facts that could not be read; naming one is no second fault.

    """
    done = dict(facts)
    findings: list[Finding] = []
    trees: dict[str, Expression] = {}
    for fact in facts.values():
        if fact.derived_from is not None:
            trees.update(_parsed(fact, facts, faulty, findings))
    failed = {fact.id for fact in facts.values() if fact.derived_from and fact.id not in trees} | faulty
    results: dict[str, Quantity] = {}  # not rounded: what is computed from them is rounded once

    def quantity_of(name: str) -> Quantity:
        return results[name] if name in results else _quantity(facts[name], units)

    for name in _in_order(trees, facts, findings, failed):
        fact, tree = facts[name], trees[name]
        if failed.intersection(named_facts(tree)):
            failed.add(name)
            continue
        try:
            result = compute(tree, quantity_of)
        except ExpressionError as error:
            failed.add(name)
            findings.append(_fault(fact, str(error), f"it reads {fact.derived_from}"))
            continue
        results[name] = replace(result, kind=_kind(fact, units))
        done[name] = _computed(fact, result, named_facts(tree))
        findings += _overclaims(fact, result)
    return done, findings


def _kind(fact: Fact, units: Mapping[str, Unit]) -> str | None:
    unit = units.get(fact.unit or "")
    return unit.kind if unit else None


def _parsed(
    fact: Fact, facts: Mapping[str, Fact], faulty: frozenset[str], findings: list[Finding]
) -> Iterator[tuple[str, Expression]]:
    try:
        tree = parse_expression(fact.derived_from or "")
    except ExpressionError as error:
        hint = "fact ids and whole numbers with + - * / and brackets, a space round each sign"
        findings.append(_fault(fact, str(error), hint))
        return
    missing = [name for name in named_facts(tree) if name not in facts and name not in faulty]
    for name in missing:
        findings.append(blocking("unknown-fact", f"derived_from: no fact “{name}”", _place(fact), suggest(name, facts)))
    if not named_facts(tree):
        findings.append(_fault(fact, "no fact is named", "a typed number goes into value"))
    elif not missing:
        yield fact.id, tree


def _in_order(
    trees: Mapping[str, Expression], facts: Mapping[str, Fact], findings: list[Finding], failed: set[str]
) -> Iterator[str]:
    """The derived facts, inputs first; a circle is told once and its members left out."""
    state: dict[str, bool] = {}  # False while its inputs are being seen to, True when done
    for start in trees:
        way: list[tuple[str, Iterator[str]]] = []
        _enter(start, trees, state, way)
        while way:
            name, inputs = way[-1]
            needed = next(inputs, None)
            if needed is None:
                way.pop()
                state[name] = True
                if name not in failed:
                    yield name
            elif needed in trees and state.get(needed) is False:
                findings.append(_circle([step for step, _ in way], needed, facts))
                failed.update(step for step, _ in way)
            elif needed in trees:
                _enter(needed, trees, state, way)


def _enter(
    name: str, trees: Mapping[str, Expression], state: dict[str, bool], way: list[tuple[str, Iterator[str]]]
) -> None:
    if name not in state:
        state[name] = False
        way.append((name, iter(named_facts(trees[name]))))


def _circle(way: list[str], again: str, facts: Mapping[str, Fact]) -> Finding:
    circle = [*way[way.index(again) :], again]
    message = f"these figures are derived from each other in a circle: {' → '.join(circle)}"
    return blocking("derived-circle", message, _place(facts[way[-1]]), "one of them needs a value of its own")


def _computed(fact: Fact, result: Quantity, inputs: tuple[str, ...]) -> Fact:
    """The fact with its number: a hedged one has no more digits than the coarsest input, an exact one is kept."""
    step = _decimal(result.step) if result.step is not None else ONE
    value = _decimal(result.value)
    if fact.qualifier != "exact":
        value = _decimal(_rounded(result.value / Fraction(step), fact.qualifier) * Fraction(step))
    return replace(fact, value=value, step=step, inputs=inputs)


def _rounded(steps: Fraction, qualifier: Qualifier) -> int:
    """Towards the side on which the hedge stays true."""
    if qualifier in ("more_than", "at_least", "just_over"):
        return floor(steps)
    if qualifier in ("less_than", "at_most", "nearly"):
        return ceil(steps)
    return floor(steps + Fraction(1, 2))


def _quantity(fact: Fact, units: Mapping[str, Unit]) -> Quantity:
    """A fact as it enters a computation."""
    if fact.value is None:
        kind = "a range" if fact.low is not None else "without a number"
        raise ExpressionError(f"{fact.id} is {kind} and cannot be computed with")
    hedge = fact.qualifier
    return Quantity(
        Fraction(fact.value),
        Fraction(_exactness(fact, fact.value)),
        hedge in _UNBOUNDED_ABOVE,
        hedge in _UNBOUNDED_BELOW,
        hedge in _ROUNDED,
        _kind(fact, units),
    )


def _exactness(fact: Fact, value: Decimal) -> Decimal:
    """The unit of the last digit that says something: the noughts of “about 16,500,000” say nothing."""
    if fact.qualifier not in _ROUNDED or value == 0:
        return fact.step
    noughts = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return max(fact.step, ONE.scaleb(min(noughts, value.adjusted() - 1)))  # two digits always say something


def _decimal(value: Fraction) -> Decimal:
    number = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Decimal(format(number.normalize(_DIGITS), "f"))  # 73000000 and not 7.3E+7


def _overclaims(fact: Fact, result: Quantity) -> Iterator[Finding]:
    """A finding where the hedge says more than the inputs allow."""
    allowed = allowed_hedges(result)
    if fact.qualifier not in allowed:
        place = fact.lines.get("qualifier") or _place(fact)
        message = f"{fact.id} is “{fact.qualifier}”, but its inputs are not so exact"
        said = f"their hedges allow: {', '.join(allowed)}" if allowed else "their hedges allow no figure at all"
        yield blocking("derived-hedge", message, place, said)


def allowed_hedges(result: Quantity) -> tuple[Qualifier, ...]:
    """The hedges that a computed figure may bear, by those of its inputs."""
    if result.above and result.below:
        return ()
    if result.above:
        return ("more_than", "at_least")
    if result.below:
        return ("less_than", "at_most")
    # Exact inputs allow a one-sided hedge too: it is printed with fewer digits, and the rounding makes it true.
    sided: tuple[Qualifier, ...] = ("about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most")
    return sided if result.about else ("exact", *sided)


def _fault(fact: Fact, message: str, hint: str) -> Finding:
    return blocking("derived-figure", f"{fact.id}: {message}", _place(fact), hint)


def _place(fact: Fact) -> Place:
    return fact.lines.get("derived_from", fact.at)
