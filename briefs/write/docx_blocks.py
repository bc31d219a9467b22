"""Blocks as WordprocessingML paragraphs in the house's named styles, and lists with real numbering (17.3.1, 17.9)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, assert_never

from briefs.document import Block, Heading, List, Paragraph, Quote, SourceList, Table
from briefs.write.docx_inlines import inlines_to_docx
from briefs.write.docx_mirror import NUMBER_ROOM
from briefs.write.docx_styles import BOX_INDENT, LIST_INDENT
from briefs.write.docx_tables import table_to_docx
from briefs.write.docx_writing import Writing

_STYLES = {
    "": "BodyText", "subtitle": "Subtitle", "lead": "Lead", "meta": "Meta", "caption": "Caption",
    "reference": "Reference", "imprint": "Imprint", "draft": "Draft",
}  # fmt: skip
_DEEPEST_HEADING = 3
_DEEPEST_LIST = 8  # Word's lists have nine levels, from 0


class Frame(NamedTuple):
    """Where a block stands: inside a box or quotation, inside a list item, kept with what follows."""

    style: str = ""  # Box or Quote
    depth: int = -1  # level of the list around it
    number: int = 0  # w:num of the list; only an item's first paragraph shows it
    ordered: bool = False
    keep: bool = False


_TOP = Frame()
_GAP = 200  # above what follows a table, around a box; in twentieths of a point; much less where letters are small


def blocks_to_docx(blocks: Sequence[Block], writing: Writing, frame: Frame = _TOP) -> str:
    """Blocks in order; the paragraphs of an imprint stay on one page."""
    frames = [frame._replace(keep=True) if _imprint(one, other) else frame for one, other in pairwise((*blocks, None))]
    return "".join([block_to_docx(block, writing, own) for block, own in zip(blocks, frames, strict=True)])


def _imprint(*blocks: Block | None) -> bool:
    return all(isinstance(block, Paragraph) and block.style == "imprint" for block in blocks)


def block_to_docx(block: Block, writing: Writing, frame: Frame) -> str:
    """One block as paragraphs or a table."""
    writing.place = block.at
    match block:
        case Heading():
            return heading_to_docx(block, writing, frame)
        case Paragraph():
            return paragraph_to_docx(block, writing, frame)
        case List():
            return list_to_docx(block, writing, frame)
        case Table():
            return _table_in_flow(block, writing)
        case Quote():
            return quote_to_docx(block, writing, frame)
        case SourceList():  # the note stage has put paragraphs in its place
            return ""
        case _:
            assert_never(block)


def wrap_paragraph(
    style: str, inner: str, writing: Writing, keep: bool = False, number: str = "", more: str = ""
) -> str:
    """A w:p; the properties stand in the order of CT_PPr (17.3.1.26): `number` holds numbering, borders and ground."""
    before = f'<w:spacing w:before="{writing.gap}"/>' if writing.gap else ""
    writing.gap = 0
    kept = "<w:keepNext/>" if keep else ""
    properties = f'<w:pStyle w:val="{style}"/>{kept}{number}{writing.bidi}{before}{more}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def heading_to_docx(block: Heading, writing: Writing, frame: Frame) -> str:
    """Level 1 is the title; below it, level 2 is Word's heading 1."""
    inner = inlines_to_docx(block.children, writing)
    if block.level == 1:
        return wrap_paragraph(writing.house.ids["Title"], inner, writing)
    level = block.level - 1
    writing.gap = 0  # headings bring their own space
    edges, indent = _box_around(frame, writing)
    deep = "" if level <= _DEEPEST_HEADING else f'<w:outlineLvl w:val="{min(level, 9) - 1}"/>'
    style = writing.house.ids[f"Heading{min(level, _DEEPEST_HEADING)}"]
    return wrap_paragraph(style, inner, writing, number=edges, more=indent + deep)


def paragraph_to_docx(block: Paragraph, writing: Writing, frame: Frame) -> str:
    """A paragraph in the style of its place, or the one it names."""
    inner = inlines_to_docx(block.children, writing)
    number = _numbering(frame) if frame.number else ""
    if block.style:
        edges, indent = _box_around(frame, writing)
        keep = frame.keep or block.style == "caption"
        return wrap_paragraph(_named_style(block, writing), inner, writing, keep, number + edges, indent)
    return wrap_paragraph(_framed_style(frame, writing), inner, writing, frame.keep, number, _indent(frame, writing))


