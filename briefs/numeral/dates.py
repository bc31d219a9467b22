"""Dates and times: what stands in a calendar or on a clock, in the forms that the languages described use."""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.numeral.clock import lasts, tells_time
from briefs.numeral.draft import Draft, exempt
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.pattern import Pattern
from briefs.numeral.reading import Reading
from briefs.numeral.tokens import Tokens

_YEAR = r"[12][0-9]{3}(?![0-9])"
_OF_YEAR = rf"\.?(?:,?[\s-](?:de\s|del\s)?{_YEAR})?"
_MONTH_ENDS = r"(?![^\W\d_])"
_BEHIND_DAY = Pattern(_MONTH_ENDS + _OF_YEAR, re.IGNORECASE)
_SECOND_MONTH = Pattern(rf"{_MONTH_ENDS}\.?(?:\s?[-–/]\s?|\s(?:and|to|et|à|y|a)\s)", re.IGNORECASE)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9]|[.,][0-9]|\s?[%€]|\s[0-9]{3}(?![0-9]))"
_DAYS = rf"\s{_DAY}(?:\s?[-–]\s?{_DAY}|,?\s(?:and|to)\s{_DAY})?(?:,?\s{_YEAR})?"
_SHORT_YEAR = r"\s'?[0-9]{2}(?![0-9]|[.,][0-9]|\s?[%€]|\s[0-9]{3}(?![0-9]))"
_IN_YEAR = (
    rf"{_MONTH_ENDS}\.?(?:,?\s(?:de\s|del\s|of\s)?{_YEAR}"
    r"(?:\s?[-–/]\s?(?:[12][0-9]{3}|[0-9]{2})(?![0-9%]|[.,][0-9]))?"
)
# What makes a date of the month before it: a year, or, in English, a day.
_BEHIND_MONTH = Pattern(rf"{_IN_YEAR}|{_SHORT_YEAR})", re.IGNORECASE)
_BEHIND_ENGLISH_MONTH = Pattern(rf"{_IN_YEAR}|{_DAYS})", re.IGNORECASE)
_NUMERIC = Pattern(
    r"[12][0-9]{3}-[01][0-9](?:-[0-3][0-9](?:T[0-9:.]+Z?)?)?(?![0-9-])"
    r"|[0-3]?[0-9]([./-])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])"
    r"|[0-3]?[0-9]/[0-3]?[0-9]/(?:[0-9]{2}|(?:19|20)[0-9]{2})(?![0-9])"
    r"|(?:19|20)[0-9]{2}/[01]?[0-9]/[0-3]?[0-9](?![0-9])"
    r"|[01]?[0-9]/(?:19|20)[0-9]{2}(?![0-9])"
)
_YEARS = Pattern(r"([12][0-9]{3})\s?([-–/])\s?([12][0-9]{3}|[0-9]{2})(?![0-9%]|[.,][0-9])")
_DECADE = Pattern(r"(?:[12][0-9])?[0-9]0'?s(?![^\W_])")
_CLOCK = Pattern(
    r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?(?![0-9]|:[0-9])"
    r"|(?:1[0-2]|0?[1-9])(?:[.:][0-5][0-9])?(?:\s?[-–]\s?(?:1[0-2]|[1-9]))?\s?[ap](?:\.m\.|m\b)",
    re.IGNORECASE,
)
_HOURS = Pattern(r"([0-9]{1,3})(\s?)h(?:\s?([0-5][0-9])(?![0-9])|(?![^\W_]))(?:\s?min)?", re.IGNORECASE)
_QUARTER = Pattern(
    r"(?:[QTSH][1-4]|FY ?(?:20)?[0-9]{2})"
    r"(?:[\s/–-]?(?:of )?(?:19|20)[0-9]{2}(?![0-9])|['/-][0-9]{2}(?![0-9]))?(?![^\W_])"
)
QUARTER_LETTERS = frozenset(("q", "t", "s", "h", "fy"))
_NUMBERED_QUARTER = Pattern(r"[1-4][QTS]\s?(?:20)?[0-9]{2}(?![0-9])")
_ON_END = Pattern(
    r"24 ?(?:h|heures) ?(?:/|sur) ?24|24 hours a day|24/7|24/365|7/7|365 j/365"
    r"|[57] ?(?:j|d|jours|days) ?(?:/|sur|out of|a) ?(?:7|week)",
    re.IGNORECASE,
)


@lru_cache(maxsize=32)
def _calendar(reading: Reading) -> re.Pattern[str] | None:
    """Days with a month, one to three days at once, and the year after them."""
    months = _month_names(reading)
    if months is None:
        return None
    day = r"[0-3]?[0-9](?:\s?er|st|nd|rd|th|°)?"
    joint = r"(?:\s?[-–/]\s?|,\s|,?\s(?:and|to|et|au|à|ou|y|al|a)\s(?:le\s|the\s|el\s)?)"
    return re.compile(rf"{day}(?:{joint}{day}){{0,3}}\s?(?:of\s|de\s|-)?{months}{_OF_YEAR}", re.IGNORECASE)


def _is_month(t: Tokens, index: int) -> bool:
    """Whether the word is a month's name, in capitals where the language wants them ("May", not "may")."""
    word = t.words[index]
    if word not in t.reading.months:
        return False
    return word not in t.reading.lists["capital_months"] or t.raw(index) in (word.title(), word.upper())


