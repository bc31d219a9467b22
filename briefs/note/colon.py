"""A sentence behind a colon: lower case in French, Spanish and British English, unless a name or quotation begins it.

A language whose file says `capital_after_colon` (German, American English) keeps the capital. What is a name, the
document itself tells: it prints the word with a capital where no sentence begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.document import Document, Text
from briefs.language import Language
from briefs.note.alike import block_lines
from briefs.note.line import inline_text
from briefs.note.runs import Inlines

_WORD = re.compile(r"[^\W\d_]+")
# A word that follows another one, and may have a capital.
_INSIDE = re.compile(r"(?<=[^\W_][ ,’'\u00a0\u202f])\s?([^\W\d_a-zß-öø-ÿ][^\W\d_]+)")


def proper_names(document: Document, starters: frozenset[str]) -> frozenset[str]:
    """The words that a document writes with a capital inside a sentence; articles are none, «Le Monde» or not."""
    words = (match[1] for text in _texts(document) for match in _INSIDE.finditer(text))
    return frozenset(word for word in words if word[0].isupper() and word not in starters)


def _texts(document: Document) -> Iterator[str]:
    for line in block_lines(document.blocks):
        yield inline_text(line)
    for wording in document.wordings.values():
        yield from (wording.statement, wording.base, wording.place, wording.attributed_to, inline_text(wording.reserve))


def after_colon(children: Inlines, names: frozenset[str], language: Language) -> Inlines:
    """The inlines as they stand behind a colon."""
    match children:
        case (Text(text=text), *others) if not language.typography.capital_after_colon:
            word = _WORD.match(text)
            if word is None or word[0] in names or word[0][1:] != word[0][1:].lower():  # NCMEC, WhatsApp
                return children
            return (Text(text[0].lower() + text[1:]), *others)
        case _:
            return children
