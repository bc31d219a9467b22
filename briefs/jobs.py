"""Several processes at work on a build: what they make is, in every byte and in its order, what one would make."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.finding import Severity
from briefs.making import Beside, Said, ToCompile, ToWrite, compile_job, write_job
from briefs.pipeline import Compiled
from briefs.processes import Helper, Pipe
from briefs.project import Project

_WRITTEN = ("findings", "outputs", "entries", "document", "record")
Written = dict[str, Any]  # what writing a document added to it, or changed


class Made(Struct):
    """What one process made of its share of a build."""

    compiled: list[Compiled] = field(default_factory=list)
    ahead: list[Written | None] = field(default_factory=list)  # written before all was known; each of the above


class Together:
    """The process that was started and its helpers, each with every n-th document; it does the work beside, too.

    Nobody waits before a document is written: it is written as if the rest of the build had found no error that it must
    show. Where that was wrong, it is written again, by who compiled it.
    """

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.helpers: list[Helper] = []
        self.made_by: dict[int, tuple[int, int]] = {}  # who made what, by its id: the helper, its number there
        self.ahead: dict[int, Written] = {}  # what was written at once, by the id of what was compiled

    def __enter__(self) -> Together:
        """Nobody is started before there is work."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """All helpers are ended, whatever happened."""
        for helper in self.helpers:
            helper.end()

    def compile(
        self, project: Project, jobs: Sequence[ToCompile], said: Said, beside: Sequence[Beside] = ()
    ) -> tuple[list[Compiled], list[Any]]:
        """Each brief compiled and checked; and what came of the work beside."""
        said(f"{len(jobs)} documents")
        each = max(1, min(self.processes, len(jobs)))
        *others, own = [jobs[first::each] for first in range(each)]  # our own share is never the longest
        self.helpers = [self.start(project, share) for share in others]
        told = [work(project) for work in beside]
        made = {each - 1: _make(project, own)}
        for first, (helper, share) in enumerate(zip(self.helpers, others, strict=True)):
            made[first] = helper.answer() or _make(project, share)
            self.made_by |= {id(one): (first, place) for place, one in enumerate(made[first].compiled)}
        for which in made.values():
            self.ahead |= {id(one): ahead for one, ahead in zip(which.compiled, which.ahead, strict=True) if ahead}
        return [made[number % each].compiled[number // each] for number in range(len(jobs))], told

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back, and described for the manifest."""
        made = {id(job): _take(job.compiled, self.ahead[id(job.compiled)]) for job in jobs if self._is_written(job)}
        shares: dict[int, list[ToWrite]] = {}
        for job in jobs:
            if id(job) not in made and id(job.compiled) in self.made_by:
                shares.setdefault(self.made_by[id(job.compiled)][0], []).append(job)
        for which, share in shares.items():
            self.helpers[which].ask([self._told(job) for job in share])
        for job in jobs:
            if id(job) not in made and id(job.compiled) not in self.made_by:
                made[id(job)] = write_job(project, job)
        for which, share in shares.items():
            for job, written in zip(share, self.helpers[which].answer() or (), strict=False):
                made[id(job)] = _take(job.compiled, written)
        return [made.get(id(job)) or write_job(project, job) for job in jobs]

    def start(self, project: Project, jobs: Sequence[ToCompile]) -> Helper:
        """A helper at work on these."""
        return Helper(_help, project, jobs)

    def _is_written(self, job: ToWrite) -> bool:
        """Whether what was written at once is what is wanted: the rest of the build found no error in it."""
        return id(job.compiled) in self.ahead and all(found.severity is not Severity.ERROR for found in job.extra)

    def _told(self, job: ToWrite) -> tuple[int, ToWrite]:
        """What a helper is asked: the number of what it compiled, and the job without that."""
        return self.made_by[id(job.compiled)][1], replace(job, compiled=Compiled(job.compiled.brief, ""))


def _make(project: Project, jobs: Sequence[ToCompile]) -> Made:
    """A share of a build."""
    made = Made()
    for job in jobs:
        made.compiled.append(compile_job(project, job))
        ahead = ToWrite(made.compiled[-1], job.formats, (), job.release)
        made.ahead.append(_write(project, ahead) if job.formats else None)
    return made


def _write(project: Project, job: ToWrite) -> Written:
    """What writing adds to the document, which is left as it was compiled: it may be written once more."""
    before = job.compiled
    copy = replace(before, findings=[*before.findings], outputs={}, readings={}, entries={})
    made = write_job(project, replace(job, compiled=copy))
    kept = _WRITTEN[:3] if made.document is before.document else _WRITTEN  # a draft's text was marked
    return {name: getattr(made, name) for name in kept}


def _help(pipe: Pipe, project: Project, jobs: Sequence[ToCompile]) -> None:
    """A helper's work: it makes its share, tells it, and writes those documents again that it is asked for."""
    made = _make(project, jobs)
    pipe.send(made)
    asked: Sequence[tuple[int, ToWrite]] = pipe.recv()
    pipe.send([_write(project, replace(job, compiled=made.compiled[number])) for number, job in asked])


def _take(compiled: Compiled, written: Written) -> Compiled:
    for name, value in written.items():
        setattr(compiled, name, value)
    return compiled
