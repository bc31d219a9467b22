"""The glossary: words that must not slip, and the names of companies, from `data/glossary.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import Places, parse_yaml

FILE = "data/glossary.yaml"
FIELDS = ("use", "never", "why")


class WrongForm(Struct, frozen=True):
    """A form that a language must not use; let pass where the sentence holds one of the words of `unless`."""

    form: str
    unless: tuple[str, ...] = ()


class Term(Struct, frozen=True):
    """An idea in one language: the right words, the usual one first, and the wrong ones."""

    id: str
    language: str
    use: tuple[str, ...]
    never: tuple[WrongForm, ...]
    at: Place
    why: str = ""


class Glossary(Struct, frozen=True):
    """All terms, and the companies of which a brief may not say that they did wrong without a note."""

    terms: tuple[Term, ...] = ()
    companies: tuple[str, ...] = ()


def read_glossary(data: bytes, path: str = FILE) -> tuple[Glossary, tuple[Finding, ...]]:
    """The glossary of a project, and what is wrong with the file."""
    value, places, faults = parse_yaml(data, path)
    findings = list(faults)
    if not isinstance(value, Mapping):
        return Glossary(), tuple(findings)
    for key in value:
        if key not in ("terms", "companies"):
            findings.append(
                _fault("unknown-field", f"unknown field “{key}”", places[(key,)], "known: terms, companies")
            )
    terms: list[Term] = []
    listed = value.get("terms") or []
    for number, entry in enumerate(listed if isinstance(listed, list) else []):
        terms += _terms(entry, ("terms", number), places, findings)
    companies = _words(value.get("companies"), ("companies",), places, findings)
    return Glossary(tuple(terms), companies), tuple(findings)


def _terms(entry: Any, way: tuple[str | int, ...], places: Places, findings: list[Finding]) -> Iterator[Term]:
    if not isinstance(entry, Mapping) or not entry.get("id"):
        findings.append(_fault("missing-field", "a term without an id", places[way], "begin it with - id: …"))
        return
    for language, words in entry.items():
        if language == "id":
            continue
        if not isinstance(words, Mapping):
            findings.append(_fault("wrong-kind", f"“{language}” holds no fields", places[(*way, language)]))
            continue
        for key in words:
            if key not in FIELDS:
                known = f"known: {', '.join(FIELDS)}"
                findings.append(_fault("unknown-field", f"unknown field “{key}”", places[(*way, language, key)], known))
        use = _words(words.get("use"), (*way, language, "use"), places, findings)
        never = tuple(_forms(words.get("never"), (*way, language, "never"), places, findings))
        why = words.get("why") or ""
        yield Term(str(entry["id"]), language, use, never, places[(*way, language)], str(why))


def _forms(value: Any, way: tuple[str | int, ...], places: Places, findings: list[Finding]) -> Iterator[WrongForm]:
    for number, form in enumerate(value if isinstance(value, list) else []):
        if isinstance(form, str):
            yield WrongForm(form)
        elif isinstance(form, Mapping) and isinstance(form.get("form"), str):
            yield WrongForm(form["form"], _words(form.get("unless"), (*way, number, "unless"), places, findings))
        else:
            findings.append(
                _fault("wrong-kind", "no form of words", places[(*way, number)], "write a text, or {form: …}")
            )


def _words(value: Any, way: tuple[str | int, ...], places: Places, findings: list[Finding]) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    findings.append(_fault("wrong-kind", "here stands a list of words", places[way], "write it as [one, two]"))
    return ()


def _fault(rule: str, message: str, place: Place, hint: str = "") -> Finding:
    return Finding(rule, message, place, hint or "see the head of the file", stops=Stops.RUN)
