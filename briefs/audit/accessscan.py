"""A Word file as assistive programs take it: paragraphs with their runs, headings, tables, pictures and links.

Beside `read_docx`, which reads what stands in the text, this reads how it is marked (ECMA-376 part 1, 17 and 20).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.accessstyles import Form, Forms, read_forms
from briefs.audit.package import Package, Refused, Relationship, attribute, child, is_on, short, value_of

DEEPEST = 300
PASSED_OVER = frozenset({
    "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:trPr",
    "w:tcPr", "w:tblGrid",
})  # fmt: skip


class Run(Struct, frozen=True):
    """Words of one look."""

    text: str
    form: Form


class Link(Struct):
    """Words that lead to an address or, without one, to a place in the file."""

    url: str | None
    text: str = ""


class Picture(Struct, frozen=True):
    """A picture, drawing or chart, with the words that stand for it."""

    words: str
    decorative: bool = False


class Paragraph(Struct):
    """A paragraph, by its number in its part."""

    part: str
    number: int
    heading: str  # the heading above
    form: Form
    in_table: bool = False
    runs: list[Run] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    held: bool = False  # something that is no text: a drawing, a break, a note's mark, the end of a section
    after_table: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


class Row(Struct):
    """A row of a table: whether it repeats as header, and its cells with how many columns and rows they take."""

    header: bool
    cells: list[HeadCell] = field(default_factory=list)


class HeadCell(Struct):
    """A cell, as far as headers go."""

    across: int
    merged_down: bool
    text: str = ""


class Table(Struct):
    """A table, and the paragraph before which it begins."""

    at: Paragraph
    rows: list[Row] = field(default_factory=list)


class Scan(Struct):
    """Everything of a file that the checks look at."""

    path: str
    title: str = ""
    language: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


class Walk(Struct):
    """One part of the file on its way."""

    scan: Scan
    forms: Forms
    relationships: Mapping[str, Relationship]
    part: str
    number: int = 0
    heading: str = ""
    open: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shades: list[str] = field(default_factory=list)  # of the cells that stand open; "?" where a table's style says
    behind_table: bool = False

    def into(self, element: Element, form: Form, depth: int = 0) -> None:
        """Everything inside an element."""
        if depth > DEEPEST:
            raise Refused("its elements are nested far too deeply")
        for one in element:
            name = short(one.tag)
            if name not in PASSED_OVER:
                self.element(one, name, form, depth)

    def element(self, one: Element, name: str, form: Form, depth: int) -> None:
        """One element, by its name."""
        match name:
            case "w:p":
                self.paragraph(one, depth)
            case "w:r":
                self.into(one, self.forms.of_run(child(one, "w:rPr"), self.open[-1].form if self.open else form), depth)
            case "w:t" | "w:noBreakHyphen" | "w:tab":
                self.text((one.text or "") if name == "w:t" else "-" if name == "w:noBreakHyphen" else "\t", form)
            case "w:hyperlink":
                self.link(one, form, depth)
            case "w:tbl":
                self.table(one, form, depth)
            case "w:tr" if self.tables:
                header = value_of(child(one, "w:trPr"), "w:tblHeader")
                self.tables[-1].rows.append(Row(header == "" or is_on(header)))
                self.into(one, form, depth + 1)
            case "w:tc" if self.tables and self.tables[-1].rows:
                self.cell(one, form, depth)
            case "wp:docPr" | "v:shape" | "v:rect":
                self.picture(one, name)
                self.into(one, form, depth + 1)
            case "w:br" | "w:footnoteReference" | "w:endnoteReference" | "w:sym" | "w:fldChar" | "w:object" | "m:oMath":
                self.hold()
                self.into(one, form, depth + 1)
            case _:
                self.into(one, form, depth + 1)

    def paragraph(self, element: Element, depth: int) -> None:
        """A paragraph, numbered as the reader of the text numbers it."""
        self.number += 1
        properties = child(element, "w:pPr")
        form = self.forms.of_paragraph(properties)
        cell = self.tables[-1].rows[-1].cells[-1] if self.tables and self.tables[-1].rows else None
        if self.shades and form.fill is None:
            form = replace(form, fill=self.shades[-1])
        paragraph = Paragraph(self.part, self.number, self.heading, form, bool(self.tables))
        paragraph.held = child(properties, "w:sectPr") is not None
        paragraph.after_table, self.behind_table = self.behind_table, False
        self.scan.paragraphs.append(paragraph)
        self.open.append(paragraph)
        self.into(element, form, depth + 1)
        self.open.pop()
        if cell is not None:
            cell.text += paragraph.text
        if form.level is not None and paragraph.text.strip():
            self.heading = " ".join(paragraph.text.split())

    def text(self, text: str, form: Form) -> None:
        """Words of the open paragraph and of the link around them."""
        if self.open and text and not form.hidden:
            self.open[-1].runs.append(Run(text, form))
        if self.links:
            self.links[-1].text += text

    def hold(self) -> None:
        """The open paragraph holds something that is no text."""
        if self.open:
            self.open[-1].held = True

    def link(self, element: Element, form: Form, depth: int) -> None:
        """A link: its words come as they are walked through."""
        relationship = self.relationships.get(attribute(element, "r:id") or "")
        link = Link(relationship.target if relationship else None)
        if self.open:
            self.open[-1].links.append(link)
        self.links.append(link)
        self.into(element, form, depth + 1)
        self.links.pop()
        if self.open and any(picture.words for picture in self.open[-1].pictures):
            link.text = link.text or "picture"

    def table(self, element: Element, form: Form, depth: int) -> None:
        """A table, and the paragraph that it begins before."""
        table = Table(Paragraph(self.part, self.number + 1, self.heading, form))
        self.scan.tables.append(table)
        self.tables.append(table)
        self.into(element, form, depth + 1)
        self.tables.pop()
        self.behind_table = True

    def cell(self, element: Element, form: Form, depth: int) -> None:
        """A cell, with how many columns it takes, and whether it goes on from the one above or reaches down."""
        properties = child(element, "w:tcPr")
        span = value_of(properties, "w:gridSpan") or "1"
        across = int(span) if span.isdecimal() and len(span) < 4 else 1
        cell = HeadCell(across, child(properties, "w:vMerge") is not None)
        self.tables[-1].rows[-1].cells.append(cell)
        self.shades.append(attribute_of(properties, "w:shd", "w:fill") or "?")
        self.into(element, form, depth + 1)
        self.shades.pop()
        self.behind_table = False

    def picture(self, element: Element, name: str) -> None:
        """A picture with its alternative text; text boxes speak for themselves."""
        self.hold()
        boxed = any(short(one.tag) == "w:txbxContent" for one in element.iter())
        if name != "wp:docPr" and not any(short(one.tag) == "v:imagedata" for one in element):
            return
        words = element.get("descr") or element.get("alt") or ""
        marked = any(one.tag.endswith("}decorative") and is_on(one.get("val") or "") for one in element.iter())
        if self.open and not boxed:
            self.open[-1].pictures.append(Picture(words.strip(), marked))


def attribute_of(properties: Element | None, name: str, which: str) -> str | None:
    """An attribute of a child of the properties."""
    one = child(properties, name)
    return None if one is None else attribute(one, which)


def scan_package(package: Package, path: str) -> Scan:
    """The whole file: its text, then its notes, headers and footers."""
    scan = Scan(path)
    main = "word/document.xml"
    for relationship in package.relationships("").values():
        if relationship.kind == "officeDocument" and not relationship.external:
            main = relationship.target
        if relationship.kind == "core-properties":
            scan.title, scan.language = _properties(package.optional(relationship.target))
    parts = package.relationships(main)
    named = {one.kind: one.target for one in parts.values() if not one.external}
    forms = read_forms(package.optional(named.get("styles")))
    scan.language = forms.base.language or scan.language
    others = [(kind, one.target) for kind in ("footnotes", "endnotes", "header", "footer") for one in parts.values()
              if one.kind == kind and not one.external]  # fmt: skip
    for kind, target in [("body", main), *others]:
        root = package.part(target) if kind == "body" else package.optional(target)
        if root is not None:
            Walk(scan, forms, package.relationships(target), PARTS.get(kind, kind)).into(root, forms.base)
    return scan


PARTS = {"footnotes": "notes", "endnotes": "notes"}


def _properties(root: Element | None) -> tuple[str, str]:
    """Title and language of the file's own properties (15.2.12.1)."""
    found = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in (() if root is None else root)}
    return found.get("title", ""), found.get("language", "")
