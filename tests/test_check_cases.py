"""Every check of a document on its cases: what must be found, at its line, and what must pass."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from check_cases import Case, findings_of, read_cases

from briefs.check import CHECKS
from briefs.explain import explain_rule
from briefs.finding import Severity
from briefs.project import Project, load_project
from briefs.settings import load_settings

RULES = [check.__module__.rpartition(".")[2].replace("_", "-") for check in CHECKS]
ELSEWHERE = ("blank-organisation", "too-few-checkers", "check-on-release", "language-unchecked")  # not in the template


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("checks") / "project"
    shutil.copytree(Path(__file__).parent / "checks", root)
    (root / "templates").mkdir()
    front = "---\ntitle: Rooms\nlanguage: en\ndate: 2025-06-01\nfigures_as_at: 2025-06-01\n---\n"
    (root / "templates" / "case.md.j2").write_text(front, encoding="utf-8")
    english = (Path(__file__).parents[1] / "locale" / "en" / "language.yaml").read_text(encoding="utf-8")
    (root / "locale" / "xa").mkdir()  # a language that nobody has written words for
    (root / "locale" / "xa" / "language.yaml").write_text(english.replace("tag: en", "tag: xa"), encoding="utf-8")
    settings, _ = load_settings(root)
    loaded, findings = load_project(root, settings, ("en", "fr", "es", "ar", "xa"))
    assert loaded is not None, findings
    assert not findings
    return loaded


@pytest.mark.parametrize("case", [case for rule in RULES for case in read_cases(rule)], ids=str)
def test_case(case: Case, project: Project) -> None:
    found = findings_of(case, project)
    assert bool(found) == case.hit, found
    assert all(finding.message and finding.hint for finding in found)
    if case.rule in ELSEWHERE:
        assert all(finding.place.path.startswith(("data/", "locale/")) for finding in found)
        return
    assert Counter(finding.place.line for finding in found) == case.lines
    assert {finding.place.path for finding in found} <= {"templates/case.md.j2"}


@pytest.mark.parametrize("rule", RULES)
def test_every_check_has_hits_and_clean_passes(rule: str) -> None:
    cases = [*read_cases(rule)]
    assert any(case.hit for case in cases)
    assert any(not case.hit for case in cases)


@pytest.mark.parametrize("rule", RULES)
def test_every_check_explains_itself(rule: str) -> None:
    told = "\n".join(explain_rule(rule) or [])
    for words in ("What it finds:", "Why it matters:", "Example:", "What to do:"):
        assert words in told, f"{rule} does not say “{words}”"


@pytest.mark.parametrize(
    ("rule", "options", "severity"),
    [
        ("second-hand-key-figure", (), Severity.WARNING),
        ("second-hand-key-figure", ("release",), Severity.ERROR),
        ("second-hand-key-figure", ("release", "second_hand_key_figures=true"), Severity.INFORMATION),
        ("blank-organisation", (), Severity.INFORMATION),
        ("blank-organisation", ("release",), Severity.INFORMATION),
        ("blank-organisation", ("release", "specimen=false"), Severity.ERROR),
        ("too-few-checkers", ("checkers=2",), Severity.INFORMATION),
        ("too-few-checkers", ("checkers=2", "release"), Severity.ERROR),
        ("check-on-release", (), Severity.INFORMATION),
        ("check-on-release", ("release",), Severity.WARNING),
        ("check-on-release", ("release", "checkers=1"), Severity.ERROR),
    ],
)
def test_what_a_release_demands(rule: str, options: tuple[str, ...], severity: Severity, project: Project) -> None:
    body = (
        "## Key figures\n\n| Figure | Source |\n|---|---|\n"
        '| {{ figure("borrowed") }} | {{ source("borrowed") }} |\n| {{ figure("watched") }} | {{ source("watched") }} |\n'
    )
    found = findings_of(Case(rule, "en", options, "", body, hit=True), project)
    assert {finding.severity for finding in found} == {severity}
