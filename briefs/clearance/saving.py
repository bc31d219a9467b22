"""Dossiers saved: one that was signed or edited since is never overwritten, and a register says which ones are ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefs.build import all_findings, compile_all, findings_on
from briefs.clearance.dossier import Dossier, make_dossier
from briefs.finding import Finding, Place, Severity, Stops
from briefs.project import Project
from briefs.pseudo import is_pseudo
from briefs.save import digest, edited_by_hand, write_atomically

FOLDER = "clearance"  # from the project root on: whatever publishes the outputs must not find dossiers among them
REGISTER = "dossiers.json"
Writer = Callable[[Dossier, bytes], tuple[bytes | None, tuple[Finding, ...]]]


class Outcome(Struct):
    """What came of it."""

    dossiers: list[Dossier] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)

    def to_json(self, folder: Path) -> list[dict[str, Any]]:
        """The files as the JSON of the command line."""
        return [
            {"path": (folder / name).as_posix(), "brief": one.brief, "language": one.language.tag,
             "digest": one.digest, "rows": len(one.rows), "doubts": len(one.doubtful)}
            for one in self.dossiers for name in self.saved if name.rpartition(".")[0] == one.name
        ]  # fmt: skip


def make_dossiers(
    project: Project, languages: Sequence[str], said: Callable[[str], None]
) -> tuple[list[Dossier], list[Finding]]:
    """The dossier of every brief in every language; and why one can't be made."""
    compiled = compile_all(project, [tag for tag in languages if not is_pseudo(tag)], said)
    made = []
    for one in compiled.compiled:
        dossier = make_dossier(project, one, tuple(findings_on(compiled.findings, one)))
        if dossier is not None:
            made.append(dossier)
    lost = [one for one in compiled.compiled if one.stopped or one.document is None]
    return made, [] if not lost else all_findings(compiled)


def save_dossiers(
    project: Project, languages: Sequence[str], writers: Mapping[str, Writer], folder: Path, replace: bool,
    said: Callable[[str], None],
) -> Outcome:  # fmt: skip
    """Make them and put them in place; nothing is written where one of them was edited by hand."""
    outcome = Outcome()
    outcome.dossiers, outcome.findings = make_dossiers(project, languages, said)
    register = _read_register(folder)
    names = [f"{one.name}.{form}" for one in outcome.dossiers for form in writers]
    if not replace:
        edited = edited_by_hand(folder, names, register, "dossier")
        if edited:
            outcome.findings.extend(edited)
            return outcome
    for one in outcome.dossiers:
        for form, write in writers.items():
            data, faults = write(one, project.reference)
            outcome.findings.extend(fault for fault in faults if fault not in outcome.findings)
            if data is not None:
                _save(one, f"{one.name}.{form}", data, folder, register, outcome)
    if outcome.saved:
        text = json.dumps(register, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        fault = write_atomically(folder / REGISTER, text.encode("utf-8"))
        outcome.findings.extend([fault] if fault else [])
    return outcome


def _save(
    dossier: Dossier, name: str, data: bytes, folder: Path, register: dict[str, Any], outcome: Outcome
) -> None:  # fmt: skip
    fault = write_atomically(folder / name, data)
    if fault is not None:
        outcome.findings.append(fault)
        return
    register["outputs"][name] = {"sha256": digest(data), "digest": dossier.digest}
    outcome.saved.append(name)


def beside_outputs(folder: Path, outputs: Path) -> list[Finding]:
    """A warning where dossiers, which hold internal remarks, would lie in a folder that is published."""
    if folder.resolve() != outputs.resolve() and not (folder / "manifest.json").exists():
        return []
    message = "dossiers hold internal remarks, and this is the folder of the files to publish"
    hint = f"leave out -o: they go to {FOLDER}/; take these out before the folder is published"
    return [Finding("dossier-beside-outputs", message, Place(folder.name), hint, Severity.WARNING)]


def no_spreadsheets(_: Dossier, __: bytes) -> tuple[None, tuple[Finding, ...]]:
    """What takes the place of the spreadsheet where the library for it is not installed."""
    message = "spreadsheets need openpyxl, which is not installed"
    hint = "run: python -m pip install openpyxl; or ask for the Word file alone: -f docx"
    return None, (Finding("spreadsheets-missing", message, Place("pyproject.toml"), hint, stops=Stops.DOCUMENT),)


def _read_register(folder: Path) -> dict[str, Any]:
    """Which dossiers we wrote; none where that can't be read."""
    try:
        register = json.loads((folder / REGISTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        register = None
    usable = isinstance(register, dict) and isinstance(register.get("outputs"), dict)
    return register if usable and register else {"schema": 1, "outputs": {}}
