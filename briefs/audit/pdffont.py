"""Fonts of a PDF, as far as they are read: which character each code shows, and how wide it is (ISO 32000-1, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

USUAL_WIDTH = 500.0  # thousandths of the letter's size, where a font does not say
MOST_CODES = 65_536
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class Font(Struct, frozen=True):
    """What the codes of a font show."""

    bytes_per_code: int = 1
    texts: Mapping[int, str] = field(default_factory=dict)  # empty: the font does not say (no /ToUnicode)
    widths: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = USUAL_WIDTH

    def read(self, data: bytes) -> Iterator[tuple[str, float, bool]]:
        """Of each code its characters, its width in thousandths, and whether word spacing is added to it."""
        for start in range(0, len(data), self.bytes_per_code):
            code = int.from_bytes(data[start : start + self.bytes_per_code], "big")
            width = self.widths.get(code, self.usual_width)
            yield self.texts.get(code, ""), width, self.bytes_per_code == 1 and code == 32


def read_font(font: Any) -> Font:
    """A font dictionary of a page."""
    texts = _read_to_unicode(font["/ToUnicode"].get_data()) if "/ToUnicode" in font else {}
    if font.get("/Subtype") == "/Type0":
        below = font["/DescendantFonts"][0].get_object()
        return Font(2, texts, dict(_composite_widths(below.get("/W", []))), float(below.get("/DW", 1000)))
    first = int(font.get("/FirstChar", 0))
    scale = float(font["/FontMatrix"][0]) * 1000 if "/FontMatrix" in font else 1.0
    widths = {first + place: float(width) * scale for place, width in enumerate(font.get("/Widths", []))}
    return Font(1, texts, widths)


def _read_to_unicode(data: bytes) -> dict[int, str]:
    """The table of a /ToUnicode stream: single codes and ranges of them (9.10.3)."""
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(data):
        tokens = [(match[1], match[2] or match[3]) for match in _TOKEN.finditer(block)]
        if kind == b"bfchar":
            values = [value for value, sign in tokens if not sign]
            texts.update((_code(code), _text(text)) for code, text in zip(values[::2], values[1::2], strict=False))
        else:
            texts.update(_ranges(iter(tokens)))
    return texts


def _ranges(tokens: Iterator[tuple[bytes, bytes]]) -> Iterator[tuple[int, str]]:
    for (first, _), (last, _), (value, sign) in zip(tokens, tokens, tokens, strict=False):
        codes = range(_code(first), min(_code(last), _code(first) + MOST_CODES) + 1)
        if sign == b"[":
            for code in codes:
                text, end = next(tokens, (b"", b"]"))
                if end:
                    break
                yield code, _text(text)
            else:
                next(tokens, None)  # the closing bracket
            continue
        start = _text(value)
        for step, code in enumerate(codes):
            yield code, start[:-1] + chr(min(ord(start[-1]) + step, 0x10FFFF)) if start else ""


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    held = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(held + "0" * (len(held) % 2)).decode("utf-16-be", "replace")


def _composite_widths(table: Any) -> Iterator[tuple[int, float]]:
    """The widths of a composite font: lists from a code on, and ranges of one width (9.7.4.3)."""
    items = iter([item.get_object() for item in table])
    for first in items:
        second = next(items, None)
        if isinstance(second, list):
            yield from ((int(first) + place, float(width)) for place, width in enumerate(second))
        elif second is not None:
            width = float(next(items, USUAL_WIDTH))
            yield from ((code, width) for code in range(int(first), min(int(second), int(first) + MOST_CODES) + 1))
