"""The commands about the Word template: `reference check`. Imports stand inside them."""

from __future__ import annotations

from pathlib import Path

import click

from briefs.cli.options import report_option
from briefs.console import leave


@click.group()
def reference() -> None:
    """The Word template of the house: what it lacks, and a copy that has it."""


@reference.command(name="check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="MY.docx")
@click.option(
    "--add",
    "copy",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.docx",
    help="Write a copy in which the missing styles were added.",
)
@click.option("--replace", is_flag=True, help="Overwrite OUT.docx where it exists.")
@report_option
def check_word_template(file: Path, copy: Path | None, replace: bool, report: str) -> None:  # fmt: skip
    """Say which styles MY.docx lacks to serve as the Word house style; --add writes a copy that has them."""
    from briefs.word_template import check_file

    if copy is not None and copy.exists() and not replace:
        raise click.UsageError(f"{copy} exists already; give another name, or --replace")
    told = check_file(file, copy)
    for line in told.lines:
        click.echo(line, err=True)
    counts = {"styles there": told.present, "styles lacking": told.lacking}
    leave(told.findings, report, "reference check", told.files, counts)
