"""What corrections ask of the data and of each document, and the notice by which a brief tells its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from msgspec.structs import replace

from briefs.document import Block, Declared, Document, Heading, Item, List, Paragraph, SourceList, Strong, Text
from briefs.evidence import Evidence, Fact, Record
from briefs.finding import Finding, Place
from briefs.language import Language, print_date
from briefs.release.corrections import Correction


def check_corrections(
    corrections: Sequence[Correction], evidence: Evidence, briefs: Sequence[str]
) -> Iterator[Finding]:
    """Corrections that the fact sheets have overtaken or contradict, or that name a brief that does not exist."""
    for one in corrections:
        for name in one.briefs:
            if name not in briefs:
                hint = f"briefs here: {', '.join(briefs)}"
                yield Finding("unknown-brief", f"no brief “{name}”", one.place("briefs"), hint)
        yield from _check_sheet(one, evidence)


def _check_sheet(one: Correction, evidence: Evidence) -> Iterator[Finding]:
    fact = evidence.facts.get(one.fact)
    if fact is None:
        if one.kind == "changed":
            near = get_close_matches(one.fact, evidence.facts, 1)
            hint = f"did you mean “{near[0]}”?" if near else "a fact that is gone from the sheets is withdrawn"
            yield Finding("unknown-fact", f"no fact “{one.fact}”", one.place("fact"), hint)
        elif one.guard:
            yield _repaired(one, "the fact is gone from its sheet")
    elif one.guard and is_repaired(one, fact):
        said = ", ".join(f"{name} {value}" for name, value in one.guard.items())
        yield _repaired(one, f"the fact sheet now says {said}")
    elif not one.guard and one.kind == "changed" and one.now and not _says(fact, "value", one.now):
        message = f"“{one.fact}” was corrected to {one.now}; the fact sheet says {fact.value}"
        yield Finding(
            "correction-disagrees", message, one.place("now"), "one of the two is wrong: look into the source"
        )


def _repaired(one: Correction, what: str) -> Finding:
    hint = "compare the sheet with its source, then delete guard: here; the rest stays, as the notice to readers"
    return Finding("correction-repaired", f"“{one.fact}” is repaired: {what}", one.place("guard"), hint)


def is_repaired(one: Correction, fact: Fact) -> bool:
    """Whether the fact says all that the guard waits for."""
    return all(_says(fact, name, value) for name, value in one.guard.items())


def _says(fact: Fact, name: str, value: str) -> bool:
    said = getattr(fact, name)
    if isinstance(said, Decimal):
        try:
            return said == Decimal(value)
        except InvalidOperation:
            return False
    return str(said or "") == value


def check_document(
    corrections: Sequence[Correction], document: Document, record: Record, evidence: Evidence
) -> Iterator[Finding]:
    """Withdrawn facts, and changed ones whose sheet is not repaired yet, that a document prints or computes from."""
    for one in corrections:
        if document.brief in one.briefs and not one.reason.get(document.language):
            message = f"the correction of “{one.fact}” gives no reason in {document.language}"
            yield Finding("correction-untold", message, one.place("reason"), f"add {document.language}: … to reason")
        fact = evidence.facts.get(one.fact)
        if fact is None or (one.kind == "changed" and (not one.guard or is_repaired(one, fact))):
            continue
        message = f"“{one.fact}” was {one.kind} on {one.date}, and is printed here"
        hint = "take it out of the text" if one.kind == "withdrawn" else "repair the fact sheet, then delete the guard"
        for place in _places(_resting_on(one.fact, evidence), document, record):
            yield Finding("corrected-fact", message, place, hint)


def _places(facts: set[str], document: Document, record: Record) -> Iterable[Place]:
    """Where any of these facts is printed; of one that is only cited, the document's first line."""
    found = dict.fromkeys(printed.at for printed in record.printed if printed.fact in facts and printed.at)
    if found or not facts & set(document.wordings):
        return found
    return (document.blocks[0].at if document.blocks else Place(document.brief),)


def _resting_on(name: str, evidence: Evidence) -> set[str]:
    found = {name}
    while more := {fact.id for fact in evidence.facts.values() if fact.id not in found and found & set(fact.inputs)}:
        found |= more
    return found


def add_notices(document: Document, corrections: Sequence[Correction], language: Language) -> Document:
    """The document with what was corrected in it: day and reason, before its list of sources, else at its end."""
    told = [one for one in corrections if document.brief in one.briefs and one.reason.get(language.tag)]
    if not told:
        return document
    notices: tuple[Block, ...] = (
        Heading(2, (Text(language.words["corrections"]),), told[0].at),
        List(tuple(_notice(one, language) for one in sorted(told, key=lambda one: one.date)), False, told[0].at),
    )
    at = _before_sources(document.blocks)
    return replace(document, blocks=(*document.blocks[:at], *notices, *document.blocks[at:]))


def _notice(one: Correction, language: Language) -> Item:
    day = Strong((Declared("date", print_date(one.date, language), one.at),))
    words = Text(f". {one.reason[language.tag]}")
    return Item((Paragraph((day, words), one.place(f"reason {language.tag}")),), one.at)


def _before_sources(blocks: Sequence[Block]) -> int:
    at = next((number for number, block in enumerate(blocks) if isinstance(block, SourceList)), len(blocks))
    return at - 1 if at and at < len(blocks) and isinstance(blocks[at - 1], Heading) else at


def describe_corrections(corrections: Sequence[Correction], brief: str, tag: str) -> dict[str, dict[str, str]]:
    """What the manifest says of the corrections that a brief tells, by fact."""
    return {
        one.fact: {
            "kind": one.kind, "date": str(one.date), "reason": one.reason.get(tag, ""), "was": one.was, "now": one.now,
        }
        for one in corrections
        if brief in one.briefs
    }  # fmt: skip
