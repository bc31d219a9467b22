from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sample_project import copy_project, edit, run, told

from briefs.finding import Finding, Severity
from briefs.settings import Format, Policy, Settings, find_root, is_plain, load_settings, plain_settings
from briefs.settings_model import PolicyModel, SettingsModel, validate_settings
from briefs.write import WRITERS

UNUSED_WAIVER = """\
waivers:
  - file: page.docx
    figure: three
    words: no such words
    reason: it is looked up
    author: A. Hale
    date: 2025-06-01
    until: 2099-01-01
"""


def load(folder: Path, table: str) -> tuple[Settings, list[Finding]]:
    (folder / "pyproject.toml").write_text(table, encoding="utf-8")
    settings, findings = load_settings(folder)
    return settings, list(findings)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.__struct_fields__:
        monkeypatch.delenv(f"BRIEFS_{name.upper()}", raising=False)


def test_an_empty_table_means_the_defaults(tmp_path: Path) -> None:
    settings, findings = load(tmp_path, "[tool.briefs]\n")
    assert not findings
    assert (settings.languages, settings.formats, settings.output) == (("en", "fr"), ("docx", "md"), "dist")


def test_the_table_is_read(tmp_path: Path) -> None:
    settings, findings = load(
        tmp_path,
        '[tool.briefs]\nlanguages = ["fr", "fr-CA"]\njobs = 4\nfail_on = "warning"\n'
        '[tool.briefs.style]\nfr = "interinstitutional"\n[tool.briefs.policy]\ncheckers = 2\n',
    )
    assert not findings
    assert (settings.languages, settings.jobs, settings.fail_on) == (("fr", "fr-CA"), 4, "warning")
    assert (settings.style, settings.policy.checkers) == ({"fr": "interinstitutional"}, 2)


def test_variables_overrule_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFS_LANGUAGES", "fr, en")
    monkeypatch.setenv("BRIEFS_POLICY__CHECKERS", "1")
    monkeypatch.setenv("BRIEFS_JOBS", "3")
    monkeypatch.setenv("BRIEFS_OUTPUT", "")
    settings, findings = load(tmp_path, '[tool.briefs]\nlanguages = ["en"]\njobs = 2\noutput = "out"\n')
    assert not findings
    assert (settings.languages, settings.policy.checkers, settings.jobs, settings.output) == (("fr", "en"), 1, 3, "out")


