"""Documents that were made before, kept in `.briefs-cache/`: what can't have changed is not made again.

A document's key is all that its language can read, and the world around it; that of its files also holds the findings
that they show. The cache is read by a reader that makes our own records and nothing else: a planted file runs no code.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from briefs.making import Beside, Maker, Said, ToCompile, ToWrite
from briefs.pipeline import Compiled
from briefs.project import Project
from briefs.pseudo import is_pseudo
from briefs.unchanged.inputs import COMMIT, digest_of
from briefs.unchanged.replay import Look, can_read, name_reasons
from briefs.unchanged.state import FOLDER, forget, keep_file

Job = TypeVar("Job", ToCompile, ToWrite)
_KEPT = 64  # beside those of the last build
_PREFIX = "made-"
_MODULES = {"briefs.document", "briefs.evidence", "briefs.finding", "briefs.yaml_values"}
_OTHERS = {
    ("decimal", "Decimal"),
    ("yaml._yaml", "Mark"),
    ("yaml._yaml", "__pyx_unpickle_Mark"),
    ("yaml.error", "Mark"),
}
_COMPILED = ("document", "record", "findings", "parsed", "unprinted")
_TREES = ("document", "record")  # which writing leaves as they were compiled, but for a draft
_WRITTEN = ("document", "record", "findings", "outputs", "entries")


class Remembering:
    """Gives what it knows, and has the rest made; what is new is kept once the build is known to be sound."""

    def __init__(self, maker: Maker, look: Look, named: Callable[[str], None]) -> None:
        self.maker, self.look, self.named = maker, look, named
        self.folder = os.path.join(look.root, FOLDER)
        self.fresh: dict[str, bytes] = {}
        self.used: set[str] = set()

    def compile(
        self, project: Project, jobs: Sequence[ToCompile], said: Said, beside: Sequence[Beside] = ()
    ) -> tuple[list[Compiled], list[Any]]:
        """Each brief compiled and checked, or known; and what came of the work beside."""
        for line in name_reasons(self.look, [(job.brief.name, job.language) for job in jobs]):
            self.named(line)
        keys = [self._key(project, job.brief.name, job.language) for job in jobs]
        blank = [Compiled(job.brief, job.language) for job in jobs]
        known = [self._known(key, _COMPILED, one) for key, one in zip(keys, blank, strict=True)]
        made, told = self.maker.compile(project, _open(jobs, known), said, beside)
        return self._filled(keys, known, made, _COMPILED), told

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back and described, or known."""
        keys = [self._key(project, job.compiled.brief.name, job.compiled.language, job) for job in jobs]
        known = [self._known(key, _WRITTEN, job.compiled) for key, job in zip(keys, jobs, strict=True)]
        return self._filled(keys, known, self.maker.write(project, _open(jobs, known)), _WRITTEN)

    def keep(self) -> None:
        """Keep what is new; of what is old, the latest."""
        for key, data in self.fresh.items():
            keep_file(self._file(key), data)
        try:
            with os.scandir(self.folder) as entries:
                others = [(one.stat().st_mtime, one.path) for one in entries if one.name.startswith(_PREFIX)]
        except OSError:
            return
        mine = {self._file(key) for key in (*self.fresh, *self.used)}
        for _, path in sorted((one for one in others if one[1] not in mine), reverse=True)[_KEPT:]:
            forget(path)

    def _key(self, project: Project, brief: str, tag: str, job: ToWrite | None = None) -> str:
        """All that the document depends on; empty for what is not kept: pseudo-languages, and what others make."""
        if is_pseudo(tag) or (job is not None and made_by_others(job.formats)):
            return ""
        read = sorted(pair for pair in self.look.inputs.items() if can_read(pair[0], brief, tag))
        world = sorted(pair for pair in self.look.world.items() if pair[0] != COMMIT)  # the manifest alone tells it
        parts: list[Any] = [brief, tag, list(project.languages), world, read]
        if job is not None:
            parts += [job.compiled.part, list(job.formats), job.compiled.findings, list(job.extra)]
        return digest_of(repr(parts).encode("utf-8", "surrogateescape"))

    def _file(self, key: str) -> str:
        return os.path.join(self.folder, f"{_PREFIX}{key}")

    def _known(self, key: str, names: Sequence[str], into: Compiled) -> Compiled | None:
        found = _load(self._file(key)) if key else None
        if not isinstance(found, tuple) or len(found) != len(names):
            return None
        for name, value in zip(names, found, strict=True):
            if value is not None:
                setattr(into, name, value)
        self.used.add(key)
        return into

    def _filled(
        self, keys: Sequence[str], known: Sequence[Compiled | None], made: Sequence[Compiled], names: Sequence[str]
    ) -> list[Compiled]:
        """What was known and what was made, in the order asked for."""
        new = iter(made)
        return [old or self._new(key, names, next(new)) for key, old in zip(keys, known, strict=True)]

    def _new(self, key: str, names: Sequence[str], made: Compiled) -> Compiled:
        if key and made.document is not None and made.record is not None and not made.stopped:
            as_compiled = _TREES if names is _WRITTEN and not made.document.draft else ()
            self.fresh[key] = _dump(tuple(None if name in as_compiled else getattr(made, name) for name in names))
        return made


def _open(jobs: Sequence[Job], known: Sequence[Compiled | None]) -> list[Job]:
    return [job for job, old in zip(jobs, known, strict=True) if old is None]


def made_by_others(formats: Sequence[str]) -> bool:
    """Whether a file's bytes depend on another program and on this machine's fonts, as a PDF's: never known as made."""
    return "pdf" in formats


class _Reader(pickle.Unpickler):
    """Makes records of this program, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name, if it is one of ours."""
        if module not in _MODULES and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        found = super().find_class(module, name)
        if module in _MODULES and not (isinstance(found, type) and found.__module__ == module):
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found


def _dump(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return digest_of(body).encode() + b"\n" + body


def _load(file: str) -> object:
    """What a file of the cache holds; None where it is not there, damaged, or holds what none of ours does."""
    try:
        with open(file, "rb") as stream:
            digest, _, body = stream.read().partition(b"\n")
    except OSError:
        return None
    if digest != digest_of(body).encode():
        return None
    try:
        return _Reader(io.BytesIO(body)).load()
    except Exception:  # a file of this shape that we did not write may fail in any way
        return None
