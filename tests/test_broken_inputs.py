"""Inputs that cannot be read, or are not what they are called: a finding, exit code 2, the last good files kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import copy_project, run, told

FAULTS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("locale/fr/reading.yaml", lambda file: file.write_text(""), "faulty-reading"),
    "a list": ("locale/fr/reading.yaml", lambda file: file.write_text("- un\n- deux\n"), "faulty-reading"),
    "not YAML": ("locale/en/reading.yaml", lambda file: file.write_text("decimal: [\n"), "faulty-reading"),
    "not a text": ("locale/en/reading.yaml", lambda file: file.write_bytes(b"\xff\x00\x81"), "faulty-reading"),
    "a folder": ("templates/rooms.md.j2", lambda file: (file.unlink(), file.mkdir()), "unreadable-file"),
    "a translation": ("locale/fr/rooms.po", lambda file: (file.unlink(), file.mkdir()), "unreadable-file"),
    "an output": ("dist/rooms.fr.md", lambda file: (file.unlink(), file.mkdir()), "unreadable-file"),
}


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_input_is_a_finding(
    fault: str, jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    path, plant, rule = FAULTS[fault]
    assert run("build", "--jobs", "1") == 0
    (root / path).parent.mkdir(exist_ok=True, parents=True)
    (root / path).touch()
    plant(root / path)
    before = files(root / "dist")
    capfd.readouterr()
    assert run("build", "--jobs", jobs) == 2
    told = capfd.readouterr().err
    assert f"{path}:" in told
    assert f"error[{rule}]" in told
    assert "Traceback" not in told
    assert files(root / "dist") == before


@pytest.mark.parametrize("words", [("build", "rooms"), ("check",), ()])
def test_what_stops_a_command_is_told_as_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    (root / "locale" / "fr" / "reading.yaml").write_text("decimal: [\n", encoding="utf-8")
    code, answer = told(capsys, *(words or ("build", "--jobs", "1")))
    assert (code, answer["command"], answer["summary"]["exit"]) == (2, "check" if "check" in words else "build", 2)
    assert [finding["rule"] for finding in answer["findings"]] == ["faulty-reading"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_template_that_links_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    (root / "templates" / "loop.md.j2").symlink_to("loop.md.j2")
    assert run("build") == 2
    assert "templates/loop.md.j2: error[unreadable-file]" in capsys.readouterr().err


def test_a_manifest_whose_entries_are_no_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    assert run("build") == 0
    (root / "dist" / "manifest.json").write_text('{"schema": 1, "outputs": {"rooms.fr.md": []}, "inputs": {}}')
    before = files(root / "dist")
    assert run("build") == 2
    assert files(root / "dist") == before