def _month_names(reading: Reading) -> str | None:
    if not reading.months:
        return None
    names = sorted(reading.months, key=lambda name: (-len(name), name))
    capital = reading.lists.get("capital_months", frozenset())
    plain = "|".join(re.escape(name) for name in names if name not in capital)
    proper = "|".join(f"{name.title()}|{name.upper()}" for name in names if name in capital)
    return rf"(?:(?:{plain}){f'|(?-i:{proper})' if proper else ''}){_MONTH_ENDS}"


def read_date(t: Tokens, index: int) -> Draft | None:
    """The date, the years or the decade whose digits start at an index."""
    start = t.starts[index]
    width = t.ends[index] - start
    if width > 4:
        return None
    match = _day_of_month(t, index) if width <= 2 else None
    if match is None:
        match = _NUMERIC.match(t.text, start) or _decade(t, index) or _year_span(t, start)
    if match is None and width == 1:
        match = _NUMBERED_QUARTER.match(t.text, start)
    return exempt("date", index, t.index_at(match.end())) if match else None


def _day_of_month(t: Tokens, index: int) -> re.Match[str] | None:
    """The day with its month, and the year after them: most often they are three tokens, told at little cost."""
    word, end = t.words[index], t.ends[index]
    if t.starts[index + 1] - end == 1 and _is_month(t, index + 1):
        valid = len(word) == 1 or word[0] in "0123"
        return _BEHIND_DAY.match(t.text, t.ends[index + 1]) if valid else None
    calendar = _calendar(t.reading)
    return calendar.match(t.text, t.starts[index]) if calendar else None


def _decade(t: Tokens, index: int) -> re.Match[str] | None:
    if t.words[index + 2] in t.reading.links and int(t.words[index]) in (100, 1000):
        return None  # "1000s of cases"
    return _DECADE.match(t.text, t.starts[index]) if t.words[index + 1][:1] in ("s", "'") else None


def _year_span(t: Tokens, start: int) -> re.Match[str] | None:
    """Two years in a row or a span of years: 2020–2022, 2023/24."""
    match = _YEARS.match(t.text, start)
    if match is None:
        return None
    first, last = int(match[1]), int(match[3] if len(match[3]) == 4 else match[1][:2] + match[3])
    return match if 1500 <= first < last <= 2150 else None


def read_month(t: Tokens, index: int) -> Draft | None:
    """The month with its year or day: "January 2022", "May 3", "March to June 2023"."""
    match = _behind_month(t, index) if _is_month(t, index) else None
    if match is None:
        return None
    stop = t.index_at(match.end())
    if not t.is_digits(stop - 1) or (len(t.words[stop - 1]) < 3 and is_plural_noun(t, stop)):
        return exempt("date", index, stop) if t.is_digits(stop - 2) else None
    return exempt("date", index, stop)


def _behind_month(t: Tokens, index: int) -> re.Match[str] | None:
    """What makes a date of the month at an index, behind a second month if there is one."""
    pattern = _BEHIND_ENGLISH_MONTH if t.reading.has("month_day", "yes") else _BEHIND_MONTH
    tied = _SECOND_MONTH.match(t.text, t.ends[index])
    second = t.index_at(tied.end()) if tied else -1
    if tied and t.starts[second] == tied.end() and _is_month(t, second):
        match = pattern.match(t.text, t.ends[second])
        if match is not None:
            return match
    return pattern.match(t.text, t.ends[index])


def read_quarter(t: Tokens, index: int) -> Draft | None:
    """The quarter, half or fiscal year in code whose digits stand at an index: Q3 2022, T3 2022, FY23."""
    if t.words[index - 1] not in QUARTER_LETTERS or (not t.glued(index) and t.words[index - 1] != "fy"):
        return None
    match = _QUARTER.match(t.text, t.starts[index - 1])
    return exempt("date", index - 1, t.index_at(match.end())) if match else None


def read_time(t: Tokens, index: int) -> Draft | None:
    """The time of the day at an index, or a service that never closes (24/7)."""
    start = t.starts[index]
    if t.ends[index] - start > 3 or index + 1 >= t.count:
        return None
    after = t.words[index + 1]
    if after[0] not in ":./hHjd-–apsAPJDxo" and after not in ("jours", "days"):
        return None
    match = _ON_END.match(t.text, start)
    if match is not None:
        return exempt("idiom", index, t.index_at(match.end()))
    match = _CLOCK.match(t.text, start)
    if match is not None and not any(t.reading.has("ratio_words", t.words[index - back]) for back in (1, 2, 3, 4)):
        return exempt("time", index, t.index_at(match.end()))
    return _hours(t, index)


def _hours(t: Tokens, index: int) -> Draft | None:
    """French hours: a time (18h00, à 9 h), unless a word such as "pendant" or a spaced "3 h 30" says that they last."""
    match = _HOURS.match(t.text, t.starts[index])
    if match is None or int(match[1]) > 24:
        return None
    stop = t.index_at(match.end())
    if not match[3]:
        return exempt("time", index, stop) if tells_time(t, index, stop) or _ends_opening(t, index) else None
    return None if lasts(t, index) else exempt("time", index, stop)


def _ends_opening(t: Tokens, index: int) -> bool:
    """Whether an hour with its opening word stands before: the "18 h" of "de 8 h à 18 h"."""
    hour = t.words[index - 2] == "h" or (t.words[index - 3] == "h" and t.is_digits(index - 2))
    return hour and t.reading.has("range_time", t.words[index - 1]) and not lasts(t, index)
