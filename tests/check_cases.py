"""Cases of the checks: small briefs as text, in tests/cases/<rule>.md, compiled against the made-up project in tests/checks.

A case begins with `### <language> [release] [filled] [setting=value …]: what it shows` (filled: an organisation without
blanks) and goes on to the next heading. A line with
[[marks]] must have exactly one finding of the rule for each mark; all other lines must have none. A case without front
matter gets a plain one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from briefs.brief import read_brief
from briefs.finding import Finding, Stops
from briefs.pipeline import compile_brief
from briefs.project import Project
from briefs.settings import Policy
from briefs.settings_model import PolicyModel

CASES = Path(__file__).parent / "cases"
FRONT = "---\ntitle: Rooms\nlanguage: {}\ndate: 2025-06-01\nfigures_as_at: 2025-06-01\n---\n"
HEAD = re.compile(r"^### (\w\w)((?: \S+)*?): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One small brief, and the lines on which the rule must speak."""

    rule: str
    language: str
    options: tuple[str, ...]
    title: str
    body: str
    hit: bool

    def __str__(self) -> str:
        return f"{self.rule}, {self.language}: {self.title}"

    @property
    def text(self) -> str:
        """The template without marks."""
        body = self.body.replace("[[", "").replace("]]", "")
        return body if body.startswith("---") else FRONT.format(self.language) + body

    @property
    def lines(self) -> Counter[int]:
        """How many findings each line of the template must have."""
        before = 0 if self.body.startswith("---") else FRONT.count("\n")
        return Counter(
            {n: line.count("[[") for n, line in enumerate(self.body.split("\n"), before + 1) if "[[" in line}
        )


def read_cases(rule: str) -> Iterator[Case]:
    """The cases of a rule."""
    text = (CASES / f"{rule}.md").read_text(encoding="utf-8")
    hits, _, clean = text.partition("## Clean")
    for part, hit in ((hits, True), (clean, False)):
        heads = [*HEAD.finditer(part)]
        ends = [*(head.start() for head in heads[1:]), len(part)]
        for head, end in zip(heads, ends, strict=False):
            body = part[head.end() : end].strip("\n")
            yield Case(rule, head[1], tuple(head[2].split()), head[3], body, hit)


def findings_of(case: Case, project: Project) -> list[Finding]:
    """The findings of the rule in the case, compiled as any brief."""
    file = project.root / "templates" / "case.md.j2"
    file.write_text(case.text, encoding="utf-8")
    brief, found = read_brief(file, project.root)
    assert brief is not None, found
    wanted = dict(option.split("=") for option in case.options if "=" in option)
    project.settings = replace(project.settings, policy=Policy(**PolicyModel(**wanted).model_dump()))
    if "filled" in case.options:
        project = replace(project, evidence=replace(project.evidence, organisation={"name": "Rooms for All"}))
    compiled = compile_brief(project, brief, case.language, release="release" in case.options)
    assert compiled.document is not None, compiled.findings
    broken = [finding for finding in (*found, *compiled.findings) if finding.stops is not Stops.NOTHING]
    assert not broken, broken
    return [finding for finding in compiled.findings if finding.rule == case.rule]
