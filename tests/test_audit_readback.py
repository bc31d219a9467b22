"""The read-back: a sound file gives no finding, and every planted fault is found for the right reason, in both formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefs.audit import AUDITORS, compare_record
from briefs.finding import Finding, Stops
from tests.audit_files import Line, record_of, to_markdown, to_word

PROSE = (
    "In the delta, {a|73,312 wells} were counted{=census}, of which {b|nearly 41%} were dry{=survey}. "
    "A repair costs {c|€420} on average{=budget}. It is soon done."
)
ASK = "Repair {d|30,058 wells}{=census} by {|May 2026}, and {|two} pumps. Nothing else is asked."
TABLE = (
    ("District", "Wells", "Note", "Source"),
    ("North", "{e|1,204}", "open", "Census, {|2024}"),
    ("South", "{f|59%}", "open", "Survey, {|2023}"),
)
LINES: tuple[Line, ...] = (("h1", "Count the wells"), ("p", PROSE), ("h2", "What we ask"), ("p", ASK), ("table", TABLE))
NOTES = {
    "census": "Wells Office, Census, 2024.",
    "survey": "Water Survey, 2023, p. 14.",
    "budget": "Ministry, Accounts.",
}
BOUND = {"a": "census", "b": "survey", "c": "budget", "d": "census", "e": None, "f": None}
FORMATS: dict[str, Callable[[Sequence[Line], dict[str, str]], bytes]] = {"md": to_markdown, "docx": to_word}


def read_back(form: str, lines: Sequence[Line], notes: dict[str, str]) -> tuple[Finding, ...]:
    reading, findings = AUDITORS[form].read(FORMATS[form](lines, notes), f"wells.{form}")
    assert reading is not None
    assert findings == ()
    return compare_record(reading, record_of(LINES, NOTES, BOUND))


def edited(old: str, new: str) -> tuple[Line, ...]:
    """The text after an edit that must have found its place."""
    lines: list[Line] = []
    hits = 0
    for kind, content in LINES:
        if isinstance(content, str):
            hits += content.count(old)
            lines.append((kind, content.replace(old, new)))
        else:
            hits += sum(cell.count(old) for row in content for cell in row)
            lines.append((kind, [[cell.replace(old, new) for cell in row] for row in content]))
    assert hits == 1
    return tuple(lines)


@pytest.mark.parametrize("form", FORMATS)
def test_a_sound_file_gives_no_finding(form: str) -> None:
    assert read_back(form, LINES, NOTES) == ()


EDITS = {
    "a digit changed": ("73,312", "73,318", {"figure-changed"}),
    "two digits swapped": ("73,312", "73,132", {"figure-changed"}),
    "a digit changed in a table": ("1,204", "1,205", {"figure-changed"}),
    "another fact's value": ("41%", "59%", {"figure-changed"}),
    "a digit put before": ("73,312", "173,312", {"figure-changed"}),
    "a digit put after": ("73,312 wells", "73,3125 wells", {"figure-changed"}),
    "the hedge turned": ("nearly 41%", "over 41%", {"figure-changed"}),
    "the hedge dropped": ("nearly 41%", "41%", {"figure-changed"}),
    "a hedge typed before": ("In the delta, {a|", "In the delta, almost {a|", {"figure-changed"}),
    "the unit changed": ("€420", "$420", {"figure-changed"}),
    "a per cent sign typed after": ("1,204}", "1,204} %", {"figure-changed"}),
    "a sign typed after money": ("€420}", "€420} %", {"figure-changed"}),
    "a currency typed before": ("{e|1,204}", "${e|1,204}", {"figure-changed"}),
    "per cent to points": ("nearly 41%", "nearly 41 points", {"figure-changed"}),
    "a scale word typed after": ("1,204}", "1,204} million", {"figure-changed"}),
    "a number typed in": ("It is soon done.", "It is soon done in 12 days.", {"number-appeared"}),
    "a number typed in words": ("Nothing else is asked.", "Twelve people asked.", {"number-appeared"}),
    "a number before all others": ("In the delta, ", "In 40 deltas, ", {"number-appeared"}),
    "a figure deleted": ("A repair costs {c|€420} on average{=budget}. ", "", {"figure-lost", "note-lost"}),
    "a date changed": ("May 2026", "May 2027", {"figure-changed"}),
    "a counted word changed": ("{|two} pumps", "{|three} pumps", {"figure-changed"}),
    "a note dropped at the end": ("average{=budget}", "average", {"note-lost"}),
    "a note dropped in the middle": ("dry{=survey}", "dry", {"note-to-another-source", "note-lost"}),
    "a call moved to the next sentence": ("average{=budget}. It is soon done.", "average. It is soon done{=budget}.", {"note-lost"}),
    "a call of another note": ("average{=budget}", "average{=survey}", {"note-to-another-source", "note-lost"}),
    "the source cell emptied of words": ("Survey, {|2023}", "{|2023}", {"note-lost"}),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_for_its_reason(form: str, name: str) -> None:
    old, new, rules = EDITS[name]
    found = read_back(form, edited(old, new), NOTES)
    assert {finding.rule for finding in found} == rules
    assert all(finding.stops is Stops.DOCUMENT for finding in found)


@pytest.mark.parametrize("form", FORMATS)
def test_two_notes_swapped_in_one_sentence(form: str) -> None:
    swapped = PROSE.replace("{=census}", "{=x}").replace("{=survey}", "{=census}").replace("{=x}", "{=survey}")
    found = read_back(form, (LINES[0], ("p", swapped), *LINES[2:]), NOTES)
    assert sum(finding.rule == "note-to-another-source" for finding in found) == 2
    assert {finding.rule for finding in found} == {"note-to-another-source", "note-moved"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("label", "text"), [("budget", ""), ("census", "Wells Office, Census, 2025.")])
def test_a_note_emptied_or_rewritten(form: str, label: str, text: str) -> None:
    found = read_back(form, LINES, NOTES | {label: text})
    assert {finding.rule for finding in found} == {"note-changed"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_figure_moved_to_another_section(form: str) -> None:
    moved = (*LINES[:2], ("p", ASK), LINES[2], LINES[4])
    assert {finding.rule for finding in read_back(form, moved, NOTES)} == {"figure-moved"}


@pytest.mark.parametrize("form", FORMATS)
def test_two_figures_swapped_between_rows(form: str) -> None:
    rows = (TABLE[0], (*TABLE[1][:1], "{e|59%}", *TABLE[1][2:]), (*TABLE[2][:1], "{f|1,204}", *TABLE[2][2:]))
    found = read_back(form, (*LINES[:4], ("table", rows)), NOTES)
    assert {finding.rule for finding in found} == {"figure-changed"}
    assert len(found) == 2


@pytest.mark.parametrize("before", ["\u2212", "more than "])
def test_what_stands_before_a_figure_that_reads_as_a_year_is_seen(before: str) -> None:
    lines: tuple[Line, ...] = (("p", "It was counted in {a|1824} rooms{=census}."),)
    record = record_of(lines, {"census": NOTES["census"]}, BOUND)
    changed: tuple[Line, ...] = (("p", f"It was counted in {before}{{a|1824}} rooms{{=census}}."),)
    for form, text in (("md", lines), ("md", changed)):
        reading, _ = AUDITORS[form].read(to_markdown(text, {"census": NOTES["census"]}), "x.md")
        assert reading is not None
        rules = {finding.rule for finding in compare_record(reading, record)}
        assert ("figure-changed" in rules) is (text is changed)


def test_a_bookmark_on_other_words_is_found() -> None:
    found = read_back("docx", edited("{c|€420} on average", "{|€420} on {c|average}"), NOTES)
    assert {finding.rule for finding in found} == {"bookmark-lost"}


def test_a_place_in_markdown_is_the_line_and_column_of_the_edit() -> None:
    (found,) = read_back("md", edited("30,058", "30,085"), NOTES)
    assert (found.place.line, found.place.column) == (7, 8)


def test_a_place_in_word_is_the_paragraph_with_its_heading_and_words() -> None:
    (found,) = read_back("docx", edited("30,058", "30,085"), NOTES)
    place = found.place
    assert (place.part, place.heading, place.line) == ("body", "What we ask", 4)
    assert place.excerpt is not None
    assert place.excerpt.startswith("30,085 wells by May 2026")


@pytest.mark.parametrize("form", FORMATS)
def test_another_file_altogether_is_refused_without_a_flood(form: str) -> None:
    lines: tuple[Line, ...] = (("p", " ".join(str(number) for number in range(100, 3000))),)
    found = read_back(form, lines, {})
    assert len(found) < 60
