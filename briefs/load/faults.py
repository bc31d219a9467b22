"""Validation errors as findings: in plain words, at the line and column, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import ValidationError

from briefs.finding import Finding, Place, Stops
from briefs.yaml_values import YamlList, YamlMapping, YamlValue

FEW = 2000  # names to compare with
_EXPECTED = {  # pydantic's error type → what was expected
    "string_type": "one text was expected here",
    "string_too_short": "the text is empty",
    "string_pattern_mismatch": "the text has more than one line",
    "dict_type": "fields were expected here",
    "typed_dict_type": "fields were expected here",
    "tuple_type": "a list was expected here",
    "list_type": "a list was expected here",
}
_HINTS = {
    "string_type": "write one value; put quotes round a text that holds a colon or begins with a bracket",
    "string_pattern_mismatch": "write it as one paragraph (begin a long text with > instead of |)",
    "dict_type": "write name: value, indented, one to a line",
    "typed_dict_type": "write name: value, indented, one to a line",
    "tuple_type": "write it in brackets: [a, b]",
    "list_type": "write it in brackets: [a, b]",
}


def blocking(rule: str, message: str, place: Place, hint: str = "") -> Finding:
    """A finding of invalid data: nothing is built from it."""
    return Finding(rule, message, place, hint, stops=Stops.RUN)


def suggest(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” with the nearest known name, or nothing."""
    near = _nearest(word[:80], frozenset(known))
    return f"did you mean “{near}”?" if near else ""


@lru_cache(maxsize=1024)
def _nearest(word: str, known: frozenset[str]) -> str | None:
    by_letters = {name.lower(): name for name in sorted(known)}
    if len(by_letters) > FEW:  # each comparison takes its time; a slip in the first two letters is rare
        by_letters = {low: name for low, name in by_letters.items() if low[:2] == word[:2].lower()}
    near = get_close_matches(word.lower(), list(by_letters)[:FEW], n=1, cutoff=0.6)
    return by_letters[near[0]] if near else None


def validation_faults(
    error: ValidationError, value: YamlMapping, shape: type[Any], nested: Mapping[str, type[Any]]
) -> Iterator[Finding]:
    """A finding for each validation error of a mapping.

    Args:
        error: what pydantic says.
        value: the mapping it says it of.
        shape: the mapping's shape, for the names of its fields.
        nested: shapes of the fields that hold mappings themselves, by name.

    """
    for entry in error.errors(include_url=False):
        way = tuple(step for step in entry["loc"] if not _is_branch(step))
        if not way:
            yield blocking("wrong-kind", _EXPECTED["dict_type"], value.at, _HINTS["dict_type"])
            continue
        inner = next((nested[str(step)] for step in way[:-1] if str(step) in nested), shape)
        yield _fault_of(entry, way, value, inner)


def unknown_absent(value: YamlMapping, shape: type[Any]) -> Iterator[Finding]:
    """A finding for each unknown field that has no value, which validation does not see."""
    if len(value.marks) != len(value):
        known = get_type_hints(shape)
        for name in value.written():
            if name not in value and name not in known:
                yield unknown_field(name, value.key_place(name), known)


def unknown_field(name: str, place: Place, known: Iterable[str]) -> Finding:
    """The finding for a field that nobody reads."""
    names = sorted(known)
    hint = suggest(name, names) or f"known fields: {', '.join(names)}"
    return blocking("unknown-field", f"unknown field “{name[:60]}”", place, hint)


def _is_branch(step: int | str) -> bool:
    """Whether a step of pydantic's path names a branch of a union or a validator, and not a field."""
    return isinstance(step, str) and ("[" in step or step.endswith("Shape"))


def _fault_of(entry: Any, way: tuple[int | str, ...], value: YamlMapping, shape: type[Any]) -> Finding:
    kind, name = entry["type"], str(way[-1])
    parent, last = _follow(value, way[:-1]), way[-1]
    if kind == "missing":
        at = parent.at if isinstance(parent, YamlMapping) else value.at
        return blocking("missing-field", f"“{name}” is missing", at, _described(shape, name))
    if kind == "extra_forbidden":
        at = parent.key_place(name) if isinstance(parent, YamlMapping) else value.at
        return unknown_field(name, at, get_type_hints(shape))
    place = _place_of(parent, last, value)
    if kind == "literal_error":
        return _wrong_word(entry, name, place)
    context = entry.get("ctx", {})
    if "hint" in context:
        return blocking(kind, f"{name}: {context['message']}", place, context["hint"])
    return blocking("wrong-kind", f"{name}: {_EXPECTED.get(kind, entry['msg'])}", place, _HINTS.get(kind, ""))


def _wrong_word(entry: Any, name: str, place: Place) -> Finding:
    allowed = [word.strip("'") for word in entry["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    typed = entry["input"]
    if not isinstance(typed, str):
        return blocking("wrong-kind", f"{name}: {_EXPECTED['string_type']}", place, _HINTS["string_type"])
    hint = f"{suggest(typed, allowed)} one of: {', '.join(allowed)}".strip()
    return blocking("unknown-word", f"{name}: “{typed[:40]}” is none of its words", place, hint)


def _described(shape: type[Any], name: str) -> str:
    hint = get_type_hints(shape, include_extras=True).get(name)
    pending = [hint]
    while pending:
        part = pending.pop()
        for mark in getattr(part, "__metadata__", ()):
            if getattr(mark, "description", None):
                return f"{name}: {mark.description}"
        if part is not None and not hasattr(part, "__metadata__"):
            pending += getattr(part, "__args__", ())
    return ""


def _follow(value: YamlValue, way: tuple[int | str, ...]) -> YamlValue:
    for step in way:
        if isinstance(value, YamlMapping) and isinstance(step, int):
            continue  # one mapping where a list may stand
        if isinstance(value, YamlMapping):
            value = value.get(str(step))
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value


def _place_of(parent: YamlValue, last: int | str, value: YamlMapping) -> Place:
    if isinstance(parent, YamlMapping):
        return parent.place(str(last))
    if isinstance(parent, YamlList) and isinstance(last, int) and last < len(parent):
        return parent.place(last)
    return value.at
