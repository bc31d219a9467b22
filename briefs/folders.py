"""Where templates and languages are found: the project's own first, then those that come with the program."""

from __future__ import annotations

from pathlib import Path


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked for: the project's own, then those that came with the program."""
    return [folder for folder in (root / "templates", shared_folder("templates")) if folder.is_dir()]


def locale_folders(root: Path) -> list[Path]:
    """Where languages are looked for: the project's own, then those that came with the program."""
    return [folder for folder in (root / "locale", shared_folder("locale")) if folder.is_dir()]


def brief_names(root: Path) -> list[str]:
    """The names of all briefs of the project, chosen for this build or not."""
    files = sorted(file.name for file in (root / "templates").glob("*.md.j2"))
    return [name.removesuffix(".md.j2") for name in files if not name.startswith("_")]


def reading_folders(root: Path) -> dict[str, Path]:
    """By language: the first of these folders that describes how its numbers are read."""
    found = [(file.parent.name, folder) for folder in locale_folders(root) for file in folder.glob("*/reading.yaml")]
    return dict(reversed(found))


def from_here(folder: Path) -> Path:
    """The folder as a path from where we stand, if it lies below; what is printed then names no machine's folders."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def shared_folder(name: str) -> Path:
    """What the program brings along: in its wheel, or in the checkout it runs from."""
    here = Path(__file__).resolve().parent
    packed = here / "shared" / name
    return packed if packed.is_dir() else here.parent / name
