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
# Of a text every STRIDEth window of letters is looked up among the first windows of all titles: one of them must be
# there, wherever in the text a title begins.
STRIDE = 4
WINDOW = SHORTEST - STRIDE + 1
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


UNKNOWN = Vouched()


class Known:
    """What is known of a note: the sources that it leads to."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = [source.id for source in sources]
        self.silent = Vouched(self.sources[0])  # where no fact of theirs vouches


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
        self._asked: dict[tuple[str, tuple[str, ...]], Known | None] = {}
        self._fitting_facts: dict[tuple[str, ...], list[tuple[str, Fact, Span]]] = {}  # by source and kinds
        self.by_link: dict[str, list[Source]] = defaultdict(list)
        titles: list[tuple[str, Source]] = []  # folded
        for source in evidence.sources.values():
            read_at = [bare_link(source.read_at)] if source.read_at else []
            for link in dict.fromkeys((*_links_of(source), *read_at)):  # where it was read is printed where no other is
                self.by_link[link].append(source)
            names = {source.title, source.title_short or "", *source.names.values()}
            titles.extend((folded, source) for folded in map(fold, names) if len(folded) >= SHORTEST)
        self.titles = sorted(titles, key=lambda one: one[0][:SHORTEST])
        self._folded = frozenset(title for title, _ in titles)
        self._windows: dict[str, list[int]] = {}  # the first windows of each title to its place among them
        for place, (title, _) in enumerate(self.titles):
            for start in range(STRIDE):
                self._windows.setdefault(title[start : start + WINDOW], []).append(place)
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
        return fold(words) in self._folded

    def _named(self, said: str) -> dict[str, Source]:
        """The sources whose titles stand in folded words."""
        windows = self._windows.keys() & {said[at : at + WINDOW] for at in range(0, len(said), STRIDE)}
        places = {place for window in windows for place in self._windows[window]}
        found = (self.titles[place] for place in sorted(places))
        return {source.id: source for title, source in found if title in said}

    def sources(self, words: str, links: Iterable[str]) -> tuple[Source, ...]:
        """The sources that a note leads to: by link and title together, by title alone where a source has no link.

        A link may also lead to where one of our facts of a named source was read: “Report, cited in Doe” (link to Doe);
        a short reference names that source by its author alone.
        """
        said = fold(words)
        named = self._named(said)
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
            return UNKNOWN
        facts = [one for source in known.sources for one in self._fitting(source, numeral)]
        printed = _said(numeral) if facts else None
        if printed is None:
            return known.silent
        lawful = [(source, fact) for source, fact, span in facts if _lies_in(fact, numeral, printed, span)]
        if not lawful:
            return known.silent
        source, fact = min(lawful, key=lambda one: distance(one[1], numeral))
        return Vouched(source, fact.id, "", f"{fact.id} says so")

    def verdict(self, words: str, links: tuple[str, ...], numeral: Numeral) -> Vouched:
        """The same; where no fact vouches, with what the sources say instead."""
        found, known = self.vouching(words, links, numeral), self._known(words, links)
        if found.fact or known is None:
            return found
        facts = [(source, fact) for source in known.sources for fact in self.facts[source]]
        facts.sort(key=lambda one: distance(one[1], numeral))
        hint = Hinter(self.evidence, facts, fits_unit, prints)
        return Vouched(found.source, None, hint.nearest(numeral), hint.complaint(numeral))

    def _fitting(self, source: str, numeral: Numeral) -> list[tuple[str, Fact, Span]]:
        """The facts of a source that a numeral of this kind may print, with what they denote; sorted out once."""
        kinds = _kinds_of(numeral)
        key = source, *sorted(kinds)
        found = self._fitting_facts.get(key)
        if found is None:
            fitting = [fact for fact in self.facts[source] if not kinds.isdisjoint(_kinds_of_fact(self.evidence, fact))]
            spans = ((fact, fact_span(fact)) for fact in fitting)
            found = self._fitting_facts[key] = [(source, fact, span) for fact, span in spans if span is not None]
        return found

    def _known(self, words: str, links: tuple[str, ...]) -> Known | None:
        """The sources that a note leads to; asked for each number of a note, told once."""
        if (words, links) not in self._asked:
            sources = self.sources(words, links)
            self._asked[words, links] = Known(sources) if sources else None
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
    printed, said = _said(numeral), fact_span(fact)
    return printed is not None and said is not None and _lies_in(fact, numeral, printed, said)


def _lies_in(fact: Fact, numeral: Numeral, printed: Span, said: Span) -> bool:
    """Whether what a fact denotes lies in what is printed, and not far from its number."""
    if not said.lies_in(printed):
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
