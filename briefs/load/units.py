"""Reads the list of units and the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefs.evidence import Unit
from briefs.finding import Finding, Place
from briefs.load.faults import blocking, unknown_absent
from briefs.load.plain import ORGANISATION, UNIT, UNITS, plain_organisation, plain_units
from briefs.yaml_values import YamlMapping, YamlValue

ID = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*")
_CURRENCY = re.compile("[A-Z]{3}")


def read_units(value: YamlValue, path: str, units: dict[str, Unit]) -> Iterator[Finding]:
    """Adds the units of the file; gives what is wrong with it."""
    if value is None:
        return
    if not isinstance(value, YamlMapping):
        yield blocking(
            "not-units", "this is no list of units", Place(path, 1, 1), "it begins with language: and units:"
        )
        return
    yield from unknown_absent(value, UNITS)
    valid = plain_units(value)
    if valid is None:
        from briefs.load.validated import validate_units

        valid, faults = validate_units(value)
        yield from faults
    if valid is None:
        return
    for name, fields in valid["units"].items():
        source = value["units"]
        unit = Unit(id=name, at=source.key_place(name), language=valid["language"], **fields)
        yield from _check_unit(unit, source[name])
        units[name] = unit


def _check_unit(unit: Unit, source: YamlMapping) -> Iterator[Finding]:
    yield from unknown_absent(source, UNIT)
    if not ID.fullmatch(unit.id):
        hint = "small letters without accents, digits, single hyphens or spaces"
        yield blocking("not-an-id", f"“{unit.id[:60]}” is no id for a unit", unit.at, hint)
    if unit.kind == "money" and unit.currency is None:
        yield blocking("missing-field", f"{unit.id}: money without currency", unit.at, "write currency: EUR")
    if unit.kind != "money" and unit.currency is not None:
        place = source.place("currency")
        yield blocking("unknown-field", f"{unit.id}: a currency, but kind {unit.kind}", place, "write kind: money")
    if unit.currency is not None and not _CURRENCY.fullmatch(unit.currency):
        hint = "three capital letters, as in EUR"
        yield blocking("unknown-word", f"“{unit.currency[:20]}” is no currency", source.place("currency"), hint)


def read_organisation(value: YamlValue, path: str, organisation: dict[str, Any]) -> Iterator[Finding]:
    """Adds the fields of the organisation, None where they are blank; gives what is wrong with them."""
    if value is None:
        return
    if not isinstance(value, YamlMapping):
        yield blocking("wrong-kind", "fields are expected here", Place(path, 1, 1), "write name:, address: and so on")
        return
    yield from unknown_absent(value, ORGANISATION)
    valid = plain_organisation(value)
    if valid is None:
        from briefs.load.validated import validate_organisation

        valid, faults = validate_organisation(value)
        yield from faults
    if valid is not None:
        organisation.update(dict.fromkeys(value.written()) | valid)
