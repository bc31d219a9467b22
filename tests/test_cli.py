"""The command line on the made-up project: builds, refuses, keeps, explains; each exit code seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sample_project import edit, run

SAMPLE = Path(__file__).parent / "sample"
OUTPUTS = ["rooms.en.docx", "rooms.en.md", "rooms.fr.docx", "rooms.fr.md"]


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]]]:
    code = run(*arguments, "--output-format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == 1
    assert set(told) == {"schema", "command", "files", "findings", "summary"}
    return code, told["findings"]


def test_a_build_saves_every_output_and_the_manifest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert sorted(file.name for file in (project / "dist").iterdir()) == ["manifest.json", *OUTPUTS]
    manifest = json.loads((project / "dist" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["outputs"]) == OUTPUTS
    figures = [entry for entry in manifest["outputs"]["rooms.en.md"]["printed"] if entry["kind"] == "figure"]
    assert [entry["fact"] for entry in figures] == ["rooms-2024", "visits-2024", "waiting-days", "visits-per-room"]
    assert "data/facts/rooms.yaml" in manifest["inputs"]
    assert "4 files saved, 0 errors" in capsys.readouterr().err


def test_one_language_and_format(project: Path) -> None:
    assert run("build", "rooms", "-l", "fr", "-f", "md", "-o", "out") == 0
    assert sorted(file.name for file in (project / "out").iterdir()) == ["manifest.json", "rooms.fr.md"]
    assert run("build", "rooms", "-l", "en", "-f", "md", "-o", "out") == 0
    manifest = json.loads((project / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["outputs"]) == ["rooms.en.md", "rooms.fr.md"], "what was not built stays in the manifest"


@pytest.mark.parametrize(
    "arguments",
    [["build", "none"], ["build", "-l", "de"], ["build", "-f", "odt"], ["bild"], ["audit"], ["audit", "none.md"],
     ["explain", "nothing-of-that-name"], ["build", "--jbos"]],
)  # fmt: skip
def test_misuse_leaves_with_two(project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert not (project / "dist").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check") == 2
    assert "[tool.briefs]" in capsys.readouterr().err


def test_an_error_in_a_check_gives_a_visible_draft(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "templates" / "rooms.md.j2", "Northland counted", "Northland, with 12 towns, counted")
    code, found = findings(capsys, "build", "-l", "en")
    assert code == 1
    assert {finding["rule"] for finding in found} == {"number-typed"}
    assert [finding["line"] for finding in found] == [25]
    page = (project / "dist" / "rooms.en.md").read_text(encoding="utf-8")
    assert page.index("number-typed") > page.index("Rooms are used"), "the mark stands after its paragraph"
    assert json.loads((project / "dist" / "manifest.json").read_bytes())["outputs"]["rooms.en.md"]["draft"] is True


def test_a_release_with_an_error_saves_nothing(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "Northland counted", "Northland, with 12 towns, counted")
    assert run("build", "--release") == 1
    assert not (project / "dist").exists()


def test_an_untranslated_passage_is_an_error_of_its_language_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "locale" / "fr" / "rooms.po", 'msgstr "Les salles sont fréquentées"', 'msgstr ""')
    code, found = findings(capsys, "build")
    assert code == 1
    assert [(finding["rule"], finding["path"], finding["line"]) for finding in found] == [
        ("untranslated", "templates/rooms.md.j2", 22)
    ]
    outputs = json.loads((project / "dist" / "manifest.json").read_bytes())["outputs"]
    assert {name: entry["draft"] for name, entry in outputs.items()} == dict(
        zip(OUTPUTS, [False, False, True, True], strict=True)
    )


def add_spanish(project: Path, *translated: str) -> None:
    """Spanish among the project's languages, with a translation file for rooms where passages are given."""
    edit(project / "pyproject.toml", '["en", "fr"]', '["en", "fr", "es"]')
    if translated:
        header = '"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        passages = "".join(f'\nmsgid "Rooms are used"\nmsgstr "{text}"\n' for text in translated)
        file = project / "locale" / "es" / "rooms.po"
        file.parent.mkdir()
        file.write_text(f'msgid ""\nmsgstr ""\n{header}{passages}', encoding="utf-8")


@pytest.mark.parametrize("translated", [(), ("",)], ids=["no file", "a file without a translation"])
def test_a_brief_is_not_built_in_a_language_nobody_has_begun(project: Path, translated: tuple[str, ...]) -> None:
    add_spanish(project, *translated)
    assert run("build", "--release") == 0
    assert sorted(file.name for file in (project / "dist").iterdir()) == ["manifest.json", *OUTPUTS]


