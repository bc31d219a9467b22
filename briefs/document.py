"""The document: the typed tree of one brief in one language, as data without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, field

from briefs.evidence import Locator, PrintedKind, Qualifier
from briefs.finding import Place

# ---- inlines


class Text(Struct, frozen=True):
    """Words; no numeral of their own."""

    text: str


class Emphasis(Struct, frozen=True):
    """Italic."""

    children: tuple[Inline, ...]


class Strong(Struct, frozen=True):
    """Bold."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """Literal text in a fixed-width face; no typography."""

    text: str


class Link(Struct, frozen=True):
    """Words that lead to an address (http, https or mailto)."""

    children: tuple[Inline, ...]
    url: str


class LineBreak(Struct, frozen=True):
    """A forced break inside a block."""


class Foreign(Struct, frozen=True):
    """Words in another language (a source's title, a quotation): w:lang of the run, no typography of ours."""

    children: tuple[Inline, ...]
    language: str


class Figure(Struct, frozen=True):
    """A fact as printed: hedge, number, scale word and unit as one object. Must be bound to a note or a source cell."""

    fact: str
    hedge: str  # with its space: "about ", "plus de ", ""
    number: str  # "73.3"
    scale: str  # with its space: " million", ""
    unit: str  # with its space: " items", " de contenus", " %"; or before the number where `unit_first`
    at: Place
    source: str
    value: Decimal | None = None  # as printed (rounded)
    high: Decimal | None = None  # of a range
    step: Decimal = Decimal(1)  # unit of the last digit printed
    qualifier: Qualifier = "exact"
    unit_id: str | None = None
    unit_kind: str | None = None
    unit_first: bool = False  # "€" of "€4.2 billion"
    misquote: bool = False
    name: str | None = None  # bookmark, given by the note stage

    @property
    def text(self) -> str:
        """The whole figure as it stands in the output."""
        number = self.unit + self.number + self.scale if self.unit_first else self.number + self.scale + self.unit
        return self.hedge + number

    @property
    def label(self) -> str:
        """The figure without its hedge, as a combined note repeats it."""
        return self.text[len(self.hedge) :]


class Declared(Struct, frozen=True):
    """A numeral of a declared kind: date, period, law, count, plain. Needs no note."""

    kind: PrintedKind
    text: str
    at: Place
    fact: str | None = None
    source: str | None = None
    plain_kind: str | None = None


class Citation(Struct, frozen=True):
    """Zero-width: the claim here rests on a source (`cite`), or a fact's reserve is to be told (`disclose`)."""

    at: Place
    source: str | None = None
    locator: Locator | None = None
    via: str | None = None
    disclose: str | None = None  # id of the fact whose reserve goes into the note
    fact: str | None = None  # the fact that is cited, where it is not a source alone


class NotePoint(Struct, frozen=True):
    """Zero-width `{{ note() }}`: the author wants the call exactly here."""

    at: Place


class Reference(Struct, frozen=True):
    """A source named in the text itself, as in a table's Source cell; children are filled by the note stage."""

    source: str
    locator: Locator | None
    at: Place
    via: str | None = None
    children: tuple[Inline, ...] = ()


class Call(Struct, frozen=True):
    """The mark that leads to a note. `raised` or in brackets after a no-break space (text then holds both)."""

    label: str
    raised: bool
    before: str = ""  # what stands between the word and the mark: "" or a no-break space


Inline = (
    Text | Emphasis | Strong | Code | Link | LineBreak | Foreign
    | Figure | Declared | Citation | NotePoint | Reference | Call
)  # fmt: skip

# ---- blocks


class Heading(Struct, frozen=True):
    """A heading that states a finding; level 1 is the title."""

    level: int
    children: tuple[Inline, ...]
    at: Place


class Paragraph(Struct, frozen=True):
    """A paragraph; `style` is the id of a named style of the house ("" for body text)."""

    children: tuple[Inline, ...]
    at: Place
    style: str = ""  # subtitle, lead, meta, caption, reference, imprint, draft


class Item(Struct, frozen=True):
    """One item of a list."""

    blocks: tuple[Block, ...]
    at: Place


class List(Struct, frozen=True):
    """A list; numbered from `start` where `ordered`."""

    items: tuple[Item, ...]
    ordered: bool
    at: Place
    start: int = 1


class Cell(Struct, frozen=True):
    """One cell of a table: inline content only."""

    children: tuple[Inline, ...]
    at: Place


class Row(Struct, frozen=True):
    """One row of a table."""

    cells: tuple[Cell, ...]
    at: Place


class Table(Struct, frozen=True):
    """A table with one header row; `align` per column: left, center, right or ""."""

    header: Row
    rows: tuple[Row, ...]
    align: tuple[str, ...]
    at: Place
    caption: tuple[Inline, ...] = ()
    shares: tuple[int, ...] = ()  # of the page's width, a column each; empty: as the words ask for


class Quote(Struct, frozen=True):
    """A block set apart: the boxed summary (`style` box) or a block quotation."""

    blocks: tuple[Block, ...]
    at: Place
    style: str = "box"


class SourceList(Struct, frozen=True):
    """Where the full references go; the note stage replaces it by paragraphs of style reference."""

    at: Place


Block = Heading | Paragraph | List | Table | Quote | SourceList

# ---- the whole

NoteStyle = Literal["raised", "bracketed", "endnotes"]  # how a Word file shows notes; Markdown has one way only


class NoteEntry(Struct, frozen=True):
    """One source in a note: what it vouches for, the reference, and what must be said about it."""

    source: str
    locator: Locator | None
    via: str | None
    facts: tuple[str, ...] = ()
    children: tuple[Inline, ...] = ()


class Note(Struct, frozen=True):
    """A footnote: its label (the source's id, with a suffix where one source has several notes), number and text."""

    label: str
    number: int
    entries: tuple[NoteEntry, ...]
    children: tuple[Inline, ...]  # the whole text, typography done


class Wording(Struct, frozen=True):
    """A fact's own words in the language of the document; figures inside the reserve are Figure nodes."""

    statement: str
    reserve: tuple[Inline, ...] = ()
    base: str = ""
    place: str = ""
    attributed_to: str = ""
    locator: Locator | None = None
    figure: Figure | None = None  # as it prints by itself; of the facts that a derived one is computed from


class Document(Struct, frozen=True):
    """One brief in one language, from title to last note."""

    brief: str
    language: str
    direction: str  # ltr or rtl
    title: str
    subtitle: str
    meta: Mapping[str, Any]  # front matter as the brief has it, strings translated
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    draft: bool = False
    wordings: Mapping[str, Wording] = field(default_factory=dict)  # of every fact used, by id
    words: Mapping[str, str] = field(default_factory=dict)  # program texts in this language: page, of, note…
    note_style: NoteStyle = "raised"
    part: str = ""  # "" for the whole brief, else what was drawn from it: summary
    landscape: bool = False  # on paper laid across
    made_on: str = ""  # the day that the world sets for its files (SOURCE_DATE_EPOCH); else its own date counts
    letters: float = 1.0  # their size against the house's own; less where all has to stand on one page
