"""The read-back: whether a file holds exactly the printed record, every figure at its place and under its note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefs.audit.binding import Binder
from briefs.audit.comparenotes import HINT, compare_edges, compare_notes, note_keys
from briefs.audit.reading import CALL, Block, Mark, Reading
from briefs.audit.stream import Stream, Token, one_line, read_stream
from briefs.audit.tongue import NumeralReader
from briefs.evidence import Printed, Record
from briefs.finding import Finding, Stops
from briefs.numeral import Numeral

MOST_FINDINGS = 40  # after these the file is another one, and each further search reads it to its end
FIGURES = ("figure", "misquote")
_COPY = re.compile(r"_Copy_\d+\Z")  # LibreOffice names so a bookmark that was pasted twice


def compare_record(reading: Reading, record: Record, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What differs between a file as its reader sees it and the record of what was printed; empty: nothing."""
    numerals = NumeralReader.of(record.language, folders)
    keys = note_keys(reading, record)
    walk = _Walk(read_stream(reading, numerals), record, keys)
    walk.run()
    found = (*walk.findings, *compare_notes(reading, record, keys), *compare_edges(reading, record, numerals))
    return tuple(finding.stopping(Stops.DOCUMENT) for finding in found)


class _Walk:
    """One pass over the record with a cursor in the text."""

    def __init__(self, stream: Stream, record: Record, keys: Mapping[str, str]) -> None:
        self.stream, self.record = stream, record
        self.findings: list[Finding] = []
        self.binder = Binder(stream.reading)
        self.cursor = 0
        self.token = 0  # the first that is not yet accounted for
        self.keys = keys
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
        text = one_line(entry.text)
        at = self.label(entry) if entry.kind == "label" else None
        if at is not None:
            return at
        at = self.stream.text.find(text, self.cursor)
        while at >= 0 and not self.stream.stands_alone(text, at):
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
        for token in self.stream.tokens_in(start, end):
            numeral = token.numeral
            if numeral is None or numeral.exempt is not None:
                continue
            alone = self.alone(entry.text)
            first, last = numeral.start + token.shift, numeral.end + token.shift
            same = [one for one in alone if one.exempt is None and start + one.start < last and start + one.end > first]
            if first < start or last > end:
                known = [one for one in same if one.value == numeral.value and not _of_another_unit(one, numeral)]
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
            self._alone[text] = self.stream.numerals.read(one_line(text))
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


def _same(section: str, heading: str) -> bool:
    """Headings are compared with their white space folded: a long one may be broken over lines."""
    return " ".join(section.replace(CALL, "").split()) == " ".join(heading.split())


def _of_another_unit(alone: Numeral, beside: Numeral) -> bool:
    """Whether a sign typed beside a bare number makes it a percentage or a sum of money."""
    return beside.kind != alone.kind and beside.kind in ("percent", "points", "money")