def _box_around(frame: Frame, writing: Writing) -> tuple[str, str]:
    """The box's edges and indents, for a paragraph in it whose style is another."""
    if frame.style != "Box":
        return "", ""
    edges, indent = writing.house.box
    return edges, _indent(frame, writing) or indent


def _named_style(block: Paragraph, writing: Writing) -> str:
    if block.style in _STYLES:
        return writing.house.ids[_STYLES[block.style]]
    if block.style in writing.house.own_styles:
        return block.style
    hint = "use a style of the house, or add one of this name to reference.docx"
    writing.report("unknown-style", f"the Word house style has no paragraph style “{block.style}”", hint)
    return writing.house.ids["BodyText"]


def _framed_style(frame: Frame, writing: Writing) -> str:
    if frame.style:
        return writing.house.ids[frame.style]
    if frame.depth < 0:
        return writing.house.ids["BodyText"]
    key = "ListContinue" if not frame.number else "ListNumber" if frame.ordered else "ListBullet"
    return writing.house.ids[key]


def _numbering(frame: Frame) -> str:
    return f'<w:numPr><w:ilvl w:val="{frame.depth}"/><w:numId w:val="{frame.number}"/></w:numPr>'


def _indent(frame: Frame, writing: Writing) -> str:
    """Indents that the style alone does not give: lists in a box, and what follows in an item of a deeper list."""
    if frame.depth < 0 or (not frame.style and (frame.number or frame.depth == 0)):
        return ""
    left = LIST_INDENT * (frame.depth + 1) + (BOX_INDENT if frame.style else 0)
    left += NUMBER_ROOM if writing.right_to_left else 0
    right = f' w:right="{BOX_INDENT}"' if frame.style else ""
    hanging = f' w:hanging="{LIST_INDENT}"' if frame.number else ""
    return f'<w:ind w:left="{left}"{right}{hanging}/>'


def list_to_docx(block: List, writing: Writing, frame: Frame) -> str:
    """A list with a numbering of its own, so that it starts where it says."""
    number = writing.house.numbering.free + len(writing.lists)
    writing.lists.append((block.ordered, block.start))
    depth = min(frame.depth + 1, _DEEPEST_LIST)
    inside = frame._replace(depth=depth, number=number, ordered=block.ordered)
    held = inside._replace(keep=frame.keep or bool(frame.style))  # a box stays whole down to its last item
    items = [_item_to_docx(item.blocks, writing, held) for item in block.items[:-1]]
    return "".join(items + [_item_to_docx(item.blocks, writing, inside) for item in block.items[-1:]])


def _item_to_docx(blocks: Sequence[Block], writing: Writing, frame: Frame) -> str:
    """An item: the first paragraph carries the number; an item that opens with another block gets an empty one."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        blank = wrap_paragraph(
            _framed_style(frame, writing), "", writing, frame.keep, _numbering(frame), _indent(frame, writing)
        )
        return blank + blocks_to_docx(blocks, writing, frame._replace(number=0))
    return block_to_docx(blocks[0], writing, frame) + blocks_to_docx(blocks[1:], writing, frame._replace(number=0))


def quote_to_docx(block: Quote, writing: Writing, frame: Frame) -> str:
    """A box or quotation: its paragraphs share a style and stay together as long as a page holds them."""
    inside = frame._replace(style="Box" if block.style == "box" else "Quote", depth=-1, number=0)
    kept, last = block.blocks[:-1], block.blocks[-1:]
    writing.gap = round(_GAP * writing.house.size**4)
    text = blocks_to_docx(kept, writing, inside._replace(keep=True)) + blocks_to_docx(last, writing, inside)
    writing.gap = round(_GAP * writing.house.size**4)
    return text


def _table_in_flow(block: Table, writing: Writing) -> str:
    """A table under its caption; two tables never touch, for Word would make them one."""
    gap = ""
    if block.caption:
        caption, writing.gap = inlines_to_docx(block.caption, writing), 0
        gap = wrap_paragraph(writing.house.ids["Caption"], caption, writing, keep=True)
    elif writing.gap:
        writing.gap = 0
        gap = wrap_paragraph(writing.house.ids["TableText"], "", writing)
    table = table_to_docx(block, writing)
    writing.gap = round(_GAP * writing.house.size**4)
    return gap + table
