"""Summary: one page that is drawn from the tree of a brief, so that nothing in it was written twice.

What goes in, by rule: all that stands before the first section (title block and box); the section whose heading
`checks.yaml` knows as that of the key figures, or else the one with the shortest table of figures; the asks of the
front matter, each with its addressee, under the heading that they have in the brief; a line that leads to the whole;
the imprint. Notes are made anew for what is left, short, since the list of sources stands in the brief.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from briefs.check.subject import figures_of, plain_text, walk_passages
from briefs.document import (
    Block,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from briefs.finding import Finding, Place, Severity
from briefs.lexicon import Lexicon

PART = "summary"
_IMPRINT = "imprint"
Section = tuple[Block, ...]
# Measured on printed summaries with tables: so many characters, notes included, stand on a page in letters of the
# house's own size; each further thousand takes a good twentieth of it; below the smallest, nobody reads them.
_ROOM, _SHRINKING, _SMALLEST = 2450, 0.055 / 1000, 0.78


def summarise(document: Document, lexicon: Lexicon) -> Document:
    """The one-page document of a brief that was parsed and has no notes yet."""
    opening, sections = _sections(document.blocks)
    blocks = (*opening, *_key_figures(sections, lexicon), *_asks(document, sections))
    imprint = [block for block in _paragraphs(document.blocks) if block.style == _IMPRINT]
    return replace(document, blocks=_without_imprint((*blocks, *_pointer(document))) + tuple(imprint), part=PART)


def fit_page(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """The summary in letters as small as one page asks, and a warning where even the smallest are too large."""
    length = sum(len(text) for text in _texts(document))
    size = min(1.0, 1 - (length - _ROOM) * _SHRINKING)
    fitted = replace(document, letters=max(round(size, 2), _SMALLEST))
    if size >= _SMALLEST:
        return fitted, ()
    room = round(_ROOM + (1 - _SMALLEST) / _SHRINKING)
    message = f"the {document.language} summary has {length} characters, and one page holds about {room}"
    hint = "shorten the box, the asks or the rows of the key figures"
    return fitted, (Finding("summary-over-a-page", message, Place(document.brief), hint, Severity.WARNING),)


def _texts(document: Document) -> Iterator[str]:
    for passage in walk_passages(document.blocks):
        yield plain_text(passage.children)
    for note in document.notes:
        yield plain_text(note.children)


def _sections(blocks: Sequence[Block]) -> tuple[Section, list[Section]]:
    """What stands before the first section, and the sections, each with its heading of level 2 first."""
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    edges = [*starts, len(blocks)]
    sections = [tuple(blocks[start:end]) for start, end in pairwise(edges)]
    return tuple(blocks[: edges[0]]), sections


def _key_figures(sections: Sequence[Section], lexicon: Lexicon) -> Section:
    """The section of the key figures; in a brief without one, the section whose table of figures has fewest rows."""
    named = [section for section in sections if lexicon.heads(_words(section[0]), "key_figures")]
    tabled = [section for section in sections if _rows(section)]
    return named[0] if named else min(tabled, key=_rows, default=())


def _rows(section: Section) -> int:
    """The rows of a section's tables, if they print figures."""
    tables = [block for block in section if isinstance(block, Table)]
    lines = (cell.children for table in tables for row in table.rows for cell in row.cells)
    return sum(len(table.rows) for table in tables) if any(map(figures_of, lines)) else 0


def _asks(document: Document, sections: Sequence[Section]) -> Iterator[Block]:
    """The heading of the asks in the brief, and each ask after its addressee, numbered as there."""
    asks = [ask for ask in document.meta.get("asks") or () if ask.get("ask")]
    if not asks:
        return
    told = {_level(str(ask["ask"])) for ask in asks}
    heading = next((section[0] for section in sections if told & set(_strong(section))), None)
    at = heading.at if heading is not None else Place(document.brief)
    if heading is not None:
        yield heading
    yield List(tuple(Item((Paragraph(_ask_inlines(ask), at),), at) for ask in asks), ordered=True, at=at)


def _ask_inlines(ask: Any) -> tuple[Inline, ...]:
    addressee = str(ask.get("to") or "").strip()
    words = Text(str(ask["ask"]).strip())
    return (Strong((Text(f"{addressee}:"),)), Text(" "), words) if addressee else (words,)


def _strong(section: Section) -> Iterator[str]:
    """The bold words in a section's lists: an ask stands so in the brief."""
    for paragraph in _paragraphs(section):
        for node in paragraph.children:
            if isinstance(node, Strong):
                yield _level("".join(child.text for child in node.children if isinstance(child, Text)))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case List():
                for item in block.items:
                    yield from _paragraphs(item.blocks)
            case Quote():
                yield from _paragraphs(block.blocks)
            case _:
                pass


def _pointer(document: Document) -> Iterator[Block]:
    """Where the rest stands: method, limits and full references."""
    if words := document.words.get("summary_of"):
        yield Paragraph((Text(words),), Place(document.brief), "meta")


def _without_imprint(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A brief without sections has its imprint in the opening: it stands last all the same."""
    return tuple(block for block in blocks if not (isinstance(block, Paragraph) and block.style == _IMPRINT))


def _words(heading: Block) -> str:
    children = heading.children if isinstance(heading, Heading) else ()
    return "".join(node.text for node in children if isinstance(node, Text))


def _level(text: str) -> str:
    return " ".join(text.split()).casefold()
