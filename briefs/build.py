"""Build: every brief in every language and format, saved only once it has been read back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefs import __version__
from briefs.check import EVIDENCE_CHECKS, TypedText, number_typed, unused_fact, words_not_read, wrong_word
from briefs.finding import Finding, Place, Severity
from briefs.folders import brief_names, reading_folders
from briefs.made import made_by_others
from briefs.making import Beside, Maker, OneByOne, Said, ToCompile, ToWrite
from briefs.pipeline import Compiled, compare_languages, compile_summary, subject_of
from briefs.project import Project, typed_texts
from briefs.pseudo import plain_tag, refuse_release
from briefs.release.corrected import check_corrections
from briefs.release.embargo import embargo_faults
from briefs.release.versions import commit_of, versions
from briefs.report import exit_code
from briefs.save import (
    MANIFEST,
    edited_by_hand,
    input_digests,
    left_over,
    manifest_bytes,
    read_manifest,
    write_atomically,
)  # fmt: skip
from briefs.unchanged.inputs import digest_of, file_digest
from briefs.write import WRITERS

ONE_BY_ONE = OneByOne()


class Outcome(Struct):
    """What a build or a check came to."""

    compiled: list[Compiled] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # documents not saved, the last good file left
    written: dict[str, str] = field(default_factory=dict)  # the digest of each file now in place, the manifest's too


class Wish(Struct, frozen=True):
    """What the caller asked for."""

    languages: Sequence[str]
    formats: Sequence[str]
    folder: Path
    release: bool = False
    replace: bool = False
    part: str = ""  # summary, or the whole brief


def compile_all(
    project: Project, languages: Sequence[str], said: Said, release: bool = False, maker: Maker = ONE_BY_ONE,
    formats: Sequence[str] = (),
) -> Outcome:  # fmt: skip
    """Every brief compiled and checked in each of its languages; with the checks on the data and typed texts.

    With `formats`, they may be written in these at once.
    """
    outcome = Outcome()
    jobs = [
        ToCompile(brief, tag, release, formats)
        for brief in project.briefs for tag in project.languages_of(brief, languages)
    ]  # fmt: skip
    typed = tuple(typed_texts(project))  # first of all: this compiles the templates, for helpers to be split off too
    beside: list[Beside] = [check_data, partial(check_typed, typed)]
    outcome.compiled, (of_data, of_texts) = maker.compile(project, jobs, said, beside)
    outcome.findings.extend((*of_data, *of_texts))
    outcome.findings.extend(check_corrections(project.corrections, project.evidence, brief_names(project.root)))
    tags = (plain_tag(job.language) for job in jobs)
    outcome.findings.extend(words_not_read(tags, reading_folders(project.root)))
    for brief in project.briefs:
        of_brief = [one for one in outcome.compiled if one.brief.name == brief.name]
        outcome.findings.extend(compare_languages(project, of_brief))
    return outcome


def check_data(project: Project) -> list[Finding]:
    """What the checks say of the data alone."""
    return [finding for check in EVIDENCE_CHECKS for finding in check(project.evidence)]


def check_typed(typed: Sequence[TypedText], project: Project) -> list[Finding]:
    """What the checks say of all texts that a person typed."""
    return [*number_typed(typed, reading_folders(project.root)), *wrong_word(typed, project.glossary)]


def unused_facts(project: Project, outcome: Outcome) -> list[Finding]:
    """The facts that none of the documents uses, as information."""
    made = [subject_of(project, one) for one in outcome.compiled if one.document is not None]
    return list(unused_fact(project.evidence, made))


def build_all(project: Project, wish: Wish, said: Said, maker: Maker = ONE_BY_ONE) -> Outcome:
    """Compile, write, read back and save."""
    refused = refuse_release(wish.languages) if wish.release else []
    if refused:
        return Outcome(findings=refused)
    at_once = () if wish.part or made_by_others(wish.formats) else wish.formats
    outcome = compile_all(project, wish.languages, said, wish.release, maker, at_once)
    if wish.release:
        outcome.findings.extend(_unapproved(project, outcome.compiled))
    if wish.part:
        outcome.compiled = [compile_summary(project, one, wish.release) for one in outcome.compiled]
    if wish.release:
        outcome.findings.extend(follow_later(project, wish.languages))
        outcome.findings.extend(embargo_faults(project.briefs, datetime.now(UTC).date()))
    manifest = read_manifest(wish.folder)
    names = [_name(one, form) for one in outcome.compiled for form in wish.formats]
    if not wish.replace:
        edited = edited_by_hand(wish.folder, names, manifest)
        if edited:
            outcome.findings.extend(edited)
            return outcome
    jobs = [ToWrite(one, wish.formats, findings_on(outcome.findings, one), wish.release) for one in outcome.compiled]
    outcome.compiled = maker.write(project, jobs)
    _save(project, wish, outcome, manifest)
    return outcome


def _unapproved(project: Project, compiled: Sequence[Compiled]) -> list[Finding]:
    """What the policy's roles have not approved; only such a policy needs what reads approvals."""
    if not project.settings.policy.approvals:
        return []
    from briefs.release.approval import release_faults

    return release_faults(project, compiled)


