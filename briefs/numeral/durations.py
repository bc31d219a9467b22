"""Durations and ages in special forms: "3 h 30", "an hour and a half", "under-18s"."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

_HOURS_MINUTES = Pattern(r"([0-9]{1,4})\s?h\s?([0-5][0-9])(?![0-9])(?:\s?min(?![^\W_]))?", re.IGNORECASE)


def read_hours_minutes(t: Tokens, index: int) -> Draft | None:
    """The duration at an index, in hours."""
    match = _HOURS_MINUTES.match(t.text, t.starts[index])
    if match is None:
        return None
    value = Decimal(match[1]) + Decimal(match[2]) / 60
    return Draft(index, t.index_at(match.end()), value, "duration", "hour", step=Decimal(1) / 60, has_unit=True)


def read_article_and_half(t: Tokens, index: int) -> Draft | None:
    """The duration that opens with an article: "an hour and a half"."""
    at = index + 1
    for phrase, meaning in t.reading.units.get(t.words[at], ()):
        if meaning.startswith("duration:") and t.matches(at, phrase):
            stop = at + len(phrase)
            half = t.phrase_at(stop, t.reading.table("and_a_half"))
            if half is not None:
                unit = meaning.partition(":")[2]
                return Draft(
                    index, half[0], Decimal("1.5"), "duration", unit, step=Decimal("0.1"), rounded=True, has_unit=True
                )
    return None


def read_age_group(t: Tokens, index: int) -> Draft | None:
    """The age in "under-18s", "the over 65s"."""
    if t.words[index + 1] != "s" or not t.glued(index + 1) or len(t.words[index]) > 2:
        return None
    before = t.words[index - 2] if t.glued(index) else t.words[index - 1]
    if not t.reading.has("age_prefixes", before):
        return None
    hedge = next((meaning for phrase, meaning in t.reading.hedges_before.get(before, ()) if len(phrase) == 1), None)
    return Draft(index, index + 2, Decimal(t.words[index]), "age", "year", hedge=hedge, step=Decimal(1), has_unit=True)
