"""A PDF's structure as blocks and notes: the body first, then the notes under the marks that the text calls them by."""

from __future__ import annotations

import re
from typing import Any

from briefs.audit.pdfpieces import Pieces
from briefs.audit.pdfstory import NOTE_MARK, Story
from briefs.audit.reading import Block, Hyperlink, Note


def read_structure(root: Any, pieces: Pieces) -> tuple[tuple[Block, ...], dict[str, Note]]:
    """The blocks of the body, then those of the notes; and the notes by the mark that the text calls them by."""
    roles = root["/RoleMap"].get_object() if "/RoleMap" in root else {}
    story = Story({str(name): str(role) for name, role in roles.items()}, pieces)
    story.walk(root.get("/K", []), None)
    blocks, notes = list(story.blocks), dict[str, Note]()
    for number, (part, own) in enumerate(story.notes.items(), 1):
        mark, own = _marked(story.marks[part], own)
        key = f"note:{mark or number}"
        links = tuple(link.url for block in own for link in block.links)
        text = "\n".join(block.text for block in own).strip()
        notes[key] = Note(key, number, mark or str(number), text, links)
        blocks.extend(_of_part(block, f"note:{key}") for block in own)
    return tuple(blocks), notes


def _marked(label: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The mark of a note, from its label or from the beginning of its text, and the text without it."""
    if match := NOTE_MARK.fullmatch(label):
        return match[1], blocks
    if not blocks or not (match := re.match(r"\s*\[?(\d{1,4})\]?(?=\D)\s*", blocks[0].text)):
        return "", blocks
    return match[1], [_from(blocks[0], match.end()), *blocks[1:]]


def _from(block: Block, start: int) -> Block:
    links = tuple(Hyperlink(link.start - start, link.end - start, link.url) for link in block.links)
    return Block(block.kind, block.text[start:], block.line, block.part, block.section, (), links)


def _of_part(block: Block, part: str) -> Block:
    return Block(block.kind, block.text, block.line, part, block.section, block.calls, block.links)
