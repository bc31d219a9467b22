"""Corrections: figures that were printed and are withdrawn or changed, from `data/corrections.yaml`.

A correction says what is wrong before the fact sheet does: until its guard shows that the sheet was repaired, the fact
may not be printed. Once the sheet says what the guard says, the guard fails: someone compares the two and deletes it.
The correction itself stays, and the briefs it names go on telling their readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, field

from briefs.evidence import Date
from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import Places, parse_yaml
from briefs.yaml_values import YamlMapping

FILE = "data/corrections.yaml"
KINDS = ("withdrawn", "changed")
REQUIRED = ("fact", "kind", "date", "reason", "briefs")
FIELDS = (*REQUIRED, "was", "now", "guard")
GUARDED = ("value", "low", "high", "qualifier", "as_printed", "source", "use", "status", "superseded_by")
Way = tuple[str | int, ...]


class Correction(Struct, frozen=True):
    """One fact that was printed and is withdrawn or changed."""

    fact: str
    kind: str  # withdrawn, changed
    date: Date
    reason: Mapping[str, str]  # by language, as readers are told; no number is typed in it
    briefs: tuple[str, ...]  # in which it was printed, and which tell it
    at: Place
    was: str = ""  # the value that was printed, in exact decimals
    now: str = ""
    guard: Mapping[str, str] = field(default_factory=dict)  # what the fact sheet must say once it is repaired
    places: Mapping[str, Place] = field(default_factory=dict)  # of its fields

    def place(self, name: str) -> Place:
        """Where a field stands."""
        return self.places.get(name, self.at)


def read_corrections(data: bytes, path: str = FILE) -> tuple[tuple[Correction, ...], tuple[Finding, ...]]:
    """The corrections of a project, and what is wrong with the file."""
    value, places, faults = parse_yaml(data, path)
    findings = list(faults)
    listed = value.get("corrections") if isinstance(value, Mapping) else None
    if value is not None and not isinstance(value, Mapping):
        findings.append(_fault("wrong-kind", "this is no list of corrections", Place(path, 1), "begin: corrections:"))
    for key in value if isinstance(value, Mapping) else ():
        if key != "corrections":
            at = value.key_place(key) if isinstance(value, YamlMapping) else Place(path, 1)
            findings.append(_fault("unknown-field", f"unknown field “{key}”", at, "known: corrections"))
    if listed is not None and not isinstance(listed, list):
        findings.append(_fault("wrong-kind", "a list was expected here", places[("corrections",)], "begin each with -"))
        listed = []
    found = []
    for number, entry in enumerate(listed or []):
        way = ("corrections", number)
        faulty = list(_faults(entry, way, places))
        findings += faulty
        if not faulty:
            found.append(_correction(entry, way, places))
    return tuple(found), tuple(findings)


def _faults(entry: Any, way: Way, places: Places) -> Iterator[Finding]:
    """What keeps an entry from being a correction."""
    if not isinstance(entry, Mapping):
        yield _fault("wrong-kind", "fields were expected here", places[way], "write - fact: …, then kind: …")
        return
    for name in REQUIRED:
        if not entry.get(name):
            yield _fault("missing-field", f"a correction without {name}", places[way], f"add a line {name}: …")
    for name in entry:
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(FIELDS)}"
            yield _fault("unknown-field", f"unknown field “{name}”", places[(*way, name)], hint)
        elif not _fits(name, entry[name]):
            yield _fault("wrong-kind", f"“{name}” does not hold what it should", places[(*way, name)], _SHAPES[name])
    if isinstance(entry.get("guard"), Mapping):
        for name in entry["guard"]:
            if name not in GUARDED:
                hint = f"a guard looks at: {', '.join(GUARDED)}"
                yield _fault("unknown-field", f"no guard looks at “{name}”", places[(*way, "guard", name)], hint)


_SHAPES = {
    "fact": "the id of a fact", "kind": "withdrawn or changed", "date": "write YYYY-MM-DD",
    "reason": "a text for each language: {en: …, fr: …}", "briefs": "write [brief, brief]",
    "was": "the value that was printed, in plain digits", "now": "the right value, in plain digits",
    "guard": "fields of the fact with what they must say: {value: 1350}",
}  # fmt: skip


def _fits(name: str, value: Any) -> bool:
    match name:
        case "kind":
            return value in KINDS
        case "date":
            return _date(value) is not None
        case "reason" | "guard":
            return isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values())
        case "briefs":
            return isinstance(value, list) and all(isinstance(text, str) for text in value)
        case _:
            return isinstance(value, str)


def _date(value: Any) -> Date | None:
    """A whole day: a notice is dated."""
    parts = str(value).split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isdecimal() for part in parts):
        return None
    year, month, day = map(int, parts)
    return Date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _correction(entry: Mapping[str, Any], way: Way, places: Places) -> Correction:
    date = _date(entry["date"])
    assert date is not None
    fields = {name: places[(*way, name)] for name in entry}
    fields |= {f"reason {tag}": places[(*way, "reason", tag)] for tag in entry["reason"]}
    return Correction(
        entry["fact"], entry["kind"], date, dict(entry["reason"]), tuple(entry["briefs"]), places[way],
        entry.get("was", ""), entry.get("now", ""), dict(entry.get("guard", {})), fields,
    )  # fmt: skip


def _fault(rule: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(rule, message, place, hint, stops=Stops.RUN)


def reasons_of(corrections: Iterable[Correction]) -> Iterator[tuple[str, str, Place]]:
    """What readers are told, with its language and place: a number typed in it is looked for as in any text."""
    for one in corrections:
        for tag, text in one.reason.items():
            yield text, tag, one.place(f"reason {tag}")
