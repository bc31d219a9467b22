"""A reserve that is not told.

What it finds: a fact, printed or cited, with a reserve that does not stand where the fact wants it (`shown`): in the
note or the source cell of its row, in the text of its section, or in the section on method.
Why it matters: the reserve is what makes the figure honest; without it, whoever knows the source answers the brief.
Example: a fact with `shown: text` whose section says nothing of its doubt.
What to do: print it with `disclose(fact)` there, or say it in your own words; reserves with `shown: note` go into the
note by themselves where the figure has one.
In the text, half of the words that carry the reserve's meaning are enough, or the words of its status where it begins
with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefs.check.scene import Scene, claims_of, content_words, scenes_of, told_share
from briefs.check.subject import Subject, plain_text
from briefs.evidence import Fact
from briefs.finding import Finding, Place
from briefs.lexicon import holds, level

RULE = "reserve-not-disclosed"
VERBATIM = 0.9  # of its words: in a note only typography differs
RETOLD = 0.5
WHERE = {"note": "its note or row", "method": "the section on method", "text": "the text of its section"}

Sections = Mapping[str, str]  # words by heading, or by fact and heading


def reserve_not_disclosed(subject: Subject) -> Iterator[Finding]:
    """Every figure and claim whose reserve does not stand where its fact wants it."""
    if not subject.lexicon.written:
        return
    sections, scenes = _sections(subject), tuple(scenes_of(subject))
    rows = _rows(scenes)
    for scene in scenes:
        fact = scene.fact
        if not fact.reserve or scene.figure.misquote:
            continue
        section = scene.passage.section
        noted = fact.shown == "note"
        told = _is_noted(scene, rows, subject) if noted else _stands(fact, section, sections, subject)
        if not told:
            yield _finding(fact, scene.figure.at, scene.figure.text, subject)
    for claim in claims_of(subject):
        fact = claim.fact
        if fact.reserve and fact.shown != "note" and not _stands(fact, claim.passage.section, sections, subject):
            yield _finding(fact, claim.citation.at, fact.id, subject)


def _finding(fact: Fact, at: Place, text: str, subject: Subject) -> Finding:
    message = f"the reserve of “{fact.id}” does not stand in {WHERE[fact.shown]}: “{_reserve(fact, subject)}”"
    return Finding(RULE, message, at, f'print it there with disclose("{fact.id}"), or say it', text=text)


def _reserve(fact: Fact, subject: Subject) -> str:
    wording = subject.document.wordings.get(fact.id)
    return plain_text(wording.reserve) if wording else ""


def _is_noted(scene: Scene, rows: Sections, subject: Subject) -> bool:
    """Whether a reserve stands in the note, or in a row with its fact: a table tells it once."""
    words = content_words(_reserve(scene.fact, subject), subject.lexicon)
    where = rows[_row_of(scene)] if scene.passage.row else scene.around
    return told_share(words, subject.lexicon, scene.note, where) >= VERBATIM


def _rows(scenes: Sequence[Scene]) -> Sections:
    """The words of all rows of a section that print a fact."""
    found: dict[str, str] = {}
    for scene in scenes:
        if scene.passage.row:
            found[_row_of(scene)] = f"{found.get(_row_of(scene), '')} {scene.around}"
    return found


def _row_of(scene: Scene) -> str:
    return f"{scene.fact.id} {scene.passage.section}"


def _stands(fact: Fact, section: str, sections: Sections, subject: Subject) -> bool:
    """Whether the words of a reserve stand in the section where they belong."""
    where = sections.get(_key(section), "")
    if fact.shown == "method":
        heads = {_key(heading) for heading in subject.lexicon.sections.get("method", ())}
        where = " ".join(text for key, text in sections.items() if key.strip(".0123456789:") in heads)
    reserve = _reserve(fact, subject)
    if told_share(content_words(reserve, subject.lexicon), subject.lexicon, where) >= RETOLD:
        return True
    begins = re.split("[:;,]", reserve)[0]
    words = [word for word in subject.lexicon.statuses.get(fact.status, ()) if holds(begins, (word,))]
    return bool(words) and holds(where, words)


def _sections(subject: Subject) -> dict[str, str]:
    """The words of each section by its heading, whose spaces differ between what is typed and what is printed."""
    found: dict[str, str] = {}
    for passage in subject.passages:
        key = _key(passage.section)
        found[key] = f"{found.get(key, '')} {passage.text}"
    return found


def _key(heading: str) -> str:
    """A heading without spaces: one typed «Où ? » is printed «Où? » by another house."""
    return "".join(level(heading).split())
