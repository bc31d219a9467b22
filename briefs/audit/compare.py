"""The read-back: whether a file holds exactly the printed record, every figure at its place and under its note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefs.audit.binding import Binder
from briefs.audit.reading import CALL, Block, Mark, Note, Reading, place_in
from briefs.audit.tongue import NumeralReader
from briefs.evidence import Printed, PrintedNote, Record
from briefs.finding import Finding, Place, Stops
from briefs.numeral import Numeral

MOST_FINDINGS = 40  # after these the file is another one, and each further search reads it to its end
FIGURES = ("figure", "misquote")
_DIGITS = re.compile(r"[\d⁰¹²³⁴-⁹₀-₉½⅓⅔¼¾⅕-⅞٪%‰]+|\d+")
_WHITE = re.compile(r"[\t\r\n]")
_COPY = re.compile(r"_Copy_\d+\Z")  # LibreOffice names so a bookmark that was pasted twice


@dataclass(frozen=True, slots=True)
class Token:
    """Something in the text that must be in the record: a run of digits, or a number in words."""

    start: int
    end: int
    numeral: Numeral | None = None
    shift: int = 0  # from the numeral's offsets to the text's


@dataclass(slots=True)
class Stream:
    """The text of a file from its first block to its last, in one string, with what must be accounted for in it."""

    reading: Reading
    numerals: NumeralReader
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""
    tokens: list[Token] = field(default_factory=list)

    def locate(self, offset: int) -> tuple[Block, int]:
        """The block at an offset of the whole text, and the offset in it."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.blocks[index], offset - self.starts[index]

    def place(self, offset: int) -> Place:
        """Where a character stands in the file."""
        if not self.blocks:
            return Place(self.reading.path, 1, 1)
        return place_in(self.reading, *self.locate(min(offset, len(self.text) - 1)))


