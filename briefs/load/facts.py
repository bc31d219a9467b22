"""Reads fact sheets into facts, each fault told at its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from briefs.evidence import Fact, FactSheet, Source, Unit
from briefs.finding import Finding, Place
from briefs.load.fact_rules import check_fields
from briefs.load.faults import blocking, unknown_absent
from briefs.load.plain import FACT, SHEET, is_plain_head, plain_fact
from briefs.load.printed_step import last_digit, printed_step
from briefs.yaml_values import FieldPlaces, YamlMapping, YamlValue

ID = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*")


class Collected(Struct):
    """What the fact sheets hold, as it comes together."""

    sources: Mapping[str, Source]
    units: Mapping[str, Unit]
    facts: dict[str, Fact] = field(default_factory=dict)
    sheets: list[FactSheet] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # ids of facts that cannot be used
    findings: list[Finding] = field(default_factory=list)


def read_sheet(value: YamlValue, path: str, into: Collected) -> None:
    """Adds the facts of one sheet."""
    if not isinstance(value, YamlMapping):
        hint = "a fact sheet begins with title:, language: and facts:"
        into.findings.append(blocking("not-a-sheet", "this is no fact sheet", Place(path, 1, 1), hint))
        return
    into.findings += unknown_absent(value, SHEET)
    if not is_plain_head(value):
        from briefs.load.validated import validate_head

        into.findings += validate_head(value)[1]
    facts, title, language = value.get("facts"), value.get("title"), value.get("language")
    if isinstance(facts, YamlMapping):
        spoken = language if isinstance(language, str) else "en"
        into.sheets.append(FactSheet(_stem(path), str(title or ""), spoken, tuple(facts), value.at))
        for name, fields in _validated(facts, into):
            _add(name, fields, facts, spoken, into)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _validated(facts: YamlMapping, into: Collected) -> Iterator[tuple[str, dict[str, Any]]]:
    """The facts that hold what they must."""
    for name, fact in facts.items():
        fields = plain_fact(fact) or _judged(name, fact, facts, into)
        if fields is None:
            into.faulty.add(name)
        else:
            yield name, fields


def _judged(name: str, fact: YamlValue, facts: YamlMapping, into: Collected) -> dict[str, Any] | None:
    """The fields of a fact that is not plainly right, or None and what is wrong with it."""
    if not isinstance(fact, YamlMapping):
        hint = "write them below the id, indented"
        into.findings.append(blocking("wrong-kind", f"{name}: fields are expected", facts.place(name), hint))
        return None
    from briefs.load.validated import validate_fact

    fields, faults = validate_fact(fact)
    if fields is None:
        into.findings += faults
        into.findings += unknown_absent(fact, FACT)
    return fields


def _add(name: str, fields: dict[str, Any], facts: YamlMapping, language: str, into: Collected) -> None:
    """One fact, unless its id is taken; a fact whose fields contradict each other is kept aside."""
    source: YamlMapping = facts[name]
    at = facts.key_place(name)
    into.findings += unknown_absent(source, FACT)
    if not ID.fullmatch(name):
        hint = "small letters without accents, digits and single hyphens, at least one letter"
        into.findings.append(blocking("not-an-id", f"“{name[:60]}” is no id for a fact", at, hint))
    if (first := into.facts.get(name)) is not None:
        message = f"the id {name} is taken by the fact at {first.at}"
        into.findings.append(blocking("duplicate-id", message, at, "give one of the two another id"))
        return
    fact = Fact(id=name, at=at, language=language, lines=FieldPlaces(source), step=_step(fields, into), **fields)
    faults = list(check_fields(fact, into.units))
    if faults:
        into.faulty.add(name)
        into.findings += faults
    into.facts[name] = fact


def _step(fields: dict[str, Any], into: Collected) -> Any:
    """Unit of the last digit that the source prints, else of the last digit typed."""
    value = fields.get("value", fields.get("low"))
    printed = fields.get("as_printed")
    if value is None or printed is None:
        return last_digit(value)
    source = into.sources.get(fields["source"])
    language = fields.get("as_printed_language") or (source.language if source else "en")
    return printed_step(printed, language, value, fields.get("high")) or last_digit(value)
