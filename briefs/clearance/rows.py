"""The rows of a dossier in reading order: what is claimed, what stands behind it, what the auditor says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.check.subject import Subject
from briefs.clearance.doubts import find_doubts, in_order, of_verdict
from briefs.clearance.facts import Teller
from briefs.clearance.row import Kind, Row, SourceView
from briefs.clearance.spots import Spot, facts_at, find_spots
from briefs.clearance.verdicts import Verdict, Verdicts
from briefs.document import Citation, Declared, Figure, Note, Reference
from briefs.evidence import Fact, Printed
from briefs.language import Language
from briefs.release.corrections import Correction

_UNREAD = Verdict("unread")
_OWN: tuple[Kind, ...] = ("count", "plain")
_DATES: tuple[Kind, ...] = ("date", "period")


class _Desk(Struct, frozen=True):
    """All that rows are made from."""

    subject: Subject
    language: Language
    verdicts: Verdicts
    corrections: Sequence[Correction]
    teller: Teller
    notes: dict[str, Note]  # by label
    bound: dict[str, Printed]  # the figures of the record by name


def collect_rows(
    subject: Subject, language: Language, verdicts: Verdicts, corrections: Sequence[Correction]
) -> tuple[Row, ...]:
    """A row for each figure, claim, quotation, legal reference and number of ours; dates of facts without a number."""
    document = subject.document
    desk = _Desk(
        subject, language, verdicts, corrections, Teller(document, subject.evidence, language),
        {note.label: note for note in document.notes},
        {printed.name: printed for printed in subject.record.printed if printed.name},
    )  # fmt: skip
    rows = [*(row for spot in find_spots(subject) for row in _row(spot, desk)), *_in_notes(desk)]
    return tuple(replace(row, number=number) for number, row in enumerate(_without_doubles(rows), 1))


def _without_doubles(rows: Sequence[Row]) -> Iterator[Row]:
    """The dates and periods of facts whose figure is printed say nothing that its own row does not say."""
    counted = {row.fact.id for row in rows if row.fact and row.kind not in _DATES}
    for row in rows:
        if row.kind not in _DATES or (row.fact is not None and row.fact.id not in counted):
            yield row


def _row(spot: Spot, desk: _Desk) -> Iterator[Row]:
    match spot.node:
        case Figure():
            yield _of_figure(spot, spot.node, desk)
        case Citation(fact=name, source=source, locator=locator, via=via):
            there = [] if name else facts_at(spot.node, desk.subject)
            fact = desk.subject.evidence.facts.get(name or (there[0] if len(there) == 1 else ""))
            views = desk.teller.sources(fact, locator) if fact else ()
            if not fact and source:
                views = (desk.teller.source(source, locator, via),)
            yield _of_claim(spot, "claim", "", fact, views, desk)
        case Reference(source=source, locator=locator, via=via):
            fact = desk.subject.evidence.facts.get(spot.fact)
            views = desk.teller.sources(fact) if fact else (desk.teller.source(source, locator, via),)
            yield _of_claim(spot, "claim", "", fact, views, desk)
        case Declared():
            yield from _of_declared(spot, spot.node, desk)


def _of_figure(spot: Spot, node: Figure, desk: _Desk) -> Row:
    fact = desk.subject.evidence.facts[node.fact]
    row = _plain_row(spot, "misquote" if node.misquote else "figure", node.text, fact, desk.teller.sources(fact), desk)
    printed = desk.bound.get(node.name or "")
    verdict = desk.verdicts.by_name.get(node.name or "", _UNREAD)
    note = _number(printed.note if printed else None, desk)
    return _with_doubts(replace(row, note=note, verdict=verdict.status, reason=verdict.reason), fact, desk)


def _of_declared(spot: Spot, node: Declared, desk: _Desk) -> Iterator[Row]:
    fact = desk.subject.evidence.facts.get(node.fact or "")
    if node.kind == "text" and fact is not None:
        yield _of_claim(spot, "quote", node.text, fact, desk.teller.sources(fact), desk)
    elif node.kind == "law":
        views = (desk.teller.source(node.source, None, None),) if node.source else ()
        yield _plain_row(spot, "law", node.text, fact, views, desk)
    elif node.kind in ("count", "plain"):
        yield _plain_row(spot, "count" if node.kind == "count" else "plain", node.text, None, (), desk)
    elif node.kind in ("date", "period") and fact is not None:
        kind: Kind = "date" if node.kind == "date" else "period"
        row = _plain_row(spot, kind, node.text, fact, desk.teller.sources(fact), desk)
        yield _with_doubts(row, fact, desk)


def _of_claim(spot: Spot, kind: Kind, words: str, fact: Fact | None, views: tuple[SourceView, ...], desk: _Desk) -> Row:
    """A claim with a note or a Source cell: one of them must name the source, in the file as it was read."""
    row = _plain_row(spot, kind, words, fact, views, desk)
    wanted = {view.id for view in views} | ({fact.via} if fact and fact.via else set())
    labels = [label for label in spot.calls if wanted & {entry.source for entry in desk.notes[label].entries}]
    numbers = [_number(label, desk) for label in labels]
    named = {("", source) for source in wanted & set(spot.cells)}
    named |= {(number, source) for number in numbers for source in wanted}
    verdict = "noted" if named & desk.verdicts.noted else "unnoted"
    return _with_doubts(replace(row, note=", ".join(numbers), verdict=verdict), fact, desk)


def _plain_row(
    spot: Spot, kind: Kind, words: str, fact: Fact | None, views: tuple[SourceView, ...], desk: _Desk
) -> Row:
    told = desk.teller.fact(fact.id) if fact else None
    return Row(0, kind, spot.section, spot.sentence, words, fact=told, sources=views)


def _with_doubts(row: Row, fact: Fact | None, desk: _Desk) -> Row:
    found = of_verdict(row.verdict)
    if fact is not None:
        subject = desk.subject
        found += find_doubts(
            fact, subject.evidence, subject.as_at, subject.policy.checkers, desk.language, desk.corrections
        )  # fmt: skip
    return replace(row, doubts=in_order(found))


def _number(label: str | None, desk: _Desk) -> str:
    note = desk.notes.get(label or "")
    return str(note.number) if note else ""


def _in_notes(desk: _Desk) -> Iterator[Row]:
    """The figures that only a note prints, as in a reserve."""
    texts = {note.label: note.text for note in desk.subject.record.notes}
    for printed in desk.subject.record.printed:
        label = printed.part.partition("note:")[2]
        if label and printed.kind in ("figure", "misquote") and printed.fact:
            fact = desk.subject.evidence.facts[printed.fact]
            number = _number(label, desk)
            section = f"{desk.language.words.get('note', 'Note')}\u00a0{number}"
            told = desk.teller.fact(fact.id)
            read = (one for words, one in desk.verdicts.in_notes.items() if printed.text.endswith(words))
            verdict = next(read, _UNREAD)
            kind: Kind = "misquote" if printed.kind == "misquote" else "figure"
            row = Row(0, kind, section, texts.get(label, ""), printed.text, number, told, desk.teller.sources(fact))
            yield _with_doubts(replace(row, verdict=verdict.status, reason=verdict.reason), fact, desk)
