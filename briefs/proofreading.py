"""Proofreading: every translation file of a language held to its standards, and mended where that is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from briefs.catalogue import Catalogue, Message, read_catalogue
from briefs.check import TypedText, number_typed, words_not_read, wrong_word
from briefs.domains import DATA
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Severity, Stops
from briefs.folders import locale_folders, reading_folders
from briefs.glossary import FILE as GLOSSARY
from briefs.glossary import Glossary, read_glossary
from briefs.language import load_language
from briefs.load import load_evidence
from briefs.project import words_with_numbers
from briefs.save import write_atomically
from briefs.translate import catalogue_path, extract_messages, messages_for
from briefs.translate.check import check_catalogue, mend_catalogue
from briefs.translate.check_plurals import check_categories
from briefs.translate.checked import Standards
from briefs.translate.proofreading import FILE, Proofreading, read_proofreading


class Proofread(Struct):
    """What proofreading came to."""

    files: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def proofread(root: Path, languages: Sequence[str], *, fix: bool = False) -> Proofread:
    """Check the translation files of these languages; with `fix`, write the right signs first."""
    outcome = Proofread()
    evidence, findings = load_evidence(root)
    outcome.findings += findings
    if any(finding.stops is Stops.RUN for finding in findings):
        return outcome
    domains, findings = extract_messages(root, evidence, locale_folders(root))
    outcome.findings += findings
    glossary = _read_glossary(root, outcome.findings)
    for tag in languages:
        standards = _standards(root, tag, glossary, outcome.findings)
        outcome.findings += words_not_read([tag] if standards.language else [], reading_folders(root))
        for domain, messages in domains.items():
            _proofread_file(root, domain, messages_for(messages, tag), standards, evidence, outcome, fix)
    return outcome


def _proofread_file(
    root: Path, domain: str, messages: Sequence[Message], standards: Standards, evidence: Evidence,
    outcome: Proofread, fix: bool,
) -> None:  # fmt: skip
    path = catalogue_path(standards.tag, domain)
    if not (root / path).is_file():
        return
    outcome.files.append(path)
    data = (root / path).read_bytes()
    catalogue, findings = read_catalogue(data, path)
    if catalogue is not None and fix and (text := mend_catalogue(catalogue, standards)) is not None:
        fault = write_atomically(root / path, text.encode())
        if fault is None:
            outcome.mended.append(path)
            catalogue, findings = read_catalogue(text.encode(), path)
        else:
            outcome.findings.append(fault)
    outcome.findings += findings
    if catalogue is not None:
        outcome.findings += check_catalogue(catalogue, messages, standards)
        may = words_with_numbers(evidence) if domain == DATA else frozenset[str]()
        outcome.findings += number_typed(_texts(catalogue, may, ""), reading_folders(root))
        outcome.findings += wrong_word(_texts(catalogue, frozenset(), "ignore-check-glossary"), standards.glossary)
        outcome.findings += _out_of_date(catalogue, messages)


def _texts(catalogue: Catalogue, without: frozenset[str], flag: str) -> Iterator[TypedText]:
    """The texts that would be printed; not those of some sources or with a flag."""
    for message in catalogue.index.values():
        if message.id not in without and not message.fuzzy and flag not in message.flags:
            forms = zip(message.forms, message.forms_at, strict=True)
            yield from (TypedText(text, catalogue.language, at) for text, at in forms)


def _out_of_date(catalogue: Catalogue, messages: Sequence[Message]) -> Iterator[Finding]:
    wanted = {message.key for message in messages}
    new, gone = len(wanted - catalogue.index.keys()), len(catalogue.index.keys() - wanted)
    if new or gone:
        message = f"{new} passages of today are not in this file, {gone} in it are no longer printed"
        hint = "run `locale update`"
        yield Finding("translation-file-behind", message, Place(catalogue.path, 1), hint, Severity.INFORMATION)


def _standards(root: Path, tag: str, glossary: Glossary, found: list[Finding]) -> Standards:
    """The language as it is printed without a house style: that is how its translations are typed."""
    language, findings = load_language(tag, locale_folders(root))
    found += [finding for finding in findings if finding.rule != "untranslated"]  # `locale status` counts those
    if language is not None:
        found += check_categories(language)
    return Standards(tag, language, _read_proofreading(root, tag, found), glossary)


def _read_proofreading(root: Path, tag: str, found: list[Finding]) -> Proofreading:
    for folder in locale_folders(root):
        file = folder / tag / FILE
        if file.is_file():
            rules, findings = read_proofreading(file.read_bytes(), f"locale/{tag}/{FILE}")
            found += findings
            return rules
    return Proofreading()


def _read_glossary(root: Path, found: list[Finding]) -> Glossary:
    if not (root / GLOSSARY).is_file():
        return Glossary()
    glossary, findings = read_glossary((root / GLOSSARY).read_bytes())
    found += findings
    return glossary
