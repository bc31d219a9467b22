"""What a helper reads ahead is what this process would read; where it can't, this process reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.ahead import NOTHING, Ahead, ReadingAhead
from briefs.build import Outcome, Wish, all_findings, build_all
from briefs.processors import can_fork
from briefs.project import load_project
from briefs.save import input_digests
from briefs.settings import load_settings
from tests.sample_project import edit

LANGUAGES = ("en", "fr")
helped = pytest.mark.skipif(not can_fork(), reason="no process can be split off here")


def read(root: Path, processes: int = 2) -> Ahead:
    with ReadingAhead(processes, root, LANGUAGES, ()) as ahead:
        return ahead.told()


def build(root: Path, ahead: Ahead, folder: Path) -> Outcome:
    project, findings = load_project(root, load_settings(root)[0], LANGUAGES, (), lambda: ahead)
    assert project is not None
    outcome = build_all(project, Wish(LANGUAGES, ("docx", "md"), folder), lambda _: None)
    return replace(outcome, findings=[*findings, *all_findings(outcome)], compiled=[])


@helped
def test_a_build_is_the_same_with_it(project: Path, tmp_path: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What 14 of us ask")  # a finding, at its place
    ahead = read(project)
    assert ahead.codes
    assert ahead.texts["rooms.md.j2"]
    assert ahead.catalogues["fr", "rooms"][0]
    assert ahead.digests == input_digests(project)
    with_it = build(project, ahead, tmp_path / "with")
    without = build(project, NOTHING, tmp_path / "without")
    assert any(finding.rule == "number-typed" for finding in with_it.findings)
    assert with_it == without
    for name in (*without.saved, "manifest.json"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()


@helped
def test_findings_of_translation_files_come_with_it(project: Path, tmp_path: Path) -> None:
    edit(project / "locale" / "fr" / "rooms.po", "elles ont reçu %(visits)s", "elles ont reçu %(nobody)s")
    with_it = build(project, read(project), tmp_path / "with")
    assert "unknown-placeholder" in {finding.rule for finding in with_it.findings}
    assert with_it == build(project, NOTHING, tmp_path / "without")


@helped
def test_a_template_that_was_changed_meanwhile_is_compiled_anew(project: Path, tmp_path: Path) -> None:
    ahead = read(project)
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What we now ask")
    build(project, ahead, tmp_path / "out")
    assert "What we now ask" in (tmp_path / "out" / "rooms.en.md").read_text(encoding="utf-8")


@helped
def test_a_fault_in_the_helper_is_none_of_the_builds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path) -> dict[str, str]:
        raise OSError(5, "the disk does not answer")

    monkeypatch.setattr("briefs.save.input_digests", fail)
    assert read(project) == NOTHING


def test_one_process_reads_nothing_ahead(project: Path) -> None:
    assert read(project, processes=1) == NOTHING
