"""Data that is plainly right, read without pydantic: whatever is not is left to it, and to what it says of faults.

Loading pydantic and building its validators takes longer than reading all data of a project. The tables here follow
`shapes`; a test holds them to it, field by field and over data of all kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from briefs.evidence import (
    Checked,
    Confidence,
    Locator,
    Qualifier,
    Shown,
    Status,
    Supersession,
    UnitKind,
    Use,
)
from briefs.load.fields import (
    FieldError,
    LocatorLabel,
    read_date,
    read_decimal,
    read_language,
    read_period,
    read_truth,
)
from briefs.yaml_values import YamlMapping

Reader = Callable[[Any], Any]
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what pydantic may see as a line break or a blank
_ODD_PROSE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class UnclearError(Exception):
    """Ends the quick reading of a value: pydantic is to judge it."""


def _text(value: Any) -> str:
    if type(value) is not str or not (text := value.strip()) or _ODD.search(text):
        raise UnclearError
    return text


def _prose(value: Any) -> str:
    if type(value) is not str or not (text := value.strip()) or _ODD_PROSE.search(text):
        raise UnclearError
    return text


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UnclearError
    return tuple([_text(one) for one in value])


def _one_of(words: Any) -> Reader:
    known = frozenset(get_args(words))

    def read(value: Any) -> str:
        if type(value) is not str or value not in known:
            raise UnclearError
        return value

    return read


_label = _one_of(LocatorLabel)


def _locator(value: Any) -> Locator:
    if not isinstance(value, dict) or value.keys() != {"label", "value"}:
        raise UnclearError
    return Locator(_label(value["label"]), _text(value["value"]))


def _checks(value: Any) -> tuple[Checked, ...]:
    entries = [value] if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise UnclearError
    return tuple([_check(entry) for entry in entries])


def _check(value: Any) -> Checked:
    if not isinstance(value, dict) or value.keys() != {"by", "on"}:
        raise UnclearError
    return Checked(_text(value["by"]), read_date(value["on"]))


FACT: Mapping[str, Reader] = {
    "statement": _text, "source": _text, "locator": _locator, "value": read_decimal, "low": read_decimal,
    "high": read_decimal, "derived_from": _text, "unit": _text, "as_printed": _text,
    "as_printed_language": read_language, "qualifier": _one_of(Qualifier), "base": _text, "place": _text,
    "period": read_period, "as_of": read_date, "valid_from": read_date, "valid_to": read_date, "attributed_to": _text,
    "via": _text, "also_in": _texts, "status": _one_of(Status), "use": _one_of(Use), "reserve": _text,
    "shown": _one_of(Shown), "remark": _prose, "conflicts_with": _texts, "confusable_with": _texts,
    "superseded_by": _text, "supersession": _one_of(Supersession), "right": _text, "confidence": _one_of(Confidence),
    "checked": _checks, "review_by": read_date, "check_on_release": read_truth, "embargo": read_date,
}  # fmt: skip
UNIT: Mapping[str, Reader] = {"kind": _one_of(UnitKind), "one": _text, "other": _text, "currency": _text}
ORGANISATION: Mapping[str, Reader] = dict.fromkeys(
    ("name", "legal_form", "address", "contact", "transparency_register", "hatvp", "funding", "disclaimer", "licence",
     "cite_as", "corrections"), _text,
)  # fmt: skip
SHEET = ("title", "language", "facts")
UNITS = ("language", "units")


def plain_fact(fact: Any) -> dict[str, Any] | None:
    """The fields of a fact; None where they are not plainly right."""
    return _read(fact, FACT, ("statement", "source", "locator"))


def is_plain_head(sheet: YamlMapping) -> bool:
    """Whether a fact sheet has a title, a language and facts, and nothing else."""
    head = {"title": _text, "language": read_language, "facts": _mapping}
    return _read(sheet, head, SHEET) is not None


def plain_units(value: YamlMapping) -> dict[str, Any] | None:
    """The language and the units of a file; None where they are not plainly right."""
    found = _read(value, {"language": read_language, "units": _mapping}, UNITS)
    units = (
        {name: _read(unit, UNIT, ("kind", "one", "other")) for name, unit in found["units"].items()} if found else {}
    )
    return None if found is None or None in units.values() else {**found, "units": units}


def plain_organisation(value: YamlMapping) -> dict[str, Any] | None:
    """The fields of the organisation; None where they are not plainly right."""
    return _read(value, ORGANISATION, ())


def _mapping(value: Any) -> YamlMapping:
    if not isinstance(value, YamlMapping):
        raise UnclearError
    return value


def _read(value: Any, readers: Mapping[str, Reader], required: tuple[str, ...]) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    try:
        found = {name: readers[name](one) for name, one in value.items()}
    except (UnclearError, FieldError, KeyError):
        return None
    return found if all(name in found for name in required) else None
