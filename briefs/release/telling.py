"""A difference between two editions told as text, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import asdict

from briefs.release.diff import DocumentDiff, FigureDiff, untold
from briefs.release.passages import TextChange, around

NOTHING = "no difference"
MOST = 30  # passages of one document that are told


def diff_records(documents: Sequence[DocumentDiff]) -> list[dict[str, Any]]:
    """Each brief and language that differs, for the JSON of the command line."""
    return [
        asdict(document)
        | {name: [asdict(one) for one in getattr(document, name)] for name in ("figures", "others", "text")}
        for document in documents
        if not document.same
    ]


def tell_diff(documents: Sequence[DocumentDiff]) -> Iterator[str]:
    """The difference in lines for a terminal."""
    differing = [document for document in documents if not document.same]
    if not differing:
        yield NOTHING
    for document in differing:
        yield f"{document.brief} ({document.language}): {_counts(document)}"
        for figure in document.figures:
            yield f"  {figure.fact}: {_forms(figure.was)} → {_forms(figure.now)}"
            yield f"    {figure.why}: {figure.detail}{_asks(figure)}"
        for pair in document.others:
            yield f"  {pair.kind}: {pair.was or 'none'} → {pair.now or 'none'}"
        for was, now in _told(untold(document)):
            yield f"  was: {was}"
            yield f"  now: {now}"


def _told(changes: Sequence[TextChange]) -> Iterator[tuple[str, str]]:
    """The passages, cut to what differs; of very many the first."""
    for change in changes[:MOST]:
        was, now = around(change)
        yield was or "(nothing)", now or "(nothing)"
    if len(changes) > MOST:
        yield "…", f"… and {len(changes) - MOST} more"


def markdown_diff(old: str, new: str, documents: Sequence[DocumentDiff]) -> Iterator[str]:
    """The difference as a comment on a pull request: a table of figures for each brief and language."""
    yield f"## Figures: {_cell(old)} → {_cell(new)}"
    yield ""
    differing = [document for document in documents if not document.same]
    if not differing:
        yield f"{NOTHING.capitalize()}."
    for document in differing:
        yield f"### {_cell(document.brief)} ({document.language}): {_counts(document)}"
        yield ""
        if document.figures:
            yield "| Fact | Was | Now | Why | Asks |"
            yield "| --- | --- | --- | --- | --- |"
            for figure in document.figures:
                asks = ", ".join(map(str, figure.asks))
                cells = (f"`{figure.fact}`", _forms(figure.was), _forms(figure.now), _why(figure), asks)
                yield f"| {' | '.join(map(_cell, cells))} |"
            yield ""
        for pair in document.others:
            yield f"- {_cell(pair.kind)}: {_cell(pair.was) or 'none'} → {_cell(pair.now) or 'none'}"
        for was, now in _told(untold(document)):
            yield f"- {_cell(was)} → {_cell(now)}"
        if document.others or untold(document):
            yield ""


def _why(figure: FigureDiff) -> str:
    return f"**{figure.why}**: {figure.detail}"


def _counts(document: DocumentDiff) -> str:
    if document.state != "both":
        return "new here" if document.state == "added" else "no longer here"
    parts = [
        (len(document.figures), "figure"), (len(document.others), "other number or ask"),
        (len(document.text), "passage of text"),
    ]  # fmt: skip
    return ", ".join(f"{number} {_many(word, number)}" for number, word in parts if number)


def _many(word: str, number: int) -> str:
    first, *rest = word.split(" ")
    return word if number == 1 else " ".join((f"{first}s", *rest)) if first != "other" else "other numbers or asks"


def _forms(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts) or "none"


def _asks(figure: FigureDiff) -> str:
    if not figure.asks:
        return ""
    return f" · ask{'s' if len(figure.asks) > 1 else ''} {', '.join(map(str, figure.asks))}"


def _cell(text: str) -> str:
    """Text that stays in its cell and shows no mark-up of its own."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
