"""The commands of a release: verify, diff, impact. Imports stand inside the commands."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from briefs.cli.options import report_option
from briefs.console import leave
from briefs.finding import Finding


@click.command()
@click.argument("target", type=click.Path(exists=True, path_type=Path), metavar="DIR|FILE")
@click.option(
    "--manifest", type=click.Path(exists=True, path_type=Path), metavar="FILE",
    help="The manifest to go by.  [default: manifest.json beside the files]",
)  # fmt: skip
@report_option
def verify(target: Path, manifest: Path | None, report: str) -> None:
    """Say whether finished files are as they were built; needs the manifest, and nothing else.

    \b
      intact    the same bytes
      resaved   saved again by another program; nothing that its reader sees has changed
      edited    which numbers, was and now, and which passages
      missing   in the manifest, but not there
      unknown   not in the manifest, or no manifest

    Exit codes: 0 all files are intact or resaved; 1 one was edited or is missing; 2 one is unknown.
    """  # noqa: D301 — click reads the backspace as “keep these lines as they are”
    from briefs.release.verify import tell_verdict, verdict_record
    from briefs.release.verifying import verify_target

    verdicts, findings, digest = verify_target(target, manifest)
    if report == "text":
        click.echo("\n".join(line for verdict in verdicts for line in tell_verdict(verdict)))
        click.echo(f"manifest: SHA-256 {digest}" if digest else "no manifest")
    names = ("intact", "resaved", "edited", "missing", "unknown")
    counts: dict[str, object] = {name: sum(verdict.status == name for verdict in verdicts) for name in names}
    if report != "text":
        counts["manifest"] = digest
    found = [*findings, *(finding for verdict in verdicts for finding in verdict.findings)]
    leave(found, report, "verify", list(map(verdict_record, verdicts)), counts)


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B", required=False)
@click.option(
    "--output-format", "report", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True,
    help="Markdown is for a comment on a pull request.",
)  # fmt: skip
def diff(old: str, new: str | None, report: str) -> None:
    """Say which figures differ between two editions, old → new, why, and which asks rest on them.

    A and B are each a folder of outputs, a manifest.json, a project's folder, or a commit, tag or branch. Without B,
    it is the project as it stands. A commit is taken from git and made into briefs by the program at hand, in a folder
    of its own: the difference is one of data, texts and settings, never of the program.
    """
    from briefs.release.diff import compare_editions
    from briefs.release.editions import Edition, load_edition
    from briefs.release.telling import diff_records, markdown_diff, tell_diff

    editions: list[Edition] = []
    findings: list[Finding] = []
    for name in (old, new or "."):
        edition, found = load_edition(name)
        findings += found
        if edition is None:
            _refuse(findings, report, "diff")
        editions.append(edition)
    documents = compare_editions(*editions)
    if report == "text":
        click.echo("\n".join(tell_diff(documents)))
    if report == "markdown":
        click.echo("\n".join(markdown_diff(old, new or "the project as it stands", documents)))
    records = diff_records(documents)
    counts = {"documents": len(records), "figures": sum(len(document.figures) for document in documents)}
    leave(findings, "json" if report == "json" else "text", "diff", records, counts)


@click.command()
@click.argument("name", metavar="FACT|SOURCE")
@click.option(
    "--in", "where", default=".", metavar="EDITION",
    help="A folder of outputs, a manifest.json, or a commit.  [default: the project as it stands]",
)  # fmt: skip
@click.option(
    "--output-format", "report", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="How the outcome is told.",
)  # fmt: skip
def impact(name: str, where: str, report: str) -> None:
    """Say which briefs, languages and sentences carry a fact or a source, and which asks rest on it.

    Facts that are computed from it are followed too.
    """
    from briefs.release.editions import load_edition
    from briefs.release.impact import carrier_record, find_carriers, tell_carriers
    from briefs.release.naming import unknown_name

    edition, findings = load_edition(where)
    if edition is None:
        _refuse(findings, report, "impact")
    carriers = find_carriers(name, edition)
    if not carriers and (fault := unknown_name(name, edition)):
        _refuse([*findings, fault], report, "impact")
    if report == "text":
        click.echo("\n".join(tell_carriers(name, carriers)))
    counts = {
        "briefs": len({one.brief for one in carriers}), "languages": len({one.language for one in carriers}),
        "places": len(carriers),
    }  # fmt: skip
    leave(findings, report, "impact", list(map(carrier_record, carriers)), counts)


def _refuse(findings: list[Finding], report: str, command: str) -> NoReturn:
    leave(findings, "json" if report == "json" else "text", command, [], {})
