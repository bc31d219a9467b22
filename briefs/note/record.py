"""The printed record: all that a finished document prints as numeral, in reading order, and its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.document import (
    Block,
    Cell,
    Declared,
    Document,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    SourceList,
    Table,
)  # fmt: skip
from briefs.evidence import Evidence, Printed, PrintedLink, PrintedNote, Record
from briefs.language import Language
from briefs.note.bind import bound_notes, first_call
from briefs.note.line import Line, inline_text, link_urls, make_line, prose_links
from briefs.note.rules import NoteRules, note_rules
from briefs.note.runs import Inlines
from briefs.note.sentence import find_sentences
from briefs.note.typed import typed_numerals


def record_document(document: Document, evidence: Evidence, language: Language) -> Record:
    """The record of a finished document, a draft's marks included."""
    recorder = _Recorder(document, note_rules(language))
    for block in document.blocks:
        recorder.block(block)
    recorder.section = ""
    for note in document.notes:
        recorder.line(note.children, f"note:{note.label}", note.label)
    notes = tuple(_printed_note(note, document, evidence) for note in document.notes)
    return Record(document.brief, document.language, tuple(recorder.printed), notes, tuple(recorder.links))


class _Recorder(Struct):
    """Walks a finished document; `section` is the heading above."""

    document: Document
    rules: NoteRules
    printed: list[Printed] = field(default_factory=list)
    links: list[PrintedLink] = field(default_factory=list)
    section: str = ""

    def block(self, block: Block) -> None:
        """All that one block prints."""
        match block:
            case Heading():
                self.section = " ".join(inline_text(block.children).split())
                self.line(block.children)
            case Paragraph(style="reference"):
                words, links = inline_text(block.children), link_urls(block.children)
                self.printed.append(Printed("reference", words, self.section, links=links, at=block.at))
            case Paragraph():
                self.line(block.children)
            case List():
                self.items(block)
            case Quote():
                for inner in block.blocks:
                    self.block(inner)
            case Table():
                self.table(block)
            case SourceList():
                pass
            case _:
                assert_never(block)

    def items(self, block: List) -> None:
        """The items of a list, each after its number."""
        for number, item in enumerate(block.items, block.start):
            if block.ordered:
                self.printed.append(Printed("label", f"{number}.", self.section, at=item.at))
            for inner in item.blocks:
                self.block(inner)

    def table(self, block: Table) -> None:
        """Caption and cells; a figure without a call in its cell has the note of the row's first cell."""
        self.line(block.caption)
        for row in (block.header, *block.rows):
            speaks = row.cells and row is not block.header  # a head's first cell speaks for no other
            above = first_call(row.cells[0].children) if speaks else None
            for cell in row.cells:
                self.line(cell.children, beside=None if _has_call(cell) else above)

    def line(self, children: Inlines, part: str = "body", beside: str | None = None) -> None:
        """One paragraph, cell or note; `beside` is the note of figures that no call of their own sentence binds."""
        line = make_line(children)
        found = [*self._objects(line, beside)]
        if part == "body":  # a note is compared as a whole
            found += ((at, Printed("text", words, "")) for at, words in typed_numerals(line, self.document.language))
            self.links += (PrintedLink(words, url) for words, url in prose_links(children))
        for _, printed in sorted(found, key=lambda one: one[0]):
            self.printed.append(replace(printed, section=self.section, part=part))

    def _objects(self, line: Line, beside: str | None) -> Iterator[tuple[int, Printed]]:
        bound = bound_notes(line, self.rules)
        sentences = find_sentences(line.shape, self.rules)
        for leaf in line.leaves:
            match leaf.node:
                case Figure():
                    around = next((one for one in reversed(sentences) if one.start <= leaf.start), sentences[0])
                    words = " ".join(line.text[around.start : around.end].split())
                    yield leaf.start, _printed_figure(leaf.node, bound.get(leaf.start, beside), words)
                case Declared(text=text) if text:
                    yield leaf.start, _printed_declared(leaf.node)
                case Reference():
                    words, links = inline_text(leaf.node.children), link_urls(leaf.node.children)
                    source = leaf.node.source
                    yield leaf.start, Printed("reference", words, "", source=source, links=links, at=leaf.node.at)
                case _:
                    pass


def _has_call(cell: Cell) -> bool:
    return first_call(cell.children) is not None


def _printed_figure(figure: Figure, note: str | None, sentence: str) -> Printed:
    exact = None if figure.value is None else f"{figure.value:f}"
    if exact is not None and figure.high is not None:
        exact = f"{exact}..{figure.high:f}"
    return Printed(
        "misquote" if figure.misquote else "figure", figure.text, "", fact=figure.fact, exact=exact,
        hedge=figure.qualifier, unit=figure.unit_id, unit_kind=figure.unit_kind, precision=f"{figure.step:f}",
        source=figure.source, note=note, name=figure.name, sentence=sentence, at=figure.at,
    )  # fmt: skip


def _printed_declared(node: Declared) -> Printed:
    return Printed(node.kind, node.text, "", fact=node.fact, source=node.source, plain_kind=node.plain_kind, at=node.at)


def _printed_note(note: Note, document: Document, evidence: Evidence) -> PrintedNote:
    named = [source for entry in note.entries for source in (entry.source, entry.via) if source]
    sources = tuple(dict.fromkeys(named))
    titles = tuple(_title(evidence, source, document.language) for source in sources)
    return PrintedNote(note.label, note.number, inline_text(note.children), sources, titles, link_urls(note.children))


def _title(evidence: Evidence, name: str, language: str) -> str:
    source = evidence.sources[name]
    return source.names.get(language) or source.title_short or source.title
