"""Clock: when hours and small numbers tell the time of the day, and when they last: "à 9 heures", "half past nine"."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.digits import read_digits
from briefs.numeral.draft import Draft, exempt
from briefs.numeral.tokens import Tokens

_DAY = 24
_HALF_DAY = 12
_MORNING = 7  # "de 9 à 17 heures" tells when, "de 2 à 5 heures" how long
_NEAR = 6


def read_worded_clock(t: Tokens, index: int) -> Draft | None:
    """The time behind "half past", "a quarter to"; nothing where a larger number or a unit follows."""
    part = t.phrase_at(index, t.reading.table("clock_parts"))
    if part is None:
        return None
    if t.reading.has("clock_names", t.words[part[0]]):
        return exempt("time", index, part[0] + 1)
    hour = read_digits(t, part[0]) if t.is_digits(part[0]) else read_cardinal(t, part[0])
    if hour is None or hour.number > _HALF_DAY:
        return None
    after = t.words[hour.stop]
    counted = after == "%" or after in t.reading.multipliers or t.phrase_at(hour.stop, t.reading.units) is not None
    return None if counted else exempt("time", index, hour.stop)


def as_time(t: Tokens, draft: Draft) -> Draft:
    """The draft as a time of the day where the words around it say so: "à 9 heures", "six o'clock"."""
    if _is_timetabled(t, draft):
        return exempt("time", draft.first, draft.stop)
    hours = draft.kind == "duration" and draft.unit == "hour"
    if draft.exempt or not isinstance(draft.value, Decimal) or not 0 <= draft.value <= _DAY:
        return draft
    sure = None if draft.has_unit else t.phrase_at(draft.stop, t.reading.table("clock_sure"))
    if sure is not None:
        return exempt("time", draft.first, sure[0])
    told = t.phrase_at(draft.stop, t.reading.table("clock_after"))
    if told is not None and (hours or (not draft.has_unit and t.reading.has("before_clock", t.words[draft.first - 1]))):
        return exempt("time", draft.first, told[0])
    return exempt("time", draft.first, draft.stop) if hours and tells_time(t, draft.first, draft.stop) else draft


def _is_timetabled(t: Tokens, draft: Draft) -> bool:
    """Whether "the 7.15 train" names when it leaves."""
    digits = draft.kind == "count" and draft.rounded and not draft.spelled and draft.step == Decimal("0.01")
    return digits and t.words[draft.first - 1] == "the" and t.reading.has("timetabled", t.words[draft.stop])


def tells_time(t: Tokens, first: int, stop: int) -> bool:
    """Whether the words around an hour make it a time of the day: "dès 8 heures", never "plus de 8 heures"."""
    reading, before = t.reading, t.words[first - 1]
    if not reading.has("at_time", before) or lasts(t, first) or _is_hedged(t, first):
        return False
    if t.words[stop] in reading.links or reading.has("per_period", t.words[stop]):
        return t.phrase_at(stop, reading.table("clock_after")) is not None  # "à 3 heures de route" lasts
    if before in reading.openers:  # "de 8 h à 18 h", "à partir de 8 h"; never "une garde de 8 h"
        opens = t.words[stop] in reading.openers[before]
        named = reading.has("timetabled", t.words[first - 2])  # "le train de 8 heures"
        return opens or named or reading.has("time_before_opener", t.words[first - 2])
    return True


def lasts(t: Tokens, first: int) -> bool:
    """Whether a word before says that what follows is how long, not when: "dure", "limitée à"."""
    for back in range(1, _NEAR + 1):
        word = t.words[first - back]
        if t.reading.has("lasting", word):
            return True
        if not word or word in ".,;:!?()":
            return False
    return False


def _is_hedged(t: Tokens, first: int) -> bool:
    """Whether a comparison opens the number: "plus de", "moins de", "près de"."""
    rows = t.reading.hedges_before.get(t.words[first - 1], ())
    return any(len(phrase) > 1 and t.matches_before(first, phrase) for phrase, _ in rows)


def is_opening_time(t: Tokens, found: Draft) -> bool:
    """Whether a range of hours tells when: "de 22 heures à 6 heures", "de 9 à 17 heures"."""
    if found.unit != "hour" or len(found.parts) != 2 or not t.reading.has("hours_tell_time", "yes"):
        return False
    low, high = found.parts
    if low.number > _DAY or high.number > _DAY or lasts(t, found.first):
        return False
    if t.words[found.stop] in t.reading.links or t.reading.has("per_period", t.words[found.stop]):
        return t.phrase_at(found.stop, t.reading.table("clock_after")) is not None
    return low.has_unit or low.number > high.number or _MORNING <= low.number != _HALF_DAY
