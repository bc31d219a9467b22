"""The commands before a release: dossier, approve. Imports stand inside the commands."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefs.cli.options import language_option, report_option
from briefs.console import leave, open_project, open_settings, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.clearance.saving import Writer
    from briefs.finding import Finding
    from briefs.project import Project


FORMATS = ("docx", "xlsx")


@click.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@language_option
@click.option(
    "-f", "--format", "formats", multiple=True, type=click.Choice(FORMATS),
    help="Only this format (repeatable).",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; not the one of the outputs.  [default: clearance]",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Overwrite dossiers that were signed or edited.")
@report_option
def dossier(
    briefs: tuple[str, ...], languages: tuple[str, ...], formats: tuple[str, ...], output: Path | None, replace: bool,
    report: str,
) -> None:  # fmt: skip
    """Make the clearance dossiers that fact-checkers and lawyers sign, in Word and as spreadsheets.

    One row a figure, claim or legal reference: sentence, value, source, place in it, its wording, reserve, remark,
    conflicts, checks, the auditor's verdict; open doubts first. They hold internal remarks: not for release.
    """
    from briefs.clearance.saving import FOLDER, beside_outputs, save_dossiers
    from briefs.folders import from_here

    root, settings, findings = open_settings()
    project, wanted = open_project(root, settings, findings, languages, briefs)
    if project is None:
        leave(findings, report, "dossier", [], {})
    folder = output or from_here(root / FOLDER)
    findings += beside_outputs(folder, root / settings.output)
    outcome = save_dossiers(project, wanted, _writers(formats or FORMATS), folder, replace, progress())
    for name in outcome.saved if report == "text" else ():
        click.echo(folder / name, err=True)
    counts = {
        "dossiers": len(outcome.dossiers), "files saved": len(outcome.saved),
        "rows": sum(len(one.rows) for one in outcome.dossiers),
        "with open doubts": sum(len(one.doubtful) for one in outcome.dossiers),
    }  # fmt: skip
    leave([*findings, *outcome.findings], report, "dossier", outcome.to_json(folder), counts)


def _writers(formats: Sequence[str]) -> dict[str, Writer]:
    """What writes each format; without openpyxl, what says so."""
    from briefs.clearance.saving import no_spreadsheets
    from briefs.clearance.word import write_word

    writers: dict[str, Writer] = {"docx": write_word, "xlsx": no_spreadsheets}
    if "xlsx" in formats:
        try:
            from briefs.clearance.sheet import write_sheet

            writers["xlsx"] = lambda dossier, _: (write_sheet(dossier), ())
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "openpyxl":
                raise
    return {form: writers[form] for form in FORMATS if form in formats}


@click.command()
@click.argument("brief", required=False)
@click.option("-l", "--language", metavar="LANG", help="The language of the text that is approved.")
@click.option("--role", metavar="ROLE", help="In which role: facts, legal…")
@click.option("--by", metavar="NAME", help="Who approves.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="When it was signed.  [default: today]")
@click.option("--note", default="", metavar="TEXT", help="A remark of who approves.")
@click.option("--digest", "paper", default="", metavar="HEX", help="The digest on the dossier that was signed.")
@click.option("--list", "listing", is_flag=True, help="Say which approvals stand and which are void.")
@click.option("--check", "checking", is_flag=True, help="The same, what has changed since, and what a release lacks.")
@report_option
def approve(
    brief: str | None, language: str | None, role: str | None, by: str | None, on: datetime | None, note: str,
    paper: str, listing: bool, checking: bool, report: str,
) -> None:  # fmt: skip
    """Approve a BRIEF in a language, in a role; any change of its text, figures or data voids the approval.

    \b
      approve BRIEF -l fr --role legal --by "A. Hale"
      approve --list
      approve --check

    Approvals are kept in data/approvals.yaml. Which roles a release needs is said in [tool.briefs.policy]:
    approvals = ["facts", "legal"]. Exit code of --check: 1
    where one of them is missing, or where what was approved in any role was changed since.
    """  # noqa: D301 — click reads the backspace as “keep these lines as they are”
    if listing or checking:
        if any((role, by, on, note, paper)):
            raise click.UsageError("--list and --check approve nothing: leave out --role, --by, --on, --note, --digest")
        _tell_standing(brief, language, checking, report)
    missing = [
        name for name, value in (("BRIEF", brief), ("-l", language), ("--role", role), ("--by", by))
        if not (value or "").strip()
    ]  # fmt: skip
    if missing:
        raise click.UsageError(f"say also {', '.join(missing)}; or --list, or --check")
    fields = {
        "brief": brief or "", "language": language or "", "role": role or "", "by": " ".join((by or "").split()),
        "on": (on.date() if on else date.today()).isoformat(), "note": " ".join(note.split()),
    }  # fmt: skip
    _approve(fields, paper.strip().lower(), report)


def _approve(fields: dict[str, str], paper: str, report: str) -> NoReturn:
    from briefs.clearance.saving import make_dossiers
    from briefs.finding import Severity, Stops
    from briefs.load.approvals import load_approvals
    from briefs.release.approval import refuse_role, stand
    from briefs.release.approving import store_approval, tell_receipt, wrong_paper

    project, findings = _open(fields["brief"], fields["language"], report)
    refused = refuse_role(fields["role"], project.settings.policy.approvals)
    approvals, faults = load_approvals(project.root)
    if refused or any(one.stops is Stops.RUN for one in faults):
        leave([*findings, *([refused] if refused else faults)], report, "approve", [], {})
    made, found = make_dossiers(project, [fields["language"]], lambda _: None)
    if len(made) != 1 or made[0].draft:
        grave = [one for one in (made[0].findings if made else found) if one.severity is Severity.ERROR]
        leave([*findings, *(grave or found)], report, "approve", [], {"approved": 0})
    one = made[0]
    if fault := wrong_paper(one, paper):
        leave([*findings, fault], report, "approve", [], {"approved": 0})
    again = [
        past for past in stand(approvals, one, project.root)
        if past.stands and (past.approval.role, past.approval.by) == (fields["role"], fields["by"])
    ]  # fmt: skip
    fault = None if again else store_approval(project.root, one, fields)
    if fault is None and report == "text":
        click.echo("approved already" if again else tell_receipt(one, fields))
    files = [{**fields, "digest": one.digest}] if fault is None else []
    counts = {"approved": int(fault is None and not again)}
    leave([*findings, *([fault] if fault else [])], report, "approve", files, counts)


def _tell_standing(brief: str | None, language: str | None, checking: bool, report: str) -> NoReturn:
    from briefs.clearance.saving import make_dossiers
    from briefs.load.approvals import load_approvals
    from briefs.release.approval import lacking, stand, stray_faults
    from briefs.release.approving import tell_standing

    project, findings = _open(brief, language, report)
    approvals, faults = load_approvals(project.root)
    made, lost = make_dossiers(project, list(project.languages), lambda _: None)
    standings = [(one, stand(approvals, one, project.root)) for one in made]
    if report == "text":
        lines = (line for _, some in standings for line in tell_standing(some, checking))
        click.echo("\n".join(lines) or "no approvals")
    found: list[Finding] = [*findings, *faults, *stray_faults(approvals, project), *(lost if checking else ())]
    if checking:
        for one, some in standings:  # what was approved must hold, whether the policy asks for it or not
            found += lacking(some, one, project, [past.approval.role for past in some])
    told = [standing for _, some in standings for standing in some]
    counts = {"standing": sum(one.stands for one in told), "void": sum(not one.stands for one in told)}
    leave(found, report, "approve", [one.to_json() for one in told], counts)


def _open(brief: str | None, language: str | None, report: str) -> tuple[Project, list[Finding]]:
    root, settings, findings = open_settings()
    project, _ = open_project(
        root, settings, findings, (language,) if language else (), (brief,) if brief else ()
    )  # fmt: skip
    if project is None:
        leave(findings, report, "approve", [], {})
    return project, findings
