"""The names by which facts point to sources and to each other: each must exist, and mirror where it must."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from briefs.evidence import Fact, Source
from briefs.finding import Finding
from briefs.load.faults import blocking, suggest

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|[{}]")
_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
ADD = "add it to a sheet of data/facts/, or mend the id"
_MIRRORED = ("conflicts_with", "confusable_with")


def check_links(
    facts: Mapping[str, Fact], sources: Mapping[str, Source], known: frozenset[str], known_sources: frozenset[str]
) -> Iterator[Finding]:
    """What is wrong with the names in the facts.

    Args:
        facts: by id, as far as they could be read.
        sources: by id.
        known: ids of all facts, those that could not be read too: naming one is no second fault.
        known_sources: the same of the sources.

    """
    for fact in facts.values():
        yield from _check_sources(fact, known_sources)
        for field in ("superseded_by", "right"):
            other = getattr(fact, field)
            if other is not None:
                yield from _check_fact(fact, field, other, known)
        for field in _MIRRORED:
            for other in getattr(fact, field):
                yield from _check_mirrored(fact, field, other, facts, known)
        if fact.reserve is not None and ("{" in fact.reserve or "}" in fact.reserve):
            yield from _check_reserve(fact, facts, known)
        if fact.right is not None:
            yield from _check_right(fact, facts)
    yield from _check_succession(facts)


def _check_sources(fact: Fact, known: frozenset[str]) -> Iterator[Finding]:
    for name in (fact.source, fact.via, *fact.also_in):
        if name is not None and name not in known:
            field = "source" if name == fact.source else "via" if name == fact.via else "also_in"
            hint = suggest(name, known) or "add it to data/sources/"
            yield _fault(fact, "unknown-source", field, f"{field}: no source “{name[:60]}”", hint)
    if fact.via is not None and fact.via == fact.source:
        yield _fault(fact, "unknown-source", "via", "via names the source itself", "delete via:")
    by = fact.attributed_to
    if by is not None and by not in known and _LIKE_AN_ID.fullmatch(by):
        hint = suggest(by, known) or "write the id of a source, or a name as it is to be printed"
        yield _fault(fact, "unknown-source", "attributed_to", f"attributed_to: no source “{by[:60]}”", hint)


def _check_fact(fact: Fact, field: str, other: str, known: frozenset[str]) -> Iterator[Finding]:
    if other == fact.id:
        yield _fault(fact, "unknown-fact", field, f"{field} names the fact itself", "name another fact")
    elif other not in known:
        yield _fault(fact, "unknown-fact", field, f"{field}: no fact “{other[:60]}”", suggest(other, known) or ADD)


def _check_mirrored(
    fact: Fact, field: str, other: str, facts: Mapping[str, Fact], known: frozenset[str]
) -> Iterator[Finding]:
    yield from _check_fact(fact, field, other, known)
    if other in facts and other != fact.id and fact.id not in getattr(facts[other], field):
        hint = f"write {field}: [{fact.id}] at {facts[other].at} too"
        yield _fault(fact, "one-sided", field, f"{field}: {other} does not name {fact.id} in turn", hint)


def _check_reserve(fact: Fact, facts: Mapping[str, Fact], known: frozenset[str]) -> Iterator[Finding]:
    for match in _PLACEHOLDER.finditer(fact.reserve or ""):
        name = match.group(1)
        if name is None:
            yield _fault(fact, "reserve", "reserve", "a brace stands alone in the reserve", "write {fact-id}")
        elif name not in known:
            hint = suggest(name, known) or "{fact-id} stands for that fact's number"
            yield _fault(fact, "unknown-fact", "reserve", f"reserve: no fact “{name[:60]}”", hint)
        elif name in facts and facts[name].unit is None:
            hint = "name a fact that has a number"
            yield _fault(fact, "reserve", "reserve", f"reserve: {name} has no number to print", hint)


def _check_right(fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    right = facts.get(fact.right or "")
    if right is not None and right.use in ("refute_only", "do_not_cite"):
        hint = "name a fact that may be cited"
        yield _fault(fact, "no-right-figure", "right", f"right: {right.id} is itself {right.use}", hint)


def _check_succession(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A finding for each circle of facts that supersede each other."""
    seen: set[str] = set()
    for start in facts:
        way: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in facts and name not in seen:
            seen.add(name)
            way[name] = None
            name = facts[name].superseded_by
        if name in way and name is not None and facts[name].superseded_by != name:
            circle = " → ".join([*list(way)[list(way).index(name) :], name])
            message = f"these facts supersede each other in a circle: {circle}"
            yield _fault(facts[name], "supersession", "superseded_by", message, "the newest one has no superseded_by")


def link_facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts with what follows from others: what each supersedes, and conflicts told on one side only."""
    supersedes: dict[str, list[str]] = defaultdict(list)
    mirrored: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in facts.values():
        if fact.superseded_by is not None:
            supersedes[fact.superseded_by].append(fact.id)
        for field in _MIRRORED:
            for other in getattr(fact, field):
                if other in facts and fact.id not in getattr(facts[other], field):
                    mirrored[other, field].append(fact.id)
    linked = dict(facts)
    for name, older in supersedes.items():
        if name in linked:
            linked[name] = replace(linked[name], supersedes=tuple(older))
    for (name, field), others in mirrored.items():
        fact = linked[name]
        if field == "conflicts_with":
            linked[name] = replace(fact, conflicts_with=(*fact.conflicts_with, *others))
        else:
            linked[name] = replace(fact, confusable_with=(*fact.confusable_with, *others))
    return linked


def _fault(fact: Fact, rule: str, field: str, message: str, hint: str) -> Finding:
    return blocking(rule, f"{fact.id}: {message}", fact.lines.get(field, fact.at), hint)
