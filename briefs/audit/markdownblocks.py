"""Markdown's blocks, one parser's token after another, as blocks of a reading with every place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.inline import InlineText, read_inline
from briefs.audit.markdownhtml import read_html
from briefs.audit.reading import Block, BlockKind, Cell, Spot
from briefs.finding import Finding, Place, Severity

FRONT_TEXT = re.compile(r"^(title|subtitle|description|summary|abstract)\s*:\s*(.*)$")
FRONT_LANGUAGE = re.compile(r"^(?:lang|language|locale)\s*:\s*[\"']?([A-Za-z]{2,3})\b", re.M)


class Page(Struct):
    """The state of one pass over the block tokens."""

    path: str
    lines: list[str]
    env: dict[str, Any] = field(default_factory=dict)  # the parser's own notes on the file
    blocks: list[Block] = field(default_factory=list)
    hidden: list[Block] = field(default_factory=list)
    notes: dict[str, list[Block]] = field(default_factory=dict)
    part: str = "body"
    section: str = ""
    quotes: int = 0
    items: int = 0
    label: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    head: bool = False
    in_cell: bool = False
    heading: int = 0
    cursor: int = 0  # in the line of a table's row
    language: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def put(self, block: Block) -> None:
        """Add a block to the text, or to the note that it belongs to."""
        if not block.text.strip():
            return
        self.label = ""
        if not block.part.startswith("note:"):
            self.blocks.append(block)
        else:
            self.notes.setdefault(block.part[5:], []).append(block)

    def kind(self) -> BlockKind:
        """What a run of text is, by what stands open around it."""
        if self.in_cell:
            return "cell"
        if self.heading:
            return "heading"
        if self.part != "body":
            return "note"
        return "item" if self.items else "quote" if self.quotes else "paragraph"


def take_token(page: Page, token: Token) -> None:
    """One block token."""
    take = _TAKERS.get(token.type)
    if take is not None:
        take(page, token)


def _take_heading(page: Page, token: Token) -> None:
    page.heading = int(token.tag[1]) if token.nesting > 0 else 0


def _take_quote(page: Page, token: Token) -> None:
    page.quotes += token.nesting


def _take_item(page: Page, token: Token) -> None:
    page.items += token.nesting
    if token.nesting > 0:
        page.label = token.info + token.markup if token.info else ""


def _take_note(page: Page, token: Token) -> None:
    page.part = f"note:{token.meta['label']}" if token.nesting > 0 else "body"
    if token.nesting > 0:
        page.notes.setdefault(token.meta["label"], [])


def _take_table(page: Page, token: Token) -> None:
    match token.type:
        case "table_open":
            page.table, page.row = page.table + 1, -1
        case "thead_open" | "tbody_open":
            page.head = token.type == "thead_open"
        case "tr_open":
            page.row, page.column, page.cursor = page.row + 1, -1, 0
        case "th_open" | "td_open":
            page.column, page.in_cell = page.column + 1, True
        case _:
            page.in_cell = False


def _take_inline(page: Page, token: Token) -> None:
    """A run of text: what it shows, where each piece of it stands, and what it hides."""
    first = token.map[0] if token.map else 0
    starts = _cell_starts(page, token.content, first) if page.in_cell else _line_starts(page, token.content, first)
    inline = read_inline(token.children or (), token.content)
    cell = Cell(page.table, page.row, page.column, page.head) if page.in_cell else None
    spots = tuple(Spot(offset, *_located(starts, origin)) for offset, origin in inline.origins)
    block = Block(
        page.kind(), inline.text, first + 1, page.part, page.section, tuple(inline.calls), tuple(inline.links),
        cell=cell, label=page.label, spots=spots,
    )  # fmt: skip
    if page.heading and page.part == "body":
        page.section = " ".join(block.plain.split())
        block = replace(block, section=page.section, level=page.heading)
    page.put(block)
    _take_asides(page, inline, token.content, starts)


def _take_asides(page: Page, inline: InlineText, source: str, starts: list[Spot]) -> None:
    """What does not stand in the run of text itself: pictures' texts, comments, notes written in place."""
    for text, origin in inline.pictures:
        page.put(_aside(page, "alt", text, starts, origin))
    for text, origin in inline.hidden:
        page.hidden.append(_aside(page, "hidden", text, starts, origin))
    for number, key, start, end in inline.inline_notes:
        inner = read_inline(page.env["footnotes"]["list"][number]["tokens"], source[start:end])
        spots = tuple(Spot(offset, *_located(starts, start + origin)) for offset, origin in inner.origins)
        line = _located(starts, start)[0]
        block = Block("note", inner.text, line, f"note:{key}", page.section, links=tuple(inner.links), spots=spots)
        page.put(block)


