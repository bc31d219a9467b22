"""The console: how a command opens the project, tells its progress, and leaves with findings and exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from briefs.cli.again import coloured
from briefs.finding import Finding, Place, Severity, Stops

if TYPE_CHECKING:
    from briefs.ahead import ReadingAhead
    from briefs.build import Outcome
    from briefs.project import Project
    from briefs.settings import Settings


def open_settings() -> tuple[Path, Settings, list[Finding]]:
    """The project's root and settings, or the way out where there is none."""
    from briefs.settings import find_root, load_settings

    root = find_root(Path.cwd())
    if root is None:
        hint = "run it in a folder whose pyproject.toml (there or above) has a [tool.briefs] table"
        leave(
            [Finding("no-project", "no project here", Place(str(Path.cwd().name)), hint, stops=Stops.RUN)],
            "text",
            "",
            [],
            {},
        )
    settings, findings = load_settings(root)
    return root, settings, list(findings)


def open_fail_on() -> str:
    """The severity from which a command fails that needs no project; the project's own, where it stands in one."""
    from briefs.settings import Settings, find_root, load_settings

    root = find_root(Path.cwd())
    return Settings().fail_on if root is None else load_settings(root)[0].fail_on


def check_languages(root: Path, settings: Settings, asked: Sequence[str], findings: list[Finding]) -> list[str]:
    """The languages asked for, as far as the project has them; all of them where none was asked for."""
    from briefs.pseudo import is_pseudo, plain_tag

    unknown = [tag for tag in asked if plain_tag(tag) not in settings.languages]
    for tag in unknown:
        hint = f"languages here: {', '.join(settings.languages)} (see [tool.briefs] in pyproject.toml)"
        findings.append(
            Finding("unknown-language", f"no language “{tag}”", Place("pyproject.toml"), hint, stops=Stops.RUN)
        )
    previews = [tag for tag in dict.fromkeys(asked) if is_pseudo(tag) and tag not in unknown]
    return [tag for tag in settings.languages if not asked or tag in asked] + previews


def open_project(
    root: Path, settings: Settings, findings: list[Finding], asked: Sequence[str], names: Sequence[str],
    ahead: ReadingAhead | None = None,
) -> tuple[Project | None, list[str]]:  # fmt: skip
    """Everything a build needs; None with the findings that say why not."""
    from briefs.project import check_begun, load_project

    languages = check_languages(root, settings, asked, findings)
    project, found = load_project(root, settings, languages, names, ahead)
    findings.extend(found)
    if project is not None:
        findings.extend(check_begun(project, languages if asked else (), names))
    stopped = any(finding.stops is Stops.RUN for finding in findings)
    return (None if stopped else project), languages


def progress() -> Callable[[str], None]:
    """Tells what is being done, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"\r\x1b[K{text}", err=True, nl=False)


def tell_reason(text: str) -> None:
    """Say why a document is made again, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", err=True)


def saved_lines(outcome: Outcome, folder: Path) -> list[str]:
    """Which files were saved, and which were not, a line each."""
    drafts = {one.name for one in outcome.compiled if one.document and one.document.draft}
    lines = []
    for name in outcome.saved:
        mark = "  (DRAFT)" if name.rpartition(".")[0] in drafts else ""
        lines.append(f"{(folder / name).as_posix() if folder.is_absolute() else folder / name}{mark}")
    return [*lines, *(f"{name}: not saved, the last good file is kept" for name in outcome.kept)]


def tell_saved(lines: Sequence[str]) -> None:
    """Say which files were saved, in place of the progress."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    for line in lines:
        click.echo(line, err=True)


def leave(
    findings: Sequence[Finding],
    report: str,
    command: str,
    files: Sequence[Any],
    counts: dict[str, Any],
    fail_on: str = "error",
) -> NoReturn:
    """Print the findings and a closing line, and leave with the exit code they call for."""
    from briefs.report import MACHINE_FORMATS, exit_code, format_finding, summary_of

    code = exit_code(findings, Severity(fail_on))
    summary = summary_of(findings, **counts)
    if report == "text":
        for finding in findings:
            click.echo(coloured(format_finding(finding), finding.severity), err=True)
        click.echo(closing_line(summary), err=True)
    else:
        click.echo(MACHINE_FORMATS[report](command, files, findings, {**summary, "exit": code}))
    sys.exit(code)


def closing_line(summary: dict[str, Any]) -> str:
    """One line that says what it came to."""
    last = ("errors", "warnings")
    names = [name for name in summary if name not in (*last, "information")]
    return ", ".join(counted(summary[name], name) for name in (*names, *last))


def counted(number: int, name: str) -> str:
    """A number of things in English: “2 files saved”, “1 file saved”."""
    first, *rest = name.split(" ")
    return " ".join((str(number), first.removesuffix("s") if number == 1 else first, *rest))


def count_outcome(outcome: Outcome) -> dict[str, Any]:
    """What a build or check came to, in numbers."""
    figures = sum(
        1 for one in outcome.compiled if one.record for printed in one.record.printed if printed.kind == "figure"
    )
    notes = sum(len(one.record.notes) for one in outcome.compiled if one.record)
    return {"documents": len(outcome.compiled), "figures": figures, "notes": notes, "files saved": len(outcome.saved)}


def list_files(outcome: Outcome, folder: Path) -> list[dict[str, Any]]:
    """The files of a build, and whether each was saved."""
    return [{"path": (folder / name).as_posix(), "saved": True} for name in outcome.saved] + [
        {"path": (folder / name).as_posix(), "saved": False} for name in outcome.kept
    ]
