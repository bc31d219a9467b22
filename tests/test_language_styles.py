"""House styles are a second axis: switching one touches no template, and all that we ship is built and read back in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefs.cli import main

STYLES = ({"en": "interinstitutional", "fr": "interinstitutional"}, {"fr": "fr-CA"}, {"ar": "arab-digits"})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """A copy of what is shipped."""
    for name in ("data", "templates", "locale"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_house_style_is_a_setting(project: Path, capsys: pytest.CaptureFixture[str], style: dict[str, str]) -> None:
    settings = project / "pyproject.toml"
    lines = [f'{tag} = "{name}"' for tag, name in style.items()]
    text = settings.read_text(encoding="utf-8")
    settings.write_text("\n".join([text, "[tool.briefs.style]", *lines, ""]), encoding="utf-8")
    tags = [option for tag in style for option in ("-l", tag)]
    with pytest.raises(SystemExit) as left:
        main(("build", "-f", "md", *tags, "--output-format", "json"))
    told = json.loads(capsys.readouterr().out)
    assert [one for one in told["findings"] if one["severity"] == "error"] == []
    assert left.value.code == 0
    assert told["files"]


def test_what_the_styles_print(project: Path) -> None:
    """One sentence of each, as its guide has it."""
    expected = {
        ("fr", "fr-CA"): "Qui doit signaler quoi?",
        ("fr", "interinstitutional"): "Qui doit signaler quoi?",
        ("fr", ""): "Qui doit signaler quoi\u202f?",
    }
    for (tag, style), words in expected.items():
        settings = project / "pyproject.toml"
        text = settings.read_text(encoding="utf-8").split("\n[tool.briefs.style]")[0]
        chosen = f'\n[tool.briefs.style]\n{tag} = "{style}"\n' if style else "\n"
        settings.write_text(text + chosen, encoding="utf-8")
        with pytest.raises(SystemExit):
            main(("build", "who-reports-what", "-f", "md", "-l", tag, "-o", f"out-{style}"))
        assert words in (project / f"out-{style}" / "who-reports-what.fr.md").read_text(encoding="utf-8")
