"""What we write as Markdown, markdown-it-py reads back: the same words, emphasis, links, notes and blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from sample_documents import AT, arabic, english, french, item, note, paragraph, row

from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Code,
    Declared,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    NotePoint,
    Paragraph,
    Quote,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from briefs.finding import Stops
from briefs.write import WRITERS, write_markdown

# A character of the text with what it stands in: (character or call, italic, bold, code, link).
Sign = tuple[str, bool, bool, bool, str]
Tree = list[Any]


def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin).use(footnote_plugin)


# ---- what a document says, as a tree of plain lists


def signs_of(  # noqa: C901  # a case a node
    children: Sequence[Inline], italic: bool = False, bold: bool = False, link: str = "", one_line: bool = False
) -> list[Sign]:
    found: list[Sign] = []
    for node in children:
        match node:
            case Text(text) | Declared(text=text) | Figure(text=text):
                found += [(sign, italic, bold, False, link) for sign in re.sub(r"[\t\r\n]+", " ", text)]
            case Code(text):
                found += [(sign, italic, bold, True, link) for sign in re.sub(r"[\t\r\n]+", " ", text)]
            case Emphasis(inner):
                found += signs_of(inner, True, bold, link, one_line)
            case Strong(inner):
                found += signs_of(inner, italic, True, link, one_line)
            case Foreign(inner) | Reference(children=inner):
                found += signs_of(inner, italic, bold, link, one_line)
            case Link(inner, url):
                found += signs_of(inner, italic, bold, link or url, one_line)
            case LineBreak():
                found.append((" " if one_line else "\n", italic, bold, False, link))
            case Call(label, _, before):
                found += [(sign, italic, bold, False, link) for sign in before]
                found.append((f"[^{label}]", italic, bold, False, link))
            case Citation() | NotePoint():
                pass
    return found


def tidy(found: list[Sign]) -> list[Sign]:
    """White space has no look, none stands at the ends or around a break, and several plain spaces are one."""
    plain: list[Sign] = [
        (s, False, False, code, link) if s.isspace() else (s, i, b, code, link) for s, i, b, code, link in found
    ]
    kept: list[Sign] = []
    for sign in plain:
        if sign[0] == "\n" and not sign[3]:
            while kept and kept[-1][0] == " " and not kept[-1][3]:
                kept.pop()
        if sign[0] == " " and not sign[3] and (not kept or (kept[-1][0] in ("\n", " ") and not kept[-1][3])):
            continue
        kept.append(sign)
    while kept and kept[-1][0] in (" ", "\n") and not kept[-1][3]:
        kept.pop()
    while kept and kept[0][0] in (" ", "\n") and not kept[0][3]:
        kept.pop(0)
    return kept


def tree_of(blocks: Sequence[Block]) -> Tree:
    found: Tree = []
    for block in blocks:
        match block:
            case Heading(level, children):
                found.append([f"h{level}", tidy(signs_of(children, one_line=True))])
            case Paragraph(children):
                content = tidy(signs_of(children))
                found += [["p", content]] if content else []
            case List(items, ordered, _, start):
                found.append(
                    ["ol" if ordered else "ul", start if ordered else 1, [tree_of(entry.blocks) for entry in items]]
                )
            case Quote(inner):
                found.append(["quote", tree_of(inner)])
            case Table(header, rows, caption=caption):
                content = tidy(signs_of(caption))
                found += [["p", content]] if content else []
                width = max(len(entry.cells) for entry in (header, *rows))
                table = [
                    [tidy(signs_of(cell.children, one_line=True)) for cell in entry.cells] for entry in (header, *rows)
                ]
                found.append(["table", [cells + [[]] * (width - len(cells)) for cells in table]])
    return found


# ---- what the reader sees, as the same kind of tree


def signs_read(tokens: Sequence[Token]) -> list[Sign]:
    italic = bold = 0
    link = ""
    found: list[Sign] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special" | "code_inline":
                found += [(sign, bool(italic), bool(bold), token.type == "code_inline", link) for sign in token.content]
            case "em_open" | "em_close":
                italic += token.nesting
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = ""
            case "hardbreak":
                found.append(("\n", bool(italic), bool(bold), False, link))
            case "softbreak":
                found.append((" ", bool(italic), bool(bold), False, link))
            case "footnote_ref":
                found.append((f"[^{token.meta['label']}]", bool(italic), bool(bold), False, link))
            case other:
                raise AssertionError(f"an inline nobody wrote: {other} {token.content!r}")
    return found


def tree_read(text: str) -> tuple[Tree, dict[str, list[Sign]], str]:  # noqa: C901  # a case a token
    """Blocks, notes by label, front matter."""
    tokens = reader().parse(text)
    notes: dict[str, list[Sign]] = {}
    root: Tree = []
    stack: list[Tree] = [root]
    front = ""
    label = None
    for token in tokens:
        match token.type:
            case "front_matter":
                front = token.content
            case "inline":
                found = tidy(signs_read(token.children or []))
                if label is not None:
                    assert label not in notes, "a note of two paragraphs"
                    notes[label] = found
                else:
                    stack[-1].append(found)
            case "footnote_open":
                label = token.meta["label"]
            case "footnote_close":
                label = None
            case "paragraph_open" | "heading_open":
                opened: Tree = ["p" if token.tag == "p" else token.tag]
                if label is None:
                    stack[-1].append(opened)
                    stack.append(opened)
            case "paragraph_close" | "heading_close":
                if label is None:
                    closed = stack.pop()
                    if closed == ["p"] or closed == ["p", []]:
                        stack[-1].remove(closed)
            case "bullet_list_open" | "ordered_list_open":
                entries: Tree = []
                stack[-1].append([token.tag, int(token.attrs.get("start", 1)), entries])
                stack.append(entries)
            case "list_item_open" | "blockquote_open" | "tr_open":
                inner: Tree = []
                stack[-1].append(["quote", inner] if token.tag == "blockquote" else inner)
                stack.append(inner)
            case "table_open":
                rows: Tree = []
                stack[-1].append(["table", rows])
                stack.append(rows)
            case (
                "bullet_list_close"
                | "ordered_list_close"
                | "list_item_close"
                | "blockquote_close"
                | "tr_close"
                | "table_close"
            ):
                stack.pop()
            case (
                "thead_open"
                | "thead_close"
                | "tbody_open"
                | "tbody_close"
                | "th_open"
                | "th_close"
                | "td_open"
                | "td_close"
            ):
                pass
            case "footnote_block_open" | "footnote_block_close" | "footnote_anchor":
                pass
            case other:
                raise AssertionError(f"a block nobody wrote: {other} {token.content!r}")
    return root, notes, front


def written(document: Document) -> str:
    data, findings = write_markdown(document)
    assert findings == ()
    assert data is not None
    return data.decode("utf-8")


def assert_reads_back(document: Document) -> None:
    text = written(document)
    tree, notes, _ = tree_read(text)
    assert tree == tree_of(document.blocks), text
    called = [found.label for found in document.notes if f"[^{found.label}]" in text]
    assert notes == {
        found.label: tidy(signs_of(found.children)) for found in document.notes if found.label in called
    }, text


def of(*blocks: Block) -> Document:
    notes = (
        note("a-source", 1, Text("Office, 2024.")),
        note("b-2", 2, Text("1. Survey [x] "), Emphasis((Text("title"),))),
    )
    return Document("wells", "en", "ltr", "", "", {}, blocks, notes)


# ---- random documents

NASTY = st.sampled_from(
    ["*", "_", "**", "__", "`", "``", "[", "]", "(", ")", "!", "![", "<", ">", "<b>", "&", "&amp;", "&lt;", "#", "##", "-", "+", "=", "===", "---", "1.", "2)", "~", "~~", "|", "\\", "\\*", ":", ":-", "^", "^[", "$", "%", "{", "}", "«", "»", "—", "’", "€", "é", "水", "x", "a_b", "a*b", "1", ".", ",", "http://example.org/a_b", "www.example.org", "<http://x>", "[^a-source]", "[a]:", "/u", "\"q\"", "'q'", "é", "🙂", "ــ", "\u00a0", "\u202f", " ", "  ", "\t", "\n"]
)  # fmt: skip
WORDS = st.lists(st.one_of(NASTY, st.text("ab*_ ()!|`\\", max_size=3)), min_size=0, max_size=5).map("".join)
CALLS = st.builds(Call, st.sampled_from(["a-source", "b-2"]), st.booleans(), st.sampled_from(["", "\u00a0"]))
URLS = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a_(b)?c=1&copy=2&lt;3#d*e",
        "mailto:a_b@example.org",
        "http://example.org/a%20b",
    ]
)
LEAVES = st.one_of(
    WORDS.map(Text),
    st.text("ab` |\\", min_size=1, max_size=5).filter(lambda text: text.strip(" ") != "").map(Code),
    st.just(LineBreak()),
    CALLS,
    WORDS.map(lambda text: Declared("date", text, AT)),
    WORDS.map(lambda text: Figure("f", "about ", text, "", " %", AT, "s")),
    st.just(Citation(AT)),
    st.just(NotePoint(AT)),
)


def containers(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    many = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        many.map(Emphasis), many.map(Strong), many.map(lambda c: Foreign(c, "fr")), many.map(lambda c: Reference("s", None, AT, children=c)),
        st.builds(Link, st.lists(LINK_WORDS, min_size=1, max_size=2).map(tuple), URLS),
    )  # fmt: skip


LINK_WORDS: st.SearchStrategy[Inline] = st.one_of(
    WORDS.filter(str.strip).map(Text),
    WORDS.map(lambda text: Emphasis((Text(text),))),
    WORDS.map(lambda text: Strong((Text(text),))),
)
INLINES: st.SearchStrategy[tuple[Inline, ...]] = st.lists(
    st.recursive(LEAVES, containers, max_leaves=6), max_size=6
).map(tuple)
PARAGRAPHS = INLINES.map(lambda children: Paragraph(children, AT))


def has_words(block: Block) -> bool:
    return bool(tree_of((block,)))


TABLES = st.builds(
    lambda head, rows, caption: Table(head, tuple(rows), ("left", "", "right"), AT, caption),
    st.lists(INLINES, min_size=1, max_size=3).map(lambda cells: Row(tuple(Cell(cell, AT) for cell in cells), AT)),
    st.lists(
        st.lists(INLINES, max_size=3).map(lambda cells: Row(tuple(Cell(cell, AT) for cell in cells), AT)), max_size=2
    ),
    INLINES,
)
HEADINGS = st.builds(Heading, st.integers(1, 6), INLINES, st.just(AT)).filter(
    lambda heading: bool(tidy(signs_of(heading.children)))
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    filled = st.lists(inner.filter(has_words), min_size=1, max_size=3).map(tuple)
    items = st.lists(filled.map(lambda blocks: Item(blocks, AT)), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(List, items, st.just(False), st.just(AT)), st.builds(List, items, st.just(True), st.just(AT), st.integers(1, 99)),
        filled.map(lambda blocks: Quote(blocks, AT)),
    )  # fmt: skip


BLOCKS = st.recursive(st.one_of(PARAGRAPHS.filter(has_words), HEADINGS, TABLES), nested, max_leaves=4)


@settings(max_examples=150, deadline=None)
@given(INLINES)
@example((Emphasis((Text("«a»"),)), Text("b")))
@example((Text("a"), Strong((Text("(b)"),)), Text("c")))
@example((Strong((Emphasis((Text("a"),)), Text("b"))), Emphasis((Text("c"),))))
@example((Text("Act now!"), Call("a-source", True), Text("(soon)")))
@example((Call("a-source", True), Text(": first")))
@example((Text("a|b"), LineBreak(), Text("-")))
@example((Link((Text("^[a]:"),), "https://example.org/"),))
def test_inlines_read_back(children: tuple[Inline, ...]) -> None:
    assert_reads_back(of(paragraph(*children)))


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map(tuple))
def test_blocks_read_back(blocks: tuple[Block, ...]) -> None:
    assert_reads_back(of(*blocks))


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
