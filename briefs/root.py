"""The project's root: the nearest folder whose pyproject.toml has a table [tool.briefs]."""

from __future__ import annotations

import os

FILE = "pyproject.toml"


def nearest_root(folder: str) -> str | None:
    """The nearest such folder, from this one upwards."""
    while True:
        try:
            with open(os.path.join(folder, FILE), "rb") as stream:
                if has_table(stream.read()):
                    return folder
        except OSError:
            pass  # no such file here, or none that can be read
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def has_table(data: bytes) -> bool:
    """Whether a line of this TOML begins the table [tool.briefs] or one inside it."""
    return any(_is_header(line) for line in data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())


def _is_header(line: str) -> bool:
    inside, end, _ = line.strip().partition("]")
    names = [name.strip() for name in inside[1:].split(".")]
    return bool(end) and inside[:1] == "[" and names[:2] == ["tool", "briefs"] and len(names) <= 3
