"""The two jobs of a build, done for one document at a time: compile it; write it and read it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct

from briefs.brief import Brief
from briefs.finding import Finding
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import Project
from briefs.release.corrected import describe_corrections
from briefs.release.describe import describe_output
from briefs.save import manifest_entry

Said = Callable[[str], None]
Beside = Callable[[Project], Any]  # work on the whole project that waits for no document, nor a document for it


class ToCompile(Struct, frozen=True):
    """A brief that is to be compiled in a language, and the formats that it may be written in at once."""

    brief: Brief
    language: str
    release: bool = False
    formats: Sequence[str] = ()


class ToWrite(Struct, frozen=True):
    """A document that is to be written, with the findings of the whole build that it shows."""

    compiled: Compiled
    formats: Sequence[str]
    extra: Sequence[Finding] = ()
    release: bool = False


class Maker(Protocol):
    """Does the jobs of a build, and gives what came of them in the order asked for."""

    def compile(
        self, project: Project, jobs: Sequence[ToCompile], said: Said, beside: Sequence[Beside] = ()
    ) -> tuple[list[Compiled], list[Any]]:
        """Each brief compiled and checked; and what came of the work beside."""
        ...

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back, and described for the manifest."""
        ...


class OneByOne:
    """Does one job after the other."""

    def compile(
        self, project: Project, jobs: Sequence[ToCompile], said: Said, beside: Sequence[Beside] = ()
    ) -> tuple[list[Compiled], list[Any]]:
        """Each brief compiled and checked; and what came of the work beside."""
        told, made = [work(project) for work in beside], []
        for job in jobs:
            said(f"{job.brief.name} ({job.language})")
            made.append(compile_job(project, job))
        return made, told

    def write(self, project: Project, jobs: Sequence[ToWrite]) -> list[Compiled]:
        """Each document written, read back, and described for the manifest."""
        return [write_job(project, job) for job in jobs]


def compile_job(project: Project, job: ToCompile) -> Compiled:
    """One brief compiled and checked."""
    return compile_brief(project, job.brief, job.language, job.release)


def write_job(project: Project, job: ToWrite) -> Compiled:
    """The document written in each format, read back, and described for the manifest as far as it can be saved."""
    made = job.compiled
    write_document(project, made, job.formats, job.extra)
    if job.release and "docx" in made.outputs:
        from briefs.audit.accessibility import check_accessibility

        made.findings.extend(check_accessibility(made.outputs["docx"], f"{made.name}.docx"))
    if made.stopped or made.document is None or made.record is None:
        return made
    corrections = describe_corrections(project.corrections, made.brief.name, made.language)
    for form, data in made.outputs.items():
        entry = manifest_entry(data, made.record, form=form, draft=made.document.draft, release=job.release)
        about = describe_output(made.document, made.record, project.evidence, made.readings[form])
        made.entries[form] = entry | about | ({"corrections": corrections} if corrections else {})
    return made
