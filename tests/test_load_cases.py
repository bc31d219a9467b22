"""Data files as text, and the findings of each: line, column, rule, message, what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefs.finding import Finding, Stops
from briefs.load import load_evidence
from briefs.rules import RULES

FILES = ("load-facts.md", "load-lists.md", "load-sources.md", "load-yaml.md")
CASES = Path(__file__).parent / "cases"
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n\n```(?P<kind>yaml|json)\n(?P<text>.*?)```\n"
    r"(?:finds:\n\n(?P<finds>nothing\n|(?:- [^\n]+\n)+))?",
    re.MULTILINE | re.DOTALL,
)
PROJECT = {
    "data/sources/sources.yaml": """\
- {id: count-2024, type: report, title: Yearly count, issued: 2024, publisher: Office, URL: "https://example.org/1"}
- {id: survey-2023, type: webpage, title: Survey, issued: 2023-04, URL: "https://example.org/2"}
""",
    "data/units.yaml": """\
language: en
units:
  visit: {kind: count, one: visit, other: visits}
  visitor: {kind: count, one: visitor, other: visitors}
  percent: {kind: percent, one: percent, other: percent}
  euro: {kind: money, one: euro, other: euros, currency: EUR}
""",
    "data/facts/other.yaml": "title: Others\nlanguage: en\nfacts: {}\n",
}
"""A project without a fault."""


def write_project(root: Path, files: dict[str, str]) -> None:
    for name, text in (PROJECT | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def read_cases(name: str) -> list[tuple[str, str, str, str]]:
    cases = CASE.finditer((CASES / name).read_text(encoding="utf-8"))
    return [(case["name"], case["kind"], case["text"], (case["finds"] or "").strip()) for case in cases]


def told(finding: Finding) -> str:
    place = f"{finding.place.line}:{finding.place.column}"
    return f"- {place} {finding.rule}: {finding.message}" + (f" → {finding.hint}" if finding.hint else "")


def findings_of(root: Path, path: str, text: str) -> str:
    write_project(root, {path: text})
    _, findings = load_evidence(root)
    assert {finding.place.path for finding in findings} <= {path}
    assert all(finding.stops is Stops.RUN for finding in findings)
    return "\n".join(map(told, findings)) or "nothing"


@pytest.mark.parametrize(("name", "kind", "text", "finds"), read_cases("load-facts.md"), ids=lambda value: value[:40])
def test_fact_sheets(tmp_path: Path, name: str, kind: str, text: str, finds: str) -> None:
    assert findings_of(tmp_path, "data/facts/rooms.yaml", text) == finds


@pytest.mark.parametrize(("name", "kind", "text", "finds"), read_cases("load-yaml.md"), ids=lambda value: value[:40])
def test_yaml(tmp_path: Path, name: str, kind: str, text: str, finds: str) -> None:
    text = text.replace("⇥", "\t").replace("⍽", "\u00a0")
    assert findings_of(tmp_path, "data/facts/rooms.yaml", text) == finds


@pytest.mark.parametrize(("name", "kind", "text", "finds"), read_cases("load-sources.md"), ids=lambda value: value[:40])
def test_sources(tmp_path: Path, name: str, kind: str, text: str, finds: str) -> None:
    assert findings_of(tmp_path, f"data/sources/more.{kind}", text) == finds


@pytest.mark.parametrize(("name", "kind", "text", "finds"), read_cases("load-lists.md"), ids=lambda value: value[:40])
def test_lists(tmp_path: Path, name: str, kind: str, text: str, finds: str) -> None:
    file = "organisation" if text.startswith("name") else "units"
    assert findings_of(tmp_path, f"data/{file}.yaml", text) == finds


def test_every_case_says_what_it_finds() -> None:
    for name in FILES:
        text = (CASES / name).read_text(encoding="utf-8")
        assert text.count("\n## ") == len([case for case in read_cases(name) if case[3]])


def test_every_rule_of_these_cases_is_explained() -> None:
    told = {
        rule
        for name in FILES
        for case in read_cases(name)
        for rule in re.findall(r"^- \S+ ([a-z0-9-]+):", case[3], re.M)
    }
    assert len(told) > 30
    assert told <= RULES.keys()
