"""Verify: a file against the manifest of the build that made it; with the manifest alone, on any machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict

from briefs.audit import AUDITORS
from briefs.audit.compare import Comparison, compare
from briefs.audit.tongue import NumeralReader
from briefs.finding import Finding, Place, Severity, Stops
from briefs.release.content import content_digest, content_lines, settled
from briefs.release.passages import TextChange, around, text_changes
from briefs.save import digest, read_record

Status = Literal["intact", "resaved", "edited", "missing", "unknown"]
# A bookmark is no part of what a reader sees, and LibreOffice moves its end past a note's mark by one character.
UNSEEN = frozenset({"bookmark-lost"})
HINT = "if the change is meant, make it in the template or the fact sheet and build again"


class FigureChange(Struct, frozen=True):
    """A number that is not as it was printed: what became of it, its words then and now ("" where there are none)."""

    what: str
    was: str
    now: str
    fact: str | None = None


class Verdict(Struct, frozen=True):
    """What became of one file since it was written."""

    path: str
    status: Status
    output: str | None = None  # its name in the manifest
    draft: bool = False
    figures: tuple[FigureChange, ...] = ()
    text: tuple[TextChange, ...] = ()
    findings: tuple[Finding, ...] = ()


def verify_file(data: bytes, path: str, manifest: Mapping[str, Any], folders: Sequence[Path] = ()) -> Verdict:
    """One file, found in the manifest by its name or, where it was renamed, by its bytes or by what its reader sees."""
    outputs: Mapping[str, Any] = manifest["outputs"]
    name = path.rpartition("/")[2]
    same = [other for other, entry in outputs.items() if entry["sha256"] == digest(data)]
    if same:
        name = name if name in same else same[0]
        return Verdict(path, "intact", name, bool(outputs[name]["draft"]))
    known = name if name in outputs else _renamed(data, path, outputs)
    if known is None:
        message = "the manifest knows no file of this name, no such bytes and no such content"
        hint = "if it was renamed and edited, give it back the name it was built under"
        return Verdict(path, "unknown", findings=(_fault("file-unknown", message, path, hint, Stops.RUN),))
    return _compared(data, path, known, outputs[known], folders)


def _renamed(data: bytes, path: str, outputs: Mapping[str, Any]) -> str | None:
    """The output that this file holds under another name: “brief.en (2).docx”, saved again by Word."""
    suffix = PurePath(path).suffix.lower()
    form = next((form for form, auditor in AUDITORS.items() if suffix in auditor.suffixes), None)
    alike = [name for name, entry in outputs.items() if entry["format"] == form]
    reading = AUDITORS[form].read(data, path)[0] if form and alike else None
    if reading is None:
        return None
    content = content_digest(content_lines(reading))
    return next((name for name in alike if outputs[name]["content"]["sha256"] == content), None)


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
    text = tuple(text_changes(entry["content"]["lines"], lines))
    record = read_record(entry)
    comparison = compare(settled(reading), record, NumeralReader.of(record.language, folders), strict=False)
    figures = tuple(_figure_changes(comparison))
    message = f"was edited since it was built: {_some(len(figures), 'number')}, {_some(len(text), 'passage')}"
    seen = (finding for finding in comparison.findings if finding.rule not in UNSEEN)
    return Verdict(path, "edited", name, draft, figures, text, (_fault("file-edited", message, path), *seen))


def _some(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _figure_changes(comparison: Comparison) -> Iterator[FigureChange]:
    for change in comparison.changes:
        if change.what not in ("as released", "bookmark lost"):
            yield FigureChange(change.what, change.was, change.now, change.entry.fact if change.entry else None)


def missing_file(name: str, folder: str, draft: bool) -> Verdict:
    """An output that the manifest names and that is not there."""
    path = f"{folder}/{name}"
    hint = "get it from where the release was published, or build it again"
    fault = _fault("file-missing", "the manifest names this file, and it is not there", path, hint, Stops.NOTHING)
    return Verdict(path, "missing", name, draft, findings=(fault,))


def _fault(rule: str, message: str, path: str, hint: str = HINT, stops: Stops = Stops.DOCUMENT) -> Finding:
    return Finding(rule, message, Place(path), hint, Severity.ERROR, stops)


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the JSON of the command line."""
    return {
        "path": verdict.path,
        "status": verdict.status,
        "output": verdict.output,
        "draft": verdict.draft,
        "figures": [asdict(change) for change in verdict.figures],
        "text": [asdict(change) for change in verdict.text],
    }


def _without_manifest(verdict: Verdict) -> bool:
    return any(finding.rule == "no-manifest" for finding in verdict.findings)


def tell_verdict(verdict: Verdict) -> Iterator[str]:
    """A verdict in words; of an edited file each number and passage, was and is."""
    words = {
        "intact": "intact: the same bytes", "resaved": "resaved: saved again, nothing in it changed",
        "edited": "edited", "missing": "missing",
        "unknown": f"unknown: {'no manifest' if _without_manifest(verdict) else 'not in the manifest'}",
    }  # fmt: skip
    renamed = f" (built as {verdict.output})" if verdict.output and not verdict.path.endswith(verdict.output) else ""
    yield f"{verdict.path}: {words[verdict.status]}{renamed}{', a DRAFT' if verdict.draft else ''}"
    for figure in verdict.figures:
        fact = f" ({figure.fact})" if figure.fact else ""
        yield f"  {figure.what}: {figure.was or 'none'} → {figure.now or 'none'}{fact}"
    for change in verdict.text:
        was, now = around(change)
        yield f"  was: {was or '(nothing)'}"
        yield f"  now: {now or '(nothing)'}"
