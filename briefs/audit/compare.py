"""The read-back: whether a file holds exactly the printed record, every figure at its place and under its note."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.audit.align import align
from briefs.audit.binding import Binder
from briefs.audit.change import Change
from briefs.audit.comparefigure import Checker
from briefs.audit.comparenotes import compare_edges, compare_links, compare_notes, note_keys
from briefs.audit.comparepdf import compare_numbers, keeps_numbers_only
from briefs.audit.moved import only_numbers, settle_moves
from briefs.audit.reading import Reading
from briefs.audit.stream import Stream, Token, find_tokens, one_line, read_stream
from briefs.audit.tongue import NumeralReader
from briefs.evidence import Printed, Record
from briefs.finding import Finding, Stops

APPEARED = "Take it out, or give it a fact with its source and print it from the template."
MOST_CHANGES = 40  # after these the file is another one, and each further search reads it to its end


class Comparison(Struct, frozen=True):
    """What differs between a file and its record: findings, and what became of each entry."""

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()


def compare_record(reading: Reading, record: Record, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What differs between a file as its reader sees it and the record of what was printed; empty: nothing."""
    return compare(reading, record, NumeralReader.of(record.language, folders)).findings


def compare(
    reading: Reading, record: Record, numerals: NumeralReader, binder: Binder | None = None, *, strict: bool = True
) -> Comparison:
    """The whole comparison; not `strict` for a file that others may have saved, whose program drops bookmarks."""
    if keeps_numbers_only(reading):
        return Comparison(tuple(found.stopping(Stops.DOCUMENT) for found in compare_numbers(reading, record)))
    keys = note_keys(reading, record)
    checker = Checker(reading, keys, strict, binder or Binder(reading, numerals.source_heads))
    walk = _Walk(read_stream(reading, numerals), checker)
    walk.run([entry for entry in record.printed if not entry.part.startswith("note:")])
    changes = settle_moves(walk.changes, walk.stream, walk.checker)
    only_numbers(changes, walk.stream)
    found = [finding for change in changes for finding in change.findings]
    found += [*compare_notes(reading, record, keys), *compare_links(reading, record)]
    found += compare_edges(reading, record, numerals)
    return Comparison(tuple(finding.stopping(Stops.DOCUMENT) for finding in found), tuple(changes))


class _Walk:
    """One pass over the record with a cursor in the text."""

    def __init__(self, stream: Stream, checker: Checker) -> None:
        self.stream, self.checker = stream, checker
        self.changes: list[Change] = []
        self.wrong = 0
        self.cursor = 0
        self.token = 0  # the first that is not yet accounted for
        self.entries: list[Printed] = []
        self.pairs: list[int | None] | None = None  # for each entry the token that stands where it should

    def run(self, entries: list[Printed]) -> None:
        """Every entry of the body in turn; then what stands after the last one."""
        self.entries = entries
        index = 0
        while index < len(entries) and self.wrong < MOST_CHANGES:
            start = self.find(entries[index])
            if start is not None and not self.skipped(start):
                self.take(entries[index], start)
            elif self.mend(index, start):
                continue  # something stands before it that the record does not have; the entry is tried again
            index += 1
        while self.token < len(self.stream.tokens) and self.wrong < MOST_CHANGES:
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

    # ---- where file and record part

    def mend(self, index: int, here: int | None) -> bool:
        """Name the difference at the cursor; True when the entry is to be tried again after it."""
        if self.pairs is None:
            self.pairs = self.paired()
        entry, token = self.entries[index], self.pairs[index]
        taken = self.token in self.pairs[index + 1 :] or self.token >= len(self.stream.tokens)
        if token is None and here is not None and not taken:
            self.appeared()
            return True
        if token is None or self.token > token or self.token >= len(self.stream.tokens):
            self.lost(entry)
            return False
        if self.token < token:
            self.appeared()
            return True
        self.changed(entry)
        return False

    def paired(self) -> list[int | None]:
        """For each entry the first of its numbers' places among the tokens, by the fewest changes over all."""
        words: list[str] = []
        first: list[int | None] = []
        for entry in self.entries:
            text = one_line(entry.text)
            own = [] if entry.kind == "label" else _whole(find_tokens(text, 0, self.stream.numerals), text)
            first.append(len(words) if own else None)
            words.extend(word for word, _ in own)
        there = _whole(self.stream.tokens, self.stream.text)
        found = align(words, [word for word, _ in there])
        places = [None if number is None else found[number] for number in first]
        return [None if place is None else there[place][1] for place in places]

    def lost(self, entry: Printed) -> None:
        """The entry is nowhere."""
        change = Change(entry, self.cursor, self.cursor)
        self.report(change, "figure-lost", f"“{entry.text}” should stand here and does not.")

    def appeared(self) -> None:
        """The number at hand is in no record."""
        change = self.at_hand(None)
        self.report(change, "number-appeared", f"The number “{change.now}” is not among those that were printed.")

    def changed(self, entry: Printed) -> None:
        """Another number stands where the entry's should."""
        change = self.at_hand(entry)
        self.report(change, "figure-changed", f"“{entry.text}” was printed; “{change.now}” stands there now.")

    def report(self, change: Change, rule: str, message: str) -> None:
        """One more difference."""
        finding = self.checker.finding(rule, message, self.stream.place(change.start))
        change.findings.append(replace(finding, hint=APPEARED) if rule == "number-appeared" else finding)
        self.changes.append(change)
        self.wrong += 1

    def at_hand(self, entry: Printed | None) -> Change:
        """The token at the cursor, the whole of its number; the walk goes on after it."""
        token: Token = self.stream.tokens[self.token]
        end = token.end if token.numeral is None else max(token.end, token.numeral.end + token.shift)
        now = self.stream.text[token.start : token.end] if token.numeral is None else token.numeral.text
        block, offset = self.stream.locate(token.start)
        self.go_on(end)
        return Change(entry, token.start, end, block, offset, now)

    def go_on(self, end: int) -> None:
        """Everything before `end` is accounted for."""
        self.cursor = max(self.cursor, end)
        tokens = self.stream.tokens
        while self.token < len(tokens) and tokens[self.token].start < end:
            self.token += 1

    def take(self, entry: Printed, start: int) -> None:
        """The entry stands here: its value in its surroundings, its section, its note, its bookmark are looked at."""
        beside = entry.kind == "label" and self.stream.text[start : start + len(entry.text)] != entry.text
        end = start if beside else start + len(entry.text)
        change = Change(entry, start, end, *self.stream.locate(start), entry.text)
        self.checker.check(change, self.stream)
        self.changes.append(change)
        self.wrong += bool(change.findings)
        self.go_on(end)


def _whole(tokens: Sequence[Token], text: str) -> list[tuple[str, int]]:
    """Whole numbers, as their digits or words, each with the index of its first token: 1,204 is one."""
    found: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        word = " ".join(text[token.start : token.end].split()).casefold()
        if index and token.numeral is not None and token.numeral is tokens[index - 1].numeral:
            found[-1] = (f"{found[-1][0]} {word}", found[-1][1])
        else:
            found.append((word, index))
    return found
