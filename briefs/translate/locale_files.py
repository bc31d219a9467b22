"""The translation files of a project: read together, brought up to date, measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from briefs.catalogue import Catalogue, Message, check_placeholders, check_texts, read_catalogue
from briefs.finding import Finding, Stops
from briefs.language import PROGRAM
from briefs.translate.merge import messages_for
from briefs.translate.program import comes_with_program
from briefs.translate.status import CatalogueStatus, measure_catalogue
from briefs.translate.update import Printed, update_catalogue

Extracted = Mapping[str, tuple[Message, ...]]
Catalogues = Mapping[tuple[str, str], Catalogue]  # by language and domain


def catalogue_path(language: str, domain: str) -> str:
    """Where a translation file stands, from the project root on."""
    return f"locale/{language}/{domain}.po"


def wanted_messages(
    root: Path, extracted: Extracted, language: str, domain: str, folders: Sequence[Path]
) -> tuple[Message, ...]:
    """What is to be translated into a language in one file; nothing that came translated with the program."""
    if domain == PROGRAM and comes_with_program(root, language, folders):
        return ()
    return messages_for(extracted[domain], language)


def read_catalogues(
    root: Path, languages: Iterable[str], domains: Iterable[str]
) -> tuple[Catalogues, tuple[Finding, ...]]:
    """The translation files there are, and all that is wrong with them."""
    found: dict[tuple[str, str], Catalogue] = {}
    findings: list[Finding] = []
    names = tuple(domains)
    for language in languages:
        for domain in names:
            path = catalogue_path(language, domain)
            if not (root / path).is_file():
                continue
            catalogue, faults = read_catalogue((root / path).read_bytes(), path)
            findings += faults
            if catalogue is not None:
                found[language, domain] = catalogue
                findings += (*check_placeholders(catalogue), *check_texts(catalogue))
    return found, tuple(findings)


def update_locale(
    root: Path,
    extracted: Extracted,
    languages: Iterable[str],
    printed: Mapping[str, Printed],
    folders: Sequence[Path] = (),
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """The new text of every translation file by its path; a file that cannot be read is left as it is."""
    tags = tuple(languages)
    catalogues, findings = read_catalogues(root, tags, extracted)
    unreadable = {finding.place.path for finding in findings if finding.stops is Stops.RUN}
    texts = {}
    for language in tags:
        for domain, messages in extracted.items():
            path = catalogue_path(language, domain)
            catalogue = catalogues.get((language, domain))
            if path in unreadable or not (wanted_messages(root, extracted, language, domain, folders) or catalogue):
                continue
            texts[path] = update_catalogue(catalogue, messages, language, printed.get(language, {}), domain)
    return texts, findings


def locale_status(
    root: Path, extracted: Extracted, languages: Iterable[str], folders: Sequence[Path] = ()
) -> tuple[tuple[CatalogueStatus, ...], tuple[Finding, ...]]:
    """How far each translation file is, for every language and domain in which there is something to translate."""
    tags = tuple(languages)
    catalogues, findings = read_catalogues(root, tags, extracted)
    rows = [
        measure_catalogue(catalogues.get((language, domain)), messages, language, domain)
        for language in tags
        for domain, messages in extracted.items()
        if wanted_messages(root, extracted, language, domain, folders)
    ]
    return tuple(rows), findings
