"""Reads the folder data/: sources (with the names that languages have for laws), units, fact sheets, organisation."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefs.evidence import Evidence, Fact, Unit
from briefs.finding import Finding, Place
from briefs.load.derive import derive_figures
from briefs.load.facts import Collected, read_sheet
from briefs.load.faults import blocking
from briefs.load.links import check_links, link_facts
from briefs.load.names import FILE as LAWS
from briefs.load.names import name_laws
from briefs.load.sources import Sources, read_sources
from briefs.load.units import read_organisation, read_units
from briefs.yaml_source import read_yaml
from briefs.yaml_values import YamlValue

_SOURCE_FILES = (".json", ".yaml", ".yml")
_SHEET_FILES = (".yaml", ".yml")
# JSON writes a character beyond the basic plane as two escapes; YAML knows only whole characters.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def load_evidence(root: Path) -> tuple[Evidence, tuple[Finding, ...]]:
    """Everything in data/ under the project's root, and every fault of every file.

    What has a fault that forbids its use is left out; findings of invalid data stop the run.
    """
    with _without_collection():
        return _load(root)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: all that is made is kept, and looking through it again costs twice the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(root: Path) -> tuple[Evidence, tuple[Finding, ...]]:
    findings: list[Finding] = []
    sources = Sources()
    for path in _files(root, "sources", _SOURCE_FILES, findings):
        value = _read(root, path, findings)
        if value is not None:
            read_sources(value, _named(root, path), sources)
    for path in sorted((root / "locale").glob(f"*/{LAWS}")):
        findings += name_laws(_read(root, path, findings), _named(root, path), path.parent.name, sources)
    units: dict[str, Unit] = {}
    organisation: dict[str, Any] = {}
    for path in _lists(root, "units.yaml"):
        findings += read_units(_read(root, path, findings), _named(root, path), units)
    for path in _lists(root, "organisation.yaml"):
        findings += read_organisation(_read(root, path, findings), _named(root, path), organisation)
    collected = Collected(sources.by_id, units)
    for path in _files(root, "facts", _SHEET_FILES, findings):
        value = _read(root, path, findings)
        if value is not None:
            read_sheet(value, _named(root, path), collected)
    facts = _linked(collected, sources)
    findings += sources.findings + collected.findings
    evidence = Evidence(sources.by_id, facts, units, tuple(collected.sheets), organisation)
    return evidence, tuple(sorted(findings, key=_order))


def _linked(collected: Collected, sources: Sources) -> dict[str, Fact]:
    """The facts that can be used, with what they say of each other and what is derived."""
    faulty = frozenset(collected.faulty)
    known = frozenset(collected.facts) | faulty
    known_sources = frozenset(sources.by_id) | sources.faulty
    collected.findings += check_links(collected.facts, sources.by_id, known, known_sources)
    facts, found = derive_figures(link_facts(collected.facts), collected.units, faulty)
    collected.findings += found
    return facts


def _files(root: Path, folder: str, endings: tuple[str, ...], findings: list[Finding]) -> list[Path]:
    place = root / "data" / folder
    if not place.is_dir():
        hint = f"the project's data are kept in data/{folder}/"
        findings.append(blocking("missing-folder", f"there is no folder data/{folder}", Place(f"data/{folder}"), hint))
        return []
    return sorted(path for path in place.rglob("*") if path.suffix.lower() in endings and path.is_file())


def _lists(root: Path, name: str) -> list[Path]:
    path = root / "data" / name
    return [path] if path.is_file() else []


def _read(root: Path, path: Path, findings: list[Finding]) -> YamlValue:
    name = _named(root, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        findings.append(blocking("unreadable-file", f"the file cannot be read: {error.strerror}", Place(name)))
        return None
    if path.suffix.lower() == ".json":
        data = _joined_pairs(data)
    value, found = read_yaml(data, name)
    findings += found
    if value is None and not found:
        findings.append(blocking("empty-file", "the file is empty", Place(name, 1, 1), "fill it in, or delete it"))
    return value


def _joined_pairs(data: bytes) -> bytes:
    """JSON with the characters themselves instead of escapes in pairs."""
    if b"\\ud" not in data and b"\\uD" not in data:
        return data
    text = data.decode("utf-8", "surrogateescape")
    joined = _PAIR.sub(lambda pair: pair[1] + bytes.fromhex(pair[2] + pair[3]).decode("utf-16-be"), text)
    return joined.encode("utf-8", "surrogateescape")


def _named(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return finding.place.path, finding.place.line or 0, finding.place.column or 0, finding.rule
