"""The read-back of one entry where it stands: its value in its surroundings, its section, note, links and bookmark."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefs.audit.binding import Binder
from briefs.audit.change import Change
from briefs.audit.comparenotes import HINT
from briefs.audit.reading import CALL, Block, Mark, Reading
from briefs.audit.stream import Stream, one_line
from briefs.evidence import Printed
from briefs.finding import Finding, Place, Severity
from briefs.numeral import Numeral

FIGURES = ("figure", "misquote")
_COPY = re.compile(r"_Copy_\d+\Z")  # LibreOffice names so a bookmark that was pasted twice
_APART = re.compile(r"[\W_]+")
_SIGN_BEFORE = re.compile(r"[$€£¥₹][\s\u00a0\u202f]?\Z")
_SIGN_AFTER = re.compile(r"[\s\u00a0\u202f]?([%‰٪$€£¥₹])(?!\d)")


class Checker:
    """Looks at entries that were found; what it finds is put into their change."""

    def __init__(self, reading: Reading, keys: Mapping[str, str], strict: bool, binder: Binder) -> None:
        self.reading, self.keys, self.strict = reading, keys, strict
        self.binder = binder
        self.marks: dict[str, list[tuple[Block, Mark]]] = {}
        for block in reading.blocks:
            for mark in block.marks:
                name = _COPY.sub("", mark.name) if "_Copy_" in mark.name else mark.name
                self.marks.setdefault(name, []).append((block, mark))
        self._alone: dict[str, tuple[Numeral, ...]] = {}
        self._letters: tuple[Block | None, str] = (None, "")

    def finding(self, rule: str, message: str, place: Place, severity: Severity = Severity.ERROR) -> Finding:
        """A difference at a place."""
        return Finding(rule, message, place, HINT, severity)

    def check(self, change: Change, stream: Stream) -> None:
        """All that may be wrong with an entry whose words stand in the text."""
        entry, block = change.entry, change.block
        if entry is None or block is None:
            return
        told = [self.value(entry, change, stream), self.section(entry, block)]
        if entry.kind in FIGURES:
            told += [self.note(entry, block, change.offset), self.mark(entry, block, change.offset),
                     self.sentence(entry, block)]  # fmt: skip
        if entry.links:
            told.append(self.links(entry, block, change.offset))
        if not any(told):
            return
        place = stream.place(change.start)
        for rule, message in filter(None, told):
            mild = rule == "sentence-rewritten" and not self.strict
            severity = Severity.WARNING if mild else Severity.ERROR
            change.findings.append(self.finding(rule, message, place, severity))

    def value(self, entry: Printed, change: Change, stream: Stream) -> tuple[str, str] | None:
        """Words beside the entry must not turn its number into another: "3" before "million", "nearly" before "3"."""
        sign = _sign_beside(stream.text, change.start, change.end) if entry.kind in FIGURES else ""
        if sign:
            return "figure-changed", f"“{entry.text}” was printed; the sign {sign} now stands beside it."
        for token in stream.tokens_in(change.start, change.end) if change.start < change.end else ():
            numeral = token.numeral
            if numeral is None or numeral.exempt is not None:
                continue
            first, last = numeral.start + token.shift - change.start, numeral.end + token.shift - change.start
            alone = self.alone(entry.text, stream)
            same = [one for one in alone if _counts(one, entry) and one.start < last and one.end > first]
            if first < 0 or last > change.end - change.start:
                known = [one for one in same if one.value == numeral.value and not _of_another_unit(one, numeral)]
                if same and not known:
                    now = numeral.text
                    message = f"“{entry.text}” was printed; with the words around it, it now reads “{now}”."
                    return "figure-changed", message
                same = known
            if entry.kind in FIGURES and same and all(one.hedge != numeral.hedge for one in same):
                return "figure-changed", f"“{entry.text}” was printed; a word before it now says how exact it is."
        return None

    def alone(self, text: str, stream: Stream) -> tuple[Numeral, ...]:
        """How the entry's own words read by themselves."""
        if text not in self._alone:
            self._alone[text] = stream.numerals.read(one_line(text))
        return self._alone[text]

    def section(self, entry: Printed, block: Block) -> tuple[str, str] | None:
        """The entry stands under its heading; headings are compared with their white space folded."""
        same = entry.section == block.section or _folded(entry.section) == _folded(block.section)
        if same or block.kind == "heading":
            return None
        message = f"“{entry.text}” belongs to the section “{entry.section}”; it stands in “{block.section}”."
        return "figure-moved", message

    def note(self, entry: Printed, block: Block, offset: int) -> tuple[str, str] | None:
        """The mark that binds the figure leads to the note of the record, or its row's source cell speaks for it."""
        binding = self.binder.bind(block, offset, offset + len(entry.text))
        if entry.note is None:
            lost = f"Nothing in its row says where “{entry.text}” is from."
            return None if binding.source_cell else ("note-lost", lost)
        bound = {call.note for call in binding.calls}
        if not bound & set(self.reading.notes):
            return "note-lost", f"“{entry.text}” has lost its note {entry.note}."
        if self.keys.get(entry.note) not in bound:
            marks = ", ".join(call.mark for call in binding.calls)
            message = f"“{entry.text}” should lead to the note {entry.note}; it leads to {marks}."
            return "note-to-another-source", message
        return None

    def mark(self, entry: Printed, block: Block, offset: int) -> tuple[str, str] | None:
        """The bookmark of this name stands around the figure's text and nothing else."""
        if not entry.name or self.reading.format != "word":
            return None
        held = self.marks.get(entry.name, [])
        stretch = (offset, offset + len(entry.text))
        if any(where is block and (mark.start, mark.end) == stretch for where, mark in held):
            return None
        if not self.strict:  # programs drop bookmarks, and LibreOffice puts their ends a letter off behind a note
            near = any(where is block and mark.start < stretch[1] and mark.end > stretch[0] for where, mark in held)
            if near or not held:
                return None
        return "bookmark-lost", f"The bookmark {entry.name} does not stand around “{entry.text}”."

    def sentence(self, entry: Printed, block: Block) -> tuple[str, str] | None:
        """The words around the figure are those that were printed; signs and spaces are forgiven, as are notes' marks.

        The recorded sentence is looked for in its paragraph, so that where a sentence ends need not be agreed on.
        """
        if not entry.sentence or entry.sentence in block.text:
            return None
        if self._letters[0] is not block:
            self._letters = (block, letters(block.plain))
        if letters(entry.sentence) in self._letters[1]:
            return None
        message = f"The sentence around “{entry.text}” was rewritten; it was “{entry.sentence}”."
        return "sentence-rewritten", message

    def links(self, entry: Printed, block: Block, offset: int) -> tuple[str, str] | None:
        """The words of a reference lead where they were made to lead."""
        end = offset + len(entry.text)
        now = tuple(link.url for link in block.links if link.start < end and link.end > offset)
        if now == entry.links:
            return None
        message = f"“{entry.text}” led to {', '.join(entry.links)}; it now leads to {', '.join(now) or 'nothing'}."
        return "address-changed", message


