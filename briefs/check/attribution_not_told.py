"""A figure without who says so.

What it finds: a figure whose author (`attributed_to`) is named neither in its sentence, paragraph or row, nor in the
column heads, the caption, the heading or the note.
Why it matters: what an agency, a company and an association say of the same thing differs, and a reader weighs it by
who says it.
Example: a figure of associations, read in a press article, whose note names the newspaper alone.
What to do: name the author in the sentence (“the NSPCC gives …”), or print `attribution(fact)` in the row.
A name is told by its words or by its initials; the reference in the note names the author of its source. What a law
says, the law named in the note says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.check.scene import Scene, bare, content_words, scenes_of, told_share
from briefs.check.subject import Subject
from briefs.evidence import Source
from briefs.finding import Finding
from briefs.lexicon import level, pattern

RULE = "attribution-not-told"
ENOUGH = 0.5  # of the words of a name: titles and offices are shortened


def attribution_not_told(subject: Subject) -> Iterator[Finding]:
    """Every figure of which a reader is not told who says so."""
    if not subject.lexicon.written:
        return
    for scene in scenes_of(subject):
        said_by = scene.wording.attributed_to
        law = scene.fact.status in ("law", "past_law")
        if said_by and not law and not scene.figure.misquote and not _is_told(said_by, scene, subject):
            message = f"“{scene.figure.text}” does not say who says so ({said_by})"
            hint = f'name them in the sentence, or print attribution("{scene.fact.id}") in the row'
            yield Finding(RULE, message, scene.figure.at, hint, text=scene.figure.text)


def _is_told(name: str, scene: Scene, subject: Subject) -> bool:
    if scene.fact.inputs:  # a sum is ours: its note or cell says so
        ours = (subject.document.words.get("our_calculation", name), name)
        beside = level(f"{scene.around} {scene.note}")
        return any(level(words) in beside for words in ours)
    names = [
        name,
        scene.fact.attributed_to or name,  # references name authors as their sources do
        *(_names(source) if (source := subject.evidence.sources.get(scene.fact.attributed_to or "")) else ()),
    ]
    where = content_words(scene.wording.place, subject.lexicon)
    return any(_holds(one, scene, where, subject) for one in names)


def _names(source: Source) -> Iterator[str]:
    """All by which a source can be known: its authors, its publisher, its title where it has no other name."""
    for author in source.author:
        yield author.literal or author.family or ""
    yield from (name for name in (source.publisher, source.container_title) if name)


def _holds(name: str, scene: Scene, where: tuple[str, ...], subject: Subject) -> bool:
    """Whether a scene holds a name: most of its words, a part of it between commas, or its initials."""
    places = (pattern(where), subject.once("places", lambda: pattern(_places(subject))))
    for part in dict.fromkeys((name, *name.split(", "))):
        words = content_words(part, subject.lexicon)
        telling = [word for word in words if not any(forms.search(level(word)) for forms in places)]
        described = part[:1].islower()  # no name, but “associations”, “a working group”: one word of it tells it
        if telling and told_share(telling, subject.lexicon, scene.around, scene.note) >= (
            1 / len(telling) if described else ENOUGH
        ):
            return True
    return _initials_meet(name, f"{scene.around} {scene.note}")


def _places(subject: Subject) -> tuple[str, ...]:
    """The words of places: “European” does not tell which European body speaks."""
    return tuple(bare(form) for name, forms in subject.lexicon.places.items() for form in (name, *forms))


def _initials_meet(name: str, text: str) -> bool:
    """Whether “NCMEC” stands for a name in the text, or a name in the text for it."""
    short = name if name.isupper() and " " not in name else "".join(re.findall(r"\b[A-ZÀ-Ý]", name))
    if len(short) < 2:
        return False
    if re.search(rf"\b{re.escape(bare(short))}\b", bare(text)):
        return True
    initials = "".join(re.findall(r"\b[A-ZÀ-Ý](?=[a-zà-ÿ])|&", text)).replace("&", "")
    return name.isupper() and short in initials
