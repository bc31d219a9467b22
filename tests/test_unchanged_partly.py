"""Builds in which something has changed: what it can't have touched is known, and all is as if everything were made."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sample_project import edit

from briefs.build import Outcome, Wish, all_findings, build_all
from briefs.made import Remembering
from briefs.making import Beside, OneByOne, Said, ToCompile, ToWrite
from briefs.pipeline import Compiled
from briefs.project import Project, load_project
from briefs.settings import load_settings
from briefs.unchanged.inputs import digest_of
from briefs.unchanged.replay import Look, can_read, look, name_reasons
from tests.unchanged_project import CACHE, SAMPLE, build, build_clean, inside

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two briefs alike, in two languages each."""
    root = tmp_path / "été 1"
    shutil.copytree(SAMPLE, root)
    shutil.copy(root / "templates" / "rooms.md.j2", root / "templates" / "halls.md.j2")
    shutil.copy(root / "locale" / "fr" / "rooms.po", root / "locale" / "fr" / "halls.po")
    return root


class Counting(OneByOne):
    """Makes all it is asked for, and says what that was."""

    def __init__(self) -> None:
        self.compiled: list[str] = []
        self.written: list[str] = []

    def compile(
        self, project: Project, jobs: Sequence[ToCompile], said: Said, beside: Sequence[Beside] = ()
    ) -> tuple[list[Compiled], list[Any]]:
        self.compiled += [f"{job.brief.name} {job.language}" for job in jobs]
        return super().compile(project, jobs, said, beside)

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        self.written += [f"{job.compiled.brief.name} {job.compiled.language}" for job in jobs]
        return super().write(project, jobs)


def seen(root: Path, *words: str) -> Look:
    with inside(root):
        found = look(words)
    assert found is not None
    return found


def made(root: Path, part: str = "", formats: Sequence[str] = ("docx", "md")) -> tuple[Counting, Outcome]:
    """What a build had to make, and what it came to."""
    settings, _ = load_settings(root)
    loaded, _ = load_project(root, settings, settings.languages)
    assert loaded is not None
    counting = Counting()
    maker = Remembering(counting, seen(root), lambda _: None)
    outcome = build_all(loaded, Wish(settings.languages, formats, root / "dist", part=part), lambda _: None, maker)
    maker.keep()
    return counting, outcome


EVERY = ["halls en", "halls fr", "rooms en", "rooms fr"]


def test_of_one_changed_translation_one_document_is_made(project: Path) -> None:
    first, _ = made(project)
    assert (first.compiled, first.written) == (EVERY, EVERY)
    again, _ = made(project)
    assert (again.compiled, again.written) == ([], [])
    edit(project / "locale" / "fr" / "rooms.po", "Nos demandes", "Ce que nous demandons")
    partly, _ = made(project)
    assert (partly.compiled, partly.written) == (["rooms fr"], ["rooms fr"])


def test_after_a_commit_only_the_manifest_is_made(project: Path) -> None:
    (project / ".git").mkdir()
    for commit in ("a" * 40, "b" * 40):
        (project / ".git" / "HEAD").write_text(commit + "\n", encoding="utf-8")
        counting, _ = made(project)
        manifest = (project / "dist" / "manifest.json").read_text(encoding="utf-8")
        assert f'"commit": "{commit}"' in manifest
    assert (counting.compiled, counting.written) == ([], [])


@pytest.mark.parametrize(
    ("name", "old", "new", "remade"),
    [
        ("data/facts/rooms.yaml", "value: 12\n", "value: 13\n", EVERY),
        ("templates/rooms.md.j2", "are used", "are full", EVERY),
        ("locale/fr/data.po", "salles", "pièces", ["halls fr", "rooms fr"]),
        ("pyproject.toml", '"fr"]', '"fr"]\nnotes = "endnotes"', EVERY),
    ],
)
def test_what_a_change_can_reach_is_made(project: Path, name: str, old: str, new: str, remade: list[str]) -> None:
    made(project)
    edit(project / name, old, new)
    assert made(project)[0].compiled == remade


def test_parts_and_formats_are_made_of_what_is_known(project: Path) -> None:
    made(project)
    part, _ = made(project, part="summary")
    assert (part.compiled, part.written) == ([], EVERY)
    form, _ = made(project, formats=["md"])
    assert (form.compiled, form.written) == ([], EVERY)