@pytest.mark.parametrize("arguments", [["-l", "es"], ["rooms", "-l", "es"], ["rooms", "-l", "es", "-l", "fr"]])
def test_to_ask_for_a_language_nobody_has_begun_is_misuse(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    add_spanish(project, "")
    code, found = findings(capsys, "build", *arguments)
    assert (code, [finding["rule"] for finding in found]) == (2, ["translation-not-begun"])
    assert not (project / "dist").exists()


def test_a_brief_begun_in_a_language_is_built_with_what_is_missing_visible(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spanish(project, "Las salas se usan")
    code, found = findings(capsys, "build", "-f", "md")
    assert code == 1
    assert {finding["rule"] for finding in found} == {"untranslated"}
    outputs = json.loads((project / "dist" / "manifest.json").read_bytes())["outputs"]
    drafts = {name: entry["draft"] for name, entry in outputs.items()}
    assert drafts == {"rooms.en.md": False, "rooms.es.md": True, "rooms.fr.md": False}


def test_a_language_alone_asks_for_the_briefs_it_has(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_spanish(project, "Las salas se usan")
    shutil.copy(project / "templates" / "rooms.md.j2", project / "templates" / "halls.md.j2")
    code, found = findings(capsys, "build", "-l", "es", "-f", "md")
    assert (code, {finding["rule"] for finding in found}) == (1, {"untranslated"})
    assert sorted(file.name for file in (project / "dist").iterdir()) == ["manifest.json", "rooms.es.md"]
    assert findings(capsys, "check", "halls", "-l", "es")[1][0]["rule"] == "translation-not-begun"


def test_fuzzy_is_not_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "locale" / "fr" / "rooms.po", 'msgid "Rooms are used"', '#, fuzzy\nmsgid "Rooms are used"')
    assert [finding["rule"] for finding in findings(capsys, "build")[1]] == ["untranslated"]


def test_a_document_that_can_not_be_made_keeps_the_last_good_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    before = {name: (project / "dist" / name).read_bytes() for name in OUTPUTS}
    edit(project / "templates" / "rooms.md.j2", 'figure("rooms-2024")', 'figure("room-2024")')
    code, found = findings(capsys, "build")
    assert code == 1
    assert {finding["hint"] for finding in found if finding["rule"] == "unknown-fact"} == {"did you mean “rooms-2024”?"}
    assert {name: (project / "dist" / name).read_bytes() for name in OUTPUTS} == before


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("data/facts/rooms.yaml", "value: 1340", "value: 1340,5", 6),
        ("data/facts/rooms.yaml", "unit: visit", "unit: visitt", 16),
        ("data/facts/rooms.yaml", "title: Reading rooms", "title: Reading rooms\ntitle: Again", 2),
        ("data/sources/sources.yaml", "https://example.org/atlas", "javascript:alert(1)", 7),
        ("pyproject.toml", "languages", "langages", 2),
        ("locale/fr/rooms.po", 'msgstr "Objet"', 'msgstr "Objet', 40),
    ],
)
def test_unreadable_input_stops_the_run(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, line: int
) -> None:
    assert run() == 0
    before = {name: (project / "dist" / name).read_bytes() for name in OUTPUTS}
    capsys.readouterr()
    edit(project / file, old, new)
    code, found = findings(capsys, "build")
    assert code == 2
    assert (file, line) in [(finding["path"], finding["line"]) for finding in found]
    assert all(finding["hint"] for finding in found)
    assert {name: (project / "dist" / name).read_bytes() for name in OUTPUTS} == before


def test_a_file_edited_by_hand_is_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    page = project / "dist" / "rooms.fr.md"
    edit(page, "1\u202f340", "1\u202f430")
    capsys.readouterr()
    code, found = findings(capsys, "build")
    assert code == 2
    assert [finding["rule"] for finding in found] == ["edited-by-hand"]
    assert "1\u202f430" in page.read_text(encoding="utf-8")
    assert run("build", "--replace") == 0
    assert "1\u202f340" in page.read_text(encoding="utf-8")


def test_a_stranger_in_the_folder_is_kept(project: Path) -> None:
    (project / "dist").mkdir()
    (project / "dist" / "rooms.en.md").write_text("mine", encoding="utf-8")
    assert run() == 2
    assert (project / "dist" / "rooms.en.md").read_text(encoding="utf-8") == "mine"