def compare_record(reading: Reading, record: Record, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What differs between a file as its reader sees it and the record of what was printed; empty: nothing."""
    stream = _stream(reading, NumeralReader.of(record.language, folders))
    found = _Comparison(stream, record)
    found.run()
    found.compare_notes()
    found.compare_edges()
    return tuple(finding.stopping(Stops.DOCUMENT) for finding in found.findings)


def _stream(reading: Reading, numerals: NumeralReader) -> Stream:
    stream = Stream(reading, numerals)
    pieces, at = [], 0
    for block in reading.blocks:
        if block.part != "body" or not block.text:
            continue
        stream.blocks.append(block)
        stream.starts.append(at)
        text = _WHITE.sub(" ", block.text)  # a line end in the source and a break in Word are spaces to a reader
        stream.tokens.extend(_tokens(text, at, numerals))
        pieces.append(text)
        at += len(text) + 1
    stream.text = "\n".join(pieces)
    return stream


def _tokens(text: str, shift: int, reader: NumeralReader) -> list[Token]:
    """The runs of digits, and the figures in words, in order; each digit run knows the numeral around it."""
    numerals = reader.read(text)
    tokens: list[Token] = []
    index = 0
    taken: set[int] = set()
    for match in _DIGITS.finditer(text):
        while index < len(numerals) and numerals[index].end <= match.start():
            index += 1
        inside = index < len(numerals) and numerals[index].start < match.end()
        if not any(character.isnumeric() for character in match[0]):
            continue
        numeral = numerals[index] if inside else None
        if numeral is not None:
            taken.add(index)
        tokens.append(Token(match.start() + shift, match.end() + shift, numeral, shift))
    for number, numeral in enumerate(numerals):
        if number not in taken and numeral.exempt is None:
            tokens.append(Token(numeral.start + shift, numeral.end + shift, numeral, shift))
    return sorted(tokens, key=lambda token: token.start)


class _Comparison:
    """One pass over the record with a cursor in the text."""

    def __init__(self, stream: Stream, record: Record) -> None:
        self.stream, self.record = stream, record
        self.findings: list[Finding] = []
        self.binder = Binder(stream.reading)
        self.cursor = 0
        self.token = 0  # the first that is not yet accounted for
        self.keys = _note_keys(stream.reading, record)
        self.marks: dict[str, list[tuple[Block, Mark]]] = {}
        for block in stream.blocks:
            for mark in block.marks:
                self.marks.setdefault(_COPY.sub("", mark.name), []).append((block, mark))
        self._alone: dict[str, tuple[Numeral, ...]] = {}

    def report(self, rule: str, message: str, at: int, hint: str = "") -> None:
        """One difference, at an offset of the text."""
        self.findings.append(Finding(rule, message, self.stream.place(at), hint or HINT))

    # ---- the walk

    def run(self) -> None:
        """Every entry of the body in turn; then what stands after the last one."""
        entries = [entry for entry in self.record.printed if not entry.part.startswith("note:")]
        index = 0
        while index < len(entries) and len(self.findings) < MOST_FINDINGS:
            entry = entries[index]
            start = self.find(entry)
            if start is not None and not self.skipped(start):
                self.take(entry, start)
            elif self.mend(entry, entries[index + 1 : index + 2]):
                continue  # something stands before it that the record does not have; the entry is tried again
            index += 1
        while self.token < len(self.stream.tokens) and len(self.findings) < MOST_FINDINGS:
            self.appeared()

    def find(self, entry: Printed) -> int | None:
        """Where the entry's text next stands by itself, not as a part of another number."""
        text = _WHITE.sub(" ", entry.text)
        at = self.label(entry) if entry.kind == "label" else None
        if at is not None:
            return at
        at = self.stream.text.find(text, self.cursor)
        while at >= 0 and not self.stands_alone(text, at):
            at = self.stream.text.find(text, at + 1)
        return at if at >= 0 and text else None

    def label(self, entry: Printed) -> int | None:
        """A list item's number stands beside its text, where the program that shows the file puts it."""
        index = bisect_right(self.stream.starts, self.cursor) - 1
        for number in range(max(index, 0), len(self.stream.blocks)):
            block = self.stream.blocks[number]
            if block.label and block.label.strip(".) ") == entry.text.strip(".) "):
                if self.stream.starts[number] >= self.cursor:
                    return self.stream.starts[number]
            elif self.stream.starts[number] > self.cursor and any(map(str.isnumeric, block.text)):
                return None
        return None

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether no letter or digit goes on at either end."""
        whole, end = self.stream.text, at + len(text)
        before, after = whole[at - 1 : at], whole[end : end + 1]
        left = text[:1].isalnum() and before.isalnum()
        right = text[-1:].isalnum() and after.isalnum()
        inside = any(
            token.start < at < token.end or token.start < end < token.end for token in self.tokens_from(at, end)
        )
        return not (left or right or inside)

    def tokens_from(self, start: int, end: int) -> list[Token]:
        """The tokens that touch a stretch of text."""
        tokens = self.stream.tokens
        low = bisect_right(tokens, start, key=lambda token: token.end)
        out = []
        while low < len(tokens) and tokens[low].start < end:
            out.append(tokens[low])
            low += 1
        return out

    def skipped(self, start: int) -> bool:
        """Whether a number that no entry accounts for stands before this offset."""
        tokens = self.stream.tokens
        return self.token < len(tokens) and tokens[self.token].end <= start

    def mend(self, entry: Printed, following: list[Printed]) -> bool:
        """Name the difference at the cursor; True when the entry is to be tried again after it."""
        tokens, here = self.stream.tokens, self.find(entry)
        after = self.find(following[0]) if following else None
        if self.token >= len(tokens) or (after is not None and not self.skipped(after) and here is None):
            self.lost(entry)
            return False
        if here is not None and self.token + 1 < len(tokens) and tokens[self.token + 1].end > here:
            self.appeared()
            return True
        if here is not None and after is not None and not self.skipped(after):
            self.lost(entry)
            return False
        self.changed(entry)
        return False

    def lost(self, entry: Printed) -> None:
        self.report("figure-lost", f"“{entry.text}” should stand here and does not.", self.cursor)

    def appeared(self) -> None:
        """The number at hand is in no record."""
        token = self.stream.tokens[self.token]
        words = self.around(token)
        self.report("number-appeared", f"The number “{words}” is not among those that were printed.", token.start)
        self.pass_token(token)

    def changed(self, entry: Printed) -> None:
        """Another number stands where the entry's should."""
        token = self.stream.tokens[self.token]
        words = self.around(token)
        self.report("figure-changed", f"“{entry.text}” was printed; “{words}” stands there now.", token.start)
        self.pass_token(token)

    def around(self, token: Token) -> str:
        """The whole number that a token belongs to."""
        if token.numeral is None:
            return self.stream.text[token.start : token.end]
        return token.numeral.text

    def pass_token(self, token: Token) -> None:
        """Go on after this number, the whole of it."""
        end = token.end if token.numeral is None else max(token.end, token.numeral.end + token.shift)
        self.go_on(end)

    def go_on(self, end: int) -> None:
        """Everything before `end` is accounted for."""
        self.cursor = max(self.cursor, end)
        tokens = self.stream.tokens
        while self.token < len(tokens) and tokens[self.token].start < end:
            self.token += 1

    # ---- an entry that was found

    def take(self, entry: Printed, start: int) -> None:
        """The entry stands here: its value in its surroundings, its section, its note, its bookmark."""
        beside = entry.kind == "label" and self.stream.text[start : start + len(entry.text)] != entry.text
        end = start if beside else start + len(entry.text)
        block, offset = self.stream.locate(start)
        if not beside:
            self.check_value(entry, start, end)
        if entry.section != block.section and block.kind != "heading" and not _same(entry.section, block.section):
            message = f"“{entry.text}” belongs to the section “{entry.section}”; it stands in “{block.section}”."
            self.report("figure-moved", message, start)
        if entry.kind in FIGURES:
            self.check_note(entry, block, offset, start)
            if entry.name and self.stream.reading.format == "word":
                self.check_mark(entry, block, offset, start)
        self.go_on(end)

    def check_value(self, entry: Printed, start: int, end: int) -> None:
        """Words beside the entry must not turn its number into another: "3" before "million", "nearly" before "3"."""
        for token in self.tokens_from(start, end):
            numeral = token.numeral
            if numeral is None or numeral.exempt is not None:
                continue
            alone = self.alone(entry.text)
            first, last = numeral.start + token.shift, numeral.end + token.shift
            same = [one for one in alone if one.exempt is None and start + one.start < last and start + one.end > first]
            if first < start or last > end:
                known = [one for one in same if one.value == numeral.value]
                if same and not known:
                    words = numeral.text
                    message = f"“{entry.text}” was printed; with the words around it, it now reads “{words}”."
                    self.report("figure-changed", message, start)
                    return
                same = known
            if entry.kind in FIGURES and same and all(one.hedge != numeral.hedge for one in same):
                message = f"“{entry.text}” was printed; a word before it now says how exact it is."
                self.report("figure-changed", message, start)
                return

    def alone(self, text: str) -> tuple[Numeral, ...]:
        """How the entry's own words read by themselves."""
        if text not in self._alone:
            self._alone[text] = self.stream.numerals.read(_WHITE.sub(" ", text))
        return self._alone[text]

    def check_note(self, entry: Printed, block: Block, offset: int, start: int) -> None:
        """The mark that binds the figure leads to the note of the record, or its row's source cell speaks for it."""
        binding = self.binder.bind(block, offset, offset + len(entry.text))
        if entry.note is None:
            if not binding.source_cell:
                self.report("note-lost", f"Nothing in its row says where “{entry.text}” is from.", start)
            return
        bound = {call.note for call in binding.calls}
        if not bound & set(self.stream.reading.notes):
            self.report("note-lost", f"“{entry.text}” has lost its note {entry.note}.", start)
        elif self.keys.get(entry.note) not in bound:
            marks = ", ".join(call.mark for call in binding.calls)
            message = f"“{entry.text}” should lead to the note {entry.note}; it leads to {marks}."
            self.report("note-to-another-source", message, start)

    def check_mark(self, entry: Printed, block: Block, offset: int, start: int) -> None:
        """The bookmark of this name stands around the figure's text and nothing else."""
        stretch = (offset, offset + len(entry.text))
        held = self.marks.get(entry.name or "", [])
        if not any(where is block and (mark.start, mark.end) == stretch for where, mark in held):
            message = f"The bookmark {entry.name} does not stand around “{entry.text}”."
            self.report("bookmark-lost", message, start)

    # ---- notes, headers and footers

    def compare_notes(self) -> None:
        """Every note's whole text and links; so the numbers in it need no search of their own."""
        reading, labels = self.stream.reading, {key: label for label, key in self.keys.items()}
        for printed in self.record.notes:
            note = reading.notes.get(self.keys[printed.label])
            if note is None:
                self.report_note("note-lost", f"The note {printed.label} is no longer called or no longer there.", None)
            else:
                self.compare_note(printed, note)
        for key, note in reading.notes.items():
            if key not in labels:
                self.report_note("note-appeared", f"The note “{note.text[:60]}” was not printed.", note)

    def compare_note(self, printed: PrintedNote, note: Note) -> None:
        """One note against its record: words, links, number."""
        if _plain(printed.text) != _plain(note.text):
            message = f"The note {printed.label} was printed as “{printed.text}”; it now says “{note.text}”."
            self.report_note("note-changed", message, note)
        elif tuple(printed.links) != note.links:
            message = f"The links of the note {printed.label} are others than those printed."
            self.report_note("note-changed", message, note)
        elif printed.number != note.number:
            message = f"The note {printed.label} was number {printed.number} and is now number {note.number}."
            self.report_note("note-moved", message, note)

    def report_note(self, rule: str, message: str, note: Note | None) -> None:
        part = f"note:{note.key}" if note else ""
        block = next((block for block in self.stream.reading.blocks if note and block.part == part), None)
        place = place_in(self.stream.reading, block, 0) if block else Place(self.stream.reading.path)
        self.findings.append(Finding(rule, message, place, HINT))

    def compare_edges(self) -> None:
        """A number in a header or footer repeats one of the record's texts."""
        said = "\n".join(_plain(entry.text) for entry in self.record.printed)
        for block in self.stream.reading.blocks:
            if block.part not in ("header", "footer"):
                continue
            for token in _tokens(block.text, 0, self.stream.numerals):
                words = block.text[token.start : token.end]
                if words not in said:
                    message = f"The number “{words}” in the {block.part} is not among those that were printed."
                    place = place_in(self.stream.reading, block, token.start)
                    self.findings.append(Finding("number-appeared", message, place, HINT))


HINT = "If someone edited the file, keep the edit in the template or the fact sheet and build again."


def _note_keys(reading: Reading, record: Record) -> dict[str, str]:
    """The key in the reading for each label of the record: the label itself in Markdown, the number in Word."""
    if reading.format == "markdown":
        return {note.label: note.label for note in record.notes}
    by_number = {note.number: note.key for note in reading.notes.values()}
    return {note.label: by_number.get(note.number, f"#{note.number}") for note in record.notes}


def _plain(text: str) -> str:
    """Text with every line end as a space; nothing else is forgiven."""
    return _WHITE.sub(" ", text).strip()


def _same(section: str, heading: str) -> bool:
    """Headings are compared with their white space folded: a long one may be broken over lines."""
    return " ".join(section.replace(CALL, "").split()) == " ".join(heading.split())
