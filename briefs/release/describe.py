"""What the manifest says of an output beside its bytes: its content, and the facts, sources and asks behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from briefs.audit import Reading
from briefs.check.subject import walk_inlines, walk_passages
from briefs.document import Document, NoteEntry, Reference
from briefs.evidence import Evidence, Fact, Locator, Record, Source
from briefs.release.content import content_digest, content_lines


def describe_output(document: Document, record: Record, evidence: Evidence, reading: Reading) -> dict[str, Any]:
    """The part of a manifest's entry that lets the output be verified and compared where there are no data."""
    lines = content_lines(reading)
    used = _Used.by_place(document, evidence)
    noted = {note.label: sorted({fact for entry in note.entries for fact in used.at(entry)}) for note in document.notes}
    referred = [used.at(node) for node in _references(document)]
    asks = document.meta.get("asks") or []
    facts = _with_inputs(
        (
            *(printed.fact for printed in record.printed if printed.fact),
            *(fact for facts in (*noted.values(), *referred) for fact in facts),
            *(fact for ask in asks for fact in ask.get("facts") or ()),
        ),
        evidence,
    )
    named = {source for fact in facts for source in (fact.source, fact.via) if source}
    named.update(source for note in record.notes for source in note.sources)
    named.update(printed.source for printed in record.printed if printed.source)
    return {
        "content": {"sha256": content_digest(lines), "lines": list(lines)},
        "facts": {fact.id: describe_fact(fact) for fact in facts},
        "sources": {name: _describe_source(evidence.sources[name]) for name in sorted(named & set(evidence.sources))},
        "noted": {label: facts for label, facts in noted.items() if facts},
        "referred": referred,
        "asks": [_describe_ask(ask) for ask in asks],
    }


class _Used(Struct, frozen=True):
    """The facts that a document uses, by the source and the place in it where they were read."""

    facts: Mapping[tuple[str, str | None, Locator | None], list[str]]

    @classmethod
    def by_place(cls, document: Document, evidence: Evidence) -> _Used:
        """Every fact of the document, under its place as the sheet and as the document's language names it."""
        found: dict[tuple[str, str | None, Locator | None], list[str]] = {}
        for name, wording in sorted(document.wordings.items()):
            fact = evidence.facts[name]
            for locator in {fact.locator, wording.locator} if not fact.inputs else ():  # computed, not read
                found.setdefault((fact.source, fact.via, locator), []).append(name)
        return cls(found)

    def at(self, node: NoteEntry | Reference) -> list[str]:
        """The facts that a note's entry or a reference vouches for: those it names, and those read where it points."""
        named = node.facts if isinstance(node, NoteEntry) else ()
        return sorted({*named, *self.facts.get((node.source, node.via, node.locator), ())})


def _references(document: Document) -> Iterator[Reference]:
    """The references in the text, as in a Source cell, in reading order."""
    for passage in walk_passages(document.blocks):
        for node in walk_inlines(passage.children):
            if isinstance(node, Reference):
                yield node


def _with_inputs(names: Iterable[str], evidence: Evidence) -> list[Fact]:
    """The facts of these names and all that they are computed from, by id."""
    waiting, found = list(names), dict[str, Fact]()
    while waiting:
        fact = evidence.facts.get(waiting.pop())
        if fact is not None and fact.id not in found:
            found[fact.id] = fact
            waiting.extend(fact.inputs)
    return [found[name] for name in sorted(found)]


def describe_fact(fact: Fact) -> dict[str, Any]:
    """What a fact says and where it says so, as far as a figure depends on it."""
    state = {
        "statement": fact.statement,
        "value": None if fact.value is None else f"{fact.value:f}",
        "low": None if fact.low is None else f"{fact.low:f}",
        "high": None if fact.high is None else f"{fact.high:f}",
        "qualifier": fact.qualifier,
        "unit": fact.unit,
        "as_printed": fact.as_printed,
        "source": fact.source,
        "locator": f"{fact.locator.label} {fact.locator.value}",
        "via": fact.via,
        "derived_from": fact.derived_from,
        "inputs": list(fact.inputs) or None,
        "period": f"{fact.period.start}/{fact.period.end}" if fact.period else None,
        "as_of": str(fact.as_of) if fact.as_of else None,
        "status": fact.status,
    }
    return {name: value for name, value in state.items() if value is not None}


def _describe_source(source: Source) -> dict[str, Any]:
    state = {
        "title": source.title,
        "issued": str(source.issued) if source.issued else None,
        "version": source.version,
        "accessed": str(source.accessed) if source.accessed else None,
        "url": source.url,
    }
    return {name: value for name, value in state.items() if value}


def _describe_ask(ask: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": int(ask["number"]),
        "to": str(ask.get("to") or ""),
        "ask": str(ask.get("ask") or ""),
        "facts": [str(fact) for fact in ask.get("facts") or ()],
    }
