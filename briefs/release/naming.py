"""Names that nobody knows: of a fact or a source that neither an edition nor the project around has."""

from __future__ import annotations

from pathlib import Path

from briefs.finding import Finding, Place, Stops
from briefs.load import load_evidence
from briefs.nearest import nearest_names
from briefs.release.editions import Edition
from briefs.settings import find_root


def unknown_name(name: str, edition: Edition) -> Finding | None:
    """That there is no such fact or source, with the nearest right name; None where there is one."""
    known: set[str] = set()
    for entry in edition.documents().values():
        known.update(entry["facts"], entry["sources"])
    root = find_root(Path.cwd())
    evidence = load_evidence(root)[0] if root is not None else None
    if evidence is not None:
        known.update(evidence.facts, evidence.sources)
    if name in known:
        return None
    near = nearest_names(name, known, evidence)
    hint = f"did you mean {', '.join(near)}?" if near else "give the id of a fact or a source"
    return Finding("unknown-name", f"no fact and no source “{name}”", Place("data"), hint, stops=Stops.RUN)
