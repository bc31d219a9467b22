"""Years: when four bare digits are a year and when they count something."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.tokens import Tokens

_FIRST, _LAST = 1500, 2100


def is_year(draft: Draft) -> bool:
    """Whether a draft is four bare digits in the span of modern years."""
    return draft.plain and isinstance(draft.value, Decimal) and _FIRST <= draft.value <= _LAST


def stands_for_year(t: Tokens, draft: Draft) -> bool:
    """Whether four bare digits, in their sentence, name a year and do not count."""
    if not draft.plain or not isinstance(draft.value, Decimal) or not 1000 <= draft.value <= _LAST:
        return False
    reading, first = t.reading, draft.first
    before = t.word(first - 1)
    opened = reading.has("before_year", before)
    if draft.value < _FIRST:
        return opened and not is_plural_noun(t, draft.stop)
    if opened or reading.has("after_year", t.word(draft.stop)):
        return True
    if _counts(t, first):
        return False
    if is_plural_noun(t, draft.stop):
        return reading.has("attributive_before", before) and reading.has("years_before_nouns", "yes") or (
            reading.has("opens_with_year", before) and t.opens_sentence(first - 1)
        )
    return True


def _counts(t: Tokens, first: int) -> bool:
    """Whether a hedge ("more than", "quelque") says that a count follows."""
    before = t.word(first - 1)
    return any(t.matches_before(first, phrase) for phrase, _ in t.reading.hedges_before.get(before, ()))
