"""Documents and Markdown as the same plain tree, so that what was written and what is read can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from sample_documents import note

from briefs.document import (
    Block,
    Call,
    Citation,
    Code,
    Declared,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    NotePoint,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
)
from briefs.write import write_markdown

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
