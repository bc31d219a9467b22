"""What the auditor reads in Markdown and says of it, by the cases of tests/cases/audit-markdown.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.audit import audit_file, read_markdown
from briefs.audit.reading import CALL, place_in

CASES = (Path(__file__).parent / "cases" / "audit-markdown.md").read_text(encoding="utf-8")


def cases() -> list[tuple[str, str, str]]:
    """Title, text, expected lines."""
    found = []
    for chunk in CASES.split("\n@@ ")[1:]:
        title, rest = chunk.split("\n", 1)
        text, expected = rest.split("\n===\n")
        found.append((title, text, expected.strip()))
    return found


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[case[0] for case in cases()])
def test_case(title: str, text: str, expected: str) -> None:
    report, _ = audit_file(text.encode(), "case.md", language="en", evidence=None)
    seen = [
        f"{figure.place.line}:{figure.place.column} {figure.status} {figure.text} | {figure.reason}".replace(
            "\u00a0", " "
        )
        for figure in report.figures
        if figure.status != "exempt"
    ]
    assert "\n".join(seen) == expected


def test_cases_are_all_read() -> None:
    assert len(cases()) == CASES.count("\n===\n")


def test_a_hidden_number_is_named_as_hidden() -> None:
    report, _ = audit_file(b"Wells. <!-- 99 wells -->", "x.md", language="en", evidence=None)
    assert [(figure.text, figure.status, figure.reason) for figure in report.figures] == [("99", "exempt", "hidden")]


def test_a_pass_over_no_figure_is_a_failure() -> None:
    _, findings = audit_file(b"Wells are dry.", "x.md", language="en", evidence=None)
    assert [finding.rule for finding in findings] == ["no-figure-found"]


def test_an_unclosed_fence_is_told() -> None:
    _, findings = read_markdown(b"Wells.\n\n```\n73 wells[^a]\n\n[^a]: Census.\n", "x.md")
    assert [(finding.rule, finding.place.line) for finding in findings] == [("unclosed-fence", 3)]


def test_a_closed_fence_is_not() -> None:
    assert read_markdown(b"Wells.\n\n```\n73 wells\n```\n", "x.md")[1] == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("---\nlanguage: fr\n---\nThe wells of the delta are dry.", "fr"),
        ("Les puits du delta sont à sec, et les pompes ne sont pas réparées.", "fr"),
        ("The wells of the delta are dry and the pumps are not repaired.", "en"),
        ("Los pozos del delta están secos y las bombas no son reparadas por el estado.", "es"),
        ("73", "en"),
    ],
)
def test_the_language_is_declared_or_recognised(text: str, language: str) -> None:
    assert audit_file(text.encode(), "x.md", language=None, evidence=None)[0].language == language
    assert audit_file(text.encode(), "x.md", language="es", evidence=None)[0].language == "es"


def test_files_of_old_editors_are_read_with_a_warning() -> None:
    reading, findings = read_markdown("Près de 73\u00a0% des puits.".encode("cp1252"), "x.md")
    assert reading is not None
    assert reading.blocks[0].text == "Près de 73\u00a0% des puits."
    assert [finding.rule for finding in findings] == ["not-utf-8"]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\0b", b"[" * 5000, b"> " * 500, b"x" * 10_000_001])
def test_what_is_no_brief_is_refused(data: bytes) -> None:
    reading, findings = read_markdown(data, "x.md")
    assert reading is None
    assert [finding.rule for finding in findings] == ["unreadable-file"]


MARKUP = st.text(st.sampled_from("a7 %*_`[]()^!<>&;#|-:\\\n~.\"'\u00a01/é"), max_size=120)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | MARKUP.map(str.encode) | MARKUP.map(lambda text: (text + "\n\n[^1]: x").encode()))
def test_no_bytes_break_it(data: bytes) -> None:
    report, _ = audit_file(data, "x.md", language="en", evidence=None)
    report.to_json()


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_every_letter_and_digit_stands_where_the_reading_says(text: str) -> None:
    reading, _ = read_markdown(text.encode(), "x.md")
    assert reading is not None
    lines = re.split(r"\r\n?|\n", text)
    for block in reading.blocks:
        for offset, character in enumerate(block.text):
            if character.isascii() and character.isalnum() and block.kind not in ("front matter", "alt"):
                place = place_in(reading, block, offset)
                assert place.line is not None
                assert place.column is not None
                assert lines[place.line - 1][place.column - 1 : place.column] in (character, "&")
    assert all(block.text.count(CALL) >= len(block.calls) for block in reading.blocks)
