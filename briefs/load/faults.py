"""Findings of invalid data, with the nearest right name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from briefs.finding import Finding, Place, Stops
from briefs.yaml_values import YamlMapping

FEW = 2000  # names to compare with


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


def unknown_absent(value: YamlMapping, known: Collection[str]) -> Iterator[Finding]:
    """A finding for each unknown field that has no value, which validation does not see."""
    if len(value.marks) != len(value):
        for name in value.written():
            if name not in value and name not in known:
                yield unknown_field(name, value.key_place(name), known)


def unknown_field(name: str, place: Place, known: Iterable[str]) -> Finding:
    """The finding for a field that nobody reads."""
    names = sorted(known)
    hint = suggest(name, names) or f"known fields: {', '.join(names)}"
    return blocking("unknown-field", f"unknown field “{name[:60]}”", place, hint)
