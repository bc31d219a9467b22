"""What our evidence says of a figure: which source a note leads to, and whether a fact of it vouches for the number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar, get_args

from msgspec import Struct

from briefs.audit.hints import Hinter, distance, first_value
from briefs.evidence import Evidence, Fact, Qualifier, Source, Span, fact_span, printed_span
from briefs.numeral import Numeral

_APART = re.compile(r"[\W_]+")
FARTHEST = Decimal("0.25")  # "more than 12" is true of 73,312, but is not said of it
SHORTEST = 12  # letters of a title that may stand for a source by itself
# The kinds in which a numeral may print a fact of a unit's kind; `count` is also how a bare number reads.
KINDS = {
    "count": {"count", "rank", "other"},
    "percent": {"percent"},
    "points": {"points", "percent"},
    "money": {"money"},
    "duration": {"duration", "age"},
    "ratio": {"ratio", "fraction", "multiple", "count"},  # "five items for each report"
    "measure": {"measure", "area", "other"},
}
_HEDGES: dict[str, Qualifier] = {name: name for name in get_args(Qualifier) if name != "range"}


class Vouched(Struct, frozen=True):
    """What the evidence says: the source that a note leads to, the fact that vouches, or what it says instead."""

    source: str | None = None
    fact: str | None = None
    nearest: str = ""
    reason: str = ""


class Library:
    """The evidence, ready to be asked: sources by link and title, facts by source."""

    _last: ClassVar[Library | None] = None

    @classmethod
    def of(cls, evidence: Evidence) -> Library:
        """The library of this evidence; all documents of a build share the one made last."""
        if cls._last is None or cls._last.evidence is not evidence:
            cls._last = cls(evidence)
        return cls._last

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._asked: dict[tuple[str, tuple[str, ...]], tuple[str, list[tuple[str, Fact]]] | None] = {}
        self._fact_kinds: dict[str, set[str]] = {}
        self._spans: dict[str, Span | None] = {}
        self.by_link: dict[str, list[Source]] = defaultdict(list)
        self.titles: dict[str, list[tuple[str, Source]]] = {}  # folded, by their first letters
        for source in evidence.sources.values():
            read_at = [bare_link(source.read_at)] if source.read_at else []
            for link in dict.fromkeys((*_links_of(source), *read_at)):  # where it was read is printed where no other is
                self.by_link[link].append(source)
            titles = {source.title, source.title_short or "", *source.names.values()}
            for folded in (fold(title) for title in titles):
                if len(folded) >= SHORTEST:
                    self.titles.setdefault(folded[:SHORTEST], []).append((folded, source))
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in evidence.facts.values():
            for source_id in self._sources_of(fact):
                self.facts[source_id].append(fact)

    def _sources_of(self, fact: Fact) -> set[str]:
        """The source of a fact, those that repeat it, and those of the facts it is derived from."""
        found = {fact.source, *fact.also_in, *([fact.via] if fact.via else [])}
        for name in fact.inputs:
            if name in self.evidence.facts:
                found.add(self.evidence.facts[name].source)
        return found

    def is_title(self, words: str) -> bool:
        """Whether these words are the title of one of our sources."""
        said = fold(words)
        return any(title == said for title, _ in self.titles.get(said[:SHORTEST], ()))

    def sources(self, words: str, links: Iterable[str]) -> tuple[Source, ...]:
        """The sources that a note leads to: by link and title together, by title alone where a source has no link.

        A link may also lead to where one of our facts of a named source was read: “Report, cited in Doe” (link to Doe);
        a short reference names that source by its author alone.
        """
        said = fold(words)
        heads = self.titles.keys() & {said[at : at + SHORTEST] for at in range(len(said))}
        named = {source.id: source for head in sorted(heads) for title, source in self.titles[head] if title in said}
        linked = {source.id: source for link in links for source in self.by_link.get(bare_link(link), ())}
        read_in = {fact.via for key in named for fact in self.facts[key] if fact.source == key}
        both = [source for key, source in linked.items() if key in named or key in read_in]
        alone = [source for key, source in named.items() if key not in linked and not _links_of(source)]
        if named:
            return (*both, *alone)
        told = (source for key in linked for source in self._told_by(key) if source.id not in linked)
        return (*linked.values(), *(source for source in told if _author_in(said, source)))

    def _told_by(self, via: str) -> Iterator[Source]:
        """The sources that were read in another one."""
        names = dict.fromkeys(fact.source for fact in self.facts[via] if fact.via == via)
        return (self.evidence.sources[name] for name in names if name in self.evidence.sources)

    def vouching(self, words: str, links: tuple[str, ...], numeral: Numeral) -> Vouched:
        """Whether one of the sources that a note leads to has a fact that this numeral prints lawfully."""
        known = self._known(words, links)
        if known is None:
            return Vouched()
        first, facts = known
        kinds = _kinds_of(numeral)
        fitting = [one for one in facts if not kinds.isdisjoint(self._kinds(one[1]))]
        printed = _said(numeral) if fitting else None
        lawful = [one for one in fitting if _lies_in(one[1], numeral, printed, self._span(one[1]))]
        if not lawful:
            return Vouched(first)
        source, fact = min(lawful, key=lambda one: distance(one[1], numeral))
        return Vouched(source, fact.id, "", f"{fact.id} says so")

    def verdict(self, words: str, links: tuple[str, ...], numeral: Numeral) -> Vouched:
        """The same; where no fact vouches, with what the sources say instead."""
        found, known = self.vouching(words, links, numeral), self._known(words, links)
        if found.fact or known is None:
            return found
        facts = sorted(known[1], key=lambda one: distance(one[1], numeral))
        hint = Hinter(self.evidence, facts, fits_unit, prints)
        return Vouched(found.source, None, hint.nearest(numeral), hint.complaint(numeral))

    def _kinds(self, fact: Fact) -> set[str]:
        """The kinds in which a numeral may print the fact, worked out once."""
        kinds = self._fact_kinds.get(fact.id)
        if kinds is None:
            kinds = self._fact_kinds[fact.id] = _kinds_of_fact(self.evidence, fact)
        return kinds

    def _span(self, fact: Fact) -> Span | None:
        """What the fact denotes, worked out once."""
        if fact.id not in self._spans:
            self._spans[fact.id] = fact_span(fact)
        return self._spans[fact.id]

    def _known(self, words: str, links: tuple[str, ...]) -> tuple[str, list[tuple[str, Fact]]] | None:
        """The first source that a note leads to and the facts of all; asked for each number of a note, told once."""
        if (words, links) not in self._asked:
            sources = self.sources(words, links)
            facts = [(source.id, fact) for source in sources for fact in self.facts[source.id]]
            self._asked[words, links] = (sources[0].id, facts) if sources else None
        return self._asked[words, links]


def fits_unit(evidence: Evidence, fact: Fact, numeral: Numeral) -> bool:
    """Whether the numeral is of the fact's kind of unit: 12 % is no fact of 12 people."""
    return not _kinds_of(numeral).isdisjoint(_kinds_of_fact(evidence, fact))


