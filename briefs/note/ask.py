"""What a figure or a citation asks of a note: sources, places in them, and what must be said with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefs.document import Citation, Document, Figure, NotePoint
from briefs.evidence import Evidence, Fact, Locator
from briefs.finding import Place

OPERATIONS = {"+": "sum", "-": "difference", "*": "product", "/": "ratio"}


class Where(Struct, frozen=True):
    """A source, the place in it, and the source it was read in."""

    source: str
    locator: Locator | None
    via: str | None


class Ask(Struct, frozen=True):
    """What one figure or claim wants: sources and places, the derived fact if the sum is ours, the reserve to tell."""

    wheres: tuple[Where, ...]
    at: Place
    derived: str | None = None
    figure: Figure | None = None
    fact: str | None = None
    disclose: str | None = None

    @property
    def origin(self) -> tuple[object, ...]:
        """What decides whether two figures have different sources; a sum of ours has those of what it takes up."""
        return tuple(dict.fromkeys((where.source, where.via) for where in self.wheres))

    @property
    def target(self) -> tuple[object, ...]:
        """What decides whether two figures have the same note: source, locator and via."""
        return self.derived, self.wheres


class Point(Struct, frozen=True):
    """The author wants a call here."""

    at: Place


def wish_of(node: Figure | Citation | NotePoint, document: Document, evidence: Evidence) -> Ask | Point:
    """What this node asks of a note."""
    match node:
        case NotePoint(at=at):
            return Point(at)
        case Figure():
            fact = evidence.facts[node.fact]
            derived = fact.id if fact.inputs else None
            return Ask(fact_wheres(fact, document, evidence), node.at, derived, node, fact.id, _told_in_note(fact))
        case Citation():
            return _ask_of_citation(node, document, evidence)


def _ask_of_citation(node: Citation, document: Document, evidence: Evidence) -> Ask:
    fact = evidence.facts[node.disclose] if node.disclose else None
    if node.source is not None:
        wheres: tuple[Where, ...] = (Where(node.source, node.locator, node.via),)
    else:
        wheres = fact_wheres(fact, document, evidence) if fact else ()
    return Ask(wheres, node.at, fact=fact.id if fact else None, disclose=fact.id if fact and fact.reserve else None)


def _told_in_note(fact: Fact) -> str | None:
    return fact.id if fact.reserve and fact.shown == "note" else None


def fact_wheres(fact: Fact, document: Document, evidence: Evidence) -> tuple[Where, ...]:
    """Where a fact stands; of a derived one, where all that it comes from stands."""
    return tuple(dict.fromkeys(where_of(leaf, document) for leaf in input_facts(fact, evidence)))


def where_of(fact: Fact, document: Document) -> Where:
    """Where one typed fact stands, its locator in the language of the document."""
    wording = document.wordings.get(fact.id)
    return Where(fact.source, wording.locator if wording and wording.locator else fact.locator, fact.via)


def input_facts(fact: Fact, evidence: Evidence) -> tuple[Fact, ...]:
    """The typed facts that a fact comes from, in order, each once; a typed fact comes from itself."""
    return tuple({leaf.id: leaf for leaf in _leaves(fact, evidence)}.values())


def _leaves(fact: Fact, evidence: Evidence) -> Iterator[Fact]:
    if not fact.inputs:
        yield fact
    for name in fact.inputs:
        yield from _leaves(evidence.facts[name], evidence)


def operations_of(fact: Fact, evidence: Evidence) -> tuple[str, ...]:
    """What was done to get a derived fact, in the order of its expressions: sum, difference, product, ratio, share."""
    names: dict[str, None] = {}
    signs = re.findall(r"(?<=\s)[-+*/](?=\s)", fact.derived_from or "")
    unit = evidence.units.get(fact.unit or "")
    if unit and unit.kind == "percent" and "/" in signs:  # 100 * a / b, or 100 * (a / b - 1)
        signs = [sign for sign in signs if sign not in "*/-"]
        names["change" if "-" in (fact.derived_from or "").split() else "share"] = None
    names.update(dict.fromkeys(OPERATIONS[sign] for sign in signs))
    for name in fact.inputs:
        names.update(dict.fromkeys(operations_of(evidence.facts[name], evidence)))
    return tuple(names)
