"""The dossier of one brief in one language, and the digest that an approval of it names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from briefs.clearance.doubts import gravity_of
from briefs.clearance.row import Row
from briefs.clearance.rows import collect_rows
from briefs.clearance.verdicts import judge_file
from briefs.evidence import Date
from briefs.finding import Finding, Severity
from briefs.folders import locale_folders
from briefs.language import Language, print_date
from briefs.pipeline import Compiled, subject_of
from briefs.project import Project
from briefs.release.content import content_lines
from briefs.write import WRITERS

SHOWN = 12  # signs of the digest that stand on paper
PART = "dossier"
UNTOLD = ("reference", "number")  # a reference is told by its words and address; a number shifts with every new row


class Dossier(Struct, frozen=True):
    """All that the dossier of one document tells."""

    brief: str
    title: str
    date: str  # the brief's own, as it has it
    as_at: str  # in words
    version: str
    language: Language
    rows: tuple[Row, ...]  # in reading order
    state: Mapping[str, Any]  # what is approved: text, notes, rows
    digest: str
    roles: tuple[str, ...]  # who approves, by the policy
    draft: bool
    findings: tuple[Finding, ...] = ()  # errors and warnings of the program

    @property
    def name(self) -> str:
        """What its files are called, without their suffix."""
        return f"{self.brief}.{self.language.tag}.{PART}"

    @property
    def doubtful(self) -> tuple[Row, ...]:
        """The rows with an open doubt, the gravest first."""
        return tuple(sorted((row for row in self.rows if row.doubts), key=lambda row: gravity_of(row.doubts)))

    @property
    def settled(self) -> tuple[Row, ...]:
        """The others, in reading order."""
        return tuple(row for row in self.rows if not row.doubts)


def make_dossier(project: Project, compiled: Compiled, found: tuple[Finding, ...] = ()) -> Dossier | None:
    """The dossier of a compiled document; None where its Word file can't be made or read, with the reason in it."""
    if compiled.document is None or compiled.record is None or compiled.stopped:
        return None
    suffix, write = WRITERS["docx"]
    data, faults = write(compiled.document, project.reference)
    if data is None:
        compiled.findings.extend(faults)
        return None
    language, subject = project.languages[compiled.language], subject_of(project, compiled)
    folders = locale_folders(project.root)
    verdicts = judge_file(data, compiled.name + suffix, compiled.record, project.evidence, folders)
    if verdicts.reading is None:
        return None
    rows = collect_rows(subject, language, verdicts, project.corrections)
    state = {
        "brief": compiled.brief.name,
        "language": compiled.language,
        "as_at": str(subject.as_at),
        "version": str(compiled.brief.front.get("version") or ""),
        "text": list(content_lines(verdicts.reading)),
        "rows": [_plain(row) for row in rows],
    }
    grave = tuple(one for one in (*compiled.findings, *found) if one.severity is not Severity.INFORMATION)
    return Dossier(
        compiled.brief.name, compiled.document.title, str(compiled.brief.front.get("date") or ""),
        print_date(subject.as_at, language), str(compiled.brief.front.get("version") or ""), language, rows, state,
        state_digest(state), tuple(project.settings.policy.approvals),
        any(one.severity is Severity.ERROR for one in grave), tuple(dict.fromkeys(grave)),
    )  # fmt: skip


def state_digest(state: Mapping[str, Any]) -> str:
    """The SHA-256 of what is approved, in hexadecimal."""
    text = json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> Any:
    """A record as JSON holds it; what is empty is left out."""
    if isinstance(value, Struct) and not isinstance(value, Date):
        named = {name: _plain(getattr(value, name)) for name in value.__struct_fields__ if name not in UNTOLD}
        return {name: one for name, one in named.items() if one not in (None, "", [], {})}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, Date) else value
