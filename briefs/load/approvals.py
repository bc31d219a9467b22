"""Reads data/approvals.yaml: who has approved which text, in which role, under which digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Required

from msgspec import Struct
from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from briefs.evidence import Date
from briefs.finding import Finding, Place
from briefs.load.faults import blocking, unknown_absent
from briefs.load.kinds import Day, Language, Text
from briefs.load.shapes import CLOSED, about
from briefs.load.validated import validation_faults
from briefs.settings import ROLE
from briefs.yaml_source import read_yaml
from briefs.yaml_values import YamlList, YamlMapping

FILE = "data/approvals.yaml"
DIGEST = r"^[0-9a-f]{12,64}$"


class Approval(Struct, frozen=True):
    """One person's approval of one text."""

    at: Place
    brief: str
    language: str
    role: str
    by: str
    on: Date
    digest: str  # of what was approved; twelve signs are enough, as they stand on the dossier
    note: str = ""


class ApprovalShape(TypedDict, total=False):
    """One person's approval of one text."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    brief: Required[Annotated[Text, about("the brief's name, as its template is called")]]
    language: Required[Annotated[Language, about("of the text that was approved")]]
    role: Required[Annotated[str, Field(pattern=ROLE, description="in which role: facts, legal…")]]
    by: Required[Annotated[Text, about("who approved it")]]
    on: Required[Annotated[Day, about("when")]]
    digest: Required[Annotated[str, Field(pattern=DIGEST, description="of what was approved, as the dossier bears it")]]
    note: Annotated[Text, about("a remark of who approved")]


class ApprovalsShape(TypedDict, total=False):
    """Who has approved which text."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    approvals: Annotated[list[ApprovalShape], about("one entry for each approval; any change of the text voids it")]


APPROVALS: TypeAdapter[Any] = TypeAdapter(ApprovalsShape)


def load_approvals(root: Path) -> tuple[tuple[Approval, ...], tuple[Finding, ...]]:
    """The approvals of a project, none where it has no such file; and what is wrong with them."""
    path = root / FILE
    return read_approvals(path.read_bytes()) if path.is_file() else ((), ())


def read_approvals(data: bytes) -> tuple[tuple[Approval, ...], tuple[Finding, ...]]:
    """The approvals in a file of this kind."""
    value, findings = read_yaml(data, FILE)
    if value is None:
        return (), tuple(findings)
    if not isinstance(value, YamlMapping):
        return (), (*findings, blocking("wrong-kind", "this is no list of approvals", Place(FILE, 1, 1), "approvals:"))
    approvals: list[Approval] = []
    found = [*findings, *_read(value, approvals)]
    return tuple(approvals), tuple(found)


def _read(value: YamlMapping, approvals: list[Approval]) -> Iterator[Finding]:
    yield from unknown_absent(value, ("approvals",))
    try:
        valid = APPROVALS.validate_python(value)
    except ValidationError as error:
        yield from validation_faults(error, value, ApprovalsShape, {"approvals": ApprovalShape})
        return
    entries = value.get("approvals")
    for index, fields in enumerate(valid.get("approvals") or ()):
        at = entries.place(index) if isinstance(entries, YamlList) else value.at
        approvals.append(Approval(at=at, **fields))
