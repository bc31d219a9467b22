"""Ratios and rates: "one in five", "un enfant sur neuf", "12 per 100,000", "3:1"."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.quantity import read_number
from briefs.numeral.tokens import Tokens
from briefs.numeral.units import attach_unit
from briefs.numeral.years import is_year

_COUNTED = frozenset(("count", "money", "duration", "multiple"))  # "one euro in four", "une fois sur deux"
_NOUN_PHRASE = 4  # words between "un" and "sur": "un jeune adulte handicapé sur trois"
NEAR_JOINT = _NOUN_PHRASE + 2  # tokens behind a count among which the word that makes a ratio of it stands


def read_ratio_after(t: Tokens, top: Draft) -> Draft | None:
    """The ratio that a count opens, with up to four words for what is counted; it needs a joint or a stroke nearby."""
    if (
        not isinstance(top.value, Decimal)
        or top.number < 1
        or top.kind not in _COUNTED
        or (top.has_unit and top.number > 10)
    ):
        return None
    at, words = top.stop, t.words
    if words[at] == "/" and t.glued(at) and t.glued(at + 1) and t.is_digits(at + 1) and not top.has_unit:
        below = _below(t, at + 1)
        scored = below is not None and (below.number >= 100 or not top.plain)  # 12/100,000 or 4.5/5
        return _ratio(top, below) if below is not None and scored else None
    joints, stops = t.reading.table("joints"), t.reading.lists["ratio_stops"]
    for skipped in range(1 if top.has_unit else _NOUN_PHRASE + 1):
        word = words[at]
        if word != "-" and not word[:1].isalpha():
            return None
        if word in joints:
            return _at_joint(t, top, at, skipped)
        found = _to_one(t, top, at) if skipped == 0 else None
        if found is not None:
            return found
        if word in stops or (
            not (skipped and t.glued(at) and t.glued(at + 1))
            if word == "-"
            else t.glued(at) and not words[at - 1].endswith(("'", "-"))
        ):
            return None
        at += 1
    return None


def _at_joint(t: Tokens, top: Draft, at: int, skipped: int) -> Draft | None:
    """The ratio whose joining words ("in", "out of", "sur", "pour", "to") stand at an index."""
    joint = t.phrase_at(at, t.reading.table("joints"))
    if joint is None:  # only the head of a phrase
        return _to_one(t, top, at) if skipped == 0 else None
    stop, kind = joint
    if kind == "ratio":
        return _share(t, top, at, stop, skipped)
    if top.has_unit or t.phrase_at(at, t.reading.units):
        return None  # "pour cent" is a unit
    below = _below(t, stop)
    if below is not None and is_year(below) and not is_plural_noun(t, below.stop):
        return None  # "220 pour 2016"
    least = 10 if stop > at + 1 else 100
    return _ratio(top, below) if below is not None and below.number >= least and not below.has_unit else None


def _to_one(t: Tokens, top: Draft, at: int) -> Draft | None:
    """Reads "3 to 1", "10-to-1", "trois contre un"."""
    dashed = t.words[at] == "-"
    if top.has_unit or not t.reading.has("to_one", t.words[at + 1 if dashed else at]):
        return None
    below = _below(t, at + 3 if dashed else at + 1)
    return _ratio(top, below) if below is not None and below.number == 1 < top.number else None


def _below(t: Tokens, index: int) -> Draft | None:
    found = read_number(t, index) if index < t.count else None
    if found is None or found.kind != "count" or not isinstance(found.value, Decimal) or found.number <= 0:
        return None
    return found


def _share(t: Tokens, top: Draft, at: int, after: int, skipped: int) -> Draft | None:
    below = _below(t, after)
    if below is None or below.number < top.number or is_year(below) or below.number < 2:
        return None
    stop = below.stop
    sure = after > at + 1
    if attach_unit(t, below).has_unit and not sure:
        return None
    below.stop = stop
    if sure:
        return _ratio(top, below)
    if top.has_unit and (is_plural_noun(t, stop) or t.words[at] not in ("in", "sur")):
        return None
    if is_plural_noun(t, stop) and not _participle(t, stop) and (skipped or _is_one_of_many(t, top, below)):
        return None
    return _ratio(top, below)


def _is_one_of_many(t: Tokens, top: Draft, below: Draft) -> bool:
    """Whether "12 in 40 cities" counts things in places; small ratios such as "8 in 10" do not."""
    return top.number > 10 and below.number not in (20, 100, 1000)


def _participle(t: Tokens, index: int) -> bool:
    return t.words[index].endswith(tuple(t.reading.lists.get("participle_endings", ())))


def _ratio(top: Draft, below: Draft) -> Draft:
    return Draft(
        top.first,
        below.stop,
        top.number / below.number,
        "ratio",
        parts=(top, below),
        rounded=top.rounded or below.rounded,
    )
