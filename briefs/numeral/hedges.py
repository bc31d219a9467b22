"""Hedges: what a text says about how exact a number is, before it ("more than") or after it ("or more")."""

from __future__ import annotations

from briefs.numeral.draft import Draft
from briefs.numeral.tokens import Tokens

_SIGNS = {"~": "about", "≈": "about", "±": "about", ">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most"}


def find_hedge(t: Tokens, draft: Draft) -> str | None:
    """The hedge of a figure, from the longest phrase that ends before it or starts after it."""
    before = t.words[draft.first - 1]
    if "0" <= before[:1] <= "9" and t.is_digits(draft.stop):
        return None
    if before in _SIGNS:
        return _SIGNS[before]
    hedges = t.reading.hedges_before
    for at in _starts(t, draft.first, before):
        for phrase, hedge in hedges.get(t.words[at - 1], ()):
            if t.matches_before(at, phrase):
                return hedge
    if t.words[draft.stop] == "+" and t.glued(draft.stop):
        return "at_least"
    for phrase, hedge in t.reading.hedges_after.get(t.words[draft.stop], ()):
        if t.matches(draft.stop, phrase):
            return hedge
    return None


def _starts(t: Tokens, first: int, before: str) -> tuple[int, ...]:
    """Where the hedge may end: before the figure, or before the article in front of it or at its head."""
    articles, word = t.reading.lists["hedge_articles"], t.words[first]
    if before in articles:
        return first, first - 1
    if word in t.reading.openers or word in articles:
        return first, first + 1
    return (first,)
