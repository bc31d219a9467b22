"""Reads Markdown as forges show it (CommonMark, GFM tables and strike-through, footnotes), with places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline
from mdit_py_plugins.front_matter import front_matter_plugin

from briefs.audit.inline import COMMENT, InlineText, read_inline, read_tag, recording, shifted
from briefs.audit.reading import Block, BlockKind, Cell, Note, Reading, Spot
from briefs.finding import Finding, Place, Severity, Stops

LARGEST = 10_000_000  # bytes; a brief has some ten thousand
MOST_BRACKETS = 1000  # open at once: link parsers look through the rest of the text for each
DEEPEST = 90  # levels of quotes and lists
BRACKET = re.compile(r"[\[\]]")
NEWLINE = re.compile(r"\r\n?|\n")
FRONT_TEXT = re.compile(r"^(title|subtitle|description|summary|abstract)\s*:\s*(.*)$")
FRONT_LANGUAGE = re.compile(r"^(?:lang|language|locale)\s*:\s*[\"']?([A-Za-z]{2,3})\b", re.M)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
UNSEEN = re.compile(r"<(script|style|template)\b", re.I)
ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|\w{1,40});")
HTML = re.compile(f"{COMMENT.pattern}|{TAG.pattern}|{ENTITY.pattern}", re.S)


def reader() -> MarkdownIt:
    """A parser that reads as forges do and remembers where each construct stands."""
    # Raw HTML is read, not shown: a browser would show what stands between the tags.
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin).use(footnote_plugin, move_to_end=False)
    md.disable("text_join")  # escapes and entities stay apart, each with its source
    for name, rule in (("link", link), ("image", image), ("footnote_inline", footnote_inline)):
        md.inline.ruler.at(name, recording(rule))  # type: ignore[arg-type]
    return md


@dataclass(slots=True)
class _Page:
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
    heading: bool = False
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


def read_markdown(data: bytes, path: str) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The Markdown file as its reader sees it, and what stands in the way of reading it."""
    if len(data) > LARGEST:
        return None, (_refused(path, "the file is too large for a brief"),)
    text, findings = _decoded(data, path)
    if text is None:
        return None, findings
    if _deepest_bracket(text) > MOST_BRACKETS:
        return None, (*findings, _refused(path, "thousands of brackets are opened and not closed"))
    page = _Page(path, NEWLINE.split(text))
    tokens = reader().parse(text, page.env)
    for token in tokens:
        _take(page, token)
        if token.level > DEEPEST:
            return None, (*findings, _refused(path, "quotes and lists are nested too deeply"))
    blocks, notes = _with_notes(page)
    reading = Reading(path, "markdown", tuple(blocks), notes, tuple(page.hidden), page.language)
    return reading, (*findings, *page.findings)


def _refused(path: str, why: str) -> Finding:
    return Finding("unreadable-file", f"This file can't be read: {why}.", Place(path), "Give a text file in UTF-8.",
                   stops=Stops.RUN)  # fmt: skip


def _deepest_bracket(text: str) -> int:
    """How many square brackets stand open at once at most."""
    if text.count("[") <= MOST_BRACKETS:
        return 0
    depth = deepest = 0
    for match in BRACKET.finditer(text):
        depth = max(depth + (1 if match[0] == "[" else -1), 0)
        deepest = max(deepest, depth)
    return deepest


