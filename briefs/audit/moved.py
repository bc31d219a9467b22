"""Tells what was moved from what came and went: a figure gone here that stands, with its sentence, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.audit.change import Change
from briefs.audit.comparefigure import FIGURES, Checker, letters
from briefs.audit.reading import CALL
from briefs.audit.stream import Stream, one_line


def settle_moves(changes: Sequence[Change], stream: Stream, checker: Checker) -> list[Change]:
    """The changes, with each figure that was moved told as such, once."""
    gone = [change for change in changes if change.entry and change.what in ("gone", "changed")]
    came = [change for change in changes if change.block and change.what in ("new", "changed")]
    if not gone or not came:
        return list(changes)
    moves = {id(here): (there, start) for here, there, start in _moves(gone, came, stream, checker)}
    claimed = {id(there) for there, _ in moves.values()}
    settled: list[Change] = []
    for change in changes:
        if id(change) in moves:
            if change.what == "changed" and id(change) not in claimed:
                settled.append(_new(change, stream, checker))
            settled.append(_moved(change, *moves[id(change)], stream, checker))
        elif id(change) not in claimed:
            settled.append(change)
        elif change.what == "changed" and change.entry:
            settled.append(_gone(change, stream, checker))
    return settled


def only_numbers(changes: Sequence[Change], stream: Stream) -> None:
    """A sentence in which nothing but numbers was changed is told by those alone."""
    touched = {id(change.block) for change in changes if change.block and change.what in ("changed", "new")}
    for change in changes:
        told = [finding for finding in change.findings if finding.rule == "sentence-rewritten"]
        if told and change.entry and change.block and id(change.block) in touched:
            was, now = change.entry.sentence or "", change.block.plain
            if _without_numbers(was, stream) in _without_numbers(now, stream):
                change.findings.remove(told[0])


def _without_numbers(text: str, stream: Stream) -> str:
    """The letters of a text between its numbers."""
    pieces, at = [], 0
    for numeral in stream.numerals.read(text):
        pieces.append(text[at : numeral.start])
        at = numeral.end
    return letters("".join([*pieces, text[at:]]))


def _moves(
    gone: Sequence[Change], came: Sequence[Change], stream: Stream, checker: Checker
) -> Iterator[tuple[Change, Change, int]]:
    """What is gone, with the place where its words stand now: figures in their own sentence, then what goes with them.

    Cells are left out: there a figure's place is its meaning, and two swapped are two changed.
    """
    around = {id(there): _sentence(there, checker) for there in came if there.block and there.block.cell is None}
    found: set[int] = set()
    sentences: set[str] = set()
    for figures in (True, False):
        for here in gone:
            entry = here.entry
            if entry is None or (entry.kind in FIGURES) is not figures:
                continue
            own = letters(entry.sentence or "")
            for there in came:
                words = around.get(id(there), "")
                if id(there) in found or not words or (words != own if figures else words not in sentences):
                    continue
                start = _start(one_line(entry.text), there, stream)
                if start is not None and there is not here:
                    found.add(id(there))
                    sentences.add(words)
                    yield here, there, start
                    break


def _sentence(change: Change, checker: Checker) -> str:
    assert change.block is not None
    return letters(checker.binder.sentence(change.block, change.offset).text.replace(CALL, ""))


def _start(text: str, there: Change, stream: Stream) -> int | None:
    """Where these words stand around a number."""
    at = stream.text.find(text, max(there.start - len(text), 0), there.end + len(text))
    return at if 0 <= at <= there.start and at + len(text) >= there.end else None


def _moved(here: Change, there: Change, start: int, stream: Stream, checker: Checker) -> Change:
    """The entry at its new place, looked at there like any other."""
    assert here.entry is not None
    entry = here.entry
    block, offset = stream.locate(start)
    change = Change(entry, start, start + len(entry.text), block, offset, entry.text)
    checker.check(change, stream)
    if change.what != "moved":
        message = f"“{entry.text}” was printed elsewhere; its sentence was moved here."
        change.findings.insert(0, checker.finding("figure-moved", message, stream.place(start)))
    return change


def _new(change: Change, stream: Stream, checker: Checker) -> Change:
    message = f"The number “{change.now}” is not among those that were printed."
    finding = checker.finding("number-appeared", message, stream.place(change.start))
    return Change(None, change.start, change.end, change.block, change.offset, change.now, [finding])


def _gone(change: Change, stream: Stream, checker: Checker) -> Change:
    assert change.entry is not None
    message = f"“{change.entry.text}” should stand here and does not."
    finding = checker.finding("figure-lost", message, stream.place(change.start))
    return Change(change.entry, change.start, change.start, findings=[finding])
