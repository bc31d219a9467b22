"""A figure without its place.

What it finds: a figure of one country or union whose place stands neither in its sentence, paragraph or row, nor in the
column heads, the caption, the heading or the note; and a figure of the whole world in a sentence that names a country.
Why it matters: a reader takes an American count for a French one.
Example: `Among children recruited on social media, Facebook accounted for 65 %.`
What to do: name the place beside the figure, or print `place(fact)` in the row.
The words that tell a place (“American” for the United States) are in locale/<language>/checks.yaml. A figure of the
whole world needs no word where no other place is named, or where that is the place of another figure of the sentence;
nor does a time that something took. Law is of the place that the law
it cites is of.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import Scene, scenes_of, tells_place
from briefs.check.subject import Subject
from briefs.finding import Finding
from briefs.lexicon import Lexicon

RULE = "place-not-told"
WORLD = "World"


def place_not_told(subject: Subject) -> Iterator[Finding]:
    """Every figure whose place a reader is not told."""
    if not subject.lexicon.written:
        return
    for scene in scenes_of(subject):
        place = scene.wording.place
        if not place or scene.figure.misquote or scene.fact.status in ("law", "past_law"):
            continue
        if scene.fact.place == WORLD:
            told = tells_place(place, subject.lexicon, scene.sentence) or not _limited(scene, subject)
        else:
            told = tells_place(place, subject.lexicon, scene.around, scene.note)
        if not told:
            message = f"“{scene.figure.text}” does not say where ({place})"
            hint = f'name the place in its sentence, or print place("{scene.fact.id}") in its row'
            yield Finding(RULE, message, scene.figure.at, hint, text=scene.figure.text)


def _limited(scene: Scene, subject: Subject) -> bool:
    """Whether the sentence names a place that is none of its other figures', so that this one seems to be of it."""
    if scene.figure.unit_kind == "duration":
        return False
    wordings = subject.document.wordings
    others = {wordings[name].place for name in scene.company if name in wordings}
    return any(
        tells_place(name, Lexicon("", places={name: ()}), scene.sentence) for name in subject.lexicon.places
        if name != scene.wording.place and not any(name in other for other in others)
    )  # fmt: skip
