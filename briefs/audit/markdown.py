"""Reads Markdown as forges show it (CommonMark, GFM tables and strike-through, footnotes), with places."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_inline import image, link
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline
from mdit_py_plugins.front_matter import front_matter_plugin
from msgspec import Struct

from briefs.audit.inline import recording
from briefs.audit.markdownblocks import Page, take_token
from briefs.audit.reading import Block, Note, Reading
from briefs.finding import Finding, Place, Severity, Stops

LARGEST = 10_000_000  # bytes; a brief has some ten thousand
MOST_BRACKETS = 1000  # open at once: link parsers look through the rest of the text for each
DEEPEST = 90  # levels of quotes and lists
BRACKET = re.compile(r"[\[\]]")
PLAIN_ADDRESS = re.compile(r"[^\x00-\x20\x7f\\()<&]+(?=[ )])")  # nothing escaped, nested or ended otherwise
NEWLINE = re.compile(r"\r\n?|\n")


class _Destination(Struct):
    """Where a link leads, in the library's terms."""

    str: str
    pos: int
    ok: bool = True


class _Helpers:
    """The library's helpers, with plain addresses taken at once: it goes through them character by character."""

    parseLinkLabel = staticmethod(helpers.parseLinkLabel)  # noqa: N815 - the library's names
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(text: str, pos: int, maximum: int) -> Any:  # noqa: N802
        """The address that begins here (CommonMark 6.3)."""
        found = PLAIN_ADDRESS.match(text, pos, maximum)
        return _Destination(found[0], found.end()) if found else helpers.parseLinkDestination(text, pos, maximum)


class _Forge(MarkdownIt):
    """A parser that works out an address once: notes name the same ones again and again."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.helpers = _Helpers()  # type: ignore[assignment]  # the library has a module for it

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """The address as a link leads to it."""
        return _normalized(url)


_normalized = lru_cache(maxsize=2000)(normalizeLink)


@cache
def reader() -> MarkdownIt:
    """A parser that reads as forges do and remembers where each construct stands."""
    # Raw HTML is read, not shown: a browser would show what stands between the tags.
    md = _Forge("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin).use(footnote_plugin, move_to_end=False)
    md.disable("text_join")  # escapes and entities stay apart, each with its source
    for name, rule in (("link", link), ("image", image), ("footnote_inline", footnote_inline)):
        md.inline.ruler.at(name, recording(rule))  # type: ignore[arg-type]  # the library types no rule
    return md


def read_markdown(data: bytes, path: str) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The Markdown file as its reader sees it, and what stands in the way of reading it."""
    if len(data) > LARGEST:
        return None, (_refused(path, "the file is too large for a brief"),)
    text, findings = _decoded(data, path)
    if text is None:
        return None, findings
    if _deepest_bracket(text) > MOST_BRACKETS:
        return None, (*findings, _refused(path, "thousands of brackets are opened and not closed"))
    page = Page(path, NEWLINE.split(text))
    tokens = reader().parse(text, page.env)
    for token in tokens:
        take_token(page, token)
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


def _with_notes(page: Page) -> tuple[list[Block], dict[str, Note]]:
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
