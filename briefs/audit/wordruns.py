"""Runs of a Word file: stretches of text of one look, of which a brief has thousands (ECMA-376 part 1, 17.3.2)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefs.audit.package import spelt, value_of
from briefs.audit.story import MOST_TAGS, Closer, Story
from briefs.audit.wordstyles import Look, read_look

RUN_PROPERTIES, TEXTS = frozenset(spelt("w:rPr")), frozenset((*spelt("w:t"), *spelt("m:t")))
LOOKS = frozenset(tag for name in ("rStyle", "vanish", "specVanish", "vertAlign", "lang") for tag in spelt(f"w:{name}"))


def open_run(story: Story, element: Element) -> Closer:
    """A run begins, with its look; what it holds is walked through."""
    look = story.paragraphs[-1].look if story.paragraphs else story.shared.base
    if len(element) and element[0].tag in RUN_PROPERTIES:
        look = _run_look(story, element[0], look)
    story.looks.append(look)
    return story.end_run


def read_run(story: Story, element: Element) -> Closer | bool:
    """A run; nearly every one is a text and no more, which is read at once."""
    size = len(element)
    closer = open_run(story, element)
    if size not in (1, 2) or element[-1].tag not in TEXTS or (size == 2 and element[0].tag not in RUN_PROPERTIES):
        return closer
    story.add(element[-1].text or "")
    closer()
    return False


def _run_look(story: Story, properties: Element, look: Look) -> Look:
    """The look of a run; most properties (fonts, colours, sizes) change nothing of what is read."""
    said = [one for one in properties if one.tag in LOOKS]
    if not said:
        return look
    key = (look, *[(one.tag, *one.items()) for one in said])  # a file has few looks and many runs
    known = story.shared.run_looks.get(key)
    if known is None:
        named = story.shared.styles.get(value_of(properties, "w:rStyle") or "")
        known = read_look(properties).over(named.look.over(look) if named else look)
        if len(story.shared.run_looks) < MOST_TAGS:
            story.shared.run_looks[key] = known
    return known
