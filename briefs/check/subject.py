"""What the checks look at: one document with its record and the evidence, and how to walk it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from msgspec import Struct, field

from briefs.brief import Brief
from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Declared,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
)  # fmt: skip
from briefs.evidence import Date, Evidence, Fact, Record
from briefs.finding import Place
from briefs.glossary import Glossary
from briefs.lexicon import Lexicon
from briefs.settings import Policy

T = TypeVar("T")
_NESTING: Final = (Emphasis, Strong, Link, Foreign, Reference)
_WORDED: Final = (Text, Figure, Declared)


class Subject(Struct, frozen=True):
    """One document, its printed record, and the evidence it was made from."""

    document: Document
    record: Record
    evidence: Evidence
    as_at: Date  # the brief's own date: nothing here asks the clock
    release: bool = False
    parsed: Document | None = None  # the same before its notes were made: citations still stand in their sentences
    brief: Brief | None = None  # for the places of its front matter
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(""))
    glossary: Glossary = field(default_factory=Glossary)
    policy: Policy = field(default_factory=Policy)
    abbreviations: frozenset[str] = frozenset()  # whose stop ends no sentence, in small letters
    unprinted: tuple[tuple[str, Place], ...] = ()  # citations and figures asked for that the text does not hold
    found: dict[str, Any] = field(default_factory=dict)  # what one check found for all

    def once(self, name: str, find: Callable[[], T]) -> T:
        """What the first check found under a name: walking the tree again would find the same."""
        if name not in self.found:
            self.found[name] = find()
        result: T = self.found[name]
        return result

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of the finished document, in reading order."""
        return self.once("passages", lambda: tuple(walk_passages(self.document.blocks)))

    @property
    def written_passages(self) -> tuple[Passage, ...]:
        """Every passage as its author wrote it."""
        return self.once("written passages", lambda: tuple(walk_passages(self.written.blocks)))

    @property
    def written(self) -> Document:
        """The document as its author wrote it, with citations in their sentences."""
        return self.parsed or self.document


class Passage(Struct, frozen=True):
    """A stretch of inline content that no sentence crosses: a paragraph, heading, cell or caption."""

    kind: str
    children: tuple[Inline, ...]
    nodes: tuple[Inline, ...]  # every inline, the nested ones after their parent
    text: str  # its words as a reader sees them
    at: Place
    section: str
    row: tuple[Cell, ...] = ()
    head: tuple[Cell, ...] = ()
    caption: tuple[Inline, ...] = ()
    heading: tuple[Inline, ...] = ()  # the heading above it


def walk_passages(blocks: tuple[Block, ...], heading: tuple[Inline, ...] = (), section: str = "") -> Iterator[Passage]:
    """Every passage of a document in reading order, with the heading above it and its words."""
    for block in blocks:
        match block:
            case Paragraph():
                yield _passage(block.style or "paragraph", block.children, block.at, section, heading)
            case Heading():
                heading, section = block.children, plain_text(block.children)
                yield _passage("heading", heading, block.at, section, heading)
            case List():
                for item in block.items:
                    yield from walk_passages(item.blocks, heading, section)
            case Quote():
                yield from walk_passages(block.blocks, heading, section)
            case Table():
                yield from _table_passages(block, heading, section)
            case _:
                pass


def _passage(
    kind: str, children: tuple[Inline, ...], at: Place, section: str, heading: tuple[Inline, ...],
    row: tuple[Cell, ...] = (), head: tuple[Cell, ...] = (), caption: tuple[Inline, ...] = (),
) -> Passage:  # fmt: skip
    nodes = tuple(walk_inlines(children))
    return Passage(kind, children, nodes, words_of(nodes), at, section, row, head, caption, heading)


def _table_passages(table: Table, heading: tuple[Inline, ...], section: str) -> Iterator[Passage]:
    if table.caption:
        yield _passage("caption", table.caption, table.at, section, heading)
    head = table.header.cells
    for row in (table.header, *table.rows):
        for cell in row.cells:
            yield _passage("cell", cell.children, cell.at, section, heading, row.cells, head, table.caption)


def walk_inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, the nested ones after their parent."""
    for child in children:
        yield child
        if not isinstance(child, Text) and isinstance(child, _NESTING):  # most are texts
            yield from walk_inlines(child.children)


def plain_text(children: tuple[Inline, ...]) -> str:
    """The words of inline content as a reader sees them, without note calls."""
    return words_of(walk_inlines(children))


def words_of(nodes: Iterable[Inline]) -> str:
    """The words of inlines that were walked."""
    return "".join([node.text for node in nodes if isinstance(node, _WORDED)])


def figures_of(children: tuple[Inline, ...]) -> list[Figure]:
    """The figures of inline content, in order."""
    return [inline for inline in walk_inlines(children) if isinstance(inline, Figure)]


def printed_facts(subject: Subject) -> tuple[Fact, ...]:
    """Every fact that the document prints or cites, once."""
    return subject.once("printed facts", lambda: _printed_facts(subject))


def _printed_facts(subject: Subject) -> tuple[Fact, ...]:
    printed = [entry.fact for entry in subject.record.printed if entry.fact]
    cited = [
        inline.fact
        for passage in subject.written_passages
        for inline in passage.nodes
        if isinstance(inline, Citation) and inline.fact
    ]
    facts = subject.evidence.facts
    return tuple(facts[name] for name in dict.fromkeys((*printed, *cited)) if name in facts)


def is_cited(children: tuple[Inline, ...]) -> bool:
    """Whether inline content holds a note call, a claim's citation or a reference."""
    return any(isinstance(inline, (Call, Citation, Reference)) for inline in walk_inlines(children))
