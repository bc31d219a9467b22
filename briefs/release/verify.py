"""Verify: a file against the manifest of the build that made it; with the manifest alone, on any machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from briefs.audit import AUDITORS, Reading, compare_record
from briefs.audit.tongue import NumeralReader
from briefs.evidence import Printed, Record
from briefs.finding import Finding, Place, Severity, Stops
from briefs.numeral import Numeral
from briefs.release.content import content_digest, content_lines, settled
from briefs.save import digest, read_record

Status = Literal["intact", "resaved", "edited", "missing", "unknown"]
# A bookmark is no part of what a reader sees, and LibreOffice moves its end past a note's mark by one character.
UNSEEN = frozenset({"bookmark-lost"})
_MARK = re.compile(r"\[(?:\d+|\?)\]|<[^<>\s]+>")
HINT = "if the change is meant, make it in the template or the fact sheet and build again"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number that stands otherwise than it was printed; None where there was none, or is none now."""

    was: str | None
    now: str | None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class TextChange:
    """A passage as it was written and as it stands now, and the numbers that differ in it."""

    was: str
    now: str
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file since it was written."""

    path: str
    status: Status
    output: str | None = None  # its name in the manifest
    draft: bool = False
    changes: tuple[TextChange, ...] = ()
    findings: tuple[Finding, ...] = ()


def verify_file(data: bytes, path: str, manifest: Mapping[str, Any], folders: Sequence[Path] = ()) -> Verdict:
    """One file, found in the manifest by its name or, where it was renamed, by its bytes."""
    outputs: Mapping[str, Any] = manifest["outputs"]
    name = path.rpartition("/")[2]
    same = [other for other, entry in outputs.items() if entry["sha256"] == digest(data)]
    if same:
        name = name if name in same else same[0]
        return Verdict(path, "intact", name, bool(outputs[name]["draft"]))
    entry = outputs.get(name)
    if entry is None:
        message = "the manifest knows no file of this name and no such bytes"
        hint = "if it was renamed and saved again, give it back the name it was built under"
        return Verdict(path, "unknown", findings=(_fault("file-unknown", message, path, hint, Stops.RUN),))
    return _compared(data, path, name, entry, folders)


def _compared(data: bytes, path: str, name: str, entry: Mapping[str, Any], folders: Sequence[Path]) -> Verdict:
    """A file of other bytes: saved again, or edited."""
    auditor = AUDITORS.get(entry["format"])
    reading, faults = auditor.read(data, path) if auditor else (None, ())
    draft = bool(entry["draft"])
    if reading is None:
        message = "its bytes were changed, and what they hold can't be read"
        found = (_fault("file-edited", message, path), *(fault.stopping(Stops.DOCUMENT) for fault in faults))
        return Verdict(path, "edited", name, draft, findings=found)
    lines = content_lines(reading)
    if content_digest(lines) == entry["content"]["sha256"]:
        return Verdict(path, "resaved", name, draft, findings=faults)
    record = read_record(entry)
    numerals = NumeralReader.of(record.language, folders)
    changes = tuple(text_changes(entry["content"]["lines"], lines, record, numerals))
    return Verdict(path, "edited", name, draft, changes, _edited(reading, record, changes, folders))


def _edited(
    reading: Reading, record: Record, changes: Sequence[TextChange], folders: Sequence[Path]
) -> tuple[Finding, ...]:
    """That the file was edited, and what the read-back says of its figures and notes."""
    numbers = sum(len(change.figures) for change in changes)
    message = f"was edited since it was built: {len(changes)} passages, {numbers} numbers in them"
    found = compare_record(settled(reading), record, folders)
    seen = (finding for finding in found if finding.rule not in UNSEEN)
    return (_fault("file-edited", message, reading.path), *seen)


def missing_file(name: str, folder: str, draft: bool) -> Verdict:
    """An output that the manifest names and that is not there."""
    path = f"{folder}/{name}"
    hint = "get it from where the release was published, or build it again"
    fault = _fault("file-missing", "the manifest names this file, and it is not there", path, hint, Stops.NOTHING)
    return Verdict(path, "missing", name, draft, findings=(fault,))


def _fault(rule: str, message: str, path: str, hint: str = HINT, stops: Stops = Stops.DOCUMENT) -> Finding:
    return Finding(rule, message, Place(path), hint, Severity.ERROR, stops)


def text_changes(
    was: Sequence[str], now: Sequence[str], record: Record, numerals: NumeralReader
) -> Iterator[TextChange]:
    """The lines that differ, in pairs, each with the numbers that differ in it."""
    for kind, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(was[start:end], now[first:last], fillvalue=""):
            yield TextChange(old, new, tuple(_figure_changes(old, new, record, numerals)))


def _figure_changes(old: str, new: str, record: Record, numerals: NumeralReader) -> Iterator[FigureChange]:
    before, after = numerals.read(_words(old)), numerals.read(_words(new))
    olds, news = ([(one.text, one.hedge) for one in side] for side in (before, after))
    for kind, start, end, first, last in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for one, other in zip_longest(before[start:end], after[first:last]):
            entry = _entry_of(one, old, record) if one else None
            was = entry.text if entry else one.text if one else None
            yield FigureChange(was, other.text if other else None, entry.fact if entry else None)


def _words(line: str) -> str:
    """A line without what the content adds to the text: its kind, the marks of notes, the addresses of links."""
    return _MARK.sub("", line.partition(": ")[2])


def _entry_of(numeral: Numeral, line: str, record: Record) -> Printed | None:
    """What the record says of a number of this line: the figure whose words hold it."""
    for entry in record.printed:
        if numeral.text in entry.text and entry.text in line and entry.kind not in ("reference", "text"):
            return entry
    return None


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the JSON of the command line."""
    return {
        "path": verdict.path,
        "status": verdict.status,
        "output": verdict.output,
        "draft": verdict.draft,
        "text": [{"was": change.was, "now": change.now} for change in verdict.changes],
        "figures": [
            {"was": one.was, "now": one.now, "fact": one.fact} for change in verdict.changes for one in change.figures
        ],
    }


def tell_verdict(verdict: Verdict) -> Iterator[str]:
    """A verdict in words; of an edited file each number and passage, was and is."""
    words = {
        "intact": "intact: the same bytes", "resaved": "resaved: saved again, nothing in it changed",
        "edited": "edited", "missing": "missing", "unknown": "unknown: not in the manifest",
    }  # fmt: skip
    renamed = f" (built as {verdict.output})" if verdict.output and not verdict.path.endswith(verdict.output) else ""
    yield f"{verdict.path}: {words[verdict.status]}{renamed}{', a DRAFT' if verdict.draft else ''}"
    for change in verdict.changes:
        for one in change.figures:
            fact = f" ({one.fact})" if one.fact else ""
            yield f"  number: {one.was or 'none'} → {one.now or 'none'}{fact}"
        yield f"  was: {change.was or '(nothing)'}"
        yield f"  now: {change.now or '(nothing)'}"
