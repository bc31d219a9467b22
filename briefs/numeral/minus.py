"""Minus: whether a dash with a space on its right is the sign of the number behind it or parts two phrases."""

from __future__ import annotations

from briefs.numeral.tokens import DASHES, Tokens

_MINUS = "\u2212"
_OPENING = frozenset("([|=/±≈~><≥≤")
_NEAR = 6  # tokens in which a closing dash, a per cent or a degree may stand


def is_punctuation(t: Tokens, index: int) -> bool:
    """Whether the dash before a number is punctuation: "the total – 5,976 – excludes minors".

    It is a sign behind an opening bracket, at the head of a cell that holds nothing else, behind a
    preposition or a colon ("a fall of - 3 %"), or where it is printed as the minus sign of Unicode.
    """
    if _printed(t, index) == _MINUS:
        return False
    before = t.words[index - 1]
    if not before:
        return not _fills_cell(t, index)
    if before in _OPENING:
        return _is_closed(t, index)
    signed = (before == ":" or t.reading.has("before_minus", before)) and _is_change(t, index)
    return not signed or _is_closed(t, index)


def _printed(t: Tokens, index: int) -> str:
    start, _ = t.original(index, index + 1)
    return t.printed[start]


def _fills_cell(t: Tokens, index: int) -> bool:
    """Whether the text is a number and what it is of, and no more: a cell of a table."""
    words = sum(t.is_word(at) for at in range(index + 1, min(t.count, index + _NEAR + 1)))
    return t.is_digits(index + 1) and t.count - index <= _NEAR and words <= 1


def _is_closed(t: Tokens, index: int) -> bool:
    """Whether a second dash with spaces around it closes what the first one opens."""
    near = range(index + 2, min(t.count, index + 2 * _NEAR))
    return any(t.words[at] in DASHES and not t.glued(at) and not t.glued(at + 1) for at in near)


def _is_change(t: Tokens, index: int) -> bool:
    """Whether a per cent, a point, a degree or an amount follows, which can well be negative."""
    near = t.words[index + 1 : min(t.count, index + _NEAR)]
    return any(word in "%‰°€$£" or word.startswith(("point", "pt", "pp", "deg")) for word in near)
