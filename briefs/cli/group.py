"""The commands: reads options, calls the stages, prints what they found. Imports stand inside the commands."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefs import __version__
from briefs.cli.access import accessibility
from briefs.cli.clearance import approve, dossier
from briefs.cli.locale import locale
from briefs.cli.options import fail_option, jobs_option, language_option, report_option
from briefs.cli.reference import reference
from briefs.cli.release import diff, impact, verify
from briefs.console import (
    count_outcome,
    leave,
    list_files,
    open_fail_on,
    open_project,
    open_settings,
    progress,
    saved_lines,
    tell_reason,
    tell_saved,
)  # fmt: skip
from briefs.unchanged.watch import begin_watch

if TYPE_CHECKING:
    from briefs.unchanged.replay import Look

FORMATS = ("docx", "md", "pdf")
PARTS = ("summary",)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@click.version_option(__version__, prog_name="briefs")
@click.pass_context
def commands(context: click.Context) -> None:
    """Turn fact sheets with sources into policy briefs in which every figure is cited.

    Without a command, all briefs are built in all languages and formats into dist/.

    \b
    Everyday use:
      python generate.py                        build everything
      python generate.py check                  what is wrong, without writing
      python generate.py build NAME -l fr       one brief in one language
      python generate.py explain RULE           what a finding means
      python generate.py audit FILE.docx        every number of a finished file

    Exit codes: 0 all is well; 1 an error was found; 2 misuse, unreadable input, or an output edited by hand.
    """  # noqa: D301 — click reads the backspace as “keep these lines as they are”
    if context.invoked_subcommand is None:
        context.invoke(build)


@commands.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@language_option
@click.option(
    "-f", "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this format (repeatable)."
)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.  [default: dist]"
)
@click.option("--part", type=click.Choice(PARTS), help="Only this part of each brief, in files of its own.")
@click.option("--release", is_flag=True, help="Save nothing at all unless everything is in order.")
@click.option("--replace", is_flag=True, help="Overwrite outputs that were edited by hand.")
@jobs_option
@fail_option
@report_option
@click.pass_obj
def build(
    seen: Look | None, briefs: tuple[str, ...] = (), languages: tuple[str, ...] = (), formats: tuple[str, ...] = (),
    output: Path | None = None, part: str = "", release: bool = False, replace: bool = False,
    jobs: int | None = None, fail_on: str | None = None, report: str = "text",
) -> None:  # fmt: skip
    """Build briefs; each file is read back before it is saved.

    A document with errors is saved as a visible draft; with --release, nothing is saved unless all is well. The part
    “summary” is one page: box, key figures, asks in short.
    """
    from briefs.ahead import Asked, ReadingAhead
    from briefs.processors import makers_for, processes_for

    watch = begin_watch(seen)
    root, settings, findings = open_settings()
    processes = processes_for(settings.jobs if jobs is None else jobs)
    asked = Asked(root, languages or settings.languages, settings.style, briefs)
    with (
        ReadingAhead(processes, asked) as ahead,
        makers_for(processes) as makers,
    ):
        from briefs.build import Wish, all_findings, build_all
        from briefs.folders import from_here
        from briefs.remember import elsewhere, remember, remembering

        if watch:
            watch.include(elsewhere(settings))
        project, wanted = open_project(root, settings, findings, languages, briefs, ahead)
        if project is None:
            leave(findings, report, "build", [], {}, fail_on or settings.fail_on)
        folder = output or from_here(root / settings.output)
        wish = Wish(wanted, formats or tuple(settings.formats), folder, release, replace, part or "")
        maker = remembering(makers, watch, tell_reason)
        outcome = build_all(project, wish, progress(), maker)
        found = findings + all_findings(outcome)
    if outcome.saved:
        tell_saved(saved_lines(outcome, folder))
    remember(watch, maker, outcome, found, folder, settings.fail_on)
    leave(found, report, "build", list_files(outcome, folder), count_outcome(outcome), fail_on or settings.fail_on)


@commands.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@language_option
@click.option("--unused-facts", is_flag=True, help="Also list the facts that no brief uses.")
@jobs_option
@fail_option
@report_option
def check(
    briefs: tuple[str, ...], languages: tuple[str, ...], unused_facts: bool, jobs: int | None, fail_on: str | None,
    report: str,
) -> None:  # fmt: skip
    """Say what is wrong with data, templates and translations; writes nothing."""
    from briefs.ahead import Asked, ReadingAhead
    from briefs.processors import makers_for, processes_for

    root, settings, findings = open_settings()
    fail_on = fail_on or settings.fail_on
    processes = processes_for(settings.jobs if jobs is None else jobs)
    asked = Asked(root, languages or settings.languages, settings.style, briefs)
    with ReadingAhead(processes, asked) as ahead, makers_for(processes) as maker:
        from briefs.build import all_findings, compile_all
        from briefs.build import unused_facts as find_unused

        project, wanted = open_project(root, settings, findings, languages, briefs, ahead)
        if project is None:
            leave(findings, report, "check", [], {}, fail_on)
        outcome = compile_all(project, wanted, progress(), maker=maker)
    if unused_facts:
        outcome.findings.extend(find_unused(project, outcome))
    leave(findings + all_findings(outcome), report, "check", [], count_outcome(outcome), fail_on)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--language", help="Language of the files (BCP 47); else it is recognised.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, path_type=Path),
    help="Manifest of the release, where it does not lie beside the file.",
)
@click.option(
    "--comments",
    metavar="OUT.docx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Copy of the Word file with the findings as comments.",
)
@click.option(
    "--receipt",
    metavar="OUT.html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Page on which each figure leads to its fact, source and verdict.",
)
@click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Day on which waivers must hold; else that of its last save."
)
@fail_option
@report_option
def audit(
    files: tuple[Path, ...], language: str | None, manifest: Path | None, comments: Path | None,
    receipt: Path | None, as_at: datetime | None, fail_on: str | None, report: str,
) -> None:  # fmt: skip
    """Read finished files as their reader does, and account for every number in them.

    A file that was built here is compared with its release: the manifest beside it, or the one that is named.
    """
    from briefs.auditing import Asked, audit_files, misuse

    asked = Asked(language, manifest, as_at.date() if as_at else None, comments, receipt)
    wrong = misuse(files, asked)
    if wrong:
        raise click.UsageError(wrong)
    audited = audit_files(files, asked)
    if report == "text":
        click.echo("\n".join(audited.tell()))
    files_told = [one.to_json() for one in audited.reports]
    leave(audited.findings, report, "audit", files_told, audited.counts, fail_on or open_fail_on())


@commands.command()
@click.argument("topic")
@click.option("--language", default="en", show_default=True, help="Language in which a text is read.")
def explain(topic: str, language: str) -> None:
    """Explain a FACT, a SOURCE, a RULE, a FILE:LINE, or the numbers in a quoted text."""
    from briefs.auditing import explain_line
    from briefs.explain import explain as lines_about
    from briefs.explain import file_and_line, nearest_topics
    from briefs.load import load_evidence
    from briefs.settings import find_root

    spot = file_and_line(topic)
    if spot is not None:
        click.echo("\n".join(explain_line(*spot)))
        return
    root = find_root(Path.cwd())
    evidence = load_evidence(root)[0] if root else None
    lines = lines_about(topic, evidence, language)
    if lines is None:
        near = nearest_topics(topic, evidence)
        hint = (
            f"did you mean {', '.join(near)}?"
            if near
            else "give a fact, a source, a rule, FILE:LINE or a text in quotes"
        )
        raise click.UsageError(f"nothing is known of “{topic}”; {hint}")
    click.echo("\n".join(lines))


@commands.command()
def schema() -> None:
    """Write the JSON Schemas of the data, for editors that complete and explain fields."""
    from briefs.load.schema import write_schemas
    from briefs.release.shape import write_release_schemas

    root, _, findings = open_settings()
    written = [*write_schemas(root), *write_release_schemas(root)]
    leave(findings, "text", "schema", [], {"schemas": len(written)})


for command in (accessibility, verify, diff, impact, dossier, approve, locale, reference):
    commands.add_command(command)
