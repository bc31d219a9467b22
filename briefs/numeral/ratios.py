"""Ratios and rates: "one in five", "un enfant sur neuf", "12 per 100,000", "3:1"."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.quantity import read_number
from briefs.numeral.tokens import Tokens
from briefs.numeral.units import attach_unit
from briefs.numeral.years import is_year

_NOUN_PHRASE = 4  # words between "un" and "sur": "un jeune adulte handicapé sur trois"


def read_ratio_after(t: Tokens, top: Draft) -> Draft | None:
    """The ratio that a count opens, with up to four words for what is counted."""
    if top.has_unit or not isinstance(top.value, Decimal) or top.number < 1 or top.kind != "count":
        return None
    if top.number != int(top.number) and not top.plain and top.rounded is False:
        return None
    at = top.stop
    for skipped in range(_NOUN_PHRASE + 1):
        if not t.is_word(at) and t.word(at) != "-":
            return None
        found = _at_joint(t, top, at, skipped)
        if found is not None:
            return found
        if t.word(at) == "-" or t.glued(at) and not t.word(at - 1).endswith("'") or t.reading.has("ratio_stops", t.words[at]):
            return None
        at += 1
    return None


def _at_joint(t: Tokens, top: Draft, at: int, skipped: int) -> Draft | None:
    """The ratio whose joining words ("in", "out of", "sur", "pour") stand at an index."""
    for phrase in t.reading.phrases.get("ratio", ()):
        if t.matches(at, phrase):
            return _share(t, top, at, phrase, skipped)
    if skipped == 0 and t.reading.has("to_one", t.words[at]) or t.words[at] == "-" and t.reading.has("to_one", t.word(at + 1)):
        below = _below(t, at + 1) if t.words[at] != "-" else _below(t, at + 3)
        return _ratio(top, below) if below is not None and below.number == 1 < top.number else None
    for phrase in t.reading.phrases.get("per", ()):
        if t.matches(at, phrase):
            below = _below(t, at + len(phrase))
            least = 10 if len(phrase) > 1 else 100
            return _ratio(top, below) if below is not None and below.number >= least and not below.has_unit else None
    return None


def _below(t: Tokens, index: int) -> Draft | None:
    found = read_number(t, index) if index < t.count else None
    if found is None or found.kind != "count" or not isinstance(found.value, Decimal) or found.number <= 0:
        return None
    return found


def _share(t: Tokens, top: Draft, at: int, phrase: tuple[str, ...], skipped: int) -> Draft | None:
    below = _below(t, at + len(phrase))
    if below is None or below.number < top.number or is_year(below) or below.number < 2:
        return None
    stop = below.stop
    sure = len(phrase) > 1
    if attach_unit(t, below).has_unit and not sure:
        return None
    below.stop = stop
    if sure:
        return _ratio(top, below)
    if is_plural_noun(t, stop) and not _participle(t, stop) and (skipped or _is_one_of_many(t, top, below)):
        return None
    return _ratio(top, below) if skipped <= t.reading.numbers.get("_words_before_ratio", _NOUN_PHRASE) else None


def _is_one_of_many(t: Tokens, top: Draft, below: Draft) -> bool:
    """Whether "12 in 40 cities" counts things in places; small ratios such as "8 in 10" do not."""
    return top.number > 10 and below.number not in (20, 100, 1000)


def _participle(t: Tokens, index: int) -> bool:
    return t.words[index].endswith(tuple(t.reading.lists.get("participle_endings", ())))


def _ratio(top: Draft, below: Draft) -> Draft:
    return Draft(
        top.first, below.stop, top.number / below.number, "ratio", parts=(top, below), rounded=top.rounded or below.rounded
    )
