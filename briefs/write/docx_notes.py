"""The footnotes part: separators, then the notes in order of their first call (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from briefs.write.docx_inlines import inlines_to_docx
from briefs.write.docx_styles import NAMESPACES
from briefs.write.docx_writing import Look, Writing

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINE = '<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'


def notes_to_docx(writing: Writing) -> str:
    """word/footnotes.xml with every note that the body called; its links are left in `writing.links`."""
    writing.links, writing.in_notes = {}, True
    notes = "".join([_note_to_docx(label, number, writing) for label, number in writing.called.items()])
    return (
        f"{_DECLARATION}<w:footnotes {NAMESPACES}>"
        f'<w:footnote w:type="separator" w:id="-1">{_LINE.format("separator")}</w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="0">{_LINE.format("continuationSeparator")}</w:footnote>'
        f"{notes}</w:footnotes>"
    )


def _note_to_docx(label: str, number: int, writing: Writing) -> str:
    ids = writing.house.ids
    mark = f"<w:r>{writing.properties(Look(style='FootnoteReference'))}<w:footnoteRef/></w:r>"
    text = inlines_to_docx(writing.notes[label].children, writing)
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{ids["FootnoteText"]}"/>{writing.bidi}</w:pPr>{mark}'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{text}</w:p></w:footnote>'
    )
