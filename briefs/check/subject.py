"""What the checks look at: one document with its record and the evidence, and how to walk it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

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
    def written(self) -> Document:
        """The document as its author wrote it, with citations in their sentences."""
        return self.parsed or self.document


class Passage(Struct, frozen=True):
    """A stretch of inline content that no sentence crosses: a paragraph, heading, cell or caption."""

    kind: str
    children: tuple[Inline, ...]
    at: Place
    section: str
    row: tuple[Cell, ...] = ()
    head: tuple[Cell, ...] = ()
    caption: tuple[Inline, ...] = ()
    heading: tuple[Inline, ...] = ()  # the heading above it


def walk_passages(blocks: tuple[Block, ...], heading: tuple[Inline, ...] = ()) -> Iterator[Passage]:
    """Every passage of a document in reading order, with the heading above it."""
    for block in blocks:
        match block:
            case Heading():
                heading = block.children
                yield _passage("heading", heading, block.at, heading)
            case Paragraph():
                yield _passage(block.style or "paragraph", block.children, block.at, heading)
            case List():
                for item in block.items:
                    yield from walk_passages(item.blocks, heading)
            case Quote():
                yield from walk_passages(block.blocks, heading)
            case Table():
                yield from _table_passages(block, heading)
            case _:
                pass


def _passage(kind: str, children: tuple[Inline, ...], at: Place, heading: tuple[Inline, ...]) -> Passage:
    return Passage(kind, children, at, plain_text(heading), heading=heading)


def _table_passages(table: Table, heading: tuple[Inline, ...]) -> Iterator[Passage]:
    if table.caption:
        yield _passage("caption", table.caption, table.at, heading)
    section, head = plain_text(heading), table.header.cells
    for row in (table.header, *table.rows):
        for cell in row.cells:
            yield Passage("cell", cell.children, cell.at, section, row.cells, head, table.caption, heading)


def walk_inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, the nested ones after their parent."""
    for child in children:
        yield child
        match child:
            case Emphasis() | Strong() | Link() | Foreign() | Reference():
                yield from walk_inlines(child.children)
            case _:
                pass


def plain_text(children: tuple[Inline, ...]) -> str:
    """The words of inline content as a reader sees them, without note calls."""
    parts = []
    for inline in walk_inlines(children):
        match inline:
            case Text() | Figure() | Declared():
                parts.append(inline.text)
            case _:
                pass
    return "".join(parts)


def figures_of(children: tuple[Inline, ...]) -> list[Figure]:
    """The figures of inline content, in order."""
    return [inline for inline in walk_inlines(children) if isinstance(inline, Figure)]


def printed_facts(subject: Subject) -> tuple[Fact, ...]:
    """Every fact that the document prints or cites, once."""
    printed = [entry.fact for entry in subject.record.printed if entry.fact]
    cited = [
        inline.fact
        for passage in walk_passages(subject.written.blocks)
        for inline in walk_inlines(passage.children)
        if isinstance(inline, Citation) and inline.fact
    ]
    facts = subject.evidence.facts
    return tuple(facts[name] for name in dict.fromkeys((*printed, *cited)) if name in facts)


def is_cited(children: tuple[Inline, ...]) -> bool:
    """Whether inline content holds a note call, a claim's citation or a reference."""
    return any(isinstance(inline, (Call, Citation, Reference)) for inline in walk_inlines(children))
