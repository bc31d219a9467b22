"""The kinds of field a data file may hold: how each is read from what the author typed."""

from __future__ import annotations

import calendar
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit

from briefs.evidence import Date, Period

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,23})(?:\.[0-9]{1,12})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
LocatorLabel = Literal[
    "act", "appendix", "article", "book", "canon", "chapter", "column", "elocation", "equation", "figure", "folio",
    "heading", "issue", "line", "note", "opus", "page", "paragraph", "part", "recital", "rule", "scene", "section",
    "sub-verbo", "supplement", "table", "timestamp", "title", "verse", "version", "volume",
]  # fmt: skip
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


class FieldError(ValueError):
    """A value that does not fit its field: what `faults` turns into a finding with these words."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def read_decimal(text: Any) -> Decimal:
    """An exact number from plain digits with a point."""
    if isinstance(text, str) and _DECIMAL.fullmatch(text):
        return Decimal(text)
    if not isinstance(text, str):
        raise FieldError("not-a-number", "one number was expected here", "low: and high: give a range")
    shown = text
    raise FieldError(
        "not-a-number", f"“{shown[:40]}{'…' if len(shown) > 40 else ''}” is not a number", _mend_number(shown)
    )


def _mend_number(text: str) -> str:
    """What to do about a text that is no plain number."""
    if re.fullmatch(r"-?[0-9]+,[0-9]{1,2}", text):
        return f"write {text.replace(',', '.')}: decimals follow a point"
    if re.fullmatch(r"[0-9]{1,3}(?:[ ,_.'’\u00a0\u202f][0-9]{3})+", text):
        return f"write {re.sub('[^0-9]', '', text)}, without separators"
    if re.fullmatch(r"[0-9]{25,}(?:\.[0-9]+)?", text) or re.fullmatch(r"[0-9]+\.[0-9]{13,}", text):
        return "at most 24 digits before the point and 12 after it"
    if re.fullmatch(r"0[0-9]+(?:\.[0-9]+)?", text):
        return "write it without the zero in front"
    if "%" in text:
        return "write the bare number; the unit says percent"
    if re.match(r"[~≈<>±]|(?:about|environ|more|less|over|plus|near|circa)", text, re.IGNORECASE):
        return "write the bare number, and the hedge as qualifier: about, more_than, less_than…"
    return "plain digits with a point for decimals, such as 73300000 or 12.5"


@lru_cache(maxsize=4096)
def _date(text: str) -> Date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year == 0 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Date(year, month, day)


def read_date(text: Any) -> Date:
    """A date as far as it is known: 2022, 2022-09 or 2022-09-30, that is in the calendar."""
    date = _date(text) if isinstance(text, str) else None
    if date is not None:
        return date
    shown = str(text)[:40] if isinstance(text, str) else "this"
    if _DATE.fullmatch(shown):
        raise FieldError("not-a-date", f"“{shown}” is not in the calendar", "check the month and the day")
    raise FieldError("not-a-date", f"“{shown}” is not a date", "write 2022, 2022-09 or 2022-09-30")


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | None:
    start, slash, end = text.partition("/")
    first, last = _date(start.strip()), _date(end.strip() if slash else start.strip())
    return Period(first, last) if first and last and first_day(first) <= last_day(last) else None


def read_period(text: Any) -> Period:
    """From start/end, both included; a lone date stands for the whole of that year, month or day."""
    period = _period(text) if isinstance(text, str) else None
    if period is not None:
        return period
    shown = str(text)[:40] if isinstance(text, str) else "this"
    start, _, end = shown.partition("/")
    first, last = _date(start.strip()), _date(end.strip())
    if first and last:
        raise FieldError("not-a-period", f"the period {shown} ends before it begins", "put the earlier date first")
    raise FieldError("not-a-period", f"“{shown}” is not a period", "write start/end, as in 2022-01-01/2022-09-30")


def first_day(date: Date) -> tuple[int, int, int]:
    """The first day that a date may mean."""
    return date.year, date.month or 1, date.day or 1


def last_day(date: Date) -> tuple[int, int, int]:
    """The last day that a date may mean."""
    month = date.month or 12
    return date.year, month, date.day or calendar.monthrange(date.year, month)[1]


def read_truth(text: Any) -> bool:
    """Whether `true` or `false` is written; nothing else says so."""
    if text in ("true", "false"):
        return bool(text == "true")
    raise FieldError("not-true-or-false", f"“{str(text)[:40]}” is neither true nor false", "write true or false")


def read_language(text: Any) -> str:
    """A BCP 47 language tag."""
    if isinstance(text, str) and LANGUAGE.fullmatch(text):
        return text
    raise FieldError("not-a-language", f"“{str(text)[:40]}” is not a language code", "write en, fr, pt-BR…")


def read_address(text: Any) -> str:
    """A web address that a reader can follow: http or https, with a host."""
    shown = str(text)[:80]
    try:
        parts = urlsplit(text) if isinstance(text, str) else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"]", str(text)):
        raise FieldError(
            "unsafe-address", f"“{shown}” is not a web address", "it begins with https:// and has no spaces"
        )
    return str(text)


def read_doi(text: Any) -> str:
    """A DOI without its resolver."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.I) if isinstance(text, str) else ""
    if _DOI.fullmatch(bare):
        return bare
    raise FieldError("not-a-doi", f"“{str(text)[:40]}” is not a DOI", "it looks like 10.5281/zenodo.123")
