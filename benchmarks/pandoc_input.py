"""Pandoc's input for a brief, made from our own outputs: the same words and figures, with citations for references.

The finished Markdown of a language, each note as citation of its sources with what else it says, and the list of
sources left to citeproc; the sources as CSL-JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefs.load import load_evidence

_NOTE = re.compile(r"\[\^(?P<label>[^\]]+)\]: (?P<text>.*)")
_HEADING = re.compile(r"#{1,6} ")


def write_pandoc_input(root: Path, name: str, languages: tuple[str, ...], folder: Path) -> dict[str, int]:
    """Write `<name>.<language>.md` and refs.json into a folder; how many notes each language has."""
    manifest = json.loads((root / "dist" / "manifest.json").read_text(encoding="utf-8"))
    evidence, _ = load_evidence(root)
    used: set[str] = set()
    counts = {}
    for language in languages:
        file = f"{name}.{language}.md"
        entry = manifest["outputs"][file]
        notes = {note["label"]: note for note in entry["notes"]}
        text = (root / "dist" / file).read_text(encoding="utf-8")
        (folder / file).write_text("\n".join(_lines(text, notes)) + "\n", encoding="utf-8")
        used |= {source for note in entry["notes"] for source in note["sources"]} | set(entry["sources"])
        counts[language] = len(notes)
    items = [dict(evidence.sources[source].csl) for source in sorted(used)]
    (folder / "refs.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return counts


def _lines(text: str, notes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the brief; the last section that holds references alone is left to citeproc."""
    body, _, rest = text.partition("\n[^")
    lines = body.split("\n")
    start = max(number for number, line in enumerate(lines) if line.startswith("## "))
    yield from (line.replace('language: "', 'lang: "') for line in lines[: start + 1])
    yield from ("", "::: {#refs}", ":::", "")
    for line in f"[^{rest}".split("\n"):
        match = _NOTE.match(line)
        yield _cited(match, notes) if match else line


def _cited(match: re.Match[str], notes: Mapping[str, Mapping[str, Any]]) -> str:
    """A note as citation, with the sentences that follow its references."""
    note = notes[match["label"].replace("\\", "")]
    sources = "; ".join(f"@{source}" for source in note["sources"])
    _, _, said = match["text"].partition(". ")
    return f"[^{match['label']}]: [{sources}]. {said}".rstrip()
