"""Reads a Word file as its reader sees it, with all tracked changes taken; from the zip and its XML alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.charts import read_chart, read_diagram
from briefs.audit.package import Package, Refused, open_package
from briefs.audit.reading import Block, Call, Note, Reading
from briefs.audit.story import Shared, Story
from briefs.audit.wordelements import read_story
from briefs.audit.wordstyles import read_numbering, read_styles
from briefs.finding import Finding, Place, Severity, Stops

MAIN = "word/document.xml"
HARMLESS = frozenset({"hyperlink", "attachedTemplate"})  # outside targets that Word does not fetch by itself


class _Parts(Struct):
    """The parts beside the text, by the kind of relationship."""

    main: str
    by_kind: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)


def read_docx(data: bytes, path: str) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The Word file as its reader sees it, and what stands in the way of reading it."""
    try:
        package = open_package(data)
        return _read(package, path)
    except Refused as why:
        message = f"This Word file can't be read: {why}."
        hint = "Open it in Word or LibreOffice, save it again as .docx, and try that file."
        return None, (Finding("unreadable-file", message, Place(path), hint, stops=Stops.RUN),)


def _read(package: Package, path: str) -> tuple[Reading, tuple[Finding, ...]]:
    parts = _parts(package)
    styles, base = read_styles(package.optional(parts.by_kind.get("styles")))
    numbering = read_numbering(package.optional(parts.by_kind.get("numbering")))
    shared = Shared(styles, base, numbering)
    body = _read_body(package, parts.main, shared)
    broken = list(body.faults)
    notes: dict[str, list[Block]] = {}
    for kind in ("footnotes", "endnotes"):
        _read_notes(package, parts.by_kind.get(kind), shared, notes, broken)
    edges = _read_edges(package, body, shared, broken)
    blocks = [*_with_charts(package, body), *edges]
    blocks, seen = _with_notes(_resolved(blocks, shared.marked_notes), notes)
    hidden = (*body.hidden, *_read_comments(package, parts, shared))
    reading = Reading(path, "word", tuple(blocks), seen, hidden, _language(shared))
    return reading, _findings(path, parts, [*broken, *package.broken])


def _parts(package: Package) -> _Parts:
    """Where the text and its companions are, by the package's own word."""
    main = MAIN
    for relationship in package.relationships("").values():
        if relationship.kind == "officeDocument" and not relationship.external:
            main = relationship.target
    parts = _Parts(main)
    for relationship in package.relationships(main).values():
        if not relationship.external:
            parts.by_kind.setdefault(relationship.kind, relationship.target)
        elif relationship.kind not in HARMLESS:
            parts.outside.append(relationship.target)
    return parts


def _read_body(package: Package, main: str, shared: Shared) -> Story:
    """The text; its XML is let go before the next part is parsed, whose elements then take its place in memory."""
    root = package.part(main)
    if root is None:
        raise Refused("it holds no text")
    return read_story(shared, package.relationships(main), "body", root)


def _read_notes(
    package: Package, part: str | None, shared: Shared, notes: dict[str, list[Block]], broken: list[str]
) -> None:
    """Every footnote or endnote, by key."""
    root = package.optional(part)
    if root is None or part is None:
        return
    story = read_story(shared, package.relationships(part), "notes", root)
    broken.extend(story.faults)
    for key in story.notes:
        notes.setdefault(key, [])
    for block in story.blocks:
        notes.setdefault(block.part.removeprefix("note:"), []).append(block)


def _read_edges(package: Package, body: Story, shared: Shared, broken: list[str]) -> list[Block]:
    """Headers and footers that the text's sections show, each once."""
    blocks: list[Block] = []
    for kind, part in dict.fromkeys(body.edges):
        root = package.optional(part)
        if root is not None:
            story = read_story(shared, package.relationships(part), kind, root)
            broken.extend(story.faults)
            blocks.extend(replace(block, kind="header" if kind == "header" else "footer") for block in story.blocks)
    return blocks


def _read_comments(package: Package, parts: _Parts, shared: Shared) -> tuple[Block, ...]:
    """Comments, which no reader of the printed page sees."""
    part = parts.by_kind.get("comments")
    root = package.optional(part)
    if root is None or part is None:
        return ()
    story = read_story(shared, {}, "comments", root)
    return tuple(replace(block, kind="comment") for block in story.blocks)


def _with_charts(package: Package, body: Story) -> list[Block]:
    """The text's blocks, with what its charts and diagrams show after the paragraphs that hold them."""
    blocks: list[Block] = []
    for block in body.blocks:
        if block.kind == "chart":
            root = package.optional(block.text)
            texts = read_diagram(root) if block.label == "diagram" else read_chart(root)
            blocks.extend(replace(block, text=text, label="") for text in texts)
        else:
            blocks.append(block)
    return blocks


def _resolved(blocks: list[Block], marked: Mapping[str, str]) -> list[Block]:
    """Cross-references to a note lead to the note that the bookmark holds."""
    out = []
    for block in blocks:
        if any(call.note.startswith("bookmark:") for call in block.calls):
            calls = [
                replace(call, note=marked.get(call.note[9:], call.note)) if call.note.startswith("bookmark:") else call
                for call in block.calls
            ]
            block = replace(block, calls=tuple(calls))
        out.append(block)
    return out


def _with_notes(blocks: list[Block], notes: dict[str, list[Block]]) -> tuple[list[Block], dict[str, Note]]:
    """The blocks, then the notes they call, numbered in the order of the calls; a note never called is not printed."""
    seen: dict[str, Note] = {}
    counts = {"footnote": 0, "endnote": 0}
    numbers: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for call in block.calls:
            kind = call.note.split(":")[0]
            if kind in counts and call.note not in numbers:
                counts[kind] += 1  # Word counts a mark whose note is gone, too
                numbers[call.note] = counts[kind]
                if call.note in notes:
                    seen[call.note] = _note(call.note, counts[kind], notes[call.note])
        if block.calls:
            calls = [Call(call.offset, call.note, str(numbers.get(call.note, "?"))) for call in block.calls]
            blocks[index] = replace(block, calls=tuple(calls))
    return [*blocks, *(own for key in seen for own in notes[key])], seen


def _note(key: str, number: int, blocks: list[Block]) -> Note:
    links = tuple(address.url for block in blocks for address in block.links)
    return Note(key, number, str(number), "\n".join(block.plain for block in blocks).strip(), links)


def _language(shared: Shared) -> str | None:
    """The language that most of the text is marked with."""
    if not shared.languages:
        return None
    return max(shared.languages, key=lambda tag: shared.languages[tag]).split("-")[0].lower() or None


def _findings(path: str, parts: _Parts, broken: list[str]) -> tuple[Finding, ...]:
    found = [
        Finding("damaged-part", f"A part of this Word file can't be read: {why}.", Place(path),
                "Open it in Word or LibreOffice and save it again; what that part holds was not checked.")
        for why in dict.fromkeys(broken)
    ]  # fmt: skip
    if parts.outside:
        message = f"The file fetches something from outside when it is opened: {parts.outside[0][:200]}."
        hint = "Put the picture or object into the file itself; what is fetched can change after the check."
        found.append(Finding("outside-content", message, Place(path), hint, Severity.WARNING))
    return tuple(found)
