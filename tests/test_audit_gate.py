"""The gate of a build: what the record says of a file is not enough, its figures must be verified against the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.audit import AUDITORS, Gate
from briefs.evidence import Evidence, Fact
from briefs.finding import Finding, Stops
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import Project, load_project
from briefs.settings import load_settings
from tests.audit_files import Line, record_of, to_markdown, to_word
from tests.test_audit_verdict import EVIDENCE as LINKED
from tests.test_audit_verdict import TITLE

SAMPLE = Path(__file__).parent / "sample"
FORMATS = {"md": to_markdown, "docx": to_word}
EVIDENCE = replace(LINKED, sources={name: replace(one, url=None) for name, one in LINKED.sources.items()})
NOTES = {"census": f"Wells Office, {TITLE}, 2024.", "survey": "Survey of Village Pumps, 2023."}


def refused(form: str, text: str, bound: Mapping[str, str], evidence: Evidence = EVIDENCE) -> tuple[Finding, ...]:
    """What the gate says of a file that holds exactly its record: the figures in it are named after their facts."""
    lines: tuple[Line, ...] = (("h1", "Wells"), ("p", text))
    notes = {label: words for label, words in NOTES.items() if f"{{={label}}}" in text}
    reading, faults = AUDITORS[form].read(FORMATS[form](lines, notes), f"wells.{form}")
    assert reading is not None
    assert faults == ()
    return Gate.of(record_of(lines, notes, bound), evidence).refuse(reading)


SOUND = {
    "a number in digits": "We counted {wells|73,312 wells}{=census}.",
    "a hedged one": "We lost {many|more than 800 wells}{=census}.",
    "several": "Of {wells|73,312 wells}, {dry|41%} were dry and {cost|€420} was spent on each{=census}.",
}
FAULTS = {
    "another value than the fact's": ("We counted {wells|73,313 wells}{=census}.", "figure-not-in-source"),
    "the value of another unit": ("We counted {dry|41 wells}{=census}.", "figure-not-in-source"),
    "its hedge dropped": ("We lost {many|800 wells}{=census}.", "figure-not-in-source"),
    "another fact of its source": ("We counted {wells|€420}{=census}.", "figure-not-verified"),
    "the note of a source that does not say it": ("We counted {wells|73,312 wells}{=survey}.", "figure-not-in-source"),
    "a figure that reads as a year": ("It was dug in {wells|1973}{=census}.", "figure-not-verified"),
    "a figure that is no number": ("We counted {wells|wells}{=census}.", "figure-not-verified"),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SOUND)
def test_a_verified_file_passes(form: str, name: str) -> None:
    assert refused(form, SOUND[name], dict.fromkeys(EVIDENCE.facts, "census")) == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FAULTS)
def test_a_figure_that_its_fact_does_not_bear_out_keeps_the_file_unsaved(form: str, name: str) -> None:
    text, rule = FAULTS[name]
    found = refused(form, text, dict.fromkeys(EVIDENCE.facts, "survey" if "=survey" in text else "census"))
    assert [finding.rule for finding in found] == [rule]
    assert found[0].stops is Stops.DOCUMENT


def test_a_word_that_reads_as_an_article_counts_where_the_record_says_so() -> None:
    yearly = replace(EVIDENCE.facts["wells"], id="yearly", value=Decimal(1))
    evidence = replace(EVIDENCE, facts={"yearly": yearly})
    assert refused("md", "It asks for {yearly|one} check a year{=census}.", {"yearly": "census"}, evidence) == ()
    two = replace(evidence, facts={"yearly": replace(yearly, value=Decimal(2))})
    (found,) = refused("md", "It asks for {yearly|one} check a year{=census}.", {"yearly": "census"}, two)
    assert found.rule in ("figure-not-verified", "figure-not-in-source")


def test_what_differs_from_the_record_is_told_once() -> None:
    lines: tuple[Line, ...] = (("p", "We counted {wells|73,313 wells}{=census}."),)
    notes = {"census": NOTES["census"]}
    record = record_of((("p", "We counted {wells|73,312 wells}{=census}."),), notes, {"wells": "census"})
    reading, _ = AUDITORS["md"].read(to_markdown(lines, notes), "wells.md")
    assert reading is not None
    assert [finding.rule for finding in Gate.of(record, EVIDENCE).refuse(reading)] == ["figure-changed"]


def sample_project() -> Project:
    settings, _ = load_settings(SAMPLE)
    project, findings = load_project(SAMPLE, settings, ("en", "fr"))
    assert project is not None, findings
    return project


def written(project: Project, evidence: Evidence) -> Compiled:
    """The sample brief, compiled from the project's evidence and written while the evidence says something else."""
    compiled = compile_brief(project, project.briefs[0], "en")
    write_document(replace(project, evidence=evidence), compiled, ("md", "docx"))
    return compiled


def moved(fact: Fact) -> Fact:
    return replace(fact, value=fact.value + 1) if fact.value is not None else fact


def test_a_build_saves_no_document_whose_figures_the_evidence_does_not_bear_out() -> None:
    project = sample_project()
    assert not written(project, project.evidence).stopped
    other = replace(project.evidence, facts={name: moved(fact) for name, fact in project.evidence.facts.items()})
    compiled = written(project, other)
    assert compiled.stopped
    assert {finding.rule for finding in compiled.findings if finding.stops is Stops.DOCUMENT} <= {
        "figure-not-in-source",
        "figure-not-verified",
    }
