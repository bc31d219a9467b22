"""Builds without changes: told again from what is known, made anew after any change, never from a stale file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sample_project import edit

from briefs.unchanged.inputs import read_inputs
from briefs.unchanged.replay import look
from briefs.unchanged.request import read_request
from briefs.unchanged.state import State, load_state, save_state
from briefs.unchanged.watch import Watch
from tests.unchanged_project import CACHE, SAMPLE, Built, build, build_clean, inside, touched

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "été 1"
    shutil.copytree(SAMPLE, root)
    return root


def same_words(one: Built, two: Built) -> bool:
    return (one.code, one.out, one.err, one.files) == (two.code, two.out, two.err, two.files)


# ---- nothing has changed


@pytest.mark.parametrize("report", ["text", "json", "sarif", "github"])
def test_the_same_is_told_and_nothing_is_written(project: Path, report: str) -> None:
    first = build(project, "build", "--output-format", report)
    again = build(project, "build", "--output-format", report)
    assert same_words(first, again)
    assert touched(first, again) == set()


def test_a_state_told_one_way_is_told_another_way(project: Path) -> None:
    """How it is told is no part of what was built."""
    edit(project / "data" / "facts" / "rooms.yaml", "    as_printed: 1,340\n", "    as_printed: 1,341\n")
    first = build(project)
    for report in ("json", "sarif", "github", "text"):
        again = build(project, "build", "--output-format", report)
        assert touched(first, again) == set()
        fresh = build_clean(project, project.parent, "build", "--output-format", report)
        assert (again.code, again.out, again.err) == (fresh.code, fresh.out, fresh.err)


def test_drafts_and_their_errors_are_told_again(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "In {{ year }}", "In {{ year }}, 14 times")
    first, again = build(project), build(project)
    assert (first.code, again.code) == (1, 1)
    assert "(DRAFT)" in again.err
    assert "number-typed" in again.err
    assert same_words(first, again)
    assert touched(first, again) == set()


def test_warnings_fail_where_they_are_asked_to(project: Path) -> None:
    edit(
        project / "data" / "facts" / "rooms.yaml",
        "    as_of: 2024-05\n",
        "    as_of: 2024-05\n    review_by: 2024-01-01\n",
    )
    first = build(project)
    told = {one["severity"] for one in json.loads(build(project, "build", "--output-format", "json").out)["findings"]}
    assert told & {"error", "warning"}
    again = build(project, "build", "--fail-on", "warning")
    assert again.code == 1
    assert touched(first, again) == set()


@pytest.mark.parametrize("where", ["setting", "variable"])
def test_the_setting_fail_on_holds_for_builds_without_changes_too(
    project: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    edit(project / "templates" / "rooms.md.j2", "kind: Policy brief\n", "kind: Policy brief\nwords: 1-2\n")
    if where == "setting":
        edit(project / "pyproject.toml", "[tool.briefs]\n", '[tool.briefs]\nfail_on = "warning"\n')
    else:
        monkeypatch.setenv("BRIEFS_FAIL_ON", "warning")
    first, again = build(project), build(project)
    assert (first.code, again.code) == (1, 1), first.err
    assert " 0 errors" in first.err
    assert touched(first, again) == set()
    overruled = build(project, "build", "--fail-on", "error")
    assert overruled.code == 0
    assert touched(again, overruled) == set()
    assert json.loads(build(project, "build", "--output-format", "json").out)["summary"]["exit"] == 1


def test_nothing_heavy_is_imported(project: Path) -> None:
    build(project)
    code = (
        "import sys; sys.argv = ['generate.py']; from briefs import cli; cli._leave_at_once = sys.exit\n"
        "try: cli.main()\n"
        "finally: print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=env, capture_output=True, text=True, check=True
    )
    heavy = {
        "click",
        "jinja2",
        "yaml",
        "pydantic",
        "babel",
        "docx",
        "lxml",
        "markdown",
        "json",
        "re",
        "pathlib",
        "typing",
    }
    assert set(done.stdout.split()) & (heavy - set(bare_modules())) == set()
    assert "4 files saved" in done.stderr


def bare_modules() -> list[str]:
    code = "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


# ---- something has


def changes() -> dict[str, tuple[str, str, str]]:
    """One change for each kind of input."""
    return {
        "a fact": ("data/facts/rooms.yaml", "value: 12\n", "value: 13\n"),
        "a unit": ("data/units.yaml", "reading rooms", "reading halls"),
        "a source": ("data/sources/sources.yaml", "Atlas", "Map"),
        "a template": ("templates/rooms.md.j2", "Rooms are used", "Rooms are full"),
        "a translation": ("locale/fr/rooms.po", "Northland", "Northlande"),
        "words of the data": ("locale/fr/data.po", "salles", "pièces"),
        "a setting": ("pyproject.toml", '["en", "fr"]', '["en", "fr"]\nnotes = "endnotes"'),
    }


@pytest.mark.parametrize("change", changes())
def test_a_changed_input_is_seen(project: Path, change: str) -> None:
    name, old, new = changes()[change]
    build(project)
    edit(project / name, old, new)
    again = build(project, "build", "--output-format", "json")
    clean = build_clean(project, project.parent, "build", "--output-format", "json")
    assert (again.code, again.out, again.files) == (clean.code, clean.out, clean.files)


ADDED = {
    "data/organisation.yaml": "name: Readers of Northland\n",
    "data/glossary.yaml": "{}\n",
    "data/corrections.yaml": "[]\n",
    "data/facts/more.yaml": "title: More\nlanguage: en\nfacts: {}\n",
    "locale/fr/checks.yaml": "{}\n",
    "locale/fr/style-short.yaml": "{}\n",
    "templates/_part.md.j2": "Nothing.\n",
    "templates/reference.docx": "no Word file",
    "data/sources/empty/": "",
}


@pytest.mark.parametrize("name", ADDED)
def test_a_new_and_a_deleted_input_are_seen(project: Path, name: str) -> None:
    before = read_inputs(str(project), [])
    path = project / name
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text(ADDED[name], encoding="utf-8")
    after = read_inputs(str(project), [])
    assert after.keys() - before.keys() == {name}
    path.rmdir() if name.endswith("/") else path.unlink()
    assert read_inputs(str(project), []) == before


def test_a_change_that_keeps_size_and_time_is_seen(project: Path) -> None:
    """As a checkout of another commit, or `touch -d`, may leave it."""
    file = project / "data" / "facts" / "rooms.yaml"
    first, known = build(project), file.stat()
    edit(file, "value: 12\n", "value: 15\n")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert file.stat().st_size == known.st_size
    assert "15 days" in build(project).files["rooms.en.md"].decode()
    assert "15 days" not in first.files["rooms.en.md"].decode()


def test_a_word_template_elsewhere_is_an_input(project: Path) -> None:
    ours = project / "ours.docx"
    shutil.copy(REPOSITORY / "templates" / "reference.docx", ours)
    edit(project / "pyproject.toml", "[tool.briefs]\n", '[tool.briefs]\nreference = "ours.docx"\n')
    first = build(project)
    assert (first.code, build(project).written) == (0, first.written)
    ours.write_bytes(b"no Word file")
    assert build(project).code != 0


@pytest.mark.parametrize(("name", "value"), [("BRIEFS_NOTES", "endnotes"), ("SOURCE_DATE_EPOCH", "1700000000")])
def test_a_variable_is_an_input(project: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(project)
    monkeypatch.setenv(name, value)
    again = build(project)
    assert "manifest.json" in touched(first, again)
    assert again.files == build_clean(project, project.parent).files


def test_a_new_library_is_an_input(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    (packages / "paper-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(packages))
    first = build(project)
    assert touched(first, build(project)) == set()
    (packages / "paper-1.0.dist-info").rename(packages / "paper-1.1.dist-info")
    assert "manifest.json" in touched(first, build(project))


def test_a_commit_is_an_input(project: Path) -> None:
    heads = project / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (project / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    assert "commit" not in build(project).manifest
    (heads / "main").write_text("a" * 40 + "\n", encoding="utf-8")
    assert build(project).manifest["commit"] == "a" * 40
    (heads / "main").write_text("b" * 40 + "\n", encoding="utf-8")
    assert build(project).manifest["commit"] == "b" * 40


def test_an_edited_or_upgraded_program_builds_anew(project: Path, tmp_path: Path) -> None:
    """Its templates and languages are part of it."""
    program = tmp_path / "program"
    for name in ("briefs", "templates", "locale"):
        shutil.copytree(REPOSITORY / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    env = {**os.environ, "PYTHONPATH": str(program)}

    def run() -> int:
        words = [sys.executable, "-c", "from briefs.cli import main; main()"]
        done = subprocess.run(words, cwd=project, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return (project / "dist" / "manifest.json").stat().st_mtime_ns

    last = run()
    assert run() == last
    for name, old, new in (("briefs/release/embargo.py", '"""', '"""  '), ("locale/fr/program.po", "\n\n", "\n\n\n")):
        edit(program / name, old, new)
        before, last = last, run()
        assert last != before
        assert run() == last


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_leads_into_itself_is_never_taken_for_known(project: Path) -> None:
    (project / "data" / "again").symlink_to(project / "data", target_is_directory=True)
    with inside(project):
        assert look([]) is None
    first, again = build(project), build(project)
    assert (again.code, again.err) == (first.code, first.err)
    assert "manifest.json" in touched(first, again)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_a_link_leads_to_is_an_input(project: Path, tmp_path: Path) -> None:
    shutil.move(project / "data", tmp_path / "data")
    (project / "data").symlink_to(tmp_path / "data", target_is_directory=True)
    assert "12 days" in build(project).files["rooms.en.md"].decode()
    edit(tmp_path / "data" / "facts" / "rooms.yaml", "value: 12\n", "value: 16\n")
    assert "16 days" in build(project).files["rooms.en.md"].decode()


# ---- outputs


def test_a_deleted_output_is_made_again(project: Path) -> None:
    first = build(project)
    for name in first.files:
        (project / "dist" / name).unlink()
        assert build(project, *(["build", "--replace"] if name == "manifest.json" else [])).files == first.files


def test_files_of_a_renamed_brief_are_told_until_they_are_deleted(project: Path) -> None:
    """Nothing is deleted that may have been released."""
    build(project)
    (project / "templates" / "rooms.md.j2").rename(project / "templates" / "halls.md.j2")
    for _ in range(2):
        found = json.loads(build(project, "build", "--output-format", "json").out)["findings"]
        told = [one["path"] for one in found if one["rule"] == "left-over"]
        assert told == [f"dist/rooms.{end}" for end in ("en.docx", "en.md", "fr.docx", "fr.md")]
    for file in (project / "dist").glob("rooms.*"):
        file.unlink()
    again = build(project)
    assert "left-over" not in again.err
    assert sorted(again.manifest["outputs"]) == ["halls.en.docx", "halls.en.md"]


def test_a_language_taken_back_leaves_its_files_over(project: Path) -> None:
    build(project)
    (project / "locale" / "fr" / "rooms.po").unlink()
    assert build(project).err.count("information[left-over]") == 2
    assert "left-over" not in build(project, "build", "-l", "en").err


def test_an_output_edited_by_hand_is_refused(project: Path) -> None:
    first = build(project)
    file = project / "dist" / "rooms.fr.md"
    file.write_bytes(first.files["rooms.fr.md"] + b"mine\n")
    for _ in range(2):
        refused = build(project)
        assert (refused.code, refused.files["rooms.fr.md"][-5:]) == (2, b"mine\n")
    assert build(project, "build", "--replace").files == first.files
    assert build(project).code == 0


def test_a_stopped_document_is_never_known_as_made(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "{{ subtitle }}", "{{ nothing }}")
    first, again = build(project), build(project)
    assert (first.code, again.code, again.err) == (1, 1, first.err)
    assert not list((project / CACHE).glob("build-*"))


def test_a_release_does_all_there_is_to_do(project: Path) -> None:
    assert read_request(["build", "--release"]) is None
    assert read_request(["build", "--replace"]) is None


def test_a_language_alone_is_another_build(project: Path) -> None:
    build(project)
    alone = build(project, "build", "-l", "fr", "-f", "md")
    assert "1 file saved" in alone.err
    assert build(project, "build", "-l", "fr", "-f", "md").err == alone.err
    assert "4 files saved" in build(project).err


# ---- the request


@pytest.mark.parametrize(
    "words",
    [["check"], ["--help"], ["build", "-h"], ["build", "-lfr"], ["build", "-l"], ["build", "--nothing", "x"],
     ["build", "--output-format", "xml"], ["build", "--fail-on=never"], ["build", "--", "rooms"], ["build", "-l=fr"],
     ["build", "-l", "-f"], ["-l", "fr"]],
)  # fmt: skip
def test_what_is_not_understood_is_left_to_the_commands(words: list[str]) -> None:
    assert read_request(words) is None


def test_a_request_is_told_from_others() -> None:
    spelt = [
        [], ["build", "a"], ["build", "a", "b"], ["build", "-l", "fr"], ["build", "-f", "md"], ["build", "-o", "out"],
        ["build", "--part", "summary"], ["build", "-l", "fr", "-l", "en"],
    ]  # fmt: skip
    keys = {request.key("/p") for words in spelt if (request := read_request(words))}
    assert len(keys) == len(spelt)
    one, two = read_request(["build", "--language=fr", "--fail-on", "warning"]), read_request(["build", "-l", "fr"])
    assert one is not None
    assert two is not None
    assert one.key("/p") == two.key("/p") != two.key("/q")


# ---- the state file


def kept(project: Path) -> Path:
    [file] = (project / CACHE).glob("build-*")
    return file


@pytest.mark.parametrize("cut", [0, 1, 30, 80, 200, -1])
def test_a_damaged_state_is_ignored(project: Path, cut: int) -> None:
    first, state = build(project), kept(project)
    whole = state.read_bytes()
    for data in (whole[:cut], whole[:cut] + b"\x1d" + whole[cut:], b""):
        state.write_bytes(data)
        again = build(project)
        assert again.files == first.files
        assert touched(first, again)
        assert kept(project).read_bytes() == whole


def test_a_state_of_another_version_is_ignored(project: Path) -> None:
    first, state = build(project), kept(project)
    state.write_bytes(state.read_bytes().replace(b"changes, 2\n", b"changes, 0\n", 1))
    assert touched(first, build(project))


def test_a_state_reads_as_it_was_saved(tmp_path: Path) -> None:
    state = State()
    state.inputs, state.world = {"data/é\udcff.yaml": "0a", "x/": "folder"}, {"the environment": "A=1\nB="}
    state.outputs, state.more, state.told, state.machine = {"/d/x.md": "ff"}, ["/o.docx"], [("error", "a\nb")], "{}"
    save_state(str(tmp_path / "s"), state)
    read = load_state(str(tmp_path / "s"))
    assert read is not None
    assert all(getattr(read, name) == getattr(state, name) for name in State.__slots__)
    state.told = [("error", "a\x1eb")]
    save_state(str(tmp_path / "t"), state)
    assert load_state(str(tmp_path / "t")) is None, "what holds one of the marks itself is not kept"


def test_the_cache_may_be_deleted_or_be_no_folder(project: Path) -> None:
    first = build(project)
    shutil.rmtree(project / CACHE)
    (project / CACHE).write_text("in the way", encoding="utf-8")
    again = build(project)
    assert (again.code, again.files) == (0, first.files)


@pytest.mark.parametrize("change", ["edited", "edited and edited back", "added"])
def test_a_change_while_building_is_not_lost(project: Path, change: str) -> None:
    """The build read one thing and the disk now holds another, or held one for a moment: nothing is known of it."""
    with inside(project):
        seen = look([])
    assert seen is not None
    watch, facts = Watch(seen), project / "data" / "facts" / "rooms.yaml"
    watch.include(["templates/reference.docx"])
    if change == "added":
        (project / "data" / "new.yaml").touch()
    else:
        before = facts.read_text(encoding="utf-8")
        edit(facts, "value: 12\n", "value: 17\n")
        if change == "edited and edited back":
            facts.write_text(before, encoding="utf-8")
            os.utime(facts, ns=(0, facts.stat().st_mtime_ns + 1))
    assert not watch.is_over_soundly()


def test_a_build_that_was_left_alone_is_kept(project: Path) -> None:
    with inside(project):
        seen = look([])
    assert seen is not None
    watch = Watch(seen)
    watch.include(["templates/reference.docx"])
    assert watch.is_over_soundly()
    watch.keep({}, [("closing", "done")], "", "error")
    state = load_state(seen.file)
    assert state is not None
    assert state.told == [("closing", "done")]


def test_two_builds_at_once(project: Path) -> None:
    first = build(project)
    command = [sys.executable, "-c", "from briefs.cli import main; main()"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    (project / CACHE / kept(project).name).unlink()
    codes: list[int] = []

    def run() -> None:
        codes.append(subprocess.run(command, cwd=project, env=env, capture_output=True, check=False).returncode)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0, 0]
    again = build(project)
    assert (again.err, again.files) == (first.err, first.files)
    assert not list((project / CACHE).glob("*.part"))
