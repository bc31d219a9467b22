"""What the checks look at: one document with its record and the evidence, and how to walk it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Declared,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
)  # fmt: skip
from briefs.evidence import Date, Evidence, Record
from briefs.finding import Place


@dataclass(frozen=True, slots=True)
class Subject:
    """One document, its printed record, and the evidence it was made from."""

    document: Document
    record: Record
    evidence: Evidence
    as_at: Date  # the brief's own date: nothing here asks the clock
    release: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of inline content that no sentence crosses: a paragraph, heading, cell or caption."""

    kind: str
    children: tuple[Inline, ...]
    at: Place
    section: str
    row: tuple[Cell, ...] = ()
    head: tuple[Cell, ...] = ()


def walk_passages(blocks: tuple[Block, ...], section: str = "") -> Iterator[Passage]:
    """Every passage of a document in reading order, with the heading above it."""
    for block in blocks:
        match block:
            case Heading():
                section = plain_text(block.children)
                yield Passage("heading", block.children, block.at, section)
            case Paragraph():
                yield Passage(block.style or "paragraph", block.children, block.at, section)
            case List():
                for item in block.items:
                    yield from walk_passages(item.blocks, section)
            case Quote():
                yield from walk_passages(block.blocks, section)
            case Table():
                yield from _table_passages(block, section)
            case _:
                pass


def _table_passages(table: Table, section: str) -> Iterator[Passage]:
    if table.caption:
        yield Passage("caption", table.caption, table.at, section)
    for row in (table.header, *table.rows):
        for cell in row.cells:
            yield Passage("cell", cell.children, cell.at, section, row.cells, table.header.cells)


def walk_inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, the nested ones after their parent."""
    for child in children:
        yield child
        match child:
            case Emphasis() | Strong() | Link() | Foreign() | Reference():
                yield from walk_inlines(child.children)
            case _:
                pass


def plain_text(children: tuple[Inline, ...]) -> str:
    """The words of inline content as a reader sees them, without note calls."""
    parts = []
    for inline in walk_inlines(children):
        match inline:
            case Text() | Figure() | Declared():
                parts.append(inline.text)
            case _:
                pass
    return "".join(parts)


def figures_of(children: tuple[Inline, ...]) -> list[Figure]:
    """The figures of inline content, in order."""
    return [inline for inline in walk_inlines(children) if isinstance(inline, Figure)]


def is_cited(children: tuple[Inline, ...]) -> bool:
    """Whether inline content holds a note call, a claim's citation or a reference."""
    return any(isinstance(inline, (Call, Citation, Reference)) for inline in walk_inlines(children))
