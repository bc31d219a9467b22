"""The commit that is checked out around a folder, read from the repository's own files (gitrepository-layout)."""

from __future__ import annotations

import os

_DIGITS = frozenset("0123456789abcdef")
_LENGTHS = (40, 64)  # SHA-1, SHA-256
_ELSEWHERE = "refs/heads/.invalid"  # what HEAD says where references are kept in a table (reftable)


def repository_of(folder: str) -> str | None:
    """The nearest folder, from this one upwards, that git keeps."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def read_commit(folder: str) -> str | None:
    """The commit's name, empty where there is none; None where only git itself can tell."""
    repository = repository_of(os.path.abspath(folder))
    if repository is None:
        return ""
    try:
        return _read_head(os.path.join(repository, ".git"))
    except (OSError, UnicodeDecodeError):
        return None


def _read_head(marker: str) -> str | None:
    private = marker
    if os.path.isfile(marker):  # a work tree beside its repository names it
        private = os.path.join(os.path.dirname(marker), _text(marker).removeprefix("gitdir:").strip())
    head = _text(os.path.join(private, "HEAD")).strip()
    if not head.startswith("ref:"):
        return head if _is_commit(head) else None
    name = head.removeprefix("ref:").strip()
    if name == _ELSEWHERE:
        return None
    common = private
    if os.path.isfile(os.path.join(private, "commondir")):
        common = os.path.join(private, _text(os.path.join(private, "commondir")).strip())
    return _look_up(name, private, common)


def _look_up(name: str, private: str, common: str) -> str:
    """What a reference points to, loose or packed; nothing before the first commit."""
    for folder in (private, common):
        if os.path.isfile(os.path.join(folder, name)):
            commit = _text(os.path.join(folder, name)).strip()
            if _is_commit(commit):
                return commit
    packed = os.path.join(common, "packed-refs")
    for line in _text(packed).splitlines() if os.path.isfile(packed) else ():
        commit, _, ref = line.partition(" ")
        if ref == name and _is_commit(commit):
            return commit
    return ""


def _is_commit(word: str) -> bool:
    return len(word) in _LENGTHS and set(word) <= _DIGITS


def _text(path: str) -> str:
    with open(path, "rb") as stream:
        return stream.read().decode("utf-8")
