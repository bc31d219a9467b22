"""The smaller parts of a Word file: styles and settings in its language, numbering, header, footer, properties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from briefs.document import Document
from briefs.write.docx_house import House
from briefs.write.docx_inlines import escape_xml
from briefs.write.docx_styles import (
    ALARM,
    FONT,
    MARGIN,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    NAMESPACES,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WORD,
)
from briefs.write.docx_writing import Writing, runs_right_to_left, word_language
from briefs.write.opening import draft_words

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = f"{{{WORD}}}"
_ENDNOTES = '<w:numFmt w:val="decimal"/>'  # Word's own are i, ii, iii (17.11.17)
_ALARMING = f'<w:b/><w:bCs/><w:color w:val="{ALARM}"/>'
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
# What Word 2013 and later write themselves; without them Word opens a file in compatibility mode (MS-DOCX 2.3.5).
_COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


@lru_cache(maxsize=64)
def styles_in_language(styles: bytes, language: str, flat: str = "") -> bytes:
    """The house's styles with the document's language as default of all text; the style `flat` is not raised."""
    root = etree.fromstring(styles)
    if flat:
        mark = root.find(f"{_W}style[@{_W}styleId='{flat}']")
        _child(_child(mark, "rPr"), "vertAlign").set(f"{_W}val", "baseline")
    defaults = root.find(f"{_W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{_W}docDefaults")
        root.insert(0, defaults)
    properties = _child(_child(defaults, "rPrDefault", first=True), "rPr", first=True)
    lang = _child(properties, "lang")
    tag = word_language(language)
    lang.set(f"{_W}val", tag)
    lang.set(f"{_W}eastAsia", tag)
    lang.set(f"{_W}bidi", tag if runs_right_to_left(language) else "ar-SA")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _child(parent: etree._Element, name: str, first: bool = False) -> etree._Element:
    """The child of this name, made where there is none."""
    found = parent.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        parent.insert(0 if first else len(parent), found)
    return found


def settings_part(house: House, language: str, note: str = "footnote") -> str:
    """word/settings.xml in the order of CT_Settings (17.15.1.78): the notes stand before compat."""
    tag = word_language(language)
    bidi = f' w:bidi="{tag}"' if runs_right_to_left(language) else ""
    kept = "".join(setting for setting in house.settings) or '<w:defaultTabStop w:val="709"/>'
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{kept}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:{note}Pr>{_ENDNOTES if note == "endnote" else ""}<w:{note} w:id="-1"/><w:{note} w:id="0"/></w:{note}Pr>'
        "<w:compat>"
        f"{_COMPATIBILITY}</w:compat>"
        f'<w:themeFontLang w:val="{tag}"{bidi}/>{house.color_mapping}</w:settings>'
    )


def numbering_part(house: House, lists: Iterable[tuple[bool, int]]) -> str:
    """word/numbering.xml: a w:num for each list, so that each one starts where it says."""
    own = house.numbering
    numbers = [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{own.numbered if ordered else own.bulleted}"/>'
        f"{_starts(start) if ordered else ''}</w:num>"
        for number, (ordered, start) in enumerate(lists, own.free)
    ]
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{own.abstracts}{own.numbers}{''.join(numbers)}</w:numbering>"


def _starts(start: int) -> str:
    return "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>' for level in range(9)
    )


def section_properties(writing: Writing) -> str:
    """Paper, margins, and which header and footer stand on which page, in the order of CT_SectPr (17.6.17)."""
    house = writing.house
    page = house.page or (
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN}" w:header="624" w:footer="510" w:gutter="0"/>'
    )
    references = [
        f'<w:{kind} w:type="{place}" r:id="{relation}"/>'
        for kind, place, relation in (*house.letterhead, *_own_references(house))
    ]
    numbers = f"<w:endnotePr>{_ENDNOTES}</w:endnotePr>" if writing.note == "endnote" else ""
    title_page = "<w:titlePg/>" if house.title_page or not house.letterhead else ""
    return f"<w:sectPr>{''.join(references)}{numbers}{page}{title_page}{writing.bidi}</w:sectPr>"


def _own_references(house: House) -> list[tuple[str, str, str]]:
    """Our header and footer, each where the reference brings none of its own."""
    theirs = {kind for kind, _, _ in house.letterhead}
    own = []
    if "headerReference" not in theirs:
        own += [("headerReference", "first", "rId6"), ("headerReference", "default", "rId5")]
    if "footerReference" not in theirs:
        own += [("footerReference", "first", "rId7"), ("footerReference", "default", "rId7")]
    return own


def header_part(writing: Writing, first: bool) -> str:
    """The running header: the short title, and on every page of a draft that it is one."""
    document = writing.document
    title = "" if first else str(document.meta.get("short_title") or document.title)
    banner = draft_words(document) if document.draft else ""
    rest = f" · {title}" if banner and title else title
    runs = _header_run(banner, _ALARMING, writing) + _header_run(rest, "", writing)
    start = f'<w:pPr><w:pStyle w:val="{writing.house.ids["Header"]}"/>{writing.bidi}</w:pPr>'
    return f"{DECLARATION}<w:hdr {NAMESPACES}><w:p>{start}{runs}</w:p></w:hdr>"


def _header_run(words: str, look: str, writing: Writing) -> str:
    properties = look + ("<w:rtl/>" if writing.right_to_left else "")
    dressed = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dressed}<w:t xml:space="preserve">{escape_xml(words)}</w:t></w:r>' if words else ""


def footer_part(writing: Writing) -> str:
    """“Page 2 of 4” in the document's words, with live fields."""
    runs = []
    for piece in re.split(r"(\{pages?\})", _page_pattern(writing.document)):
        name = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
        run = f'<w:r>{_rtl(writing)}<w:t xml:space="preserve">{"1" if name else escape_xml(piece)}</w:t></w:r>'
        runs.append(f'<w:fldSimple w:instr=" {name} ">{run}</w:fldSimple>' if name else run if piece else "")
    style = writing.house.ids["Footer"]
    start = f'<w:pPr><w:pStyle w:val="{style}"/>{writing.bidi}</w:pPr>'
    return f"{DECLARATION}<w:ftr {NAMESPACES}><w:p>{start}{''.join(runs)}</w:p></w:ftr>"


