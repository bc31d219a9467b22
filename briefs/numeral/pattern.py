"""Patterns: regular expressions that are compiled when they are first tried, as few texts try them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression; making one costs next to nothing, and after its first use it is as quick as any."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    def __getattr__(self, name: str) -> object:
        """The compiled pattern's method, called for only as long as it is not known."""
        if name not in ("match", "search", "finditer"):
            raise AttributeError(name)
        compiled = re.compile(self.source, self.flags)
        self.match, self.search, self.finditer = compiled.match, compiled.search, compiled.finditer
        return self.__dict__[name]
