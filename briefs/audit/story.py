"""One story of a Word file (the text, the notes, a header) walked element by element, without recursion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from briefs.audit.package import Refused, Relationship, short
from briefs.audit.reading import CALL, Block, BlockKind, Call, Cell, Hyperlink, Mark
from briefs.audit.wordfields import Field
from briefs.audit.wordstyles import Look, Numbering, Style

MOST_TAGS = 5000  # a hostile file may hold a million
DEEPEST = 1000  # levels of elements; what Word itself writes stays below a hundred
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SKIPPED = (
    "w:pPr w:rPr w:del w:moveFrom w:instrText w:delText w:delInstrText w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:tcPr "
    "w:trPr w:footnoteRef w:endnoteRef w:annotationRef w:separator w:continuationSeparator w:rt w:rPrChange "
    "w:pPrChange m:rPr m:fPr m:oMathParaPr m:ctrlPr mc:Fallback v:shapetype w:numberingChange"
)
SKIPPED = frozenset(_SKIPPED.split())
Closer = Callable[[], None]
Handler = Callable[["Story", Element], "Closer | bool | None"]  # False: nothing inside is read


class _ByTag(dict[str, "Handler | None"]):
    """Handlers by whole tag, each looked up once: a long text has few tags and many elements."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        super().__init__()
        self.handlers = handlers

    def __missing__(self, tag: str) -> Handler | None:
        name = short(tag)
        skipped = _take_code if name == "w:instrText" else _skip if name in SKIPPED else None
        handler = skipped or self.handlers.get(name)
        if len(self) < MOST_TAGS:
            self[tag] = handler
        return handler


def _skip(_story: Story, _element: Element) -> bool:
    return False


def _take_code(story: Story, element: Element) -> bool:
    """The code of a field is no text, but says what its result is."""
    if story.fields and story.fields[-1].in_code:
        story.fields[-1].code += (element.text or "")[:4000]
    return False


class Shared(Struct):
    """What all stories of a file have in common."""

    styles: Mapping[str, Style]
    base: Look
    numbering: Numbering
    languages: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # characters by language tag
    note_calls: list[str] = field(default_factory=list)  # keys in the order of their marks
    marked_notes: dict[str, str] = field(default_factory=dict)  # bookmark name to the key of the note in it
    tables: int = 0
    run_looks: dict[tuple[object, ...], Look] = field(default_factory=dict)  # by what a run's properties say


class Paragraph(Struct):
    """A paragraph that stands open."""

    line: int
    style: Style
    look: Look
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    hidden: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    label: str = ""
    after: list[Block] = field(default_factory=list)  # text boxes and pictures in it
    deleted_end: bool = False  # its paragraph mark is a tracked deletion: the next one goes on here
    item: bool = False
    merged: bool = False


class Table(Struct):
    """A table that stands open."""

    number: int
    row: int = -1
    column: int = -1
    head: bool = False
    continues: bool = False
    in_cell: bool = False


class Story(Struct):
    """A walk over one part; afterwards `blocks` holds what its reader sees."""

    shared: Shared
    relationships: Mapping[str, Relationship]
    part: str
    blocks: list[Block] = field(default_factory=list)
    hidden: list[Block] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)  # headers and footers: kind and part
    faults: list[str] = field(default_factory=list)
    section: str = ""
    count: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    muted: int = 0  # fields open whose inside is no text
    looks: list[Look] = field(default_factory=list)
    marks: dict[str, tuple[str, Paragraph | None, int, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # keys of the notes that the part holds, empty ones too
    carried: Paragraph | None = None
    own_mark: bool = False  # a note's custom mark follows in this run: it is no text

    def read(self, root: Element, handlers: Mapping[str, Handler]) -> None:
        """Walk the whole part."""
        stack: list[tuple[Iterator[Element], Closer | None]] = [(iter((root,)), None)]
        known = _ByTag(handlers)
        while stack:
            children, closer = stack[-1]
            for element in children:
                handler = known[element.tag]
                outcome = handler(self, element) if handler else None
                if outcome is False or (outcome is None and not len(element)):
                    continue
                if len(stack) > DEEPEST:
                    raise Refused("its elements are nested far too deeply")
                stack.append((iter(element), outcome if callable(outcome) else None))
                break
            else:
                stack.pop()
                if closer is not None:
                    closer()
        self.flush()
        if self.fields:
            self.faults.append("a field begins and never ends, so that what follows it may be hidden")

    # ---- text

    def add(self, text: str) -> None:
        """Text of the run at hand, where a paragraph stands open."""
        self.say(text, self.looks[-1] if self.looks else self.shared.base)

    def say(self, text: str, look: Look) -> None:
        """Text of this look."""
        if not self.paragraphs or self.muted or self.own_mark:
            return
        paragraph = self.paragraphs[-1]
        if look.hidden:
            paragraph.hidden.append(text)
            return
        if look.raised in ("superscript", "subscript"):
            text = text.translate(RAISED if look.raised == "superscript" else LOWERED)
        length = len(text)
        if look.language:
            self.shared.languages[look.language] += length
        paragraph.pieces.append(text)
        paragraph.length += length

    def call(self, key: str) -> None:
        """A mark that leads to a note."""
        if self.paragraphs and not self.muted and not (self.looks and self.looks[-1].hidden):
            paragraph = self.paragraphs[-1]
            paragraph.calls.append(Call(paragraph.length, key, ""))
            paragraph.pieces.append(CALL)
            paragraph.length += 1
            self.shared.note_calls.append(key)

    def end_run(self) -> None:
        """The run's end: its look no longer holds."""
        self.looks.pop()
        self.own_mark = False

    # ---- blocks

    def put(self, block: Block) -> None:
        """A finished block; inside a paragraph that is still open it waits for that one's end."""
        (self.paragraphs[-1].after if self.paragraphs else self.blocks).append(block)

    def close_paragraph(self) -> None:
        """The paragraph's end: a block, unless its mark was deleted and the next one goes on."""
        paragraph = self.paragraphs.pop()
        if paragraph.deleted_end:
            self.carried = paragraph
        else:
            self.finish(paragraph)

    def flush(self) -> None:
        """A paragraph that waited for a next one that never came."""
        if self.carried is not None:
            paragraph, self.carried = self.carried, None
            self.finish(paragraph)

    def finish(self, paragraph: Paragraph) -> None:
        """A block from a paragraph, then what stood beside its text."""
        text = "".join(paragraph.pieces)
        shown = bool(text) and not text.isspace()
        if shown and paragraph.style.is_heading and self.part == "body" and not self.tables:
            self.section = " ".join(text.replace(CALL, "").split())
        table = self.tables[-1] if self.tables else None
        cell = Cell(table.number, table.row, table.column, table.head, table.continues) if table else None
        if shown:
            self.put(Block(
                self.kind(paragraph), text, paragraph.line, self.part, self.section, tuple(paragraph.calls),
                tuple(paragraph.links), tuple(paragraph.marks), cell, paragraph.style.level or 0, paragraph.label,
            ))  # fmt: skip
        if paragraph.hidden:
            self.hidden.append(Block("hidden", "".join(paragraph.hidden), paragraph.line, self.part, self.section))
        for block in paragraph.after:
            self.put(block)

    def kind(self, paragraph: Paragraph) -> BlockKind:
        """What a paragraph is to its reader."""
        if self.part.startswith("note:"):
            return "note"
        if self.tables:
            return "cell"
        if paragraph.style.is_heading:
            return "heading"
        if paragraph.style.name == "caption":
            return "caption"
        return "item" if paragraph.item else "paragraph"
