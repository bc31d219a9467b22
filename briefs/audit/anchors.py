"""Where in a Word file's XML each character of its text stands, and comments put around some of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree
from msgspec import Struct, field

from briefs.audit.package import Package, short
from briefs.audit.story import Paragraph, Shared, Story
from briefs.audit.wordelements import HANDLERS
from briefs.audit.wordruns import open_run
from briefs.audit.wordstyles import read_numbering, read_styles


class Piece(Struct):
    """The text of one element of a run, and where in its paragraph it stands."""

    start: int
    end: int
    element: Any


class TracingStory(Story):
    """A walk that remembers the element of each piece of text."""

    traces: dict[int, list[Piece]] = field(default_factory=dict)  # by the identity of a paragraph's pieces
    kept: list[list[str]] = field(default_factory=list)  # so that no identity is given twice
    lines: dict[int, list[Piece]] = field(default_factory=dict)  # by paragraph number

    def finish(self, paragraph: Paragraph) -> None:
        """The paragraph's pieces under its number, then as ever."""
        self.lines[paragraph.line] = self.traces.get(id(paragraph.pieces), [])
        Story.finish(self, paragraph)


def _traced(story: Story, element: Element) -> bool:
    """Text read as ever, with its element remembered."""
    assert isinstance(story, TracingStory)
    paragraph = story.paragraphs[-1] if story.paragraphs else None
    before = paragraph.length if paragraph else 0
    HANDLERS[short(element.tag)](story, element)
    in_run = short(element.getparent().tag) == "w:r"  # type: ignore[attr-defined]  # lxml's elements know it
    if paragraph is not None and paragraph.length > before and in_run:
        if id(paragraph.pieces) not in story.traces:
            story.kept.append(paragraph.pieces)
        story.traces.setdefault(id(paragraph.pieces), []).append(Piece(before, paragraph.length, element))
    return False


TRACED = ("w:t", "w:footnoteReference", "w:endnoteReference", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym")
TRACING = HANDLERS | dict.fromkeys(TRACED, _traced) | {"w:r": open_run}


def read_anchors(package: Package, main: str, root: Any) -> Anchors:
    """The text of the main part, ready to take comments."""
    parts: dict[str, str] = {}
    for relationship in package.relationships(main).values():
        if not relationship.external:
            parts.setdefault(relationship.kind, relationship.target)
    styles, base = read_styles(package.optional(parts.get("styles")))
    shared = Shared(styles, base, read_numbering(package.optional(parts.get("numbering"))))
    story = TracingStory(shared, package.relationships(main), "body")
    story.read(root, TRACING)
    return Anchors(story.lines, f"{{{etree.QName(root).namespace}}}")


class Anchors(Struct):
    """The pieces of text by paragraph number; comments are put around them."""

    lines: dict[int, list[Piece]]
    word: str  # the namespace of the file's elements, in braces

    def put(self, number: str, line: int, start: int, end: int) -> None:
        """A comment around these characters of a paragraph; of another one where that shows no text."""
        pieces = self.lines.get(line) or next((pieces for pieces in self.lines.values() if pieces), None)
        if not pieces:
            return
        first = next((piece for piece in pieces if piece.end > start), pieces[-1])
        first = self._cut(pieces, first, start)
        last = next((piece for piece in pieces if piece.end >= max(end, first.start + 1)), pieces[-1])
        if last.start < end < last.end:
            self._cut(pieces, last, end)
            last = next(piece for piece in pieces if piece.end == end)
        opening = etree.Element(f"{self.word}commentRangeStart", {f"{self.word}id": number})
        closing = etree.Element(f"{self.word}commentRangeEnd", {f"{self.word}id": number})
        mark = etree.Element(f"{self.word}r")
        etree.SubElement(mark, f"{self.word}commentReference", {f"{self.word}id": number})
        self._run(first).addprevious(opening)
        after = self._run(last)
        after.addnext(mark)
        after.addnext(closing)

    def _run(self, piece: Piece) -> Any:
        """The run that holds a piece."""
        return piece.element.getparent()

    def _cut(self, pieces: list[Piece], piece: Piece, at: int) -> Piece:
        """The piece that begins at an offset, for which the run around it is cut in two."""
        run = self._run(piece)
        index = pieces.index(piece)
        moved = piece.element
        if piece.start < at < piece.end and short(piece.element.tag) == "w:t":
            text = piece.element.text or ""
            moved = etree.Element(f"{self.word}t")
            moved.text, piece.element.text = text[at - piece.start :], text[: at - piece.start]
            for one in (moved, piece.element):
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            piece.element.addnext(moved)
            pieces.insert(index + 1, Piece(at, piece.end, moved))
            piece.end = at
            piece = pieces[index + 1]
        before = [one for one in moved.itersiblings(preceding=True) if short(one.tag) != "w:rPr"]
        if before:
            other = etree.Element(run.tag, dict(run.attrib))
            properties = run.find(f"{self.word}rPr")
            if properties is not None:
                other.append(deepcopy(properties))
            for one in [moved, *moved.itersiblings()]:
                other.append(one)
            run.addnext(other)
        return piece
