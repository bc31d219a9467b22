"""Parse: rendered Markdown becomes the typed tree, each private-use character the node that stands behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import markdown
from lxml import etree
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from briefs.document import Document, Wording
from briefs.finding import Finding, Place
from briefs.parse.walk import Parser

__all__ = ["parse_document"]

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff￾￿]")


def parse_document(
    brief: str,
    text: str,
    slots: tuple[Any, ...],
    *,
    language: str,
    direction: str,
    meta: Mapping[str, Any],
    wordings: Mapping[str, Wording],
    words: Mapping[str, str],
    start: Place,
) -> tuple[Document, tuple[Finding, ...]]:
    """The typed tree of a rendered brief; findings where the text uses what a brief can't hold."""
    parser = Parser(slots, start)
    strange = UNPRINTABLE.search(text)
    if strange:
        name = f"U+{ord(strange[0]):04X}"
        parser.find("control-character", f"a character that can't be printed ({name})", "delete it", name)
        text = UNPRINTABLE.sub("", text)
    html = markdown_reader().convert(text)
    root = etree.fromstring(f"<html><body><div>{html}</div></body></html>", etree.HTMLParser())[0][0]
    document = Document(
        brief, language, direction, str(meta.get("title", "")), str(meta.get("subtitle", "")), meta,
        parser.blocks(root), wordings=wordings, words=words,
    )  # fmt: skip
    return document, tuple(parser.findings)


def markdown_reader() -> markdown.Markdown:
    """Python-Markdown with tables, lists that keep their kind, class lines; raw HTML is text."""
    # As objects: by its name an extension is looked for among all that is installed, which takes longer than the text.
    extensions = [TableExtension(), SaneListExtension(), AttrListExtension()]
    reader = markdown.Markdown(extensions=extensions, output_format="xhtml")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    return reader
