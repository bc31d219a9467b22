"""What Windows does otherwise, done here: line ends, code pages, odd folders, files that Word holds open.

No Windows runs these tests; the recipes of docs/ci have a job on it that runs them all.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from sample_project import copy_project, edit, run, told

TEXTS = {".yaml", ".yml", ".po", ".j2", ".toml", ".json", ".csl", ".md"}
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty", "crypt"}
POSIX_CALLS = {
    "fork", "forkpty", "getuid", "geteuid", "getgid", "getlogin", "mkfifo", "mknod", "chown", "lchown", "setsid", "nice",
    "wait3", "wait4", "alarm", "setitimer", "pause", "symlink_to", "killpg", "statvfs", "sysconf", "uname",
}  # fmt: skip
# Helpers are split off on Linux alone. LibreOffice's own child is ended by the group it runs in; on Windows the line before asks the system's taskkill.
ALLOWED = {("briefs/forked.py", "fcntl"), ("briefs/forked.py", "fork"), ("briefs/write/office.py", "killpg")}


def with_windows_line_ends(folder: Path) -> int:
    """Every text as git with autocrlf checks it out; how many there were."""
    changed = 0
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix in TEXTS:
            data = file.read_bytes()
            file.write_bytes(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
            changed += file.read_bytes() != data
    return changed


def program(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with these variables."""
    return subprocess.run(
        [sys.executable, str(Path(__file__).parent.parent / "generate.py"), *arguments], cwd=folder, capture_output=True,
        env={**os.environ, **variables}, timeout=300,
    )  # fmt: skip


def outputs(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "dist").iterdir() if file.name != "manifest.json"}


# ---- line ends


def test_a_checkout_with_windows_line_ends_gives_the_same_bytes(tmp_path: Path, root: Path) -> None:
    for name in ("lf", "crlf"):
        for part in ("data", "templates", "locale"):
            shutil.copytree(root / part, tmp_path / name / part)
        shutil.copy(root / "pyproject.toml", tmp_path / name)
    assert with_windows_line_ends(tmp_path / "crlf") > 50
    for name in ("lf", "crlf"):
        done = program(tmp_path / name, "build", "who-reports-what", "-l", "en", "-l", "fr")
        assert done.returncode == 0, done.stderr.decode()
    assert outputs(tmp_path / "lf") == outputs(tmp_path / "crlf")
    assert len(outputs(tmp_path / "lf")) == 4


def test_findings_stand_at_the_same_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for name in ("lf", "crlf"):
        project = copy_project(tmp_path, name)
        edit(
            project / "templates" / "rooms.md.j2",
            "Northland counted {{ rooms }}",
            "Northland counted 99 halls and {{ rooms }}",
        )
        edit(project / "data" / "facts" / "rooms.yaml", "value: 1340\n", "value: 1,340\n")
        if name == "crlf":
            assert with_windows_line_ends(project)
        monkeypatch.chdir(project)
        _, answer = told(capsys, "check")
        found.append(
            [(one["rule"], one["path"], one["line"], one["column"], one["message"]) for one in answer["findings"]]
        )
    assert found[0] == found[1]
    assert found[0]


def test_what_the_program_writes_into_the_project_has_unix_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    monkeypatch.chdir(project)
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What we now ask")
    assert run("locale", "update") in (0, 1)
    run("schema")
    written = [file for file in project.rglob("*") if file.suffix in (".po", ".json") and file.stat().st_size]
    assert any("What we now ask" in file.read_text(encoding="utf-8") for file in written)
    assert not [file.name for file in written if b"\r" in file.read_bytes()]


# ---- code pages


