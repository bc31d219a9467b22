"""Saving: atomic writes, the manifest of what was written, and files edited by hand left alone."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict

from briefs.catalogue import catalogue_digest
from briefs.evidence import Printed, PrintedLink, PrintedNote, Record
from briefs.finding import Finding, Place, Severity, Stops

MANIFEST = "manifest.json"
SCHEMA = 1
INPUTS = ("data", "templates", "locale")
DECIDES_NOTHING = ("data/approvals",)  # inputs that no byte of an output depends on: who approved it


def write_atomically(target: Path, data: bytes) -> Finding | None:
    """Put the bytes in place in one step, or leave the old file as it was and say why."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        return None if _holds(target, data) else _not_written(target, error)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return None


def _holds(target: Path, data: bytes) -> bool:
    """Whether the file is as it should be already, though it cannot be replaced: open in Word, say."""
    try:
        return target.read_bytes() == data
    except OSError:
        return False


def _not_written(target: Path, error: OSError) -> Finding:
    hint = "check the folder's rights and the space left on the disk; the old file, if any, is untouched"
    if isinstance(error, PermissionError):
        hint = "if it is open in Word, close it in Word; else check the folder's rights. The old file is untouched"
    message = f"could not be written: {error.strerror or error}"
    return Finding("not-written", message, Place(target.name), hint, stops=Stops.RUN)


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of outputs; an empty one where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        manifest = None
    usable = (
        isinstance(manifest, dict) and manifest.get("schema") == SCHEMA and isinstance(manifest.get("outputs"), dict)
    )
    return manifest if usable and manifest else {"schema": SCHEMA, "outputs": {}, "inputs": {}}


def edited_by_hand(
    folder: Path, names: Iterable[str], manifest: Mapping[str, Any], command: str = "build"
) -> list[Finding]:
    """The outputs that are no longer as they were written, or of which nothing says that we wrote them."""
    findings = []
    for name in names:
        file = folder / name
        if not file.exists():
            continue
        entry = manifest["outputs"].get(name)
        known = isinstance(entry, dict)
        if known and entry.get("sha256") == digest(file.read_bytes()):
            continue
        message = (
            "was edited by hand since it was built" if known else "is there already, and nothing says who wrote it"
        )
        hint = f"keep it under another name if it is yours; `{command} --replace` overwrites it"
        findings.append(Finding("edited-by-hand", message, Place(file.as_posix()), hint, stops=Stops.RUN))
    return findings


def left_over(folder: Path, manifest: dict[str, Any], is_made: Callable[[str, str], bool]) -> dict[str, Finding]:
    """The outputs of which no brief is left, or not in their language, by name; those gone too leave the manifest."""
    found = {}
    for name, entry in sorted(manifest["outputs"].items()):
        if not isinstance(entry, dict) or is_made(entry.get("brief", ""), entry.get("language", "")):
            continue
        if not (folder / name).exists():
            del manifest["outputs"][name]
            continue
        message, hint = "was built before, and no brief makes it any more", "if it is not to be kept, delete it"
        place = Place((folder / name).as_posix())
        found[name] = Finding("left-over", message, place, hint, Severity.INFORMATION)
    return found


def manifest_entry(data: bytes, record: Record, *, form: str, draft: bool, release: bool = False) -> dict[str, Any]:
    """What the manifest says of one output: its digest and its whole printed record."""
    return {
        "brief": record.brief,
        "language": record.language,
        "format": form,
        "draft": draft,
        "release": release,
        "sha256": digest(data),
        "size": len(data),
        "printed": [_printed_entry(printed) for printed in record.printed],
        "notes": [asdict(note) for note in record.notes],
    } | ({"links": [asdict(link) for link in record.links]} if record.links else {})


def _printed_entry(printed: Printed) -> dict[str, Any]:
    entry = {
        name: value
        for name in Printed.__struct_fields__
        if name != "at" and (value := getattr(printed, name)) not in (None, "", ())
    }
    if printed.at is not None:
        entry["at"] = str(printed.at)
    return entry


def read_record(entry: Mapping[str, Any]) -> Record:
    """The printed record of one output, as the manifest holds it."""
    printed = tuple(_read_printed(one) for one in entry["printed"])
    notes = tuple(PrintedNote(**{name: _tupled(value) for name, value in note.items()}) for note in entry["notes"])
    links = tuple(PrintedLink(link["text"], link["url"]) for link in entry.get("links", ()))
    return Record(entry["brief"], entry["language"], printed, notes, links)


def _read_printed(entry: Mapping[str, Any]) -> Printed:
    fields = {name: _tupled(value) for name, value in entry.items() if name != "at"}
    return Printed(**({"section": ""} | fields))


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as it is saved: sorted, indented by one, without a clock; kinds of text become plain texts."""
    return msgspec.json.format(msgspec.json.encode(manifest, enc_hook=_plain_text, order="sorted"), indent=1) + b"\n"


def _plain_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} is nothing that a manifest holds")
    return str(value)


def input_digests(root: Path) -> dict[str, str]:
    """The digest of every input file, by its path from the project root; of a translation file, that of its texts."""
    found = {}
    for folder in INPUTS:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and not any(part.startswith((".", "~$")) for part in file.parts[len(root.parts) :]):
                name, data = file.relative_to(root).as_posix(), file.read_bytes()
                if name.startswith(DECIDES_NOTHING):
                    continue
                found[name] = catalogue_digest(data, name) if file.suffix == ".po" else digest(data)
    return found
