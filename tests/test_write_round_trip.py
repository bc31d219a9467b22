"""What we write is read back: random documents made of what breaks Markdown, by markdown-it-py and in Word's XML."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_trees import assert_reads_back, of, signs_of, tidy, tree_of
from sample_documents import AT, paragraph
from word_parts import W, root_of, words
from word_parts import written as written_docx

from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Code,
    Declared,
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
from briefs.write.docx_specimen import make_reference

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


@settings(max_examples=60, deadline=None)
@given(INLINES)
def test_word_keeps_every_word(children: tuple[Inline, ...]) -> None:
    body = root_of(written_docx(of(paragraph(*children)), make_reference()))
    for link in body.iterfind(f".//{W}hyperlink[@{W}anchor]"):  # the number that a repeated call shows is Word's
        link.getparent().remove(link)
    said = "".join(sign for sign, *_ in signs_of(children) if not sign.startswith("[^"))
    assert letters(words(body)) == letters(said)


def letters(text: str) -> str:
    """Words without spaces and brackets, which calls and line ends bring along."""
    return re.sub(r"[\s\[\]]", "", text)
