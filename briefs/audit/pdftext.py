"""A PDF page, operator by operator (ISO 32000-1, 9.4 and 14.6): what is drawn where, in which tagged piece."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.pdffont import Font, read_font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(Struct, frozen=True):
    """Characters at a place of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def is_mark(self) -> bool:
        """Whether it is set over or under a letter."""
        return all(unicodedata.category(character) == "Mn" for character in self.text)

    @property
    def direction(self) -> str:
        """The bidirectional class of its first character (UAX 9)."""
        return unicodedata.bidirectional(self.text[0])


class _Mark(Struct):
    """Marked content that stands open: its number in the structure, the text it stands for where it says so."""

    number: int | None = None
    stands_for: str | None = None
    artifact: bool = False
    drawn: list[Glyph] = field(default_factory=list)

    @property
    def explained(self) -> bool:
        """Whether nobody needs to read the letters inside."""
        return self.artifact or self.stands_for is not None


class _State(Struct):
    """What the operators of a content stream have set (ISO 32000-1, 9.3 and 9.4)."""

    matrix: Matrix = IDENTITY
    font: Font = field(default_factory=Font)
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class PageText(Struct):
    """A page on its way: its pieces by their number, and whether it shows codes that no one can read."""

    fonts: Mapping[str, Font]
    pieces: dict[int, list[Glyph]] = field(default_factory=dict)
    unreadable: bool = False
    loose: list[Glyph] = field(default_factory=list)  # text that is neither in the structure nor declared an ornament
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    line: Matrix = IDENTITY
    at: Matrix = IDENTITY
    marks: list[_Mark] = field(default_factory=list)

    def run(self, operations: Sequence[tuple[Any, bytes]]) -> None:
        """Every operator of the page."""
        for operands, operator in operations:
            handler = _OPERATORS.get(operator)
            if handler is not None:
                handler(self, operands)

    def begin(self, operands: Any, properties: Any = None) -> None:
        """BMC and BDC: marked content begins."""
        held = properties if isinstance(properties, dict) else {}
        number, text = held.get("/MCID"), held.get("/ActualText")
        own = _Mark(int(number) if number is not None else None, None if text is None else str(text))
        own.artifact = operands[0] == "/Artifact"
        self.marks.append(own)

    def end(self) -> None:
        """EMC: marked content ends; the text that it stands for takes the place of what was drawn."""
        mark = self.marks.pop() if self.marks else _Mark()
        if mark.stands_for and mark.drawn:
            first, last = mark.drawn[0], max(mark.drawn, key=lambda glyph: glyph.right)
            self.put(replace(first, text=mark.stands_for, right=last.right))

    def put(self, glyph: Glyph) -> None:
        """Characters at their place, unless the marked content around speaks for them."""
        if any(mark.artifact for mark in self.marks):
            return
        speaker = next((mark for mark in reversed(self.marks) if mark.stands_for is not None), None)
        number = next((mark.number for mark in reversed(self.marks) if mark.number is not None), None)
        if speaker is not None:
            speaker.drawn.append(glyph)
        elif glyph.text:
            (self.loose if number is None else self.pieces.setdefault(number, [])).append(glyph)

    def glyph(self, text: str, width: float) -> Glyph:
        """Characters at the current place, this many thousandths of their size wide."""
        place = _times(self.at, self.state.matrix)
        left, size = place[4], abs(self.state.size * (place[3] or place[1])) or 1.0
        return Glyph(text, left, left + width / 1000 * size, place[5] + self.state.rise, size)

    def show(self, data: Any) -> None:
        """Tj: codes of the current font."""
        state = self.state
        held = data.original_bytes if hasattr(data, "original_bytes") else bytes(data)
        for text, width, space in state.font.read(held):
            self.unreadable = self.unreadable or (not text and not any(mark.explained for mark in self.marks))
            self.put(self.glyph(text, width))
            spaced = state.letter_space + (state.word_space if space else 0.0)
            self.advance((width / 1000 * state.size + spaced) * state.stretch)

    def advance(self, length: float) -> None:
        """The place moves on along the line."""
        self.at = _times((1, 0, 0, 1, length, 0), self.at)

    def move(self, matrix: Matrix, absolute: bool = False) -> None:
        """Td, Tm: a new line begins."""
        self.line = self.at = matrix if absolute else _times(matrix, self.line)


Handler = Callable[[PageText, Any], None]


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _set(name: str, scale: float = 1.0) -> Handler:
    def handler(page: PageText, operands: Any) -> None:
        setattr(page.state, name, float(operands[0]) * scale)

    return handler


def _font(page: PageText, operands: Any) -> None:
    page.state.font, page.state.size = page.fonts.get(str(operands[0]), Font()), float(operands[1])


def _save(page: PageText, _operands: Any) -> None:
    page.saved.append(replace(page.state))


def _restore(page: PageText, _operands: Any) -> None:
    if page.saved:
        page.state = page.saved.pop()


def _concatenate(page: PageText, operands: Any) -> None:
    page.state.matrix = _times(_matrix(operands), page.state.matrix)


def _next_line(page: PageText, _operands: Any = ()) -> None:
    page.move((1, 0, 0, 1, 0, -page.state.leading))


def _move_and_lead(page: PageText, operands: Any) -> None:
    page.state.leading = -float(operands[1])
    page.move((1, 0, 0, 1, float(operands[0]), float(operands[1])))


def _show_spaced(page: PageText, operands: Any) -> None:
    for item in operands[0]:
        if isinstance(item, int | float | Decimal):
            page.advance(-float(item) / 1000 * page.state.size * page.state.stretch)
        else:
            page.show(item)


def _show_on_next_line(page: PageText, operands: Any) -> None:
    _next_line(page)
    page.show(operands[-1])


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return (a, b, c, d, e, f)


_OPERATORS: dict[bytes, Handler] = {
    b"q": _save, b"Q": _restore, b"cm": _concatenate,
    b"BMC": lambda page, operands: page.begin(operands),
    b"BDC": lambda page, operands: page.begin(operands, operands[1]),
    b"EMC": lambda page, _: page.end(),
    b"BT": lambda page, _: page.move(IDENTITY, absolute=True),
    b"Tf": _font, b"Tc": _set("letter_space"), b"Tw": _set("word_space"), b"Tz": _set("stretch", 0.01),
    b"TL": _set("leading"), b"Ts": _set("rise"),
    b"Td": lambda page, operands: page.move((1, 0, 0, 1, float(operands[0]), float(operands[1]))),
    b"TD": _move_and_lead, b"T*": _next_line,
    b"Tm": lambda page, operands: page.move(_matrix(operands), absolute=True),
    b"Tj": lambda page, operands: page.show(operands[0]), b"TJ": _show_spaced,
    b"'": _show_on_next_line, b'"': _show_on_next_line,
}  # fmt: skip


def read_page(page: Any, operations: Sequence[tuple[Any, bytes]]) -> PageText:
    """A page's pieces of text by their number in the structure."""
    resources = page.get("/Resources", {}).get_object() if "/Resources" in page else {}
    fonts = resources.get("/Font", {})
    text = PageText({name: read_font(fonts[name].get_object()) for name in fonts})
    text.run(operations)
    return text
