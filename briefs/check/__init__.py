"""Check: what must hold of a document before it is written. One file a rule; the tables here are written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefs.check.as_printed_disagrees import as_printed_disagrees
from briefs.check.languages_differ import languages_differ
from briefs.check.number_typed import TypedText, number_typed
from briefs.check.stale_fact import stale_fact
from briefs.check.subject import Subject
from briefs.evidence import Evidence
from briefs.finding import Finding

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (stale_fact,)
"""What is asked of one document."""

EVIDENCE_CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (as_printed_disagrees,)
"""What is asked of the data alone."""

PAIR_CHECKS: tuple[Callable[[tuple[Subject, ...]], Iterator[Finding]], ...] = (languages_differ,)
"""What is asked of all languages of a brief together."""

__all__ = ["CHECKS", "EVIDENCE_CHECKS", "PAIR_CHECKS", "Subject", "TypedText", "number_typed"]
