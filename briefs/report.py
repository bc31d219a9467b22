"""Reports: findings as text, JSON, SARIF 2.1.0 or GitHub annotations."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefs.finding import Finding, Severity, Stops
from briefs.rules import RULES

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
    prints = fingerprints(findings)
    run = {
        "tool": {"driver": {"name": "briefs", "rules": [_sarif_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(*pair, rules) for pair in zip(findings, prints, strict=True)],
        "properties": {"command": command, "summary": dict(summary)},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _sarif_rule(rule: str) -> dict[str, Any]:
    return {"id": rule} | ({"shortDescription": {"text": RULES[rule]}} if rule in RULES else {})


def _sarif_result(finding: Finding, print_: str, rules: Sequence[str]) -> dict[str, Any]:
    place = finding.place
    # A Word file has no lines: a viewer gets the paragraph as a logical place instead.
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.part is None:
        physical["region"] = {"startLine": place.line or 1} | ({"startColumn": place.column} if place.column else {})
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.part is not None:
        spot = " · ".join(
            str(one) for one in (place.part, place.heading, f"paragraph {place.line}", place.excerpt) if one
        )
        location["logicalLocations"] = [{"fullyQualifiedName": spot}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": _sentence(finding)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": print_},
    }


def _uri(path: str) -> str:
    """A path as the URI reference that SARIF asks for (3.4.3): relative as it is, absolute with its scheme."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path.replace("\\", "/"))


def _sentence(finding: Finding) -> str:
    return f"{finding.message.rstrip('. ')}. {finding.hint}".rstrip(". ") + "."


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A digest of rule, file and words for each: the same when lines move; of findings alike, each has its own."""
    met: Counter[str] = Counter()
    found = []
    for finding in findings:
        place = finding.place
        words = (finding.rule, place.path, finding.message, finding.text or place.excerpt or "", place.heading or "")
        key = "\0".join(words)
        met[key] += 1
        found.append(hashlib.sha256(f"{key}\0{met[key]}".encode("utf-8", "replace")).hexdigest()[:20])
    return found


def format_github(command: str, files: Sequence[Any], findings: Sequence[Finding], summary: Mapping[str, Any]) -> str:
    """GitHub workflow commands, one line a finding, and what was counted as a notice."""
    lines = [_github_line(finding) for finding in findings]
    counted = ", ".join(f"{value} {name}" for name, value in summary.items() if name != "exit")
    return "\n".join([*lines, f"::notice title={_escaped(command or 'briefs')}::{_escaped(counted, in_message=True)}"])


def _github_line(finding: Finding) -> str:
    place = finding.place
    # A Word file has no lines that an annotation could point to; the paragraph is told in words.
    numbers = (("line", place.line), ("col", place.column)) if place.part is None else ()
    spot = [f"file={_escaped(place.path)}"] + [f"{name}={value}" for name, value in numbers if value]
    where = f" ({place.part}, paragraph {place.line}: “{place.excerpt}”)" if place.part else ""
    message = _escaped(_sentence(finding) + where, in_message=True)
    return f"::{GITHUB_LEVELS[finding.severity]} {','.join(spot)},title={_escaped(finding.rule)}::{message}"


def _escaped(text: str, *, in_message: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if in_message else text.replace(":", "%3A").replace(",", "%2C")


MACHINE_FORMATS: dict[str, Callable[[str, Sequence[Any], Sequence[Finding], Mapping[str, Any]], str]] = {
    "json": format_json,
    "sarif": format_sarif,
    "github": format_github,
}
