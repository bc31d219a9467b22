"""Slots: what a template function returns. In the rendered text each is one private-use character."""

from __future__ import annotations

from typing import NoReturn

from msgspec import Struct, field

from briefs.document import Inline, SourceList
from briefs.finding import Place

FIRST = 0xF0000  # Supplementary Private Use Area-A: no text has a character of it, so none can be half-damaged
LAST = 0x10FFFD


class SlotMisuse(Exception):  # noqa: N818 — not a TypeError or ValueError: |int and |float would swallow those
    """A template treated a figure as a number or as text to cut up."""


class Start(Struct, frozen=True):
    """The place where a message starts: not printed, read by the parser."""

    place: Place


Filling = tuple[Inline, ...] | SourceList | Start


class SlotTable(Struct):
    """What stands behind each private-use character of one rendered text, and how often each was printed."""

    fillings: list[Filling] = field(default_factory=list)
    prints: list[int] = field(default_factory=list)

    def add(self, filling: Filling) -> str:
        """The character for a new slot."""
        if FIRST + len(self.fillings) > LAST:
            raise SlotMisuse("the text holds too many figures and messages")
        self.fillings.append(filling)
        self.prints.append(0)
        return chr(FIRST + len(self.fillings) - 1)

    def number(self, character: str) -> int | None:
        """The index of a slot's character; None for any other character."""
        index = ord(character) - FIRST
        return index if 0 <= index < len(self.fillings) else None


class Slot:
    """A figure, date or the like in a template: prints whole, and refuses arithmetic, slicing and formatting."""

    __slots__ = ("_name", "_table", "character", "plural_number")

    def __init__(self, table: SlotTable, filling: Filling, name: str, plural_number: str = "") -> None:
        self._table = table
        self.character = table.add(filling)
        self._name = name
        self.plural_number = plural_number

    def __str__(self) -> str:
        index = ord(self.character) - FIRST
        self._table.prints[index] += 1
        return self.character

    __html__ = __str__

    def __repr__(self) -> str:
        return str(self)

    def __format__(self, spec: str) -> str:
        if spec:
            self._refuse()
        return str(self)

    def _refuse(self, *_: object) -> NoReturn:
        raise SlotMisuse(f"{self._name} prints whole: no arithmetic, slicing, comparing or formatting on it")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = _refuse
    __int__ = __float__ = __index__ = __round__ = __len__ = __iter__ = __getitem__ = __contains__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __call__ = _refuse
