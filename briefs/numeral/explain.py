"""Explanations: what was read in a text and why, in plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from briefs.numeral.exemptions import EXEMPTIONS

if TYPE_CHECKING:
    from briefs.numeral import Numeral

_HEDGES = {
    "more_than": "more than", "at_least": "at least", "less_than": "less than", "at_most": "at most",
    "nearly": "nearly", "just_over": "just over", "about": "about",
}  # fmt: skip


def explain_numeral(numeral: Numeral) -> str:
    """One line on one number: what it is worth, or the rule by which it is no figure."""
    where = f"“{numeral.text}” at {numeral.start + 1}"
    if numeral.exempt:
        return f"{where}: not a figure ({numeral.exempt}): {EXEMPTIONS[numeral.exempt].reason}."
    hedge = f"{_HEDGES[numeral.hedge]} " if numeral.hedge else ""
    unit = f", unit {numeral.unit}" if numeral.unit else ""
    return f"{where}: a figure ({numeral.kind}): {hedge}{_value(numeral.value)}{unit}{_precision(numeral)}."


def _value(value: Decimal | tuple[Decimal, Decimal] | None) -> str:
    if value is None:
        return "vague, no number"
    if isinstance(value, tuple):
        return f"from {value[0]:,f} to {value[1]:,f}"
    return f"{value:,f}" if value == value.to_integral_value() else f"{value:.6g}"


def _precision(numeral: Numeral) -> str:
    if numeral.step is None or not numeral.rounded:
        return ""
    return f", printed to the nearest {numeral.step.normalize():,f}"