def test_what_another_program_makes_is_never_known(project: Path) -> None:
    """Pages of a PDF are LibreOffice's, of whatever version, with whatever fonts there are now."""
    keys = Remembering(Counting(), seen(project), lambda _: None)
    settings, _ = load_settings(project)
    loaded, _ = load_project(project, settings, settings.languages)
    assert loaded is not None
    one = Compiled(loaded.briefs[0], "en")
    assert keys._key(loaded, "halls", "en", ToWrite(one, ["docx"]))
    assert not keys._key(loaded, "halls", "en", ToWrite(one, ["docx", "pdf"]))


def test_a_finding_that_others_cause_makes_a_document_a_draft_again(project: Path) -> None:
    """The English text is as it was; but now the French one says less, and both show it."""
    build(project)
    text = (project / "locale" / "fr" / "rooms.po").read_text(encoding="utf-8")
    entry = next(line for line in text.splitlines() if line.startswith('msgstr "') and "%(visits)s" in line)
    edit(project / "locale" / "fr" / "rooms.po", entry, entry.replace("%(visits)s", ""))
    partly = build(project, "build", "--output-format", "json")
    clean = build_clean(project, project.parent, "build", "--output-format", "json")
    assert partly.code == clean.code == 1
    assert (partly.out, partly.files) == (clean.out, clean.files)


def test_a_stopped_document_is_not_known(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "{{ subtitle }}", "{{ nothing }}")
    made(project)
    assert made(project)[0].compiled == ["rooms en", "rooms fr"]


def test_the_findings_are_those_of_a_whole_build(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "In {{ year }}", "In {{ year }}, 14 times")
    _, first = made(project)
    counting, again = made(project)
    assert counting.written == []
    assert all_findings(again) == all_findings(first)
    assert [one.document and one.document.draft for one in again.compiled] == [False, False, True, True]


# ---- a cache that is not ours


class Planted:
    """Would make a file when it is read by a reader that makes everything."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.file),)


def test_a_planted_file_runs_nothing(project: Path, tmp_path: Path) -> None:
    first = build(project)
    trap = tmp_path / "trap"
    body = pickle.dumps(Planted(trap))
    for file in (project / CACHE).glob("made-*"):
        file.write_bytes(digest_of(body).encode() + b"\n" + body)
    (project / "dist" / "rooms.fr.md").unlink()
    assert build(project).files == first.files
    assert not trap.exists()
    pickle.loads(body)
    assert trap.exists(), "the trap works where it is stepped into"


@pytest.mark.parametrize("data", [b"", b"x", b"0\nabc", digest_of(b"abc").encode() + b"\nabc",
                                  digest_of(pickle.dumps((1, 2))).encode() + b"\n" + pickle.dumps((1, 2))])  # fmt: skip
def test_damaged_files_are_ignored(project: Path, data: bytes) -> None:
    first = build(project)
    for file in (project / CACHE).glob("made-*"):
        file.write_bytes(data)
    (project / "dist" / "rooms.fr.md").unlink()
    assert build(project).files == first.files


# ---- why


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("data/units.yaml", True), ("templates/_part.md.j2", True), ("locale/fr/rooms.po", True), ("pyproject.toml", True),
        ("locale/fr/data.po", True), ("locale/fr/halls.po", False), ("locale/es/rooms.po", False),
        ("locale/es/language.yaml", True), ("locale/fr-CA/rooms.po", True), ("/elsewhere/ours.docx", True),
    ],
)  # fmt: skip
def test_what_a_language_of_a_brief_can_read(path: str, read: bool) -> None:
    assert can_read(path, "rooms", "fr") == read


def reasons(root: Path) -> list[str]:
    return name_reasons(seen(root), [("halls", "en"), ("halls", "fr"), ("rooms", "en"), ("rooms", "fr")])


def test_what_changed_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reasons(project) == [], "nothing is known of a first build"
    build(project)
    assert reasons(project) == []
    texts = project / "locale" / "fr" / "rooms.po"
    before = texts.read_text(encoding="utf-8")
    edit(texts, "Nos demandes", "Ce que nous demandons")
    assert reasons(project) == ["rooms (fr): locale/fr/rooms.po changed"]
    texts.write_text(before, encoding="utf-8")
    (project / "data" / "new.yaml").touch()
    assert reasons(project) == ["all documents: data/new.yaml is new"]
    (project / "data" / "new.yaml").unlink()
    (project / "dist" / "halls.en.docx").unlink()
    assert reasons(project) == ["halls (en): halls.en.docx is gone"]
    shutil.rmtree(project / "dist")
    monkeypatch.setenv("BRIEFS_NOTES", "endnotes")
    found = reasons(project)
    assert found[0] == "halls (en): the environment changed, halls.en.docx is gone, halls.en.md is gone and 1 more"
