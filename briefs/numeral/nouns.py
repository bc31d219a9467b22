"""Nouns: whether a word can be what is counted, by its ending and a few lists; no dictionary."""

from __future__ import annotations

from briefs.numeral.tokens import Tokens


def is_plural_noun(t: Tokens, index: int) -> bool:
    """Whether the token looks like a plural noun (or its adjective) in running text."""
    if not t.is_word(index) or (t.glued(index) and t.words[index - 1] not in ("'", "’")):
        return False
    word, reading = t.words[index], t.reading
    if word in reading.lists.get("plurals", ()):
        return True
    if (
        len(word) < 4
        or (t.raw(index)[0].isupper() and not t.raw(index).isupper())
        or word in reading.lists.get("not_plurals", ())
    ):
        return False
    return word.endswith(tuple(reading.lists.get("plural_endings", ("s",))))
