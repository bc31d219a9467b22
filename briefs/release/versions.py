"""What made a file: versions of the program and of all that decides its bytes, and the commit, where there is one."""

from __future__ import annotations

import re
import shutil
import sys
import zlib
from pathlib import Path

from babel.core import get_cldr_version

from briefs import __version__
from briefs.commit import read_commit, repository_of

LIBRARIES = ("babel", "jinja2", "lxml", "markdown", "markdown-it-py", "mdit-py-plugins", "python-docx", "pyyaml")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")  # SHA-1 or SHA-256


def versions() -> dict[str, str]:
    """The versions by name; zlib packs the Word files, so another one may give other bytes of the same content."""
    found = {
        "briefs": __version__,
        "python": sys.version.split()[0],
        "cldr": str(get_cldr_version()),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    installed = _installed()
    return found | {name: installed.get(name) or _asked(name) for name in LIBRARIES}


def _installed() -> dict[str, str]:
    """The versions that the names of installed folders tell (PEP 427), the first on the path of each."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = [file.name for file in Path(folder or ".").iterdir()]
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(re.sub(r"[-_.]+", "-", package).lower(), version)
    return found


def _asked(name: str) -> str:
    """The version of a library that is installed in another way."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def commit_of(root: Path) -> str | None:
    """The commit that is checked out around this folder; None outside a repository, or before its first commit.

    It is read from the repository's files; where they are of another kind (reftable), git itself is asked, if found.
    """
    found = read_commit(str(root))
    folder = repository_of(str(root.resolve())) if found is None else None
    return _ask_git(Path(folder)) if folder else found or None


def _ask_git(folder: Path) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    import subprocess

    asked = subprocess.run(
        [git, "rev-parse", "--verify", "--quiet", "HEAD"], cwd=folder, capture_output=True, check=False, timeout=20
    )
    commit = asked.stdout.decode("ascii", "replace").strip()
    return commit if asked.returncode == 0 and _COMMIT.fullmatch(commit) else None