@pytest.mark.parametrize(
    ("line", "rule", "column", "words"),
    [
        ('langauges = ["en"]', "unknown-setting", 1, "“languages”"),
        ("policy.chekers = 1", "unknown-setting", 1, "“checkers”"),
        ("colour = 1", "unknown-setting", 1, "Known: languages"),
        ('formats = ["odt"]', "wrong-setting", 1, "BRIEFS_FORMATS"),
        ("formats = []", "wrong-setting", 1, "BRIEFS_FORMATS"),
        ("  jobs = -1", "wrong-setting", 3, "BRIEFS_JOBS"),
        ("style.fr = 3", "wrong-setting", 1, "BRIEFS_STYLE"),
        ('languages = ["French"]', "wrong-setting", 1, "BRIEFS_LANGUAGES"),
        ('fail_on = "never"', "wrong-setting", 1, "BRIEFS_FAIL_ON"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path, line: str, rule: str, column: int, words: str) -> None:
    _, findings = load(
        tmp_path, f'[tool.other]\njobs = 1\n\n[tool.briefs]\noutput = "dist"\n{line}\n[tool.x]\njobs = -1\n'
    )
    (finding,) = findings
    assert (finding.rule, finding.place.line, finding.place.column) == (rule, 6, column)
    assert words in finding.hint
    assert finding.text == line


def test_a_sub_table_has_its_own_lines(tmp_path: Path) -> None:
    _, (finding,) = load(tmp_path, "[tool.briefs]\njobs = 1\n[tool.briefs.policy]\nspecimen = true\ncheckers = -1\n")
    assert (finding.place.line, finding.text) == (5, "checkers = -1")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    _, findings = load(tmp_path, '[tool.briefs]\njobs = -1\ncolour = 1\nformats = ["html", "odt"]\n')
    assert sorted(finding.place.line or 0 for finding in findings) == [2, 3, 4, 4]


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    _, (finding,) = load(tmp_path, "[tool.briefs]\nlanguages = [“en”]\n")
    assert (finding.rule, finding.place.line) == ("settings-unreadable", 2)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes("[tool.briefs]\noutput = 'é'\n".encode("cp1252"))
    _, (finding,) = load_settings(tmp_path)
    assert finding.rule == "settings-unreadable"


def test_a_wrong_variable_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFS_JOBS", "many")
    _, (finding,) = load(tmp_path, "[tool.briefs]\n")
    assert "'many'" in finding.message


def test_a_variable_that_is_almost_one_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFS_LANGAUGES", "en")
    monkeypatch.setenv("BRIEFS_REQUIRE_TOOLS", "1")
    settings, (finding,) = load(tmp_path, "[tool.briefs]\n")
    assert (finding.severity, finding.hint) == (Severity.WARNING, "Did you mean BRIEFS_LANGUAGES?")
    assert settings.languages == ("en", "fr")


def test_the_root_is_the_nearest_folder_with_the_table(tmp_path: Path) -> None:
    inner = tmp_path / "a folder" / "é"
    inner.mkdir(parents=True)
    assert find_root(inner) is None
    (tmp_path / "pyproject.toml").write_text("[ tool.briefs ]\n", encoding="utf-8")
    (tmp_path / "a folder" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert find_root(inner) == tmp_path


def test_every_format_that_can_be_written_can_be_asked_for() -> None:
    assert set(get_args(Format)) == set(WRITERS)


def test_both_readers_have_the_same_settings_and_defaults() -> None:
    assert list(SettingsModel.model_fields) == list(Settings.__struct_fields__)
    assert list(PolicyModel.model_fields) == list(Policy.__struct_fields__)
    assert validate_settings({}, []) == (Settings(), ())


VALUES = st.sampled_from([
    "en", "", "docx", "endnotes", "warning", 0, 1, 9, 256, 257, -1, 1.0, True, False, [], ["en"], ["fr-CA", "en"],
    ["docx"], ["md", "docx"], ["pdf"], ["é"], [1], {}, {"fr": "x"}, {"fr": 1}, {"checkers": 2}, {"checkers": 10},
    {"specimen": False}, {"specimen": 1}, {"else": True}, None,
])  # fmt: skip


@given(st.dictionaries(st.sampled_from([*Settings.__struct_fields__, "colour"]), VALUES, max_size=4))
def test_what_is_plainly_right_is_right_and_read_the_same(table: dict[str, object]) -> None:
    if is_plain(table):
        assert validate_settings(table, []) == (plain_settings(table), ())


def test_plain_settings_need_no_pydantic(tmp_path: Path, root: Path) -> None:
    code = "import sys; from pathlib import Path; from briefs.settings import load_settings; "
    code += f"load_settings(Path({str(root)!r})); sys.exit('pydantic' in sys.modules)"
    clean = {name: value for name, value in os.environ.items() if not name.upper().startswith("BRIEFS_")}
    assert subprocess.run([sys.executable, "-c", code], cwd=root, env=clean, check=False).returncode == 0


@pytest.mark.parametrize(
    "command", [["build"], ["check"], ["audit", "page.docx"], ["accessibility", "page.docx"], ["locale", "check"]]
)
def test_every_command_with_fail_on_goes_by_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    assert run("build") == 0
    page = Document(str(root / "dist" / "rooms.en.docx"))
    page.paragraphs[0].insert_paragraph_before("")
    page.save(str(root / "page.docx"))
    edit(root / "templates" / "rooms.md.j2", "kind: Policy brief\n", "kind: Policy brief\nwords: 1-2\n")
    edit(root / "locale" / "fr" / "rooms.po", "’", "'")
    (root / "data" / "waivers.yaml").write_text(UNUSED_WAIVER, encoding="utf-8")
    code, whole = told(capsys, *command)
    assert (code, whole["summary"]["errors"], whole["summary"]["warnings"] > 0) == (0, 0, True), whole["findings"]
    edit(root / "pyproject.toml", "[tool.briefs]\n", '[tool.briefs]\nfail_on = "warning"\n')
    assert told(capsys, *command)[0] == 1
    assert told(capsys, *command, "--fail-on", "error")[0] == 0
    monkeypatch.setenv("BRIEFS_FAIL_ON", "error")
    assert told(capsys, *command)[0] == 0