def _aside(page: Page, kind: BlockKind, text: str, starts: list[Spot], origin: int) -> Block:
    line, column = _located(starts, origin)
    return Block(kind, text, line, page.part, page.section, spots=(Spot(0, line, column),))


def _line_starts(page: Page, content: str, first: int) -> list[Spot]:
    """Where each line of a block's content stands in the file, after quote marks, list marks and indents."""
    starts, offset, number = [], 0, first
    for line in content.split("\n"):
        bare = line.strip()
        while bare and number + 1 < len(page.lines) and not page.lines[number].replace(">", "").strip():
            number += 1  # a line of no-break spaces alone is no part of the content
        raw = page.lines[number] if number < len(page.lines) else ""
        column = raw.rfind(bare) - (len(line) - len(line.lstrip()))
        starts.append(Spot(offset, number + 1, max(column, 0) + 1))
        offset += len(line) + 1
        number += 1
    return starts


def _cell_starts(page: Page, content: str, number: int) -> list[Spot]:
    """Where a cell's content stands in its row; a pipe in a cell is escaped in the file."""
    raw = page.lines[number] if number < len(page.lines) else ""
    escaped = content.replace("|", "\\|")
    column = raw.find(escaped, page.cursor)
    if column < 0:
        return [Spot(0, number + 1, 1)]
    page.cursor = raw.find("|", column + len(escaped))
    page.cursor = len(raw) if page.cursor < 0 else page.cursor + 1
    pipes = [offset for offset, character in enumerate(content) if character == "|"]
    spots = [Spot(offset + 1, number + 1, column + offset + 2 + index) for index, offset in enumerate(pipes, 1)]
    return [Spot(0, number + 1, column + 1), *spots]


def _located(starts: Sequence[Spot], origin: int) -> tuple[int, int]:
    """Line and column of an offset in a block's content."""
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle].offset <= origin else (low, middle)
    spot = starts[low]
    return spot.line, spot.column + origin - spot.offset


def _take_code(page: Page, token: Token) -> None:
    """Literal text is text; its lines keep their places."""
    first = (token.map[0] if token.map else 0) + (token.type == "fence")
    spots, offset = [], 0
    for number, line in enumerate(token.content.split("\n"), first):
        raw = page.lines[number] if number < len(page.lines) else ""
        spots.append(Spot(offset, number + 1, max(raw.find(line.strip()) - (len(line) - len(line.lstrip())), 0) + 1))
        offset += len(line) + 1
    page.put(Block("code", token.content, first + 1, page.part, page.section, spots=tuple(spots)))
    if token.type == "fence" and not _is_closed(page, token):
        message = "The code block that begins here is never closed: all that follows is shown as code."
        hint = f"Close it by a line {token.markup}, or take the opening line out."
        page.findings.append(Finding("unclosed-fence", message, Place(page.path, first), hint, Severity.WARNING))


def _is_closed(page: Page, token: Token) -> bool:
    """Whether a fence ends by a line of its own sign."""
    if not token.map or token.map[1] - token.map[0] < 2:
        return False
    last = page.lines[token.map[1] - 1].lstrip("> \t").rstrip()
    return last.startswith(token.markup) and not last.strip(token.markup[0])


def _take_html(page: Page, token: Token) -> None:
    """Raw HTML as a browser shows it."""
    first = token.map[0] if token.map else 0
    inline = read_html(token.content)
    starts = _line_starts(page, token.content.removesuffix("\n"), first)
    spots = tuple(Spot(offset, *_located(starts, origin)) for offset, origin in inline.origins)
    page.put(Block(page.kind(), inline.text, first + 1, page.part, page.section, tuple(inline.calls), spots=spots))
    _take_asides(page, inline, token.content, starts)


def _take_front_matter(page: Page, token: Token) -> None:
    """Title and summary are shown by forges; the language is the file's own word on it."""
    language = FRONT_LANGUAGE.search(token.content)
    page.language = language[1].lower() if language else None
    for number, line in enumerate(token.content.split("\n"), 2):
        match = FRONT_TEXT.match(line)
        if match and match[2].strip():
            spots = (Spot(0, number, match.start(2) + 1),)
            page.put(Block("front matter", match[2], number, "front matter", spots=spots))


_TAKERS = {
    "front_matter": _take_front_matter, "inline": _take_inline, "html_block": _take_html,
    "fence": _take_code, "code_block": _take_code,
    "heading_open": _take_heading, "heading_close": _take_heading,
    "blockquote_open": _take_quote, "blockquote_close": _take_quote,
    "list_item_open": _take_item, "list_item_close": _take_item,
    "footnote_reference_open": _take_note, "footnote_reference_close": _take_note,
    "table_open": _take_table, "thead_open": _take_table, "tbody_open": _take_table, "tr_open": _take_table,
    "th_open": _take_table, "td_open": _take_table, "th_close": _take_table, "td_close": _take_table,
}  # fmt: skip
