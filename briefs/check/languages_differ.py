"""Two languages that do not say the same.

What it finds: a section that prints other facts, dates, legal references or counts in one language than in the other,
or the same fact with another precision or hedge, and documents whose blocks do not correspond.
Why it matters: readers of the two versions would be given different evidence, and each would think it complete.
Example: the French translation of a sentence leaves `%(reported)s` out, or a paragraph is missing.
What to do: bring the two texts together at the place named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from briefs.check.subject import Subject
from briefs.document import Declared, Figure
from briefs.finding import Finding, Place

RULE = "languages-differ"


def languages_differ(subjects: tuple[Subject, ...]) -> Iterator[Finding]:
    """Every place where a language differs from the first one."""
    if not subjects:
        return
    first, *others = subjects
    for other in others:
        yield from _compare_skeletons(first, other)
        yield from _compare_sections(first, other)


def _skeleton(subject: Subject) -> list[tuple[str, Place]]:
    return [(passage.kind, passage.at) for passage in subject.passages]


def _compare_skeletons(first: Subject, other: Subject) -> Iterator[Finding]:
    """The first block that has no counterpart; what follows it would only repeat the complaint."""
    for ours, theirs in zip_longest(_skeleton(first), _skeleton(other)):
        kind, place = ours or (None, None)
        other_kind, other_place = theirs or (None, None)
        if kind != other_kind:
            message = f"{first.document.language} has {_a(kind)} here, {other.document.language} {_a(other_kind)}"
            at = other_place or place or Place(first.document.brief)
            yield Finding(RULE, message, at, "the two languages need the same blocks in the same order")
            return


def _a(kind: str | None) -> str:
    return f"a {kind}" if kind else "nothing"


def _sections(subject: Subject) -> list[tuple[str, Counter[str], dict[str, Place]]]:
    """For each heading in turn: what its section prints."""
    sections: list[tuple[str, Counter[str], dict[str, Place]]] = [("", Counter(), {})]
    for passage in subject.passages:
        if passage.kind == "heading":
            sections.append((passage.section, Counter(), {}))
        for inline in passage.nodes:
            if isinstance(inline, (Figure, Declared)):
                key = _key(inline)
                sections[-1][1][key] += 1
                sections[-1][2].setdefault(key, inline.at)
    return sections


def _key(inline: Figure | Declared) -> str:
    """What a printed thing says apart from its language."""
    if isinstance(inline, Figure):
        value = inline.value if inline.high is None else f"{inline.value}..{inline.high}"
        return f"figure {inline.fact} ({inline.qualifier.replace('_', ' ')} {value})"
    if inline.fact or inline.source:
        place = inline.at.line if inline.kind == "law" else ""
        return f"{inline.kind} of {inline.fact or inline.source} {place}".strip()
    return f"{inline.kind} on line {inline.at.line}"


def _compare_sections(first: Subject, other: Subject) -> Iterator[Finding]:
    for (title, ours, places), (_, theirs, their_places) in zip(_sections(first), _sections(other), strict=False):
        for key in sorted((ours - theirs) + (theirs - ours)):
            where, more = (first, ours) if ours[key] > theirs[key] else (other, theirs)
            message = f"{key} stands {more[key]}× in {where.document.language}, not as often in the other language"
            place = places.get(key) or their_places.get(key) or Place(first.document.brief)
            yield Finding(RULE, message, place, f"see the section “{title}” in both languages")
