"""Dispatch: which readers are tried at a run of digits: those alone that its neighbours leave a chance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefs.numeral.compounds import read_compound
from briefs.numeral.contacts import read_address, read_phone
from briefs.numeral.dates import QUARTER_LETTERS, read_date, read_quarter, read_time
from briefs.numeral.draft import Draft, Reader, exempt
from briefs.numeral.durations import read_age_group, read_hours_minutes
from briefs.numeral.names import read_code, read_named
from briefs.numeral.ordinals import read_ordinal
from briefs.numeral.phrases import read_idiom
from briefs.numeral.reading import Reading
from briefs.numeral.references import read_free_reference
from briefs.numeral.signs import read_chain, read_identifier, read_list_number, read_tied, read_version
from briefs.numeral.tokens import Tokens

_DAY_TIED = frozenset("-–/.,'°")  # what may follow the day of a date, beside a word
_YEAR_TIED = frozenset("-–/'s")
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
    word, after, reading = t.words[at], t.word(at + 1), t.reading
    if len(word) != 4 or not _FIRST_YEAR <= word <= _LAST_YEAR or after not in _CLOSING:
        return None
    before = t.word(at - 1)
    if before in reading.hedges_before or reading.has("eras_before", before) or t.is_digits(at + 2):
        return None
    return exempt("year", at, at + 1, Decimal(word))


def _likely(t: Tokens, at: int) -> Iterator[Reader]:
    """The readers in their order, each where the tokens beside can be of its form: a cheap look before a long one."""
    word, after, before = t.words[at], t.word(at + 1), t.word(at - 1)
    sign = after[:1]
    if word in t.reading.idioms:
        yield read_idiom
    if sign == ")" or sign == ".":
        yield read_list_number
    if before in QUARTER_LETTERS:
        yield read_quarter
    if after == "s":
        yield read_age_group
    if t.glued(at):
        yield read_code
    if sign and (sign in _DAY_TIED or sign in _TIMED or sign.isalpha()):
        yield from _likely_dates(t.reading, len(word), after)
    yield from _likely_names(t, at, before, after)


def _likely_names(t: Tokens, at: int, before: str, after: str) -> Iterator[Reader]:
    """The readers of what names or identifies a thing."""
    sign, reading, size = after[:1], t.reading, t.ends[at] - t.starts[at]
    if _may_be_called(t, at, before, after):
        yield read_phone
    if sign != "." or t.word(at + 3) == ".":
        yield from _TIED.get(sign, ())
    short = after.isalpha() and (len(after) < 4 or t.is_capital(at + 1) or reading.has("streets_before", after))
    if short or sign == "," or size == 5:
        yield read_address
    if t.glued(at + 1) and (sign.isalpha() or sign == "°"):
        yield read_ordinal
    if before[:1].isalpha():
        yield read_named
    if before == "#" or t.words[at][0] == "0" or size > 15 or reading.has("codes_before", after):
        yield read_identifier


def _likely_dates(reading: Reading, size: int, after: str) -> Iterator[Reader]:
    """Days, years in a row, hours: by how many digits there are and what follows them."""
    sign = after[0]
    letter = sign.isalpha()
    if (size < 3 and (not letter or after in reading.after_day)) or (size == 4 and sign in _YEAR_TIED):
        yield read_date
    if size < 4 and (after in _TIMED_WORDS if letter else sign in _TIMED):
        yield read_time
    if sign == "h":
        yield read_hours_minutes


def _may_be_called(t: Tokens, at: int, before: str, after: str) -> bool:
    """Whether the digits have the form of a telephone number, or a word that goes with one stands beside."""
    sign = after[:1]
    if sign in "-(" or "0" <= sign < ":":
        return after != ""
    reading = t.reading
    if before in reading.near_phones or reading.has("phone_after", after):
        return True
    if sign != "." and sign != ")":
        return False
    return "0" <= before[:1] < ":" or (t.is_digits(at + 2) and (t.words[at][0] in "01" or len(t.words[at]) == 3))


_TIED: dict[str, tuple[Reader, ...]] = {
    "/": (read_free_reference, read_chain, read_tied), ":": (read_chain, read_tied), "-": (read_chain,),
    "–": (read_chain,), ".": (read_version,),
    **dict.fromkeys("ucfs°(", (read_free_reference,)),
}  # fmt: skip
