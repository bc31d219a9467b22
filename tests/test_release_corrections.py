"""Corrections: told to readers, refused where the fact prints on, and a guard that fails once the sheet is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import copy_project, edit, run, told

from briefs.release.corrections import read_corrections

ENTRY = """corrections:
  - fact: rooms-2024
    kind: changed
    date: 2025-05-20
    reason:
      en: The number of reading rooms counted closed rooms too.
      fr: Le nombre de salles comptait aussi des salles fermées.
    briefs: [rooms]
    was: 1430
    now: 1340
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    return root


def write(project: Path, text: str) -> None:
    (project / "data" / "corrections.yaml").write_text(text, encoding="utf-8")


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, tuple[str, int]]]:
    code, answer = told(capsys, *(arguments or ("check",)))
    return code, {finding["rule"]: (finding["path"], finding["line"]) for finding in answer["findings"]}


def test_readers_are_told_in_both_languages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, ENTRY)
    assert run("build") == 0
    pages = [(project / "dist" / f"rooms.{tag}.md").read_text(encoding="utf-8") for tag in ("en", "fr")]
    english, french = (page.replace("\u00a0", " ") for page in pages)
    assert "## Corrections\n\n- **20 May 2025**. The number of reading rooms counted closed" in english
    assert "## Rectificatifs\n\n- **20 mai 2025**." in french
    assert "Le nombre de salles comptait aussi" in french
    assert english.index("## Corrections") < english.index("## Sources")
    assert run("audit", "dist/rooms.en.docx", "dist/rooms.fr.docx") == 0


def test_by_policy_they_are_not(project: Path) -> None:
    write(project, ENTRY)
    settings = project / "pyproject.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "[tool.briefs.policy]\ncorrection_notices = false\n", encoding="utf-8"
    )
    assert run("build") == 0
    assert "Corrections" not in (project / "dist" / "rooms.en.md").read_text(encoding="utf-8")


def test_a_withdrawn_fact_may_not_print(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, ENTRY.replace("changed", "withdrawn"))
    code, found = rules(capsys)
    assert code == 1
    assert found["corrected-fact"][0] == "templates/rooms.md.j2"
    assert run("build", "--release") == 1
    assert not (project / "dist").exists()


def test_nor_what_is_computed_from_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, ENTRY.replace("rooms-2024", "visits-2024").replace("changed", "withdrawn"))
    edit(project / "templates" / "rooms.md.j2", 'visits=figure("visits-2024")', 'visits=figure("waiting-days")')
    line = next(
        n
        for n, text in enumerate((project / "templates" / "rooms.md.j2").read_text(encoding="utf-8").splitlines(), 1)
        if 'figure("visits-per-room"' in text
    )
    assert ("templates/rooms.md.j2", line) == rules(capsys)[1]["corrected-fact"]


def test_a_changed_fact_waits_for_its_sheet_and_the_guard_fails_once_it_is_repaired(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, ENTRY.replace("now: 1340", "now: 1350\n    guard: {value: 1350, as_printed: '1,350'}"))
    code, found = rules(capsys)
    assert (code, "corrected-fact" in found, "correction-repaired" in found) == (1, True, False)
    edit(project / "data" / "facts" / "rooms.yaml", "value: 1340", "value: 1350.0")
    assert "correction-repaired" not in rules(capsys)[1], "only half of what the guard waits for"
    edit(project / "data" / "facts" / "rooms.yaml", "as_printed: 1,340", "as_printed: 1,350")
    code, found = rules(capsys)
    assert code == 1
    assert found["correction-repaired"] == ("data/corrections.yaml", 11)
    assert "corrected-fact" not in found
    edit(project / "data" / "corrections.yaml", "    guard: {value: 1350, as_printed: '1,350'}\n", "")
    assert run("check") == 0


def test_a_withdrawn_fact_that_is_gone_from_its_sheet_is_repaired(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ENTRY.replace("rooms-2024", "rooms-2010").replace("changed", "withdrawn")
    write(project, gone)
    assert run("check") == 0
    write(project, gone + "    guard: {use: do_not_cite}\n")
    assert "correction-repaired" in rules(capsys)[1]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("now: 1340", "now: 1350", "correction-disagrees", 10),
        ("fact: rooms-2024", "fact: room-2024", "unknown-fact", 2),
        ("[rooms]", "[room]", "unknown-brief", 8),
        ("      fr: Le nombre de salles comptait aussi des salles fermées.\n", "", "correction-untold", 6),
        ("counted closed", "counted 90 closed", "number-typed", 6),
    ],
)
def test_what_can_not_be_told_is_an_error(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, rule: str, line: int
) -> None:
    write(project, ENTRY.replace(old, new))
    code, found = rules(capsys)
    assert code == 1
    assert found[rule] == ("data/corrections.yaml", line)


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("kind: changed", "kind: changd", "wrong-kind", 3),
        ("date: 2025-05-20", "date: 20 May", "wrong-kind", 4),
        ("briefs: [rooms]", "briefs: rooms", "wrong-kind", 8),
        ("was: 1430", "were: 1430", "unknown-field", 9),
        ("    kind: changed\n", "", "missing-field", 2),
        ("now: 1340", "now: 1340\n    guard: {colour: red}", "unknown-field", 11),
        ("corrections:\n", "corections:\n", "unknown-field", 1),
    ],
)
def test_a_faulty_file_stops_the_run(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, rule: str, line: int
) -> None:
    write(project, ENTRY.replace(old, new))
    code, found = rules(capsys)
    assert code == 2
    assert found[rule] == ("data/corrections.yaml", line)


@pytest.mark.parametrize("text", ["", "corrections: []\n", "corrections:\n", "# nothing yet\n"])
def test_no_corrections_are_no_fault(text: str) -> None:
    assert read_corrections(text.encode()) == ((), ())


def test_diff_gives_the_correction_as_the_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "data" / "facts" / "rooms.yaml", "value: 1340", "value: 1430")
    edit(project / "data" / "facts" / "rooms.yaml", "as_printed: 1,340", "as_printed: 1,430")
    assert run("build", "-o", "before") == 0
    edit(project / "data" / "facts" / "rooms.yaml", "value: 1430", "value: 1340")
    edit(project / "data" / "facts" / "rooms.yaml", "as_printed: 1,430", "as_printed: 1,340")
    write(project, ENTRY)
    _, answer = told(capsys, "diff", "before")
    found = {one["fact"]: one for doc in answer["files"] if doc["language"] == "en" for one in doc["figures"]}
    assert found["rooms-2024"]["why"] == "correction"
    assert "counted closed rooms" in found["rooms-2024"]["detail"]
