"""`build --jobs N`: what several processes make is what one makes, in every byte and in the order of what is told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.build import Wish, all_findings, build_all
from briefs.jobs import Together
from briefs.making import ToCompile, ToWrite
from briefs.pipeline import Compiled
from briefs.processes import Helper
from briefs.processors import can_fork, processes_for
from briefs.project import Project, load_project
from briefs.settings import load_settings
from briefs.unchanged.request import MOST_JOBS, read_jobs, read_request
from tests.running import children_of, is_running, none_is_left
from tests.unchanged_project import CACHE, SAMPLE, build

REPOSITORY = Path(__file__).parent.parent
MORE = 3  # further briefs, so that there is something to share


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up project with some more briefs, one of which has errors and one of which can't be made."""
    root = tmp_path / "été 1"
    shutil.copytree(SAMPLE, root)
    brief, texts = root / "templates" / "rooms.md.j2", root / "locale" / "fr" / "rooms.po"
    for number in range(MORE):
        text = brief.read_text(encoding="utf-8")
        if number == 1:
            text = text.replace("In {{ year }}", "In {{ year }}, 14 times")
        if number == 2:
            text = text.replace("{{ subtitle }}", "{{ nothing }}")
        (root / "templates" / f"more-{number}.md.j2").write_text(text, encoding="utf-8")
        shutil.copy(texts, root / "locale" / "fr" / f"more-{number}.po")
    return root


def loaded(root: Path) -> Project:
    settings, _ = load_settings(root)
    project, _ = load_project(root, settings, settings.languages)
    assert project is not None
    return project


@pytest.mark.parametrize("jobs", ["2", "3", "auto"])
def test_the_same_is_made_and_told(project: Path, jobs: str) -> None:
    alone = build(project, "build", "--output-format", "json", "--jobs", "1")
    assert alone.code == 1
    assert "more-2.en.md" not in alone.files
    for folder in ("dist", CACHE):
        shutil.rmtree(project / folder, ignore_errors=True)
    together = build(project, "build", "--output-format", "json", "--jobs", jobs)
    assert (together.code, together.out, together.files) == (alone.code, alone.out, alone.files)
    assert none_is_left()


def test_a_check_tells_the_same(project: Path) -> None:
    alone = build(project, "check", "--output-format", "json", "--unused-facts", "--jobs", "1")
    assert alone.code == 1
    assert '"number-typed"' in alone.out
    for jobs in ("2", "3", "auto"):
        together = build(project, "check", "--output-format", "json", "--unused-facts", "--jobs", jobs)
        assert (together.code, together.out) == (alone.code, alone.out)
    assert none_is_left()


def test_the_setting_is_heeded_and_overruled(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = build(project, "build", "rooms")
    monkeypatch.setenv("BRIEFS_JOBS", "2")
    assert build(project, "build", "rooms").files == alone.files
    assert build(project, "build", "rooms", "--jobs", "1").files == alone.files


@pytest.mark.parametrize("jobs", ["-1", "257", "two", "1.5", "", "²"])
def test_a_wrong_number_is_misuse(project: Path, jobs: str) -> None:
    assert build(project).code == 1
    assert build(project, "build", "--jobs", jobs).code == 2
    assert read_jobs(jobs) is None
    assert read_request(["build", "--jobs", jobs]) is None


@pytest.mark.parametrize(("jobs", "right"), [(0, True), (MOST_JOBS, True), (MOST_JOBS + 1, False)])
def test_the_setting_and_the_option_take_the_same_numbers(tmp_path: Path, jobs: int, right: bool) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.briefs]\njobs = {jobs}\n", encoding="utf-8")
    settings, findings = load_settings(tmp_path)
    assert (not findings, read_jobs(str(jobs)) == jobs) == (right, right)
    assert settings.jobs == (jobs if right else 0)


def test_auto_is_a_process_for_each_processor() -> None:
    assert (read_jobs("auto"), read_jobs("0"), read_jobs("256")) == (0, 0, 256)
    assert processes_for(0) >= 1
    assert processes_for(5) == 5


