"""What a build can read: every file by its content, and the world around them (program, libraries, commit…)."""

from __future__ import annotations

import os
import sys
import zlib

try:  # a quarter of the time that hashlib takes to be imported; every CPython has it, other Pythons may not
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from briefs.commit import read_commit
from briefs.root import FILE

FOLDERS = ("data", "locale", "templates")
SIZE = 20  # bytes of a digest: no two files will ever share one by chance
ABSENT = "absent"
FOLDER = "folder"
UNREADABLE = "unreadable"
COMMIT = "the commit"
_CHUNK = bytearray(1 << 17)
_DEEPEST = 24  # folders in folders; more is a circle of links
_VARIABLES = ("SOURCE_DATE_EPOCH",)


class TooDeepError(OSError):
    """A folder that leads back into itself: its files can't be counted."""


def digest_of(data: bytes) -> str:
    """The digest of these bytes."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def file_digest(path: str) -> str:
    """The digest of a file's content, or why there is none."""
    made = blake2b(digest_size=SIZE)
    view = memoryview(_CHUNK)
    try:
        with open(path, "rb", buffering=0) as stream:
            while count := stream.readinto(_CHUNK):
                made.update(view[:count])
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except OSError:
        return UNREADABLE
    return made.hexdigest()


def files_below(folder: str, deep: int = 0) -> list[str]:
    """Every file below a folder, and every folder with a separator at its end, in the order of their names."""
    if deep > _DEEPEST:
        raise TooDeepError(folder)
    found = []
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    for entry in inside:
        if entry.is_dir():
            if entry.name != "__pycache__":
                found.append(entry.path + os.sep)
                found.extend(files_below(entry.path, deep + 1))
        elif entry.is_file():
            found.append(entry.path)
    return found


def input_files(root: str) -> list[str]:
    """Every file of a project that a build can read, wherever its settings do not lead elsewhere."""
    return [os.path.join(root, FILE), *(file for name in FOLDERS for file in files_below(os.path.join(root, name)))]


def read_inputs(root: str, more: list[str]) -> dict[str, str]:
    """The digest of every input, by its path from the root; of those elsewhere, by their whole path."""
    cut = len(root.rstrip(os.sep)) + 1
    found = {file[cut:].replace(os.sep, "/"): _digest(file) for file in input_files(root)}
    return found | {file: file_digest(file) for file in more}


def _digest(file: str) -> str:
    return FOLDER if file[-1] == os.sep else file_digest(file)


def stamps_of(root: str, more: list[str]) -> dict[str, tuple[int, int, int]]:
    """When each input was last written, and its size: two looks that are equal had no writing between them."""
    found = {}
    for file in (*input_files(root), *more):
        try:
            known = os.stat(file)
            found[file] = (known.st_mtime_ns, known.st_size, known.st_ino)
        except OSError:
            found[file] = (0, -1, 0)
    return found


def read_world(root: str) -> dict[str, str] | None:
    """All else that decides what a build makes, by plain name; None where that can't be told cheaply."""
    commit = read_commit(root)
    if commit is None:
        return None
    return {
        "the program": _program(root),
        "Python": f"{sys.version} {sys.platform} zlib {zlib.ZLIB_RUNTIME_VERSION}",
        "a library": _libraries(),
        "the environment": _environment(),
        COMMIT: commit,
    }


def _program(root: str) -> str:
    """One digest of the program's own files, and of the templates and languages that it brings along."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    beside = os.path.dirname(os.path.realpath(package))
    shared = [os.path.join(beside, name) for name in ("locale", "templates")]
    if os.path.isdir(os.path.join(package, "shared")) or beside == os.path.realpath(root):
        shared = []  # a wheel has them inside; those of the project's own checkout are inputs
    made = blake2b(digest_size=SIZE)
    for folder in (package, *shared):
        for file in files_below(folder):
            made.update(f"{file[len(folder) :]}\0{_digest(file)}\0".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def _libraries() -> str:
    """What is installed, by the names of its folders: asking each for its version takes four times as long as this."""
    found = []
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        found.extend(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))
    return "\n".join(found)


def _environment() -> str:
    """The variables that a build heeds: its own, in any case of letters, and the date of builds."""
    heeded = sorted(name for name in os.environ if name.upper().startswith("BRIEFS_") or name in _VARIABLES)
    return "\n".join(f"{name}={os.environ[name]}" for name in heeded)
