"""What a Word file's styles and numbering say about headings, captions, hidden and raised text, list numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.package import attribute, child, is_on, short, value_of

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Look(NamedTuple):
    """The properties of a style or run that change what is read; a named tuple, because every run makes some."""

    hidden: bool | None = None
    raised: str | None = None  # superscript, subscript, baseline
    language: str | None = None

    def over(self, below: Look) -> Look:
        """The look where it says something, else the one below."""
        if self == UNCHANGED:
            return below
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            self.raised or below.raised,
            self.language or below.language,
        )


UNCHANGED = Look()


class Style(Struct, frozen=True):
    """A paragraph or character style."""

    name: str = ""
    based_on: str = ""
    level: int | None = None  # of a heading, title included
    look: Look = field(default_factory=Look)
    numbering: tuple[str, int] | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it heads a section."""
        return self.level is not None


def read_look(properties: Element | None) -> Look:
    """The look that a w:rPr gives."""
    hidden: bool | None = None
    raised = language = None
    for one in () if properties is None else properties:
        match short(one.tag):
            case "w:vanish" | "w:specVanish":
                hidden = is_on(attribute(one, "w:val") or "") or (hidden or False)
            case "w:vertAlign":
                raised = attribute(one, "w:val")
            case "w:lang":
                language = attribute(one, "w:val")
    return Look(hidden, raised, language)


def read_numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """List and level that a w:pPr names."""
    return read_numbering_in(child(properties, "w:numPr"))


def read_numbering_in(numbering: Element | None) -> tuple[str, int] | None:
    """List and level that a w:numPr names."""
    number = value_of(numbering, "w:numId")
    level = value_of(numbering, "w:ilvl") or "0"
    return (number, int(level) if level.isdecimal() and len(level) < 3 else 0) if number is not None else None


def read_styles(root: Element | None) -> tuple[dict[str, Style], Look]:
    """Every style by id, with what it inherits, and the look of plain text."""
    raw = {}
    base = Look()
    for element in () if root is None else root:
        if short(element.tag) == "w:docDefaults":
            base = read_look(child(child(element, "w:rPrDefault"), "w:rPr"))
        elif short(element.tag) == "w:style":
            raw[attribute(element, "w:styleId") or ""] = _read_style(element)
    return {key: _inherit(key, raw) for key in raw}, base


def _read_style(element: Element) -> Style:
    name = (value_of(element, "w:name") or "").lower()
    properties = child(element, "w:pPr")
    outline = value_of(properties, "w:outlineLvl")
    level = 0 if name == "title" else None
    if name.startswith("heading ") and name[8:].isdecimal():
        level = int(name[8:][:3])
    elif level is None and outline and outline.isdecimal() and len(outline) == 1 and int(outline) < 9:
        level = int(outline) + 1
    based_on = value_of(element, "w:basedOn") or ""
    return Style(name, based_on, level, read_look(child(element, "w:rPr")), read_numbering_of(properties))


def _inherit(key: str, raw: Mapping[str, Style]) -> Style:
    """A style with the properties of those it is based on; a circle or a long chain ends quietly."""
    style = raw[key]
    below = style.based_on
    for _ in range(12):
        if below not in raw:
            break
        parent = raw[below]
        style = replace(
            style,
            level=parent.level if style.level is None and style.name != "subtitle" else style.level,
            look=style.look.over(parent.look),
            numbering=style.numbering or parent.numbering,
        )
        below = parent.based_on
    return style


class Numbering(Struct):
    """Automatic list numbers, counted as the paragraphs go by; lists of one abstract list count on (17.9.15)."""

    lists: dict[str, str] = field(default_factory=dict)  # w:num to its abstract list
    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)  # format, text, start
    anew: dict[tuple[str, int], int] = field(default_factory=dict)  # where a w:num starts at a number of its own
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of this list: "1.", "2.3", "b)", "•"."""
        abstract = self.lists.get(number)
        if abstract is None or (abstract, level) not in self.levels:
            return ""
        counts = self.counts.setdefault(abstract, [0] * 10)
        anew = self.anew.pop((number, level), None)  # once, at its first paragraph
        counts[level] = max(counts[level] + 1, self.levels[abstract, level][2]) if anew is None else anew
        counts[level + 1 :] = [0] * (9 - level)
        text = self.levels[abstract, level][1]
        if self.levels[abstract, level][0] == "bullet":
            return text
        for index in range(min(level + 1, 9)):
            form = self.levels.get((abstract, index), ("decimal", "", 1))[0]
            text = text.replace(f"%{index + 1}", _counted(counts[index], form), 1)
        return text[:40]


def read_numbering(root: Element | None) -> Numbering:
    """The lists of numbering.xml."""
    numbering = Numbering()
    for element in () if root is None else root:
        if short(element.tag) == "w:abstractNum":
            _read_levels(numbering, attribute(element, "w:abstractNumId") or "", element)
        elif short(element.tag) == "w:num":
            number = attribute(element, "w:numId") or ""
            numbering.lists[number] = value_of(element, "w:abstractNumId") or ""
            _read_starts(numbering, number, element)
    return numbering


def _read_levels(numbering: Numbering, abstract: str, element: Element) -> None:
    for one in element:
        level = attribute(one, "w:ilvl") or ""
        if short(one.tag) == "w:lvl" and level.isdecimal() and len(level) == 1 and int(level) < 9:
            start = value_of(one, "w:start") or "1"
            form = value_of(one, "w:numFmt") or "decimal"
            text = (value_of(one, "w:lvlText") or "")[:80]
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
            numbering.levels[abstract, int(level)] = (form, text, first)


def _read_starts(numbering: Numbering, number: str, element: Element) -> None:
    for one in element:
        level, start = attribute(one, "w:ilvl") or "", value_of(one, "w:startOverride") or ""
        if level.isdecimal() and len(level) == 1 and start.isdecimal() and len(start) < 7:
            numbering.anew[number, int(level)] = int(start)


def _counted(count: int, form: str) -> str:
    """A count in a list's number format; a format we do not know is given in digits."""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        out, rest = "", count
        for value, sign in ROMAN:
            out += sign * (rest // value)
            rest %= value
        return out.upper() if form == "upperRoman" else out
    return str(count)
