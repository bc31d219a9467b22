"""Runs of a Word file: stretches of text of one look, of which a brief has thousands (ECMA-376 part 1, 17.3.2)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefs.audit.package import spelt, value_of
from briefs.audit.story import MOST_TAGS, Closer, Story
from briefs.audit.wordstyles import Look, read_look

RUN_PROPERTIES, TEXTS = frozenset(spelt("w:rPr")), frozenset((*spelt("w:t"), *spelt("m:t")))
VALUE, STRICT_VALUE = spelt("w:val")  # as the two editions of the standard name it
LOOKS = frozenset(tag for name in ("rStyle", "vanish", "specVanish", "vertAlign", "lang") for tag in spelt(f"w:{name}"))


def open_run(story: Story, element: Element) -> Closer:
    """A run begins, with its look; what it holds is walked through."""
    story.looks.append(_look_of(story, element[0] if len(element) else None))
    return story.end_run


def read_run(story: Story, element: Element) -> Closer | bool:
    """A run; nearly every one is a text and no more, which is read at once."""
    size = len(element)
    if size == 1 and element[0].tag in TEXTS:
        story.say(element[0].text or "", story.paragraphs[-1].look if story.paragraphs else story.shared.base)
    elif size == 2 and element[1].tag in TEXTS and element[0].tag in RUN_PROPERTIES:
        story.say(element[1].text or "", _look_of(story, element[0]))
    else:
        return open_run(story, element)
    story.own_mark = False
    return False


def _look_of(story: Story, first: Element | None) -> Look:
    """The look of a run that begins with this; most properties (fonts, colours) change nothing of what is read."""
    look = story.paragraphs[-1].look if story.paragraphs else story.shared.base
    if first is None or first.tag not in RUN_PROPERTIES:
        return look
    key = _key(look, first)
    if key is None:
        return look
    known = story.shared.run_looks.get(key)
    if known is None:
        named = story.shared.styles.get(value_of(first, "w:rStyle") or "")
        known = read_look(first).over(named.look.over(look) if named else look)
        if len(story.shared.run_looks) < MOST_TAGS:
            story.shared.run_looks[key] = known
    return known


def _key(look: Look, properties: Element) -> tuple[object, ...] | None:
    """What a run's look is known by; None where nothing is said of it. Of these properties the value alone is read."""
    if len(properties) == 1:  # as in nearly every run
        one = properties[0]
        return (look, one.tag, one.get(VALUE), one.get(STRICT_VALUE)) if one.tag in LOOKS else None
    said = [(one.tag, one.get(VALUE), one.get(STRICT_VALUE)) for one in properties if one.tag in LOOKS]
    return (look, *said) if said else None
