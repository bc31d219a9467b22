"""The read-back of a PDF in a script from right to left: its numbers in their order, each note's numbers and links.

Of the letters between them a PDF keeps the shapes, joined and in the order of the page; which vowel sign stood on
which letter, or where one word ended, can't be had back from all of them. The numbers can, and are compared to the
last digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from briefs.audit.reading import CALL, Block, Reading, place_in
from briefs.evidence import Record
from briefs.finding import Finding, Place

HINT = "Make the PDF again; if the fault stays, the font of the text may lack some of its characters."
ENOUGH = 10  # differences told; after these it is another file
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")


def keeps_numbers_only(reading: Reading) -> bool:
    """Whether it is a PDF of which most letters belong to a script from right to left."""
    if reading.format != "pdf":
        return False
    classes = [unicodedata.bidirectional(character) for block in reading.blocks for character in block.text]
    return sum(one in ("R", "AL") for one in classes) > classes.count("L")


def compare_numbers(reading: Reading, record: Record) -> Iterator[Finding]:
    """What differs between the numbers of the file and those of the record; nothing: they are the same."""
    printed = [entry.text for entry in record.printed if not entry.part.startswith("note:")]
    body = [block for block in reading.blocks if block.part == "body"]
    shown = [(number, block) for block in body for number in _numbers([block.label, block.text])]
    yield from _differences(reading, _numbers(printed), shown)
    for note in record.notes:
        there = next((one for one in reading.notes.values() if one.number == note.number), None)
        if there is None:
            yield Finding("note-lost", f"The note {note.number} is not there.", Place(reading.path), HINT)
        elif _numbers([note.text]) != _numbers([there.text]) or set(note.links) != set(there.links):
            message = f"The note {note.number} was printed as “{note.text}”; it now says “{there.text}”."
            yield Finding("note-changed", message, Place(reading.path), HINT)
    if len(reading.notes) > len(record.notes):
        yield Finding("note-appeared", "There are more notes than were printed.", Place(reading.path), HINT)


def _numbers(texts: Iterable[str]) -> list[str]:
    return [found[0] for text in texts for found in _NUMBER.finditer(text.replace(CALL, " "))]


def _differences(reading: Reading, was: Sequence[str], shown: Sequence[tuple[str, Block]]) -> Iterator[Finding]:
    now = [number for number, _ in shown]
    steps = [step for step in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    for kind, start, end, first, last in steps[:ENOUGH]:
        block = shown[min(first, len(shown) - 1)][1] if shown else None
        place = place_in(reading, block, 0) if block else Place(reading.path)
        before, after = ", ".join(was[start:end]), ", ".join(now[first:last])
        if kind == "delete":
            yield Finding("figure-lost", f"“{before}” should stand here and does not.", place, HINT)
        elif kind == "insert":
            message = f"The number “{after}” is not among those that were printed."
            yield Finding("number-appeared", message, place, HINT)
        else:
            yield Finding("figure-changed", f"“{before}” was printed; “{after}” stands there now.", place, HINT)
