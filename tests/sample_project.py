"""The made-up project, copied and built, and the commands run on it in this process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefs.cli import main

SAMPLE = Path(__file__).parent / "sample"
CASES = Path(__file__).parent / "cases"


def copy_project(folder: Path, name: str = "projet é") -> Path:
    root = folder / name
    shutil.copytree(SAMPLE, root)
    return root


def run(*arguments: str) -> int:
    try:
        main(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code of a command, and its JSON."""
    capsys.readouterr()
    code = run(*arguments, "--output-format", "json")
    return code, json.loads(capsys.readouterr().out)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} holds no {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def sections(name: str) -> dict[str, list[str]]:
    """The list items of each section of a case file."""
    found: dict[str, list[str]] = {}
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line.startswith("- "):
            found[[*found][-1]].append(line[2:])
    return found
