"""Reports: findings as text, JSON, SARIF 2.1.0 or GitHub annotations."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from briefs.finding import Finding, Severity, Stops

SCHEMA = 1
SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def exit_code(findings: Sequence[Finding], fail_on: Severity = Severity.ERROR) -> int:
    """2 where the run was stopped, 1 with a finding of the severity asked for or worse, else 0."""
    if any(finding.stops is Stops.RUN for finding in findings):
        return 2
    failing = {Severity.ERROR} if fail_on is Severity.ERROR else {Severity.ERROR, Severity.WARNING}
    return int(any(finding.severity in failing for finding in findings))


def format_finding(finding: Finding) -> str:
    """`file:line:col: error[rule]: message`, the line itself, a hint."""
    lines = [f"{finding.place}: {finding.severity}[{finding.rule}]: {finding.message}"]
    spot = [finding.place.part, finding.place.heading, finding.place.excerpt]
    shown = finding.text or " · ".join(part for part in spot if part)
    if shown:
        lines.append(f"    {' '.join(shown.split())[:200]}")
    if finding.hint:
        lines.append(f"    hint: {finding.hint}")
    return "\n".join(lines)


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as the JSON of the command line."""
    place = finding.place
    record: dict[str, Any] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "hint": finding.hint,
    }
    if finding.text:
        record["text"] = finding.text
    if place.part:
        record["place"] = {
            "part": place.part, "heading": place.heading, "paragraph": place.line, "excerpt": place.excerpt,
        }  # fmt: skip
    return record


def summary_of(findings: Iterable[Finding], **counts: Any) -> dict[str, Any]:
    """How many findings of each severity, and what else the command counted."""
    by_severity = Counter(finding.severity for finding in findings)
    return {
        "errors": by_severity[Severity.ERROR],
        "warnings": by_severity[Severity.WARNING],
        "information": by_severity[Severity.INFORMATION],
        **counts,
    }


def format_json(command: str, files: Sequence[Any], findings: Sequence[Finding], summary: Mapping[str, Any]) -> str:
    """The JSON of every command."""
    whole = {
        "schema": SCHEMA,
        "command": command,
        "files": list(files),
        "findings": [finding_record(finding) for finding in findings],
        "summary": dict(summary),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def format_sarif(command: str, files: Sequence[Any], findings: Sequence[Finding], summary: Mapping[str, Any]) -> str:
    """A SARIF 2.1.0 log with fingerprints that survive a shift of lines."""
    rules = sorted({finding.rule for finding in findings})
    run = {
        "tool": {"driver": {"name": "briefs", "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding) for finding in findings],
        "properties": {"command": command, "summary": dict(summary)},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _sarif_result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.place.line or 1}
    if finding.place.column:
        region["startColumn"] = finding.place.column
    return {
        "ruleId": finding.rule,
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}".rstrip(". ") + "."},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": finding.place.path}, "region": region}}],
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
    }


def fingerprint(finding: Finding) -> str:
    """A digest of rule, file and words: the same when the line moves."""
    words = "\0".join((finding.rule, finding.place.path, finding.message, finding.text))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:20]


def format_github(command: str, files: Sequence[Any], findings: Sequence[Finding], summary: Mapping[str, Any]) -> str:
    """GitHub workflow commands, one line a finding."""
    return "\n".join(_github_line(finding) for finding in findings)


def _github_line(finding: Finding) -> str:
    place = finding.place
    spot = [f"file={_escaped(place.path)}"] + [
        f"{name}={value}" for name, value in (("line", place.line), ("col", place.column)) if value
    ]
    message = _escaped(f"{finding.message}. {finding.hint}".rstrip(". ") + ".", in_message=True)
    return f"::{GITHUB_LEVELS[finding.severity]} {','.join(spot)},title={_escaped(finding.rule)}::{message}"


def _escaped(text: str, *, in_message: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if in_message else text.replace(":", "%3A").replace(",", "%2C")


MACHINE_FORMATS: dict[str, Callable[[str, Sequence[Any], Sequence[Finding], Mapping[str, Any]], str]] = {
    "json": format_json,
    "sarif": format_sarif,
    "github": format_github,
}
