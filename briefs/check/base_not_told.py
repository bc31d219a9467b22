"""A percentage without its base.

What it finds: a percentage that does not say what it is a share of: not in its sentence or row, the column heads, the
caption or the note.
Why it matters: “65 %” of the children recruited on social media and “65 %” of all victims are two claims, and only one
of them is true.
Example: `Facebook accounted for 65 %.`
What to do: name the base beside the figure: “of the children recruited on social media”, or print `base()` in the row.
A share whose own “of …” takes up a word of the base (“of those recruited”) tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.check.scene import Scene, content_words, scenes_of, told_share
from briefs.check.subject import Subject
from briefs.finding import Finding
from briefs.lexicon import Lexicon, level, pattern

RULE = "base-not-told"
ENOUGH = 0.5  # of the base's words: a sentence inflects and shortens them
NEAR = 40  # characters after “of” in which a word of the base must stand


def base_not_told(subject: Subject) -> Iterator[Finding]:
    """Every percentage whose base a reader is not told."""
    if not subject.lexicon.written:
        return
    for scene in scenes_of(subject):
        base = scene.wording.base
        if scene.figure.unit_kind != "percent" or not base or scene.figure.misquote:
            continue
        words = content_words(base, subject.lexicon)
        told = told_share(words, subject.lexicon, scene.sentence, scene.note)
        if told < ENOUGH and not _names_share(scene, words, subject.lexicon):
            message = f"“{scene.figure.text}” is not said to be a share of what"
            yield Finding(RULE, message, scene.figure.at, f"say beside it: of {base}", text=scene.figure.text)


def _names_share(scene: Scene, words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether the words after the figure begin with “of”, and soon take up a word of the base."""
    said = level(scene.after).lstrip()
    of = pattern(lexicon.share_of).match(said)
    near = re.split(r"[.;:]", said[of.end() : of.end() + NEAR])[0] if of else ""
    return any(told_share((word,), lexicon, near) for word in words)
