"""A document as Markdown: CommonMark with pipe tables, notes and front matter as forges read them; no raw HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date as calendar_date
from typing import assert_never

from briefs.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    SourceList,
    Strong,
    Table,
)
from briefs.finding import Finding
from briefs.write.markdown_inlines import MarkdownWriting, inlines_to_markdown
from briefs.write.markdown_text import guard_lines
from briefs.write.opening import printed_blocks
from briefs.write.signs import find_unprintable

# What the front matter tells of the brief's own, in this order, where it says so in plain values.
_META = ("kind", "version", "date", "figures_as_at", "original_language", "keywords")
_STRONG_STYLES = ("subtitle", "draft")


def write_markdown(document: Document, reference: bytes = b"") -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of the Markdown file, or the findings that keep it from being made; `reference` is for Word alone."""
    writing = MarkdownWriting(frozenset(note.label for note in document.notes))
    body = blocks_to_markdown(printed_blocks(document), writing)
    pieces = (_front_matter(document), body, _notes_to_markdown(document, writing))
    text = "\n\n".join(piece for piece in pieces if piece) + "\n"
    faults = (*writing.findings, *find_unprintable(document, (text,)))
    return (None, tuple(dict.fromkeys(faults))) if faults else (text.encode("utf-8"), ())


def _front_matter(document: Document) -> str:
    """Title, language and edition, as YAML that any reader of JSON strings understands."""
    rows: dict[str, object] = {"title": document.title, "subtitle": document.subtitle}
    rows |= {"brief": document.brief, "language": document.language}
    rows |= {"direction": "rtl"} if document.direction == "rtl" else {}
    rows |= {key: _plain_value(document.meta[key]) for key in _META if key in document.meta}
    rows |= {"draft": True} if document.draft else {}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value]
    return "\n".join(["---", *lines, "---"])


def _plain_value(value: object) -> object:
    """A value as JSON holds it: text, or a list of texts; a structure has no place in the front matter."""
    if isinstance(value, (list, tuple)):
        return [str(part) for part in value if isinstance(part, (str, int))]
    return str(value) if isinstance(value, (str, int, calendar_date)) or hasattr(value, "year") else ""


def _notes_to_markdown(document: Document, writing: MarkdownWriting) -> str:
    """The definitions of the notes in order of their first call."""
    notes = {note.label: note for note in document.notes}
    labels = [label for label in writing.called if label in notes]
    writing.in_notes = True
    return "\n\n".join(f"[^{label}]: {_indent(_text(notes[label].children, writing), '    ')}" for label in labels)


def _text(children: Iterable[Inline], writing: MarkdownWriting) -> str:
    """The inlines of a block or note as its lines."""
    return guard_lines(inlines_to_markdown(children, writing))


def blocks_to_markdown(blocks: Sequence[Block], writing: MarkdownWriting) -> str:
    """Blocks in order, a blank line between; a list that follows a list of its kind takes the other sign."""
    pieces: list[str] = []
    before: Block | None = None
    other = False
    for block in blocks:
        writing.place = block.at
        other = isinstance(before, List) and isinstance(block, List) and before.ordered == block.ordered and not other
        piece = block_to_markdown(block, writing, other)
        if piece:
            pieces.append(piece)
            before = block
    return "\n\n".join(pieces)


def block_to_markdown(block: Block, writing: MarkdownWriting, other: bool = False) -> str:
    """One block as lines, without a blank line around it."""
    match block:
        case Heading(level):
            return heading_to_markdown(block, level, writing)
        case Paragraph(children, style=style):
            return _text((Strong(children),) if style in _STRONG_STYLES else children, writing)
        case List():
            return list_to_markdown(block, writing, other)
        case Table():
            return table_to_markdown(block, writing)
        case Quote():
            return _prefix(blocks_to_markdown(block.blocks, writing), "> ")
        case SourceList():  # the note stage has put paragraphs in its place
            return ""
        case _:
            assert_never(block)


def heading_to_markdown(block: Heading, level: int, writing: MarkdownWriting) -> str:
    """An ATX heading: one line, no closing signs."""
    writing.in_heading = True  # which has one line
    text = _text(block.children, writing)
    writing.in_heading = False
    bare = text.rstrip("#")
    closing = bare + "\\" + text[len(bare) :] if bare != text and not bare.endswith("\\") else text
    return f"{'#' * min(level, 6)} {closing}".rstrip()


def list_to_markdown(block: List, writing: MarkdownWriting, other: bool) -> str:
    """A list, tight where every item is one block."""
    items = []
    for place, item in enumerate(block.items):
        sign = f"{block.start + place}{')' if other else '.'}" if block.ordered else "*" if other else "-"
        items.append(_item_to_markdown(item, sign, writing))
    tight = all(len(item.blocks) <= 1 for item in block.items)
    return ("\n" if tight else "\n\n").join(items)


def _item_to_markdown(item: Item, sign: str, writing: MarkdownWriting) -> str:
    text = blocks_to_markdown(item.blocks, writing)
    return f"{sign} {_indent(text, ' ' * (len(sign) + 1))}" if text else sign


def table_to_markdown(table: Table, writing: MarkdownWriting) -> str:
    """A pipe table under its caption; short rows are filled, as a reader would drop what the head has no column for."""
    count = max(len(row.cells) for row in (table.header, *table.rows))
    signs = {"left": ":---", "center": ":---:", "right": "---:"}
    align = [signs.get(table.align[place], "---") if place < len(table.align) else "---" for place in range(count)]
    caption = _text(table.caption, writing)
    writing.in_cell = True
    rows = [_row_to_markdown(row, count, writing) for row in (table.header, *table.rows)]
    writing.in_cell = False
    lines = [rows[0], f"| {' | '.join(align)} |", *rows[1:]]
    return (caption + "\n\n" if caption else "") + "\n".join(lines)


def _row_to_markdown(row: Row, count: int, writing: MarkdownWriting) -> str:
    missing = (Cell((), row.at),) * (count - len(row.cells))
    cells = [_cell_to_markdown(cell, writing) for cell in (*row.cells, *missing)]
    return f"| {' | '.join(cells)} |"


def _cell_to_markdown(cell: Cell, writing: MarkdownWriting) -> str:
    writing.place = cell.at
    return _text(cell.children, writing)


def _indent(text: str, indent: str) -> str:
    """Lines after the first, set under it."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(indent + line if line else "" for line in rest)])


def _prefix(text: str, sign: str) -> str:
    return "\n".join((sign + line).rstrip() for line in text.split("\n"))
