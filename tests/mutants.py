"""Mutants: a finished file with one fault planted at one figure, in every way that a hand or a slip can plant it.

`python -m tests.mutants` (or `make mutants`) plants every fault at every figure of every shipped brief, language and
format, audits each file as the build does, and prints how many were found, and for the right reason.
"""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from briefs.audit import AUDITORS, Gate
from briefs.folders import locale_folders
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import Project, load_project
from briefs.settings import load_settings
from tests.planting import Mutant, markdown_mutants
from tests.planting_word import word_mutants

ROOT = Path(__file__).parents[1]


def compiled_briefs(project: Project) -> Iterator[Compiled]:
    """Every shipped brief in each of its languages, written in both formats."""
    for brief in project.briefs:
        for tag in project.languages_of(brief, tuple(project.languages)):
            compiled = compile_brief(project, brief, tag)
            write_document(project, compiled, ("md", "docx"))
            assert set(compiled.outputs) == {"md", "docx"}, compiled.findings
            yield compiled


def verdict(form: str, data: bytes, gate: Gate, mutant: Mutant) -> str:
    """killed, killed for another reason, or survived."""
    reading, findings = AUDITORS[form].read(data, f"x.{form}")
    found = {finding.rule for finding in findings}
    if reading is not None:
        found |= {finding.rule for finding in gate.refuse(reading)}
    if found & mutant.expected:
        return "killed"
    return "other reason" if found else "survived"


def run_mutants(every: int, told: Callable[[str], None]) -> Counter[tuple[str, str, str]]:
    """How many mutants of each format and fault met which end."""
    settings, _ = load_settings(ROOT)
    project, findings = load_project(ROOT, settings, settings.languages)
    assert project is not None, findings
    counts: Counter[tuple[str, str, str]] = Counter()
    for compiled in compiled_briefs(project):
        assert compiled.record is not None
        gate = Gate.of(compiled.record, project.evidence, locale_folders(ROOT))
        name = f"{compiled.brief.name}.{compiled.language}"
        planted = itertools.chain(
            (
                ("md", one, one.text.encode())
                for one in markdown_mutants(compiled.outputs["md"], compiled.record, every)
            ),
            (("docx", *pair) for pair in word_mutants(compiled.outputs["docx"], compiled.record, every)),
        )
        for form, mutant, data in planted:
            end = verdict(form, data, gate, mutant)
            counts[form, mutant.fault, end] += 1
            if end != "killed":
                told(f"{end}: {name}.{form}: {mutant.fault} at “{mutant.figure}”")
    return counts


def main() -> int:
    """Print the kill rate by format and fault."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    counts = run_mutants(every, print)
    kinds = sorted({(form, fault) for form, fault, _ in counts})
    for form, fault in kinds:
        total = sum(counts[form, fault, end] for end in ("killed", "other reason", "survived"))
        print(f"{form:5} {fault:22} {counts[form, fault, 'killed']:5} of {total:5}")
    total, killed = sum(counts.values()), sum(number for (_, _, end), number in counts.items() if end == "killed")
    print(f"mutants killed: {killed} of {total} ({100 * killed / total:.1f} %)")
    return int(killed != total)


if __name__ == "__main__":
    sys.exit(main())
