"""The locale commands: templates and data on one side, translation files on the other, read and saved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefs.brief import Brief
from briefs.catalogue import Message
from briefs.domains import SHARED
from briefs.finding import Finding, Place, Severity, Stops
from briefs.folders import locale_folders
from briefs.language import load_language
from briefs.load import load_evidence
from briefs.pipeline import render_one
from briefs.project import Project, load_project
from briefs.render import Said
from briefs.save import write_atomically
from briefs.settings import Settings
from briefs.translate import SHARED_LANGUAGE, PrintedForm, extract_messages, locale_status, status_table, update_locale
from briefs.translate.new_language import find_locale, language_file
from briefs.translate.template_file import template_file, template_path

LANGUAGE_FILE = "language.yaml"
MENDED = ("byte-order-mark",)  # what a file is rid of when it is written anew
Domains = Mapping[str, tuple[Message, ...]]
Words = Mapping[tuple[str, str], Mapping[str, Said]]  # by domain and message, then by placeholder
Printed = dict[tuple[str, str], dict[str, PrintedForm]]


def extract_domains(root: Path) -> tuple[Domains, list[Finding]]:
    """Every message by the translation file it belongs to."""
    evidence, findings = load_evidence(root)
    if any(finding.stops is Stops.RUN for finding in findings):
        return {}, list(findings)
    domains, faults = extract_messages(root, evidence, locale_folders(root))
    return domains, [*findings, *faults]


def locale_languages(root: Path, settings: Settings, asked: Sequence[str], findings: list[Finding]) -> list[str]:
    """The languages asked for, as far as they have a folder; those of the project where none was asked for."""
    known = [*settings.languages, *(tag for tag in asked if (root / "locale" / tag / LANGUAGE_FILE).is_file())]
    for tag in asked:
        if tag not in known:
            hint = f"`locale new {tag}` begins one; there are: {', '.join(dict.fromkeys(known))}"
            fault = Finding("unknown-language", f"no language “{tag}”", Place("locale"), hint, stops=Stops.RUN)
            findings.append(fault)
    return [tag for tag in dict.fromkeys(known) if not asked or tag in asked]


def begin_language(root: Path, settings: Settings, tag: str) -> tuple[list[str], list[Finding]]:
    """Make a language's file, as far as CLDR knows it, and its translation files; their names, and what is missing."""
    path = f"locale/{tag}/{LANGUAGE_FILE}"
    locale = find_locale(tag)
    usual = str(locale).replace("_", "-")
    if locale is None or usual != tag:
        hint = f"did you mean {usual}?" if locale else "write a tag of BCP 47, such as de, pt-BR or zh-Hant"
        return [], [Finding("unknown-language", f"CLDR has no language “{tag}”", Place(path), hint, stops=Stops.RUN)]
    if (root / path).exists():
        hint = f"`locale update -l {tag}` brings its translation files up to date"
        return [], [Finding("language-exists", f"“{tag}” has its file already", Place(path), hint, stops=Stops.RUN)]
    english = next(file for folder in locale_folders(root) if (file := folder / "en" / LANGUAGE_FILE).is_file())
    text = language_file(tag, locale, english.read_text(encoding="utf-8"))
    fault = write_atomically(root / path, text.encode())
    if fault is not None:
        return [], [fault]
    written, findings = update_files(root, settings, [tag])
    _, missing = load_language(tag, locale_folders(root))
    findings += [_told(finding) for finding in missing if finding.rule != "untranslated"]
    if tag not in settings.languages:
        hint = "add it to languages in [tool.briefs] when its file is complete"
        message = f"briefs are not yet built in “{tag}”"
        findings.append(Finding("language-not-built", message, Place("pyproject.toml"), hint, Severity.INFORMATION))
    return [path, *written], findings


def _told(missing: Finding) -> Finding:
    """What is still to be filled in: no fault of a file that was just made."""
    return replace(missing, severity=Severity.INFORMATION, stops=Stops.NOTHING)


def write_templates(
    root: Path, settings: Settings, domains: Domains, *, renew: bool = False
) -> tuple[list[str], list[Finding]]:
    """Write a POT file for each domain with messages; those that changed. With `renew`, only where there is one."""
    wanted = [
        name for name, found in domains.items() if found and (not renew or (root / template_path(name)).is_file())
    ]
    forms = source_forms(root, settings) if wanted else {}
    texts = {
        template_path(name): template_file(
            domains[name], name, {text: said for (domain, text), said in forms.items() if domain == name}
        )
        for name in wanted
    }
    return _save_changed(root, texts)


def update_files(root: Path, settings: Settings, languages: Sequence[str]) -> tuple[list[str], list[Finding]]:
    """Bring the translation files up to date, and the templates that there are; the names of those that changed."""
    domains, findings = extract_domains(root)
    texts, faults = update_locale(
        root, domains, languages, printed_forms(root, settings, languages), locale_folders(root)
    )
    changed, unsaved = _save_changed(root, texts)
    faults = tuple(fault for fault in faults if fault.rule not in MENDED or fault.place.path not in changed)
    renewed, unrenewed = write_templates(root, settings, domains, renew=True)
    return [*changed, *renewed], [*findings, *faults, *unsaved, *unrenewed]


def _save_changed(root: Path, texts: Mapping[str, str]) -> tuple[list[str], list[Finding]]:
    """Save the files whose text is not what stands there; their names."""
    changed, findings = [], []
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
    rows, faults = locale_status(root, domains, languages, locale_folders(root))
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


def source_forms(root: Path, settings: Settings) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What every placeholder prints in the language of its source, as far as the briefs can be rendered."""
    project, _ = load_project(root, settings, list(settings.languages))
    forms: dict[tuple[str, str], Mapping[str, str]] = {}
    if project is None:
        return forms
    for brief in project.briefs:
        said = {tag: _said(project, brief, tag) for tag in project.languages}
        for key, names in _source(said, brief).items():
            forms.setdefault(key, {name: one.text for name, one in names.items()})
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