def test_check_writes_nothing(project: Path) -> None:
    assert run("check") == 0
    assert not (project / "dist").exists()


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_every_report_names_file_line_and_rule(project: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    edit(project / "templates" / "rooms.md.j2", "Northland counted", "Northland, with 12 towns, counted")
    assert run("check", "-l", "en", "--output-format", form) == 1
    told = capsys.readouterr()
    out = told.err if form == "text" else told.out
    assert "number-typed" in out
    assert "templates/rooms.md.j2" in out
    assert "25" in out
    if form in ("json", "sarif"):
        json.loads(told.out)
    assert "\x1b" not in told.out + told.err


def test_audit_verifies_our_own_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    capsys.readouterr()
    for name in OUTPUTS:
        assert run("audit", f"dist/{name}", "--output-format", "json") == 0
        told = json.loads(capsys.readouterr().out)
        figures = [figure for figure in told["files"][0]["figures"] if figure["status"] != "exempt"]
        assert figures
        assert {figure["status"] for figure in figures} == {"verified"}, figures


def test_explain(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build")
    capsys.readouterr()
    for topic, words in (
        ("rooms-2024", "1340"), ("atlas-2025", "visits-2024"), ("number-typed", "What to do"), ("raw-html", "Markdown"),
        ("about 73.3 million items", "73.3 million"), ("dist/rooms.en.md:18", "verified"),
    ):  # fmt: skip
        assert run("explain", topic) == 0
        assert words in capsys.readouterr().out


def test_interrupted_writes_leave_the_last_good_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run() == 0
    before = {name: (project / "dist" / name).read_bytes() for name in OUTPUTS}
    edit(project / "data" / "facts" / "rooms.yaml", "value: 1340", "value: 1350")
    edit(project / "data" / "facts" / "rooms.yaml", "as_printed: 1,340", "as_printed: 1,350")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    assert run("build") == 130
    assert {name: (project / "dist" / name).read_bytes() for name in OUTPUTS} == before
    assert not [file for file in (project / "dist").iterdir() if file.name.endswith(".part")]


def build_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    shutil.copytree(SAMPLE, folder)
    front = Path(__file__).parents[1] / "generate.py"
    subprocess.run(
        [sys.executable, str(front)], cwd=folder, env={**os.environ, **environment}, check=True, capture_output=True
    )
    return {name: (folder / "dist" / name).read_bytes() for name in [*OUTPUTS, "manifest.json"]}


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    here = build_elsewhere(tmp_path / "a", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    there = build_elsewhere(tmp_path / "là bas" / "b", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="fr_FR.UTF-8")
    assert here == there


def test_what_is_saved_is_named_from_where_one_stands(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "-l", "en", "--output-format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [file["path"] for file in told["files"]] == ["dist/rooms.en.docx", "dist/rooms.en.md"]


def test_translations_of_other_projects_are_never_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "locale" / "fr" / "data.po").unlink()
    _, found = findings(capsys, "check", "-l", "fr")
    assert not [one for one in found if str(one["path"]).endswith("data.po")]
    assert "number-typed" not in {one["rule"] for one in found}  # other projects' places in sources hold numbers


@pytest.mark.parametrize("change", ["a source that is not there", "a sheet that was deleted"])
def test_what_is_not_in_the_data_is_a_finding(project: Path, change: str, capsys: pytest.CaptureFixture[str]) -> None:
    if change == "a sheet that was deleted":
        (project / "data" / "facts" / "rooms.yaml").unlink()
    else:
        edit(project / "templates" / "rooms.md.j2", "cite(ask.facts[0])", 'cite("atlas-2026")')
    code, found = findings(capsys, "build")
    assert code == 1
    assert "unknown-source" in {finding["rule"] for finding in found}
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("", "2025-06-01"), ("1700000000", "2023-11-14"), ("soon", "2025-06-01"), ("9" * 30, "2025-06-01")],
)
def test_the_date_of_a_file_is_the_brief_s_or_the_world_s(
    project: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, day: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run("build", "-l", "en") == 0
    with zipfile.ZipFile(project / "dist" / "rooms.en.docx") as archive:
        assert f">{day}T00:00:00Z</dcterms:created>" in archive.read("docProps/core.xml").decode()


def test_an_interruption_while_the_program_is_loaded(project: Path) -> None:
    planted = (
        "import sys\n"
        "class Interrupts:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupts())\n"
        "from briefs.cli import main\n"
        "main()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", planted, "build"], cwd=project, env=env, capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (130, "interrupted: the last good files are untouched\n")
    assert not (project / "dist").exists()


@pytest.mark.skipif(os.name == "nt", reason="a shell closes outputs otherwise there")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_outputs_are_no_fault(project: Path, closed: str) -> None:
    program = "from briefs.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    for _ in ("made", "unchanged"):
        words = ["sh", "-c", f'exec "$0" -c "$1" build {closed}', sys.executable, program]
        done = subprocess.run(words, cwd=project, env=env, capture_output=True)
        assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
        assert (project / "dist" / "manifest.json").is_file()
