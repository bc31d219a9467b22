"""Markdown to the tree: every construct a brief may hold, and what it may not, with places."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.document import (
    Cell,
    Code,
    Declared,
    Document,
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Row,
    SourceList,
    Strong,
    Table,
    Text,
)  # fmt: skip
from briefs.finding import Finding, Place, Stops
from briefs.parse import parse_document
from briefs.render.slots import FIRST, Start

HERE = Place("templates/x.md.j2", 1)
DATE = Declared("date", "7 May 2024", Place("templates/x.md.j2", 9))


def parse(text: str, *slots: Any) -> tuple[Document, tuple[Finding, ...]]:
    """Parse a text in which {0}, {1}… stand for the slots."""
    for number in range(len(slots)):
        text = text.replace(f"{{{number}}}", chr(FIRST + number))
    return parse_document(
        "x", text, slots, language="en", direction="ltr", meta={"title": "T"}, wordings={}, words={}, start=HERE
    )


def blocks(text: str, *slots: Any) -> tuple[Any, ...]:
    document, findings = parse(text, *slots)
    assert findings == ()
    return document.blocks


def test_every_block() -> None:
    text = "# One\n\nPara *em* **strong** `code`  \nline\n\n> Boxed\n\n- a\n- b\n    - c\n\n3. x\n4. y\n\nLead.\n{: .lead }\n"
    assert blocks(text) == (
        Heading(1, (Text("One"),), HERE),
        Paragraph(
            (Text("Para "), Emphasis((Text("em"),)), Text(" "), Strong((Text("strong"),)), Text(" "), Code("code"),
             LineBreak(), Text(" line")), HERE,
        ),
        Quote((Paragraph((Text("Boxed"),), HERE),), HERE),
        List(
            (
                Item((Paragraph((Text("a"),), HERE),), HERE),
                Item((Paragraph((Text("b"),), HERE), List((Item((Paragraph((Text("c"),), HERE),), HERE),), False, HERE)), HERE),
            ),
            False, HERE,
        ),
        List((Item((Paragraph((Text("x"),), HERE),), HERE), Item((Paragraph((Text("y"),), HERE),), HERE)), True, HERE, 3),
        Paragraph((Text("Lead."),), HERE, "lead"),
    )  # fmt: skip


def test_a_table_takes_its_caption() -> None:
    found = blocks("Duties\n{: .caption }\n\n| A | B |\n|---|--:|\n| x | *y* |\n")
    table = Table(
        Row((Cell((Text("A"),), HERE), Cell((Text("B"),), HERE)), HERE),
        (Row((Cell((Text("x"),), HERE), Cell((Emphasis((Text("y"),)),), HERE)), HERE),),
        ("", "right"), HERE, (Text("Duties"),),
    )  # fmt: skip
    assert found == (table,)


def test_slots_become_nodes_and_places() -> None:
    place = Place("templates/x.md.j2", 7)
    found = blocks("{0}On {1} it began, **{1}**.\n\nNext.", Start(place), (DATE,))
    assert found[0] == Paragraph((Text("On "), DATE, Text(" it began, "), Strong((DATE,)), Text(".")), place)
    assert found[1].at == place, "a text without a message of its own stands where the last one stood"


def test_the_list_of_sources_is_a_block() -> None:
    source_list = SourceList(HERE)
    assert blocks("{0}", source_list) == (source_list,)
    _, findings = parse("See {0}.", source_list)
    assert [finding.rule for finding in findings] == ["references-in-text"]


def test_slots_survive_markup_neighbours() -> None:
    for text in (
        "**{0}**",
        "_{0}_",
        "[{0}](https://example.org)",
        "| {0} | b |\n|---|---|\n| {0} | c |",
        "> {0}",
        "- {0}",
    ):
        document, findings = parse(text, (DATE,))
        assert not findings
        assert repr(document.blocks).count("7 May 2024") == text.count("{0}")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a <b>bold</b> word", "raw-html"),
        ("<script>x</script>", "raw-html"),
        ("<!-- hidden 12 -->", "raw-html"),
        ("    indented code", "unknown-construct"),
        ("---\n", "unknown-construct"),
        ("![alt](https://example.org/x.png)", "unknown-construct"),
        ("[x](javascript:alert)", "unsafe-link"),
        ("[x](file:///etc/passwd)", "unsafe-link"),
        ("word\x07", "control-character"),
        ("lone \ud800 surrogate", "control-character"),
        ("Text.\n{: .fancy }", "unknown-style"),
    ],
)
def test_what_a_brief_may_not_hold(text: str, rule: str) -> None:
    _, findings = parse(text)
    assert rule in [finding.rule for finding in findings]
    assert all(finding.stops is Stops.DOCUMENT and finding.hint for finding in findings)
    assert all(finding.place == HERE for finding in findings)


def test_right_to_left_and_emoji_pass() -> None:
    assert blocks("مرحبا 🙂 <https://example.org/a?b=1&c=2>") == (
        Paragraph(
            (Text("مرحبا 🙂 "), Link((Text("https://example.org/a?b=1&c=2"),), "https://example.org/a?b=1&c=2")), HERE
        ),
    )