def _page_pattern(document: Document) -> str:
    words = document.words
    if "page_of" in words:
        return words["page_of"]
    return (
        f"{words['page']} {{page}} {words['of']} {{pages}}" if "page" in words and "of" in words else "{page} / {pages}"
    )


def _rtl(writing: Writing) -> str:
    return "<w:rPr><w:rtl/></w:rPr>" if writing.right_to_left else ""


def core_properties(document: Document) -> str:
    """docProps/core.xml: what the document is; no author, and no date but its own."""
    keywords = document.meta.get("keywords") or ()
    words = keywords if isinstance(keywords, str) else ", ".join(str(word) for word in keywords)
    moment = iso_moment(document.made_on or document.meta.get("date"))
    stamps = [
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    ]
    tags = f"<cp:keywords>{escape_xml(words)}</cp:keywords>" if words else ""
    return (
        f"{DECLARATION}<cp:coreProperties {_CORE}><dc:title>{escape_xml(document.title)}</dc:title>"
        f"<dc:subject>{escape_xml(document.subtitle)}</dc:subject><dc:creator></dc:creator>"
        f"{tags}<dc:language>{escape_xml(document.language)}</dc:language>"
        f"{''.join(stamps) if moment else ''}</cp:coreProperties>"
    )


def iso_moment(date: object) -> str:
    """A date as far as it is known, as the moment that W3CDTF wants; "" where it is no ISO date."""
    found = _ISO_DATE.match(str(date)[:10]) if date is not None else None
    if found is None:
        return ""
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}T00:00:00Z"


def font_table() -> str:
    """word/fontTable.xml: the house's font, and the free one of the same widths."""
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
