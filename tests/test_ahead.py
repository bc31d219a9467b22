"""What a helper reads ahead is what this process would read; where it can't, this process reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.ahead import Asked, ReadingAhead, Texts, Tongues
from briefs.build import Outcome, Wish, all_findings, build_all
from briefs.numeral.reading import load_reading
from briefs.processors import can_fork
from briefs.project import load_project
from briefs.save import input_digests
from briefs.settings import load_settings
from tests.sample_project import edit

LANGUAGES = ("en", "fr")
helped = pytest.mark.skipif(not can_fork(), reason="no process can be split off here")


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process knows what it read before; here each begins anew."""
    monkeypatch.setattr("briefs.numeral.reading._READ", {})
    monkeypatch.setattr("briefs.render.environment._COMPILED.codes", {})
    load_reading.cache_clear()
    yield
    load_reading.cache_clear()


def reading(root: Path, processes: int = 2) -> ReadingAhead:
    return ReadingAhead(processes, Asked(root, LANGUAGES, {}))


def build(root: Path, ahead: ReadingAhead | None, folder: Path) -> Outcome:
    project, findings = load_project(root, load_settings(root)[0], LANGUAGES, (), ahead)
    assert project is not None
    outcome = build_all(project, Wish(LANGUAGES, ("docx", "md"), folder), lambda _: None)
    return replace(outcome, findings=[*findings, *all_findings(outcome)], compiled=[])


@helped
def test_all_is_read(project: Path) -> None:
    with reading(project) as ahead:
        tongues, texts, digests = ahead.tongues(), ahead.texts(), ahead.digests()
    assert [tongues.languages[tag][0] is not None for tag in LANGUAGES] == [True, True]
    assert [language for _, language in tongues.readings] == list(LANGUAGES)
    assert any(name.endswith("rooms.md.j2") for name in texts.codes)
    assert texts.typed["rooms.md.j2"]
    assert texts.catalogues["fr", "rooms"][0]
    assert digests == input_digests(project)


@helped
def test_a_build_is_the_same_with_it(project: Path, tmp_path: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What 14 of us ask")  # a finding, at its place
    with reading(project) as ahead:
        with_it = build(project, ahead, tmp_path / "with")
    without = build(project, None, tmp_path / "without")
    assert any(finding.rule == "number-typed" for finding in with_it.findings)
    assert with_it == without
    for name in (*without.saved, "manifest.json"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()


@helped
def test_findings_of_translation_files_come_with_it(project: Path, tmp_path: Path) -> None:
    edit(project / "locale" / "fr" / "rooms.po", "elles ont reçu %(visits)s", "elles ont reçu %(nobody)s")
    with reading(project) as ahead:
        with_it = build(project, ahead, tmp_path / "with")
    assert "unknown-placeholder" in {finding.rule for finding in with_it.findings}
    assert with_it == build(project, None, tmp_path / "without")


@helped
def test_a_template_that_was_changed_meanwhile_is_compiled_anew(project: Path, tmp_path: Path) -> None:
    with reading(project) as ahead:
        whole, _ = load_project(project, load_settings(project)[0], LANGUAGES, (), ahead)
    assert whole is not None
    edit(project / "templates" / "rooms.md.j2", "What we ask", "What we now ask")
    build_all(whole, Wish(LANGUAGES, ("md",), tmp_path / "out"), lambda _: None)
    assert "What we now ask" in (tmp_path / "out" / "rooms.en.md").read_text(encoding="utf-8")


@helped
@pytest.mark.parametrize("name", ["briefs.language.load_language", "briefs.save.input_digests"])
def test_what_stops_the_helper_stops_no_build(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "the disk does not answer")

    with monkeypatch.context() as patched:
        patched.setattr(name, fail)
        ahead = reading(project)
    with ahead:
        assert build(project, ahead, tmp_path / "with") == build(project, None, tmp_path / "without")


def test_one_process_reads_nothing_ahead(project: Path) -> None:
    with reading(project, processes=1) as ahead:
        assert (ahead.tongues(), ahead.texts(), ahead.digests()) == (Tongues(), Texts(), {})
