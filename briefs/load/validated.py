"""What pydantic says of data that is not plainly right: the values, or each fault at its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from briefs.finding import Finding, Place
from briefs.load.faults import blocking, suggest, unknown_field
from briefs.load.fields import FieldError
from briefs.load.shapes import (
    FACT,
    ORGANISATION,
    SHEET_HEAD,
    UNITS,
    CheckedShape,
    FactShape,
    LocatorShape,
    OrganisationShape,
    SheetShape,
    UnitShape,
    UnitsShape,
)
from briefs.yaml_values import YamlList, YamlMapping, YamlValue

_EXPECTED = {  # pydantic's error type → what was expected
    "string_type": "one text was expected here",
    "string_too_short": "the text is empty",
    "string_pattern_mismatch": "the text has more than one line",
    "dict_type": "fields were expected here",
    "typed_dict_type": "fields were expected here",
    "tuple_type": "a list was expected here",
    "list_type": "a list was expected here",
}
_HINTS = {
    "string_type": "write one value; put quotes round a text that holds a colon or begins with a bracket",
    "string_pattern_mismatch": "write it as one paragraph (begin a long text with > instead of |)",
    "dict_type": "write name: value, indented, one to a line",
    "typed_dict_type": "write name: value, indented, one to a line",
    "tuple_type": "write it in brackets: [a, b]",
    "list_type": "write it in brackets: [a, b]",
}

Valid = tuple[dict[str, Any] | None, tuple[Finding, ...]]


def validate_fact(fact: YamlMapping) -> Valid:
    """The fields of a fact, or what is wrong with them."""
    return _validate(FACT, fact, FactShape, {"locator": LocatorShape, "checked": CheckedShape})


def validate_head(sheet: YamlMapping) -> Valid:
    """The fields of a fact sheet, its facts not looked at."""
    return _validate(SHEET_HEAD, sheet, SheetShape, {})


def validate_units(value: YamlMapping) -> Valid:
    """The units of a file."""
    nested = dict.fromkeys(value["units"], UnitShape) if isinstance(value.get("units"), YamlMapping) else {}
    return _validate(UNITS, value, UnitsShape, nested)


def validate_organisation(value: YamlMapping) -> Valid:
    """The fields of the organisation."""
    return _validate(ORGANISATION, value, OrganisationShape, {})


def _validate(
    adapter: TypeAdapter[Any], value: YamlMapping, shape: type[Any], nested: Mapping[str, type[Any]]
) -> Valid:
    try:
        return adapter.validate_python(value), ()
    except ValidationError as error:
        return None, tuple(validation_faults(error, value, shape, nested))


def validation_faults(
    error: ValidationError, value: YamlMapping, shape: type[Any], nested: Mapping[str, type[Any]]
) -> Iterator[Finding]:
    """A finding for each validation error of a mapping.

    Args:
        error: what pydantic says.
        value: the mapping it says it of.
        shape: the mapping's shape, for the names of its fields.
        nested: shapes of the fields that hold mappings themselves, by name.

    """
    for entry in error.errors(include_url=False):
        way = tuple(step for step in entry["loc"] if not _is_branch(step))
        if not way:
            yield blocking("wrong-kind", _EXPECTED["dict_type"], value.at, _HINTS["dict_type"])
            continue
        inner = next((nested[str(step)] for step in way[:-1] if str(step) in nested), shape)
        yield _fault_of(entry, way, value, inner)


def _is_branch(step: int | str) -> bool:
    """Whether a step of pydantic's path names a branch of a union or a validator, and not a field."""
    return isinstance(step, str) and ("[" in step or step.endswith("Shape"))


def _fault_of(entry: Any, way: tuple[int | str, ...], value: YamlMapping, shape: type[Any]) -> Finding:
    kind, name = entry["type"], str(way[-1])
    parent, last = _follow(value, way[:-1]), way[-1]
    if kind == "missing":
        at = parent.at if isinstance(parent, YamlMapping) else value.at
        return blocking("missing-field", f"“{name}” is missing", at, _described(shape, name))
    if kind == "extra_forbidden":
        at = parent.key_place(name) if isinstance(parent, YamlMapping) else value.at
        return unknown_field(name, at, get_type_hints(shape))
    place = _place_of(parent, last, value)
    if kind == "literal_error":
        return _wrong_word(entry, name, place)
    error = entry.get("ctx", {}).get("error")
    if isinstance(error, FieldError):
        return blocking(error.rule, f"{name}: {error.message}", place, error.hint)
    return blocking("wrong-kind", f"{name}: {_EXPECTED.get(kind, entry['msg'])}", place, _HINTS.get(kind, ""))


def _wrong_word(entry: Any, name: str, place: Place) -> Finding:
    allowed = [word.strip("'") for word in entry["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    typed = entry["input"]
    if not isinstance(typed, str):
        return blocking("wrong-kind", f"{name}: {_EXPECTED['string_type']}", place, _HINTS["string_type"])
    hint = f"{suggest(typed, allowed)} one of: {', '.join(allowed)}".strip()
    return blocking("unknown-word", f"{name}: “{typed[:40]}” is none of its words", place, hint)


def _described(shape: type[Any], name: str) -> str:
    hint = get_type_hints(shape, include_extras=True).get(name)
    pending = [hint]
    while pending:
        part = pending.pop()
        for mark in getattr(part, "__metadata__", ()):
            if getattr(mark, "description", None):
                return f"{name}: {mark.description}"
        if part is not None and not hasattr(part, "__metadata__"):
            pending += getattr(part, "__args__", ())
    return ""


def _follow(value: YamlValue, way: tuple[int | str, ...]) -> YamlValue:
    for step in way:
        if isinstance(value, YamlMapping) and isinstance(step, int):
            continue  # one mapping where a list may stand
        if isinstance(value, YamlMapping):
            value = value.get(str(step))
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value


def _place_of(parent: YamlValue, last: int | str, value: YamlMapping) -> Place:
    if isinstance(parent, YamlMapping):
        return parent.place(str(last))
    if isinstance(parent, YamlList) and isinstance(last, int) and last < len(parent):
        return parent.place(last)
    return value.at
