"""The verify command: files and manifest read from disk; nothing else is needed, the project's data least of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefs.audit import AUDITORS
from briefs.finding import Finding, Place, Severity, Stops
from briefs.folders import locale_folders, shared_folder
from briefs.release.editions import read_edition
from briefs.release.verify import Verdict, missing_file, verify_file
from briefs.save import MANIFEST, digest
from briefs.settings import find_root


def verify_target(target: Path, manifest: Path | None) -> tuple[list[Verdict], list[Finding], str]:
    """The verdict on each file of a folder, or on one file; and the manifest's digest, to compare with one told."""
    folder = target if target.is_dir() else target.parent
    file = manifest / MANIFEST if manifest and manifest.is_dir() else manifest or folder / MANIFEST
    if not file.is_file():
        message = "there is no manifest.json, so that nothing can be said of this"
        hint = "get the manifest that was published with the files, and name it with --manifest"
        fault = Finding("no-manifest", message, Place(target.as_posix()), hint, stops=Stops.RUN)
        return [Verdict(target.as_posix(), "unknown", findings=(fault,))], [], ""
    edition, findings = read_edition(file, file.as_posix())
    if edition is None:
        return [Verdict(target.as_posix(), "unknown")], findings, ""
    files = [target] if target.is_file() else _files(target, edition.manifest)
    verdicts = [_verdict(one, edition.manifest) for one in files]
    if target.is_dir():
        findings = [*findings, *_dossiers(target, edition.manifest)]
        verdicts += _missing(target, edition.manifest, verdicts)
    return sorted(verdicts, key=lambda verdict: verdict.path), findings, digest(file.read_bytes())


def _files(folder: Path, manifest: dict[str, Any]) -> list[Path]:
    """The files of a folder that could be outputs; locks and hidden files of other programs are none."""
    suffixes = {suffix for auditor in AUDITORS.values() for suffix in auditor.suffixes}
    suffixes |= {Path(name).suffix for name in manifest["outputs"]}
    files = (file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith((".", "~$")))
    return [file for file in files if file.suffix.lower() in suffixes and not _is_dossier(file, manifest)]


def _is_dossier(file: Path, manifest: dict[str, Any]) -> bool:
    """Whether this is a clearance dossier, which is there to be filled in and is no part of a release."""
    return file.stem.endswith(".dossier") and file.name not in manifest["outputs"]


def _dossiers(folder: Path, manifest: dict[str, Any]) -> list[Finding]:
    """A warning where dossiers lie among what is published."""
    found = sorted(file.name for file in folder.glob("*.dossier.*") if _is_dossier(file, manifest))
    if not found:
        return []
    message = f"clearance dossiers lie beside the outputs: {', '.join(found)}"
    hint = "they hold internal remarks: take them out before this folder is published"
    return [Finding("dossier-beside-outputs", message, Place(folder.as_posix()), hint, Severity.WARNING)]


def _verdict(file: Path, manifest: dict[str, Any]) -> Verdict:
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        fault = Finding("file-unreadable", message, Place(file.as_posix()), "close it in Word", stops=Stops.RUN)
        return Verdict(file.as_posix(), "unknown", findings=(fault,))
    return verify_file(data, file.as_posix(), manifest, _languages())


def _languages() -> Sequence[Path]:
    """Where it is written how each language is read: in the project around, else in what came with the program."""
    root = find_root(Path.cwd())
    return locale_folders(root) if root else [shared_folder("locale")]


def _missing(folder: Path, manifest: dict[str, Any], verdicts: Sequence[Verdict]) -> list[Verdict]:
    there = {verdict.output for verdict in verdicts}
    return [
        missing_file(name, folder.as_posix(), bool(entry["draft"]))
        for name, entry in manifest["outputs"].items()
        if name not in there
    ]
