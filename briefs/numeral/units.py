"""Units: what a number is of: per cent, points, money, time, ages, measures, times."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.money import CODES, SIGNS, read_currency_after
from briefs.numeral.tokens import DASHES, Tokens

_SIGNS = {"%": ("percent", "%"), "‰": ("ratio", "‰"), "″": ("measure", "″")}
_HEADS = frozenset((*_SIGNS, *SIGNS, *map(str.lower, CODES), "us", *DASHES))
_CONNECTED = frozenset(("money", "age", "duration", "measure"))  # "20 millions d'euros", "une trentaine d'années"


def attach_unit(t: Tokens, draft: Draft) -> Draft:
    """The number with the unit that follows it, glued, after a space or after a hyphen."""
    at = draft.stop
    word = t.words[at]
    if word not in t.reading.unit_heads and word not in _HEADS:
        return draft
    if word in _SIGNS:
        return _measured(draft, *_SIGNS[word], at + 1)
    currency = read_currency_after(t, at)
    if currency is not None:
        return _measured(draft, "money", *currency)
    if word in DASHES and t.glued(at) and t.glued(at + 1):
        found = _unit_at(t, at + 1)
        return draft if found is None else _with_rest(t, _measured(draft, *found))
    found = _unit_at(t, at)
    if found is None and word in t.reading.links:
        connected = _unit_at(t, at + 1)
        if connected is not None and connected[0] in _CONNECTED and (draft.scale > 1 or draft.kind == "fraction"):
            found = connected
    return draft if found is None else _with_rest(t, _measured(draft, *found))


def _measured(draft: Draft, kind: str, unit: str, stop: int) -> Draft:
    draft.kind, draft.unit, draft.stop = kind, unit, stop
    draft.plain, draft.has_unit = False, True
    return draft


def _unit_at(t: Tokens, index: int) -> tuple[str, str, int] | None:
    """The longest unit phrase at an index: its kind, its name and where it stops."""
    for phrase, meaning in t.reading.units.get(t.words[index], ()):
        if not t.matches(index, phrase):
            continue
        kind, _, unit = meaning.partition(":")
        stop = index + len(phrase)
        if len(phrase) > 1 or _may_be_a_unit(t, index, stop, kind):
            return kind, unit, stop
    return None


def _may_be_a_unit(t: Tokens, index: int, stop: int, kind: str) -> bool:
    """Whether an abbreviation of one or two letters really is a unit here, and not the head of a longer word."""
    if t.is_word(stop - 1) and t.is_digits(stop) and t.glued(stop):
        return False
    raw = t.raw(index)
    if len(raw) > 2 or kind == "multiple":
        return True
    if raw.lower() in t.reading.lists.get("words_not_units", ()):
        return False
    if t.reading.has("glued_units", raw):  # "32p" is money, "1080p" and "12 p" are not
        return t.glued(index) and len(t.words[index - 1]) < 3
    return raw in t.reading.lists.get("short_units", (raw,))


def _with_divisor(t: Tokens, draft: Draft) -> Draft:
    """The measure with the unit that divides it: "35 µg/m³", "1.2 t/ha"."""
    at = draft.stop + 1
    below = t.phrase_at(at, t.reading.units) if t.glued(at) else None
    if below is not None:
        draft.stop = below[0] + 1 if t.is_digits(below[0]) and t.glued(below[0]) else below[0]
    return draft


def _with_rest(t: Tokens, draft: Draft) -> Draft:
    """The unit with what continues it: "13-year-olds", "14 years old", "an hour and a half", "24 hours a day"."""
    if draft.kind == "measure" and t.words[draft.stop] == "/" and t.glued(draft.stop):
        return _with_divisor(t, draft)
    if draft.kind not in ("duration", "multiple"):
        return draft
    old = t.phrase_at(draft.stop, t.reading.table("old"))
    if old is not None:
        draft.kind, draft.stop = "age", old[0]
        return draft
    half = t.phrase_at(draft.stop, t.reading.table("and_a_half"))
    if half is not None and isinstance(draft.value, Decimal) and draft.number == int(draft.number):
        draft.value, draft.stop = draft.number + Decimal("0.5"), half[0]
        draft.step, draft.rounded = Decimal("0.1"), True
    return draft
