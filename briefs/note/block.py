"""Calls in every block of a document: paragraphs, headings and items by sentence, tables by row."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from briefs.document import Block, Heading, List, Paragraph, Quote, SourceList, Table
from briefs.note.call import note_inlines
from briefs.note.context import Context
from briefs.note.table import note_table


def note_blocks(blocks: tuple[Block, ...], context: Context) -> tuple[Block, ...]:
    """The blocks with their calls."""
    return tuple(note_block(block, context) for block in blocks)


def note_block(block: Block, context: Context) -> Block:
    """The block with its calls; the list of sources waits until all notes are known."""
    match block:
        case Heading() | Paragraph():
            return replace(block, children=note_inlines(block.children, context))
        case List():
            items = tuple(replace(item, blocks=note_blocks(item.blocks, context)) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return replace(block, blocks=note_blocks(block.blocks, context))
        case Table():
            return note_table(block, context)
        case SourceList():
            return block
        case _:
            assert_never(block)
