"""What a Word file in the making knows: its house, its notes in order of call, its links, lists and bookmarks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from babel.core import get_global
from msgspec import Struct, field

from briefs.document import Document, Note
from briefs.finding import Finding, Place, Stops
from briefs.write.docx_house import House

_RIGHT_TO_LEFT = {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}  # scripts, ISO 15924
_EAST_ASIAN = {"ja", "ko", "zh"}
_REGIONS = {"ar": "SA", "en": "GB", "pt": "PT"}  # where the house writes for others than the most speakers


@lru_cache(maxsize=256)
def _likely(language: str) -> tuple[str, str]:
    """The script and the region that go with a language where its tag says nothing else (CLDR, likely subtags)."""
    parts = language.replace("_", "-").split("-")
    likely = str(get_global("likely_subtags").get(parts[0].lower(), "__")).split("_")
    script, region = likely[1:3]
    own = next((part.title() for part in parts[1:] if len(part) == 4), "")
    return own or script, _REGIONS.get(parts[0].lower(), region)


def word_language(language: str) -> str:
    """A BCP 47 tag as Word's proofing wants it, with a region."""
    tag = language.replace("_", "-")
    region = _likely(tag)[1]
    return f"{tag}-{region}" if region and "-" not in tag else tag


def runs_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return _likely(language)[0] in _RIGHT_TO_LEFT


class Look(NamedTuple):
    """How a run looks: what its w:rPr says."""

    bold: bool = False
    italic: bool = False
    style: str = ""  # our id of a character style
    language: str = ""  # where it differs from the document's
    linked: bool = False  # inside a hyperlink
    height: str = ""  # superscript or baseline, where it is said outright: note marks


class Writing(Struct):
    """The state of one Word file in the making."""

    document: Document
    house: House
    notes: dict[str, Note]
    right_to_left: bool
    called: dict[str, int] = field(default_factory=dict)  # label: number, in order of the first call
    in_notes: bool = False
    last: str = ""  # the last character written: a call in brackets stands off a word, not off a stop
    bookmarks: int = 0
    links: dict[str, str] = field(default_factory=dict)  # address: relationship id, of the part being written
    lists: list[tuple[bool, int]] = field(default_factory=list)  # ordered, start
    looks: dict[Look, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    gap: int = 0  # space that the next paragraph keeps above itself, after a table or around a box
    place: Place = field(default_factory=lambda: Place(""))

    @property
    def note(self) -> str:
        """What Word calls the notes of this document: footnote or endnote; begins the names of their elements."""
        return "endnote" if self.document.note_style == "endnotes" else "footnote"

    @property
    def mark_style(self) -> str:
        """Our id of the style of note marks."""
        return f"{self.note.capitalize()}Reference"

    @property
    def bidi(self) -> str:
        """What the properties of a paragraph or section say where the document runs from right to left."""
        return "<w:bidi/>" if self.right_to_left else ""

    def report(self, rule: str, message: str, hint: str) -> None:
        """Keeps this document from being saved, with the reason."""
        self.findings.append(Finding(rule, message, self.place, hint, stops=Stops.DOCUMENT))

    def properties(self, look: Look) -> str:
        """The w:rPr of a look, built once."""
        known = self.looks.get(look)
        if known is None:
            known = self.looks[look] = _run_properties(look, self.house, self.right_to_left)
        return known


def _run_properties(look: Look, house: House, right_to_left: bool) -> str:
    """In the order of CT_RPr (ECMA-376 part 1, 17.3.2.28)."""
    rtl = runs_right_to_left(look.language) if look.language else right_to_left
    style = look.style or ("Hyperlink" if look.linked else "")
    pieces = (
        f'<w:rStyle w:val="{house.ids[style]}"/>' if style else "",
        "<w:b/><w:bCs/>" if look.bold else "",
        "<w:i/><w:iCs/>" if look.italic else "",
        _underline(look),
        f'<w:vertAlign w:val="{look.height}"/>' if look.height else "",
        "<w:rtl/>" if rtl else '<w:rtl w:val="0"/>' if right_to_left else "",
        f"<w:lang {_language_attribute(look.language)}/>" if look.language else "",
    )
    inner = "".join(pieces)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _underline(look: Look) -> str:
    """A figure in a link is underlined as the link is; a repeated note mark is not, whatever a reader does to links."""
    if look.linked and look.style == "BriefFigure":
        return '<w:u w:val="single"/>'
    return '<w:u w:val="none"/>' if look.linked and look.style.endswith("noteReference") else ""


def _language_attribute(language: str) -> str:
    if runs_right_to_left(language):
        kind = "bidi"
    else:
        kind = "eastAsia" if language.split("-")[0].lower() in _EAST_ASIAN else "val"
    return f'w:{kind}="{word_language(language)}"'
