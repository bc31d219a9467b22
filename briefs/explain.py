"""Explain: what the program knows of a fact, a source, a rule, or the numbers in a text, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from briefs.check import ALL_CHECKS
from briefs.evidence import Date, Evidence, Fact, Locator, Period, Source
from briefs.nearest import nearest_names
from briefs.numeral import explain_numerals
from briefs.rules import RULES


def explain(topic: str, evidence: Evidence | None, language: str) -> list[str] | None:
    """The lines that explain a fact, a source, a rule or a text that holds numbers; None for a name nobody knows."""
    if evidence is not None and topic in evidence.facts:
        return list(explain_fact(evidence.facts[topic], evidence))
    if evidence is not None and topic in evidence.sources:
        return list(explain_source(evidence.sources[topic], evidence))
    rule = explain_rule(topic)
    if rule is not None:
        return rule
    if " " in topic or any(character.isdigit() for character in topic):
        return explain_numerals(topic, language)
    return None


def explain_fact(fact: Fact, evidence: Evidence) -> Iterator[str]:
    """A fact, field by field, and the facts that rest on it."""
    yield f"{fact.id}  (fact, {fact.at})"
    hidden = ("id", "at", "lines", "language", "step", "inputs")
    for name in fact.__struct_fields__:
        value = getattr(fact, name)
        if name not in hidden and value not in (None, (), ""):
            yield f"  {name.replace('_', ' ')}: {_plain(value)}"
    source = evidence.sources.get(fact.source)
    if source is not None:
        yield f"  the source: {source.title} ({source.url or source.read_at or 'no address'})"
    users = [other.id for other in evidence.facts.values() if fact.id in other.inputs]
    if users:
        yield f"  used in: {', '.join(users)}"


def explain_source(source: Source, evidence: Evidence) -> Iterator[str]:
    """A source, field by field, and the facts read in it."""
    yield f"{source.id}  (source, {source.at})"
    for name in source.__struct_fields__:
        value = getattr(source, name)
        if name not in ("id", "at", "csl") and value not in (None, (), "", {}):
            yield f"  {name.replace('_', ' ')}: {_plain(value)}"
    facts = [fact.id for fact in evidence.facts.values() if source.id in (fact.source, fact.via)]
    yield f"  facts: {', '.join(facts) or 'none'}"


def explain_rule(rule: str) -> list[str] | None:
    """What a rule finds, why it matters, an example, what to do."""
    for check in ALL_CHECKS:
        module = import_module(check.__module__)
        if rule == module.__name__.rpartition(".")[2].replace("_", "-"):
            return [f"{rule}  (rule)", *(module.__doc__ or "").strip().splitlines()]
    if rule in RULES:
        return [f"{rule}  (rule)", RULES[rule]]
    return None


def known_topics(evidence: Evidence | None) -> list[str]:
    """Every name that can be explained."""
    names = [*RULES, *(check.__module__.rpartition(".")[2].replace("_", "-") for check in ALL_CHECKS)]
    return names + ([*evidence.facts, *evidence.sources] if evidence else [])


def nearest_topics(topic: str, evidence: Evidence | None) -> list[str]:
    """Names like the one that nobody knows."""
    return nearest_names(topic, known_topics(evidence), evidence)


def file_and_line(topic: str) -> tuple[Path, int] | None:
    """FILE:LINE as a file that exists and a line number."""
    name, _, line = topic.rpartition(":")
    return (Path(name), int(line)) if line.isdigit() and name and Path(name).is_file() else None


def _plain(value: object) -> str:
    match value:
        case Locator():
            return f"{value.label} {value.value}"
        case Period():
            return f"{value.start} to {value.end}"
        case Date():
            return str(value)
        case tuple():
            return ", ".join(_plain(item) for item in value)
        case dict():
            return "; ".join(f"{key}: {_plain(item)}" for key, item in value.items())
        case _:
            return str(value)
