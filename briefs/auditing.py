"""The audit command: files read from disk, judged against the project's evidence where there is a project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct, field

from briefs.audit import AuditedFigure, AuditReport, audit_file
from briefs.audit.comments import comment_docx
from briefs.audit.receipt import receipt_page
from briefs.evidence import Date, Evidence
from briefs.finding import Finding, Place, Stops
from briefs.folders import locale_folders, shared_folder
from briefs.load import load_evidence
from briefs.load.waivers import Waiver, load_waivers
from briefs.released_record import find_record
from briefs.save import write_atomically
from briefs.settings import find_root
from briefs.waiving import waive

LARGEST = 100 * 1024 * 1024  # bytes of a file that is audited
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
COUNTED = ("figures", "verified", "cited", "uncited", "waived", "exempt")


class Audited(Struct):
    """What the audit of some files came to."""

    reports: list[AuditReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    evidence: Evidence | None = None

    @property
    def counts(self) -> dict[str, int]:
        """The denominator and its parts, over all files."""
        return {name: sum(report.counts[name] for report in self.reports) for name in COUNTED}

    def tell(self) -> list[str]:
        """The account of each file, in lines for people."""
        return [line for report in self.reports for line in tell_report(report)]


class Asked(Struct, frozen=True):
    """What the caller asked for."""

    language: str | None = None
    manifest: Path | None = None
    as_at: date | None = None  # the day on which waivers must hold; else that on which the file was last saved
    comments: Path | None = None
    receipt: Path | None = None


def misuse(files: Sequence[Path], asked: Asked) -> str:
    """What can't be done as asked; nothing: all can."""
    if asked.language is not None and not _TAG.fullmatch(asked.language):
        return f"“{asked.language}” is no language: write a tag of BCP 47, such as fr or pt-BR"
    outputs = [one for one in (asked.comments, asked.receipt) if one is not None]
    if outputs and len(files) != 1:
        return "comments and receipts are made of one file at a time"
    if asked.comments is not None and files[0].suffix.lower() != ".docx":
        return "comments are put into a copy of a Word file (.docx)"
    if any(one.resolve() == files[0].resolve() for one in outputs):
        return "the file that is audited is never overwritten: give the copy another name"
    return ""


def audit_files(files: Sequence[Path], asked: Asked) -> Audited:
    """Every number of the files, judged by the evidence of the project around and by the record of what was released.

    What was asked for beside is written: a copy with comments, a receipt.
    """
    evidence, folders, waivers, faults = _surroundings()
    audited = Audited(findings=[*faults], evidence=evidence)
    for file in files:
        data = read_file(file, audited.findings)
        record, found = find_record(file, asked.manifest)
        audited.findings.extend(found)
        if data is None or found:
            continue
        report, findings = audit_file(
            data, file.as_posix(), language=asked.language, evidence=evidence, record=record, folders=folders
        )
        report, findings = waive(report, findings, waivers, _day(asked.as_at or _saved_on(file)))
        audited.reports.append(report)
        audited.findings.extend([*findings, *_write_beside(asked, data, report, findings, evidence)])
    return audited


def _write_beside(
    asked: Asked, data: bytes, report: AuditReport, findings: Sequence[Finding], evidence: Evidence | None
) -> list[Finding]:
    """The copy with comments and the receipt, where they were asked for; what kept them from being written."""
    faults: list[Finding | None] = []
    if asked.comments is not None:
        commented, fault = comment_docx(data, report, findings)
        faults += [fault] if commented is None else [write_atomically(asked.comments, commented)]
    if asked.receipt is not None:
        faults.append(write_atomically(asked.receipt, receipt_page(report, findings, evidence)))
    return [fault for fault in faults if fault is not None]


def _saved_on(file: Path) -> date:
    """The day on which a file was last saved: the program asks no clock."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()


def _day(day: date) -> Date:
    return Date(day.year, day.month, day.day)


def explain_line(file: Path, line: int) -> list[str]:
    """The account of every number on a line (in a Word file: of a paragraph) of a finished file."""
    audited = audit_files([file], Asked())
    figures = [figure for report in audited.reports for figure in report.figures if figure.place.line == line]
    body = [figure for figure in figures if figure.place.part in (None, "body")]  # notes count their own paragraphs
    return (
        [_account(figure) for figure in body or figures]
        or [str(finding.message) for finding in audited.findings if finding.stops is Stops.RUN]
        or [f"no number stands on line {line} of {file.name}"]
    )


def _account(figure: AuditedFigure) -> str:
    told = f"“{figure.text}” ({_spot(figure.place)}): {figure.status}, {figure.reason}"
    was = f", was “{figure.was}”" if figure.was else ""
    return f"{told}; {figure.change}{was}" if figure.change else told


def _spot(place: Place) -> str:
    if place.part is None:
        return f"column {place.column or '-'}"
    return place.part + (f", under “{place.heading}”" if place.heading else "")


def tell_report(report: AuditReport) -> list[str]:
    """A file's account in words: its numbers by verdict, the exempt ones by rule, what changed since the release."""
    counts = report.counts
    told = ", ".join(f"{counts[name]} {name}" for name in ("verified", "cited", "uncited", "waived"))
    seen = f"{counts['figures']} figure{'' if counts['figures'] == 1 else 's'} seen"
    lines = [f"{report.path} ({report.language}): {seen}: {told}"]
    if report.exempt_by_rule:
        rules = ", ".join(f"{number} {rule}" for rule, number in report.exempt_by_rule.items())
        lines.append(f"  {counts['exempt']} exempt: {rules}")
    if report.compared:
        since = ", ".join(f"{number} {what}" for what, number in report.since_release.items())
        lines.append(f"  since the release: {since or 'no number'}")
    return lines


def _surroundings() -> tuple[Evidence | None, list[Path], tuple[Waiver, ...], tuple[Finding, ...]]:
    """Evidence, languages and waivers of the project around, else only the languages that came with the program."""
    root = find_root(Path.cwd())
    if root is None:
        return None, [shared_folder("locale")], (), ()
    evidence, findings = load_evidence(root)
    waivers, faults = load_waivers(root)
    usable = not any(finding.stops is Stops.RUN for finding in findings)
    return (evidence if usable else None), locale_folders(root), waivers, faults


def read_file(file: Path, findings: list[Finding]) -> bytes | None:
    """The bytes of a finished file; None, and why, where they can't be had."""
    try:
        if file.stat().st_size > LARGEST:
            message = f"larger than {LARGEST // 1024 // 1024} MiB"
            findings.append(Finding("file-too-large", message, Place(file.as_posix()), stops=Stops.RUN))
            return None
        return file.read_bytes()
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        hint = "check the name; if it is open in Word, close it in Word"
        findings.append(Finding("file-unreadable", message, Place(file.as_posix()), hint, stops=Stops.RUN))
        return None
