"""Scenes: each figure with all that a reader has beside it: sentence, paragraph or row, heads, heading, note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from briefs.check.sentence import Sentence, split_sentences
from briefs.check.subject import Passage, Subject, plain_text, walk_inlines
from briefs.document import Cell, Citation, Declared, Figure, Inline, Reference, Wording
from briefs.evidence import Fact
from briefs.lexicon import Lexicon, level, pattern

_SHORT = 3  # letters up to which a word is compared whole
_STEM = 5  # letters that two words share when one is a form of the other
_NOTHING = Wording("")
Affixes = tuple[tuple[str, ...], tuple[str, ...]]  # prefixes and endings
_NO_LETTER = re.compile(r"[\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class Scene(Struct, frozen=True):
    """One figure where it stands; texts are as a reader sees them, without the figure's own words."""

    figure: Figure
    fact: Fact
    wording: Wording
    passage: Passage
    sentence: str  # in a table: the row
    after: str  # what follows the figure in its sentence
    around: str  # the paragraph, or the row with its column heads and caption; and the heading
    note: str
    declared: tuple[Declared, ...]  # dates, periods and laws around
    company: tuple[str, ...] = ()  # the facts of the other figures of its sentence or row


def scenes_of(subject: Subject) -> tuple[Scene, ...]:
    """Every figure of the body with its surroundings; not those of a source cell, which tell a reserve."""
    return subject.once("scenes", lambda: tuple(_scenes(subject)))


def _scenes(subject: Subject) -> Iterator[Scene]:
    notes = {note.label: plain_text(note.children) for note in subject.document.notes}
    bound = {printed.name: printed.note for printed in subject.record.printed if printed.name}
    for passage in subject.passages:
        if passage.kind in ("reference", "draft") or not any(isinstance(node, Figure) for node in passage.nodes):
            continue
        if passage.row and any(isinstance(node, Reference) for node in passage.nodes):
            continue
        around = _around(passage)
        for sentence in split_sentences(passage.children, subject.abbreviations):
            for leaf in sentence.leaves:
                if isinstance(leaf.node, Figure):
                    note = notes.get(bound.get(leaf.node.name or "") or "", "")
                    yield _scene(subject, around, sentence, leaf.node, leaf.end, note)


class _Around(Struct, frozen=True):
    """What all figures of a passage have beside them."""

    passage: Passage
    row: str  # its words and those of its column heads and caption; nothing outside a table
    text: str
    declared: tuple[Declared, ...]


def _around(passage: Passage) -> _Around:
    row, heads = _words(passage.row), _words((*passage.head, Cell(passage.caption, passage.at)))
    beside = " ".join((row or passage.text, heads, passage.section))
    nodes = (*_inside(passage), *walk_inlines(passage.caption), *walk_inlines(passage.heading))
    declared = tuple(node for node in nodes if isinstance(node, Declared))
    return _Around(passage, f"{row} {heads}" if row else "", beside, declared)


def _scene(subject: Subject, around: _Around, sentence: Sentence, figure: Figure, end: int, note: str) -> Scene:
    return Scene(
        figure,
        subject.evidence.facts[figure.fact],
        subject.document.wordings.get(figure.fact, _NOTHING),
        around.passage,
        around.row or sentence.text,
        sentence.text[end - sentence.start :],
        around.text,
        note,
        around.declared,
        tuple(_company(around.passage, sentence, figure)),
    )


def _company(passage: Passage, sentence: Sentence, figure: Figure) -> Iterator[str]:
    inlines = (inline for cell in passage.row for inline in walk_inlines(cell.children))
    for node in inlines if passage.row else sentence.nodes:
        if isinstance(node, Figure) and node is not figure:
            yield node.fact


def _inside(passage: Passage) -> Iterator[Inline]:
    if not passage.row:
        yield from passage.nodes
    for cell in (*passage.row, *passage.head):
        yield from walk_inlines(cell.children)


def _words(cells: Sequence[Cell]) -> str:
    return " ; ".join(plain_text(cell.children) for cell in cells)


# ---- whether words are told


