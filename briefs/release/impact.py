"""Impact: every brief, language and sentence that carries a fact or a source, by itself or through a computed fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from briefs.release.editions import Edition

Entry = Mapping[str, Any]


class Carrier(Struct, frozen=True):
    """One place that carries it: a figure (or date, period, law), a note alone, or an ask."""

    brief: str
    language: str
    kind: str
    section: str
    text: str  # as printed
    sentence: str
    note: str = ""
    fact: str = ""  # the fact printed: the one asked for, or one that rests on it
    at: str = ""


def find_carriers(name: str, edition: Edition) -> list[Carrier]:
    """All places of a fact or source, in reading order."""
    found = []
    for (brief, language), entry in edition.documents().items():
        facts = facts_resting_on(name, entry)
        found += [Carrier(brief, language, *rest) for rest in _places(name, facts, entry)]
    return found


def facts_resting_on(name: str, entry: Entry) -> set[str]:
    """The fact itself or the facts read in the source, and all that are computed from them."""
    facts: Mapping[str, Entry] = entry["facts"]
    found = {one for one, fact in facts.items() if name in (one, fact.get("source"), fact.get("via"))}
    while more := {one for one, fact in facts.items() if one not in found and found & set(fact.get("inputs", ()))}:
        found |= more
    return found


def _places(name: str, facts: set[str], entry: Entry) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    numbers = {note["label"]: str(note["number"]) for note in entry["notes"]}
    told = set()
    referred = iter(entry["referred"])
    for printed, line in zip(entry["printed"], _lines_of(entry), strict=True):
        pointed: list[str] = next(referred, []) if printed["kind"] == "reference" and "source" in printed else []
        resting = sorted(facts & {*pointed, printed.get("fact", "")})
        if resting or printed.get("source") == name:
            label = printed.get("note", "") or printed.get("part", "body").partition("note:")[2]
            told.add(label)
            yield (
                printed["kind"], printed.get("section", ""), printed.get("text", ""),
                _longer(printed.get("sentence", ""), line), numbers.get(label, ""), ", ".join(resting),
                printed.get("at", ""),
            )  # fmt: skip
    yield from _cited(name, facts, entry, told)
    for ask in entry["asks"]:
        resting = sorted(facts & set(ask["facts"]))
        if resting:
            yield f"ask {ask['number']}", ask["to"], ask["ask"], "", "", ", ".join(resting), ""


def _longer(sentence: str, line: str) -> str:
    """The sentence around a figure; in a cell, where that says little, the row."""
    return line if not sentence or (" | " in line and sentence in line) else sentence


def _cited(
    name: str, facts: set[str], entry: Entry, told: set[str]
) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """The passages without a figure whose note rests on it."""
    for note in entry["notes"]:
        cited = sorted(facts & set(entry["noted"].get(note["label"], ())))
        if note["label"] not in told and (cited or name in note["sources"]):
            call = f"[{note['number']}]"
            for line in (line for line in entry["content"]["lines"] if call in line):
                yield "note", "", note["text"], _text_of(line), str(note["number"]), ", ".join(cited), ""


def _lines_of(entry: Entry) -> Iterator[str]:
    """The line of the content that each printed thing stands in; both are in reading order."""
    lines = entry["content"]["lines"]
    numbers = {note["label"]: note["number"] for note in entry["notes"]}
    notes = {line.partition(": ")[0]: _text_of(line) for line in lines if line.startswith("note ")}
    at = 0
    for printed in entry["printed"]:
        part, text = printed.get("part", "body"), printed.get("text", "")
        if part.startswith("note:"):
            yield notes.get(f"note {numbers.get(part.partition(':')[2])}", "")
            continue
        found = next((number for number in range(at, len(lines)) if text in lines[number]), None)
        at = at if found is None else found
        yield "" if found is None else _row_of(lines, found)


def _row_of(lines: list[str], at: int) -> str:
    """A line; of a table its whole row, for a cell alone says little."""
    row, _, _ = lines[at].partition(": ")[0].rpartition(".")
    if not row.startswith("cell "):
        return _text_of(lines[at])
    first = last = at
    while first and lines[first - 1].startswith(f"{row}."):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].startswith(f"{row}."):
        last += 1
    return " | ".join(map(_text_of, lines[first : last + 1]))


def _text_of(line: str) -> str:
    return line.partition(": ")[2]


def carrier_record(carrier: Carrier) -> dict[str, Any]:
    """A place as the JSON of the command line."""
    return asdict(carrier)


def tell_carriers(name: str, carriers: list[Carrier]) -> Iterator[str]:
    """The places in words, by brief and language."""
    briefs = {carrier.brief for carrier in carriers}
    languages = {carrier.language for carrier in carriers}
    yield (
        f"{name}: {_some(len(carriers), 'place')} in {_some(len(briefs), 'brief')}, {_some(len(languages), 'language')}"
        if carriers
        else f"{name}: printed nowhere"
    )
    above = None
    for one in carriers:
        if (one.brief, one.language) != above:
            above = (one.brief, one.language)
            yield f"{one.brief} ({one.language})"
        through = f", through {one.fact}" if one.fact and one.fact != name else ""
        note = f", note {one.note}" if one.note else ""
        words = f"“{one.text}”" if one.kind != "note" else one.text
        yield f"  {one.kind}{through}{note}: {words}  {one.at}".rstrip()
        if one.section:
            yield f"    in: {one.section}"
        if one.sentence:
            yield f"    {one.sentence}"


def _some(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
