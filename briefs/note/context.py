"""What every part of this stage looks at: the document, the evidence, the language; and what it has found so far."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from briefs.document import Document, Inline
from briefs.evidence import Evidence, Fact, Source
from briefs.finding import Finding, Place, Severity
from briefs.language import Language
from briefs.note.ask import Where
from briefs.note.register import Register
from briefs.note.rules import NoteRules

FullForm = Callable[[Source, str | None], tuple[Inline, ...] | None]  # None: it fails on this source


class Context(Struct):
    """One document on its way through the stage."""

    document: Document
    evidence: Evidence
    language: Language
    rules: NoteRules
    register: Register
    first_in_full: bool = False  # no list of sources follows: a source's first note holds all
    alike: frozenset[str] = frozenset()  # sources that author and year do not tell apart
    full_form: FullForm | None = None  # how the house's own CSL style prints a full reference
    names: frozenset[str] = frozenset()  # words that keep their capital behind a colon
    introduced: set[str] = field(default_factory=set)  # short names of institutions that stand beside the long one
    findings: list[Finding] = field(default_factory=list)
    shown: dict[str, Where] = field(default_factory=dict)  # sources named in notes or cells: where they were read
    told: set[str] = field(default_factory=set)  # sources told in full, where no list tells them
    reserves_told: set[str] = field(default_factory=set)  # facts whose reserve is told; a claim does not repeat it

    def find(self, rule: str, message: str, place: Place, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Keep a finding, once."""
        finding = Finding(rule, message, place, hint, severity)
        if finding not in self.findings:
            self.findings.append(finding)

    def source(self, id: str) -> Source:
        """A source by its id."""
        return self.evidence.sources[id]

    def fact(self, id: str | None) -> Fact | None:
        """A fact by its id."""
        return self.evidence.facts.get(id) if id else None
