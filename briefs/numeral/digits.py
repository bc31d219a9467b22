"""Digits: numbers in figures, in every grouping, with the powers and vulgar fractions that may follow them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction

from briefs.numeral.draft import ONE, Draft
from briefs.numeral.fold import NO_BREAK
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

# Groups of three behind a space, an apostrophe, a comma or a point; Indian groups of two; bare digits; then decimals.
_NUMBER = Pattern(
    r"([0-9]{1,3}(?:[ \u00a0][0-9]{3}){1,6}(?![0-9])"
    r"|[0-9]{1,3}(?:'[0-9]{3}){1,6}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])"
    r"|[0-9]*)([.,·][0-9]+)?"
)
_PARTED = Pattern("[\t\n\v\f\r\u0085\u2028\u2029]")  # a tab or a new line, which groups no digits
_POWER = Pattern(r"\s?[×x·*]\s?10(?:\^(-?[0-9]{1,2})|([⁻]?[⁰¹²³⁴-⁹]{1,2}))")
_TEN_TO = Pattern(r"\^([0-9]{1,2})|([⁰¹²³⁴-⁹]{1,2})")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISING = frozenset("x*^")  # what may raise or enlarge a number, of the plain signs
_GROUPING = str.maketrans("", "", " \u00a0',.·")
_LONGEST = 30  # digits; whatever is longer identifies something
_STEPS = tuple(ONE.scaleb(-places) for places in range(_LONGEST + 1))


def read_digits(t: Tokens, index: int) -> Draft | None:
    """The number in figures at an index, read as the language writes them; nothing where it is too long for one."""
    start, after = t.starts[index], index + 1
    if t.starts[after] != t.ends[index] and t.is_digits(index) and not starts_group(t, index):
        return _bare(t, index)
    match = _NUMBER.match(t.text, start)
    if match is None or match.end() == start or match.end() - start > _LONGEST:
        return None
    whole, decimals = match.group(1), match.group(2) or ""
    if " " in whole and _PARTED.search(t.as_printed(start, match.end())):
        return _bare(t, index)
    value, places = _value(whole, decimals, t.reading.decimal)
    plain = whole.isdigit() and not decimals
    draft = Draft(index, t.index_at(match.end()), value, step=_STEPS[places], rounded=places > 0, plain=plain)
    return _with_power(t, _with_vulgar(t, draft))


def _bare(t: Tokens, index: int) -> Draft | None:
    """The number in a run of digits to which nothing is tied; the short way for most."""
    if len(t.words[index]) > _LONGEST:
        return None
    draft = Draft(index, index + 1, Decimal(t.words[index]), step=ONE, plain=True)
    return draft if t.is_digits(index + 1) else _with_power(t, _with_vulgar(t, draft))


def _value(whole: str, decimals: str, decimal_sign: str) -> tuple[Decimal, int]:
    """The value and the number of decimal places; a lone group of three after the decimal sign is decimals."""
    sign = "." if "." in whole else "," if "," in whole else ""
    lone = sign and whole.count(sign) == 1 and not decimals
    if lone and (sign == decimal_sign or whole.startswith("0")):
        whole, decimals = whole.split(sign)
    digits = whole.translate(_GROUPING)
    fraction = decimals.lstrip(".,·")
    return Decimal(f"{digits or 0}.{fraction}" if fraction else digits), len(fraction)


def vulgar_fraction(word: str) -> Decimal | None:
    """The value of a single-sign fraction such as ½."""
    if len(word) != 1 or word.isascii() or unicodedata.category(word) != "No":
        return None
    spelled = unicodedata.normalize("NFKC", word).split("\u2044")
    if len(spelled) != 2 or not all(spelled):
        return None
    ratio = Fraction(int(spelled[0]), int(spelled[1]))
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def _with_vulgar(t: Tokens, draft: Draft) -> Draft:
    """The number with the fraction that follows it: 8½, 8 ½."""
    after = t.words[draft.stop]
    part = None if after.isascii() or not draft.plain else vulgar_fraction(after)
    if part is not None:
        draft.value, draft.stop, draft.plain = draft.number + part, draft.stop + 1, False
        draft.step, draft.rounded = Decimal("0.01"), True
    return draft


def _with_power(t: Tokens, draft: Draft) -> Draft:
    """The number with its power of ten: 2.4 × 10⁶, 10^6."""
    sign = t.words[draft.stop][:1]
    if sign not in _RAISING and (sign.isascii() or sign not in "×·⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return draft
    end = t.ends[draft.stop - 1]
    match = _POWER.match(t.text, end)
    base = draft.number
    if match is None and base == 10 and draft.plain:
        match, base = _TEN_TO.match(t.text, end), Decimal(1)
    if match is None:
        return draft
    power = int((match[1] or match[2]).translate(_SUPERSCRIPT))
    draft.value, draft.scale = base.scaleb(power), Decimal(10) ** power
    draft.step = (draft.step or Decimal(1)).scaleb(power)
    draft.stop, draft.plain, draft.rounded = t.index_at(match.end()), False, True
    return draft


def starts_group(t: Tokens, index: int) -> bool:
    """Whether the run of digits at an index is the head of a number grouped by plain or no-break spaces."""
    after = index + 1
    return (
        t.is_digits(after)
        and len(t.words[after]) == 3
        and len(t.words[index]) <= 3
        and t.text[t.ends[index] : t.starts[after]] in (" ", NO_BREAK)
        and not _PARTED.search(t.as_printed(t.starts[index], t.ends[after]))
    )
