"""The commands for translators: `locale new`, `extract`, `update`, `status`, `check`. Imports stand inside them."""

from __future__ import annotations

import click

from briefs.cli.options import fail_option, language_option, report_option
from briefs.console import leave, open_settings


@click.group()
def locale() -> None:
    """Translation files: new, extract, update, status, check."""


@locale.command()
@click.argument("tag")
@report_option
def new(tag: str, report: str) -> None:
    """Begin a language TAG: its files, as far as CLDR knows it."""
    from briefs.translating import begin_language

    root, settings, findings = open_settings()
    written, found = begin_language(root, settings, tag)
    if report == "text":
        for name in written:
            click.echo(f"made {name}", err=True)
    leave(findings + found, report, "locale new", [{"path": name} for name in written], {"made": len(written)})


@locale.command()
@report_option
def extract(report: str) -> None:
    """Write a template for each translation file, locale/*.pot, and count its messages.

    Weblate begins new languages with them, and so do msginit and msgmerge; `locale new` does without. Once they are
    there, `locale update` keeps them up to date, too.
    """
    from briefs.translating import extract_domains, write_templates

    root, settings, findings = open_settings()
    domains, found = extract_domains(root)
    written, faults = write_templates(root, settings, domains)
    found += faults
    counts = {domain: len(messages) for domain, messages in domains.items()}
    if report == "text":
        for name in written:
            click.echo(f"wrote {name}", err=True)
        click.echo("\n".join(f"{domain}: {number} messages" for domain, number in counts.items()))
    leave(findings + found, report, "locale extract", [{"path": name} for name in written], counts)


@locale.command()
@language_option
@report_option
def update(languages: tuple[str, ...], report: str) -> None:
    """Bring the files up to date; translations are kept."""
    from briefs.translating import locale_languages, update_files

    root, settings, findings = open_settings()
    written, found = update_files(root, settings, locale_languages(root, settings, languages, findings))
    if report == "text":
        click.echo("\n".join(f"updated {name}" for name in written) or "all translation files are up to date", err=True)
    leave(findings + found, report, "locale update", [{"path": name} for name in written], {"updated": len(written)})


@locale.command()
@language_option
@report_option
def status(languages: tuple[str, ...], report: str) -> None:
    """Say how much is translated, by language and file."""
    from briefs.translating import locale_languages, status_of

    root, settings, findings = open_settings()
    table, rows, found = status_of(root, locale_languages(root, settings, languages, findings))
    if report == "text":
        click.echo(table)
    leave(findings + found, report, "locale status", rows, {"files": len(rows)})


@locale.command(name="check")
@language_option
@click.option("--fix", is_flag=True, help="Write the right spaces and quotation marks into the files first.")
@fail_option
@report_option
def check_translations(languages: tuple[str, ...], fix: bool, fail_on: str | None, report: str) -> None:
    """Proofread the translation files.

    Placeholders, typed numbers, plural forms, typography, copies of the source, length, links, emphasis and the words
    of the glossary. A translator who has judged a text switches a check off with Weblate’s flags, such as ignore-same.
    """
    from briefs.proofreading import proofread
    from briefs.translating import locale_languages

    root, settings, findings = open_settings()
    outcome = proofread(root, locale_languages(root, settings, languages, findings), fix=fix)
    if report == "text":
        for name in outcome.mended:
            click.echo(f"mended {name}", err=True)
    files = [{"path": name, "mended": name in outcome.mended} for name in outcome.files]
    counts = {"files": len(files), "mended": len(outcome.mended)}
    leave(findings + outcome.findings, report, "locale check", files, counts, fail_on or settings.fail_on)
