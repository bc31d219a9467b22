"""A conflict of sources that is not told.

What it finds: a printed figure with which another fact conflicts (`conflicts_with`), where the other one is not printed
in the same section, in its note, or with it in the section on method.
Why it matters: whoever knows the other figure takes the silence for a choice.
Example: the yearly count of reports without the daily one that does not agree with it.
What to do: print both together once, beside each other or in the section on method; say what is known of the reason.
A conflict with a fact that must not be cited, or that is only refuted, is settled; so is that of a count with an older
forecast (but not the other way round: a forecast prints with what came of it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefs.check.subject import Subject, figures_of
from briefs.document import Call
from briefs.evidence import Fact
from briefs.finding import Finding

RULE = "conflict-not-disclosed"
SETTLED = ("do_not_cite", "refute_only")


def conflict_not_disclosed(subject: Subject) -> Iterator[Finding]:
    """Every figure printed without the one that conflicts with it, once a pair."""
    told: set[frozenset[str]] = set()
    for passage in subject.passages:
        for figure in figures_of(passage.children):
            fact = subject.evidence.facts[figure.fact]
            for other in _open_conflicts(fact, subject):
                pair = frozenset((fact.id, other))
                if pair in told or any(pair <= facts for facts in _sections(subject).values()):
                    continue
                told.add(pair)
                message = f"“{other}” conflicts with “{fact.id}”, and the two are not printed together"
                hint = "print both values together, here or in the section on method"
                yield Finding(RULE, message, figure.at, hint, text=figure.text)


def _open_conflicts(fact: Fact, subject: Subject) -> Iterator[str]:
    facts = subject.evidence.facts
    if fact.use in SETTLED:
        return
    for name in fact.conflicts_with:
        other = facts.get(name)
        if other and other.use not in SETTLED and (fact.status == "forecast" or other.status != "forecast"):
            yield name


def _sections(subject: Subject) -> Mapping[str, set[str]]:
    """The facts that each section prints, its notes included."""
    return subject.once("facts of sections", lambda: _printed(subject))


def _printed(subject: Subject) -> Mapping[str, set[str]]:
    notes = {note.label: {figure.fact for figure in figures_of(note.children)} for note in subject.document.notes}
    found: dict[str, set[str]] = {}
    for passage in subject.passages:
        facts = found.setdefault(passage.section, set())
        facts.update(figure.fact for figure in figures_of(passage.children))
        for inline in passage.nodes:
            if isinstance(inline, Call):
                facts |= notes.get(inline.label, set())
    return found
