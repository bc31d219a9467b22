"""The audit command: files read from disk, judged against the project's evidence where there is a project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefs.audit import AuditReport, audit_file
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Stops
from briefs.folders import locale_folders, shared_folder
from briefs.load import load_evidence
from briefs.settings import find_root

LARGEST = 100 * 1024 * 1024  # bytes of a file that is audited


def audit_files(
    files: Sequence[Path], language: str | None
) -> tuple[list[AuditReport], list[Finding], dict[str, int], list[str]]:
    """Every number of the files: reports, findings, counts over all, and the lines that tell it to people."""
    evidence, folders = _surroundings()
    reports: list[AuditReport] = []
    findings: list[Finding] = []
    for file in files:
        data = _read(file, findings)
        if data is None:
            continue
        report, found = audit_file(data, file.as_posix(), language=language, evidence=evidence, folders=folders)
        reports.append(report)
        findings.extend(found)
    counts = {
        name: sum(report.counts[name] for report in reports)
        for name in ("figures", "verified", "cited", "uncited", "exempt")
    }
    return reports, findings, counts, [line for report in reports for line in tell_report(report)]


def explain_line(file: Path, line: int) -> list[str]:
    """The account of every number on a line (in a Word file: of a paragraph) of a finished file."""
    reports, findings, _, _ = audit_files([file], None)
    lines = [
        f"“{figure.text}” (column {figure.place.column or '-'}): {figure.status}, {figure.reason}"
        for report in reports
        for figure in report.figures
        if figure.place.line == line
    ]
    return (
        lines
        or [str(finding.message) for finding in findings if finding.stops is Stops.RUN]
        or [f"no number stands on line {line} of {file.name}"]
    )


def tell_report(report: AuditReport) -> list[str]:
    """A file's account in words: its numbers by verdict, and the exempt ones by rule."""
    counts = report.counts
    told = ", ".join(f"{counts[name]} {name}" for name in ("verified", "cited", "uncited"))
    lines = [f"{report.path} ({report.language}): {counts['figures']} figures seen: {told}"]
    if report.exempt_by_rule:
        rules = ", ".join(f"{number} {rule}" for rule, number in report.exempt_by_rule.items())
        lines.append(f"  {counts['exempt']} exempt: {rules}")
    return lines


def _surroundings() -> tuple[Evidence | None, list[Path]]:
    """The evidence and languages of the project around, else only the languages that came with the program."""
    root = find_root(Path.cwd())
    if root is None:
        return None, [shared_folder("locale")]
    evidence, findings = load_evidence(root)
    return (None if any(finding.stops is Stops.RUN for finding in findings) else evidence), locale_folders(root)


def _read(file: Path, findings: list[Finding]) -> bytes | None:
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