def _kinds_of(numeral: Numeral) -> set[str]:
    """The kind of a numeral; of a range, those of its ends."""
    if numeral.kind == "range" and numeral.parts:
        return {part.kind for part in numeral.parts}
    return {numeral.kind}


def _kinds_of_fact(evidence: Evidence, fact: Fact) -> set[str]:
    """The kinds in which a numeral may print the fact."""
    unit = evidence.units.get(fact.unit or "")
    return KINDS[unit.kind if unit else "count"]


def prints(fact: Fact, numeral: Numeral) -> bool:
    """Whether the set of numbers that the fact stands for lies in the set that the numeral stands for."""
    return _lies_in(fact, numeral, _said(numeral), fact_span(fact))


def _lies_in(fact: Fact, numeral: Numeral, printed: Span | None, said: Span | None) -> bool:
    if printed is None or said is None or not said.lies_in(printed):
        return False
    open_ended = printed.low is None or printed.high is None
    return not open_ended or distance(fact, numeral) <= abs(first_value(numeral) or Decimal(0)) * FARTHEST


def _said(numeral: Numeral) -> Span | None:
    value, step = numeral.value, numeral.step or Decimal(0)
    if value is None:
        return None
    if isinstance(value, tuple):
        return Span(min(value), max(value))
    if numeral.hedge in ("about", "nearly", "just_over") and not numeral.rounded:
        step = max(step, _round_unit(value))  # "about 73,000" is said of thousands
    return printed_span(_HEDGES.get(numeral.hedge or "", "exact"), value, step, numeral.rounded)


def _round_unit(value: Decimal) -> Decimal:
    """The power of ten of a number's last digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(0)


def fold(text: str) -> str:
    """Letters and digits alone: typography sets other quotes, spaces and dashes than a catalogue."""
    return _APART.sub("", text).casefold()


def bare_link(url: str) -> str:
    """An address without what changes when it is copied: scheme, `www.`, a slash at the end."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", url.strip(), flags=re.I).rstrip("/")


def _author_in(said: str, source: Source) -> bool:
    """Whether folded words have the name of an author or the publisher of a source."""
    names = (*source.short_author, *(one.literal or one.family or "" for one in source.author), source.publisher or "")
    return any(folded in said for name in names if (folded := fold(name)))


def _links_of(source: Source) -> tuple[str, ...]:
    links = [bare_link(source.url)] if source.url else []
    return (*links, f"doi.org/{source.doi}") if source.doi else tuple(links)
