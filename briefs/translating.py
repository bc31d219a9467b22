"""The locale commands: templates and data on one side, translation files on the other, read and saved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefs.brief import Brief
from briefs.catalogue import Message
from briefs.finding import Finding, Stops
from briefs.load import load_evidence
from briefs.pipeline import render_one
from briefs.project import SHARED, Project, load_project
from briefs.render import Said
from briefs.save import write_atomically
from briefs.settings import Settings
from briefs.translate import SHARED_LANGUAGE, PrintedForm, extract_messages, locale_status, status_table, update_locale

Domains = Mapping[str, tuple[Message, ...]]
Words = Mapping[tuple[str, str], Mapping[str, Said]]  # by domain and message, then by placeholder
Printed = dict[tuple[str, str], dict[str, PrintedForm]]


def extract_domains(root: Path) -> tuple[Domains, list[Finding]]:
    """Every message by the translation file it belongs to."""
    evidence, findings = load_evidence(root)
    if any(finding.stops is Stops.RUN for finding in findings):
        return {}, list(findings)
    domains, faults = extract_messages(root, evidence)
    return domains, [*findings, *faults]


def update_files(root: Path, settings: Settings, languages: Sequence[str]) -> tuple[list[str], list[Finding]]:
    """Bring the translation files up to date; the names of those that changed."""
    domains, findings = extract_domains(root)
    texts, faults = update_locale(root, domains, languages, printed_forms(root, settings, languages))
    findings += faults
    changed = []
    for path, text in texts.items():
        file = root / path
        if file.is_file() and file.read_bytes() == text.encode():
            continue
        fault = write_atomically(file, text.encode())
        if fault is not None:
            findings.append(fault)
        else:
            changed.append(path)
    return changed, findings


def status_of(root: Path, languages: Sequence[str]) -> tuple[str, list[dict[str, Any]], list[Finding]]:
    """How far each translation is: as a table for people and as records for programs."""
    domains, findings = extract_domains(root)
    rows, faults = locale_status(root, domains, languages)
    return status_table(rows), [row.record() for row in rows], [*findings, *faults]


def printed_forms(root: Path, settings: Settings, languages: Sequence[str]) -> Mapping[str, Printed]:
    """For each language: what every placeholder prints in the source language and in it.

    Where a brief can't be rendered yet, the comments simply lack the printed forms; `check` says why.
    """
    everything = list(dict.fromkeys([*settings.languages, *languages]))
    project, _ = load_project(root, settings, everything)
    if project is None:
        return {}
    forms: dict[str, Printed] = {tag: {} for tag in languages}
    for brief in project.briefs:
        said = {tag: _said(project, brief, tag) for tag in project.languages}
        for tag in languages:
            _pair(_source(said, brief), said.get(tag, {}), forms[tag])
    return forms


def _said(project: Project, brief: Brief, tag: str) -> Words:
    rendered, _ = render_one(project, brief, tag)
    return rendered.messages if rendered else {}


def _source(said: Mapping[str, Words], brief: Brief) -> Words:
    """What is printed in the language of each message: the brief's own, and that of the shared parts."""
    own = {key: names for key, names in said.get(brief.language, {}).items() if key[0] != SHARED}
    return own | {key: names for key, names in said.get(SHARED_LANGUAGE, {}).items() if key[0] == SHARED}


def _pair(source: Words, target: Words, forms: Printed) -> None:
    for key, names in source.items():
        theirs = target.get(key, {})
        pairs = {
            name: PrintedForm(said.text, theirs[name].text, theirs[name].parts)
            for name, said in names.items()
            if name in theirs
        }
        forms.setdefault(key, {}).update({name: form for name, form in pairs.items() if name not in forms.get(key, {})})
