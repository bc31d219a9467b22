"""Finds the printed record of a finished file: in the manifest beside it, or in the one that is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefs.evidence import Record
from briefs.finding import Finding, Place, Stops
from briefs.save import MANIFEST, read_manifest, read_record

HINT = "a manifest is written by each build, beside the files; build again, or audit without --manifest"


def find_record(file: Path, manifest: Path | None) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record of what was released under this name; a named manifest must know it, one beside the file may not."""
    folder = manifest.parent if manifest is not None and manifest.name == MANIFEST else manifest or file.parent
    if manifest is not None and not (folder / MANIFEST).is_file():
        return None, (_stopping("manifest-not-found", "no manifest is there", manifest),)
    outputs = read_manifest(folder)["outputs"]
    name = file.name if file.name in outputs else _likely(file, outputs) if manifest is not None else None
    if name is None:
        message = f"the manifest does not know {file.name}"
        unknown = _stopping("not-in-manifest", message, folder / MANIFEST, _hint_for(file, outputs))
        return None, (unknown,) if manifest is not None else ()
    try:
        return read_record(outputs[name]), ()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, (_stopping("manifest-unreadable", f"what it says of {name} can't be read", folder / MANIFEST),)


def _likely(file: Path, outputs: dict[str, Any]) -> str | None:
    """The one output that this file is a renamed copy of: “brief.en (2).docx” of brief.en.docx."""
    found = [
        name for name in outputs if Path(name).suffix == file.suffix and file.stem.startswith(Path(name).stem)
    ]  # fmt: skip
    return max(found, key=len, default=None)


def _hint_for(file: Path, outputs: dict[str, Any]) -> str:
    """Which names the manifest knows for such a file: it may be a renamed copy."""
    known = sorted(name for name in outputs if Path(name).suffix == file.suffix)
    return f"if it is a renamed copy, give it its old name: {', '.join(known)}; else {HINT}" if known else HINT


def _stopping(rule: str, message: str, place: Path, hint: str = HINT) -> Finding:
    return Finding(rule, message, Place(place.as_posix()), hint, stops=Stops.RUN)
