"""An accusation without a source.

What it finds: a sentence that says of a named company that it did wrong (“concealed”, “failed to”, “violates”), without
a note or a figure with one; in a row with a source cell the cell is the note. (A warning.)
Why it matters: such a sentence is read by the company's lawyers first.
Example: `Meta knowingly concealed the scale of it.`
What to do: cite what shows it, say who says so, or say it without the accusation.
The verbs are in locale/<language>/checks.yaml, the names of companies in data/glossary.yaml. Asks are not looked at;
quotations with quote() have their note.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import sentences_of
from briefs.check.sentence import Sentence
from briefs.check.subject import Passage, Subject, is_cited
from briefs.document import Citation, Figure, Reference
from briefs.finding import Finding, Severity
from briefs.lexicon import level, pattern

RULE = "accusation-without-note"


def accusation_without_note(subject: Subject) -> Iterator[Finding]:
    """Every sentence with an accusation of a company, and without a note."""
    companies = pattern(subject.glossary.companies)
    for passage, sentences in sentences_of(subject):
        for sentence in sentences:
            said = level(sentence.text)
            company = companies.search(said)
            verb = company and pattern(subject.lexicon.accusations).search(said)
            if verb and company and not _is_backed(passage, sentence):
                name = sentence.text[company.start() : company.end()]
                word = sentence.text[verb.start() : verb.end()]
                message = f"“{word}” is said of {name} without a note"
                hint = 'cite what shows it with cite("…"), or say it without the accusation'
                yield Finding(RULE, message, passage.at, hint, Severity.WARNING, text=sentence.text.strip())


def _is_backed(passage: Passage, sentence: Sentence) -> bool:
    if any(is_cited(cell.children) for cell in passage.row):
        return True
    return any(isinstance(node, (Citation, Figure, Reference)) for node in sentence.nodes)