CONSOLES = (
    {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "cp437:strict", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
COMMANDS = (
    ("check", "-l", "ar"), ("check", "-l", "fr", "--output-format", "github"), ("locale", "status"), ("explain", "number-typed"),
    ("explain", "En 2025, 7285 victimes et 12 %", "--language", "fr"), ("--help",), ("build", "unknown-brief"),
    ("impact", "nca-27000"),
)  # fmt: skip


@pytest.fixture(scope="module")
def told_plainly(root: Path) -> list[subprocess.CompletedProcess[bytes]]:
    return [program(root, *command) for command in COMMANDS]


@pytest.mark.parametrize("console", CONSOLES, ids=["cp1252", "cp437", "ascii"])
def test_no_console_makes_the_program_fail(
    console: dict[str, str], root: Path, told_plainly: list[subprocess.CompletedProcess[bytes]]
) -> None:
    for command, here in zip(COMMANDS, told_plainly, strict=True):
        there = program(root, *command, **console)
        for told_there in (there.stdout, there.stderr):
            assert b"Traceback" not in told_there, command
            told_there.decode("utf-8")
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr), command


def test_a_build_does_not_depend_on_the_code_page(tmp_path: Path) -> None:
    first, second = copy_project(tmp_path / "a"), copy_project(tmp_path / "b")
    assert program(first, "build").returncode == 0
    console = CONSOLES[2] | {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    done = program(second, "build", **console)
    assert done.returncode == 0, done.stderr.decode()
    assert outputs(first) == outputs(second)


# ---- folders


@pytest.mark.parametrize("name", ["Büro (neu) & Co", "100 % d'été", "ملف", "a;b#c"])
def test_a_project_in_an_odd_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path, name)
    monkeypatch.chdir(project)
    assert run("build") == 0
    assert run("verify", str(project / "dist")) == 0
    code, answer = told(capsys, "audit", "dist/rooms.en.docx")
    assert (code, answer["files"][0]["path"]) == (0, "dist/rooms.en.docx")


def test_names_of_outputs_and_inputs_are_allowed_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy_project(tmp_path))
    assert run("build") == 0
    manifest = json.loads(Path("dist/manifest.json").read_bytes())
    for name in (*manifest["outputs"], *manifest["inputs"]):
        assert "\\" not in name
        assert not PureWindowsPath(name).is_reserved()
        assert not set(':*?"<>|') & set(name)


def test_no_two_files_differ_by_case_alone(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    names = [name.casefold() for name in listed]
    assert len(names) == len(set(names))


# ---- files that are held open


def test_a_file_that_word_holds_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows refuses to replace such a file; here the refusal is put in place of the system's answer."""
    project = copy_project(tmp_path)
    monkeypatch.chdir(project)
    assert run("build", "-l", "en") == 0
    before = outputs(project)
    manifest = (project / "dist" / "manifest.json").read_bytes()
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What we now ask")
    replace = Path.replace

    def refuse(file: Path, target: Path) -> Path:
        if Path(target).name == "rooms.en.docx":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", refuse)
    code, answer = told(capsys, "build", "-l", "en")
    (finding,) = (one for one in answer["findings"] if one["rule"] == "not-written")
    assert code == 2
    assert "close it in Word" in finding["hint"]
    assert (project / "dist" / "rooms.en.docx").read_bytes() == before["rooms.en.docx"]
    assert not list((project / "dist").glob("*.part"))
    entry = json.loads((project / "dist" / "manifest.json").read_bytes())["outputs"]["rooms.en.docx"]
    assert entry == json.loads(manifest)["outputs"]["rooms.en.docx"], "the manifest tells what lies there"
    monkeypatch.setattr(Path, "replace", replace)
    assert run("build", "-l", "en") == 0
    assert (project / "dist" / "rooms.en.docx").read_bytes() != before["rooms.en.docx"]


# ---- calls that Windows has not


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_nothing_is_called_that_windows_has_not(root: Path) -> None:
    found = {
        (file.relative_to(root).as_posix(), name)
        for file in sorted((root / "briefs").rglob("*.py"))
        for name in names_in(ast.parse(file.read_text(encoding="utf-8")))
        if name in POSIX_ONLY | POSIX_CALLS
    }
    assert found == ALLOWED
