"""A walk over parsed Markdown: each element a block or inline, each private-use character the node behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element
from msgspec import Struct, field

from briefs.document import (
    Block,
    Cell,
    Code,
    Emphasis,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Row,
    SourceList,
    Strong,
    Table,
    Text,
)  # fmt: skip
from briefs.finding import Finding, Place, Stops

FIRST_SLOT = 0xF0000
SLOT = re.compile(f"[{chr(FIRST_SLOT)}-\U0010ffff]")
BREAK = re.compile(r"\s*\n\s*")
HTML_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|<!--")
STYLES = ("subtitle", "lead", "meta", "caption", "imprint", "kind")
SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Parser(Struct):
    """Walks the parsed Markdown; `here` is the place of the last message seen."""

    slots: tuple[Any, ...]
    here: Place
    findings: list[Finding] = field(default_factory=list)

    # ---- blocks

    def blocks(self, parent: _Element) -> tuple[Block, ...]:
        """The blocks inside an element."""
        found: list[Block] = []
        for element in parent:
            found.extend(self.block(element))
        return tuple(_join_captions(found))

    def block(self, element: _Element) -> Iterator[Block]:
        """One element as a block; loose text becomes a paragraph in items and quotes."""
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                children = self.inlines(element)
                yield Heading(int(element.tag[1]), children, self.here)
            case "p":
                yield from self.paragraph(element)
            case "ul" | "ol":
                items = tuple(self.item(child) for child in element)
                start = int(element.get("start") or 1)
                yield List(items, element.tag == "ol", items[0].at if items else self.here, start)
            case "table":
                yield self.table(element)
            case "blockquote":
                blocks = self.blocks(element)
                yield Quote(blocks, blocks[0].at if blocks else self.here)
            case _:
                self.refuse(element.tag, "".join(element.itertext()))

    def paragraph(self, element: _Element) -> Iterator[Block]:
        """A paragraph in its style, or the list of sources where only that stands."""
        slot = self.slot((element.text or "").strip()) if not len(element) else None
        if isinstance(slot, SourceList):
            yield slot
            return
        children = self.inlines(element)
        style = element.get("class") or ""
        if style and style not in STYLES:
            self.find("unknown-style", f"unknown paragraph style “{style}”", f"known: {', '.join(STYLES)}", style)
        if children:
            yield Paragraph(children, self.here, style if style in STYLES else "")

    def item(self, element: _Element) -> Item:
        """A list item: its own text as a paragraph, then what is nested in it."""
        nested = [child for child in element if child.tag in ("p", "ul", "ol", "table", "blockquote")]
        own = self.inlines(element, stop=nested)
        blocks = [Paragraph(own, self.here)] if own else []
        at = self.here
        rest = [block for child in nested for block in self.block(child)]
        return Item((*blocks, *rest), at if own or not rest else rest[0].at)

    def table(self, element: _Element) -> Table:
        """A pipe table."""
        head, *_ = element.findall("thead/tr")
        header = self.row(head)
        align = tuple(_alignment(cell) for cell in head)
        rows = tuple(self.row(row) for row in element.findall("tbody/tr"))
        return Table(header, rows, align, header.at)

    def row(self, element: _Element) -> Row:
        """One row of a table."""
        cells = []
        for cell in element:
            children = self.inlines(cell)
            cells.append(Cell(children, self.here))
        return Row(tuple(cells), cells[0].at if cells else self.here)

    # ---- inlines

    def inlines(self, element: _Element, stop: list[_Element] | None = None) -> tuple[Inline, ...]:
        """The inline content of an element; moves `here` to its first message."""
        found: list[Inline] = list(self.text(element.text))
        for child in element:
            if stop and child in stop:
                continue
            found.extend(self.inline(child))
            found.extend(self.text(child.tail))
        return trim_inlines(found)

    def inline(self, element: _Element) -> Iterator[Inline]:
        """One inline element."""
        match element.tag:
            case "em":
                yield Emphasis(self.inlines_whole(element))
            case "strong":
                yield Strong(self.inlines_whole(element))
            case "code":
                yield Code(element.text or "")
            case "br":
                yield LineBreak()
            case "a":
                yield from self.link(element)
            case _:
                self.refuse(element.tag, "".join(element.itertext()) or element.get("alt") or "")

    def inlines_whole(self, element: _Element) -> tuple[Inline, ...]:
        """The inline content of an inline element, its outer spaces kept."""
        found: list[Inline] = list(self.text(element.text))
        for child in element:
            found.extend(self.inline(child))
            found.extend(self.text(child.tail))
        return tuple(found)

    def link(self, element: _Element) -> Iterator[Inline]:
        """A link to a web or mail address."""
        url = element.get("href") or ""
        children = self.inlines_whole(element)
        if SAFE_LINK.match(url) and not any(ord(character) >= FIRST_SLOT for character in url):
            yield Link(children, url)
            return
        self.find("unsafe-link", f"a link to “{url}”", "only http, https and mailto addresses may be linked", url)
        yield from children

    def text(self, text: str | None) -> Iterator[Inline]:
        """Text cut at its slots."""
        text, start = text or "", 0
        for found in SLOT.finditer(text):
            yield from self.words(text[start : found.start()])
            start = found.end()
            slot = self.slot(found[0])
            if isinstance(slot, tuple):
                yield from slot
            elif isinstance(slot, SourceList):
                self.find("references-in-text", "references() stands inside a text", "give it a line of its own", "")
            elif slot is not None:
                self.here = slot.place
        yield from self.words(text[start:])

    def words(self, text: str) -> Iterator[Inline]:
        """Plain words; what looks like HTML is a finding."""
        if "<" in text and (tag := HTML_TAG.search(text)):
            self.find("raw-html", f"raw HTML: {tag[0]}", "use Markdown: **bold**, *italic*, [text](address)", tag[0])
        if text:
            yield Text(BREAK.sub(" ", text) if "\n" in text else text)

    def slot(self, character: str) -> Any:
        """What stands behind a private-use character; None where nothing does."""
        index = ord(character) - FIRST_SLOT if len(character) == 1 else -1
        return self.slots[index] if 0 <= index < len(self.slots) else None

    # ---- findings

    def refuse(self, tag: str, text: str) -> None:
        """Report a construct that has no node."""
        names = {"pre": "an indented or fenced code block", "hr": "a rule (---)", "img": "a picture"}
        self.find("unknown-construct", f"{names.get(tag, tag)} has no place in a brief", "write it as text", text[:60])

    def find(self, rule: str, message: str, hint: str, text: str) -> None:
        """Collect a finding at the last message seen."""
        self.findings.append(Finding(rule, message, self.here, hint, stops=Stops.DOCUMENT, text=text))


def trim_inlines(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The inlines without spaces at either end, neighbouring texts joined."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    if joined and isinstance(joined[0], Text):
        joined[0] = Text(joined[0].text.lstrip(" \n"))
    if joined and isinstance(joined[-1], Text):
        joined[-1] = Text(joined[-1].text.rstrip(" \n"))
    return tuple(inline for inline in joined if inline != Text(""))


def _alignment(cell: _Element) -> str:
    style = cell.get("style") or ""
    return cell.get("align") or (style.rpartition(":")[2].strip(" ;") if "text-align" in style else "")


def _join_captions(blocks: list[Block]) -> Iterator[Block]:
    """A caption paragraph goes into the table it stands before."""
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        before = blocks[index - 1] if index else None
        if isinstance(block, Paragraph) and block.style == "caption" and isinstance(after, Table):
            continue
        if isinstance(block, Table) and isinstance(before, Paragraph) and before.style == "caption":
            yield Table(block.header, block.rows, block.align, block.at, before.children)
            continue
        yield block
