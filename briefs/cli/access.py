"""The command `accessibility`: Word files, ours or not, looked through for what keeps readers out."""

from __future__ import annotations

from pathlib import Path

import click

from briefs.cli.options import fail_option, report_option
from briefs.console import leave, open_fail_on


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@fail_option
@report_option
def accessibility(files: tuple[Path, ...], fail_on: str | None, report: str) -> None:
    """Say what keeps a screen reader, or an eye that sees little, from what a Word file says.

    \b
    Looked at, in text, notes, headers and footers:
      languages of words; title and language of the file; order of headings;
      words for pictures; header rows of tables; words of links;
      empty paragraphs that make space; contrast of colours.

    `explain RULE` tells why it matters. A release build does the same to its own files.
    """  # noqa: D301 — click reads the backspace as “keep these lines as they are”
    from briefs.accessing import look_through

    looked = look_through(files)
    if report == "text":
        click.echo("\n".join(looked.tell()))
    counts = {"files": len(looked.files)}
    leave(looked.findings, report, "accessibility", looked.records(), counts, fail_on or open_fail_on())
