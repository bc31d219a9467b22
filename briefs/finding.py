"""Findings: what an author can mend, with its place; and the one exception that stops the work."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace


class Severity(StrEnum):
    """How much a finding weighs; the words of the command line's JSON."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


class Stops(StrEnum):
    """What a finding keeps from being saved in a draft build."""

    NOTHING = "nothing"
    DOCUMENT = "document"  # the text can't be made, or the read-back differs: this document is not saved
    RUN = "run"  # misuse, unreadable input, an output edited by hand: nothing is saved, exit 2


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class Place(Struct, frozen=True, gc=False):
    """Where something stands: a file with line and column (from 1, in code points), or a spot in a Word file.

    In a Word file `line` is the paragraph's number, `part` the package part's plain name (body, footnotes, header…),
    `heading` the heading above, and `excerpt` 40 characters from the spot on.
    """

    path: str
    line: int | None = None
    column: int | None = None
    part: str | None = None
    heading: str | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Finding(Struct, frozen=True):
    """Something an author can mend: the message says what is wrong, the hint in plain words what to do."""

    rule: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR
    stops: Stops = Stops.NOTHING
    text: str = ""  # the line itself, where the stage had it at hand

    def stopping(self, stops: Stops) -> Finding:
        """The same finding, keeping more from being saved."""
        return replace(self, stops=stops)


def keep_finding(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {**asdict(finding), "place": asdict(finding.place)}


def read_finding(entry: Mapping[str, Any]) -> Finding:
    """A finding that was kept as plain data."""
    kinds = {"place": Place(**entry["place"]), "severity": Severity(entry["severity"]), "stops": Stops(entry["stops"])}
    return Finding(**{**entry, **kinds})


class BriefsError(Exception):
    """Stops the work with findings; caught once, in the command line."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{finding.place}: {finding.message}" for finding in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[BriefsError], tuple[Finding, ...]]:
        """With its findings: a helper's process tells them to the one that it helps."""
        return type(self), self.findings
