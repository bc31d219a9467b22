"""One story of a Word file (the text, the notes, a header) walked element by element, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from xml.etree.ElementTree import Element

from briefs.audit.package import Refused, Relationship, attribute, child, is_on, short, value_of
from briefs.audit.reading import CALL, Block, BlockKind, Call, Cell, Hyperlink, Mark
from briefs.audit.wordfields import Field
from briefs.audit.wordstyles import Look, Numbering, Style, read_look, read_numbering_of

DEEPEST = 1000  # levels of elements; what Word itself writes stays below a hundred
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SKIPPED = (
    "w:del w:moveFrom w:instrText w:delText w:delInstrText w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:tcPr w:trPr "
    "w:footnoteRef w:endnoteRef w:annotationRef w:separator w:continuationSeparator w:ruby w:rPrChange w:pPrChange "
    "m:rPr m:fPr m:oMathParaPr m:ctrlPr mc:Fallback v:shapetype w:numberingChange"
)
SKIPPED = frozenset(_SKIPPED.split())
SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad",
}  # fmt: skip
Closer = Callable[[], None]
Handler = Callable[["Story", Element], "Closer | bool | None"]  # False: nothing inside is read


@dataclass(slots=True)
class Shared:
    """What all stories of a file have in common."""

    styles: Mapping[str, Style]
    base: Look
    numbering: Numbering
    languages: dict[str, int] = field(default_factory=dict)  # characters by language tag
    note_calls: list[str] = field(default_factory=list)  # keys in the order of their marks
    marked_notes: dict[str, str] = field(default_factory=dict)  # bookmark name to the key of the note in it
    tables: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph that stands open."""

    line: int
    style: Style
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


@dataclass(slots=True)
class Table:
    """A table that stands open."""

    number: int
    row: int = -1
    column: int = -1
    head: bool = False
    continues: bool = False
    in_cell: bool = False


@dataclass(slots=True)
class Story:
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
    handlers: ClassVar[dict[str, Handler]] = {}

    def read(self, root: Element) -> None:
        """Walk the whole part."""
        stack = [iter((root,))]
        closers: list[Closer | None] = [None]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                closer = closers.pop()
                if closer is not None:
                    closer()
                continue
            name = short(element.tag)
            if name in SKIPPED:
                if name == "w:instrText" and self.fields and self.fields[-1].in_code:
                    self.fields[-1].code += (element.text or "")[:4000]
                continue
            handler = self.handlers.get(name)
            outcome = handler(self, element) if handler else None
            if outcome is False:
                continue
            if len(stack) > DEEPEST:
                raise Refused("its elements are nested far too deeply")
            stack.append(iter(element))
            closers.append(outcome if callable(outcome) else None)
        self.flush()
        if self.fields:
            self.faults.append("a field begins and never ends, so that what follows it may be hidden")

    # ---- text

    def add(self, text: str) -> None:
        """Text of a run, where a paragraph stands open."""
        if not self.paragraphs or self.muted or self.own_mark:
            return
        look = self.looks[-1] if self.looks else self.shared.base
        paragraph = self.paragraphs[-1]
        if look.hidden:
            paragraph.hidden.append(text)
            return
        if look.raised in ("superscript", "subscript"):
            text = text.translate(RAISED if look.raised == "superscript" else LOWERED)
        if look.language:
            self.shared.languages[look.language] = self.shared.languages.get(look.language, 0) + len(text)
        paragraph.pieces.append(text)
        paragraph.length += len(text)

    def call(self, key: str) -> None:
        """A mark that leads to a note."""
        if self.paragraphs and not self.muted and not (self.looks and self.looks[-1].hidden):
            paragraph = self.paragraphs[-1]
            paragraph.calls.append(Call(paragraph.length, key, ""))
            paragraph.pieces.append(CALL)
            paragraph.length += 1
            self.shared.note_calls.append(key)

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
        if paragraph.style.is_heading and self.part == "body" and not self.tables and text.strip():
            self.section = " ".join(text.replace(CALL, "").split())
        table = self.tables[-1] if self.tables else None
        cell = Cell(table.number, table.row, table.column, table.head, table.continues) if table else None
        if text.strip():
            self.put(Block(
                self.kind(paragraph), text, paragraph.line, self.part, self.section, tuple(paragraph.calls),
                tuple(paragraph.links), tuple(paragraph.marks), cell, paragraph.label,
            ))  # fmt: skip
        if paragraph.hidden:
            self.hidden.append(Block("hidden", "".join(paragraph.hidden), paragraph.line, self.part, self.section))
        for block in paragraph.after:
            self.put(block)

    def kind(self, paragraph: Paragraph) -> BlockKind:
        """What a paragraph is to its reader."""
        if self.tables:
            return "cell"
        if paragraph.style.is_heading:
            return "heading"
        if paragraph.style.name == "caption":
            return "caption"
        return "item" if paragraph.item else "paragraph"