def _decoded(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The file's text; a file from an old Windows editor is read too, with a warning."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data or encoding == "utf-16":
            return None, (_refused(path, "it is not text"),)
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save the file as UTF-8."
        message = "The file is not in UTF-8; it was read as Windows-1252, so that accents and spaces may be wrong."
        found = Finding("not-utf-8", message, Place(path, line), hint, Severity.WARNING)
        return data.decode("cp1252", errors="replace"), (found,)
    if "\0" in text:
        return None, (_refused(path, "it is not text"),)
    return text, ()


def _take(page: _Page, token: Token) -> None:
    """One block token."""
    take = _TAKERS.get(token.type)
    if take is not None:
        take(page, token)


def _take_heading(page: _Page, token: Token) -> None:
    page.heading = token.nesting > 0


def _take_quote(page: _Page, token: Token) -> None:
    page.quotes += token.nesting


def _take_item(page: _Page, token: Token) -> None:
    page.items += token.nesting
    if token.nesting > 0:
        page.label = token.info + token.markup if token.info else ""


def _take_note(page: _Page, token: Token) -> None:
    page.part = f"note:{token.meta['label']}" if token.nesting > 0 else "body"
    if token.nesting > 0:
        page.notes.setdefault(token.meta["label"], [])


def _take_table(page: _Page, token: Token) -> None:
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


def _take_inline(page: _Page, token: Token) -> None:
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
        block = replace(block, section=page.section)
    page.put(block)
    _take_asides(page, inline, token.content, starts)


def _take_asides(page: _Page, inline: InlineText, source: str, starts: list[Spot]) -> None:
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


def _aside(page: _Page, kind: BlockKind, text: str, starts: list[Spot], origin: int) -> Block:
    line, column = _located(starts, origin)
    return Block(kind, text, line, page.part, page.section, spots=(Spot(0, line, column),))


def _line_starts(page: _Page, content: str, first: int) -> list[Spot]:
    """Where each line of a block's content stands in the file, after quote marks, list marks and indents."""
    starts, offset = [], 0
    for number, line in enumerate(content.split("\n"), first):
        raw = page.lines[number] if number < len(page.lines) else ""
        bare = line.strip()
        column = raw.rfind(bare) - (len(line) - len(line.lstrip()))
        starts.append(Spot(offset, number + 1, max(column, 0) + 1))
        offset += len(line) + 1
    return starts


def _cell_starts(page: _Page, content: str, number: int) -> list[Spot]:
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


def _take_code(page: _Page, token: Token) -> None:
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


def _is_closed(page: _Page, token: Token) -> bool:
    """Whether a fence ends by a line of its own sign."""
    if not token.map or token.map[1] - token.map[0] < 2:
        return False
    last = page.lines[token.map[1] - 1].lstrip("> \t").rstrip()
    return last.startswith(token.markup) and not last.strip(token.markup[0])


def _take_html(page: _Page, token: Token) -> None:
    """Raw HTML: what stands between the tags is seen, comments are not."""
    first = token.map[0] if token.map else 0
    inline, at, raised = InlineText(), 0, ""
    for match in HTML.finditer(token.content):
        if match.start() < at:
            continue  # inside a script
        _add_lines(inline, shifted(token.content[at : match.start()], raised), at)
        if match[0].startswith("&"):
            inline.add(unescape(match[0]), match.start())
        else:
            raised = read_tag(inline, match[0], match.start(), raised)
        at = match.end()
        unseen = UNSEEN.match(match[0])
        if unseen:
            at = _end_of(unseen[1], token.content, at)
    _add_lines(inline, token.content[at:], at)
    starts = _line_starts(page, token.content.removesuffix("\n"), first)
    spots = tuple(Spot(offset, *_located(starts, origin)) for offset, origin in inline.origins)
    page.put(Block(page.kind(), inline.text, first + 1, page.part, page.section, tuple(inline.calls), spots=spots))
    _take_asides(page, inline, token.content, starts)


def _end_of(name: str, source: str, at: int) -> int:
    """Where an element that shows nothing ends: at its end tag, else with the text."""
    end = re.compile(f"</{name}", re.I).search(source, at)
    return end.start() if end else len(source)


def _add_lines(inline: InlineText, text: str, origin: int) -> None:
    for line in text.splitlines(keepends=True):
        inline.words(line, origin)
        origin += len(line)


def _take_front_matter(page: _Page, token: Token) -> None:
    """Title and summary are shown by forges; the language is the file's own word on it."""
    language = FRONT_LANGUAGE.search(token.content)
    page.language = language[1].lower() if language else None
    for number, line in enumerate(token.content.split("\n"), 2):
        match = FRONT_TEXT.match(line)
        if match and match[2].strip():
            spots = (Spot(0, number, match.start(2) + 1),)
            page.put(Block("front matter", match[2], number, "front matter", spots=spots))


def _with_notes(page: _Page) -> tuple[list[Block], dict[str, Note]]:
    """The text's blocks, then the notes in the order of their calls; a note never called is not seen."""
    blocks = list(page.blocks)
    notes: dict[str, Note] = {}
    index = 0
    while index < len(blocks):
        for call in blocks[index].calls:
            if call.note in page.notes and call.note not in notes:
                own = page.notes[call.note]
                links = tuple(address.url for block in own for address in block.links)
                text = "\n".join(block.plain for block in own).strip()
                notes[call.note] = Note(call.note, len(notes) + 1, call.mark, text, links)
                blocks.extend(own)
        index += 1
    return blocks, notes


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
