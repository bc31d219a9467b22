"""What a reader sees of a file: blocks of text in reading order, note calls, notes, links, bookmarks, with places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from briefs.finding import Place

CALL = "\ufffc"  # stands in a block's text where a note call stands (Unicode's object replacement character)

BlockKind = Literal[
    "heading", "paragraph", "item", "cell", "caption", "quote", "code", "note",
    "header", "footer", "alt", "chart", "front matter", "hidden", "comment",
]  # fmt: skip


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class Call(Struct, frozen=True, gc=False):
    """A mark in the text that should lead to a note; `note` is the key to look for in `Reading.notes`."""

    offset: int
    note: str
    mark: str  # as it is seen: the label or the number


class Hyperlink(Struct, frozen=True, gc=False):
    """Words that lead to an address."""

    start: int
    end: int
    url: str


class Mark(Struct, frozen=True, gc=False):
    """A bookmark and the words inside it."""

    start: int
    end: int
    name: str


class Cell(Struct, frozen=True, gc=False):
    """Where in which table; `head` for a cell of a header row, `continues` where the cell above reaches down to it."""

    table: int
    row: int
    column: int
    head: bool = False
    continues: bool = False


class Spot(Struct, frozen=True, order=True):
    """From this offset on, the text stands in the file at this line and column, character by character."""

    offset: int
    line: int
    column: int


class Block(Struct, frozen=True, gc=False):
    """One heading, paragraph, list item or cell as its reader sees it."""

    kind: BlockKind
    text: str
    line: int  # Markdown: first line; Word: number of the paragraph in its part
    part: str = "body"  # or note:<key>, header, footer
    section: str = ""  # the heading above
    calls: tuple[Call, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    marks: tuple[Mark, ...] = ()
    cell: Cell | None = None
    level: int = 0  # of a heading; 0 is a document's title
    label: str = ""  # number or bullet of a list item, which no one typed
    spots: tuple[Spot, ...] = ()  # Markdown only

    @property
    def plain(self) -> str:
        """The text without its note calls."""
        return self.text.replace(CALL, "")


class Note(Struct, frozen=True):
    """A footnote or endnote that the text calls."""

    key: str
    number: int  # in the order of the calls
    mark: str
    text: str
    links: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a word in it; an empty note cites nothing."""
        return any(map(str.isalpha, self.text))


class Reading(Struct, frozen=True):
    """A whole file as its reader sees it; `hidden` is what the file holds and the reader does not see."""

    path: str
    format: Literal["markdown", "word", "pdf"]
    blocks: tuple[Block, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    hidden: tuple[Block, ...] = ()
    language: str | None = None  # as the file itself declares it


def place_in(reading: Reading, block: Block, offset: int) -> Place:
    """Where a character of a block stands: line and column in Markdown; part, heading, paragraph in Word and PDF."""
    if reading.format != "markdown":
        part = "notes" if block.part.startswith("note:") else block.part
        excerpt = block.text[offset : offset + 40].replace(CALL, "")
        return Place(reading.path, block.line, None, part, block.section, excerpt)
    index = bisect_right(block.spots, offset, key=lambda spot: spot.offset) - 1
    if index < 0:
        return Place(reading.path, block.line, 1)
    spot = block.spots[index]
    return Place(reading.path, spot.line, spot.column + offset - spot.offset)


def opens_note(mark: str) -> str:
    """The part name of a note's text."""
    return f"note:{mark}"
