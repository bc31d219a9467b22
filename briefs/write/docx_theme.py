"""The theme part that Word wants in every file: the house's colours and fonts (ECMA-376 part 1, 20.1.6)."""

from __future__ import annotations

from briefs.write.docx_styles import ACCENT, ALARM, FILL, FONT, INK, MUTED, RULE

THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_COLORS = (
    ("dk1", INK), ("lt1", "FFFFFF"), ("dk2", ACCENT), ("lt2", FILL), ("accent1", ACCENT), ("accent2", MUTED),
    ("accent3", RULE), ("accent4", ALARM), ("accent5", INK), ("accent6", FILL), ("hlink", ACCENT), ("folHlink", MUTED),
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part() -> str:
    """word/theme/theme1.xml, as plain as a theme may be."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS)
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Brief"><a:themeElements>'
        f'<a:clrScheme name="Brief">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Brief"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Brief"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