@pytest.mark.parametrize("when", ["start", "compile", "write"])
def test_jobs_of_a_helper_that_was_ended_are_done_here(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    whole = loaded(project)
    alone = build_all(whole, Wish(("en", "fr"), ("md",), tmp_path / "alone"), lambda _: None)
    if when == "start":
        monkeypatch.setattr("briefs.processes.Forked", refuse)
        monkeypatch.setattr("briefs.processes._spawn", refuse)
    with EndingTheirHelpers(2, when) as makers:
        together = build_all(whole, Wish(("en", "fr"), ("md",), tmp_path / "together"), lambda _: None, makers)
        assert makers.ended
    assert together.saved == alone.saved
    assert together.saved
    for name in (*alone.saved, "manifest.json"):
        assert (tmp_path / "together" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def refuse(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


class EndingTheirHelpers(Together):
    """Makers whose helpers can't start, or are ended from outside before they compile or before they write."""

    def __init__(self, processes: int, when: str) -> None:
        super().__init__(processes)
        self.when, self.ended = when, False

    def start(self, project: Project, jobs: Sequence[ToCompile]) -> Helper:
        helper = super().start(project, jobs)
        self.ended = helper.process is None
        if self.when == "compile":
            self.end(helper)
        return helper

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        if self.when == "write":
            for helper in self.helpers:
                self.end(helper)
        return super().write(project, jobs)

    def end(self, helper: Helper) -> None:
        helper.process.kill()
        helper.process.join()
        self.ended = True


@pytest.mark.parametrize("way", ["split off", "started afresh"])
def test_both_ways_of_starting_a_helper_make_the_same(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("briefs.processes.can_fork", lambda: way == "split off" and can_fork())
    whole = loaded(project)
    alone = build_all(whole, Wish(("en", "fr"), ("docx", "md"), tmp_path / "alone"), lambda _: None)
    with Together(3) as makers:
        together = build_all(whole, Wish(("en", "fr"), ("docx", "md"), tmp_path / "together"), lambda _: None, makers)
        assert len(makers.helpers) == 2
    assert [alone.saved, all_findings(alone)] == [together.saved, all_findings(together)]
    for name in (*alone.saved, "manifest.json"):
        assert (tmp_path / "together" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


@pytest.mark.parametrize("rash", [False, True])
def test_what_was_written_before_all_was_known_is_written_again(project: Path, tmp_path: Path, rash: bool) -> None:
    whole = loaded(project)
    build_all(whole, Wish(("en", "fr"), ("md",), tmp_path / "alone"), lambda _: None)
    with (Rash if rash else Together)(2) as makers:
        build_all(whole, Wish(("en", "fr"), ("md",), tmp_path / "together"), lambda _: None, makers)
        assert makers.ahead
    alone, together = ((tmp_path / name / "more-1.en.md").read_text(encoding="utf-8") for name in ("alone", "together"))
    assert "draft: true" in alone  # for the typed number, found beside it
    assert (together == alone) is not rash


class Rash(Together):
    """Makers who do not wait for what else is found."""

    def _is_written(self, job: ToWrite) -> bool:
        return id(job.compiled) in self.ahead


def test_one_document_needs_no_helper(project: Path, tmp_path: Path) -> None:
    with Together(2) as makers:
        whole = replace(loaded(project), briefs=loaded(project).briefs[-1:])
        build_all(whole, Wish(("en",), ("md",), tmp_path / "one"), lambda _: None, makers)
        assert makers.helpers == []


@pytest.mark.skipif(os.name == "nt", reason="an interruption from outside is sent to a group of processes")
def test_an_interruption_ends_all_and_leaves_the_last_good_files(project: Path) -> None:
    first = build(project)
    for number in range(60):  # enough to be interrupted in the midst of it
        shutil.copy(project / "templates" / "rooms.md.j2", project / "templates" / f"much-{number}.md.j2")
    template = project / "templates" / "rooms.md.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("Rooms are", "All rooms are"), encoding="utf-8")
    heeded = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # tests in the background do not
    words = [sys.executable, "-c", f"{heeded}; from briefs.cli import main; main()", "build", "--jobs", "3"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen(words, cwd=project, env=env, stderr=subprocess.PIPE, start_new_session=True)
    while len(members := children_of(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.decode().count("Traceback")) == (130, 0), told.decode()
    assert not [pid for pid in members if is_running(pid)]
    assert {file.name: file.read_bytes() for file in (project / "dist").iterdir()} == first.files
