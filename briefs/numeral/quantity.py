"""Quantities: a number with its sign, scale word, currency, per cent or unit."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.digits import read_digits, vulgar_fraction
from briefs.numeral.draft import ONE, Draft
from briefs.numeral.fractions import read_fraction
from briefs.numeral.minus import is_punctuation
from briefs.numeral.money import read_currency_after, read_currency_before
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.tokens import DASHES, Tokens
from briefs.numeral.units import attach_unit

HALF = Decimal("0.5")
SIGNED = frozenset("+-–±")


def starts_number(t: Tokens, index: int) -> bool:
    """Whether a number may start here: a cheap look before a long one."""
    if not 0 <= index < t.count:
        return False
    word, reading = t.words[index], t.reading
    return (
        "0" <= word[0] <= "9"
        or word in reading.numbers
        or word in reading.bare_multipliers
        or word in reading.fractions
        or reading.has("articles", word)
        or reading.has("fraction_articles", word)
        or reading.has("halves", word)
        or word in "+-–±.$€£¥₹½⅓⅔¼¾⅛"
        or read_currency_before(t, index) is not None
    )


def read_number(t: Tokens, index: int, *, money: bool = False) -> Draft | None:
    """The number at an index with its scale: 73.3 million, two and a half million, une dizaine de milliers."""
    if not 0 <= index < t.count:
        return None
    draft = read_digits(t, index) if t.is_digits(index) else _mantissa(t, index)
    if draft is None:
        return None
    after = t.words[draft.stop]
    if after not in t.reading.scaling and after not in DASHES:
        return draft
    return _with_half(t, _with_scale(t, _with_half(t, draft), money=money))


def _mantissa(t: Tokens, index: int) -> Draft | None:
    """The number without its scale: digits, words, or an article before a scale word or a collective."""
    word, reading = t.words[index], t.reading
    if "0" <= word[0] <= "9" or (word == "." and t.is_digits(index + 1) and t.glued(index + 1)):
        return read_digits(t, index)
    part = vulgar_fraction(word)
    if part is not None:
        return Draft(index, index + 1, part, kind="fraction")
    if reading.has("fillers", t.words[index + 1]) and (reading.has("articles", word) or reading.has("ones", word)):
        return _filled(t, index)
    if reading.has("articles", word):
        after = t.next_word(index + 1)
        if after < 0:
            return None
        if t.words[after] in reading.multipliers and t.words[after] not in reading.vague:
            found = read_cardinal(t, after, bare=True)
            if found is not None:
                found.first = index
            return found
        if t.words[after] in reading.collectives:
            return Draft(index, index + 1, ONE, step=ONE, spelled=True)
        return read_fraction(t, index)
    fraction = read_fraction(t, index) or _definite_scale(t, index)
    if fraction is not None:
        return fraction
    cardinal = read_cardinal(t, index)
    return None if cardinal is None else _with_spoken_decimals(t, cardinal)


def _definite_scale(t: Tokens, index: int) -> Draft | None:
    """The one million that an article points at: "le milliard d'utilisateurs"."""
    reading, scale = t.reading, t.words[index + 1]
    if not reading.has("fraction_articles", t.words[index]) or t.words[index + 2] not in reading.links:
        return None
    if scale not in reading.multipliers or scale in reading.vague or scale in reading.bare_multipliers:
        return None
    found = read_cardinal(t, index + 1, bare=True)
    if found is not None:
        found.first = index
    return found


def _with_spoken_decimals(t: Tokens, draft: Draft) -> Draft:
    """The number with decimals in words: "two point five", "deux virgule vingt-cinq"."""
    reading, stop, digits = t.reading, draft.stop, ""
    if not reading.has("decimal_words", t.words[stop]):
        return draft
    stop += 1
    while len(digits) < 6 and (found := read_cardinal(t, stop, 100)) is not None and not t.glued(stop):
        digits, stop = f"{digits}{found.number}", found.stop
    if not digits:
        return draft
    draft.value, draft.step = Decimal(f"{draft.number}.{digits}"), Decimal(1).scaleb(-len(digits))
    draft.stop, draft.rounded = stop, True
    return draft


def _filled(t: Tokens, index: int) -> Draft | None:
    """A collective or a fraction behind an adjective: "une bonne centaine", "a full third"."""
    word, reading = t.words[index + 2], t.reading
    if word in reading.collectives or word in reading.multipliers:
        return Draft(index, index + 2, ONE, step=ONE, spelled=True)
    if word in reading.fractions and (reading.has("always_fractions", word) or t.words[index + 3] in reading.links):
        value = ONE / reading.fractions[word]
        return Draft(index, index + 3, value, "fraction", rounded=True, spelled=True)
    return None


def _with_half(t: Tokens, draft: Draft) -> Draft:
    """The number with "and a half", "et demi" after it."""
    if draft.kind == "fraction":
        return draft
    table = t.reading.table("and_a_half")
    half = t.phrase_at(draft.stop, table) if t.words[draft.stop] in table else None
    if half is not None:
        draft.value, draft.stop = draft.number + HALF * draft.scale, half[0]
        draft.step, draft.rounded, draft.plain = draft.scale / 10, True, False
    return draft


def _with_scale(t: Tokens, draft: Draft, *, money: bool) -> Draft:
    """The number times the scale words and collectives behind it: 73.3 million, two dozen, une centaine de milliers."""
    reading = t.reading
    while True:
        at = t.next_word(draft.stop)
        word = t.words[at] if at > 0 else ""
        if word in reading.links and draft.kind in ("fraction", "collective"):
            at = _after_link(t, at)
            word = t.words[at] if at > 0 else ""
        factor = reading.multipliers.get(word) or reading.collectives.get(word)
        if factor is None or (draft.spelled and factor < draft.scale and word in reading.multipliers):
            break
        draft = _scaled(draft, factor, at + 1, collective=word in reading.collectives)
    return _with_abbreviation(t, draft, money=money)


def _after_link(t: Tokens, at: int) -> int:
    """Past "of a", "de", "d'" before a scale word."""
    after = at + 1
    if after < t.count and t.reading.has("articles", t.words[after]):
        after += 1
    return after if t.is_word(after) else -1


def _scaled(draft: Draft, factor: Decimal, stop: int, *, collective: bool) -> Draft:
    draft.value, draft.step = draft.number * factor, (draft.step or Decimal("0.1")) * factor
    draft.scale *= factor
    draft.stop, draft.plain, draft.rounded = stop, False, True
    draft.kind = "collective" if collective else "count"
    return draft


def _with_abbreviation(t: Tokens, draft: Draft, *, money: bool) -> Draft:
    """The number times the abbreviation that follows: 4.5bn, 30 k€, 1 500 M€, 43.7M."""
    at = draft.stop
    if draft.spelled or at >= t.count or not t.is_word(at):
        return draft
    raw, glued = t.raw(at), t.glued(at)
    factor = t.reading.abbreviations.get(raw)
    if factor is None:
        return draft
    currency = money or (read_currency_after(t, at + 1) is not None and t.glued(at + 1))
    if (
        currency
        or len(raw) > 1
        or (raw in ("k", "M") and (glued or t.words[at + 1] in t.reading.links or _counts_people(t, at + 1)))
        or (glued and raw in ("m", "K") and _counts_people(t, at + 1))
    ):
        return _scaled(draft, factor, at + 1, collective=False)
    return draft


def _counts_people(t: Tokens, index: int) -> bool:
    """Whether "29m" is followed by what there are 29 million of."""
    return not t.glued(index) and is_plural_noun(t, index)


def read_quantity(t: Tokens, index: int) -> Draft | None:
    """The number at an index with sign, scale, currency, per cent and unit."""
    if t.is_digits(index):
        draft = read_number(t, index)
        return None if draft is None else attach_unit(t, _counted(draft))
    if t.words[index] in SIGNED and t.glued(index) and (t.is_word(index - 1) or t.is_digits(index - 1)):
        return None  # a hyphen
    if t.words[index] in DASHES and not t.glued(index + 1) and is_punctuation(t, index):
        return None
    at, sign = _sign(t, index)
    currency = read_currency_before(t, at)
    number_at = at if currency is None else currency[1]
    if currency is not None and sign == 1 and t.words[number_at] in DASHES:
        number_at, sign = number_at + 1, -1
    draft = read_number(t, number_at, money=currency is not None)
    if draft is None:
        return None
    draft.first = index
    if sign != 1:
        draft.value, draft.plain = draft.number * sign, False
    elif at != index:
        draft.plain = False
    _counted(draft)
    if currency is not None:
        draft.kind, draft.unit, draft.has_unit, draft.plain = "money", currency[0], True, False
        return draft
    return attach_unit(t, draft)


def _counted(draft: Draft) -> Draft:
    """The draft with a collective taken for the count that it is."""
    if draft.kind == "collective":
        draft.kind = "count"
    return draft


def _sign(t: Tokens, index: int) -> tuple[int, int]:
    """Where the number starts after its sign, and the sign as a factor."""
    word = t.words[index]
    if word not in SIGNED or index + 1 >= t.count:
        return index, 1
    minus = word in DASHES and t.words[index - 1] != "/"  # "+/- 3"
    return index + 1, -1 if minus else 1
