"""A build while it is made: what it read must be on the disk before and after it, or nothing of it is kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefs.unchanged.inputs import file_digest, read_inputs, read_world, stamps_of
from briefs.unchanged.replay import Look
from briefs.unchanged.state import State, forget, save_state

if TYPE_CHECKING:
    from briefs.unchanged.state import Pairs


class Watch:
    """Begins before anything is read; `keep` ends it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.more = list(look.old.more) if look.old else []
        self.stamps = stamps_of(look.root, self.more)
        look.inputs = read_inputs(look.root, self.more)  # once more, after the stamps: so they tell of every change

    def include(self, paths: Iterable[str]) -> None:
        """Inputs that lie elsewhere, as the settings say; to be told before they are read."""
        self.more = []
        root = self.look.root
        self.look.inputs = {path: digest for path, digest in self.look.inputs.items() if not os.path.isabs(path)}
        for path in dict.fromkeys(os.path.join(root, path) for path in paths):
            if os.path.relpath(path, root).replace(os.sep, "/") not in self.look.inputs:
                self.more.append(path)
                self.look.inputs[path] = file_digest(path)
        self.stamps |= stamps_of(root, self.more)

    def is_sound(self) -> bool:
        """Whether nothing was written since the watch began: what was read is what the digests say."""
        try:
            return self.stamps == stamps_of(self.look.root, self.more)
        except OSError:
            return False

    def is_over_soundly(self) -> bool:
        """The same, and whether all that was read is there still."""
        look = self.look
        try:
            same = look.inputs == read_inputs(look.root, self.more) and look.world == read_world(look.root)
        except OSError:
            return False
        return same and self.is_sound()

    def keep(self, outputs: Mapping[str, str], told: Pairs, machine: str, fail_on: str) -> None:
        """Keep the state of a build that saved all it made."""
        look, state = self.look, State()
        state.inputs, state.world, state.outputs, state.more = look.inputs, look.world, dict(outputs), self.more
        state.told, state.machine, state.fail_on = told, machine, fail_on
        save_state(look.file, state)

    def drop(self) -> None:
        """Keep nothing: the build or a document of it was stopped, or something was changed under its hands."""
        forget(self.look.file)


def begin_watch(look: Look | None) -> Watch | None:
    """A watch over the build that was looked at, if it can be watched."""
    try:
        return Watch(look) if look else None
    except OSError:
        return None