# ---- what each element does


def _paragraph(story: Story, element: Element) -> Closer:
    story.count += 1
    properties = child(element, "w:pPr")
    style = story.shared.styles.get(value_of(properties, "w:pStyle") or "", Style())
    paragraph = Paragraph(story.count, style)
    if properties is not None:
        _paragraph_properties(story, paragraph, properties)
    carried, story.carried = story.carried, None
    if carried is not None:
        paragraph.pieces, paragraph.length, paragraph.hidden = carried.pieces, carried.length, carried.hidden
        paragraph.calls, paragraph.links, paragraph.marks = carried.calls, carried.links, carried.marks
        paragraph.after = carried.after
    story.paragraphs.append(paragraph)
    return story.close_paragraph


def _paragraph_properties(story: Story, paragraph: Paragraph, properties: Element) -> None:
    numbering = read_numbering_of(properties) or paragraph.style.numbering
    if numbering is not None and numbering[0] != "0":
        paragraph.label = story.shared.numbering.label(*numbering)
        paragraph.item = True
    mark = child(properties, "w:rPr")
    paragraph.deleted_end = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
    section = child(properties, "w:sectPr")
    if section is not None:
        _section(story, section)


def _section(story: Story, element: Element) -> bool:
    for one in element:
        kind = {"w:headerReference": "header", "w:footerReference": "footer"}.get(short(one.tag))
        relationship = story.relationships.get(attribute(one, "r:id") or "")
        if kind and relationship and not relationship.external:
            story.edges.append((kind, relationship.target))
    return False


def _run(story: Story, element: Element) -> Closer:
    base = story.shared.base
    style = story.paragraphs[-1].style if story.paragraphs else None
    look = style.look.over(base) if style else base
    if len(element) and short(element[0].tag) == "w:rPr":
        named = story.shared.styles.get(value_of(element[0], "w:rStyle") or "")
        look = named.look.over(look) if named else look
        look = read_look(element[0]).over(look)
    story.looks.append(look)
    return lambda: _end_run(story)


def _end_run(story: Story) -> None:
    story.looks.pop()
    story.own_mark = False


def _text(story: Story, element: Element) -> bool:
    story.add(element.text or "")
    return False


def _sign(story: Story, element: Element) -> bool:
    story.add(SIGNS[short(element.tag)])
    return False


