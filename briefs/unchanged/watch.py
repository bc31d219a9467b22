"""A build while it is made: what it read must be on the disk before and after it, or its state is not kept."""

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

    def keep(self, outputs: Mapping[str, str], told: Pairs, machine: str) -> None:
        """Keep the state of a build that saved all it made, unless something was changed under its hands."""
        look = self.look
        try:
            same = (
                self.stamps == stamps_of(look.root, self.more)
                and look.inputs == read_inputs(look.root, self.more)
                and look.world == read_world(look.root)
            )
        except OSError:
            same = False
        if not same:
            return forget(look.file)
        state = State()
        state.inputs, state.world, state.outputs, state.more = look.inputs, look.world, dict(outputs), self.more
        state.told, state.machine = told, machine
        return save_state(look.file, state)

    def drop(self) -> None:
        """Keep nothing: the build was stopped, or a document of it."""
        forget(self.look.file)


def begin_watch(look: Look | None) -> Watch | None:
    """A watch over the build that was looked at, if it can be watched."""
    try:
        return Watch(look) if look else None
    except OSError:
        return None