def content_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words that carry meaning, without accents."""
    empty = _empty(lexicon.empty)
    return tuple(word for word in _split(text) if word not in empty and len(word) > 1)


@lru_cache(maxsize=16)
def _empty(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)


@lru_cache(maxsize=4096)
def _stems(text: str, affixes: Affixes) -> frozenset[str]:
    return frozenset[str]().union(*[_stems_of(word, affixes) for word in set(_split(text))])


def told_share(words: Sequence[str], lexicon: Lexicon, *texts: str) -> float:
    """How many of the words stand in the texts, in any form: 0 to 1."""
    if not words:
        return 1.0
    affixes = lexicon.affixes
    there = [_stems(text, affixes) for text in texts]
    wanted = [_stems_of(word, affixes) for word in words]
    return sum(any(not stems.isdisjoint(one) for stems in there) for one in wanted) / len(words)


@lru_cache(maxsize=16384)
def _stems_of(word: str, affixes: Affixes) -> frozenset[str]:
    """What a word may be compared by: as it is, and without what is written together with it (“and”, “the”)."""
    prefixes, endings = affixes
    starts = [word[len(one) :] for one in map(bare, prefixes) if word.startswith(one)]
    bodies = [word, *(rest for rest in starts if len(rest) >= _SHORT)]
    shorter = [body[: -len(one)] for body in bodies for one in map(bare, endings) if body.endswith(one)]
    return frozenset(_stem(body) for body in (*bodies, *(rest for rest in shorter if len(rest) >= _SHORT)))


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_NO_LETTER.sub(" ", bare(text)).split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The text in small letters without accents."""
    levelled = level(text)
    if levelled.isascii():
        return levelled
    return _NOT_ASCII.sub(_without_marks, unicodedata.normalize("NFD", levelled))


def _without_marks(signs: re.Match[str]) -> str:
    return "".join([sign for sign in signs[0] if not unicodedata.combining(sign)])


def _stem(word: str) -> str:
    return word if len(word) <= _SHORT else word[:_STEM].rstrip("s")


def tells_place(name: str, lexicon: Lexicon, *texts: str) -> bool:
    """Whether texts tell a place: by its name, or by a word that the language has for it (“American”)."""
    known = [place for place in lexicon.places if pattern((place,)).search(level(name))]
    if not known:
        return told_share(content_words(name, lexicon), lexicon, *texts) == 1.0
    levelled = level(" ".join(texts))
    return all(pattern((place, *lexicon.places[place])).search(levelled) for place in known)


# ---- claims without a figure


class Claim(Struct, frozen=True):
    """A claim with a note but without a figure, in its sentence."""

    citation: Citation
    fact: Fact
    passage: Passage
    sentence: Sentence


def claims_of(subject: Subject) -> tuple[Claim, ...]:
    """Every claim that cites a fact; not the facts that support an ask, which claims nothing."""
    return subject.once("claims", lambda: tuple(_claims(subject)))


def _claims(subject: Subject) -> Iterator[Claim]:
    for passage, sentences in sentences_of(subject):
        for sentence in sentences:
            for node in sentence.nodes:
                if isinstance(node, Citation) and (fact := subject.evidence.facts.get(node.fact or "")):
                    yield Claim(node, fact, passage, sentence)


def sentences_of(subject: Subject) -> tuple[tuple[Passage, tuple[Sentence, ...]], ...]:
    """The passages as their author wrote them, asks left out, each with its sentences and the citations in them."""
    return subject.once("sentences", lambda: tuple(_sentences(subject)))


def _sentences(subject: Subject) -> Iterator[tuple[Passage, tuple[Sentence, ...]]]:
    asks = tuple(str(ask.get("ask") or "") for ask in subject.document.meta.get("asks") or ())
    for passage in subject.written_passages:
        if not any(ask and ask in passage.text for ask in asks):
            yield passage, tuple(split_sentences(passage.children, subject.abbreviations))


def row_text(passage: Passage) -> str:
    """The words of a cell's row and of its column heads; nothing outside a table."""
    return _words((*passage.row, *passage.head))
