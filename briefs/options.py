"""Options that several commands have."""

from __future__ import annotations

import click

REPORTS = ("text", "json", "sarif", "github")

report_option = click.option(
    "--output-format", "report", type=click.Choice(REPORTS), default="text", show_default=True,
    help="How findings are told; anything but text goes to standard output, for programs.",
)  # fmt: skip
language_option = click.option(
    "-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language (repeatable)."
)
fail_option = click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
    help="Leave with exit code 1 from this severity on.",
)  # fmt: skip
