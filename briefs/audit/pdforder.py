"""The characters of a piece of a PDF in the order in which they are spoken.

A character that a font lacks is drawn after the others, and of a text from right to left the left end comes first: so
the places on the page decide, and the direction of the letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.audit.pdftext import Glyph

SAME_LINE = 0.7  # of the size of the letters: a mark above a letter stands on its line
WORDS_APART = 0.15  # of the size of the letters
COVERED = 0.4  # of the narrower of the two
RIGHT_TO_LEFT = ("R", "AL")


def piece_text(glyphs: Sequence[Glyph]) -> str:
    """What a piece says, line by line."""
    return "".join(_spoken(line) for line in _lines(glyphs))


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and abs(glyph.base - line[0].base) > SAME_LINE * max(glyph.size, line[0].size):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _spoken(line: Sequence[Glyph]) -> str:
    letters = _by_place([glyph for glyph in line if not glyph.is_mark])
    above: dict[int, list[Glyph]] = {}
    for mark in (glyph for glyph in line if glyph.is_mark):
        nearest = min(range(len(letters)), key=lambda place: _apart(mark, letters[place]), default=0)
        above.setdefault(nearest, []).append(mark)
    texts = [glyph.text + "".join(mark.text for mark in above.get(place, ())) for place, glyph in enumerate(letters)]
    if not any(glyph.direction in RIGHT_TO_LEFT for glyph in letters):
        return "".join(texts) or "".join(glyph.text for glyph in line)
    return "".join(_from_right(letters, texts))


def _by_place(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """From left to right; a plain space that lies on something else was drawn for its underline, and is none."""
    placed = sorted(glyphs, key=lambda glyph: glyph.left)
    kept: list[Glyph] = []
    for place, glyph in enumerate(placed):
        after = (one for one in placed[place + 1 : place + 3] if one.text != " ")
        if glyph.text == " " and any(_covers(one, glyph) for one in (*kept[-3:], *after)):
            continue
        kept.append(glyph)
    return kept


def _covers(one: Glyph, space: Glyph) -> bool:
    shared = min(one.right, space.right) - max(one.left, space.left)
    return shared > COVERED * min(one.right - one.left, space.right - space.left)


def _apart(mark: Glyph, letter: Glyph) -> float:
    middle = (mark.left + mark.right) / 2
    return max(letter.left - middle, middle - letter.right, 0.0) + abs(middle - (letter.left + letter.right) / 2) / 1000


def _from_right(letters: Sequence[Glyph], texts: Sequence[str]) -> Iterator[str]:
    """From right to left, numbers and foreign words inside from left to right; a gap between two words is a space."""
    run: list[str] = []
    after: Glyph | None = None  # the glyph to the right
    for glyph, text in zip(reversed(letters), reversed(texts), strict=True):
        gap = after is not None and after.left - glyph.right > WORDS_APART * glyph.size
        spaced = gap and not (glyph.text.isspace() or (after and after.text.isspace()))
        if glyph.direction in ("L", "EN", "AN"):
            run[:0] = [text, " "] if spaced else [text]
        else:
            yield from run
            run = []
            yield f" {text}" if spaced else text
        after = glyph
    yield from run
