"""The verdicts in the light of the printed record: what a number was when the file was released, and what it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefs.audit.change import Change
from briefs.audit.comparefigure import FIGURES, letters
from briefs.audit.reading import Reading
from briefs.audit.verdict import AuditedFigure
from briefs.evidence import Record

EDGES = ("header", "footer", "front matter")


def recall(
    figures: Sequence[AuditedFigure], reading: Reading, record: Record, changes: Sequence[Change]
) -> tuple[AuditedFigure, ...]:
    """Each figure with what became of it; those that the record declares of another kind are exempt."""
    index = {id(block): number for number, block in enumerate(reading.blocks)}
    by_block: dict[int, list[Change]] = {}
    for change in changes:
        if change.block is not None:
            by_block.setdefault(index[id(change.block)], []).append(change)
    return tuple(_recall_all(figures, reading, by_block, record))


def _recall_all(
    figures: Sequence[AuditedFigure], reading: Reading, by_block: dict[int, list[Change]], record: Record
) -> Iterator[AuditedFigure]:
    said: str | None = None  # the letters of all that was printed, for numbers at the pages' edges
    for figure in figures:
        number, start, end = figure.spot
        here = by_block.get(number, ())
        change = next((one for one in here if one.offset < end and one.offset + one.end - one.start > start), None)
        if change is not None:
            yield _recall(figure, change)
            continue
        if figure.status == "uncited" and _at_edge(figure, reading):
            said = letters("\n".join(entry.text for entry in record.printed)) if said is None else said
            if letters(figure.text) in said:
                yield replace(figure, status="exempt", reason="repeats the text")
                continue
        yield figure


def _recall(figure: AuditedFigure, change: Change) -> AuditedFigure:
    entry, was = change.entry, change.was if change.was != change.now else ""
    if figure.status != "exempt" and entry and entry.kind not in FIGURES and change.what in ("as released", "moved"):
        reason = entry.plain_kind or entry.kind
        return replace(figure, status="exempt", reason=reason, fact=None, source=None, nearest="",
                               change=change.what, was=was, entry=entry)  # fmt: skip
    return replace(figure, change=change.what, was=was, entry=entry)


def _at_edge(figure: AuditedFigure, reading: Reading) -> bool:
    """Whether a number stands in a header, a footer or the front matter; the read-back looks at it."""
    return figure.spot[0] >= 0 and reading.blocks[figure.spot[0]].part in EDGES
