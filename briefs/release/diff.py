"""Diff: two editions, figure by figure and language by language: old → new, why, and the asks it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal

from msgspec import Struct, field

from briefs.release.editions import Edition
from briefs.release.passages import TextChange, text_changes
from briefs.release.reasons import Why, find_reason

FIGURES = ("figure", "misquote")
Entry = Mapping[str, Any]


class FigureDiff(Struct, frozen=True):
    """One fact in one language: its printed forms before and now (none: not printed), why, and the asks on it."""

    fact: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    why: Why
    detail: str
    asks: tuple[int, ...] = ()


class Pair(Struct, frozen=True):
    """Something beside the figures as it was and is: a date, a law, an ask."""

    kind: str
    was: str
    now: str


class DocumentDiff(Struct, frozen=True):
    """One brief in one language: what differs; `state` says whether it is in both editions."""

    brief: str
    language: str
    state: Literal["both", "added", "removed"]
    figures: tuple[FigureDiff, ...] = ()
    others: tuple[Pair, ...] = ()
    text: tuple[TextChange, ...] = ()  # passages that differ; of one format in both editions

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return self.state == "both" and not (self.figures or self.others or self.text)


def compare_editions(old: Edition, new: Edition) -> tuple[DocumentDiff, ...]:
    """Every brief and language of either edition, in order."""
    before, after = old.documents(), new.documents()
    return tuple(_compare(key, before.get(key), after.get(key)) for key in sorted({**before, **after}))


def _compare(key: tuple[str, str], old: Entry | None, new: Entry | None) -> DocumentDiff:
    if old is None or new is None:
        return DocumentDiff(*key, "added" if old is None else "removed")
    figures = tuple(_figures(old, new))
    others = (*_others(old, new), *_asks(old, new))
    return DocumentDiff(*key, "both", figures, others, _passages(old, new))


class _Forms(Struct):
    """How one fact is printed in a document."""

    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def _forms(entry: Entry) -> dict[str, _Forms]:
    """The forms of each fact, in reading order; those in notes only where the text has none."""
    body: dict[str, _Forms] = {}
    notes: dict[str, _Forms] = {}
    for printed in entry["printed"]:
        if printed["kind"] in FIGURES and "fact" in printed:
            forms = (notes if printed.get("part", "body").startswith("note:") else body).setdefault(
                printed["fact"], _Forms()
            )
            forms.texts.append(printed["text"])
            forms.entries.append(printed)
    return {**notes, **body}


def _figures(old: Entry, new: Entry) -> Iterator[FigureDiff]:
    before, after = _forms(old), _forms(new)
    for fact in dict.fromkeys((*after, *before)):
        was, now = before.get(fact, _Forms()), after.get(fact, _Forms())
        reason = find_reason(fact, was.entries, now.entries, old, new)
        if reason is not None:
            asks = tuple(sorted({*_asks_on(fact, old), *_asks_on(fact, new)}))
            yield FigureDiff(fact, _once(was.texts), _once(now.texts), *reason, asks)


def _once(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _asks_on(fact: str, entry: Entry) -> Iterator[int]:
    """The asks that rest on a fact, or on one that is computed from it."""
    for ask in entry["asks"]:
        if any(name == fact or fact in inputs_of(name, entry) for name in ask["facts"]):
            yield ask["number"]


def inputs_of(fact: str, entry: Entry) -> set[str]:
    """All that a fact is computed from, however far back."""
    found: set[str] = set()
    waiting = [fact]
    while waiting:
        for name in entry["facts"].get(waiting.pop(), {}).get("inputs", ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _others(old: Entry, new: Entry) -> Iterator[Pair]:
    """Dates, periods, laws, counts and plain numbers of the text that came or went."""
    before, after = (
        Counter(
            (printed["kind"], printed["text"])
            for printed in entry["printed"]
            if printed["kind"] in ("date", "period", "law", "count", "plain") and printed.get("part", "body") == "body"
        )
        for entry in (old, new)
    )
    gone, come = before - after, after - before
    for kind in sorted({kind for kind, _ in (*gone, *come)}):
        texts = [sorted(text for (one, text) in some if one == kind) for some in (gone, come)]
        for was, now in zip_longest(*texts, fillvalue=""):
            yield Pair(kind, was, now)


def _asks(old: Entry, new: Entry) -> Iterator[Pair]:
    before, after = ({ask["number"]: f"{ask['to']}: {ask['ask']}" for ask in entry["asks"]} for entry in (old, new))
    for number in sorted({**before, **after}):
        if before.get(number) != after.get(number):
            yield Pair(f"ask {number}", before.get(number, ""), after.get(number, ""))


def _passages(old: Entry, new: Entry) -> tuple[TextChange, ...]:
    if old["format"] != new["format"] or old["content"]["sha256"] == new["content"]["sha256"]:
        return ()
    return tuple(text_changes(old["content"]["lines"], new["content"]["lines"]))


def untold(document: DocumentDiff) -> tuple[TextChange, ...]:
    """The passages that differ in more than the figures that are told."""
    return tuple(change for change in document.text if _with_figures(change.was, document.figures) != change.now)


def _with_figures(text: str, figures: Sequence[FigureDiff]) -> str:
    """A passage with the figures of today in place of those it had; the longest first."""
    pairs = {was: now for figure in figures for was, now in zip(figure.was, figure.now, strict=False)}
    for was in sorted(pairs, key=len, reverse=True):
        text = text.replace(was, pairs[was])
    return text
