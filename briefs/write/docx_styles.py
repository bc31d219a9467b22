"""The house style of the Word files: every style a brief uses, by id, as WordprocessingML (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'

# Calibri is on every machine with Word; LibreOffice prints it as Carlito, of the same widths. Both hold U+202F.
FONT = "Calibri"
INK, ACCENT, MUTED, FILL, RULE, ALARM = "1F2933", "174A6B", "52616F", "EDF3F7", "B9C9D4", "A61B1B"
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4, in twentieths of a point, as are all lengths here
MARGIN, MARGIN_TOP, MARGIN_BOTTOM = 1134, 1134, 1077
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BOX_INDENT, LIST_INDENT = 198, 340


def _run(size: int = 0, color: str = "", bold: bool = False, italic: bool = False) -> str:
    """Run properties; size in half points, and the same for complex scripts."""
    weight = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    ink = f'<w:color w:val="{color}"/>' if color else ""
    points = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f"<w:rPr>{weight}{ink}{points}</w:rPr>"


def _spacing(before: int, after: int, line: int = 0) -> str:
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _style(
    kind: str, style_id: str, name: str, body: str, based: str = "", follows: str = "", own: bool = False
) -> str:
    """One w:style; `own` marks a style that Word does not know by itself."""
    custom = ' w:customStyle="1"' if own else ""
    links = (f'<w:basedOn w:val="{based}"/>' if based else "") + (f'<w:next w:val="{follows}"/>' if follows else "")
    start = f'<w:style w:type="{kind}"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
    return f"{start}{links}<w:qFormat/>{body}</w:style>"


def _paragraph(style_id: str, name: str, body: str, based: str = "Normal", follows: str = "", own: bool = False) -> str:
    return _style("paragraph", style_id, name, body, based, follows, own)


def _heading(level: int, size: int, before: int, after: int, color: str) -> str:
    properties = (
        f'<w:pPr><w:keepNext/><w:keepLines/>{_spacing(before, after, 252)}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    )
    look = _run(size, color, bold=True)
    return _paragraph(f"Heading{level}", f"heading {level}", properties + look, follows="BodyText")


def _list(style_id: str, name: str, number: str) -> str:
    numbering = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    indent = f'<w:ind w:left="{LIST_INDENT}"/>' if not number else ""
    return _paragraph(style_id, name, f"<w:pPr>{numbering}{_spacing(0, 70)}{indent}</w:pPr>", based="BodyText")


def _edge(side: str, size: int, color: str, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_BOX_EDGES = (("top", 4, FILL, 6), ("left", 36, ACCENT, 8), ("bottom", 4, FILL, 6), ("right", 4, FILL, 8))
_BOX = (
    f"<w:pPr><w:keepLines/><w:pBdr>{''.join(_edge(*edge) for edge in _BOX_EDGES)}</w:pBdr>"
    f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>{_spacing(0, 80)}'
    f'<w:ind w:left="{BOX_INDENT}" w:right="{BOX_INDENT}"/></w:pPr>'
)
_QUOTE = f'<w:pPr>{_spacing(60, 140)}<w:ind w:left="454" w:right="454"/></w:pPr>{_run(color=MUTED, italic=True)}'
_DRAFT = (
    f"<w:pPr><w:keepNext/><w:pBdr>{''.join(_edge(side, 12, ALARM, 4) for side, *_ in _BOX_EDGES)}</w:pBdr>"
    f'{_spacing(0, 200)}<w:ind w:left="113" w:right="113"/><w:jc w:val="center"/></w:pPr>{_run(24, ALARM, bold=True)}'
)
_TITLE = (
    f"<w:pPr><w:keepNext/><w:keepLines/><w:pBdr>{_edge('top', 24, ACCENT, 10)}</w:pBdr>{_spacing(0, 80, 228)}"
    f"</w:pPr>{_run(50, ACCENT, bold=True)}"
)
_IMPRINT = (
    f"<w:pPr><w:keepLines/><w:pBdr>{_edge('top', 4, RULE, 4)}</w:pBdr>{_spacing(60, 40)}</w:pPr>{_run(16, MUTED)}"
)
_TABS = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
)
_TABLE = (
    f"<w:tblPr><w:tblBorders>{_edge('top', 12, ACCENT, 0)}{_edge('bottom', 8, ACCENT, 0)}{_edge('insideH', 4, RULE, 0)}"
    f"</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
    f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'
    "</w:tcPr></w:tblStylePr>"
)
_LINK = '<w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr>'

STYLES: dict[str, str] = {
    "Normal": '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f"{_run(20, INK)}</w:style>",  # not among the defaults, which LibreOffice puts above the link style in tables
    "DefaultParagraphFont": '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    "TableNormal": '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
    "BodyText": _paragraph("BodyText", "Body Text", f"<w:pPr>{_spacing(0, 110)}</w:pPr>"),
    "Title": _paragraph("Title", "Title", _TITLE, follows="Subtitle"),
    "Subtitle": _paragraph(
        "Subtitle",
        "Subtitle",
        f"<w:pPr><w:keepLines/>{_spacing(0, 140, 252)}</w:pPr>{_run(28, MUTED)}",
        follows="BodyText",
    ),
    "Heading1": _heading(1, 28, 220, 70, ACCENT),
    "Heading2": _heading(2, 24, 150, 50, ACCENT),
    "Heading3": _heading(3, 22, 130, 40, INK),
    "Meta": _paragraph("Meta", "Brief Meta", f"<w:pPr>{_spacing(0, 60)}</w:pPr>{_run(19, MUTED)}", own=True),
    "Lead": _paragraph(
        "Lead", "Brief Lead", f"<w:pPr>{_spacing(60, 160, 276)}</w:pPr>{_run(24, INK)}", based="BodyText", own=True
    ),
    "ListBullet": _list("ListBullet", "List Bullet", "1"),
    "ListNumber": _list("ListNumber", "List Number", "2"),
    "ListContinue": _list("ListContinue", "List Continue", ""),
    "Box": _paragraph("Box", "Brief Box", _BOX, based="BodyText", own=True),
    "Quote": _paragraph("Quote", "Quote", _QUOTE, based="BodyText"),
    "Caption": _paragraph(
        "Caption",
        "caption",
        f"<w:pPr><w:keepNext/><w:keepLines/>{_spacing(200, 80)}</w:pPr>{_run(20, ACCENT, bold=True)}",
        follows="BodyText",
    ),
    "TableText": _paragraph(
        "TableText", "Brief Table Text", f"<w:pPr>{_spacing(0, 0, 240)}</w:pPr>{_run(17)}", own=True
    ),
    "TableHead": _paragraph(
        "TableHead",
        "Brief Table Head",
        f"<w:pPr><w:keepNext/></w:pPr>{_run(18, ACCENT, bold=True)}",
        "TableText",
        own=True,
    ),
    "Reference": _paragraph(
        "Reference",
        "Brief Reference",
        f'<w:pPr><w:keepLines/>{_spacing(0, 20, 240)}<w:ind w:left="340" w:hanging="340"/></w:pPr>{_run(16)}',
        own=True,
    ),
    "Imprint": _paragraph("Imprint", "Brief Imprint", _IMPRINT, own=True),
    "Draft": _paragraph("Draft", "Brief Draft", _DRAFT, follows="Title", own=True),
    "FootnoteText": _paragraph(
        "FootnoteText", "footnote text", f"<w:pPr>{_spacing(0, 20, 240)}</w:pPr>{_run(16, INK)}"
    ),
    "Header": _paragraph("Header", "header", f"<w:pPr>{_TABS}{_spacing(0, 0)}</w:pPr>{_run(17, MUTED)}"),
    "Footer": _paragraph(
        "Footer",
        "footer",
        f"<w:pPr><w:pBdr>{_edge('top', 4, RULE, 6)}</w:pBdr>{_TABS}{_spacing(0, 0)}"
        f'<w:jc w:val="right"/></w:pPr>{_run(17, MUTED)}',
    ),
    "FootnoteReference": _style(
        "character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    ),
    "EndnoteText": _paragraph("EndnoteText", "endnote text", f"<w:pPr>{_spacing(0, 40, 240)}</w:pPr>{_run(18, INK)}"),
    "EndnoteReference": _style(
        "character", "EndnoteReference", "endnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    ),
    "Hyperlink": _style("character", "Hyperlink", "Hyperlink", _LINK),
    "BriefFigure": _style("character", "BriefFigure", "Brief Figure", "<w:rPr/>", own=True),
    "BriefCode": _style(
        "character",
        "BriefCode",
        "Brief Code",
        '<w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/><w:sz w:val="19"/></w:rPr>',
        own=True,
    ),
    "BriefTable": _style("table", "BriefTable", "Brief Table", _TABLE, based="TableNormal", own=True),
}

DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="Arial"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    f"<w:pPrDefault><w:pPr><w:widowControl/>{_spacing(0, 0, 259)}</w:pPr></w:pPrDefault></w:docDefaults>"
)

# What every reference.docx must have; the defaults of the three kinds come with any Word file.
OPTIONAL = ("EndnoteText", "EndnoteReference")  # for them, those of footnotes serve
_DEFAULTS_OF_WORD = ("Normal", "DefaultParagraphFont", "TableNormal")
NEEDED = tuple(style_id for style_id in STYLES if style_id not in (*_DEFAULTS_OF_WORD, *OPTIONAL))


def _level(depth: int, shape: str, text: str) -> str:
    left = LIST_INDENT * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{LIST_INDENT}"/></w:pPr>'
        f'<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{ACCENT}"/></w:rPr></w:lvl>'
    )


def abstract_numbering(number: int, ordered: bool) -> str:
    """A w:abstractNum of nine levels: bullets, or numbers and letters."""
    shapes = ("decimal", "lowerLetter", "lowerRoman") if ordered else ("bullet",)
    signs = "•–▪"
    levels = "".join(
        _level(depth, shapes[depth % len(shapes)], f"%{depth + 1}." if ordered else signs[depth % 3])
        for depth in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
