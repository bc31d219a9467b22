"""The list of sources: full references of all that notes and cells name, official and primary ones first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from briefs.document import Block, Heading, Paragraph, Quote, SourceList, Text
from briefs.evidence import Source
from briefs.finding import Place
from briefs.note.cite import list_reference
from briefs.note.context import Context
from briefs.note.line import inline_text
from briefs.note.polish import polish_inlines
from briefs.note.runs import Inlines, stopped

_NO_LETTER = re.compile(r"[^\w ]|_")
SECOND_HAND = frozenset({"press", "aggregator", "research"})  # tiers that tell what others found, or collect it


def has_source_list(blocks: tuple[Block, ...]) -> bool:
    """Whether a list of sources stands among these blocks."""
    return any(
        isinstance(block, SourceList) or (isinstance(block, Quote) and has_source_list(block.blocks))
        for block in blocks
    )


def fill_source_list(blocks: tuple[Block, ...], context: Context) -> tuple[Block, ...]:
    """The blocks with the list in its place."""
    filled: list[Block] = []
    for block in blocks:
        if isinstance(block, SourceList):
            filled.extend(_list_blocks(block.at, context))
        elif isinstance(block, Quote):
            filled.append(replace(block, blocks=fill_source_list(block.blocks, context)))
        else:
            filled.append(block)
    return tuple(filled)


def _list_blocks(at: Place, context: Context) -> Iterator[Block]:
    """Two groups under small headings; one group alone has none."""
    sources = [context.source(name) for name in context.shown]
    groups = {
        "primary_sources": [source for source in sources if source.tier not in SECOND_HAND],
        "press_sources": [source for source in sources if source.tier in SECOND_HAND],
    }
    alone = not all(groups.values())
    introduced: set[str] = set()
    for name, group in groups.items():
        if group and not alone:
            yield Heading(3, (Text(context.language.references[name]),), at)
        drafted = [(_words(source, set(), context), source) for source in group]
        entries = [(words, polish_inlines(words, context.language), source) for words, source in drafted]
        for words, entry, source in sorted(entries, key=lambda one: _sort_key(one[1])):
            listed = _words(source, introduced, context)  # differs where an earlier entry introduced a short name
            yield Paragraph(entry if listed == words else polish_inlines(listed, context.language), at, "reference")


def _sort_key(entry: Inlines) -> str:
    """By its letters, accents and opening quotation marks left out."""
    plain = unicodedata.normalize("NFD", inline_text(entry)).casefold()
    return _NO_LETTER.sub("", plain).strip()


def _words(source: Source, introduced: set[str], context: Context) -> Inlines:
    return stopped(list_reference(source, context.shown[source.id], context, introduced))
