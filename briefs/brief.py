"""A brief: one template, and what its front matter says of it and of its asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import Places, parse_yaml

STRINGS = ("title", "subtitle", "kind", "addressees")  # messages of <brief>.po
ASK_STRINGS = ("to", "ask", "seen_by")
REQUIRED = {  # and how a line of it looks
    "title": "title: …",
    "language": "language: en, or another of the languages of the project",
    "date": "date: YYYY-MM-DD, of the brief",
    "figures_as_at": "figures_as_at: YYYY-MM-DD, the day on which its numbers must be valid",
}
KNOWN = (*STRINGS, "language", "date", "figures_as_at", "version", "asks", "embargo", "replies", "words", "pages")
BUDGET = re.compile(r"\s*(?:(\d{1,6})\s*[-–]\s*)?(\d{1,6})\s*")
ASK_KNOWN = (*ASK_STRINGS, "law", "facts", "until")


class Brief(Struct, frozen=True):
    """One template: its name, file, front matter (strings in the source language) and Jinja text."""

    name: str
    path: str  # from the project root on
    file: Path
    language: str
    front: Mapping[str, Any]
    places: Places = field(default_factory=dict)
    lines_of_front: int = 0

    def place(self, *keys: str | int) -> Place:
        """The place of a value of the front matter."""
        return self.places.get(keys) or Place(self.path, 1)


def read_brief(file: Path, root: Path) -> tuple[Brief | None, tuple[Finding, ...]]:
    """A template's front matter, checked; its body is read by Jinja."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    name = file.name.removesuffix(".md.j2")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        hint = "check that it is a file, and that you may read it"
        return None, (Finding("unreadable-file", message, Place(path), hint, stops=Stops.RUN),)
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 (byte {error.start + 1})"
        return None, (Finding("not-utf-8", message, Place(path), "save it as UTF-8", stops=Stops.RUN),)
    matter, body_line = split_front_matter(text)
    if matter is None:
        hint = "start the file with a line ---, then title, language, date and figures_as_at, then a line ---"
        return None, (Finding("front-matter-missing", "no front matter", Place(path, 1), hint, stops=Stops.RUN),)
    value, places, findings = parse_yaml(matter, path, first_line=2)
    if findings or not isinstance(value, dict):
        return None, tuple(findings)
    brief = Brief(name, path, file, str(value.get("language", "")), value, places, body_line)
    return brief, tuple(_check(brief))


def split_front_matter(text: str) -> tuple[str | None, int]:
    """The YAML between the --- lines at the top, and how many lines it takes with them."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return None, 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "".join(lines[1:number]), number + 1
    return None, 0


def _check(brief: Brief) -> list[Finding]:
    findings = [
        Finding("front-matter-missing", f"the front matter has no {key}", Place(brief.path, 1), f"add a line {line}")
        for key, line in REQUIRED.items()
        if not brief.front.get(key)
    ]
    findings += _unknown_keys(brief, brief.front, KNOWN, ())
    for key in ("words", "pages"):
        if _unreadable(brief, key):
            message = f"“{brief.front[key]}” is no number of {key}"
            findings.append(Finding("wrong-budget", message, brief.place(key), f"write {key}: 1200-1800, or {key}: 4"))
    for number, ask in enumerate(asks_of(brief)):
        findings += _unknown_keys(brief, ask, ASK_KNOWN, ("asks", number))
    return findings


def _unknown_keys(
    brief: Brief, mapping: Mapping[str, Any], known: tuple[str, ...], path: tuple[str | int, ...]
) -> list[Finding]:
    return [
        Finding(
            "unknown-front-matter",
            f"unknown field “{key}”",
            brief.place(*path, key),
            f"did you mean “{near[0]}”?"
            if (near := get_close_matches(key, known, 1))
            else f"known: {', '.join(known)}",
            text=key,
        )
        for key in mapping
        if key not in known
    ]


def read_budget(brief: Brief, key: str, language: str) -> tuple[int, int] | None:
    """The fewest and the most words or pages that a language may have; None where nothing readable is said of it."""
    said = brief.front.get(key)
    wish = said.get(language) if isinstance(said, Mapping) else said
    found = BUDGET.fullmatch(str(wish or ""))
    return (int(found[1] or 0), int(found[2])) if found else None


def _unreadable(brief: Brief, key: str) -> bool:
    """Whether a budget, or that of one of the languages it names, is no number."""
    said = brief.front.get(key)
    named = tuple(said) if isinstance(said, Mapping) else (brief.language,)
    return bool(said) and any(read_budget(brief, key, language) is None for language in named)


def asks_of(brief: Brief) -> list[Mapping[str, Any]]:
    """The asks of the front matter."""
    asks = brief.front.get("asks") or []
    return [ask for ask in asks if isinstance(ask, Mapping)]


def front_strings(brief: Brief) -> list[tuple[str, Place]]:
    """Every string of the front matter that is translated and printed, with its place."""
    found: list[tuple[str, Place]] = []
    for key in STRINGS:
        value = brief.front.get(key)
        for index, string in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(string, str):
                found.append((string, brief.place(key, index) if isinstance(value, list) else brief.place(key)))
    for number, ask in enumerate(asks_of(brief)):
        found += [(str(ask[key]), brief.place("asks", number, key)) for key in ASK_STRINGS if ask.get(key)]
    return found
