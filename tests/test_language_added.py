"""A language added by files alone: Portuguese, which no line of the program knows, built and audited."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from sample_project import run

from briefs.audit.report import audit_file
from briefs.catalogue import Message, read_catalogue
from briefs.translate import write_po

HERE = Path(__file__).parent
FILES = HERE / "languages" / "pt"


def words() -> dict[str, tuple[str, ...]]:
    """What a translator typed: one line a message, plural forms between bars."""
    lines = (FILES / "words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines)
    return {source: tuple(form.strip() for form in forms.split(" | ")) for source, forms in pairs}


def contents(root: Path) -> dict[str, bytes]:
    files = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def translate(file: Path, known: dict[str, tuple[str, ...]]) -> None:
    """Fill the file in as a translator does; words of the program that no brief here prints stay marked."""
    catalogue, findings = read_catalogue(file.read_bytes(), file.name)
    assert catalogue is not None, findings
    done = [replace(message, forms=forms_of(message, known)) for message in catalogue.messages]
    file.write_text(write_po(catalogue.header, done, catalogue.comments), encoding="utf-8")


def forms_of(message: Message, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return known[message.id] if message.id in known or message.context is None else (f"«{message.id}»",)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, set[str]]:
    """The made-up project with Portuguese, and the names of the files that it took."""
    root = tmp_path / "projeto"
    shutil.copytree(HERE / "sample", root)
    monkeypatch.chdir(root)
    before = contents(root)
    (root / "locale" / "pt").mkdir()
    for file in FILES.glob("*.yaml"):
        shutil.copy(file, root / "locale" / "pt")
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"fr"]', '"fr", "pt"]'), encoding="utf-8")
    assert run("locale", "update", "-l", "pt") == 0
    for file in (root / "locale" / "pt").glob("*.po"):
        translate(file, words())
    after = contents(root)
    return root, {name for name in after if before.get(name) != after[name]}


def test_it_shows_as_files_of_its_own_and_the_list(project: tuple[Path, set[str]]) -> None:
    _, touched = project
    assert {name for name in touched if not name.startswith("locale/pt/")} == {"pyproject.toml"}
    assert {Path(name).name for name in touched} >= {"language.yaml", "rooms.po", "data.po", "program.po"}


def test_it_is_built_and_read_back(project: tuple[Path, set[str]], capsys: pytest.CaptureFixture[str]) -> None:
    root, _ = project
    capsys.readouterr()
    assert run("build", "--output-format", "json") == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one for one in found if one["severity"] != "information"] == []
    page = (root / "dist" / "rooms.pt.md").read_text(encoding="utf-8")
    for said in (
        "Em 2024, a Nortelândia contava 1.340\u00a0salas de leitura; receberam",
        "cerca de 7,3\u00a0milhões de visitas[^",
        "em maio de 2024, esperava-se mais de 12\u00a0dias por um cartão",
        "embora o artigo\u00a09 peça",
        "erca de 5.400\u00a0visitas",
        "álculo nosso",
        "quadro «B»",
    ):
        assert said in page, said


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_it_is_audited(project: tuple[Path, set[str]], capsys: pytest.CaptureFixture[str], kind: str) -> None:
    run("build", "-l", "pt")
    capsys.readouterr()
    assert run("audit", f"dist/rooms.pt.{kind}", "--output-format", "json") == 0
    (audited,) = json.loads(capsys.readouterr().out)["files"]
    assert audited["language"] == "pt"
    statuses = [figure["status"] for figure in audited["figures"] if figure["status"] != "exempt"]
    assert len(statuses) >= 4
    assert set(statuses) == {"verified"}


def test_its_translations_are_proofread(project: tuple[Path, set[str]], capsys: pytest.CaptureFixture[str]) -> None:
    root, _ = project
    file = root / "locale" / "pt" / "rooms.po"
    assert run("locale", "check", "-l", "pt") == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("contava %(rooms)s", "contava 300 %(rooms)s"), encoding="utf-8")
    capsys.readouterr()
    assert run("locale", "check", "-l", "pt", "--output-format", "json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["rule"] for one in found if one["severity"] == "error"] == ["number-typed"]


def test_a_word_that_lies_is_found_in_it(project: tuple[Path, set[str]], capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "-l", "pt", "-f", "md")
    file = Path("dist/rooms.pt.md")
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"7,3(?=\u00a0milhões de visitas)", "7,9", text), encoding="utf-8")
    capsys.readouterr()
    assert run("audit", "dist/rooms.pt.md") == 1


def test_it_is_recognised_in_a_text_that_does_not_say_its_language(project: tuple[Path, set[str]]) -> None:
    file = Path("outra.md")
    file.write_text("As salas de leitura da cidade não são mais do que 1.340 no ano.\n", encoding="utf-8")
    report, _ = audit_file(file.read_bytes(), "outra.md", language=None, evidence=None, folders=[Path("locale")])
    assert report.language == "pt"
    assert [figure.text for figure in report.figures] == ["1.340"]
