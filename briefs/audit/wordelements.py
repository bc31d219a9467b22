"""What each element of a Word file means to its reader (ECMA-376 part 1, chapters 17, 21 and 22)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from briefs.audit.package import Refused, Relationship, attribute, child, children, is_on, short, value_in
from briefs.audit.reading import Block, Hyperlink, Mark
from briefs.audit.story import DEEPEST, Closer, Handler, Paragraph, Shared, Story
from briefs.audit.wordfields import Field
from briefs.audit.wordruns import read_run
from briefs.audit.wordstyles import Style, read_numbering_in
from briefs.audit.wordtables import open_cell, open_row, open_table

UNSTYLED = Style()
SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad",
}  # fmt: skip


def read_story(shared: Shared, relationships: Mapping[str, Relationship], part: str, root: Element) -> Story:
    """One part of the file, walked through."""
    story = Story(shared, relationships, part)
    story.read(root, HANDLERS)
    return story


def _paragraph(story: Story, element: Element) -> Closer:
    story.count += 1
    properties = child(element, "w:pPr")
    if properties is None:
        paragraph = Paragraph(story.count, UNSTYLED, story.shared.base)
    else:
        paragraph = _styled(story, children(properties))
    carried, story.carried = story.carried, None
    if carried is not None:
        paragraph.pieces, paragraph.length, paragraph.hidden = carried.pieces, carried.length, carried.hidden
        paragraph.calls, paragraph.links, paragraph.marks = carried.calls, carried.links, carried.marks
        paragraph.after = carried.after
    story.paragraphs.append(paragraph)
    return story.close_paragraph


def _styled(story: Story, properties: Mapping[str, Element]) -> Paragraph:
    """A paragraph with properties; those of its style are under its own."""
    style = story.shared.styles.get(value_in(properties.get("w:pStyle")) or "", UNSTYLED)
    paragraph = Paragraph(story.count, style, style.look.over(story.shared.base))
    numbering = read_numbering_in(properties.get("w:numPr")) or style.numbering
    if numbering is not None and numbering[0] != "0":
        paragraph.label = story.shared.numbering.label(*numbering)
        paragraph.item = True
    mark = properties.get("w:rPr")
    if mark is not None:
        paragraph.deleted_end = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
    if "w:sectPr" in properties:
        _section(story, properties["w:sectPr"])
    return paragraph


def _section(story: Story, element: Element) -> bool:
    for one in element:
        kind = {"w:headerReference": "header", "w:footerReference": "footer"}.get(short(one.tag))
        relationship = story.relationships.get(attribute(one, "r:id") or "")
        if kind and relationship and not relationship.external:
            story.edges.append((kind, relationship.target))
    return False


def _text(story: Story, element: Element) -> bool:
    story.add(element.text or "")
    return False


def _sign(story: Story, element: Element) -> bool:
    story.add(SIGNS[short(element.tag)])
    return False


def _symbol(story: Story, element: Element) -> bool:
    code = attribute(element, "w:char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return False
    # Symbol fonts keep their signs in a private area at U+F000; the plain character is the one below it.
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if 0x20 <= number < 0xD800:
        story.add(chr(number))
    return False


def _note_mark(story: Story, element: Element) -> bool:
    kind = short(element.tag)[2:].removesuffix("Reference")
    story.call(f"{kind}:{attribute(element, 'w:id') or ''}")
    story.own_mark = is_on(attribute(element, "w:customMarkFollows"))
    return False


def _note(story: Story, element: Element) -> Closer | bool:
    kind = short(element.tag)[2:]
    if attribute(element, "w:type") in ("separator", "continuationSeparator", "continuationNotice"):
        return False
    key = f"{kind}:{attribute(element, 'w:id') or ''}"
    story.notes.append(key)
    before, story.part = story.part, f"note:{key}"

    def close() -> None:
        story.flush()
        story.part = before

    return close


def _field_mark(story: Story, element: Element) -> bool:
    kind = attribute(element, "w:fldCharType")
    if kind == "begin":
        _open_field(story, Field())
    elif kind == "separate" and story.fields and story.fields[-1].in_code:
        _settle_field(story)
    elif kind == "end" and story.fields:
        _end_field(story)
    return False


def _open_field(story: Story, opened: Field) -> None:
    if len(story.fields) > DEEPEST:
        raise Refused("its fields are nested far too deeply")
    story.fields.append(opened)
    story.muted += 1


def _settle_field(story: Story) -> None:
    opened = story.fields[-1]
    opened.settle()
    opened.start = story.paragraphs[-1].length if story.paragraphs else 0
    key = f"bookmark:{opened.bookmark}"
    if not opened.muted:
        story.muted -= 1
    elif opened.bookmark is not None:  # a cross-reference to a note is one more mark of that note
        story.muted -= 1
        story.call(key)
        story.muted += 1


def _end_field(story: Story) -> None:
    opened = story.fields[-1]
    if opened.in_code:
        _settle_field(story)
    story.fields.pop()
    if opened.muted:
        story.muted -= 1
    if opened.url is not None and story.paragraphs:
        paragraph = story.paragraphs[-1]
        start = min(opened.start, paragraph.length)
        paragraph.links.append(Hyperlink(start, paragraph.length, opened.url))


def _simple_field(story: Story, element: Element) -> Closer:
    opened = Field(code=attribute(element, "w:instr") or "")
    _open_field(story, opened)
    _settle_field(story)
    return lambda: _end_field(story)


def _hyperlink(story: Story, element: Element) -> Closer | None:
    relationship = story.relationships.get(attribute(element, "r:id") or "")
    if relationship is None or not story.paragraphs:
        return None
    paragraph, start = story.paragraphs[-1], story.paragraphs[-1].length
    return lambda: paragraph.links.append(Hyperlink(start, paragraph.length, relationship.target))


def _mark_start(story: Story, element: Element) -> bool:
    paragraph = story.paragraphs[-1] if story.paragraphs else None
    start = paragraph.length if paragraph else 0
    name = attribute(element, "w:name") or ""
    story.marks[attribute(element, "w:id") or ""] = (name, paragraph, start, len(story.shared.note_calls))
    return False


def _mark_end(story: Story, element: Element) -> bool:
    opened = story.marks.pop(attribute(element, "w:id") or "", None)
    if opened is not None:
        name, paragraph, start, calls = opened
        if paragraph is not None and story.paragraphs and paragraph is story.paragraphs[-1]:
            paragraph.marks.append(Mark(start, paragraph.length, name))
        if len(story.shared.note_calls) > calls:
            story.shared.marked_notes.setdefault(name, story.shared.note_calls[calls])
    return False


def _picture(story: Story, element: Element) -> bool:
    text = element.get("descr") or element.get("title") or ""
    hidden = is_on(element.get("hidden"))
    if text.strip() and not story.muted and not hidden:
        story.put(Block("alt", text, story.count, story.part, story.section))
    return False


def _chart(story: Story, element: Element) -> bool:
    is_diagram = short(element.tag) == "dgm:relIds"
    relationship = story.relationships.get(attribute(element, "r:dm" if is_diagram else "r:id") or "")
    if relationship and not relationship.external:
        kind = "diagram" if is_diagram else ""
        story.put(Block("chart", relationship.target, story.count, story.part, story.section, label=kind))
    return False


def _fraction_bar(story: Story, element: Element) -> None:
    story.add("/")


def _power(story: Story, element: Element) -> None:
    story.add("^")


HANDLERS: dict[str, Handler] = {
    "w:p": _paragraph, "w:r": read_run, "m:r": read_run, "w:t": _text, "m:t": _text, "w:sym": _symbol,
    "w:footnoteReference": _note_mark, "w:endnoteReference": _note_mark, "w:footnote": _note, "w:endnote": _note,
    "w:fldChar": _field_mark, "w:fldSimple": _simple_field, "w:hyperlink": _hyperlink,
    "w:bookmarkStart": _mark_start, "w:bookmarkEnd": _mark_end, "w:sectPr": _section,
    "w:tbl": open_table, "w:tr": open_row, "w:tc": open_cell,
    "wp:docPr": _picture, "c:chart": _chart, "dgm:relIds": _chart,
    "m:den": _fraction_bar, "m:sup": _power, **dict.fromkeys(SIGNS, _sign),
}  # fmt: skip
