"""Ranges and changes: "between 8 and 11 million", "6-8%", "from 14,390 to 15,290", "deux à trois fois"."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.clock import is_opening_time
from briefs.numeral.dates import read_date, read_time
from briefs.numeral.draft import Draft, exempt
from briefs.numeral.quantity import read_quantity, starts_number
from briefs.numeral.tokens import DASHES, Tokens
from briefs.numeral.years import is_year


def read_opened_range(t: Tokens, index: int) -> Draft | None:
    """The range behind "from", "between", "de", "entre"; the opening word belongs to it."""
    connectors = t.reading.openers.get(t.words[index])
    if connectors is None or not starts_number(t, index + 1):
        return None
    low = read_quantity(t, index + 1)
    found = None if low is None else read_range_after(t, low, connectors, opened=True)
    if found is None or (t.is_digits(index + 1) and (read_date(t, index + 1) or read_time(t, index + 1))):
        return None
    found.first = index
    return exempt("time", index, found.stop) if is_opening_time(t, found) else found


def read_range_after(t: Tokens, low: Draft, connectors: frozenset[str], *, opened: bool = False) -> Draft | None:
    """The range that a quantity opens, where a dash or one of the connectors leads to a second quantity."""
    at = _second(t, low, connectors) if isinstance(low.value, Decimal) else 0
    high = _high(t, low, at) if at else None
    if high is None or not isinstance(high.value, Decimal) or not _agree(low, high):
        return None
    if is_year(low) and is_year(high):
        return exempt("date", low.first, high.stop)
    if is_year(low) and not opened and t.reading.has("before_year", t.words[low.first - 1]):
        return None  # "from 1,120 in 2019 to 2,240 in 2022"
    _share_scale(low, high)
    falling = low.number >= high.number
    if (falling and not opened) or (t.reading.has("or", t.words[at - 1]) and not _neighbours(t, low, high)):
        return None
    return _range(low, high)


def _high(t: Tokens, low: Draft, at: int) -> Draft | None:
    """The second number, or the multiple of "two- to threefold"."""
    if t.words[at] in t.reading.multiples and at == low.stop + 2 and not low.has_unit:
        return Draft(at, at + 1, t.reading.multiples[t.words[at]], "multiple", "times", spelled=True, has_unit=True)
    return read_quantity(t, at) if starts_number(t, at) else None


def _second(t: Tokens, low: Draft, connectors: frozenset[str]) -> int:
    """Where the second number can start: behind a dash or a connector; 0 where neither follows."""
    at = _past_suspended(t, low.stop, connectors)
    if at + 1 >= t.count:
        return 0
    if t.words[at] in DASHES:
        tied = t.glued(at) == t.glued(at + 1)
        return at + 1 if tied and (t.is_digits(at + 1) or _money_follows(t, at + 1) or low.spelled) else 0
    if t.words[at] not in connectors or (t.glued(at) and at == low.stop):
        return 0
    hung = at > low.stop and t.words[at + 1] == "-" and t.glued(at + 1)  # "18-to-24-year-olds"
    return at + 2 if hung else at + 1


def _past_suspended(t: Tokens, stop: int, connectors: frozenset[str]) -> int:
    """Past the hyphen that a first number keeps for the noun behind the second: "8- to 11-year-olds"."""
    hung = t.words[stop] in DASHES and t.glued(stop) and t.words[stop + 1] in connectors
    return stop + 1 if hung else stop


def _money_follows(t: Tokens, index: int) -> bool:
    return t.words[index] in ("€", "$", "£", "us")


def _neighbours(t: Tokens, low: Draft, high: Draft) -> bool:
    """Whether "two or three" is a guess at one number and not a choice between two or the end of a list."""
    if t.words[low.first - 1] == "," and starts_number(t, low.first - 2):
        return False
    return not low.has_unit and low.spelled == high.spelled and low.number < high.number <= 2 * low.number + 1


def _agree(low: Draft, high: Draft) -> bool:
    """Whether two quantities can be the ends of one range: the same unit, or one unit for both."""
    if low.kind == "fraction" and high.kind not in ("fraction", "duration", "measure", "money", "age"):
        return False
    if low.has_unit and high.has_unit:
        return low.kind == high.kind and (low.unit == high.unit or low.kind == "percent")
    return not low.has_unit or low.kind == "money"


def _share_scale(low: Draft, high: Draft) -> None:
    """Gives the scale word that ends a range to its first number: "8 to 11 million", "12 à 15 000"."""
    if low.scale == 1 and high.scale > 1 and (low.spelled or high.scale >= 1000):
        mantissa = high.number / high.scale
        if high.spelled and high.scale <= 1000 and low.number >= mantissa:
            return  # "vingt à cent": a bare scale word counts by itself
        if 0 < low.number < 1000 and low.number < 100 * mantissa and not (low.spelled and low.number >= high.scale):
            low.value, low.scale = low.number * high.scale, high.scale
            low.step = (low.step or Decimal(1)) * high.scale
    elif low.plain and _in_thousands(high) and low.number < 1000 and low.number * 1000 < high.number:
        low.value, low.step = low.number * 1000, Decimal(1000)


def _in_thousands(high: Draft) -> bool:
    """Whether a grouped number ends in three noughts, so that the "12" in "12 à 15 000" may be thousands too."""
    grouped = not high.plain and not high.spelled and high.scale == 1 and high.step == 1
    return grouped and high.number >= 1000 and high.number % 1000 == 0


def _range(low: Draft, high: Draft) -> Draft:
    unit_from = high if high.has_unit else low
    if not low.has_unit and unit_from.has_unit:
        low.kind, low.unit = unit_from.kind, unit_from.unit
    elif not high.has_unit and unit_from.has_unit:
        high.kind, high.unit = unit_from.kind, unit_from.unit
    return Draft(
        low.first, high.stop, (low.number, high.number), "range", unit_from.unit, parts=(low, high),
        step=high.step, rounded=low.rounded or high.rounded, has_unit=unit_from.has_unit,
    )  # fmt: skip
