"""The read-back of notes, headers and footers: each against the printed record, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from briefs.audit.reading import Block, Note, Reading, place_in
from briefs.audit.stream import find_tokens, one_line
from briefs.audit.tongue import NumeralReader
from briefs.evidence import PrintedNote, Record
from briefs.finding import Finding, Place, Severity

HINT = "If someone edited the file, make the change in the template or the fact sheet and build again."


def note_keys(reading: Reading, record: Record) -> dict[str, str]:
    """The key in the reading for each label of the record: in Markdown the label itself; in Word the text tells."""
    if reading.format == "markdown":
        return {note.label: note.label for note in record.notes}
    by_text: dict[str, str] = {}
    for note in reading.notes.values():
        by_text.setdefault(_plain(note.text), note.key)
    keys = {note.label: by_text[_plain(note.text)] for note in record.notes if _plain(note.text) in by_text}
    if len(set(keys.values())) != len(keys):  # two notes of one text: their numbers tell them apart
        keys = {}
    taken = set(keys.values())  # a note whose text was changed is the one of its number
    by_number = {note.number: note.key for note in reading.notes.values() if note.key not in taken}
    return {note.label: keys.get(note.label) or by_number.get(note.number, f"#{note.number}") for note in record.notes}


def compare_notes(reading: Reading, record: Record, keys: Mapping[str, str]) -> Iterator[Finding]:
    """Every note's whole text and links; so the numbers in it need no search of their own."""
    # When a note came or went, those after it have other numbers, which is no fault of theirs.
    known = set(keys.values())
    counted = known == set(reading.notes)
    for printed in record.notes:
        note = reading.notes.get(keys[printed.label])
        if note is None:
            message = f"The note {printed.label} is no longer called or no longer there."
            yield Finding("note-lost", message, Place(reading.path), HINT)
        else:
            yield from _compare_note(reading, printed, note, counted)
    for key, note in reading.notes.items():
        if key not in known:
            yield _about(reading, "note-appeared", f"The note “{note.text[:60]}” was not printed.", note)
            return  # one says that this is another file; a thousand would hide what else differs


def _compare_note(reading: Reading, printed: PrintedNote, note: Note, counted: bool) -> Iterator[Finding]:
    """One note against its record: words, links, number."""
    if _plain(printed.text) != _plain(note.text):
        message = f"The note {printed.label} was printed as “{printed.text}”; it now says “{note.text}”."
        yield _about(reading, "note-changed", message, note)
    elif tuple(printed.links) != note.links:
        message = f"The links of the note {printed.label} are others than those printed."
        yield _about(reading, "note-changed", message, note)
    elif counted and printed.number != note.number:
        message = f"The note {printed.label} was number {printed.number} and is now number {note.number}."
        yield _about(reading, "note-moved", message, note)


def _about(reading: Reading, rule: str, message: str, note: Note) -> Finding:
    part = f"note:{note.key}"
    block = next((block for block in reading.blocks if block.part == part), None)
    return Finding(rule, message, place_in(reading, block, 0) if block else Place(reading.path), HINT)


def compare_links(reading: Reading, record: Record) -> Iterator[Finding]:
    """The words of the running text that led somewhere lead there still."""
    there: dict[tuple[str, str], int] = Counter()
    others: dict[str, list[tuple[Block, int, str]]] = {}
    for block in reading.blocks:
        for link in block.links if block.part == "body" else ():
            words = _plain(block.text[link.start : link.end])
            there[words, link.url.rstrip("/")] += 1  # LibreOffice ends a bare host with a stroke
            others.setdefault(words, []).append((block, link.start, link.url))
    told: set[tuple[str, str]] = set()
    known = {(_plain(link.text), link.url.rstrip("/")) for link in record.links}
    for printed in record.links:
        words, url = _plain(printed.text), printed.url.rstrip("/")
        if there[words, url]:
            there[words, url] -= 1
            continue
        now = [one for one in others.get(words, ()) if (words, one[2].rstrip("/")) not in known]
        place = place_in(reading, now[0][0], now[0][1]) if now else _where(reading, words)
        to = f"it now leads to {now[0][2]}" if now else "it now leads nowhere"
        told.update((words, one[2]) for one in now[:1])
        yield Finding("address-changed", f"“{printed.text}” led to {printed.url}; {to}.", place, HINT)
    printed_links = [*(one.links for one in record.printed), *(note.links for note in record.notes)]
    ours = {url.rstrip("/") for links in printed_links for url in links}
    referring = "\n".join(_plain(one.text) for one in record.printed if one.links)  # told with their figures
    for words, places in others.items():
        if words in referring:
            continue
        for block, start, url in places:
            if (words, url.rstrip("/")) not in known and url.rstrip("/") not in ours and (words, url) not in told:
                yield _added(words, url, place_in(reading, block, start))


def _added(words: str, url: str, place: Place) -> Finding:
    """A link that somebody put into the text: no fault, but nobody has looked where it leads."""
    message = f"“{words}” leads to {url}; it led nowhere when this was released."
    hint = "See that it leads where it should; to keep it, put it into the template."
    return Finding("link-added", message, place, hint, Severity.INFORMATION)


def _where(reading: Reading, words: str) -> Place:
    """Where words stand in the text, else the file."""
    for block in reading.blocks:
        at = one_line(block.text).find(words) if block.part == "body" else -1
        if at >= 0:
            return place_in(reading, block, at)
    return Place(reading.path)


def compare_edges(reading: Reading, record: Record, numerals: NumeralReader) -> Iterator[Finding]:
    """A number in a header, a footer or the front matter must repeat one of the record's texts."""
    said = "\n".join(_plain(entry.text) for entry in record.printed)
    for block in reading.blocks:
        if block.part not in ("header", "footer", "front matter"):
            continue
        for token in find_tokens(block.text, 0, numerals):
            words = block.text[token.start : token.end]
            if words not in said:
                message = f"The number “{words}” in the {block.part} is not among those that were printed."
                yield Finding("number-appeared", message, place_in(reading, block, token.start), HINT)


def _plain(text: str) -> str:
    return one_line(text).strip()
