"""The made-up project in a folder of its own, built as people do; and what one build left behind."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.cli import main

SAMPLE = Path(__file__).parent / "sample"
CACHE = ".briefs-cache"


@dataclass(frozen=True)
class Built:
    """What a build told, and the files that lie in its folder afterwards."""

    code: int
    out: str
    err: str
    files: dict[str, bytes]
    written: dict[str, tuple[int, int]]  # by name, when, and in which file of the disk

    @property
    def manifest(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.files["manifest.json"])
        return loaded


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def build(root: Path, *arguments: str) -> Built:
    """A build by the command line, in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with inside(root), redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
    folder = root / "dist"
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    stats = {name: (folder / name).stat() for name in names}
    return Built(
        code, out.getvalue(), err.getvalue(),
        {name: (folder / name).read_bytes() for name in names},
        {name: (stat.st_mtime_ns, stat.st_ino) for name, stat in stats.items()},
    )  # fmt: skip


def build_clean(root: Path, folder: Path, *arguments: str) -> Built:
    """The same build of the same inputs in another folder, where nothing was ever built."""
    other = folder / "clean"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("dist", CACHE))
    return build(other, *arguments)


def touched(before: Built, after: Built) -> set[str]:
    """The files that were written anew."""
    return {name for name, stamp in after.written.items() if before.written.get(name) != stamp}
