"""The state of a build: what it read, wrote and told, in a file of `.briefs-cache/` that may be deleted at any time."""

from __future__ import annotations

import os

from briefs.unchanged.inputs import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Pairs: TypeAlias = list[tuple[str, str]]

FOLDER = ".briefs-cache"
_KEPT = 24  # states, of builds of other briefs, languages or folders
_HEAD = b"briefs: a build without changes, 2\n"
_SECTION, _ENTRY, _FIELD = "\x1d", "\x1e", "\x1f"


class State:
    """A build that was made: plain texts only, so that reading it can do nothing but fail."""

    __slots__ = ("fail_on", "inputs", "machine", "more", "outputs", "told", "world")

    def __init__(self) -> None:
        self.inputs: dict[str, str] = {}  # by path, as `read_inputs` tells them
        self.world: dict[str, str] = {}
        self.outputs: dict[str, str] = {}  # digests by whole path, the manifest among them
        self.more: list[str] = []  # inputs that lie elsewhere
        self.told: Pairs = []  # what was said, with its severity; the last is the closing line
        self.fail_on = "error"  # the setting: from which severity on a build fails that was not told
        self.machine = ""  # the same for programs, as JSON


def state_file(root: str, key: str) -> str:
    """Where the state of this build is kept."""
    return os.path.join(root, FOLDER, f"build-{digest_of(key.encode('utf-8', 'surrogateescape'))}")


def load_state(file: str) -> State | None:
    """The state in this file; None where there is none, or it is damaged or of another version."""
    try:
        with open(file, "rb") as stream:
            data = stream.read()
    except OSError:
        return None
    head, body = data[: len(_HEAD)], data[len(_HEAD) :]
    digest, _, body = body.partition(b"\n")
    text = body.decode("utf-8", "surrogateescape")
    if head != _HEAD or digest != digest_of(body).encode() or text.count(_SECTION) != 6:
        return None
    state = State()
    inputs, world, outputs, more, told, state.fail_on, state.machine = text.split(_SECTION)
    state.inputs, state.world, state.outputs = dict(_pairs(inputs)), dict(_pairs(world)), dict(_pairs(outputs))
    state.more, state.told = [path for path, _ in _pairs(more)], _pairs(told)
    return state


def _pairs(section: str) -> Pairs:
    found = []
    for entry in section.split(_ENTRY) if section else ():
        name, _, text = entry.partition(_FIELD)
        found.append((name, text))
    return found


def save_state(file: str, state: State) -> None:
    """Keep the state, in one step; silently not where that can't be done."""
    sections = [
        _text(list(state.inputs.items())), _text(list(state.world.items())), _text(list(state.outputs.items())),
        _text([(path, "") for path in state.more]), _text(state.told), state.fail_on, state.machine,
    ]  # fmt: skip
    counted = _SECTION.join(sections)
    fields = 2 * (len(state.inputs) + len(state.world) + len(state.outputs) + len(state.more) + len(state.told))
    marks = sum(counted.count(mark) for mark in (_SECTION, _ENTRY, _FIELD))
    if marks != 6 + fields - sum(1 for section in sections[:5] if section):
        return  # a name or a text holds one of the marks itself
    body = counted.encode("utf-8", "surrogateescape")
    keep_file(file, _HEAD + digest_of(body).encode() + b"\n" + body)
    _prune(os.path.dirname(file))


def _text(pairs: Pairs) -> str:
    return _ENTRY.join(f"{name}{_FIELD}{text}" for name, text in pairs)


def keep_file(file: str, data: bytes) -> None:
    """Put a file of the cache in place, whole or not at all; two builds at once each put theirs."""
    part = f"{file}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(part, "wb") as stream:
            stream.write(data)
        os.replace(part, file)
    except OSError:
        forget(part)


def forget(file: str) -> None:
    """Take a file out of the cache, if it can be."""
    try:
        os.unlink(file)
    except OSError:
        pass


def _prune(folder: str) -> None:
    """Of many states, the latest."""
    try:
        with os.scandir(folder) as entries:
            states = [(entry.stat().st_mtime, entry.path) for entry in entries if entry.name.startswith("build-")]
    except OSError:
        return
    for _, path in sorted(states, reverse=True)[_KEPT:]:
        forget(path)
