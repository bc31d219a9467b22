"""Inlines as WordprocessingML runs, links, bookmarks and note marks (ECMA-376 part 1, 17.3 and 17.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from briefs.document import (
    Call,
    Citation,
    Code,
    Declared,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NotePoint,
    Reference,
    Strong,
    Text,
)
from briefs.write.addresses import encode_address
from briefs.write.docx_writing import Look, Writing

_WHITE = re.compile(r"[\t\r\n]+")
_PLAIN = Look()
_STOPS = ".,;:!?…»”’)،؛؟"  # and nothing, at the start of a text
MOST_NOTES = 32767  # the highest id of a note that Word takes


def escape_xml(text: str) -> str:
    """Text as XML character data or attribute value."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run_to_docx(text: str, writing: Writing, look: Look) -> str:
    """One run of text; a line end in the source is a space."""
    if not text:
        return ""
    writing.last = text[-1]
    words = escape_xml(_WHITE.sub(" ", text))
    return f'<w:r>{writing.properties(look)}<w:t xml:space="preserve">{words}</w:t></w:r>'


def inlines_to_docx(children: Iterable[Inline], writing: Writing, look: Look = _PLAIN) -> str:
    """Inlines in order, as the content of a w:p."""
    return "".join([inline_to_docx(child, writing, look) for child in children])


def inline_to_docx(node: Inline, writing: Writing, look: Look) -> str:  # noqa: C901  # a case a node
    """One inline; a figure stands under its bookmark, a zero-width mark leaves no trace."""
    match node:
        case Text(text) | Declared(text=text):
            return run_to_docx(text, writing, look)
        case Figure():
            return figure_to_docx(node, writing, look)
        case Call():
            return call_to_docx(node, writing, look)
        case Emphasis(children):
            return inlines_to_docx(children, writing, look._replace(italic=True))
        case Strong(children):
            return inlines_to_docx(children, writing, look._replace(bold=True))
        case Code(text):
            return run_to_docx(text, writing, look._replace(style="BriefCode"))
        case Link():
            return link_to_docx(node, writing, look)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Foreign(children, language):
            other = "" if language == writing.document.language else language
            return inlines_to_docx(children, writing, look._replace(language=other))
        case Reference(children=children):
            return inlines_to_docx(children, writing, look)
        case Citation() | NotePoint():
            return ""
        case _:
            assert_never(node)


def figure_to_docx(node: Figure, writing: Writing, look: Look) -> str:
    """The figure's own words in the figure style, under its bookmark where it has a name."""
    run = run_to_docx(node.text, writing, look._replace(style="BriefFigure"))
    return bookmark_to_docx(node.name, run, writing) if node.name else run


def bookmark_to_docx(name: str, content: str, writing: Writing) -> str:
    """A bookmark around its content; ids count through the document and its notes."""
    number = writing.bookmarks
    writing.bookmarks += 1
    return f'<w:bookmarkStart w:id="{number}" w:name="{escape_xml(name)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link_to_docx(node: Link, writing: Writing, look: Look) -> str:
    """A live link, related from the part it stands in; a link inside a link is its words alone."""
    if look.linked:
        return inlines_to_docx(node.children, writing, look)
    address = encode_address(node.url)
    if address is None:
        hint = "links lead to http, https or mailto addresses"
        writing.report("unsafe-address", f"the address “{node.url}” cannot be printed as a link", hint)
        return inlines_to_docx(node.children, writing, look)
    relation = writing.links.setdefault(address, f"rIdL{len(writing.links) + 1}")
    inner = inlines_to_docx(node.children, writing, look._replace(linked=True))
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inner}</w:hyperlink>'


def call_to_docx(node: Call, writing: Writing, look: Look) -> str:
    """The mark of a note: raised, or in brackets after its space (none behind a stop)."""
    if not _can_call(node, writing):
        return ""
    repeated = node.label in writing.called
    number = writing.called.setdefault(node.label, len(writing.called) + 1)
    raised, space = _manner(node, writing)
    style = Look(style=writing.mark_style, height="" if raised else "baseline")
    mark = _repeated_mark(number, writing, style, look.linked) if repeated else _first_mark(number, writing, style)
    plain = look._replace(language="")
    before = space if raised else space + "["
    after = "" if raised else "]"
    return run_to_docx(before, writing, plain) + mark + run_to_docx(after, writing, plain)


def _manner(node: Call, writing: Writing) -> tuple[bool, str]:
    """Whether the mark is raised, and the space before it; a house may put all marks in brackets."""
    if not node.raised or writing.document.note_style != "bracketed":
        return node.raised, node.before
    return False, "" if writing.last in _STOPS else "\u00a0"


def _can_call(node: Call, writing: Writing) -> bool:
    """Whether Word can hold this call; if not, the reason is among the findings."""
    hint = "this is a fault of the program, not of the text: please report it with the brief"
    if writing.in_notes:
        writing.report("call-in-note", f"a note calls the note “{node.label}”", hint)
    elif node.label not in writing.notes:
        writing.report("call-without-note", f"there is no note “{node.label}” for its mark to lead to", hint)
    elif len(writing.called) >= MOST_NOTES:
        writing.report("too-many-notes", f"Word holds at most {MOST_NOTES} notes", "split the document")
    else:
        return True
    return False


def note_bookmark(number: int) -> str:
    """The bookmark on the first call of a note, for its later calls to point at."""
    return f"_Ref_note_{number}"


def _first_mark(number: int, writing: Writing, style: Look) -> str:
    run = f'<w:r>{writing.properties(style)}<w:{writing.note}Reference w:id="{number}"/></w:r>'
    return bookmark_to_docx(note_bookmark(number), run, writing)


def _repeated_mark(number: int, writing: Writing, style: Look, linked: bool) -> str:
    """A cross-reference to the first call, so that the same note keeps its number (NOTEREF, 17.16.5.39)."""
    look = writing.properties(style._replace(linked=True, height=style.height or "superscript"))
    name = note_bookmark(number)
    field = (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> NOTEREF {name} \\h </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}<w:t>{number}</w:t></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    return field if linked else f'<w:hyperlink w:anchor="{name}" w:history="1">{field}</w:hyperlink>'
