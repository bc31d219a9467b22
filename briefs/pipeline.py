"""The pipeline: render → parse → note → check → write → audit, in that order, for one brief in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit import AUDITORS, Gate, Reading
from briefs.brief import Brief
from briefs.check import CHECKS, PAIR_CHECKS, PART_CHECKS, Subject
from briefs.document import Document
from briefs.draft import mark_draft
from briefs.evidence import Date, Record
from briefs.finding import Finding, Place, Severity, Stops
from briefs.folders import locale_folders, template_folders
from briefs.note import note_document, record_document
from briefs.parse import parse_document
from briefs.project import Project
from briefs.pseudo import is_pseudo
from briefs.release.corrected import add_notices, check_document
from briefs.release.scrub import scrub_file
from briefs.render import Rendered, render_brief
from briefs.settings import source_date
from briefs.summary import PART, fit_page, summarise
from briefs.write import WRITERS


class Compiled(Struct):
    """One brief in one language on its way: its tree, its printed record, what was written, what was found."""

    brief: Brief
    language: str
    document: Document | None = None
    record: Record | None = None
    outputs: dict[str, bytes] = field(default_factory=dict)  # by format
    readings: dict[str, Reading] = field(default_factory=dict)  # the outputs as they were read back
    findings: list[Finding] = field(default_factory=list)
    parsed: Document | None = None  # before its notes were made
    unprinted: tuple[tuple[str, Place], ...] = ()
    part: str = ""  # "" for the whole brief, else what was drawn from it
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)  # what the manifest says of each output

    @property
    def name(self) -> str:
        """What its files are called, without their suffix."""
        return ".".join(piece for piece in (self.brief.name, self.language, self.part) if piece)

    @property
    def stopped(self) -> bool:
        """Whether this document may not be saved at all."""
        return any(finding.stops is not Stops.NOTHING for finding in self.findings)


def render_one(project: Project, brief: Brief, tag: str) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """One brief rendered in one language."""
    return render_brief(
        brief, project.languages[tag], project.evidence, project.catalogues_of(brief, tag),
        template_folders(project.root), project.root, tuple(project.languages),
    )  # fmt: skip


def compile_brief(project: Project, brief: Brief, tag: str, release: bool = False) -> Compiled:
    """Render, parse, note and check; the findings of all four."""
    compiled = Compiled(brief, tag)
    language, evidence = project.languages[tag], project.evidence
    rendered, findings = render_one(project, brief, tag)
    compiled.findings.extend(findings)
    if rendered is None:
        return compiled
    document, findings = parse_document(
        brief.name, rendered.text, rendered.slots, language=tag, direction=language.direction, meta=rendered.meta,
        wordings=rendered.wordings, words=language.words, start=Place(brief.path, 1),
    )  # fmt: skip
    compiled.findings.extend(findings)
    if project.settings.policy.correction_notices:
        document = add_notices(document, project.corrections, language)
    compiled.parsed, compiled.unprinted = document, rendered.unprinted
    full_form = project.csl.full_form(tag) if project.csl else None
    document, compiled.record, findings = note_document(document, evidence, language, full_form)
    compiled.document = replace(document, note_style=project.settings.notes, made_on=source_date())
    compiled.findings.extend(findings)
    subject = subject_of(project, compiled, release)
    checks = () if is_pseudo(tag) else CHECKS  # its words say nothing
    compiled.findings.extend(finding for check in checks for finding in check(subject))
    if not is_pseudo(tag):
        compiled.findings.extend(check_document(project.corrections, document, compiled.record, evidence))
    return compiled


def compile_summary(project: Project, whole: Compiled, release: bool = False) -> Compiled:
    """The one-page summary of a compiled brief: its own notes and record; a draft where the brief is one."""
    if whole.parsed is None or whole.document is None:
        return whole
    language, lexicon = project.languages[whole.language], project.lexicons[whole.language]
    parsed = summarise(whole.parsed, lexicon)
    noted, record, findings = note_document(parsed, project.evidence, language)
    document, overfull = fit_page(replace(noted, note_style=project.settings.notes, made_on=source_date()))
    summary = Compiled(whole.brief, whole.language, document, record, parsed=parsed, part=PART)
    subject = subject_of(project, summary, release)
    own = [*findings, *overfull, *(finding for check in PART_CHECKS for finding in check(subject))]
    summary.findings.extend(dict.fromkeys([*whole.findings, *own]))
    return summary


def subject_of(project: Project, compiled: Compiled, release: bool = False) -> Subject:
    """What the checks look at."""
    assert compiled.document is not None
    assert compiled.record is not None
    parts = [int(part) for part in str(compiled.brief.front.get("figures_as_at") or "9999").split("-")]
    language = project.languages[compiled.language]
    abbreviations = frozenset(word.casefold() for word in language.abbreviations)
    return Subject(
        compiled.document, compiled.record, project.evidence, Date(*parts), release, compiled.parsed, compiled.brief,
        project.lexicons[compiled.language], project.glossary, project.settings.policy, abbreviations,
        compiled.unprinted,
    )  # fmt: skip


def compare_languages(project: Project, compiled: Sequence[Compiled]) -> list[Finding]:
    """The checks that look at all languages of a brief together."""
    real = [one for one in compiled if one.document is not None and not is_pseudo(one.language)]
    whole = tuple(subject_of(project, one) for one in real)
    return [finding for check in PAIR_CHECKS for finding in check(whole)]


def write_document(project: Project, compiled: Compiled, formats: Sequence[str], extra: Sequence[Finding] = ()) -> None:
    """Write the document in each format and read each back; a difference or an unverified figure keeps it unsaved."""
    if compiled.document is None or compiled.record is None or compiled.stopped:
        return
    errors = [finding for finding in (*compiled.findings, *extra) if finding.severity is Severity.ERROR]
    if errors:
        compiled.document = mark_draft(compiled.document, errors)
        compiled.record = record_document(compiled.document, project.evidence, project.languages[compiled.language])
    gate = Gate.of(compiled.record, project.evidence, locale_folders(project.root))
    # Among words of another language, or accented ones, a number can't be judged; neither is ever released.
    worded = not is_pseudo(compiled.language) and all(finding.rule != "untranslated" for finding in errors)
    for form in formats:
        suffix, write = WRITERS[form]
        data, findings = write(compiled.document, project.reference)
        compiled.findings.extend(findings)
        if data is None:
            continue
        compiled.outputs[form] = data
        path = compiled.name + suffix
        compiled.findings.extend(scrub_file(data, path, form))
        reading, faults = AUDITORS[form].read(data, path)
        compiled.findings.extend(fault.stopping(Stops.DOCUMENT) for fault in faults)
        if reading is not None:
            compiled.readings[form] = reading
            compiled.findings.extend(gate.refuse(reading, verdicts=worded))
