"""Dates and periods in one language."""

from __future__ import annotations

from calendar import monthrange

from briefs.evidence import Date, Period
from briefs.language.digits import localise_digits
from briefs.language.record import Language
from briefs.language.words import elide


def print_date(date: Date, language: Language, style: str = "long") -> str:
    """A date as far as it is known; style month or year leaves finer parts out."""
    dates = language.dates
    if date.month is None or style == "year":
        return _fill(dates.year, date, language)
    return _fill(dates.month if date.day is None or style == "month" else dates.long, date, language)


def print_period(period: Period, language: Language, style: str = "long") -> str:
    """A period without preposition: "2023", "January to June 2025", "1 July 2020 to 30 June 2021".

    Style running is for the flow of a sentence, where the language has its own words for it: «de janvier à juin 2025».
    """
    start, end = coarsen_period(period)
    dates = language.dates
    if start == end:
        return print_date(start, language)
    if start.month is None or end.month is None:
        return dates.years.format(start=print_date(start, language), end=print_date(end, language))
    if start.year != end.year:
        return dates.between.format(start=print_date(start, language), end=print_date(end, language))
    if start.day is None or end.day is None:
        pattern = dates.running if style == "running" and dates.running else dates.same_year
        before, _, after = pattern.partition("{start}")
        months = {"start": _month(start, language), "end": _month(end, language)}
        return _fill(elide(before, months["start"], language) + "{start}" + after, end, language, **months)
    if start.month == end.month:
        return _fill(dates.same_month, end, language, start=_day(start, language), end=_day(end, language))
    return dates.between_days.format(start=_fill(dates.day_month, start, language), end=print_date(end, language))


def coarsen_period(period: Period) -> tuple[Date, Date]:
    """Both ends as whole years, or as whole months of one year, where the period is just that."""
    start, end = period.start, period.end
    if start.month in (None, 1) and start.day in (None, 1) and end.month in (None, 12) and end.day in (None, 31):
        return Date(start.year), Date(end.year)
    if start.year == end.year and start.day in (None, 1) and end.day in (None, _last_day(end)):
        return Date(start.year, start.month), Date(end.year, end.month)
    return start, end


def _last_day(date: Date) -> int | None:
    return None if date.month is None else monthrange(date.year, date.month)[1]


def _month(date: Date, language: Language) -> str:
    return language.dates.months[(date.month or 1) - 1]


def _day(date: Date, language: Language) -> str:
    return language.dates.first if date.day == 1 else str(date.day)


def _fill(pattern: str, date: Date, language: Language, **more: str) -> str:
    parts = {"year": str(date.year), "month": "", "day": ""}
    if date.month is not None:
        parts["month"] = _month(date, language)
    if date.day is not None:
        parts["day"] = _day(date, language)
    return localise_digits(pattern.format(**{**parts, **more}), language.digits)
