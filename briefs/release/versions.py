"""What made a file: versions of the program and of all that decides its bytes, and the commit, where there is one."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from babel.core import get_cldr_version

from briefs import __version__

LIBRARIES = ("babel", "jinja2", "lxml", "markdown", "markdown-it-py", "mdit-py-plugins", "python-docx", "pyyaml")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")  # SHA-1 or SHA-256


def versions() -> dict[str, str]:
    """The versions by name; zlib packs the Word files, so another one may give other bytes of the same content."""
    found = {
        "briefs": __version__,
        "python": platform.python_version(),
        "cldr": str(get_cldr_version()),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def commit_of(root: Path) -> str | None:
    """The commit that is checked out around this folder; None outside a repository, or before its first commit.

    It is read from the repository's files; where they are of another kind (reftable), git itself is asked, if found.
    """
    folder = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if folder is None:
        return None
    try:
        return _read_head(folder / ".git") or _ask_git(folder)
    except (OSError, UnicodeDecodeError):
        return _ask_git(folder)


def _read_head(marker: Path) -> str | None:
    """HEAD, or what it points to, loose or packed (gitrepository-layout)."""
    private = marker
    if marker.is_file():  # a work tree beside its repository names it
        private = marker.parent / marker.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    head = (private / "HEAD").read_text(encoding="utf-8").strip()
    if not head.startswith("ref:"):
        return head if _COMMIT.fullmatch(head) else None
    name = head.removeprefix("ref:").strip()
    common = private
    if (private / "commondir").is_file():
        common = private / (private / "commondir").read_text(encoding="utf-8").strip()
    for commit in _commits(private, common, name):
        if _COMMIT.fullmatch(commit):
            return commit
    return None


def _commits(private: Path, common: Path, name: str) -> Iterator[str]:
    for folder in (private, common):
        if (folder / name).is_file():
            yield (folder / name).read_text(encoding="utf-8").strip()
    if (common / "packed-refs").is_file():
        for line in (common / "packed-refs").read_text(encoding="utf-8").splitlines():
            commit, _, ref = line.partition(" ")
            if ref == name:
                yield commit


def _ask_git(folder: Path) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    asked = subprocess.run(
        [git, "rev-parse", "--verify", "--quiet", "HEAD"], cwd=folder, capture_output=True, check=False, timeout=20
    )
    commit = asked.stdout.decode("ascii", "replace").strip()
    return commit if asked.returncode == 0 and _COMMIT.fullmatch(commit) else None
