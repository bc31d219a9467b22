"""Inlines as Markdown that reads back as the same words with the same emphasis (CommonMark 0.31, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.document import (
    Call,
    Citation,
    Code,
    Declared,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NotePoint,
    Reference,
    Strong,
    Text,
)
from briefs.finding import Finding, Place, Stops
from briefs.write.addresses import encode_address
from briefs.write.markdown_text import as_entity, code_span, escape_markdown, is_white_or_punctuation, trim_end

Simple = Text | Emphasis | Strong | Code | Link | LineBreak | Call
_LEADING = re.compile(r"(?:\\\n|\s)*")
_ADDRESS_MARKS = re.compile(r"[()\\*_]|&(?=#?\w+;)")
_LABEL = re.compile(r"[^\s\[\]\\^|]+$")
_Within = frozenset[type]
_FAULT_HINT = "this is a fault of the program, not of the text: please report it with the brief"


class MarkdownWriting(Struct):
    """The state of one Markdown file in the making."""

    labels: frozenset[str]
    called: dict[str, None] = field(default_factory=dict)  # labels in order of the first call
    in_notes: bool = False
    in_cell: bool = False
    in_heading: bool = False
    findings: list[Finding] = field(default_factory=list)
    place: Place = field(default_factory=lambda: Place(""))

    def report(self, rule: str, message: str, hint: str = _FAULT_HINT) -> None:
        """Keeps this document from being saved, with the reason."""
        self.findings.append(Finding(rule, message, self.place, hint, stops=Stops.DOCUMENT))


class Piece(NamedTuple):
    """An inline as written, its outer white space apart; a guard wants white space or punctuation beside a mark."""

    text: str
    before: str = ""
    after: str = ""
    guard_before: bool = False
    guard_after: bool = False


def inlines_to_markdown(children: Iterable[Inline], writing: MarkdownWriting) -> str:
    """Inlines in order; lines end only at forced breaks."""
    return _join(children, writing)


def simplify(children: Iterable[Inline], within: _Within = frozenset()) -> list[Simple]:
    """The same words with as few marks: figures as text, neighbours of one kind as one, nothing nested in its like."""
    merged: list[Simple] = []
    for node in _flatten(children, within):
        match merged[-1] if merged else None, node:
            case (Text(a), Text(b)):
                merged[-1] = Text(a + b)
            case (Code(a), Code(b)):
                merged[-1] = Code(a + b)
            case (Emphasis(c), Emphasis(d)):
                merged[-1] = Emphasis(c + d)
            case (Strong(c), Strong(d)):
                merged[-1] = Strong(c + d)
            case _:
                merged.append(node)
    return merged


def _flatten(children: Iterable[Inline], within: _Within) -> Iterator[Simple]:  # noqa: C901  # a case a node
    """Nodes that Markdown has marks for; those that it has none for yield their words."""
    for node in children:
        match node:
            case Text(text) | Declared(text=text) | Figure(text=text):
                if text:
                    yield Text(text)
            case Code(text):
                if text:
                    yield node
            case LineBreak() | Call():
                yield node
            case Foreign(inner) | Reference(children=inner):
                yield from _flatten(inner, within)
            case Emphasis(inner) | Strong(inner) | Link(inner):
                words = tuple(_flatten(inner, within | {type(node)}))
                blank = not isinstance(node, Link) and all(map(_is_blank, words))
                if type(node) in within or blank:
                    yield from words
                else:
                    yield replace(node, children=words)
            case Citation() | NotePoint():
                pass
            case _:
                assert_never(node)


def _is_blank(node: Simple) -> bool:
    return isinstance(node, LineBreak) or (isinstance(node, Text) and not node.text.strip())


def _join(children: Iterable[Inline], writing: MarkdownWriting, around: str = "", within: _Within = frozenset()) -> str:
    """Nodes side by side, `around` being the emphasis mark that they stand in."""
    out = ""
    guarded = False  # an emphasis closed here, and wants white space or punctuation next
    called = False  # a note was called here: "(" or ":" next would make it a link or a definition
    for node in simplify(children, within):
        piece = inline_to_markdown(node, out, writing, around, within)
        text = piece.text
        if called and text[:1] in ("(", ":"):
            text = "\\" + text
        if guarded and not piece.before and not is_white_or_punctuation(text[:1]):
            text = as_entity(text[0]) + text[1:]
        if piece.guard_before and not piece.before and not is_white_or_punctuation(out[-1:]):
            out = out[:-1] + as_entity(out[-1])
        if out.endswith(("!", "^")) and not piece.before and text.startswith("["):  # an image, a note on the spot
            out = out[:-1] + "\\" + out[-1]
        out += piece.before + text + piece.after
        guarded = piece.guard_after and not piece.after
        called = isinstance(node, Call)
    return out


def inline_to_markdown(node: Simple, out: str, writing: MarkdownWriting, around: str, within: _Within) -> Piece:
    """One inline, `out` being what stands before it."""
    match node:
        case Text(text):
            return Piece(escape_markdown(text))
        case Code(text):
            return Piece(code_span(text, writing.in_cell))
        case LineBreak():
            return Piece(" " if writing.in_cell or writing.in_heading else "\\\n")
        case Call(label):
            return Piece(call_to_markdown(label, node.before, writing))
        case Link():
            return Piece(link_to_markdown(node, writing, within))
        case Emphasis() | Strong():
            sign = "_" if around == "*" or (not around and out.endswith("*")) else "*"
            return _emphasis_to_markdown(_join(node.children, writing, sign, within | {type(node)}), node, sign)
        case _:
            assert_never(node)


def _emphasis_to_markdown(inner: str, node: Emphasis | Strong, sign: str) -> Piece:
    """Emphasis with the white space at its ends outside, as flanking demands (CommonMark 0.31, 6.2)."""
    mark = sign * (1 if isinstance(node, Emphasis) else 2)
    start = _LEADING.match(inner)
    before = start.group() if start else ""
    core = trim_end(inner[len(before) :])
    after = inner[len(before) + len(core) :]
    guards = [sign == "_" or not edge.isalnum() for edge in (core[:1], core[-1:])]
    return Piece(mark + core + mark, before, after, *guards)


def link_to_markdown(node: Link, writing: MarkdownWriting, within: _Within) -> str:
    """A link with its words and its address in ASCII; brackets in the address are escaped."""
    inner = _join(node.children, writing, "", within | {Link})
    inner = "\\" + inner if inner.startswith("^") else inner  # or it would read as the call of a note
    address = encode_address(node.url)
    if address is None:
        hint = "links lead to http, https or mailto addresses"
        writing.report("unsafe-address", f"the address “{node.url}” cannot be printed as a link", hint)
        return inner
    return f"[{inner}]({_ADDRESS_MARKS.sub(_escape_sign, address)})"


def _escape_sign(found: re.Match[str]) -> str:
    return "\\" + found.group()


def call_to_markdown(label: str, before: str, writing: MarkdownWriting) -> str:
    """The mark of a note; forges print it raised, and number the notes by their first call."""
    if writing.in_notes:
        writing.report("call-in-note", f"a note calls the note “{label}”")
    elif label not in writing.labels:
        writing.report("call-without-note", f"there is no note “{label}” for its mark to lead to")
    elif not _LABEL.match(label):
        writing.report("unfit-label", f"the note's label “{label}” holds a sign that Markdown cannot take")
    writing.called.setdefault(label)
    return f"{before}[^{label}]"
