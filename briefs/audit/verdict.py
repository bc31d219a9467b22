"""The verdict on each numeral: verified, cited, uncited, or exempt and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from briefs.audit.binding import Binder, Binding
from briefs.audit.change import What
from briefs.audit.reading import Block, Call, Reading, place_in
from briefs.audit.tongue import NumeralReader
from briefs.audit.vouching import Library
from briefs.evidence import Printed
from briefs.finding import Place
from briefs.numeral import Numeral

_LOOKS_LIKE_A_SOURCE = re.compile(r"https?://|www\.|\bdoi\b|\b(?:1[89]|20)\d\d\b", re.I)
MOST_NEAR = 100  # marks of one sentence or row that are looked at
Spot = tuple[int, int, int]
Status = Literal["verified", "cited", "uncited", "exempt"]


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class AuditedFigure(Struct, frozen=True, gc=False):
    """A numeral of the file, and what may be said of it."""

    text: str
    numeral: Numeral
    place: Place
    status: Status
    reason: str
    fact: str | None = None
    source: str | None = None
    note: str | None = None
    nearest: str = ""  # what a source of ours says instead
    sentence: str = ""
    spot: Spot = (-1, 0, 0)  # its block among those read, and where it stands in that
    change: What | None = None  # what became of it since the release; None without a record
    was: str = ""  # as released, where that is something else
    waived: str = ""  # who answers for it, until when and why
    entry: Printed | None = None  # what the record has for it


def judge(
    reading: Reading, numerals: NumeralReader, library: Library | None, binder: Binder
) -> Iterator[AuditedFigure]:
    """Every numeral of the file in reading order, with its verdict; those in hidden text last."""
    headings = {block.plain for block in reading.blocks if block.kind == "heading"}
    listed = _listed_sources(reading, numerals.reference_heads)
    for index, block in enumerate(reading.blocks):
        if block.kind == "front matter" and block.text.strip("\"' ") in headings:  # a title is judged once
            continue
        found = numerals.read(block.text)
        if not found:
            continue
        if block.kind == "note" or binder.is_source_cell(block) or index in listed:
            yield from _in_reference(reading, block, found, library, index)
            continue
        for numeral in found:
            yield _judged(reading, binder, block, numeral, library, (index, numeral.start, numeral.end))
    for block in reading.hidden:
        why = "comment" if block.kind == "comment" else "hidden"
        for numeral in numerals.read(block.text):
            yield _apart(reading, block, numeral, why, (-1, 0, 0), block.plain)


def _apart(reading: Reading, block: Block, numeral: Numeral, why: str, spot: Spot, plain: str) -> AuditedFigure:
    """A numeral that is no claim of the text."""
    place = place_in(reading, block, numeral.start)
    why = numeral.exempt or why
    return AuditedFigure(numeral.text, numeral, place, "exempt", why, sentence=plain, spot=spot)


def _listed_sources(reading: Reading, heads: frozenset[str]) -> set[int]:
    """The entries of a list of sources: under such a heading or one below it, and naming an address or a year."""
    entries: set[int] = set()
    above: int | None = None  # level of the heading of the list
    for index, block in enumerate(reading.blocks):
        if block.kind == "heading":
            if above is None or block.level <= above:
                above = block.level if block.plain.strip().lower().strip(" :.") in heads else None
            continue
        if (
            above is not None
            and block.kind in ("paragraph", "item")
            and (block.links or _LOOKS_LIKE_A_SOURCE.search(block.text))
        ):
            entries.add(index)
    return entries


def _in_reference(
    reading: Reading, block: Block, numerals: Sequence[Numeral], library: Library | None, index: int
) -> Iterator[AuditedFigure]:
    """The numerals of a reference: verified where the source named there has them, else a part of its name."""
    plain = block.plain
    note = reading.notes.get(block.part.removeprefix("note:"))
    words, links = (note.text, note.links) if note else (plain, tuple(link.url for link in block.links))
    for numeral in numerals:
        spot = (index, numeral.start, numeral.end)
        if library is not None and numeral.exempt is None:
            verdict = library.vouching(words, links, numeral)
            if verdict.fact:
                place = place_in(reading, block, numeral.start)
                yield AuditedFigure(numeral.text, numeral, place, "verified", verdict.reason, verdict.fact,
                                    verdict.source, note.mark if note else None, spot=spot)  # fmt: skip
                continue
        yield _apart(reading, block, numeral, "reference", spot, plain)


def _judged(
    reading: Reading, binder: Binder, block: Block, numeral: Numeral, library: Library | None, spot: Spot
) -> AuditedFigure:
    """One numeral of the text."""
    place = place_in(reading, block, numeral.start)
    if numeral.exempt is not None:
        return AuditedFigure(numeral.text, numeral, place, "exempt", numeral.exempt, spot=spot)
    if library is not None and any(
        link.start <= numeral.start < link.end and library.is_title(block.text[link.start : link.end])
        for link in block.links
    ):
        return AuditedFigure(numeral.text, numeral, place, "exempt", "reference", spot=spot)
    sentence = binder.sentence(block, numeral.start).text
    binding = binder.bind(block, numeral.start, numeral.end)
    bound = _telling(reading, binding.calls)
    told = (*(reading.notes[call.note].text for call in bound), binding.source_cell) if library is not None else ()
    words = "\n".join(told).strip()
    if library is not None and words:
        links = tuple(url for call in bound for url in reading.notes[call.note].links) + binding.links
        verdict = library.verdict(words, links, numeral)
        if verdict.source:
            mark = bound[0].mark if bound else None
            status: Status = "verified" if verdict.fact else "cited"
            return AuditedFigure(numeral.text, numeral, place, status, verdict.reason, verdict.fact, verdict.source,
                                 mark, verdict.nearest, sentence, spot)  # fmt: skip
    status, reason, mark = _cited(reading, binding, bound)
    return AuditedFigure(numeral.text, numeral, place, status, reason, note=mark, sentence=sentence, spot=spot)


def _telling(reading: Reading, calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """The marks that lead to a note with a text."""
    notes = reading.notes
    return tuple([call for call in calls if call.note in notes and notes[call.note].says_something])


def _cited(reading: Reading, binding: Binding, bound: tuple[Call, ...]) -> tuple[Status, str, str | None]:
    """Whether any note of the sentence or row speaks for the figure."""
    if bound:
        return "cited", "a note is bound to it", bound[0].mark
    if binding.source_cell:
        return "cited", "the source cell of its row names a source", None
    near = next((call for call in binding.nearby[:MOST_NEAR] if _telling(reading, (call,))), None)
    if near:
        return "cited", "a note stands in its sentence or row", near.mark
    marks = (binding.calls or binding.nearby)[:MOST_NEAR]
    if any(call.note in reading.notes for call in marks):
        return "uncited", "the note that its mark leads to is empty", marks[0].mark
    if marks:
        return "uncited", "its mark leads to no note", marks[0].mark
    return "uncited", "no note stands in its sentence or row", None


def exact_text(value: Decimal | tuple[Decimal, Decimal] | None) -> str | None:
    """A value as exact decimals: "73300000", "3..5"."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return "..".join(_plain(end) for end in value)
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
