"""Markdown files: notes, front matter, escapes, links, drafts; and what stops a document in any format."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markdown_trees import Sign, assert_reads_back, of, signs_of, tidy, tree_read, written
from msgspec.structs import replace
from sample_documents import AT, english, item, note, paragraph, row
from sample_languages import arabic, french

from briefs.document import (
    Call,
    Document,
    Emphasis,
    Item,
    Link,
    List,
    Paragraph,
    Table,
    Text,
)
from briefs.finding import Stops
from briefs.write import WRITERS


@pytest.mark.parametrize("document", [english(), french(), arabic()], ids=["en", "fr", "ar"])
def test_samples_read_back_with_their_notes(document: Document) -> None:
    text = written(document)
    _, notes, _ = tree_read(text)
    assert list(notes) == [found.label for found in document.notes]
    for found in document.notes:
        assert linked(notes[found.label]) == linked(tidy(signs_of(found.children)))


def linked(found: list[Sign]) -> list[tuple[str, bool, bool, bool, bool]]:
    """The signs, and whether rather than where they link: an address is encoded on the way."""
    return [(*sign[:4], bool(sign[4])) for sign in found]


def test_notes_follow_their_first_call() -> None:
    document = of(
        paragraph(
            Text("One"), Call("b-2", True), Text(" two"), Call("a-source", True), Text(" three"), Call("b-2", True)
        )
    )
    assert re.findall(r"^\[\^(\S+)\]:", written(document), re.MULTILINE) == ["b-2", "a-source"]


def test_front_matter_holds_what_the_document_is() -> None:
    document = replace(french(), title='Les "puits": un — deux', subtitle="#1 # non")
    _, _, front = tree_read(written(document))
    rows = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in front.splitlines())}
    assert rows == {
        "title": 'Les "puits": un — deux', "subtitle": "#1 # non", "brief": "wells", "language": "fr", "date": "2025-03",
        "keywords": ["puits", "eau"], "draft": True,
    }  # fmt: skip


def test_a_draft_says_so_and_a_title_of_the_text_is_printed_once() -> None:
    assert "**PROJET – ne pas diffuser**\n\n# Comptez les puits" in written(french())
    assert written(english()).count("# Count the wells, then mend them\n") == 1
    assert "DRAFT" not in written(english())
    marked = replace(french(), blocks=(paragraph(Text("une erreur"), style="draft"), *french().blocks))
    assert "**PROJET – ne pas diffuser**\n\n# Comptez" in written(marked)
    assert "**une erreur**" in written(marked)


def test_no_break_spaces_stay() -> None:
    text = written(french())
    assert "73\u202f312\u00a0puits" in text
    assert "sec\u202f: pourquoi\u202f?" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*b_c_d [x] <b>", "a\\*b\\_c\\_d \\[x\\] \\<b>"),
        ("fact_id_of_two", "fact_id_of_two"),
        ("AT&T &amp; R&D;", "AT&T \\&amp; R\\&D;"),
        ("1. First", "1\\. First"),
        ("1.5 million", "1.5 million"),
        ("- item", "\\- item"),
        ("-5 %", "-5 %"),
        ("# one", "\\# one"),
        ("#tag", "#tag"),
        ("a | b ~73m", "a \\| b \\~73m"),
        ("> said", "\\> said"),
        ("\u00a0x", "&#160;x"),
        ("C:\\temp", "C:\\\\temp"),
    ],
)
def test_text_is_escaped_where_it_must_be_and_only_there(text: str, expected: str) -> None:
    assert written(of(paragraph(Text(text)))).split("---\n\n")[1] == expected + "\n"


def test_links_are_percent_encoded() -> None:
    link = Link((Text("été"),), "https://exämple.org/été [1]?q=a b&c=«d»")
    assert "[été](https://xn--exmple-cua.org/%C3%A9t%C3%A9%20%5B1%5D?q=a%20b&c=%C2%ABd%C2%BB)" in written(
        of(paragraph(link))
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/x", "https://", "x", "mailto:", "http://[::1"]
)
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_an_address_that_no_reader_may_follow_stops_the_document(url: str, name: str, root: Any) -> None:
    reference = (root / "templates" / "reference.docx").read_bytes()
    data, findings = WRITERS[name][1](of(paragraph(Link((Text("here"),), url))), reference)
    assert data is None
    assert [(finding.rule, finding.stops) for finding in findings] == [("unsafe-address", Stops.DOCUMENT)]
    assert findings[0].place == AT


@pytest.mark.parametrize("sign", ["\ue000", "\U000f0001", "\x00", "\x0b", "\x85", "\u202e", "\ud800"])
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_sign_that_no_output_may_hold_stops_the_document(sign: str, name: str, root: Any) -> None:
    reference = (root / "templates" / "reference.docx").read_bytes()
    place = replace(AT, line=7)
    faulty = List((Item((Paragraph((Emphasis((Text(f"a{sign}b"),)),), place),), place),), False, place)
    data, findings = WRITERS[name][1](of(paragraph(Text("fine")), faulty), reference)
    assert data is None
    assert [(finding.rule, finding.place.line, finding.stops) for finding in findings] == [
        ("unprintable-character", 7, Stops.DOCUMENT)
    ]
    assert f"U+{ord(sign):04X}" in findings[0].message


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_call_that_leads_nowhere_stops_the_document(name: str, root: Any) -> None:
    reference = (root / "templates" / "reference.docx").read_bytes()
    data, findings = WRITERS[name][1](of(paragraph(Text("x"), Call("nowhere", True))), reference)
    assert data is None
    assert [finding.rule for finding in findings] == ["call-without-note"]
    circular = replace(of(paragraph(Call("a", True))), notes=(note("a", 1, Text("x"), Call("a", True)),))
    data, findings = WRITERS[name][1](circular, reference)
    assert data is None
    assert [finding.rule for finding in findings] == ["call-in-note"]


def test_neighbouring_lists_stay_apart() -> None:
    lists = [
        List((item(Text(word)),), ordered, AT)
        for word, ordered in (("a", False), ("b", False), ("c", False), ("d", True), ("e", True))
    ]
    assert_reads_back(of(*lists))
    assert "- a\n\n* b\n\n- c\n\n1. d\n\n1) e\n" in written(of(*lists))


def test_a_row_longer_than_the_head_is_printed_whole() -> None:
    table = Table(row(Text("a")), (row(Text("b"), Text("c")),), ("",), AT)
    assert "| a |  |\n| --- | --- |\n| b | c |" in written(of(table))
