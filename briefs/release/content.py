"""A file's content: what its reader sees, in lines that stay the same when another program saves the file again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec.structs import replace

from briefs.audit import Reading
from briefs.audit.reading import CALL, Block

BULLET = "•"
CROSS_REFERENCE = "bookmark:"  # a call of the auditor's whose bookmark holds no note


def content_lines(reading: Reading) -> tuple[str, ...]:
    """One line for each heading, paragraph, item, cell, note, header, footer and hidden text, in reading order.

    Forgiven is only what saving alone changes: the files' own marks, ids and packing, none of which is read here; line
    ends inside a paragraph and white space at its ends (Markdown is wrapped; a note's number takes its space along);
    the sign of a bullet (• becomes one of the Symbol font); a header or footer that stands once for each kind of page;
    the spelling of an address (%20, a slash at its end).
    """
    seen: set[str] = set()
    lines = []
    for block in (*settled(reading).blocks, *reading.hidden):
        line = f"{_place(reading, block)}: {_words(reading, block)}"
        if block.part in ("header", "footer") and line in seen:
            continue
        seen.add(line)
        lines.append(line)
    return tuple(lines)


def content_digest(lines: Sequence[str]) -> str:
    """The SHA-256 of the lines, in hexadecimal."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def settled(reading: Reading) -> Reading:
    """The same with each repeated call leading to its note.

    LibreOffice saves the bookmark that a cross-reference names beside the note's mark instead of around it.
    """
    beside = dict(pair for block in reading.blocks for pair in _beside(block))
    if not beside:
        return reading
    return replace(reading, blocks=tuple(_with_calls(reading, block, beside) for block in reading.blocks))


def _beside(block: Block) -> Iterator[tuple[str, str]]:
    """The names of empty bookmarks that stand right before a note's mark, and the note."""
    calls = {call.offset: call.note for call in block.calls if not call.note.startswith(CROSS_REFERENCE)}
    for mark in block.marks:
        if mark.start == mark.end and mark.start in calls:
            yield f"{CROSS_REFERENCE}{mark.name}", calls[mark.start]


def _with_calls(reading: Reading, block: Block, beside: Mapping[str, str]) -> Block:
    if not any(call.note in beside for call in block.calls):
        return block
    calls = []
    for call in block.calls:
        key = beside.get(call.note, call.note)
        note = reading.notes.get(key)
        calls.append(replace(call, note=key, mark=note.mark if note else call.mark))
    return replace(block, calls=tuple(calls))


def _place(reading: Reading, block: Block) -> str:
    """What the block is to its reader."""
    if block.part.startswith("note:"):
        note = reading.notes.get(block.part.removeprefix("note:"))
        return f"note {note.number if note else '?'}"
    kind = f"{block.kind} {block.level}" if block.kind == "heading" else str(block.kind)
    if block.cell:
        kind = f"cell {block.cell.row + 1}.{block.cell.column + 1}"
    label = block.label.strip()
    if block.kind == "item":
        kind += f" {label if any(map(str.isalnum, label)) else BULLET}"
    return kind


def _words(reading: Reading, block: Block) -> str:
    pieces, start = [], 0
    for call in sorted(block.calls, key=lambda call: call.offset):
        note = reading.notes.get(call.note)
        pieces += [block.text[start : call.offset], f"[{note.number if note else '?'}]"]
        start = call.offset + len(CALL)
    words = "".join((*pieces, block.text[start:]))
    words = words.replace("\t", " ").replace("\r", " ").replace("\n", " ").strip()  # line ends are forgiven
    return " ".join((words, *(f"<{_address(link.url)}>" for link in block.links)))


def _address(url: str) -> str:
    return unquote(url).rstrip("/")
