"""The manifest: as its published schema says, with versions and commit; embargoes; drafts that are seen to be drafts."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sample_project import copy_project, edit, run, told

from briefs.audit import read_docx
from briefs.check.subject import plain_text
from briefs.document import Paragraph
from briefs.pipeline import compile_brief
from briefs.project import load_project
from briefs.release.embargo import embargo_faults
from briefs.release.json_schema import schema_faults
from briefs.release.shape import CORRECTIONS, CORRECTIONS_FILE, MANIFEST, MANIFEST_FILE, manifest_faults
from briefs.release.versions import LIBRARIES, commit_of, versions
from briefs.settings import load_settings

ROOT = Path(__file__).parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    return root


def manifest_of(project: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((project / "dist" / "manifest.json").read_bytes())
    return loaded


def test_the_schemas_are_published() -> None:
    for name, schema in ((MANIFEST_FILE, MANIFEST), (CORRECTIONS_FILE, CORRECTIONS)):
        assert json.loads((ROOT / name).read_text(encoding="utf-8")) == schema, "run make schema"


def test_a_manifest_is_as_its_schema_says(project: Path) -> None:
    assert run() == 0
    manifest = manifest_of(project)
    assert manifest_faults(manifest) == []
    entry = manifest["outputs"]["rooms.fr.docx"]
    assert set(entry["facts"]) == {"rooms-2024", "visits-2024", "waiting-days", "visits-per-room"}
    assert entry["facts"]["visits-per-room"]["inputs"] == ["visits-2024", "rooms-2024"]
    assert entry["asks"][0]["facts"] == ["waiting-days"]
    assert entry["content"]["lines"]
    assert (entry["draft"], entry["release"]) == (False, False)


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        (("outputs", "rooms.en.md", "sha256"), "abc", "SHA-256"),
        (("outputs", "rooms.en.md", "draft"), "no", "boolean"),
        (("outputs", "rooms.en.md", "size"), True, "integer"),
        (("outputs", "rooms.en.md", "printed", 0, "kind"), "guess", "one of"),
        (("outputs", "rooms.en.md", "colour"), "red", "no field colour"),
        (("schema",), 2, "1 was expected"),
        (("inputs",), [], "object"),
    ],
)
def test_what_is_none_is_told(project: Path, way: tuple[Any, ...], value: object, said: str) -> None:
    assert run("build", "-l", "en", "-f", "md") == 0
    manifest = manifest_of(project)
    place: Any = manifest
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    assert any(said in fault for fault in manifest_faults(manifest))
    del place[way[-1]]
    if way[-1] != "colour":
        assert any("missing" in fault for fault in manifest_faults(manifest))


def test_the_schema_reader_knows_every_word_of_our_schemas() -> None:
    known = {"$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum",
             "const", "pattern"}  # fmt: skip

    def words(schema: Any) -> set[str]:
        if not isinstance(schema, dict):
            return set()
        inner = [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]
        return set(schema) | {word for one in inner for word in words(one)}

    assert words(MANIFEST) | words(CORRECTIONS) <= known
    assert list(
        schema_faults(
            {"a": [1]}, {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "string"}}}}
        )
    )


def test_versions_name_what_decides_the_bytes() -> None:
    assert {"briefs", "python", "cldr", "zlib", "babel", "jinja2", "python-docx", "markdown"} <= set(versions())
    assert "unknown" not in versions().values()


def test_the_commit_is_read_from_the_files_of_a_repository(tmp_path: Path) -> None:
    inner = tmp_path / "work" / "inner"
    inner.mkdir(parents=True)
    assert commit_of(inner) is None or (tmp_path.parent / ".git").exists()
    git = tmp_path / "work" / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (git / "packed-refs").write_text(
        f"# pack-refs with: peeled\n{COMMIT[::-1]} refs/heads/old\n{COMMIT} refs/heads/main\n", encoding="utf-8"
    )
    assert commit_of(inner) == COMMIT
    (git / "refs" / "heads" / "main").write_text(COMMIT[::-1] + "\n", encoding="utf-8")
    assert commit_of(inner) == COMMIT[::-1], "a loose reference is newer than a packed one"
    (git / "HEAD").write_text(COMMIT + "\n", encoding="utf-8")
    assert commit_of(inner) == COMMIT


def test_the_same_commit_as_git_says_in_a_work_tree_of_its_own(tmp_path: Path, tool: Callable[[str], str]) -> None:
    git, main, other = tool("git"), tmp_path / "main", tmp_path / "other"
    main.mkdir()
    for command in (
        ["init", "-q"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x"],
        ["worktree", "add", "-q", str(other)],
    ):
        subprocess.run([git, *command], cwd=main, check=True, capture_output=True)
    said = subprocess.run(
        [git, "rev-parse", "HEAD"], cwd=main, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert commit_of(main) == commit_of(other) == said


def test_before_the_first_commit_there_is_none(tmp_path: Path, tool: Callable[[str], str]) -> None:
    subprocess.run([tool("git"), "init", "-q"], cwd=tmp_path, check=True, capture_output=True)
    assert commit_of(tmp_path) is None


# ---- the gates


@pytest.mark.parametrize(
    ("embargo", "code"),
    [("2025-06-02", 1), ("2025-07", 1), ("2025-06", 1), ("2026", 1), ("2025-06-01", 0), ("2025-05", 0), ("2024", 0)],
)
def test_an_embargo_is_refused_until_the_brief_is_dated_so(
    project: Path, capsys: pytest.CaptureFixture[str], embargo: str, code: int
) -> None:
    edit(project / "templates" / "rooms.md.j2", 'version: "1.0"', f'version: "1.0"\nembargo: {embargo}')
    assert run("build", "-o", "draft") == 0, "a build at home is no publication"
    left, answer = told(capsys, "build", "--release")
    assert left == code
    found = [(one["rule"], one["path"], one["line"]) for one in answer["findings"] if one["rule"] == "embargoed"]
    assert found == ([("embargoed", "templates/rooms.md.j2", 10)] if code else [])
    assert (project / "dist").exists() == (code == 0)


def test_a_fuzzy_translation_stops_a_release_and_is_told_as_such(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po = project / "locale" / "fr" / "rooms.po"
    text = po.read_text(encoding="utf-8")
    start = text.index('msgid "What people need')
    po.write_text(text[:start] + "#, fuzzy\n" + text[start:], encoding="utf-8")
    code, answer = told(capsys, "build", "--release")
    assert code == 1
    assert not (project / "dist").exists()
    (fault,) = (one for one in answer["findings"] if one["severity"] == "error")
    assert (fault["rule"], "fuzzy" in fault["hint"]) == ("untranslated", True)


def test_a_brief_that_bears_the_day_its_embargo_ends_waits_for_that_day(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "templates" / "rooms.md.j2", 'version: "1.0"', 'version: "1.0"\nembargo: 2999-01-01')
    edit(project / "templates" / "rooms.md.j2", "\ndate: 2025-06-01", "\ndate: 2999-01-01")
    code, answer = told(capsys, "build", "--release")
    assert code == 1
    assert [one["rule"] for one in answer["findings"] if one["severity"] == "error"] == ["embargoed"]
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    ("day", "held"), [(date(2025, 5, 31), True), (date(2025, 6, 1), False), (date(2026, 1, 1), False)]
)
def test_the_day_of_an_embargo_is_the_first_on_which_it_may_be_released(project: Path, day: date, held: bool) -> None:
    settings, _ = load_settings(project)
    loaded, _ = load_project(project, settings, settings.languages)
    assert loaded is not None
    brief = replace(loaded.briefs[0], front={**loaded.briefs[0].front, "embargo": "2025-06-01"})
    assert bool([*embargo_faults([brief], day)]) is held


@pytest.mark.parametrize(("embargo", "told"), [("2027-01-01", True), ("2026-01-01", False), ("", False)])
def test_a_shipped_brief_tells_its_embargo_below_its_title_until_its_own_day(embargo: str, told: bool) -> None:
    settings, _ = load_settings(ROOT)
    project, _ = load_project(ROOT, settings, ("fr",), ("who-reports-what",))
    assert project is not None
    brief = replace(project.briefs[0], front={**project.briefs[0].front, "embargo": embargo})
    document = compile_brief(project, brief, "fr").document
    assert document is not None
    words = [plain_text(block.children) for block in document.blocks if isinstance(block, Paragraph)]
    assert [text for text in words if "embargo" in text] == (
        ["Sous embargo jusqu’au 1er\u00a0janvier 2027\u00a0: ne pas publier, citer ni transmettre avant."]
        if told
        else []
    )


def test_an_embargo_that_is_no_date_stops_a_release(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", 'version: "1.0"', 'version: "1.0"\nembargo: soon')
    assert run("build", "--release") == 2
    assert not (project / "dist").exists()


def test_a_release_is_marked_as_one(project: Path) -> None:
    assert run("build", "--release") == 0
    assert {entry["release"] for entry in manifest_of(project)["outputs"].values()} == {True}


def test_a_draft_is_seen_to_be_one_on_every_page(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "templates" / "rooms.md.j2", "Northland counted", "Northland, with 12 towns, counted")
    assert run("build") == 1
    reading, _ = read_docx((project / "dist" / "rooms.en.docx").read_bytes(), "rooms.en.docx")
    assert reading is not None
    assert "DRAFT" in reading.blocks[0].text.upper()
    headers = [block.text.upper() for block in reading.blocks if block.part == "header"]
    assert headers
    assert all("DRAFT" in text for text in headers)
    assert "DRAFT" in (project / "dist" / "rooms.en.md").read_text(encoding="utf-8").upper()
    code, answer = told(capsys, "verify", "dist")
    assert (code, {one["draft"] for one in answer["files"]}) == (0, {True})


def test_the_versions_are_those_of_the_installed_libraries() -> None:
    told = versions()
    assert {name: told[name] for name in LIBRARIES} == {name: importlib.metadata.version(name) for name in LIBRARIES}
    assert told["python"] == platform.python_version()
