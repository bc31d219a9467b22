"""Diff and impact: every reason for another figure, planted in the made-up project; commits, folders and manifests alike."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_project import copy_project, edit, run, sections, told

CASES = sections("release-diff.md")["Figures"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the project as it was."""
    with pytest.MonkeyPatch.context() as patch:
        root = copy_project(tmp_path_factory.mktemp("before"))
        patch.chdir(root)
        assert run("build") == 0
        return root / "dist"


def figures(answer: dict[str, Any], language: str = "en") -> dict[str, dict[str, Any]]:
    return {one["fact"]: one for doc in answer["files"] if doc["language"] == language for one in doc["figures"]}


@pytest.mark.parametrize("case", CASES)
def test_each_reason_is_told(case: str, before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits, _, expected = case.partition("` ⇒ ")
    for one in edits.strip("`").split(" && "):
        name, _, change = one.partition(": ")
        edit(project / name, *change.split(" → ", 1))
    fact, was, now, why, detail, asks = [part.strip() for part in expected.split("|")]
    code, answer = told(capsys, "diff", str(before))
    assert code == 0
    found = figures(answer)[fact]
    spaced = [[text.replace("\u00a0", " ") for text in found[side]] for side in ("was", "now")]
    assert (spaced, found["why"]) == ([[was], [now]], why)
    assert detail in found["detail"]
    assert found["asks"] == [int(ask) for ask in asks.split()]
    assert set(figures(answer)) == set(figures(answer, "fr")), "both languages tell the same facts"


def test_nothing_differs(before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "diff", str(before))[1]["files"] == []
    assert run("diff", str(before), str(before / "manifest.json")) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_a_fact_comes_and_another_goes(before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "templates" / "rooms.md.j2", 'visits=figure("visits-2024")', 'visits=figure("visits-per-room")')
    found = figures(told(capsys, "diff", str(before))[1])
    assert (found["visits-2024"]["why"], found["visits-2024"]["now"]) == ("removed", [])
    assert found["visits-per-room"]["why"] in ("wording", "rounding", "times")
    other_way = figures(told(capsys, "diff", ".", str(before))[1])
    assert other_way["visits-2024"]["why"] == "added"


def test_an_ask_a_law_and_a_date_are_told(before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "templates" / "rooms.md.j2", 'law("libraries-act", "9")', 'law("libraries-act", "4(1)")')
    edit(project / "data" / "facts" / "rooms.yaml", "as_of: 2024-05", "as_of: 2024-06")
    documents = told(capsys, "diff", str(before))[1]["files"]
    others = {(pair["kind"], pair["was"], pair["now"]) for doc in documents for pair in doc["others"]}
    assert ("law", "Article\u00a09", "Article\u00a04(1)") in others


def test_a_changed_sentence_is_told_and_one_that_only_a_figure_changes_is_not_told_twice(
    before: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "data/facts/rooms.yaml", "value: 1340", "value: 1350")
    edit(project / "data/facts/rooms.yaml", "as_printed: 1,340", "as_printed: 1,350")
    assert run("diff", str(before)) == 0
    assert "  was:" not in capsys.readouterr().out
    edit(project / "templates/rooms.md.j2", "a card on the spot", "a card at once")
    assert run("diff", str(before)) == 0
    out = capsys.readouterr().out
    assert "asks for a card on the spot" in out.partition("  was:")[2].partition("  now:")[0]
    assert "asks for a card at once" in out.partition("  now:")[2]
    run("diff", str(before), ".", "--output-format", "markdown")
    assert "a card on the spot" in capsys.readouterr().out


def test_a_brief_that_is_new(before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(project / "templates" / "rooms.md.j2", project / "templates" / "again.md.j2")
    documents = told(capsys, "diff", str(before))[1]["files"]
    assert [(doc["brief"], doc["language"], doc["state"]) for doc in documents] == [("again", "en", "added")]


def test_two_commits_are_compared(
    project: Path, capsys: pytest.CaptureFixture[str], tool: Callable[[str], str]
) -> None:
    git = tool("git")

    def commit() -> None:
        for command in (["add", "."], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"]):
            subprocess.run([git, *command], check=True, capture_output=True)

    subprocess.run([git, "init", "-q"], check=True, capture_output=True)
    commit()
    edit(project / "data" / "facts" / "rooms.yaml", "value: 1340", "value: 1430")
    edit(project / "data" / "facts" / "rooms.yaml", "as_printed: 1,340", "as_printed: 1,430")
    commit()
    code, answer = told(capsys, "diff", "HEAD~1", "HEAD")
    assert code == 0
    assert set(figures(answer)) == {"rooms-2024", "visits-per-room"}
    assert not (project / "dist").exists(), "nothing is written into the project"
    assert run("diff", "HEAD~7") == 2
    assert "no commit" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nothing-of-that-name", "--output=x", "data"])
def test_what_is_no_edition(project: Path, name: str) -> None:
    assert run("diff", "--", name) == 2
    assert not (project / "x").exists()


def test_markdown_for_a_pull_request(before: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "data" / "facts" / "rooms.yaml", "value: 12\n", "value: 14\n")
    edit(project / "data" / "facts" / "rooms.yaml", "more than 12 days", "more than 14 days")
    assert run("diff", str(before), "--output-format", "markdown") == 0
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert "| Fact | Was | Now | Why | Asks |\n| --- | --- | --- | --- | --- |" in out
    assert (
        "| `waiting-days` | “more than 12 days” | “more than 14 days” | **value**: more than 12 → more than 14" in out
    )
    assert run("diff", str(before)) == 0
    assert "· ask 1" in capsys.readouterr().out


def test_an_edition_that_can_not_be_made_is_one_finding(
    before: Path, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(project, broken)
    edit(broken / "data" / "facts" / "rooms.yaml", "value: 1340", "value: many")
    code, answer = told(capsys, "diff", str(before), str(broken))
    assert (code, [finding["rule"] for finding in answer["findings"]]) == (2, ["edition-incomplete"])
    assert "many" in answer["findings"][0]["message"]


def test_a_document_that_can_not_be_made_is_told(
    before: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        project / "templates" / "rooms.md.j2",
        "{{ references() }}",
        '{{ references() }}{% if language == "fr" %}{{ nothing }}{% endif %}',
    )
    code, answer = told(capsys, "diff", str(before))
    assert code == 0
    assert [finding["rule"] for finding in answer["findings"]] == ["edition-incomplete"]
    assert [(doc["language"], doc["state"]) for doc in answer["files"]] == [("fr", "removed")]


# ---- impact


def carriers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    code, answer = told(capsys, "impact", *arguments)
    assert code == 0
    return list(answer["files"])


def test_a_fact_is_followed_through_what_is_computed_from_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = carriers(capsys, "rooms-2024")
    assert {one["language"] for one in found} == {"en", "fr"}
    english = [one for one in found if one["language"] == "en"]
    direct = next(one for one in english if one["kind"] == "figure" and one["fact"] == "rooms-2024")
    assert direct["section"] == "Rooms are used"
    assert direct["sentence"].startswith("In 2024, Northland counted")
    assert direct["note"] == "1"
    through = next(one for one in english if one["kind"] == "figure" and one["fact"] == "visits-per-room")
    assert through["text"].replace("\u00a0", " ") == "About 5,400 visits"
    assert all("12 days" not in one["text"] for one in found)


def test_a_source_is_found_in_notes_cells_and_asks(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atlas = {one["kind"] for one in carriers(capsys, "atlas-2025") if one["language"] == "en"}
    assert {"figure", "reference"} <= atlas
    survey = [one for one in carriers(capsys, "survey-2024") if one["language"] == "en"]
    assert "ask 1" in {one["kind"] for one in survey}
    assert any("Article" in one["text"] for one in carriers(capsys, "libraries-act"))


def test_a_claim_without_a_number_is_found_by_its_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = project / "templates" / "rooms.md.j2"
    edit(template, 'wait=figure("waiting-days"), ', "")
    edit(template, "people waited {{ wait }} for a card", "people waited for a card")
    found = [one for one in carriers(capsys, "waiting-days") if one["language"] == "en" and one["kind"] == "note"]
    assert ["Publish the waiting time" in one["sentence"] for one in found] == [True]


def test_a_figure_in_a_cell_is_told_with_its_row(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cell,) = [
        one for one in carriers(capsys, "visits-per-room") if one["language"] == "en" and one["kind"] == "figure"
    ]
    assert cell["sentence"].startswith("visits per reading room, Northland, 2024 | ")


def test_impact_of_a_release_needs_no_data(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert carriers(capsys, "rooms-2024", "--in", str(before))
    assert run("impact", "rooms-2025", "--in", str(before)) == 2
    assert "rooms-2024" in capsys.readouterr().err


def test_a_fact_that_is_printed_nowhere(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        project / "data" / "facts" / "rooms.yaml",
        "  waiting-days:",
        '  unused:\n    statement: nothing\n    value: 3\n    unit: day\n    source: survey-2024\n    locator: {label: page, value: "1"}\n  waiting-days:',
    )
    assert run("impact", "unused") == 0
    assert "unused: printed nowhere" in capsys.readouterr().out
