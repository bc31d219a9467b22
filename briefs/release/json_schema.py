"""Checks a value against the part of JSON Schema (2020-12) that our published schemas use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def schema_faults(value: object, schema: Mapping[str, Any], place: str = "the file") -> Iterator[str]:
    """Where the value is not what the schema asks for, and what was asked for."""
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {schema['const']} was expected"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: one of {', '.join(map(str, schema['enum']))} was expected"
    elif "type" in schema and not _is_of(value, schema["type"]):
        yield f"{place}: {schema['type']} was expected"
    elif isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {schema.get('description', schema['pattern'])} was expected"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from schema_faults(item, schema.get("items", {}), f"{place}[{number}]")
    elif isinstance(value, dict):
        yield from _fields(value, schema, place)


def _is_of(value: object, named: str | list[str]) -> bool:
    names = [named] if isinstance(named, str) else named
    if isinstance(value, bool):  # which Python takes for a number
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _fields(value: Mapping[str, object], schema: Mapping[str, Any], place: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: {name} is missing"
    others = schema.get("additionalProperties", True)
    for name, one in value.items():
        inner = schema.get("properties", {}).get(name, others)
        if inner is False:
            yield f"{place}: no field {name} is known"
        elif inner is not True:
            yield from schema_faults(one, inner, f"{place}, {name}")
