"""Which note each figure of a finished line is bound to, by the binding rule of the promise."""

from __future__ import annotations

from briefs.document import Call, Figure, Inline
from briefs.note.line import Line, leaf_nodes
from briefs.note.rules import NoteRules
from briefs.note.sentence import find_sentences


def bound_notes(line: Line, rules: NoteRules) -> dict[int, str]:
    """The label of each figure's note, by the figure's offset: the next call of its sentence, else the last before it.

    A figure that stands between no calls of its sentence is left out. Calls side by side are one group, whose first
    label stands for it: this stage never makes two.
    """
    starts = [sentence.start for sentence in find_sentences(line.shape, rules)]
    calls: dict[int, list[tuple[int, str]]] = {}
    figures: list[tuple[int, int, int]] = []
    at = 0
    for leaf in line.leaves:
        while at + 1 < len(starts) and leaf.start >= starts[at + 1]:
            at += 1
        if isinstance(leaf.node, Call):
            calls.setdefault(at, []).append((leaf.start, leaf.node.label))
        elif isinstance(leaf.node, Figure):
            figures.append((at, leaf.start, leaf.end))
    return {start: _nearest(calls[sentence], end) for sentence, start, end in figures if sentence in calls}


def _nearest(calls: list[tuple[int, str]], end: int) -> str:
    return next((label for offset, label in calls if offset >= end), calls[-1][1])


def first_call(children: tuple[Inline, ...]) -> str | None:
    """The label of the first call among inlines."""
    return next((node.label for node in leaf_nodes(children) if isinstance(node, Call)), None)
