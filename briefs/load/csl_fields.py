"""Names and dates of CSL items, in the forms that Zotero and people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefs.evidence import Date, Name
from briefs.load.fields import FieldError, read_date

_NAME_PARTS = ("dropping-particle", "non-dropping-particle", "family", "suffix", "given", "literal")
_MINOR = ("comma-suffix", "static-ordering", "parse-names", "multi", "isInstitution")
_MONTHS = (
    "january february march april may june july august september october november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)


def read_name(value: Any) -> Name:
    """A person or an institution."""
    if isinstance(value, str):
        raise FieldError("not-a-name", f"“{value[:40]}” is no name", "write {family: …, given: …} or {literal: …}")
    if not isinstance(value, dict):
        raise FieldError("not-a-name", "a name was expected here", "write {family: …, given: …} or {literal: …}")
    unknown = [part for part in value if part not in _NAME_PARTS + _MINOR]
    if unknown:
        raise FieldError(
            "not-a-name", f"unknown part of a name “{unknown[0]}”", f"known parts: {', '.join(_NAME_PARTS)}"
        )
    parts = {part: value[part].strip() for part in _NAME_PARTS if isinstance(value.get(part), str)}
    if "literal" in parts:
        return Name(literal=parts["literal"])
    if "family" not in parts:
        raise FieldError("not-a-name", "a name without family or literal", "an institution is {literal: …}")
    family = " ".join(parts[part] for part in ("non-dropping-particle", "family", "suffix") if part in parts)
    given = " ".join(parts[part] for part in ("given", "dropping-particle") if part in parts)
    return Name(family=family, given=given or None)


def read_csl_date(value: Any) -> Date | None:
    """A date in CSL's forms: date-parts, literal, raw; or ISO text. None for words without a calendar date."""
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        raise FieldError("not-a-date", "a date was expected here", "write 2022-09-30 or {date-parts: [[2022, 9, 30]]}")
    unknown = [part for part in value if part not in ("date-parts", "season", "circa", "literal", "raw", "edtf")]
    if unknown:
        raise FieldError("not-a-date", f"unknown part of a date “{unknown[0]}”", "write {date-parts: [[2022, 9, 30]]}")
    if "date-parts" in value:
        return _from_parts(value["date-parts"])
    for part in ("raw", "literal", "edtf"):
        if isinstance(value.get(part), str):
            return _from_words(value[part])
    raise FieldError("not-a-date", "a date without date-parts", "write {date-parts: [[2022, 9, 30]]}")


def _from_parts(parts: Any) -> Date:
    """The first date of one or two (a range)."""
    if isinstance(parts, list) and parts and all(isinstance(item, str) for item in parts):
        parts = [parts]
    first = parts[0] if isinstance(parts, list) and parts else None
    if (
        isinstance(first, list)
        and 1 <= len(first) <= 3
        and all(re.fullmatch("[0-9]{1,4}", str(item)) for item in first)
    ):
        year, *rest = (str(item) for item in first)
        return read_date("-".join([year.zfill(4), *(item.zfill(2) for item in rest)]))
    raise FieldError("not-a-date", "date-parts holds no date", "write [[2022, 9, 30]]: year, month, day")


def _from_words(words: str) -> Date | None:
    """A date in words as far as it can be told: 2022-09-30, 30 September 2022, September 30, 2022; else the year."""
    try:
        return read_date(words.strip()[:10].strip())
    except FieldError:
        pass
    years = re.findall(r"\b(1[0-9]{3}|20[0-9]{2})\b", words)
    if len(years) != 1:
        return None
    month = next(_months_in(words), None)
    day = re.findall(r"\b([0-9]{1,2})(?:er|st|nd|rd|th)?\b", words.replace(years[0], ""))
    if month is None or len(day) > 1:
        return Date(int(years[0]))
    return read_date(f"{years[0]}-{month:02d}" + (f"-{int(day[0]):02d}" if day else ""))


def _months_in(words: str) -> Iterator[int]:
    lower = words.lower()
    for names in _MONTHS:
        for number, name in enumerate(names.split(), 1):
            if re.search(rf"\b{name}\b", lower):
                yield number
