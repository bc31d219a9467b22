"""What stands open while the structure of a PDF is walked through: a paragraph, a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from briefs.audit.reading import Call, Hyperlink

BREAKS_AFTER = "-\u2010/–—&?=_.%"  # where programs break a line without a space


class OpenParagraph(Struct):
    """A paragraph that stands open."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    size: float = 0.0  # of its largest letters
    base: float | None = None  # how high its last line stands on the page
    line: str = ""
    page: int = 0
    calls: list[Call] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)

    def add(self, text: str) -> None:
        """More text."""
        self.pieces.append(text)
        self.length += len(text)

    def shift(self, start: int) -> None:
        """The text begins later: what came before was no text."""
        self.calls = [Call(call.offset - start, call.note, call.mark) for call in self.calls]
        self.links = [Hyperlink(link.start - start, link.end - start, link.url) for link in self.links]

    def broken(self, page: int, base: float, size: float, text: str) -> str:
        """What stands between a line and the next: nothing, as its last space is drawn, unless somebody broke it there.

        A line that ends without a space may also break a word that is longer than the line, or end in a hyphen.
        """
        if not text:
            return ""
        before, self.base = self.base, base
        if before is None or abs(before - base) < size or page != self.page:
            self.page, self.line = page, self.line + text
            return ""
        line, self.line = self.line, text
        if not line or line[-1].isspace() or text[0].isspace() or line[-1] in BREAKS_AFTER:
            return ""
        cut = not any(map(str.isspace, line)) and line[-1].isalpha() and text[0].isalpha()
        return "" if cut else "\n"

    def joined(self, text: str) -> Iterator[Hyperlink]:
        """The links; one that goes on in the next line is tagged twice, and is one."""
        last: Hyperlink | None = None
        for link in self.links:
            if last and last.url == link.url and not text[last.end : link.start].strip():
                last = Hyperlink(last.start, link.end, link.url)
                continue
            if last:
                yield last
            last = link
        if last:
            yield last


class OpenTable(Struct):
    """A table that stands open."""

    number: int
    row: int = -1
    column: int = -1
    head: bool = False
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)  # cells that reach down from above


def span_of(node: Any, name: str) -> int:
    """How many columns or rows a cell takes."""
    attributes = node.get("/A", [])
    for one in attributes if isinstance(attributes, list) else [attributes]:
        held = one.get_object()
        if isinstance(held, dict) and name in held:
            return min(max(int(held[name]), 1), 100)
    return 1


def targets_of(inside: Any) -> Iterator[str]:
    """The addresses of a link's own annotations."""
    for one in inside if isinstance(inside, list) else [inside]:
        held = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(held, dict) and held.get("/Type") == "/OBJR":
            action = held["/Obj"].get_object().get("/A", {})
            if "/URI" in action:
                yield str(action["/URI"])
