"""Drafts: a document with errors carries a banner, and each error as a marked paragraph at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefs.document import Block, Document, Heading, List, Paragraph, Quote, Table, Text
from briefs.finding import Finding, Place, Severity


def mark_draft(document: Document, findings: Sequence[Finding]) -> Document:
    """The document as a draft: what is wrong stands after the block where it is wrong, else at the top."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return document
    waiting = {id(finding): finding for finding in errors}
    blocks: list[Block] = []
    for block in document.blocks:
        blocks.append(block)
        places = {(place.path, place.line) for place in _places(block)}
        for key, finding in list(waiting.items()):
            if (finding.place.path, finding.place.line) in places:
                blocks.append(_mark(waiting.pop(key), block.at))
    top = [_mark(finding, document.blocks[0].at) for finding in waiting.values()] if document.blocks else []
    after = 1 if blocks and isinstance(blocks[0], Heading) else 0
    return replace(document, blocks=(*blocks[:after], *top, *blocks[after:]), draft=True)


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
