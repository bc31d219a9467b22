"""The notes of a document as they are called: labels, numbers in the order of the first call, what each vouches for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from briefs.document import Figure
from briefs.note.ask import Ask, Where

Key = tuple[object, ...]
SHORT = 60  # longest stem of a label made of several ids


class Part(Struct):
    """One source (or one sum of ours) in a note, and the figures that rest on it."""

    wheres: tuple[Where, ...]
    derived: str | None
    figures: list[Figure] = field(default_factory=list)

    @property
    def origins(self) -> tuple[Where, ...]:
        """The sources, each once, without the places in them."""
        return tuple(dict.fromkeys(Where(where.source, None, where.via) for where in self.wheres))

    @property
    def labels(self) -> tuple[str, ...]:
        """The figures as printed, each once."""
        return tuple(dict.fromkeys(figure.label for figure in self.figures))


class Draft(Struct):
    """A note to be written: its parts, in the order of the figures, and the facts whose reserve it tells."""

    label: str
    number: int
    parts: tuple[Part, ...]
    facts: dict[str, None] = field(default_factory=dict)
    reserves: dict[str, Figure | None] = field(default_factory=dict)


class Register(Struct):
    """All notes so far, by what they say."""

    sources: frozenset[str]  # all ids there are: no label made up may be one of them
    drafts: dict[Key, Draft] = field(default_factory=dict)
    labels: dict[str, Draft] = field(default_factory=dict)

    def call(self, asks: Sequence[Ask]) -> str:
        """The label of the note that vouches for all of these, made if there is none."""
        parts = _parts(asks)
        key = _key(parts)
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = Draft(self._label(parts), len(self.drafts) + 1, parts)
            self.labels[draft.label] = draft
        self._add(draft, asks)
        return draft.label

    def extend(self, label: str, asks: Sequence[Ask]) -> None:
        """Let the note of this label vouch for more figures, called from another cell of the row."""
        self._add(self.labels[label], asks)

    def reserves_of_figures(self) -> set[str]:
        """The facts whose reserve stands in the note of a figure, not of a claim alone."""
        return {name for draft in self.drafts.values() for name, figure in draft.reserves.items() if figure}

    def _add(self, draft: Draft, asks: Sequence[Ask]) -> None:
        for ask in asks:
            if ask.fact:
                draft.facts[ask.fact] = None
            if ask.disclose:
                draft.reserves[ask.disclose] = draft.reserves.get(ask.disclose) or ask.figure

    def _label(self, parts: Sequence[Part]) -> str:
        ids = list(dict.fromkeys(where.source for part in parts for where in part.wheres))
        stem = "+".join(ids)
        if len(ids) > 1 and len(stem) > SHORT:
            stem = f"{ids[0]}+{len(ids) - 1}"
        label, number = stem, 1
        while label in self.labels or (number > 1 and label in self.sources):
            number += 1
            label = f"{stem}-{number}"
        return label


def _parts(asks: Sequence[Ask]) -> tuple[Part, ...]:
    parts: dict[tuple[object, ...], Part] = {}
    for ask in asks:
        part = parts.setdefault(ask.target, Part(ask.wheres, ask.derived))
        if ask.figure:
            part.figures.append(ask.figure)
    return tuple(parts.values())


def _key(parts: Sequence[Part]) -> Key:
    """Equal where source, locator and via are; a note of several sources also names its figures."""
    if len(parts) == 1:
        return parts[0].derived, parts[0].wheres
    return tuple((part.derived, part.wheres, part.labels) for part in parts)
