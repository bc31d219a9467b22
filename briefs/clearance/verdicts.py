"""What the auditor says of each figure in the written file: it is judged by the reader that knows nothing of us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from briefs.audit import AuditReport, Reading, audit_file
from briefs.audit.compare import compare
from briefs.audit.tongue import NumeralReader
from briefs.audit.vouching import Library, bare_link
from briefs.evidence import Evidence, Record


class Verdict(Struct, frozen=True):
    """What was said of one figure, and why."""

    status: str  # verified, cited, uncited, exempt
    reason: str = ""


class Verdicts(Struct, frozen=True):
    """The auditor's account of one file: by the name of a figure, by words in a note, and which notes name what."""

    by_name: Mapping[str, Verdict]
    in_notes: Mapping[str, Verdict]  # by the figure's words without its hedge
    noted: frozenset[tuple[str, str]]  # number of a note, and a source that it names; "" for a cell
    reading: Reading | None = None


def judge_file(data: bytes, path: str, record: Record, evidence: Evidence, folders: Sequence[Path]) -> Verdicts:
    """Every figure of a written file, judged."""
    report, _ = audit_file(data, path, language=record.language, evidence=evidence, record=record, folders=folders)
    if report.reading is None:
        return Verdicts({}, {}, frozenset())
    notes = {
        one.text: Verdict(one.status, one.reason)
        for one in report.figures
        if one.status == "verified" and one.spot[0] >= 0 and report.reading.blocks[one.spot[0]].kind == "note"
    }
    return Verdicts(_by_name(report, record, folders), notes, _named_in(report.reading, evidence), report.reading)


def _by_name(report: AuditReport, record: Record, folders: Sequence[Path]) -> dict[str, Verdict]:
    """The judged numeral that stands where each figure of the record stands; the gravest of several."""
    assert report.reading is not None
    places = {id(block): number for number, block in enumerate(report.reading.blocks)}
    judged: dict[int, list[tuple[int, int, Verdict]]] = {}
    for one in report.figures:
        number, start, end = one.spot
        judged.setdefault(number, []).append((start, end, Verdict(one.status, one.reason)))
    found: dict[str, Verdict] = {}
    for change in compare(report.reading, record, NumeralReader.of(record.language, folders)).changes:
        if change.entry is None or change.entry.name is None or change.block is None:
            continue
        end = change.offset + change.end - change.start
        here = [
            verdict
            for first, last, verdict in judged.get(places[id(change.block)], ())
            if first < end and last > change.offset
        ]
        if here:
            found[change.entry.name] = max(here, key=lambda verdict: GRAVITY.index(verdict.status))
    return found


GRAVITY = ("exempt", "verified", "cited", "uncited")


def _named_in(reading: Reading, evidence: Evidence) -> frozenset[tuple[str, str]]:
    """Which sources each note of the file names, by its words and links; and which its cells name."""
    library = Library(evidence)
    told = [(str(note.number), note.text, list(note.links)) for note in reading.notes.values()]
    told += [("", one.plain, [link.url for link in one.links]) for one in reading.blocks if one.cell and one.links]
    found = {(number, source.id) for number, text, links in told for source in library.sources(text, links)}
    for number, _, links in told:  # a law by its short name, beside others by their titles
        found |= {(number, source.id) for link in links for source in library.by_link.get(bare_link(link), ())}
    return frozenset(found)
