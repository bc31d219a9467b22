"""The audit command on released and edited files: record, waivers, comments, receipt, and its reports for programs."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sample_project import run

from briefs.audit import audit_file
from briefs.evidence import Date
from briefs.finding import Finding, Place, Severity
from briefs.load.waivers import load_waivers
from briefs.report import fingerprints, format_github, format_sarif
from briefs.waiving import waive

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(SAMPLE, root)
    before = Path.cwd()
    os.chdir(root)
    try:
        assert run("build") == 0
    finally:
        os.chdir(before)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    return root


def audit(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run("audit", *arguments, "--output-format", "json")
    return code, json.loads(capsys.readouterr().out)


def rules(told: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in told["findings"]]


@pytest.mark.parametrize("name", ["rooms.en.docx", "rooms.en.md", "rooms.fr.docx", "rooms.fr.md"])
def test_a_released_file_is_as_released(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, told = audit(capsys, f"dist/{name}")
    assert (code, rules(told)) == (0, [])
    assert set(told["files"][0]["since_release"]) == {"as released"}
    assert set(told["summary"]) >= {"figures", "verified", "cited", "uncited", "waived", "exempt"}


def test_one_edit_is_that_one_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "dist" / "rooms.en.md"
    page.write_text(page.read_text(encoding="utf-8").replace("1,340 reading", "1,430 reading", 1), encoding="utf-8")
    code, told = audit(capsys, "dist/rooms.en.md")
    assert (code, rules(told)) == (1, ["figure-changed"])
    changed = [figure for figure in told["files"][0]["figures"] if figure.get("change") == "changed"]
    assert [(figure["text"], figure["was"][:5]) for figure in changed] == [("1,430", "1,340")]


def test_a_renamed_copy_finds_its_record_in_a_named_manifest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(project / "dist" / "rooms.en.docx", project / "rooms.en (2).docx")
    assert "since_release" not in audit(capsys, "rooms.en (2).docx")[1]["files"][0]
    for named in ("dist", "dist/manifest.json"):
        code, told = audit(capsys, "rooms.en (2).docx", "--manifest", named)
        assert (code, set(told["files"][0]["since_release"])) == (0, {"as released"})


def test_a_file_under_a_new_name_is_told_the_names_that_the_manifest_knows(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(project / "dist" / "rooms.en.docx", project / "sent.docx")
    code, told = audit(capsys, "sent.docx", "--manifest", "dist")
    assert (code, rules(told)) == (2, ["not-in-manifest"])
    hint = told["findings"][0]["hint"]
    assert "rooms.en.docx, rooms.fr.docx" in hint
    assert ".md" not in hint


@pytest.mark.parametrize(
    ("manifest", "rule"),
    [("{", "not-in-manifest"), ('{"schema": 1, "outputs": {"rooms.en.md": {"printed": 3}}}', "manifest-unreadable"),
     ('{"schema": 1, "outputs": {"rooms.en.md": []}}', "manifest-unreadable")],
)  # fmt: skip
def test_a_damaged_manifest_is_a_finding(
    project: Path, capsys: pytest.CaptureFixture[str], manifest: str, rule: str
) -> None:
    (project / "dist" / "manifest.json").write_text(manifest, encoding="utf-8")
    code, told = audit(capsys, "dist/rooms.en.md", "--manifest", "dist")
    assert (code, rules(told)) == (2, [rule])


def test_explain_accounts_for_every_numeral_of_a_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (project / "dist" / "rooms.en.md").read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines, 1) if "1,340" in line)
    _, told = audit(capsys, "dist/rooms.en.md")
    texts = [figure["text"] for figure in told["files"][0]["figures"] if figure["line"] == number]
    assert run("explain", f"dist/rooms.en.md:{number}") == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == len(texts) > 2
    assert all(f"“{text}”" in out for text in texts)


def test_comments_and_receipt_are_written_beside(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "dist" / "rooms.fr.docx").read_bytes()
    code, _ = audit(capsys, "dist/rooms.fr.docx", "--comments", "out.docx", "--receipt", "out.html")
    assert code == 0
    assert "word/comments.xml" in zipfile.ZipFile(project / "out.docx").namelist()
    page = (project / "out.html").read_text(encoding="utf-8")
    assert 'lang="fr"' in page
    assert "rooms-2024" in page
    assert (project / "dist" / "rooms.fr.docx").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [("dist/rooms.en.md", "--comments", "o.docx"), ("dist/rooms.en.docx", "dist/rooms.fr.docx", "--receipt", "o.html"),
     ("dist/rooms.en.docx", "--comments", "dist/rooms.en.docx"),
     ("dist/rooms.en.docx", "--language", "../en")],
)  # fmt: skip
def test_comments_need_one_word_file_and_never_overwrite_it(project: Path, arguments: tuple[str, ...]) -> None:
    before = (project / "dist" / "rooms.en.docx").read_bytes()
    assert run("audit", *arguments) == 2
    assert not (project / "o.docx").exists()
    assert not (project / "o.html").exists()
    assert (project / "dist" / "rooms.en.docx").read_bytes() == before


# ---- waivers

LETTER = "We know 42 wells. We asked 42 mayors.\n"
WAIVER = """waivers:
  - file: {file}
    figure: "42"
    words: We asked 42
    reason: our own survey
    author: A. Hale
    date: 2025-01-01
    until: {until}