def _sign_beside(text: str, start: int, end: int) -> str:
    """A sign of per cent or money that was put close to a figure: the figure's own ones stand in its text."""
    before, after = _SIGN_BEFORE.search(text, max(start - 2, 0), start), _SIGN_AFTER.match(text, end)
    return before[0].strip() if before else after[1] if after else ""


def letters(text: str) -> str:
    """Letters and digits alone, without case."""
    return _APART.sub("", text).casefold()


def _folded(text: str) -> str:
    return " ".join(text.replace(CALL, "").split())


def _counts(numeral: Numeral, entry: Printed) -> bool:
    """Whether a number of the entry's own words counts here: “1824” reads as a year, and was a figure."""
    return numeral.exempt is None or (entry.kind in FIGURES and numeral.value is not None)


def _of_another_unit(alone: Numeral, beside: Numeral) -> bool:
    """Whether a sign typed beside a number makes it a percentage, points or money, or money of another currency."""
    return not _signs(beside) <= _signs(alone)


def _signs(numeral: Numeral) -> set[tuple[str, str | None]]:
    """The kinds that a sign gives, of a number or of the ends of a range."""
    parts = (numeral, *numeral.parts)
    return {(part.kind, part.unit) for part in parts if part.kind in ("percent", "points", "money")}
