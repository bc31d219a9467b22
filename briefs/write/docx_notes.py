"""The part of footnotes or endnotes: separators, then the notes by their first call (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from briefs.write.docx_inlines import inlines_to_docx
from briefs.write.docx_styles import NAMESPACES
from briefs.write.docx_writing import Look, Writing

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINE = '<w:p><w:pPr>{}<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'
_COLUMN = '<w:ind w:left="397" w:hanging="397"/>'


def notes_to_docx(writing: Writing) -> str:
    """word/footnotes.xml or endnotes.xml with every note called; its links are left in `writing.links`."""
    writing.links, writing.in_notes = {}, True
    notes = "".join([_note_to_docx(label, number, writing) for label, number in writing.called.items()])
    kind = writing.note
    return (
        f"{_DECLARATION}<w:{kind}s {NAMESPACES}>"
        f'<w:{kind} w:type="separator" w:id="-1">{_LINE.format(writing.bidi, "separator")}</w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0">'
        f"{_LINE.format(writing.bidi, 'continuationSeparator')}</w:{kind}>"
        f"{notes}</w:{kind}s>"
    )


def _note_to_docx(label: str, number: int, writing: Writing) -> str:
    kind, style = writing.note, writing.house.ids[f"{writing.note.capitalize()}Text"]
    flat = writing.document.note_style == "bracketed"  # on the line, as its calls are, in a column of its own
    height, indent = ("baseline", _COLUMN) if flat else ("", "")
    space = "<w:tab/>" if flat else '<w:t xml:space="preserve"> </w:t>'
    mark = f"<w:r>{writing.properties(Look(style=writing.mark_style, height=height))}<w:{kind}Ref/></w:r>"
    text = inlines_to_docx(writing.notes[label].children, writing)
    return (
        f'<w:{kind} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/>{writing.bidi}{indent}</w:pPr>{mark}'
        f"<w:r>{space}</w:r>{text}</w:p></w:{kind}>"
    )
