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
_AFTER_CLOCK = frozenset("ap-–")  # "9.30 am", "9–11 pm", "9.30–11 pm"
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
    size = len(word)
    readers: list[Reader] = [read_idiom] if word in t.reading.idioms else []
    if (after == ")" or after == ".") and (at < 2 or (size < 3 and not (after == "." and t.glued(at + 2)))):
        readers.append(read_list_number)
    if before in QUARTER_LETTERS:
        readers.append(read_quarter)
    if after == "s":
        readers.append(read_age_group)
    if t.starts[at] == t.ends[at - 1]:
        readers.append(read_code)
    if after[:1].isalpha():
        _add_before_word(readers, t, at, after)
    elif after:
        _add_before_sign(readers, t, at, after)
    elif size == 5:
        readers.append(read_address)
    if before[:1].isalpha():
        readers.append(read_named)
    if word[0] == "0" or before == "#" or size > 15 or after in t.reading.lists["codes_before"]:
        readers.append(read_identifier)
    return readers


def _add_before_word(readers: list[Reader], t: Tokens, at: int, after: str) -> None:
    """The readers of dates, hours, calls and names where a word follows."""
    size, sign, reading = len(t.words[at]), after[0], t.reading
    if (size < 3 and after in reading.after_day) or (size == 4 and sign == "s"):
        readers.append(read_date)
    if size < 4 and after in _TIMED_WORDS:
        readers.append(read_time)
    if sign == "h":
        readers.append(read_hours_minutes)
    if after in reading.lists["phone_after"] or _is_near_phone(t, at):
        readers.append(read_phone)
    capital = t.is_capital(at + 1)
    if capital and sign in "ucfs":
        readers.append(read_free_reference)
    if (
        size == 5
        or (capital and _opens_street(t, at, after))
        or after in _BIS
        or after in reading.lists["streets_before"]
    ):
        readers.append(read_address)
    if t.glued(at + 1):
        readers.append(read_ordinal)


def _add_before_sign(readers: list[Reader], t: Tokens, at: int, sign: str) -> None:
    """The readers of dates, hours, calls and tied numbers where a sign or further digits follow."""
    size = len(t.words[at])
    if size < 3:
        if sign in _DAY_TIED and _day_goes_on(t, at + 2, sign):
            readers.append(read_date)
    elif size == 4 and sign in _YEAR_TIED:
        readers.append(read_date)
    if size < 4 and sign in _TIMED and t.is_digits(at + 2) and (sign in ":/" or t.words[at + 3][:1] in _AFTER_CLOCK):
        readers.append(read_time)
    if sign in "-(" or ":" > sign >= "0" or _is_near_phone(t, at) or (sign in ".)" and _is_dialled(t, at)):
        readers.append(read_phone)
    if sign in _TIED and (sign != "." or t.words[at + 3] == "."):
        readers.extend(_TIED[sign])
    if size == 5 or (sign == "," and _follows_number(t, at + 2)):
        readers.append(read_address)
    if sign == "°" and t.glued(at + 1):
        readers.append(read_ordinal)


def _opens_street(t: Tokens, at: int, after: str) -> bool:
    """Whether the capital behind a number can open the name of a street, or be the letter of a house."""
    return len(after) == 1 or t.is_capital(at + 2)


def _follows_number(t: Tokens, at: int) -> bool:
    """Whether the word behind "12," can be of the name of a street."""
    return t.words[at] in t.reading.lists["streets_before"] or (t.is_capital(at) and t.is_capital(at + 1))


def _day_goes_on(t: Tokens, at: int, sign: str) -> bool:
    """Whether a comma or a point behind a day leads to another, or to its month: "3, 4 and 5 May", "3.5.2024"."""
    if sign == ",":
        return not t.glued(at) and (t.is_digits(at) or t.words[at] in t.reading.after_day)
    return sign != "." or t.words[at + 1] == "."


def _is_near_phone(t: Tokens, at: int) -> bool:
    """Whether a word that goes with a telephone number stands before."""
    before, reading = t.words[at - 1], t.reading
    return before in reading.near_phones and (before in reading.lists["phone_articles"] or is_called(t, at))


def _is_dialled(t: Tokens, at: int) -> bool:
    """Whether the digits may be part of a telephone number that points or brackets part."""
    word = t.words[at]
    return ":" > t.words[at - 1] >= "0" or (t.is_digits(at + 2) and (word[0] in "01" or len(word) == 3))


_TIED: dict[str, tuple[Reader, ...]] = {
    "/": (read_free_reference, read_chain, read_tied), ":": (read_chain, read_tied), "-": (read_chain,),
    "–": (read_chain,), ".": (read_version,),
    **dict.fromkeys("°(", (read_free_reference,)),
}  # fmt: skip
