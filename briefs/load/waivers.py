"""Reads data/waivers.yaml: single occurrences of a number without a source that someone answers for until a date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Required

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from briefs.evidence import Date
from briefs.finding import Finding, Place
from briefs.load.faults import blocking, unknown_absent
from briefs.load.fields import first_day, last_day
from briefs.load.kinds import Day, Text
from briefs.load.shapes import CLOSED, about
from briefs.load.validated import validation_faults
from briefs.yaml_source import read_yaml
from briefs.yaml_values import YamlList, YamlMapping

FILE = "data/waivers.yaml"


class Waiver(Struct, frozen=True):
    """One occurrence of a number without a source in a finished file, and who answers for it until when."""

    at: Place
    file: str
    figure: str
    words: str
    reason: str
    author: str
    date: Date
    until: Date


class WaiverShape(TypedDict, total=False):
    """One occurrence of a number without a source, and who answers for it."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    file: Required[Annotated[Text, about("the finished file: its name, or the end of its path")]]
    figure: Required[Annotated[Text, about("the number as it stands there")]]
    words: Required[Annotated[Text, about("words of its sentence or line, enough to tell it from others")]]
    reason: Required[Annotated[Text, about("why it may stand without a source")]]
    author: Required[Annotated[Text, about("who answers for it")]]
    date: Required[Annotated[Day, about("when it was decided")]]
    until: Required[Annotated[Day, about("the last day on which it holds")]]


class WaiversShape(TypedDict, total=False):
    """Numbers of finished files that may stand without a source for a while."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    waivers: Annotated[list[WaiverShape], about("one entry for each occurrence")]


WAIVERS: TypeAdapter[Any] = TypeAdapter(WaiversShape)


def load_waivers(root: Path) -> tuple[tuple[Waiver, ...], tuple[Finding, ...]]:
    """The waivers of a project, none where it has no such file; and what is wrong with them."""
    path = root / FILE
    if not path.is_file():
        return (), ()
    value, findings = read_yaml(path.read_bytes(), FILE)
    if value is None:
        return (), tuple(findings)
    if not isinstance(value, YamlMapping):
        return (), (*findings, blocking("wrong-kind", "this is no list of waivers", Place(FILE, 1, 1), "waivers: […]"))
    waivers: list[Waiver] = []
    found = [*findings, *_read(value, waivers)]
    return tuple(waivers), tuple(found)


def _read(value: YamlMapping, waivers: list[Waiver]) -> Iterator[Finding]:
    yield from unknown_absent(value, ("waivers",))
    try:
        valid = WAIVERS.validate_python(value)
    except ValidationError as error:
        yield from validation_faults(error, value, WaiversShape, {"waivers": WaiverShape})
        return
    entries = value.get("waivers")
    for index, fields in enumerate(valid.get("waivers", ())):
        at = entries.place(index) if isinstance(entries, YamlList) else value.at
        if last_day(fields["until"]) < first_day(fields["date"]):
            hint = "until is the last day on which the waiver holds"
            yield blocking("not-a-period", "the waiver ends before it begins", at, hint)
        waivers.append(Waiver(at=at, **fields))
