"""The README is true: its commands run, in order, and print what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import asdict

from briefs.cli import commands, main
from briefs.settings import Policy

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(console|diff|diff kept)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps() -> Iterator[tuple[str, str]]:
    """The README's commands with the output it shows, and the edits between them, in order; most last for a command."""
    for kind, body in BLOCK.findall(README):
        if kind != "console":
            yield kind, body
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def pattern_of(shown: str) -> re.Pattern[str]:
    """The output shown as a pattern: … stands for anything, on a line of its own for any lines."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*?") + r"\n" for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


def apply_diff(root: Path, body: str) -> Path:
    first, *lines = body.splitlines()
    file = root / first.removeprefix("--- ")
    text = file.read_text(encoding="utf-8")
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    assert old in text, f"README edits a line that {file.name} does not have"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_its_commands_run_and_its_outputs_are_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "templates", "locale", "pyproject.toml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    undone = {file: file.read_bytes() for file in (tmp_path / "templates").iterdir()}
    for command, shown in steps():
        if command.startswith("diff"):
            edited = apply_diff(tmp_path, shown)
            if command == "diff kept":
                undone[edited] = edited.read_bytes()
            continue
        words = shlex.split(command)
        assert words[:2] == ["python", "generate.py"], command
        code: object = 0
        try:
            main(words[2:])
        except SystemExit as left:
            code = left.code
        assert code in (0, 1)
        captured = capfd.readouterr()
        printed = captured.out + captured.err
        assert "Traceback" not in printed
        assert pattern_of(shown).fullmatch(printed), f"$ {command}\n{printed}"
        for file in (tmp_path / "templates").iterdir():
            file.write_bytes(undone[file])


def test_the_policy_it_shows_is_that_of_a_project_that_says_nothing() -> None:
    (shown,) = re.findall(r"^```toml\n(\[tool\.briefs\.policy\]\n.*?)^```$", README, re.MULTILINE | re.DOTALL)
    policy = tomllib.loads(shown)["tool"]["briefs"]["policy"]
    assert list(policy.items()) == [
        (name, list(value) if isinstance(value, tuple) else value)
        for name, value in sorted(asdict(Policy()).items(), key=lambda one: list(policy).index(one[0]))
    ]


def test_every_command_and_function_is_documented() -> None:
    from briefs.render.functions import TemplateFunctions

    listed = CliRunner().invoke(commands, ["--help"]).output
    for name in commands.commands:
        assert name in listed
        assert name in README, f"the README does not mention the command {name}"
    for name in TemplateFunctions.names(TemplateFunctions):
        assert f"{name}(" in README or name in ("statement", "base", "place", "attribution"), name
