"""A claim without its status.

What it finds: a figure, or a claim with a note (`cite`), from a fact that is preliminary, not final, testimony, a
filing, a forecast, a position or past law, in a sentence (in a table: a row) without a word that says so.
Why it matters: a preliminary finding told as a finding, or a testimony told as a fact, is false, and actionable.
Example: `The Commission found that Meta breached the law{{ cite("commission-prelim") }}.`
What to do: put the word in: “preliminary findings”, “testified”, “was expected to”, “until 2024”. The words that count
are in locale/<language>/checks.yaml. An ask claims nothing: the facts that support it need no word there.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import row_text, sentences_of
from briefs.check.subject import Subject
from briefs.document import Citation, Figure
from briefs.evidence import Fact
from briefs.finding import Finding
from briefs.lexicon import holds

RULE = "status-word-missing"


def status_word_missing(subject: Subject) -> Iterator[Finding]:
    """Every claim whose sentence lacks the word for its status."""
    for passage, sentences in sentences_of(subject):
        for sentence in sentences:
            for node in sentence.nodes:
                if not isinstance(node, (Figure, Citation)):
                    continue
                fact = subject.evidence.facts.get(node.fact or "")
                words = subject.lexicon.statuses.get(fact.status) if fact else None
                if fact and words and not holds(row_text(passage) or sentence.text, words):
                    yield _finding(node, fact, words)


def _finding(node: Figure | Citation, fact: Fact, words: tuple[str, ...]) -> Finding:
    what = f"“{node.text}”" if isinstance(node, Figure) else "a claim"
    status = fact.status.replace("_", " ")
    message = f"{what} rests on “{fact.id}”, which is {status}, and its sentence does not say so"
    hint = f"put one of these words in: {', '.join(words[:4])}"
    return Finding(RULE, message, node.at, hint, text=node.text if isinstance(node, Figure) else fact.id)
