"""Several processes at work on a build: what they make is, in every byte and in its order, what one would make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from briefs.making import Said, ToCompile, ToWrite, compile_job, write_job
from briefs.pipeline import Compiled
from briefs.processes import Helper
from briefs.project import Project

_WRITTEN = ("findings", "outputs", "entries", "document", "record")


class Together:
    """The process that was started and its helpers, each with every n-th document; who compiled one also writes it."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.helpers: list[Helper] = []
        self.made_by: dict[int, tuple[int, int]] = {}  # who made what, by its id: the helper, its number there

    def __enter__(self) -> Together:
        """Nobody is started before there is work."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """All helpers are ended, whatever happened."""
        for helper in self.helpers:
            helper.end()

    def compile(self, project: Project, jobs: Sequence[ToCompile], said: Said) -> list[Compiled]:
        """Each brief compiled and checked."""
        said(f"{len(jobs)} documents")
        shares = [range(first, len(jobs), self.processes) for first in range(1, min(self.processes, len(jobs)))]
        self.helpers = [self.start(project, [jobs[number] for number in share]) for share in shares]
        made = {number: compile_job(project, jobs[number]) for number in range(0, len(jobs), self.processes)}
        for which, (helper, share) in enumerate(zip(self.helpers, shares, strict=True)):
            for place, (number, one) in enumerate(zip(share, helper.answer() or (), strict=False)):
                made[number] = one
                self.made_by[id(one)] = (which, place)
        return [made.get(number) or compile_job(project, job) for number, job in enumerate(jobs)]

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back, and described for the manifest."""
        shares: dict[int, list[ToWrite]] = {}
        for job in jobs:
            if id(job.compiled) in self.made_by:
                shares.setdefault(self.made_by[id(job.compiled)][0], []).append(job)
        for which, share in shares.items():
            self.helpers[which].ask([self._told(job) for job in share])
        made = {id(job): write_job(project, job) for job in jobs if id(job.compiled) not in self.made_by}
        for which, share in shares.items():
            for job, written in zip(share, self.helpers[which].answer() or (), strict=False):
                made[id(job)] = _take(job.compiled, written)
        return [made.get(id(job)) or write_job(project, job) for job in jobs]

    def start(self, project: Project, jobs: Sequence[ToCompile]) -> Helper:
        """A helper at work on these documents."""
        return Helper(_help, project, jobs)

    def _told(self, job: ToWrite) -> tuple[int, ToWrite]:
        """What a helper is asked: the number of what it compiled, and the job without that."""
        return self.made_by[id(job.compiled)][1], replace(job, compiled=Compiled(job.compiled.brief, ""))


def _help(pipe: Connection, project: Project, jobs: Sequence[ToCompile]) -> None:
    """A helper's work: it compiles its documents, tells them, and writes those that it is asked for."""
    compiled = [compile_job(project, job) for job in jobs]
    pipe.send(compiled)
    asked: Sequence[tuple[int, ToWrite]] = pipe.recv()
    written = []
    for number, job in asked:
        before = compiled[number].document
        made = write_job(project, replace(job, compiled=compiled[number]))
        kept = _WRITTEN[:3] if made.document is before else _WRITTEN  # a draft's text was marked
        written.append({name: getattr(made, name) for name in kept})
    pipe.send(written)


def _take(compiled: Compiled, written: dict[str, Any]) -> Compiled:
    for name, value in written.items():
        setattr(compiled, name, value)
    return compiled
