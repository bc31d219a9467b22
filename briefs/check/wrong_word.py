"""A word that must not slip.

What it finds: a form of words that data/glossary.yaml forbids in this language, in a template, a translation, the front
matter or a data string.
Why it matters: “trafficking” and “smuggling” are two offences with two victims; one wrong word undoes a brief.
Example: «trafic d’êtres humains» for «traite des êtres humains».
What to do: use the word of the hint. What stands between quotation marks, and the titles of sources, are others' words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefs.check.number_typed import TypedText, line_at, place_at
from briefs.finding import Finding
from briefs.glossary import Glossary, Term, WrongForm
from briefs.lexicon import holds, level, pattern, stretches

RULE = "wrong-word"
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"")
STOP = re.compile(r"[.!?](?=\s)")

Forbidden = tuple[Term, WrongForm]
Occurring = tuple[tuple[str, ...], Term, WrongForm]  # with the words of the form, which every text with it holds


def wrong_word(texts: Iterable[TypedText], glossary: Glossary) -> Iterator[Finding]:
    """Every forbidden form in the texts, at its line and column."""
    said = [(typed, level(QUOTED.sub(lambda hit: "\U000f0000" * len(hit[0]), typed.text))) for typed in texts]
    forbidden = _forbidden(glossary)
    terms = {language: _occurring(forbidden, language, said) for language in {typed.language for typed, _ in said}}
    for typed, text in said:
        if terms[typed.language]:
            yield from _in_text(typed, text, terms[typed.language])


def _forbidden(glossary: Glossary) -> dict[str, list[Forbidden]]:
    terms: dict[str, list[Forbidden]] = {}
    for term in glossary.terms:
        terms.setdefault(term.language, []).extend((term, form) for form in term.never)
    return terms


def _occurring(
    forbidden: Mapping[str, list[Forbidden]], language: str, said: Sequence[tuple[TypedText, str]]
) -> list[Occurring]:
    """The forms of a language that occur at all: looking once through all its texts, most are none of them."""
    of_language = forbidden.get(language) or forbidden.get(language.split("-")[0], [])
    whole = "\n".join(text for typed, text in said if typed.language == language)
    held = [(stretches(wrong.form), term, wrong) for term, wrong in of_language]
    return [one for one in held if all(word in whole for word in one[0])]


def _in_text(typed: TypedText, said: str, terms: list[Occurring]) -> Iterator[Finding]:
    for words, term, wrong in terms:
        if not all(word in said for word in words):
            continue
        for hit in pattern((wrong.form,)).finditer(said):
            if holds(_sentence(said, hit.start()), wrong.unless):
                continue
            right = f"say “{term.use[0]}”" if term.use else "say it in another way"
            yield Finding(
                RULE,
                f"“{typed.text[hit.start() : hit.end()]}” is not what we say",
                place_at(typed, hit.start()),
                f"{right}. {term.why}".strip(),
                text=line_at(typed.text, hit.start()),
            )


def _sentence(text: str, offset: int) -> str:
    edges = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
    start = max(edge for edge in edges if edge <= offset)
    return text[start : min((edge for edge in edges if edge > offset), default=len(text))]
