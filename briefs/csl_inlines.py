"""What a CSL style printed, as inlines: italic and bold kept, the title in its own language, the address a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec.structs import replace

from briefs.document import Emphasis, Foreign, Inline, Link, Strong, Text
from briefs.evidence import Source

Inlines = tuple[Inline, ...]
# Private-use marks around what the style prints otherwise: no tag of a data text can be taken for one.
_MARKS = {"italic": ("\ue000", "\ue001"), "bold": ("\ue002", "\ue003")}
_OPENERS: dict[str, type[Emphasis] | type[Strong]] = {"\ue000": Emphasis, "\ue002": Strong}
_SPLIT = re.compile("([\ue000-\ue003])")
_MADE_OF = (Emphasis, Strong, Foreign, Link)


def marked(kind: str, text: object) -> str:
    """Words between the marks of their kind."""
    opener, closer = _MARKS[kind]
    return f"{opener}{text}{closer}"


def inlines_of(text: str, source: Source, tag: str) -> Inlines:
    """The marked text as inlines, a title in another language than the document's marked as such."""
    children = _nested(text)
    if source.language.split("-")[0].lower() == tag.split("-")[0].lower():
        return children
    found, _ = _replaced(children, source.title, lambda words: Foreign((Text(words),), source.language))
    return found


def _nested(text: str) -> Inlines:
    """Text between marks as emphasis; a mark without its fellow is left out."""
    open_nodes: list[tuple[type[Emphasis] | type[Strong] | None, list[Inline]]] = [(None, [])]
    for piece in _SPLIT.split(text):
        if piece in _OPENERS:
            open_nodes.append((_OPENERS[piece], []))
        elif _SPLIT.fullmatch(piece):
            _close(open_nodes)
        elif piece:
            open_nodes[-1][1].append(Text(piece))
    while len(open_nodes) > 1:
        _close(open_nodes)
    return tuple(open_nodes[0][1])


def _close(open_nodes: list[tuple[type[Emphasis] | type[Strong] | None, list[Inline]]]) -> None:
    if len(open_nodes) > 1:
        kind, children = open_nodes.pop()
        if kind is not None and children:
            open_nodes[-1][1].append(kind(tuple(children)))


def with_link(children: Inlines, source: Source, url: str | None) -> Inlines:
    """The reference with its link: on the address where it is printed, else on the title, else on the host's name."""
    if url is None:
        return children
    for words in dict.fromkeys((url, source.url or url, source.title)):
        found, done = _replaced(children, words, lambda same: Link((Text(same),), url))
        if done:
            return found
    return (*children, Text(", "), Link((Text(urlsplit(url).netloc.removeprefix("www.")),), url))


def _replaced(children: Inlines, words: str, make: Callable[[str], Inline]) -> tuple[Inlines, bool]:
    """The first place that has these words, whatever their capitals, with something else in it."""
    result: list[Inline] = []
    for at, node in enumerate(children):
        if isinstance(node, Text):
            start = node.text.casefold().find(words.casefold()) if words else -1
            if start >= 0 and len(node.text.casefold()) == len(node.text):
                end = start + len(words)
                pieces = (Text(node.text[:start]), make(node.text[start:end]), Text(node.text[end:]))
                return (*result, *(one for one in pieces if one != Text("")), *children[at + 1 :]), True
        elif isinstance(node, _MADE_OF):
            inner, done = _replaced(node.children, words, make)
            if done:
                return (*result, replace(node, children=inner), *children[at + 1 :]), True
        result.append(node)
    return tuple(result), False