def follow_later(project: Project, languages: Sequence[str]) -> list[Finding]:
    """What a release of some languages says of the others, brief by brief: that they follow."""
    found = []
    for brief in project.briefs:
        made, others = project.languages_of(brief, languages), project.other_languages(brief, languages)
        if made and others:
            message = f"this release has {brief.name} in {', '.join(made)}; {', '.join(others)} will follow"
            hint = f"to release it in all its languages, leave out -l {' -l '.join(made)}"
            found.append(Finding("language-follows", message, Place(brief.path), hint, Severity.INFORMATION))
    return found


def findings_on(findings: Sequence[Finding], compiled: Compiled) -> list[Finding]:
    """The findings of the whole build that this document shows: in its template and translations, and in its facts."""
    tag, name = compiled.language, compiled.brief.name
    files = (compiled.brief.path, f"locale/{tag}/{name}.po", f"locale/{tag}/shared.po")
    facts = {printed.fact for printed in compiled.record.printed} if compiled.record else set()
    return [
        finding
        for finding in findings
        if finding.place.path in files
        or finding.place.path.startswith("templates/_")
        or any(fact and f"“{fact}”" in finding.message for fact in facts)
    ]


def all_findings(outcome: Outcome) -> list[Finding]:
    """Every finding once, in the order of files and lines."""
    found = dict.fromkeys([*outcome.findings, *(finding for one in outcome.compiled for finding in one.findings)])
    return sorted(found, key=lambda finding: (finding.place.path, finding.place.line or 0, finding.place.column or 0))


def _name(compiled: Compiled, form: str) -> str:
    return compiled.name + WRITERS[form][0]


def _save(project: Project, wish: Wish, outcome: Outcome, manifest: dict[str, Any]) -> None:
    """Put the files in place, then the manifest that names them."""
    failed = exit_code(all_findings(outcome)) != 0
    for one in outcome.compiled:
        for form in wish.formats:
            name = _name(one, form)
            data = one.outputs.get(form)
            if data is None or form not in one.entries or (wish.release and failed):
                outcome.kept.append(name)
                continue
            fault = write_atomically(wish.folder / name, data)
            if fault is not None:
                outcome.findings.append(fault)
                outcome.kept.append(name)
                continue
            manifest["outputs"][name] = one.entries[form]
            outcome.saved.append(name)
            outcome.written[name] = digest_of(data)
    if not outcome.saved:
        return
    _tell_left_over(project, wish, outcome, manifest)
    manifest["program"] = {"name": "advocacy-briefs", "version": __version__}
    manifest["versions"] = versions()
    manifest.pop("commit", None)
    if commit := commit_of(project.root):
        manifest["commit"] = commit
    manifest["inputs"] = (project.ahead and project.ahead.digests()) or input_digests(project.root)
    data = manifest_bytes(manifest)
    fault = write_atomically(wish.folder / MANIFEST, data)
    if fault is not None:
        outcome.findings.append(fault)
    outcome.written[MANIFEST] = digest_of(data)


def _tell_left_over(project: Project, wish: Wish, outcome: Outcome, manifest: dict[str, Any]) -> None:
    """Tell of files that an earlier build wrote and none would write now; they are not deleted: some were released."""
    names, made = brief_names(project.root), {(one.brief.name, one.language) for one in outcome.compiled}
    asked = {brief.name for brief in project.briefs}

    def is_made(brief: str, tag: str) -> bool:
        if brief in asked and tag in wish.languages:
            return (brief, tag) in made
        return brief in names and plain_tag(tag) in project.settings.languages

    for name, finding in left_over(wish.folder, manifest, is_made).items():
        outcome.findings.append(finding)
        outcome.written[name] = file_digest(str(wish.folder / name))