"""


@pytest.mark.parametrize(
    ("file", "until", "expected", "code"),
    [("letter.md", "2025-06", ["uncited-figure"], 1),
     ("letter.md", "2025-05", ["uncited-figure", "uncited-figure", "waiver-expired"], 1),
     ("other.md", "2025-06", ["uncited-figure", "uncited-figure"], 1)],
)  # fmt: skip
def test_a_waiver_excuses_one_occurrence_until_its_last_day(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, until: str, expected: list[str], code: int
) -> None:
    (project / "letter.md").write_text(LETTER, encoding="utf-8")
    (project / "data" / "waivers.yaml").write_text(WAIVER.format(file=file, until=until), encoding="utf-8")
    left, told = audit(capsys, "letter.md", "--as-at", "2025-06-30")
    assert (left, rules(told)) == (code, expected)
    assert told["summary"]["waived"] == 2 - expected.count("uncited-figure")
    assert told["summary"]["figures"] == 2


def test_a_waiver_that_fits_nothing_is_told_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "letter.md").write_text("We know 42 wells.\n", encoding="utf-8")
    (project / "data" / "waivers.yaml").write_text(WAIVER.format(file="letter.md", until="2030"), encoding="utf-8")
    _, told = audit(capsys, "letter.md")
    assert rules(told) == ["uncited-figure", "waiver-unused"]
    assert (told["findings"][1]["path"], told["findings"][1]["line"]) == ("data/waivers.yaml", 2)


def test_no_waiver_excuses_what_differs_from_the_release(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "dist" / "rooms.en.md"
    page.write_text(page.read_text(encoding="utf-8").replace("1,340 reading", "42 reading", 1), encoding="utf-8")
    waiver = WAIVER.format(file="rooms.en.md", until="2030").replace("We asked 42", "42 reading rooms")
    (project / "data" / "waivers.yaml").write_text(waiver, encoding="utf-8")
    code, told = audit(capsys, "dist/rooms.en.md")
    assert code == 1
    assert rules(told) == ["figure-changed", "waiver-unused"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("- a\n", "wrong-kind"), ("waivers:\n  - file: a.md\n", "missing-field"), ("waiver: []\n", "unknown-field"),
     (WAIVER.format(file="a.md", until="soon"), "not-a-date"), (WAIVER.format(file="a.md", until="2024"), "not-a-period")],
)  # fmt: skip
def test_faults_of_the_file_are_told(tmp_path: Path, text: str, rule: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "waivers.yaml").write_text(text, encoding="utf-8")
    assert rule in {finding.rule for finding in load_waivers(tmp_path)[1]}


def test_two_waivers_excuse_two(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    one = WAIVER.format(file="x.md", until="2030").replace("We asked 42", "42")
    text = one + one.removeprefix("waivers:\n")
    (tmp_path / "data" / "waivers.yaml").write_text(text, encoding="utf-8")
    report, found = audit_file(LETTER.encode(), "x.md", language="en", evidence=None)
    report, found = waive(report, found, load_waivers(tmp_path)[0], Date(2026))
    assert found == ()
    assert (report.counts["waived"], report.counts["uncited"], report.counts["figures"]) == (2, 0, 2)


# ---- reports for programs

FOUND = [
    Finding("uncited-figure", "The number “42” has no source", Place("été 1/a b.md", 3, 5), text="We know 42."),
    Finding("uncited-figure", "The number “42” has no source", Place("été 1/a b.md", 9, 5), text="We know 42."),
    Finding("note-lost", "“7” has lost its note", Place("x.docx", 4, None, "body", "Wells", "7 wells"), "Put it back.",
            Severity.WARNING),
]  # fmt: skip


def test_fingerprints_hold_when_lines_move_and_tell_twins_apart() -> None:
    moved = [Finding(one.rule, one.message, Place(one.place.path, 99, 1, one.place.part, one.place.heading, one.place.excerpt),
                     one.hint, one.severity, text=one.text) for one in FOUND]  # fmt: skip
    assert fingerprints(moved) == fingerprints(FOUND)
    assert len(set(fingerprints(FOUND))) == 3


def test_sarif_has_the_structure_of_its_standard() -> None:
    log = json.loads(format_sarif("audit", [], FOUND, {"figures": 2}))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    known = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert all(rule["shortDescription"]["text"] for rule in one["tool"]["driver"]["rules"])
    for result in one["results"]:
        assert known[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert list(result["partialFingerprints"]) == ["finding/v1"]
    places = [result["locations"][0] for result in one["results"]]
    assert places[0]["physicalLocation"]["artifactLocation"]["uri"] == "%C3%A9t%C3%A9%201/a%20b.md"
    assert places[0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert "region" not in places[2]["physicalLocation"]
    assert "paragraph 4" in places[2]["logicalLocations"][0]["fullyQualifiedName"]


def test_annotations_end_with_the_denominator() -> None:
    lines = format_github("audit", [], FOUND, {"figures": 2, "exit": 1}).splitlines()
    assert lines[0].startswith("::error file=été 1/a b.md,line=3,col=5,title=uncited-figure::")
    assert lines[2].startswith("::warning file=x.docx,title=note-lost::")
    assert lines[-1] == "::notice title=audit::2 figures"
