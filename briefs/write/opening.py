"""The document's blocks as every format prints them: draft banner, title and subtitle stand first."""

from __future__ import annotations

from briefs.document import Block, Document, Heading, Paragraph, Text
from briefs.finding import Place


def printed_blocks(document: Document) -> tuple[Block, ...]:
    """All blocks, with the banner, title and subtitle of the front matter where the text does not bring its own."""
    start = Place(document.brief)
    styles = {block.style for block in document.blocks if isinstance(block, Paragraph)}
    blocks = list(document.blocks)
    title = next((place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1), None)
    if title is None and document.title:
        blocks.insert(0, Heading(1, (Text(document.title),), start))
        title = 0
    if document.subtitle and title is not None and "subtitle" not in styles:
        blocks.insert(title + 1, Paragraph((Text(document.subtitle),), start, "subtitle"))
    if document.draft:  # beside the errors that stand marked in the text
        blocks.insert(0, Paragraph((Text(draft_words(document)),), start, "draft"))
    return tuple(blocks)


def draft_words(document: Document) -> str:
    """What marks a draft, in the document's language."""
    return document.words.get("draft", "DRAFT")
