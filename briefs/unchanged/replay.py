"""The last build of the same kind compared with the disk: nothing has changed, or what has."""

from __future__ import annotations

import os

from briefs.root import nearest_root
from briefs.unchanged.inputs import ABSENT, FOLDERS, file_digest, read_inputs, read_world
from briefs.unchanged.request import read_request
from briefs.unchanged.state import State, load_state, state_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.unchanged.request import Request

_NAMED = 3  # reasons, of many


class Look:
    """What a build would read, as it was before anything was read, and the state of the last such build."""

    __slots__ = ("file", "inputs", "old", "request", "root", "world")

    def __init__(self, request: Request, root: str, world: dict[str, str]) -> None:
        self.request, self.root, self.world = request, root, world
        self.file = state_file(root, request.key(root))
        self.old = load_state(self.file)
        self.inputs = read_inputs(root, self.old.more if self.old else [])

    def unchanged(self) -> State | None:
        """The last build, if this one would make, keep and tell the same."""
        old = self.old
        if old is None or old.world != self.world or old.inputs != self.inputs:
            return None
        return old if all(file_digest(file) == digest for file, digest in old.outputs.items()) else None


def look(arguments: Sequence[str]) -> Look | None:
    """A look at what this command would read; None where it is no plain build, or what it reads can't be told."""
    request = read_request(arguments)
    try:
        root = nearest_root(os.getcwd()) if request else None
        world = read_world(root) if root else None
        return Look(request, root, world) if request and root and world else None
    except OSError:
        return None


def can_read(path: str, brief: str, tag: str) -> bool:
    """Whether this brief in this language can read this input: all but the translations of others."""
    folder, _, rest = path.partition("/")
    if folder not in FOLDERS or folder != "locale" or not path.endswith(".po"):
        return True
    owner, _, file = rest.partition("/")
    return owner.partition("-")[0] == tag.partition("-")[0] and file in (
        f"{brief}.po", "data.po", "shared.po", "program.po",
    )  # fmt: skip


def name_reasons(look: Look, documents: list[tuple[str, str]]) -> list[str]:
    """Why documents are not as the last build made them: a line each, or one where the reason is the same."""
    found = [(brief, tag, reasons(look, brief, tag)) for brief, tag in documents]
    if len(found) > 1 and all(why == found[0][2] for _, _, why in found):
        return [f"all documents: {_shortened(found[0][2])}"] if found[0][2] else []
    return [f"{brief} ({tag}): {_shortened(why)}" for brief, tag, why in found if why]


def _shortened(why: list[str]) -> str:
    rest = f" and {len(why) - _NAMED} more" if len(why) > _NAMED else ""
    return ", ".join(why[:_NAMED]) + rest


def reasons(look: Look, brief: str, tag: str) -> list[str]:
    """Why this brief in this language is not as the last build made it, in words."""
    old = look.old
    if old is None:
        return []
    found = [f"{name} changed" for name, text in look.world.items() if old.world.get(name) != text]
    for path in sorted(old.inputs.keys() | look.inputs.keys()):
        was, now = old.inputs.get(path), look.inputs.get(path)
        if was != now and can_read(path, brief, tag):
            found.append(f"{path} {'is new' if was is None else 'is gone' if now is None else 'changed'}")
    for file, digest in old.outputs.items():
        name = os.path.basename(file)
        mine = name.startswith(f"{brief}.{tag}.") or name == "manifest.json"
        if mine and (now := file_digest(file)) != digest:
            found.append(f"{name} {'is gone' if now == ABSENT else 'changed'}")
    return found
