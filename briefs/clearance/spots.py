"""What a document claims, in reading order: figures, claims without a number, quotations, laws, dates, own numbers."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from briefs.check.sentence import split_sentences
from briefs.check.subject import Passage, Subject, plain_text, walk_inlines, walk_passages
from briefs.document import Call, Cell, Citation, Declared, Figure, Inline, Reference

Node = Figure | Declared | Citation | Reference
_WHITE = re.compile(r"[ \t\r\n]+")
SILENT = ("reference", "draft")  # passages that claim nothing


class Spot(Struct, frozen=True):
    """One thing that is claimed, with the words around it and the marks of the notes that stand there."""

    node: Node
    section: str
    sentence: str  # in a table: the row
    calls: tuple[str, ...] = ()  # labels of the notes called in its passage or row
    cells: tuple[str, ...] = ()  # sources that the row's Source cell names
    fact: str = ""  # of a claim in a row that a Source cell vouches for


def find_spots(subject: Subject) -> Iterator[Spot]:
    """Every claim of a document.

    Figures and dates are those of the finished text; citations stand in the text as it was written, whose passages are
    the same ones. What the notes stage added to a passage (a reserve in a Source cell) comes after it.
    """
    written = _by_place(walk_passages(subject.written.blocks))
    told: set[int] = set()
    for passage in walk_passages(subject.document.blocks):
        if passage.kind in SILENT:
            continue
        before = written.get((passage.kind, str(passage.at)))
        origin = before.popleft() if before else passage
        yield from _of_passage(passage, origin, subject)
        if passage.row and id(passage.row) not in told and _is_last(passage):
            told.add(id(passage.row))
            yield from _of_row(passage, origin, subject)


def _by_place(passages: Iterable[Passage]) -> Mapping[tuple[str, str], deque[Passage]]:
    found: dict[tuple[str, str], deque[Passage]] = {}
    for passage in passages:
        if passage.kind not in SILENT:
            found.setdefault((passage.kind, str(passage.at)), deque()).append(passage)
    return found


def _of_passage(passage: Passage, written: Passage, subject: Subject) -> Iterator[Spot]:
    finished = {kind: deque(_in_sentences(passage, kind, subject)) for kind in (Figure, Declared)}
    calls, cells = _calls(passage), _cells(passage)
    quoted: str | None = None
    for node, sentence in _nodes(written, subject):
        if isinstance(node, Citation):
            if node.fact is None or node.fact != quoted:  # a quotation brings its own
                yield Spot(node, passage.section, sentence, calls, cells)
            quoted = None
        elif finished[type(node)]:
            own, words = finished[type(node)].popleft()
            quoted = node.fact if isinstance(node, Declared) and node.kind == "text" else None
            yield Spot(own, passage.section, words, calls, cells)
    for rest in finished.values():
        yield from (Spot(own, passage.section, words, calls, cells) for own, words in rest)


def _nodes(passage: Passage, subject: Subject) -> Iterator[tuple[Figure | Declared | Citation, str]]:
    row = "" if _references(passage) else row_words(passage)  # a Source cell tells a reserve in words of its own
    for sentence in split_sentences(passage.children, subject.abbreviations):
        words = row or tidy(sentence.text)
        for leaf in sentence.leaves:
            if isinstance(leaf.node, (Figure, Declared, Citation)):
                yield leaf.node, words


def _in_sentences(passage: Passage, kind: type, subject: Subject) -> Iterator[tuple[Figure | Declared, str]]:
    for node, words in _nodes(passage, subject):
        if isinstance(node, kind) and isinstance(node, (Figure, Declared)):
            yield node, words


def _calls(passage: Passage) -> tuple[str, ...]:
    children: Iterable[Inline] = passage.children
    if passage.row:
        children = (inline for cell in passage.row for inline in cell.children)
    return tuple(dict.fromkeys(one.label for one in walk_inlines(tuple(children)) if isinstance(one, Call)))


def _cells(passage: Passage) -> tuple[str, ...]:
    found = (source for cell in passage.row for node in _references(cell) for source in (node.source, node.via))
    return tuple(dict.fromkeys(source for source in found if source))


def tidy(text: str) -> str:
    """The text with single spaces; its no-break spaces stay, for the printed form is looked for in it."""
    return _WHITE.sub(" ", text).strip(" ")


def row_words(passage: Passage) -> str:
    """The words of a cell's row, its Source cell left out; nothing outside a table."""
    cells = (plain_text(cell.children) for cell in passage.row if not _references(cell))
    return " | ".join(tidy(text) for text in cells if text.strip())


def _is_last(passage: Passage) -> bool:
    return passage.row[-1].children == passage.children


def _references(cell: Cell | Passage) -> list[Reference]:
    return [inline for inline in walk_inlines(cell.children) if isinstance(inline, Reference)]


def _of_row(passage: Passage, written: Passage, subject: Subject) -> Iterator[Spot]:
    """The claims of a row that was written without a figure or a citation: what its Source cell vouches for."""
    cited = (Figure, Citation, Call)
    claims = (cell for cell in written.row if not _references(cell))
    if any(isinstance(inline, cited) for cell in claims for inline in walk_inlines(cell.children)):
        return
    for node in (node for cell in passage.row for node in _references(cell)):
        facts = facts_at(node, subject)
        for fact in facts or ("",):
            yield Spot(node, passage.section, row_words(passage), (), _cells(passage), fact)


def facts_at(node: Reference | Citation, subject: Subject) -> list[str]:
    """The facts of the document that were read where a reference points."""
    found = []
    for name, wording in subject.document.wordings.items():
        fact = subject.evidence.facts[name]
        if (fact.source, fact.via) == (node.source, node.via) and node.locator in (fact.locator, wording.locator):
            found.append(name)
    return sorted(found)
