"""The marks inside a message: what is text and what a translation keeps as it is (links, code, placeholders)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import lxml.html
import markdown
from msgspec import Struct

MARKS = re.compile(
    r"""(?P<hidden> \*+ | \\[\\`*_{}\[\]()#+.!-] | (?<!\w)_+(?=\w) | (?<=\w)_+(?!\w)
        | \[(?=[^\]]*\]\() | \]\([^()\s]*\) )
      | (?P<word> `[^`]*` | <https?://[^>\s]*> | %\(\w+\)s | %% | \{[^{}\s]*\} )""",
    re.VERBOSE,
)
NEIGHBOURS = 60  # characters of context; enough for any rule of typography
MASK = "\x00"  # stands for a word that a reader sees and a translator never changes
_MAY_HOLD_MARKUP = re.compile(r"[*_`\[<]")
_EMPHASIS = ("em", "strong", "code")


class Markup(Struct, frozen=True):
    """What the Markdown of a message makes: how often each emphasis, and where its links lead."""

    emphasis: Counter[str]
    links: Counter[str]


def change_texts(message: str, change: Callable[[str, str, str], str]) -> str:
    """The message with `change(text, before, after)` in place of each stretch of text; marks stay as they are."""
    pieces: list[tuple[str, str]] = []  # as typed, as seen; texts and marks take turns
    at = 0
    for mark in MARKS.finditer(message):
        pieces += [(message[at : mark.start()],) * 2, (mark[0], MASK if mark.lastgroup == "word" else "")]
        at = mark.end()
    pieces.append((message[at:],) * 2)
    whole, start, result = "".join(seen for _, seen in pieces), 0, []
    for index, (typed, seen) in enumerate(pieces):
        end = start + len(seen)
        before, after = whole[max(0, start - NEIGHBOURS) : start], whole[end : end + NEIGHBOURS]
        result.append(change(typed, before, after) if typed and index % 2 == 0 else typed)
        start = end
    return "".join(result)


def visible_words(message: str) -> str:
    """The words of a message without marks, code and placeholders."""
    return MARKS.sub(lambda mark: " " if mark.lastgroup == "word" else "", message)


def read_markup(message: str) -> Markup:
    """The emphasis and links of a message, as the compiler's Markdown reads them."""
    if not _MAY_HOLD_MARKUP.search(message):
        return Markup(Counter(), Counter())
    html = lxml.html.fromstring(f"<div>{markdown.markdown(message)}</div>")
    tags = Counter(str(element.tag) for element in html.iter() if element.tag in _EMPHASIS)
    return Markup(tags, Counter(str(link.get("href")) for link in html.iter("a")))
