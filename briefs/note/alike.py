"""Which sources of a document a brief reference does not tell apart: one author, one year, two works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefs.document import Block, Citation, Document, Figure, Heading, List, Paragraph, Quote, Reference, Table
from briefs.evidence import Evidence
from briefs.language import Language
from briefs.note.ask import input_facts
from briefs.note.line import leaf_nodes
from briefs.note.reference import brief_key
from briefs.note.reference_law import LAW_TYPES
from briefs.note.runs import Inlines


def alike_sources(document: Document, evidence: Evidence, language: Language) -> frozenset[str]:
    """The sources that share author and year with another one of the document; laws are told apart by their places."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for name in dict.fromkeys(_named_sources(document, evidence)):
        source = evidence.sources.get(name)
        if source is not None and source.type not in LAW_TYPES:
            by_key[brief_key(source, language)].add(name)
    return frozenset(name for names in by_key.values() if len(names) > 1 for name in names)


def _named_sources(document: Document, evidence: Evidence) -> Iterator[str]:
    """Every source that figures, citations and cells lead to, those they were read in included."""
    facts = {*document.wordings}
    for line in block_lines(document.blocks):
        for node in leaf_nodes(line):
            match node:
                case Figure(fact=fact):
                    facts.add(fact)
                case Reference(source=source, via=via):
                    yield from (source, via or source)
                case Citation(source=source, via=via) if source:
                    yield from (source, via or source)
    for name in facts & evidence.facts.keys():
        for leaf in input_facts(evidence.facts[name], evidence):
            yield from (leaf.source, leaf.via or leaf.source)


def block_lines(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    """Every line of these blocks: paragraphs, headings, items, the cells of tables below their heads."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.children
            case List():
                for item in block.items:
                    yield from block_lines(item.blocks)
            case Quote():
                yield from block_lines(block.blocks)
            case Table():
                yield from (cell.children for row in block.rows for cell in row.cells)
            case _:
                pass
