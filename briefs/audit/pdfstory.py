"""The structure tree of a PDF walked through: blocks, calls, links, cells and notes (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from briefs.audit.pdfopen import OpenParagraph, OpenTable, span_of, targets_of
from briefs.audit.pdfpieces import Pieces
from briefs.audit.reading import CALL, Block, BlockKind, Call, Cell, Hyperlink

DEEPEST = 200  # levels of the tree
LEAVES = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "Lbl", "TOCI", "BlockQuote"})
NOTES = ("Note", "FENote")
NOTE_MARK = re.compile(r"\s*\[?(\w{1,5})[\])]?\s*")
LIST_LABEL = re.compile(r"\s*(?:[•◦▪‣·–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s*")
SMALL = 0.8  # of the size of the letters around: a raised mark
TYPED_LABEL = re.compile(r"\s*(\(?\d{1,3}[.)])(?=[^\s\d])")


class Story(Struct):
    """The walk; afterwards `blocks` and `notes` hold what there is."""

    roles: Mapping[str, str]
    pieces: Pieces
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, list[Block]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)  # of each note, as its own text gives it
    count: int = 0
    tables: int = 0
    section: str = ""
    part: str = "body"
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    table: OpenTable | None = None
    open: OpenParagraph | None = None
    in_link: bool = False

    # ---- the tree

    def walk(self, node: Any, page: int | None, depth: int = 0) -> None:
        """An element, a piece of text, or a list of both."""
        if depth > DEEPEST:
            raise ValueError("its structure is nested far too deeply")
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                self.walk(one, page, depth + 1)
        elif isinstance(node, int):
            self.piece(page, int(node))
        elif isinstance(node, dict) and hasattr(node, "raw_get"):
            reference = node.raw_get("/Pg") if "/Pg" in node else None
            page = reference.idnum if reference is not None else page
            if node.get("/Type") == "/MCR":
                self.piece(page, int(node["/MCID"]))
            elif "/S" in node:
                self.element(node, page, depth)

    def element(self, node: Any, page: int | None, depth: int) -> None:
        """One element, by its role."""
        name = str(node["/S"]).lstrip("/")
        role = self.role(name)
        inside = node.get("/K", [])
        if role in NOTES:
            self.note(inside, page, depth)
        elif role == "Table":
            self.in_table(inside, page, depth)
        elif role == "TR" and self.table is not None:
            self.table.row, self.table.column = self.table.row + 1, -1
            self.walk(inside, page, depth + 1)
        elif role in ("TH", "TD") and self.table is not None:
            self.cell(node, role == "TH", page, depth)
        elif role == "LI":
            self.item(inside, page, depth)
        elif role in LEAVES:
            self.paragraph(node, name, role, page, depth)
        elif role == "Figure":
            self.picture(node)
        elif role == "Link":
            self.link(node, page, depth)
        elif role != "Artifact":
            self.walk(inside, page, depth + 1)

    def role(self, name: str) -> str:
        """The standard role that a name of the file's own stands for."""
        for _ in range(8):
            mapped = str(self.roles.get(f"/{name}", "")).lstrip("/")
            if not mapped or mapped == name:
                break
            if name == "Title":
                return name
            name = mapped
        return name

    # ---- text

    def piece(self, page: int | None, number: int) -> None:
        """A piece of text; a number in small letters is a note's mark, be it tagged as a link or not."""
        key = None if page is None else (page, number)
        text, size, address = self.pieces.text(key), self.pieces.size(key), self.pieces.address(key)
        small = self.open is not None and size < SMALL * self.open.size
        mark = NOTE_MARK.fullmatch(text)
        if small and not self.in_link and self.part == "body" and mark and mark[1].isdecimal():
            self.call(mark[1])
            return
        self.text(self.break_before(key, text) + text)
        if self.open is not None and text.strip():
            self.open.size = max(self.open.size, size)
            if address is not None and not self.in_link:
                self.open.links.append(Hyperlink(self.open.length - len(text), self.open.length, address))

    def break_before(self, key: tuple[int, int] | None, text: str) -> str:
        """The line break that somebody made before this piece."""
        if self.open is None or key is None:
            return ""
        return self.open.broken(key[0], self.pieces.bases.get(key, 0.0), self.pieces.size(key), text)

    def call(self, mark: str) -> None:
        """The mark of a note in the open paragraph."""
        assert self.open is not None
        self.open.calls.append(Call(self.open.length, f"note:{mark}", mark))
        self.open.add(CALL)

    def text(self, text: str) -> None:
        """Text of the open paragraph; outside of any, a paragraph of its own."""
        if self.open is None:
            self.open = OpenParagraph()
            self.open.add(text)
            self.close()
        elif self.kind == "item" and not self.open.pieces and not self.label and LIST_LABEL.fullmatch(text):
            self.label = text.strip()  # older programs do not tag it as one
        else:
            self.open.add(text)

    def link(self, node: Any, page: int | None, depth: int) -> None:
        """Words that lead somewhere: to an address, or, where they are a mark, to a note."""
        if self.open is None:
            self.walk(node.get("/K", []), page, depth + 1)
            return
        start, before, self.in_link = self.open.length, len(self.open.pieces), True
        self.walk(node.get("/K", []), page, depth + 1)
        self.in_link = False
        words = "".join(self.open.pieces[before:])
        url = next(targets_of(node.get("/K", [])), None)
        if url:
            self.open.links.append(Hyperlink(start, self.open.length, url))
        elif self.part == "body" and (mark := NOTE_MARK.fullmatch(words)):
            del self.open.pieces[before:]
            self.open.length = start
            self.call(mark[1])

    # ---- blocks

    def paragraph(self, node: Any, name: str, role: str, page: int | None, depth: int) -> None:
        """A paragraph, heading, caption or label."""
        before = (self.kind, self.level, self.open)
        if self.part == "body" and self.table is None:
            if role == "Title" or name == "Title":
                self.kind, self.level = "heading", 0
            elif role[0] == "H":
                self.kind, self.level = "heading", int(role[1:] or 1)
            elif role == "Caption" or name.casefold() == "caption":
                self.kind = "caption"
            elif role == "BlockQuote":
                self.kind = "quote"
        self.open = OpenParagraph()
        self.walk(node.get("/K", []), page, depth + 1)
        if role == "Lbl":
            self.label = "".join(self.open.pieces).strip()
        else:
            self.close()
        self.kind, self.level, self.open = before

    def close(self) -> None:
        """A block from the open paragraph."""
        paragraph, self.open = self.open, None
        text = "".join(paragraph.pieces) if paragraph else ""
        if paragraph is None or not text.strip():
            return
        self.count += 1
        if self.kind == "heading":
            self.section = " ".join(text.replace(CALL, "").split())
        if self.kind == "item" and not self.label and (match := TYPED_LABEL.match(text)):
            self.label, text = match[1], text[match.end() :]
            paragraph.shift(match.end())
        cell = None
        if self.table is not None:
            cell = Cell(self.table.number, self.table.row, self.table.column, self.table.head)
        kind: BlockKind = "note" if self.part != "body" else "cell" if cell else self.kind
        block = Block(
            kind, text, self.count, self.part, self.section, tuple(paragraph.calls), tuple(paragraph.joined(text)),
            cell=cell, level=self.level, label=self.label,
        )  # fmt: skip
        (self.blocks if self.part == "body" else self.notes.setdefault(self.part, [])).append(block)
        self.label = ""

    def item(self, inside: Any, page: int | None, depth: int) -> None:
        """An item of a list."""
        before, self.kind = self.kind, "item"
        self.walk(inside, page, depth + 1)
        self.kind = before

    def note(self, inside: Any, page: int | None, depth: int) -> None:
        """A note, wherever its element stands: its text comes after the whole body."""
        before = (self.part, self.table, self.open, self.kind, self.label)
        self.part, self.table, self.open, self.label = f"note:{len(self.marks) + 1}", None, None, ""
        self.marks[self.part] = ""
        self.notes[self.part] = []
        own = self.part
        self.walk(inside, page, depth + 1)
        if self.label:
            self.marks[own] = self.label
        self.part, self.table, self.open, self.kind, self.label = before

    def picture(self, node: Any) -> None:
        """A picture speaks by its alternative text."""
        if str(node.get("/Alt", "")).strip():
            self.blocks.append(Block("alt", str(node["/Alt"]), self.count, self.part, self.section))

    # ---- tables

    def in_table(self, inside: Any, page: int | None, depth: int) -> None:
        """A table, numbered through the file."""
        self.tables += 1
        before, self.table = self.table, OpenTable(self.tables)
        self.walk(inside, page, depth + 1)
        self.table = before

    def cell(self, node: Any, head: bool, page: int | None, depth: int) -> None:
        """A cell, in the column that the spans of those before leave it."""
        table = self.table
        assert table is not None
        table.column += 1
        while table.taken.pop((table.row, table.column), False):
            table.column += 1
        across, down = span_of(node, "/ColSpan"), span_of(node, "/RowSpan")
        for row in range(table.row + 1, table.row + down):
            table.taken.update({(row, table.column + step): True for step in range(across)})
        before, table.head = self.kind, head
        self.walk(node.get("/K", []), page, depth + 1)
        self.kind = before
        table.column += across - 1