def _symbol(story: Story, element: Element) -> bool:
    code = attribute(element, "w:char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return False
    # Symbol fonts keep their signs in a private area at U+F000; the plain character is the one below it.
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if 0x20 <= number < 0xD800:
        story.add(chr(number))
    return False


def _note_mark(story: Story, element: Element) -> bool:
    kind = short(element.tag)[2:].removesuffix("Reference")
    story.call(f"{kind}:{attribute(element, 'w:id') or ''}")
    story.own_mark = is_on(attribute(element, "w:customMarkFollows"))
    return False


def _note(story: Story, element: Element) -> Closer | bool:
    kind = short(element.tag)[2:]
    if attribute(element, "w:type") in ("separator", "continuationSeparator", "continuationNotice"):
        return False
    key = f"{kind}:{attribute(element, 'w:id') or ''}"
    story.notes.append(key)
    before, story.part = story.part, f"note:{key}"

    def close() -> None:
        story.flush()
        story.part = before

    return close


def _field_mark(story: Story, element: Element) -> bool:
    kind = attribute(element, "w:fldCharType")
    if kind == "begin":
        _open_field(story, Field())
    elif kind == "separate" and story.fields and story.fields[-1].in_code:
        _settle_field(story)
    elif kind == "end" and story.fields:
        _end_field(story)
    return False


def _open_field(story: Story, opened: Field) -> None:
    if len(story.fields) > DEEPEST:
        raise Refused("its fields are nested far too deeply")
    story.fields.append(opened)
    story.muted += 1


def _settle_field(story: Story) -> None:
    opened = story.fields[-1]
    opened.settle()
    opened.start = story.paragraphs[-1].length if story.paragraphs else 0
    key = f"bookmark:{opened.bookmark}"
    if not opened.muted:
        story.muted -= 1
    elif opened.bookmark is not None:  # a cross-reference to a note is one more mark of that note
        story.muted -= 1
        story.call(key)
        story.muted += 1


def _end_field(story: Story) -> None:
    opened = story.fields[-1]
    if opened.in_code:
        _settle_field(story)
    story.fields.pop()
    if opened.muted:
        story.muted -= 1
    if opened.url is not None and story.paragraphs:
        paragraph = story.paragraphs[-1]
        start = min(opened.start, paragraph.length)
        paragraph.links.append(Hyperlink(start, paragraph.length, opened.url))


def _simple_field(story: Story, element: Element) -> Closer:
    opened = Field(code=attribute(element, "w:instr") or "")
    _open_field(story, opened)
    _settle_field(story)
    return lambda: _end_field(story)


def _hyperlink(story: Story, element: Element) -> Closer | None:
    relationship = story.relationships.get(attribute(element, "r:id") or "")
    if relationship is None or not story.paragraphs:
        return None
    paragraph, start = story.paragraphs[-1], story.paragraphs[-1].length
    return lambda: paragraph.links.append(Hyperlink(start, paragraph.length, relationship.target))


def _mark_start(story: Story, element: Element) -> bool:
    paragraph = story.paragraphs[-1] if story.paragraphs else None
    start = paragraph.length if paragraph else 0
    name = attribute(element, "w:name") or ""
    story.marks[attribute(element, "w:id") or ""] = (name, paragraph, start, len(story.shared.note_calls))
    return False


def _mark_end(story: Story, element: Element) -> bool:
    opened = story.marks.pop(attribute(element, "w:id") or "", None)
    if opened is not None:
        name, paragraph, start, calls = opened
        if paragraph is not None and story.paragraphs and paragraph is story.paragraphs[-1]:
            paragraph.marks.append(Mark(start, paragraph.length, name))
        if len(story.shared.note_calls) > calls:
            story.shared.marked_notes.setdefault(name, story.shared.note_calls[calls])
    return False


def _table(story: Story, element: Element) -> Closer:
    story.shared.tables += 1
    story.tables.append(Table(story.shared.tables))

    def close() -> None:
        story.flush()
        story.tables.pop()

    return close


def _row(story: Story, element: Element) -> bool | None:
    properties = child(element, "w:trPr")
    if child(properties, "w:del") is not None or not story.tables:
        return False
    table = story.tables[-1]
    table.row, table.column = table.row + 1, -1
    header = value_of(properties, "w:tblHeader")
    table.head = is_on(header) if header is not None and header != "" else header is not None or table.row == 0
    return None


def _cell(story: Story, element: Element) -> Closer | bool:
    properties = child(element, "w:tcPr")
    if not story.tables:
        return False
    table = story.tables[-1]
    span = value_of(properties, "w:gridSpan") or "1"
    before = table.column + 1
    table.column = before
    merge = value_of(properties, "w:vMerge")
    table.continues = merge is not None and merge != "restart"
    if child(properties, "w:cellDel") is not None:
        return False
    if table.continues:
        story.put(Block("cell", "", story.count, story.part, story.section,
                        cell=Cell(table.number, table.row, table.column, table.head, True)))  # fmt: skip

    def close() -> None:
        story.flush()
        table.column = before + (min(int(span), 100) if span.isdecimal() and len(span) < 4 else 1) - 1

    return close


def _choice(story: Story, element: Element) -> bool | None:
    """Alternate content: the first choice is what current programs show; the fallback repeats it for old ones."""
    return None


def _picture(story: Story, element: Element) -> bool:
    text = element.get("descr") or element.get("title") or ""
    hidden = is_on(element.get("hidden"))
    if text.strip() and not story.muted and not hidden:
        story.put(Block("alt", text, story.count, story.part, story.section))
    return False


def _chart(story: Story, element: Element) -> bool:
    is_diagram = short(element.tag) == "dgm:relIds"
    relationship = story.relationships.get(attribute(element, "r:dm" if is_diagram else "r:id") or "")
    if relationship and not relationship.external:
        kind = "diagram" if is_diagram else ""
        story.put(Block("chart", relationship.target, story.count, story.part, story.section, label=kind))
    return False


def _fraction_bar(story: Story, element: Element) -> None:
    story.add("/")


def _power(story: Story, element: Element) -> None:
    story.add("^")


Story.handlers.update({
    "w:p": _paragraph, "w:r": _run, "m:r": _run, "w:t": _text, "m:t": _text, "w:sym": _symbol,
    "w:footnoteReference": _note_mark, "w:endnoteReference": _note_mark, "w:footnote": _note, "w:endnote": _note,
    "w:fldChar": _field_mark, "w:fldSimple": _simple_field, "w:hyperlink": _hyperlink,
    "w:bookmarkStart": _mark_start, "w:bookmarkEnd": _mark_end, "w:sectPr": _section,
    "w:tbl": _table, "w:tr": _row, "w:tc": _cell, "wp:docPr": _picture, "c:chart": _chart, "dgm:relIds": _chart,
    "m:den": _fraction_bar, "m:sup": _power, **dict.fromkeys(SIGNS, _sign),
})  # fmt: skip
