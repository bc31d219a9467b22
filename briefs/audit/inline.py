"""Inline Markdown as text with the place of every character in its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct, field

from briefs.audit.reading import CALL, Call, Hyperlink

DANGLING = re.compile(r"\[\^([^\[\]\s]{1,200})\]")  # a mark whose note does not exist stays in the text as it was typed
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


class InlineText(Struct):
    """A growing text, its calls and links, and for each piece its offset in the text and in the source."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    origins: list[tuple[int, int]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    pictures: list[tuple[str, int]] = field(default_factory=list)
    inline_notes: list[tuple[int, str, int, int]] = field(default_factory=list)  # number, key, start, end in the source

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)

    def add(self, text: str, origin: int) -> None:
        """Append text that stands in the source from `origin` on."""
        if text:
            self.origins.append((self.length, origin))
            self.pieces.append(text)
            self.length += len(text)

    def call(self, note: str, mark: str, origin: int) -> None:
        """Append a note call."""
        self.calls.append(Call(self.length, note, mark))
        self.add(CALL, origin)

    def words(self, text: str, origin: int) -> None:
        """Append text in which marks without a note may stand."""
        at = 0
        for match in DANGLING.finditer(text):
            self.add(text[at : match.start()], origin + at)
            self.call(match[1], match[1], origin + match.start())
            at = match.end()
        self.add(text[at:], origin + at)


def recording(rule: object) -> object:
    """The same inline rule, leaving on the last token it made where in the source its construct begins and ends."""

    def record(state: StateInline, silent: bool) -> bool:
        start = state.pos
        done: bool = rule(state, silent)  # type: ignore[operator]  # the library types no rule
        if done and not silent and state.tokens:
            state.tokens[-1].meta["span"] = (start, state.pos)
        return done

    return record


def read_inline(tokens: Sequence[Token], source: str) -> InlineText:
    """The text that inline tokens show; every token's length in the source is known, so no search can go astray."""
    out = InlineText()
    cursor, raised = 0, ""
    opened: list[tuple[int, str]] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":  # the latter an escape or an entity
                cursor = read_words(out, token, cursor, raised)
            case "softbreak" | "hardbreak":
                cursor = read_break(out, token, source, cursor)
            case "code_inline":
                cursor = read_code(out, token, source, cursor)
            case "html_inline":
                raised = read_tag(out, token.content, cursor, raised)
                cursor += len(token.content)
            case "link_open":
                opened.append((out.length, str(token.attrs.get("href", ""))))
                cursor += 1
            case "link_close":
                start, url = opened.pop()
                out.links.append(Hyperlink(start, out.length, url))
                cursor = token.meta["span"][1] if "span" in token.meta else source.find(">", cursor) + 1
            case "image":
                start, cursor = token.meta["span"]
                out.pictures.append((read_inline(token.children or (), token.content).text, start + 2))
            case "footnote_ref":
                cursor = read_call(out, token, cursor)
            case _:
                cursor += len(token.markup)  # emphasis, strong, struck
    return out


def read_words(out: InlineText, token: Token, cursor: int, raised: str) -> int:
    """Add text; returns where it ends in the source."""
    if token.type == "text_special":
        out.add(shifted(token.content, raised), cursor)
        return cursor + len(token.markup)
    out.words(shifted(token.content, raised), cursor)
    return cursor + len(token.content)


def read_break(out: InlineText, token: Token, source: str, cursor: int) -> int:
    """Add a line's end; returns where the next line's text begins."""
    end = max(source.find("\n", cursor), cursor)
    out.add("\n" if token.type == "hardbreak" else " ", end)
    end += 1
    while end < len(source) and source[end] in " \t":
        end += 1
    return end


def shifted(text: str, raised: str) -> str:
    """Raised digits as the raised characters that a reader sees: 10<sup>6</sup> is not 106."""
    if raised == "sup":
        return text.translate(RAISED)
    return text.translate(LOWERED) if raised == "sub" else text


def read_code(out: InlineText, token: Token, source: str, cursor: int) -> int:
    """Add a code span; returns where it ends in the source."""
    start = cursor + len(token.markup)
    if source[start + len(token.content) : start + len(token.content) + len(token.markup)] != token.markup:
        start += 1  # one space on either side was taken off (CommonMark 6.1)
        end = start + len(token.content) + 1 + len(token.markup)
    else:
        end = start + len(token.content) + len(token.markup)
    at = 0
    for line in source[start : start + len(token.content)].split("\n"):
        out.add(token.content[at : at + len(line) + 1], start + at)
        at += len(line) + 1
    return end


def read_tag(out: InlineText, tag: str, cursor: int, raised: str) -> str:
    """Take a raw HTML tag or comment as a browser does; returns whether raised or lowered text follows."""
    if tag.startswith("<!--"):
        out.hidden.append((tag[4:].removesuffix("-->"), cursor + 4))
        return raised
    name = re.sub(r"[^a-z/]", "", tag[:5].lower())
    if name.startswith("br"):
        out.add("\n", cursor)
    if name in ("sup", "sub"):
        return name
    return "" if name in ("/sup", "/sub") else raised


def read_call(out: InlineText, token: Token, cursor: int) -> int:
    """Add a note call; returns where it ends in the source."""
    label = token.meta.get("label")
    if label is not None:
        out.call(label, label, cursor)
        return cursor + len(label) + 3
    start, end = token.meta["span"]
    key = f"^{token.meta['id'] + 1}"
    out.inline_notes.append((token.meta["id"], key, start + 2, end - 1))
    out.call(key, key, start)
    return int(end)
