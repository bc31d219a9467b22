"""Raw HTML in Markdown, read as a browser shows it."""

from __future__ import annotations

import re
from html import unescape

from briefs.audit.inline import COMMENT, InlineText, read_tag, shifted

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
UNSEEN = re.compile(r"<(script|style|template)\b", re.I)
ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|\w{1,40});")
HTML = re.compile(f"{COMMENT.pattern}|{TAG.pattern}|{ENTITY.pattern}", re.S)


def read_html(source: str) -> InlineText:
    """What stands between the tags; comments, scripts and styles are not seen."""
    inline, at, raised = InlineText(), 0, ""
    for match in HTML.finditer(source):
        if match.start() < at:
            continue  # inside a script
        _add_lines(inline, shifted(source[at : match.start()], raised), at)
        if match[0].startswith("&"):
            inline.add(unescape(match[0]), match.start())
        else:
            raised = read_tag(inline, match[0], match.start(), raised)
        at = match.end()
        unseen = UNSEEN.match(match[0])
        if unseen:
            at = _end_of(unseen[1], source, at)
    _add_lines(inline, source[at:], at)
    return inline


def _end_of(name: str, source: str, at: int) -> int:
    """Where an element that shows nothing ends: at its end tag, else with the text."""
    end = re.compile(f"</{name}", re.I).search(source, at)
    return end.start() if end else len(source)


def _add_lines(inline: InlineText, text: str, origin: int) -> None:
    for line in text.splitlines(keepends=True):
        inline.words(line, origin)
        origin += len(line)
