"""Whatever is edited, deleted, renamed, added or upgraded, in whatever order: a build is as the first one in a new folder.

Proved by hand, with sixteen faults planted one at a time and 60 examples: each was found. Left out of what is compared
were a folder of inputs, the settings, the environment, the libraries, the commit, the files elsewhere, the outputs, the
manifest; out of a document's key its findings, formats, languages, texts; and times were taken in place of contents.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.unchanged_project import CACHE, SAMPLE, Built, build, build_clean, touched

EXAMPLES = int(os.environ.get("UNCHANGED_EXAMPLES", "6"))  # more of them: a longer look, by hand
QUICK = (Phase.reuse, Phase.generate)  # each example builds for a second: looking for a smaller one would take minutes
REPORT = ("build", "--output-format", "json")
WORDS = [
    "Northland",
    "1340",
    "7.3 million",
    "visits",
    "page",
    "Sources",
    "%(visits)s",
    "12",
    "2024",
    "en",
    "fr",
    "msgstr",
]
ADDED = {
    "data/organisation.yaml": "name: Readers of Northland\n",
    "data/glossary.yaml": "- term: {en: reading rooms, fr: salles}\n",
    "data/corrections.yaml": "- fact: rooms-2024\n  kind: changed\n  date: 2025-05-05\n  was: 1430\n  now: 1340\n"
    "  reason: {en: The source was misread., fr: La source avait été mal lue.}\n  briefs: [rooms]\n",
    "data/facts/more.yaml": "title: More\nlanguage: en\nfacts: {}\n",
    "data/facts/.hidden.yaml": "facts: {}\n",
    "data/sources/more.yaml": "[]\n",
    "locale/fr/checks.yaml": "{}\n",
    "locale/fr/style-fr-CA.yaml": "{}\n",
    "locale/de/language.yaml": "{}\n",
    "templates/_part.md.j2": "Nothing.\n",
    "templates/more.md.j2": "---\ntitle: More\nlanguage: en\n---\n# {{ title }}\n\n{% trans %}No number.{% endtrans %}\n",
    "templates/reference.docx": "no Word file",
    "ours.docx": "no Word file",
}
SETTINGS = [
    'languages = ["en"]', 'languages = ["fr", "en"]', 'languages = ["en", "fr"]', 'formats = ["md"]',
    'notes = "endnotes"', 'notes = "bracketed"', 'reference = "ours.docx"', 'csl = "none.csl"', "jobs = 1",
]  # fmt: skip
VARIABLES = [
    "BRIEFS_NOTES=endnotes",
    "BRIEFS_LANGUAGES=fr",
    "BRIEFS_POLICY__CHECKERS=1",
    "SOURCE_DATE_EPOCH=1700000000",
]
Change = Callable[[Path, random.Random], None]


def inputs(root: Path) -> list[Path]:
    folders = ("data", "locale", "templates")
    return sorted(file for name in folders for file in (root / name).rglob("*") if file.is_file())


def edit_words(root: Path, chance: random.Random) -> None:
    """A word taken out, doubled, exchanged or turned round."""
    file = chance.choice(inputs(root))
    text = file.read_bytes().decode("utf-8", "replace")
    at = [word for word in WORDS if word in text]
    if at:
        word = chance.choice(at)
        text = text.replace(word, chance.choice(["", word * 2, chance.choice(WORDS), word[::-1]]), 1)
    else:
        text += "\n"
    write(file, text, chance)


def write(file: Path, text: str, chance: random.Random) -> None:
    """Half of the times the time of the file is put back, as tools do."""
    known = file.stat()
    file.write_text(text, encoding="utf-8")
    if chance.random() < 0.5:
        os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))


def edit_value(root: Path, chance: random.Random) -> None:
    """A change after which there still is a document: another value, another word of a translation or a text."""
    places = [
        ("data/facts/rooms.yaml", "value: 12", "value: 13"), ("data/facts/rooms.yaml", "Northland", "Southland"),
        ("locale/fr/rooms.po", "Nos demandes", "Nos souhaits"), ("templates/rooms.md.j2", "are used", "are full"),
        ("data/units.yaml", "reading room", "reading hall"), ("templates/rooms.md.j2", "waited {{ wait }}", "waited {{ wait }}, 14 times,"),
        ("locale/fr/rooms.po", "%(visits)s", "%(rooms)s"), ("data/sources/sources.yaml", "Atlas of", "Map of"),
    ]  # fmt: skip
    name, old, new = chance.choice(places)
    file = root / name
    if file.is_file():
        text = file.read_text(encoding="utf-8")
        write(file, text.replace(old, new) if old in text else text.replace(new, old), chance)


def delete(root: Path, chance: random.Random) -> None:
    chance.choice(inputs(root)).unlink()


def restore(root: Path, chance: random.Random) -> None:
    """A file as it was in the beginning, or all of them."""
    for name in ("data", "locale", "templates"):
        if chance.random() < 0.7:
            shutil.rmtree(root / name, ignore_errors=True)
            shutil.copytree(SAMPLE / name, root / name)
    shutil.copy(SAMPLE / "pyproject.toml", root)


def rename(root: Path, chance: random.Random) -> None:
    file = chance.choice(inputs(root))
    file.rename(file.with_name(f"x{file.name}"))


def add(root: Path, chance: random.Random) -> None:
    name = chance.choice(sorted(ADDED))
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(ADDED[name], encoding="utf-8")


def set_up(root: Path, chance: random.Random) -> None:
    (root / "pyproject.toml").write_text(f"[tool.briefs]\n{chance.choice(SETTINGS)}\n", encoding="utf-8")


def set_variable(root: Path, chance: random.Random) -> None:
    name, _, value = chance.choice(VARIABLES).partition("=")
    if os.environ.pop(name, None) is None:
        os.environ[name] = value


def upgrade(root: Path, chance: random.Random) -> None:
    """Another version of a library is installed."""
    packages = Path(sys.path[0])
    for old in packages.iterdir():
        shutil.rmtree(old)
    version = f"{chance.randint(1, 3)}.0"
    new = packages / f"mdit_py_plugins-{version}.dist-info"
    new.mkdir()
    (new / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: mdit-py-plugins\nVersion: {version}\n", encoding="utf-8"
    )


def commit(root: Path, chance: random.Random) -> None:
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git" / "HEAD").write_text(chance.choice("abc") * 40 + "\n", encoding="utf-8")


def delete_output(root: Path, chance: random.Random) -> None:
    files = sorted((root / "dist").glob("*.*.*"))
    if files:
        chance.choice(files).unlink()


def nothing(root: Path, chance: random.Random) -> None:
    """Just built again."""


CHANGES: list[Change] = [
    edit_words, edit_value, edit_value, delete, restore, rename, add, set_up, set_variable, upgrade, commit, delete_output,
    nothing,
]  # fmt: skip


@contextmanager
def world() -> Iterator[Path]:
    """A folder, with variables and a place for libraries that are put back afterwards."""
    variables, path = dict(os.environ), list(sys.path)
    with tempfile.TemporaryDirectory(prefix="briefs-") as name:
        folder = Path(name).resolve()
        (folder / "packages").mkdir()
        sys.path.insert(0, str(folder / "packages"))
        try:
            yield folder
        finally:
            sys.path[:] = path
            for variable in set(os.environ) - set(variables):
                del os.environ[variable]


@settings(max_examples=EXAMPLES, deadline=None, phases=QUICK)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 10**6)), min_size=3, max_size=8))
def test_a_build_is_as_the_first_one_in_a_new_folder(changes: list[tuple[Change, int]]) -> None:
    with world() as folder:
        root = folder / "project"
        shutil.copytree(SAMPLE, root)
        build(root, *REPORT)
        for change, seed in changes:
            change(root, random.Random(seed))
            compare(root, folder)


def compare(root: Path, folder: Path) -> None:
    """The build here, with all that it knows, and the first build of the same inputs elsewhere."""
    here, fresh = build(root, *REPORT), build_clean(root, folder, *REPORT)
    told = json.loads(here.out)
    own = [one for one in told["findings"] if one["rule"] != "left-over"]  # of what earlier builds wrote
    told["summary"]["information"] -= len(told["findings"]) - len(own)
    assert (here.code, told | {"findings": own}, here.err) == (fresh.code, json.loads(fresh.out), fresh.err)
    assert {name: here.files.get(name) for name in fresh.files if name != "manifest.json"} == {
        name: data for name, data in fresh.files.items() if name != "manifest.json"
    }
    if "manifest.json" not in fresh.files:
        return
    mine, theirs = here.manifest, fresh.manifest
    known = {name: entry for name, entry in mine["outputs"].items() if name in theirs["outputs"]}
    assert mine | {"outputs": known} == theirs, "what other builds left in the manifest stays there"
    if set(mine["outputs"]) == set(theirs["outputs"]):
        assert here.files["manifest.json"] == fresh.files["manifest.json"]


@settings(max_examples=EXAMPLES, deadline=None, phases=QUICK)
@given(st.integers(0, 10**6), st.booleans())
def test_an_output_edited_by_hand_is_refused_until_it_is_gone(seed: int, change_too: bool) -> None:
    chance = random.Random(seed)
    with world() as folder:
        root = folder / "project"
        shutil.copytree(SAMPLE, root)
        first = build(root, *REPORT)
        file = root / "dist" / chance.choice([name for name in first.files if name != "manifest.json"])
        known = file.stat()
        data = bytearray(file.read_bytes())
        data[chance.randrange(len(data))] ^= 1
        file.write_bytes(bytes(data))
        os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
        if change_too:
            edit_value(root, chance)
        refused: Built = build(root, *REPORT)
        assert refused.code == 2
        assert "edited-by-hand" in refused.out
        assert touched(first, refused) <= {file.name}
        assert refused.files[file.name] == bytes(data)
        file.unlink()
        compare(root, folder)


def test_the_cache_is_no_input_of_a_first_build(tmp_path: Path) -> None:
    """Else the comparison above would compare nothing."""
    shutil.copytree(SAMPLE, tmp_path / "project")
    build(tmp_path / "project", *REPORT)
    assert (tmp_path / "project" / CACHE).is_dir()
    fresh = build_clean(tmp_path / "project", tmp_path, *REPORT)
    assert len(touched(build(tmp_path / "project", *REPORT), fresh)) == len(fresh.files)
