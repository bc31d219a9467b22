"""The words of inlines without their marks: for properties, descriptions and widths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

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


def plain_text(children: Iterable[Inline]) -> str:
    """What a reader reads of the inlines, note marks left out."""
    return "".join([_plain_inline(child) for child in children])


def _plain_inline(node: Inline) -> str:
    match node:
        case Text(text) | Code(text) | Declared(text=text):
            return text
        case Figure():
            return node.text
        case (
            Emphasis(children) | Strong(children) | Link(children=children) | Foreign(children=children)
            | Reference(children=children)
        ):  # fmt: skip
            return plain_text(children)
        case LineBreak():
            return " "
        case Citation() | NotePoint() | Call():
            return ""
        case _:
            assert_never(node)
