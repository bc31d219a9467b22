"""Names for figures: the bookmarks under which Word files hold them, in reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from briefs.document import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    SourceList,
    Strong,
    Table,
    Text,
)  # fmt: skip


def name_figures(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Blocks and notes whose figures have names: `_fig_<number>_<8 hex of fact and number>`, at most 40 signs."""
    names = count(1)
    named = _blocks(blocks, names)
    return named, tuple(replace(note, children=_inlines(note.children, names)) for note in notes)


def _blocks(blocks: tuple[Block, ...], names: Iterator[int]) -> tuple[Block, ...]:
    return tuple(_block(block, names) for block in blocks)


def _block(block: Block, names: Iterator[int]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, children=_inlines(block.children, names))
        case List():
            items = tuple(replace(item, blocks=_blocks(item.blocks, names)) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return replace(block, blocks=_blocks(block.blocks, names))
        case Table():
            caption = _inlines(block.caption, names)
            header = _row(block.header, names)
            return replace(block, caption=caption, header=header, rows=tuple(_row(row, names) for row in block.rows))
        case SourceList():
            return block


def _row(row: Row, names: Iterator[int]) -> Row:
    return replace(row, cells=tuple(Cell(_inlines(cell.children, names), cell.at) for cell in row.cells))


def _inlines(children: tuple[Inline, ...], names: Iterator[int]) -> tuple[Inline, ...]:
    return tuple([_inline(node, names) for node in children])


def _inline(node: Inline, names: Iterator[int]) -> Inline:
    if isinstance(node, Text):  # most are
        return node
    match node:
        case Figure(fact=fact):
            return replace(node, name=figure_name(fact, next(names)))
        case Emphasis() | Strong() | Link() | Foreign() | Reference():
            children = _inlines(node.children, names)
            return node if children == node.children else replace(node, children=children)
        case _:
            return node


def figure_name(fact: str, number: int) -> str:
    """The name of the figure with this number: the same in every build of the same text."""
    digest = hashlib.sha256(f"{fact}:{number}".encode()).hexdigest()
    return f"_fig_{number:03d}_{digest[:8]}"
