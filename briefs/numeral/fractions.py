"""Fractions: halves, thirds and quarters in words; 3/4 in digits."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.draft import ONE, Draft
from briefs.numeral.phrases import read_idiom
from briefs.numeral.tokens import DASHES, Tokens


def read_fraction(t: Tokens, index: int) -> Draft | None:
    """The fraction at an index: "a third", "two-fifths", "trois quarts", "la moitié", "half"."""
    reading = t.reading
    word = t.words[index]
    if reading.has("halves", word):
        return _half(t, index, index)
    if reading.has("articles", word) or reading.has("fraction_articles", word):
        return _after_article(t, index)
    top = read_cardinal(t, index)
    if top is None or not 0 < top.number < 100:
        return None
    at = t.next_word(top.stop)
    if at < 0:
        return None
    if top.number == 1 and reading.has("halves", t.words[at]) and t.words[at] in reading.fractions:
        return _half(t, index, at)
    below = _denominator(t, at, plural=top.number > 1)
    if below is None or _opens_compound(t, below[1]) or read_idiom(t, at):
        return None
    if top.number == 1 and _is_ordinal(t, index, below[1]):
        return None
    return _fraction(index, below[1], top.number, below[0])


def _half(t: Tokens, first: int, at: int) -> Draft | None:
    """Reads "half", "la moitié", "un demi-million": the word itself, unless it is the half of a name or of a year."""
    stop = at + 1
    if t.words[stop] in DASHES and t.glued(stop) and t.glued(stop + 1):
        after = t.words[stop + 1]
        known = after in t.reading.multipliers or after in t.reading.collectives or after in t.reading.units
        if not known:
            return None
    elif t.reading.has("prefix_halves", t.words[at]) and not _halved(t, t.words[stop]):
        return None
    return Draft(
        first, _past_article(t, stop), Decimal("0.5"), kind="fraction", step=Decimal("0.1"), rounded=True, spelled=True
    )


def _past_article(t: Tokens, stop: int) -> int:
    """Past the article in "half a million", "half an hour"."""
    if not t.reading.has("articles", t.words[stop]):
        return stop
    after = t.words[stop + 1]
    return stop + 1 if _halved(t, after) else stop


def _halved(t: Tokens, word: str) -> bool:
    """Whether "half a" is said of this word: half a million, half an hour, half a per cent, half a kilometre."""
    if word in t.reading.multipliers or word in t.reading.collectives:
        return True
    return any(meaning.startswith(("duration", "percent", "measure")) for _, meaning in t.reading.units.get(word, ()))


def _after_article(t: Tokens, index: int) -> Draft | None:
    """Reads "a third", "le tiers", "la moitié"."""
    at = t.next_word(index + 1)
    if at < 0:
        return None
    if t.reading.has("halves", t.words[at]):
        return _half(t, index, at)
    found = None if read_idiom(t, at) else _denominator(t, at, plural=False)
    if found is None or _opens_compound(t, found[1]) or _is_ordinal(t, index, found[1]):
        return None
    if t.reading.has("fraction_articles", t.words[index]) and not t.reading.has("definite_fractions", t.words[at]):
        return None
    return _fraction(index, found[1], ONE, found[0])


def _denominator(t: Tokens, at: int, *, plural: bool) -> tuple[int, int] | None:
    """The value below the line and where it stops: "thirds", "vingt-cinquième"."""
    word = t.words[at]
    bottom = t.reading.fractions.get(word)
    if bottom is not None:
        if plural and t.reading.has("singular_fractions", word):
            return None
        return bottom, at + 1
    tens = t.reading.numbers.get(word, 0)
    after = t.next_word(at + 1)
    if tens >= 20 and tens % 10 == 0 and after > 0 and t.glued(after):
        ones = t.reading.fractions.get(t.words[after], 0)
        if 0 < ones < 10:
            return tens + ones, after + 1
    return None


def _opens_compound(t: Tokens, stop: int) -> bool:
    """Whether a hyphen ties a noun on: "tiers-lieu", "quarter-final"."""
    tied = t.words[stop] in DASHES and t.glued(stop) and t.glued(stop + 1) and t.is_word(stop + 1)
    return tied and t.words[stop + 1] not in t.reading.units


def _is_ordinal(t: Tokens, first: int, stop: int) -> bool:
    """Whether "a third" is one more of a kind ("a third party") and not a part of a whole."""
    last, reading = t.words[stop - 1], t.reading
    if reading.has("always_fractions", last):
        return False
    if stop >= t.count or not t.is_word(stop):
        return t.glued(stop) and t.words[stop] in DASHES and t.is_word(stop + 1)
    word = t.words[stop]
    if reading.has("after_fraction", word) or t.words[first - 1] in reading.lists.get("before_fraction", ()):
        return False
    return not (word.endswith("ed") and reading.has("verb_endings", "ed"))


def _fraction(first: int, stop: int, top: Decimal, bottom: int) -> Draft:
    return Draft(first, stop, top / Decimal(bottom), kind="fraction", spelled=True, step=None, rounded=True)
