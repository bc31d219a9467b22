"""Options that several commands have."""

from __future__ import annotations

import click

from briefs.unchanged.request import MOST_JOBS, REPORTS, SEVERITIES, read_jobs

report_option = click.option(
    "--output-format", "report", type=click.Choice(REPORTS), default="text", show_default=True,
    help="How findings are told; anything but text goes to standard output, for programs.",
)  # fmt: skip
language_option = click.option(
    "-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language (repeatable)."
)
fail_option = click.option(
    "--fail-on", type=click.Choice(SEVERITIES),
    help="Leave with exit code 1 from this severity on.  [default: the setting fail_on]",
)  # fmt: skip


class Jobs(click.ParamType[int]):
    """A number of processes; `auto` is 0, one for each processor."""

    name = "N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or what is wrong with it."""
        number = read_jobs(str(value))
        return (
            self.fail(f"“{value}” is neither a number from 0 to {MOST_JOBS} nor “auto”") if number is None else number
        )


jobs_option = click.option(
    "--jobs", type=Jobs(), metavar="N",
    help="Processes that work together; 0 or auto: on Linux, one for each processor.  [default: the setting jobs]",
)  # fmt: skip
