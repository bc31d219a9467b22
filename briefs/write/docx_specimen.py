"""The house's own reference.docx, made anew with the same bytes each time."""

from __future__ import annotations

from briefs.write.docx_package import Part, pack_parts
from briefs.write.docx_parts import DECLARATION, font_table
from briefs.write.docx_styles import (
    DEFAULTS,
    MARGIN,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    NAMESPACES,
    NEEDED,
    OPTIONAL,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLES,
    abstract_numbering,
)
from briefs.write.docx_theme import THEME_TYPE, theme_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable")


def make_reference() -> bytes:
    """The house style as a Word file that shows each style by its name, to be opened and changed in Word."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": _specimen(),
        "word/_rels/document.xml.rels": _relations(),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{DEFAULTS}{''.join(STYLES.values())}</w:styles>",
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="709"/></w:settings>',
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme_part(),
    }
    return pack_parts(
        Part(name, (text if text.startswith("<?") else DECLARATION + text).encode()) for name, text in parts.items()
    )


def _specimen() -> str:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{key}</w:t></w:r></w:p>'
        for key in (*NEEDED, *OPTIONAL)
        if 'w:type="paragraph"' in STYLES[key]
    )
    page = (
        f'<w:sectPr><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN}" w:header="624" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {NAMESPACES}><w:body>{paragraphs}{page}</w:body></w:document>"


def _numbering() -> str:
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
    return (
        f"<w:numbering {NAMESPACES}>{abstract_numbering(0, False)}{abstract_numbering(1, True)}{numbers}</w:numbering>"
    )


def _relations() -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(_PARTS, 1)
    )
    rows += f'<Relationship Id="rId{len(_PARTS) + 1}" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    rows = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_WORD_TYPE}.{n}+xml"/>' for n in _PARTS)
    rows += f'<Override PartName="/word/theme/theme1.xml" ContentType="{THEME_TYPE}"/>'
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>{rows}</Types>'
    )
