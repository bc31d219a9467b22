"""An edition to compare: a folder of outputs, a manifest, a project's folder, or a commit, each as its manifest."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefs.build import Wish, all_findings, build_all
from briefs.finding import Finding, Place, Severity, Stops
from briefs.project import load_project
from briefs.release.shape import manifest_faults
from briefs.save import MANIFEST
from briefs.settings import find_root, load_settings

FORMS = ("md", "docx")  # of a document in several formats, the one that is compared


class Edition(Struct, frozen=True):
    """What was published, or would be: its name as it was asked for, and its manifest."""

    name: str
    manifest: dict[str, Any]

    def documents(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The entry of each brief (or part of it, as its summary) in each language: every format prints the same."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for name, entry in self.manifest["outputs"].items():
            brief, language = entry["brief"], entry["language"]
            part = name.rpartition(".")[0].removeprefix(f"{brief}.{language}").replace(".", " ")
            key = (f"{brief}{part}", language)
            if key not in found or entry["format"] == FORMS[0]:
                found[key] = entry
        return dict(sorted(found.items()))


def load_edition(name: str) -> tuple[Edition | None, list[Finding]]:
    """The edition of this name: what is a file or folder is read as such, all else is taken for a commit."""
    path = Path(name)
    if path.is_file():
        return read_edition(path, name)
    if path.is_dir() and (path / MANIFEST).is_file():
        return read_edition(path / MANIFEST, name)
    if path.is_dir():
        if find_root(path.resolve()) == path.resolve():
            return build_edition(path.resolve(), name)
        message, hint = "there is no manifest.json in this folder", "give the folder that `build` wrote to"
        return None, [Finding("no-manifest", message, Place(name), hint, stops=Stops.RUN)]
    return commit_edition(name)


def read_edition(file: Path, name: str) -> tuple[Edition | None, list[Finding]]:
    """The manifest in a file, if it is one."""
    hint = "build again: the manifest of another version, or a damaged one, can't be compared"
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return None, [
            Finding("no-manifest", f"the manifest can't be read: {error}", Place(name), hint, stops=Stops.RUN)
        ]
    faults = manifest_faults(manifest)
    if faults:
        message = f"this is no manifest of this program: {faults[0]}"
        return None, [Finding("no-manifest", message, Place(name), hint, stops=Stops.RUN)]
    return Edition(name, manifest), []


def build_edition(root: Path, name: str) -> tuple[Edition | None, list[Finding]]:
    """What the project in this folder would publish now; nothing in it is touched."""
    settings, found = load_settings(root)
    project, faults = load_project(root, settings, settings.languages)
    if project is None or any(finding.stops is Stops.RUN for finding in found):
        return None, [_unmakeable(name, (*found, *faults))]
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        wish = Wish(settings.languages, FORMS[:1], Path(folder))
        outcome = build_all(project, wish, lambda _: None)
        file = Path(folder) / MANIFEST
        if not file.is_file():
            return None, [_unmakeable(name, all_findings(outcome))]
        edition, findings = read_edition(file, name)
    return edition, [*findings, *(_not_made(kept, name) for kept in outcome.kept)]


def _unmakeable(name: str, findings: Sequence[Finding]) -> Finding:
    """One finding for all that is wrong in an edition: here is not the place to mend it."""
    grave = [finding for finding in findings if finding.severity is Severity.ERROR]
    first = f"; the first: {grave[0].place}: {grave[0].message}" if grave else ""
    message = f"“{name}” can't be made into briefs by this program: errors: {len(grave)}{first}"
    hint = "if it was written for another version of the program, give the manifest that was built then"
    return Finding("edition-incomplete", message, Place(name), hint, stops=Stops.RUN)


def _not_made(output: str, name: str) -> Finding:
    message = f"{output.rpartition('.')[0]} can't be made, so that it is not compared"
    return Finding("edition-incomplete", message, Place(name), "run `check` there", Severity.WARNING)


def commit_edition(name: str) -> tuple[Edition | None, list[Finding]]:
    """What a commit of the project around would publish: its files, made into briefs by the program at hand.

    So a difference is one of data, texts and settings, never of the program.
    """
    git, root = shutil.which("git"), find_root(Path.cwd())
    if git is None or root is None:
        what = "git is not installed" if root else "there is no project here"
        message = f"“{name}” is no file or folder here; to take it for a commit, {what}"
        return None, [Finding("unknown-edition", message, Place(name), stops=Stops.RUN)]
    commit = _git(git, root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    prefix = _git(git, root, "rev-parse", "--show-prefix")
    if commit is None or prefix is None:
        message, hint = f"“{name}” is no file, no folder and no commit", "give dist, a manifest.json, v1.0, HEAD~1…"
        return None, [Finding("unknown-edition", message, Place(name), hint, stops=Stops.RUN)]
    tree = f"{commit.decode().strip()}:{prefix.decode('utf-8', 'replace').strip()}"
    packed = _git(git, root, "archive", "--format=zip", tree)
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        if packed is not None:
            with zipfile.ZipFile(BytesIO(packed)) as archive:
                archive.extractall(folder)
        if find_root(Path(folder)) != Path(folder):
            message = f"there was no project in this folder at “{name}”"
            return None, [Finding("unknown-edition", message, Place(name), stops=Stops.RUN)]
        return build_edition(Path(folder), name)


def _git(git: str, root: Path, *arguments: str) -> bytes | None:
    done = subprocess.run([git, *arguments], cwd=root, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None
