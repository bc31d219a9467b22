"""Derived figures: reads + - * / and brackets over fact ids and plain numbers, and computes them exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

LONGEST = 2000  # characters
DEEPEST = 20  # brackets

# An id holds hyphens, so a minus sign stands between spaces.
_TOKEN = re.compile(r"\s*(?:(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*(?![a-zA-Z0-9_.,-]))|(?P<sign>[-+*/()]))")
Expression: TypeAlias = "Fraction | str | tuple[str, Expression, Expression]"


class ExpressionError(Exception):
    """Why an expression cannot be read or computed, in plain words."""


class Quantity(Struct, frozen=True):
    """A number in a computation: how exact it is, and on which side the true one may lie without bound."""

    value: Fraction
    step: Fraction | None = None  # unit of its last digit; None for a number typed into the expression
    above: bool = False  # the true number may be larger, nobody says by how much
    below: bool = False
    about: bool = False  # it may be a little larger or smaller
    kind: str | None = None  # kind of its unit


def parse_expression(text: str) -> Expression:
    """The tree of an expression: a number, a fact id, or a sign with its two sides."""
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression is longer than {LONGEST} characters")
    tokens = list(_tokens(text))
    tree, rest = _sum(tokens, 0, 0)
    if rest < len(tokens):
        raise ExpressionError(f"“{tokens[rest]}” is not expected here")
    return tree


def named_facts(tree: Expression) -> tuple[str, ...]:
    """The fact ids in an expression, each once, in order."""
    if isinstance(tree, tuple):
        return tuple(dict.fromkeys(named_facts(tree[1]) + named_facts(tree[2])))
    return (tree,) if isinstance(tree, str) else ()


def compute(tree: Expression, quantity_of: Callable[[str], Quantity]) -> Quantity:
    """The value of an expression."""
    if isinstance(tree, Fraction):
        return Quantity(tree)
    if isinstance(tree, str):
        return quantity_of(tree)
    sign, left, right = tree
    return _OPERATIONS[sign](compute(left, quantity_of), compute(right, quantity_of))


def _tokens(text: str) -> Iterator[str]:
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(
                f"“{text[at:].strip()[:20]}” is neither a fact id, a whole number nor one of + - * / ( )"
            )
        if match["sign"] == "-" and not text[match.end() :].startswith(" "):
            raise ExpressionError("a minus sign needs a space on both sides")
        yield match["id"] or match["sign"]
        at = match.end()


def _sum(tokens: list[str], at: int, depth: int) -> tuple[Expression, int]:
    left, at = _product(tokens, at, depth)
    while at < len(tokens) and tokens[at] in "+-":
        sign = tokens[at]
        right, at = _product(tokens, at + 1, depth)
        left = (sign, left, right)
    return left, at


def _product(tokens: list[str], at: int, depth: int) -> tuple[Expression, int]:
    left, at = _operand(tokens, at, depth)
    while at < len(tokens) and tokens[at] in "*/":
        sign = tokens[at]
        right, at = _operand(tokens, at + 1, depth)
        left = (sign, left, right)
    return left, at


def _operand(tokens: list[str], at: int, depth: int) -> tuple[Expression, int]:
    if at >= len(tokens):
        raise ExpressionError("something is missing at the end")
    token = tokens[at]
    if token == "(":
        if depth >= DEEPEST:
            raise ExpressionError(f"more than {DEEPEST} brackets in each other")
        inner, at = _sum(tokens, at + 1, depth + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise ExpressionError("a bracket is not closed")
        return inner, at + 1
    if token in "+-*/)":
        raise ExpressionError(f"“{token}” stands where a fact id is expected")
    return (Fraction(token) if token.isdigit() else token), at + 1


def _add(left: Quantity, right: Quantity) -> Quantity:
    if left.kind and right.kind and left.kind != right.kind:
        raise ExpressionError(f"{left.kind} and {right.kind} cannot be added or subtracted")
    steps = [step for step in (left.step, right.step) if step is not None]
    return Quantity(
        left.value + right.value,
        max(steps, default=None),
        left.above or right.above,
        left.below or right.below,
        left.about or right.about,
        left.kind or right.kind,
    )


def _subtract(left: Quantity, right: Quantity) -> Quantity:
    return _add(left, _mirrored(right, -right.value))


def _multiply(left: Quantity, right: Quantity) -> Quantity:
    left, right = _signed(left, right.value), _signed(right, left.value)
    value = left.value * right.value
    return _combined(left, right, value, left.kind if right.step is None else right.kind if left.step is None else None)


def _divide(left: Quantity, right: Quantity) -> Quantity:
    if right.value == 0:
        raise ExpressionError("a division by zero")
    turned = _signed(_mirrored(right, right.value), left.value)
    return _combined(_signed(left, right.value), turned, left.value / right.value, None)


def _combined(left: Quantity, right: Quantity, value: Fraction, kind: str | None) -> Quantity:
    """The product of two: no more digits than the less exact of them has."""
    digits = [_digits(side) for side in (left, right) if side.step is not None]
    step = None
    if digits:
        step = Fraction(10) ** (_order(value) - min(digits) + 1) if value else Fraction(1)
    return Quantity(value, step, left.above or right.above, left.below or right.below, left.about or right.about, kind)


def _mirrored(quantity: Quantity, value: Fraction) -> Quantity:
    return Quantity(value, quantity.step, quantity.below, quantity.above, quantity.about, quantity.kind)


def _signed(quantity: Quantity, factor: Fraction) -> Quantity:
    return _mirrored(quantity, quantity.value) if factor < 0 else quantity


def _digits(quantity: Quantity) -> int:
    """How many digits of a quantity say something."""
    assert quantity.step is not None
    return max(1, _order(quantity.value) - _order(quantity.step) + 1) if quantity.value else 1


def _order(value: Fraction) -> int:
    """The power of ten of a number's first digit."""
    size = abs(value)
    order = len(str(size.numerator)) - len(str(size.denominator))
    return order if size >= Fraction(10) ** order else order - 1


_OPERATIONS = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}
