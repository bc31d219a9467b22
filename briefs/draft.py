"""Drafts: a document with errors carries a banner, and each error as a marked paragraph at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefs.document import Block, Document, Heading, List, Paragraph, Quote, Table, Text
from briefs.finding import Finding, Place, Severity


def mark_draft(document: Document, findings: Sequence[Finding]) -> Document:
    """The document as a draft: what is wrong stands after the block where it is wrong, else at the top."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return document
    after: dict[int, list[Finding]] = {}
    for finding in errors:
        after.setdefault(_block_of(finding.place, document.blocks), []).append(finding)
    at = document.blocks[0].at if document.blocks else Place(document.brief)
    blocks: list[Block] = []
    for index, block in enumerate(document.blocks):
        if index == _top(document.blocks):
            blocks += [_mark(finding, at) for finding in after.get(-1, [])]
        blocks.append(block)
        blocks += [_mark(finding, block.at) for finding in after.get(index, [])]
    return replace(document, blocks=tuple(blocks), draft=True)


def _top(blocks: Sequence[Block]) -> int:
    """Where marks without a place of their own stand: below the title."""
    return 1 if len(blocks) > 1 and isinstance(blocks[0], Heading) else 0


def _block_of(place: Place, blocks: Sequence[Block]) -> int:
    """The block that a line of a template belongs to: the last that begins at or above it; -1 for none."""
    found, nearest = -1, 0
    for index, block in enumerate(blocks):
        for start in _places(block):
            if start.path == place.path and place.line and nearest < (start.line or 0) <= place.line:
                found, nearest = index, start.line or 0
    return found


def _mark(finding: Finding, at: Place) -> Paragraph:
    words = f"{finding.rule}: {finding.message}"
    return Paragraph((Text(words),), at, "draft")


def _places(block: Block) -> Iterator[Place]:
    """The places of a block and of all that stands in it."""
    yield block.at
    match block:
        case List():
            for item in block.items:
                yield item.at
                for inner in item.blocks:
                    yield from _places(inner)
        case Quote():
            for inner in block.blocks:
                yield from _places(inner)
        case Table():
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield cell.at
        case _:
            pass
