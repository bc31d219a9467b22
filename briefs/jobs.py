"""Several processes at work on a build: what they make is, in every byte and in its order, what one would make."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from typing import TypeVar

from briefs.making import Said, ToCompile, ToWrite, compile_job, write_job
from briefs.pipeline import Compiled
from briefs.project import Project

Job = TypeVar("Job", ToCompile, ToWrite)
_projects: dict[bytes, Project] = {}  # of a process that helps: the one it was last given


class Together:
    """The process that was started and its helpers: they take jobs from the beginning, it takes them from the end."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self._packed: tuple[Project | None, bytes] = (None, b"")

    def compile(self, project: Project, jobs: Sequence[ToCompile], said: Said) -> list[Compiled]:
        """Each brief compiled and checked."""
        said(f"{len(jobs)} documents")
        return self._share(compile_job, project, jobs)

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back, and described for the manifest."""
        return self._share(write_job, project, jobs)

    def _share(self, work: Callable[[Project, Job], Compiled], project: Project, jobs: Sequence[Job]) -> list[Compiled]:
        packed = self._pack(project)
        waiting = [self._hand_out(work, packed, job) for job in jobs]
        made: dict[int, Compiled] = {}
        for number in reversed(range(len(jobs))):
            handed = waiting[number]
            if handed is None or handed.cancel():
                made[number] = work(project, jobs[number])
        for number, handed in enumerate(waiting):
            if number not in made and handed is not None:
                try:
                    made[number] = handed.result()
                except BrokenProcessPool:  # a helper was ended from outside: its job is done here
                    made[number] = work(project, jobs[number])
        return [made[number] for number in range(len(jobs))]

    def _hand_out(self, work: Callable[[Project, Job], Compiled], packed: bytes, job: Job) -> Future[Compiled] | None:
        try:
            return self.executor.submit(_help, work, packed, job)
        except BrokenProcessPool:
            return None

    def _pack(self, project: Project) -> bytes:
        if self._packed[0] is not project:
            self._packed = (project, pickle.dumps(project, pickle.HIGHEST_PROTOCOL))
        return self._packed[1]


def _help(work: Callable[[Project, Job], Compiled], packed: bytes, job: Job) -> Compiled:
    """A job done in a process that helps; the project is unpacked once."""
    key = sha256(packed).digest()
    if key not in _projects:
        _projects.clear()
        _projects[key] = pickle.loads(packed)
    made = work(_projects[key], job)
    made.readings.clear()  # what is to be told of them is in the entries
    return made
