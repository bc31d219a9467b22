"""Text as Markdown reads it back: what CommonMark 0.31 and GFM would take for a mark is escaped, and nothing else."""

from __future__ import annotations

import re
import unicodedata

# `_` between letters is no mark (two on each side, as a mark beside them may turn one into an entity);
# `&` is one only before an entity's name or number.
_MARKS = re.compile(r"[\\`*\[\]<|~]|_(?:(?<![^\W_]{2}_)|(?![^\W_]{2}))|&(?=#?\w+;)")
_WHITE = re.compile(r"[\t\r\n]+")
_FIRST_BREAKS = re.compile(r"(?:[ \t]|\\\n)*")
_LINE_STARTS = (
    (re.compile(r"(?=#{1,6}(?:[ \t]|$))"), "\\\\"),  # heading
    (re.compile(r"(?=[-+](?:[ \t]|$))"), "\\\\"),  # list item
    (re.compile(r"(?=>)"), "\\\\"),  # quotation
    (re.compile(r"(?=[-=:+ \t]+$)"), "\\\\"),  # underlined heading, rule, head of a table
    (re.compile(r"(\d{1,9})(?=[.)](?:[ \t]|$))"), r"\1\\"),  # numbered item
)


def escape_markdown(text: str) -> str:
    """Words as text inside a line; a line end in the source is a space."""
    return _MARKS.sub(r"\\\g<0>", _WHITE.sub(" ", text))


def trim_end(text: str, white: str | None = None) -> str:
    """The text without the white space and forced breaks at its end; a break is a backslash before the line end."""
    while True:
        core = text.rstrip(white)
        if len(core) == len(text):
            return text
        text = core[:-1] if text[len(core)] == "\n" else core


def guard_lines(text: str) -> str:
    """A block's text, so that no line of it starts another kind of block and no-break spaces at its ends stay."""
    inner = trim_end(_FIRST_BREAKS.sub("", text, count=1), " \t\n")
    return _guard_ends("\n".join([_guard_line(line.strip(" \t")) for line in inner.split("\n")]))


def _guard_line(line: str) -> str:
    for start, escaped in _LINE_STARTS:
        if start.match(line):
            return start.sub(escaped, line, count=1)
    return line


def _guard_ends(text: str) -> str:
    """White space other than the plain space is written as an entity at the ends, where readers would strip it."""
    if text and text[-1].isspace():
        text = text[:-1] + as_entity(text[-1])
    return as_entity(text[0]) + text[1:] if text and text[0].isspace() else text


def as_entity(sign: str) -> str:
    """A character by its number, which Markdown reads as the same text but as punctuation beside a mark."""
    return f"&#{ord(sign)};"


def is_white_or_punctuation(sign: str) -> bool:
    """Whether an emphasis mark may open after, or close before, this character whatever stands inside it."""
    return not sign or sign.isspace() or unicodedata.category(sign)[0] == "P" or sign in "$+<=>^`|~"


def code_span(text: str, in_cell: bool) -> str:
    """Literal text between as many backticks as it needs."""
    words = _WHITE.sub(" ", text)
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words[:1] == "`" or words[-1:] == "`" or (words[:1] == words[-1:] == " " and words.strip(" ")) else ""
    return fence + pad + (words.replace("|", "\\|") if in_cell else words) + pad + fence
