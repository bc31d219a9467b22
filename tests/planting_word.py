"""The same faults in a Word file: in its XML, under the figure's bookmark, at its call and in its notes."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator

from briefs.evidence import Record
from tests.planting import BINDING, NUMBER, Mutant, body_figures, number_mutants

CALL = re.compile(r'<w:r>(?:(?!</w:r>).)*<w:footnoteReference [^>]*w:id="(\d+)"[^>]*/></w:r>', re.DOTALL)
RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def word_mutants(data: bytes, record: Record, every: int = 1) -> Iterator[tuple[Mutant, bytes]]:
    """Every fault of the number at every `every`th figure of a Word file, under its bookmark; and its note's call gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    for number, printed in enumerate(body_figures(record)):
        if number % every:
            continue
        run = re.search(rf'w:name="{printed.name}"/>.*?<w:t(?: [^>]*)?>([^<]*)</w:t>', body, re.DOTALL)
        if run is None or run[1] != _escaped(printed.text):
            continue
        for mutant in number_mutants(body, run.start(1), printed, body_figures(record), record.language):
            yield mutant, _packed(parts, mutant.text)
        end = body.index("</w:p>", run.end(1))
        if printed.note:
            yield from (
                (mutant, _packed(parts, mutant.text)) for mutant in _call_mutants(body, run.end(1), end, printed.text)
            )
    yield from itertools.islice(_note_mutants(parts, record), 0, None, every)


def _call_mutants(body: str, start: int, end: int, figure: str) -> Iterator[Mutant]:
    """The call after a figure removed, leading nowhere, and exchanged with the next of its paragraph."""
    calls = list(CALL.finditer(body, start, end))
    if not calls:
        return
    first = calls[0]
    yield Mutant("note removed", figure, body[: first.start()] + body[first.end() :], BINDING)
    yield Mutant("note dangling", figure, body[: first.start(1)] + "99999" + body[first.end(1) :], BINDING)
    if len(calls) > 1 and not re.search(r"[.!?»”]\s", re.sub(r"<[^>]+>", "", body[first.end() : calls[1].start()])):
        other = calls[1]
        swapped = (
            body[: first.start(1)] + other[1] + body[first.end(1) : other.start(1)] + first[1] + body[other.end(1) :]
        )
        yield Mutant("notes swapped", figure, swapped, BINDING)


def _note_mutants(parts: dict[str, bytes], record: Record) -> Iterator[tuple[Mutant, bytes]]:
    """A digit of a note changed, and two labels of a combined note swapped."""
    name = "word/footnotes.xml"
    notes = parts[name].decode()
    for run in RUN.finditer(notes):
        digit = re.search(r"\d", run[1])
        if digit is None:
            continue
        at = run.start(1) + digit.start()
        changed = notes[:at] + str((int(notes[at]) + 3) % 10) + notes[at + 1 :]
        yield Mutant("digit of a note", run[1][:40], "", BINDING), _packed(parts | {name: changed.encode()})
    figures = {_escaped(printed.text).casefold() for printed in body_figures(record)}
    for note in re.finditer(r"<w:footnote .*?</w:footnote>", notes, re.DOTALL):
        labels = [found for found in RUN.finditer(notes, *note.span()) if found[1].casefold() in figures]
        if len(labels) > 1 and labels[0][1] != labels[1][1]:
            one, two = labels[:2]
            new = notes[: one.start(1)] + two[1] + notes[one.end(1) : two.start(1)] + one[1] + notes[two.end(1) :]
            yield Mutant("labels swapped", one[1], "", NUMBER | BINDING), _packed(parts | {name: new.encode()})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _packed(parts: dict[str, bytes], body: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, body.encode() if body is not None and name == "word/document.xml" else data)
    return stream.getvalue()
