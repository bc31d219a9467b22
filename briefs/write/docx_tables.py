"""Tables as WordprocessingML: header row repeated, rows kept whole, columns as wide as their content asks (17.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.document import Cell, Row, Table
from briefs.write.docx_inlines import escape_xml, inlines_to_docx
from briefs.write.docx_writing import Look, Writing
from briefs.write.plain import plain_text

_ALIGNMENTS = {"left": "left", "center": "center", "right": "right"}
_LETTER, _WORD_LETTER = 90, 108  # mean width of a letter of table text, in a line and in a lone word (1/20 pt)
_SLOPES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # how strongly longer texts get wider columns
_SHORT = 16  # letters of a cell that stays on one line
_PADDING = 200  # both sides of a cell
_BREAKS = re.compile(r"[ \t\n\u2014/-]+")  # a line may end here; never at a no-break space


def table_to_docx(table: Table, writing: Writing) -> str:
    """A w:tbl; its caption, if any, is repeated as the description that screen readers speak."""
    widths = _page_widths(table, writing)
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    rows = [_row_to_docx(table.header, table, widths, writing, header=True)]
    rows += [_row_to_docx(row, table, widths, writing) for row in table.rows]
    return (
        f"<w:tbl>{_table_properties(table, writing, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _page_widths(table: Table, writing: Writing) -> list[int]:
    """The widths of the columns on the page: for smaller letters, those of a wider page, made smaller."""
    size, width = writing.house.size, writing.house.text_width
    if table.shares:
        return _share_out(width, [0] * len(table.shares), table.shares)
    widths = [int(one * size) for one in column_widths(table, round(width / size))]
    widths[-1] += width - sum(widths)
    return widths


def _table_properties(table: Table, writing: Writing, width: int) -> str:
    """In the order of CT_TblPr (17.4.59)."""
    caption = escape_xml(plain_text(table.caption))
    return (
        f'<w:tblPr><w:tblStyle w:val="{writing.house.ids["BriefTable"]}"/>'
        f"{'<w:bidiVisual/>' if writing.right_to_left else ''}"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'{f"""<w:tblCaption w:val="{caption}"/>""" if caption else ""}</w:tblPr>'
    )


def _row_to_docx(row: Row, table: Table, widths: Sequence[int], writing: Writing, header: bool = False) -> str:
    style = writing.house.ids["TableHead" if header else "TableText"]
    missing = (Cell((), row.at),) * (len(widths) - len(row.cells))
    cells = [
        _cell_to_docx(cell, style, widths[place], _alignment(table, place), writing)
        for place, cell in enumerate((*row.cells, *missing))
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _alignment(table: Table, column: int) -> str:
    kind = _ALIGNMENTS.get(table.align[column]) if column < len(table.align) else None
    return f'<w:jc w:val="{kind}"/>' if kind else ""


def _cell_to_docx(cell: Cell, style: str, width: int, alignment: str, writing: Writing) -> str:
    writing.place = cell.at
    inner = inlines_to_docx(cell.children, writing, Look())
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{writing.bidi}{alignment}</w:pPr>{inner}</w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'


def column_widths(table: Table, available: int) -> list[int]:
    """Widths that add up to the text's: no word is broken if it can be helped, and the table is as short as can be."""
    rows = (table.header, *table.rows)
    count = max(len(row.cells) for row in rows)
    texts = [[plain_text(cell.children) for cell in row.cells] for row in rows]
    columns = [[text[place] for text in texts if place < len(text)] for place in range(count)]
    least = [_PADDING + max(_least_width(text) for text in column) for column in columns]
    most = [_PADDING + _LETTER * max(map(len, column)) for column in columns]
    if sum(least) >= available:
        return _share_out(available, [0] * count, least)
    if sum(most) <= available:
        return _share_out(available, [0] * count, most)
    lengths = [[len(text) * _LETTER for text in row] for row in texts]
    letters = [sum(map(len, column)) for column in columns]
    fits = [_fit(available, least, most, [count**slope for count in letters]) for slope in _SLOPES]
    return _share_out(available, min(fits, key=lambda widths: _count_lines(lengths, widths)), most)


def _least_width(text: str) -> int:
    """The width that breaks none of its words; nor a short cell, as that of a figure: “More than 27,000”."""
    whole = _LETTER * len(text) if len(text) <= _SHORT else 0
    return max(whole, *(_WORD_LETTER * len(word) for word in _BREAKS.split(text)))


def _count_lines(lengths: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """How many lines the rows take in all, roughly: a row is as tall as its tallest cell."""
    inner = [width - _PADDING for width in widths]
    return sum([max([-(-length // width) for length, width in zip(row, inner, strict=False)]) for row in lengths])


def _fit(available: int, least: Sequence[int], most: Sequence[int], wishes: Sequence[float]) -> list[int]:
    """Widths in proportion to the wishes; none too narrow, none beyond one line."""
    low, high = 0.0, float(available)
    for _ in range(24):  # halving until the widths differ by less than a twentieth of a point
        scale = (low + high) / 2
        low, high = (scale, high) if sum(_scaled(scale, least, most, wishes)) <= available else (low, scale)
    return _scaled(low, least, most, wishes)


def _scaled(scale: float, least: Sequence[int], most: Sequence[int], wishes: Sequence[float]) -> list[int]:
    bounds = zip(wishes, least, most, strict=True)
    return [min(max(int(scale * wish), narrow), max(narrow, wide)) for wish, narrow, wide in bounds]


def _share_out(available: int, least: Sequence[int], shares: Sequence[float]) -> list[int]:
    """What is left above the least widths, in proportion to the shares; the last column takes the rounding."""
    spare, whole = available - sum(least), sum(shares) or 1
    widths = [low + int(spare * share / whole) for low, share in zip(least, shares, strict=True)]
    widths[-1] += available - sum(widths)
    return widths
