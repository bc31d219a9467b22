"""Ordinals: ranks that claim something ("third-largest"), centuries, and all the others, which count nothing."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft, exempt
from briefs.numeral.tokens import DASHES, Tokens


def read_ordinal(t: Tokens, index: int) -> Draft | None:
    """The ordinal at an index, in words or digits: a rank, a date or neither."""
    found = _in_digits(t, index) if t.is_digits(index) else _in_words(t, index)
    if found is None:
        return None
    value, stop = found
    if t.reading.has("quantile_before", t.words[index - 1]) and t.words[index] in t.reading.fractions and value > 2:
        return Draft(index, stop, 1 / value, "fraction", rounded=True, spelled=True)
    return _period(t, index, stop) or _rank(t, index, stop, value) or exempt("ordinal", index, stop, value)


def _in_digits(t: Tokens, index: int) -> tuple[Decimal, int] | None:
    if not t.glued(index + 1) or not t.reading.has("ordinal_suffixes", t.words[index + 1]):
        return None
    degrees = t.words[index + 1] == "°" and t.words[index + 2] in ("c", "f") and t.glued(index + 2)
    if len(t.words[index]) > 4 or degrees:
        return None
    return Decimal(t.words[index]), index + 2


def _in_words(t: Tokens, index: int) -> tuple[Decimal, int] | None:
    """Reads "third", "twenty-first", "vingt et unième"."""
    reading = t.reading
    value = reading.ordinals.get(t.words[index])
    if value is not None:
        return Decimal(value), index + 1
    tens = reading.numbers.get(t.words[index], 0)
    after = t.next_word(index + 1)
    if tens < 20 or tens % 10 or after < 0:
        return None
    if reading.has("joins", t.words[after]):
        after = t.next_word(after + 1)
    ones = reading.ordinals.get(t.words[after], 0) if after > 0 else 0
    if 0 < ones < 10 or (tens in reading.takes_teens and 0 < ones < 20):
        return Decimal(tens + ones), after + 1
    return None


def _period(t: Tokens, index: int, stop: int) -> Draft | None:
    """A century, or the quarter or half of a year."""
    at = t.next_word(stop)
    word = t.words[at] if at > 0 else ""
    if t.reading.has("period_words", word):
        return exempt("date", index, at + 1)
    before = [t.words[index - back] for back in range(1, 9)]
    if t.is_digits(index) and any(t.reading.has("centuries", word) for word in before):
        return exempt("date", index, stop)
    return None


def _rank(t: Tokens, index: int, stop: int, value: Decimal) -> Draft | None:
    """The rank, with its superlative: third-largest, 12th in the index, deuxième motif d'appel."""
    reading = t.reading
    at = t.next_word(stop)
    word = t.words[at] if at > 0 else ""
    if _superlative(t, word):
        return _ranked(index, at + 1, value)
    if reading.has("rank_words", word) or reading.has("ranking_before", t.words[index - 1]):
        return _ranked(index, stop, value)
    if reading.has("ranking_before", t.words[index - 2]) and reading.has("rank_articles", t.words[index - 1]):
        return _ranked(index, stop, value)
    if reading.has("ranked_nouns", word) and reading.has("rank_of", t.words[at + 1]):
        return _ranked(index, at + 1, value)
    if at > 0 and t.phrase_at(at + 1, reading.table("superlative")):
        return _ranked(index, at + 1, value)
    if t.phrase_at(stop, reading.table("in_a_ranking")) or _out_of(t, index, stop):
        return _ranked(index, stop, value)
    return None


def _out_of(t: Tokens, index: int, stop: int) -> bool:
    """Whether a rank in digits is told with how many there are: "117e sur 180", "117th of 180"."""
    of = t.phrase_at(stop, t.reading.table("ratio")) or (stop + 1 if t.words[stop] == "of" else 0, "")
    return t.is_digits(index) and of[0] > 0 and t.is_digits(of[0]) and len(t.words[of[0]]) < 4


def _superlative(t: Tokens, word: str) -> bool:
    if t.reading.has("superlatives", word):
        return True
    return (
        len(word) > 5
        and word.endswith("est")
        and t.reading.has("verb_endings", "ed")
        and not t.reading.has("not_superlatives", word)
    )


def _ranked(index: int, stop: int, value: Decimal) -> Draft:
    return Draft(index, stop, value, "rank", step=Decimal(1))


def ends_in_dash(t: Tokens, stop: int) -> bool:
    """Whether a hyphen ties the next word on."""
    return t.words[stop] in DASHES and t.glued(stop) and t.glued(stop + 1)
