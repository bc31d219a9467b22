"""The translation files of a project: one for each brief, for what briefs share, and for the strings of the data."""

from __future__ import annotations

from pathlib import Path

from briefs.catalogue import Catalogue, check_placeholders, read_catalogue
from briefs.finding import Finding
from briefs.folders import locale_folders

SHARED = "shared"
DATA = "data"
Read = tuple[Catalogue | None, tuple[Finding, ...]]


def read_domain(root: Path, tag: str, domain: str) -> Read:
    """The project's catalogue; of the shared parts, which come with the program, else the program's own."""
    for folder in locale_folders(root) if domain == SHARED else [root / "locale"]:
        file = folder / tag / f"{domain}.po"
        if not (file.exists() or file.is_symlink()):
            continue  # what is there and is no file, or leads nowhere, is told when it is read
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        catalogue, faults = read_catalogue(file.read_bytes(), path)
        return catalogue, faults if catalogue is None else (*faults, *check_placeholders(catalogue))
    return None, ()
