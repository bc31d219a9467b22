"""Years: when four bare digits are a year and when they count something."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.draft import Draft, exempt
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
    before = t.words[first - 1]
    opened = reading.has("before_year", before) or (before == "." and _circa(t, draft)) or _is_parted(t, first)
    if draft.value < _FIRST:
        return opened and not is_plural_noun(t, draft.stop)
    if opened or reading.has("after_year", t.words[draft.stop]):
        return True
    if _is_part_of_many(t, draft) or _is_reached(t, draft):
        return False
    if _counts(t, first):
        loose = reading.has("year_comparisons", before) or _near_year(t, first)
        return loose and not t.is_word(draft.stop)  # "66, an increase over 2015", "autour de 2008"
    if is_plural_noun(t, draft.stop):
        return (reading.has("attributive_before", before) and reading.has("years_before_nouns", "yes")) or (
            reading.has("opens_with_year", before) and t.opens_sentence(first - 1)
        )
    return True


def _is_part_of_many(t: Tokens, draft: Draft) -> bool:
    """Whether digits count some of many: "1999 of them", or "1999 of the accounts" at the head of a sentence."""
    if t.phrase_at(draft.stop, t.reading.table("counted_of")):
        return True
    return bool(t.phrase_at(draft.stop, t.reading.table("counted_of_all"))) and t.opens_sentence(draft.first)


def _is_reached(t: Tokens, draft: Draft) -> bool:
    """Whether digits are what a count came to in a year: "rose to 2000 in 2023"."""
    reading, year = t.reading, t.words[draft.stop + 1]
    if not (reading.has("year_reached", t.words[draft.first - 1]) and reading.has("year_within", t.words[draft.stop])):
        return False
    return len(year) == 4 and t.is_digits(draft.stop + 1)


def _near_year(t: Tokens, first: int) -> bool:
    """Whether a phrase that goes well with years stands before: "autour de", "aux alentours de"."""
    phrases = t.reading.table("near_year")
    return any(t.phrase_at(first - back, phrases) == (first, "near_year") for back in (1, 2, 3))


def _is_parted(t: Tokens, first: int) -> bool:
    """Whether a part of a year stands before: "in the second half of 2021 arrests rose"."""
    return t.words[first - 1] in t.reading.links and t.reading.has("year_parts", t.words[first - 2])


def _circa(t: Tokens, draft: Draft) -> bool:
    """Whether "c." or "ca." stands before digits that count nothing."""
    return t.words[draft.first - 2] in ("c", "ca") and not is_plural_noun(t, draft.stop)


def is_worded_year(t: Tokens, draft: Draft) -> bool:
    """Whether a number in words names a year: "en deux mille dix-neuf"."""
    if not draft.spelled or draft.has_unit or draft.rounded or not isinstance(draft.value, Decimal):
        return False
    in_span = _FIRST <= draft.value <= _LAST and draft.value % 100 != 0
    return in_span and t.reading.has("before_year", t.words[draft.first - 1]) and not is_plural_noun(t, draft.stop)


def read_spoken_year(t: Tokens, index: int) -> Draft | None:
    """The English year in two halves: "nineteen eighty-four", "twenty twenty-three"."""
    high = t.reading.numbers.get(t.words[index])
    after = t.next_word(index + 1)
    if high not in (17, 18, 19, 20) or after != index + 1 or not t.reading.has("spoken_years", "yes"):
        return None
    low = read_cardinal(t, after, 100)
    if low is None or low.number < 10 or is_plural_noun(t, low.stop):
        return None
    return exempt("year", index, low.stop, high * 100 + low.number)


def _counts(t: Tokens, first: int) -> bool:
    """Whether a hedge ("more than", "quelque") says that a count follows."""
    before = t.words[first - 1]
    return any(t.matches_before(first, phrase) for phrase, _ in t.reading.hedges_before.get(before, ()))
