"""Dispatch: which readers are tried at a run of digits: those alone that its neighbours leave a chance."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.compounds import read_compound
from briefs.numeral.contacts import is_called, read_address, read_phone
from briefs.numeral.dates import QUARTER_LETTERS, read_date, read_quarter, read_time
from briefs.numeral.draft import Draft, Reader, exempt
from briefs.numeral.durations import read_age_group, read_hours_minutes
from briefs.numeral.names import read_code, read_named
from briefs.numeral.ordinals import read_ordinal
from briefs.numeral.phrases import read_idiom
from briefs.numeral.references import read_free_reference
from briefs.numeral.signs import read_chain, read_identifier, read_list_number, read_tied, read_version
from briefs.numeral.tokens import Tokens

_DAY_TIED = frozenset("-–/.,'°")  # what may follow the day of a date, beside a word
_YEAR_TIED = frozenset("-–/'")
_BIS = frozenset(("bis", "ter"))
_TIMED = frozenset(":./-–")
_TIMED_WORDS = frozenset(("h", "heures", "hours", "j", "jours", "d", "days", "a", "p", "am", "pm"))
_CLOSING = frozenset(("", ".", ",", ";", ":", ")", "]", "!", "?", "…", "»", "”", '"', "\ufffc"))
_FIRST_YEAR, _LAST_YEAR = "1500", "2100"


def read_in_digits(t: Tokens, at: int) -> Draft | None:
    """What the run of digits at an index opens, by the first reader that knows it."""
    for reader in _likely(t, at):
        draft = reader(t, at)
        if draft is not None:
            return draft
    return _read_lone_year(t, at) or read_compound(t, at)


def _read_lone_year(t: Tokens, at: int) -> Draft | None:
    """The year before a stop, a comma or a bracket, with no hedge before it: most of them, told at little cost."""
    word, after, reading = t.words[at], t.words[at + 1], t.reading
    if len(word) != 4 or not _FIRST_YEAR <= word <= _LAST_YEAR or after not in _CLOSING:
        return None
    before = t.words[at - 1]
    if before in reading.hedges_before or before in reading.lists["eras_before"] or t.is_digits(at + 2):
        return None
    return exempt("year", at, at + 1, Decimal(word))


def _likely(t: Tokens, at: int) -> list[Reader]:
    """The readers in their order, each where the tokens beside can be of its form: a cheap look before a long one."""
    word, after, before = t.words[at], t.words[at + 1], t.words[at - 1]
    sign, size = after[:1], len(word)
    readers: list[Reader] = []
    if word in t.reading.idioms:
        readers.append(read_idiom)
    if (sign == ")" or sign == ".") and (size < 3 or at < 2):
        readers.append(read_list_number)
    if before in QUARTER_LETTERS:
        readers.append(read_quarter)
    if after == "s":
        readers.append(read_age_group)
    if t.starts[at] == t.ends[at - 1]:
        readers.append(read_code)
    if size <= 4 and (sign.isalpha() or sign in _DAY_TIED or sign in _TIMED):
        _add_dates(readers, t, at, after)
    _add_names(readers, t, at, before, after)
    return readers


def _add_names(readers: list[Reader], t: Tokens, at: int, before: str, after: str) -> None:
    """The readers of what names or identifies a thing."""
    sign, lists, word = after[:1], t.reading.lists, t.words[at]
    size, letters = len(word), sign.isalpha()
    if sign and _may_be_called(t, at, before, after):
        readers.append(read_phone)
    if sign in _TIED and (t.is_capital(at + 1) if letters else sign != "." or t.words[at + 3] == "."):
        readers.extend(_TIED[sign])
    if size == 5 or (letters and _opens_street(t, at, after)) or (sign == "," and _follows_number(t, at + 2)):
        readers.append(read_address)
    if (letters or sign == "°") and t.glued(at + 1):
        readers.append(read_ordinal)
    if before[:1].isalpha():
        readers.append(read_named)
    if before == "#" or word[0] == "0" or size > 15 or (letters and after in lists["codes_before"]):
        readers.append(read_identifier)


def _opens_street(t: Tokens, at: int, after: str) -> bool:
    """Whether the word behind a number can be of the name of a street, or the letter of a house."""
    if after in t.reading.lists["streets_before"] or after in _BIS:
        return True
    return t.is_capital(at + 1) and (len(after) == 1 or t.is_capital(at + 2))


def _follows_number(t: Tokens, at: int) -> bool:
    """Whether the word behind "12," can be of the name of a street."""
    return t.words[at] in t.reading.lists["streets_before"] or (t.is_capital(at) and t.is_capital(at + 1))


def _add_dates(readers: list[Reader], t: Tokens, at: int, after: str) -> None:
    """The readers of days, years in a row, hours: by how many digits there are and what follows them."""
    sign, size, reading = after[0], len(t.words[at]), t.reading
    if sign.isalpha():
        if size < 3 and after in reading.after_day:
            readers.append(read_date)
        if size < 4 and after in _TIMED_WORDS:
            readers.append(read_time)
        if sign == "h":
            readers.append(read_hours_minutes)
        if size == 4 and sign == "s":
            readers.append(read_date)
        return
    if (size < 3 and sign in _DAY_TIED and _day_goes_on(t, at + 2, sign)) or (size == 4 and sign in _YEAR_TIED):
        readers.append(read_date)
    if size < 4 and sign in _TIMED and t.is_digits(at + 2):
        readers.append(read_time)


def _day_goes_on(t: Tokens, at: int, sign: str) -> bool:
    """Whether a comma or a point behind a day leads to another, or to its month: "3, 4 and 5 May", "3.5.2024"."""
    if sign == ",":
        return not t.glued(at) and (t.is_digits(at) or t.words[at] in t.reading.after_day)
    return sign != "." or t.words[at + 1] == "."


def _may_be_called(t: Tokens, at: int, before: str, after: str) -> bool:
    """Whether the digits have the form of a telephone number, or a word that goes with one stands beside."""
    sign, reading = after[0], t.reading
    if sign in "-(" or "0" <= sign < ":" or after in reading.lists["phone_after"]:
        return True
    if before in reading.near_phones and (before in reading.lists["phone_articles"] or is_called(t, at)):
        return True
    if sign != "." and sign != ")":
        return False
    return "0" <= before < ":" or (t.is_digits(at + 2) and (t.words[at][0] in "01" or len(t.words[at]) == 3))


_TIED: dict[str, tuple[Reader, ...]] = {
    "/": (read_free_reference, read_chain, read_tied), ":": (read_chain, read_tied), "-": (read_chain,),
    "–": (read_chain,), ".": (read_version,),
    **dict.fromkeys("ucfs°(", (read_free_reference,)),
}  # fmt: skip
