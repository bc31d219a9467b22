"""Embargo: a brief that may not be published before a day is refused as a release until then, and until dated so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefs.brief import Brief
from briefs.evidence import Date
from briefs.finding import Finding, Stops

RULE = "embargoed"


def embargo_faults(briefs: Iterable[Brief], today: date) -> Iterator[Finding]:
    """The briefs whose `embargo` lies after their `date`, the day of publication, or after today.

    Whoever lifts an embargo sets the date of the brief, so that the file itself tells it. A brief that bears the day of
    its publication beforehand waits for that day: a clock decides whether it is made, never what it is. An embargo of
    which only the month is known ends with that month; a date of which only the month is known may be its first day.
    """
    now = Date(today.year, today.month, today.day)
    for brief in briefs:
        until = brief.front.get("embargo")
        if not until:
            continue
        try:
            ends = _ends(str(until))
            dated = ends <= _begins(str(brief.front.get("date")))
        except ValueError:
            message = f"“{until}” or the date of the brief is no date"
            hint = "write both as YYYY-MM-DD"
            yield Finding("not-a-date", message, brief.place("embargo"), hint, stops=Stops.RUN)
            continue
        if not dated:
            message = f"“{brief.name}” is under embargo until {until}, and is dated {brief.front.get('date')}"
            hint = "wait; on the day, set date: to the day of publication, or delete embargo:"
            yield Finding(RULE, message, brief.place("embargo"), hint)
        elif ends > now:
            message = f"“{brief.name}” is under embargo until {until}, and today is {today.isoformat()}"
            yield Finding(RULE, message, brief.place("embargo"), "wait for that day")


def _begins(text: str) -> Date:
    year, month, day = _parts(text)
    return Date(year, month or 1, day or 1)


def _ends(text: str) -> Date:
    year, month, day = _parts(text)
    return Date(year, month or 12, day or 31)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    numbers = [int(part) for part in text.split("-")]
    if not 1 <= len(numbers) <= 3 or not all(numbers):
        raise ValueError(text)
    year, month, day = (*numbers, None, None)[:3]
    assert year is not None
    return year, month, day
