"""The text of a file as one string, with everything in it that a printed record must account for."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct, field

from briefs.audit.reading import Block, Reading, place_in
from briefs.audit.tongue import NumeralReader
from briefs.finding import Place
from briefs.numeral import Numeral

_DIGITS = re.compile(r"[\d⁰¹²³⁴-⁹₀-₉½⅓⅔¼¾⅕-⅞٪%‰]+")


def one_line(text: str) -> str:
    """Text with every line end as a space, as a reader takes it; nothing else is forgiven."""
    return text.replace("\t", " ").replace("\r", " ").replace("\n", " ")  # a tenth of the time of a pattern


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class Token(Struct, frozen=True, gc=False):
    """Something in the text that must be in the record: a run of digits, or a number in words."""

    start: int
    end: int
    numeral: Numeral | None = None
    shift: int = 0  # from the numeral's offsets to the text's


class Stream(Struct):
    """The text of a file from its first block to its last, in one string, with what must be accounted for in it."""

    reading: Reading
    numerals: NumeralReader
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)  # of the tokens

    def locate(self, offset: int) -> tuple[Block, int]:
        """The block at an offset of the whole text, and the offset in it."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.blocks[index], offset - self.starts[index]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that touch a stretch of text."""
        low = bisect_right(self.ends, start)
        out = []
        while low < len(self.tokens) and self.tokens[low].start < end:
            out.append(self.tokens[low])
            low += 1
        return out

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether no letter or digit goes on at either end of these words."""
        end = at + len(text)
        left = text[:1].isalnum() and self.text[at - 1 : at].isalnum()
        right = text[-1:].isalnum() and self.text[end : end + 1].isalnum()
        cut = any(token.start < at < token.end or token.start < end < token.end for token in self.tokens_in(at, end))
        return not (left or right or cut)

    def place(self, offset: int) -> Place:
        """Where a character stands in the file."""
        if not self.blocks:
            return Place(self.reading.path, 1, 1)
        return place_in(self.reading, *self.locate(min(offset, len(self.text) - 1)))


def read_stream(reading: Reading, numerals: NumeralReader) -> Stream:
    """The body of a file as a stream, with its tokens."""
    stream = Stream(reading, numerals)
    pieces, at = [], 0
    for block in reading.blocks:
        if block.part != "body" or not block.text:
            continue
        stream.blocks.append(block)
        stream.starts.append(at)
        text = one_line(block.text)
        stream.tokens.extend(find_tokens(text, at, numerals))
        pieces.append(text)
        at += len(text) + 1
    stream.text = "\n".join(pieces)
    stream.ends = [token.end for token in stream.tokens]
    return stream


def find_tokens(text: str, shift: int, reader: NumeralReader) -> list[Token]:
    """The runs of digits, and the figures in words, in order; each digit run knows the numeral around it."""
    numerals = reader.read(text)
    tokens: list[Token] = []
    index = 0
    taken: set[int] = set()
    for match in _DIGITS.finditer(text):
        while index < len(numerals) and numerals[index].end <= match.start():
            index += 1
        inside = index < len(numerals) and numerals[index].start < match.end()
        if not (match[0].isnumeric() or any(character.isnumeric() for character in match[0])):
            continue
        numeral = numerals[index] if inside else None
        if numeral is not None:
            taken.add(index)
        tokens.append(Token(match.start() + shift, match.end() + shift, numeral, shift))
    for number, numeral in enumerate(numerals):
        if number not in taken and numeral.exempt is None:
            tokens.append(Token(numeral.start + shift, numeral.end + shift, numeral, shift))
    return sorted(tokens, key=lambda token: token.start)
