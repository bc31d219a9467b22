"""A compact markup for sentences with figures, and for what the note stage makes of them.

    {a:10 reports}      a figure of source a            {a/p2:…}   with the place “page 2”         {a<c:…}  read in source c
    {a:~about 5%}       the words before the number are its hedge, up to the last ~
    {=a+b:5 times}      computed from a figure of a and one of b
    [cite a]  [note]    a claim without number; the author's own place for a call
    *…*  **…**          emphasis and strong
In the result a raised call is ^label, one in brackets after a no-break space is [label].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from briefs.document import (
    Block,
    Call,
    Citation,
    Declared,
    Document,
    Emphasis,
    Figure,
    Inline,
    NotePoint,
    Paragraph,
    Strong,
    Text,
    Wording,
)  # fmt: skip
from briefs.evidence import Date, Evidence, Fact, Locator, Name, Source, Unit
from briefs.finding import Place

AT = Place("templates/wells.md.j2", 1, 1)
TITLES = {"a": "Census of wells", "b": "Survey of springs", "c": "The Daily Example", "d": "River atlas"}
_PIECE = re.compile(
    r"\{(?P<sum>=)?(?P<who>[a-d+]+)(?:/(?P<place>\w+))?(?:<(?P<via>[a-d]))?:(?:(?P<hedge>[^{}]*)~)?(?P<words>[^{}]*)\}"
    r"|\[cite (?P<cite>[a-d])\]|\[(?P<note>note)\]|<(?P<date>[^>]*)>|(?P<strong>\*\*)|(?P<emphasis>\*)"
)


def make_sources() -> dict[str, Source]:
    """Four made-up sources on example.org."""
    return {
        key: Source(
            key, "report", title, Place("data/sources/wells.yaml", 1, 1), author=(Name(literal=f"Office {key.upper()}"),),
            issued=Date(2024), url=f"https://example.org/{key}", tier="press" if key == "c" else "primary",
        )
        for key, title in TITLES.items()
    }  # fmt: skip


class Maker:
    """Reads the markup; collects the facts its figures need."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.facts: dict[str, Fact] = {}
        self.wordings: dict[str, Wording] = {}

    def evidence(self) -> Evidence:
        unit = Unit("thing", "count", "thing", "things", "en", AT)
        return Evidence(make_sources(), dict(self.facts), {"thing": unit})

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """The inlines of one line of markup."""
        stack: list[list[Inline]] = [[]]
        opened: list[str] = []
        at = 0
        for match in _PIECE.finditer(text):
            if text[at : match.start()]:
                stack[-1].append(Text(text[at : match.start()]))
            at = match.end()
            mark = match["strong"] or match["emphasis"]
            if not mark:
                stack[-1].append(self.node(match))
            elif opened and opened[-1] == mark:
                opened.pop()
                children = tuple(stack.pop())
                stack[-1].append(Strong(children) if mark == "**" else Emphasis(children))
            else:
                opened.append(mark)
                stack.append([])
        if text[at:]:
            stack[-1].append(Text(text[at:]))
        return tuple(stack[0])

    def node(self, match: re.Match[str]) -> Inline:
        if match["cite"]:
            return Citation(AT, match["cite"])
        if match["note"]:
            return NotePoint(AT)
        if match["date"]:
            return Declared("date", match["date"], AT)
        return self.figure(match)

    def figure(self, match: re.Match[str]) -> Figure:
        number, unit = _parted(match["words"])
        whose = match["who"].split("+") if match["sum"] else []
        inputs = tuple(self.fact(source, None, None) for source in whose)
        source = match["who"].split("+")[0]
        name = self.fact(source, match["place"], match["via"])
        if inputs:
            self.facts[name] = replace(self.facts[name], inputs=inputs, derived_from=" + ".join(inputs))
        for count, given in enumerate(inputs, 7):
            own = Figure(given, "", str(count), "", " puits" if self.language == "fr" else " wells", AT, given[0])
            self.wordings[given] = Wording("wells counted", figure=own)
        return Figure(
            name, match["hedge"] or "", number, "", unit, AT, source, value=Decimal(1), unit_id="thing",
            unit_kind="count",
        )  # fmt: skip

    def fact(self, source: str, place: str | None, via: str | None) -> str:
        name = f"{source}-{len(self.facts)}"
        locator = Locator("page", place.removeprefix("p") if place else "1")
        self.facts[name] = Fact(
            name, AT, "en", "things counted", source, locator, value=Decimal(1), unit="thing", via=via
        )
        return name

    def document(self, blocks: Sequence[Block]) -> Document:
        return Document("wells", self.language, "ltr", "", "", {}, tuple(blocks), wordings=self.wordings)


def _parted(words: str) -> tuple[str, str]:
    match = re.match(r"[\d.,\u00a0\u202f]*\d|\S+", words)
    assert match
    return match[0], words[match.end() :]


def paragraph(*children: Inline, style: str = "") -> Paragraph:
    return Paragraph(children, AT, style)


def markup_of(children: Sequence[Inline]) -> str:
    """The line with its calls, figures as their words."""
    out = []
    for node in children:
        match node:
            case Text(text=text):
                out.append(text)
            case Figure():
                out.append(node.text)
            case Declared(text=text):
                out.append(text)
            case Call(label=label, raised=raised, before=before):
                out.append(f"^{label}" if raised else f"{before}[{label}]")
            case Strong(children=inner):
                out.append(f"**{markup_of(inner)}**")
            case Emphasis(children=inner):
                out.append(f"*{markup_of(inner)}*")
            case _:
                raise AssertionError(node)
    return "".join(out)
