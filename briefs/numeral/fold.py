"""Folding: one plain spelling for each digit, space, dash and quote, with the way back to the text as printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

NO_BREAK = "\u00a0"
# One sign for one sign, so that places stay the same: this is all that most texts need.
_SAME_LENGTH = {
    **dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", NO_BREAK),
    **dict.fromkeys("\n\r\t\v\f\u0085\u2028\u2029", " "),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032\uff07", "'"),
    "\u2012": "–",
    "\u2044": "/",
    "\u2215": "/",
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": "'",
    "\u00b5": "μ",
    "º": "°",
}
_TABLE = str.maketrans(_SAME_LENGTH)
# Beyond these a text may hold invisible signs, other digits or loose accents, which are folded one by one.
_ODD = re.compile(
    r"[^\x20-\x7e\n\t\r\xa0-\xac\xae-\u017f\u02bc\u2002-\u200a\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\ufffc\U000f0000-\U000ffffd]"
)
# Beyond Latin, the letters of Greek, Cyrillic, Hebrew, Arabic and Chinese stand for themselves.
_LETTERS = r"\u0388-\u03ce\u0400-\u0481\u05d0-\u05ea\u0620-\u064a\u4e00-\u9fff،؛؟"
# What is not plain of these alone: U+FFFC is a note's call in the auditor's text. The commonest of what is not plain
# (’ and the narrow no-break space) are left out here and always replaced.
_UNUSUAL = re.compile(rf"[^\n\x20-\x7e\xa0-\xac\xae-\xb4\xb6-\xb9\xbb-\u017f–—“”«»…€\ufffc’\u202f{_LETTERS}]")
_KEPT_AS_THEY_ARE = frozenset("…™℠ªº")


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    """What one sign stands for; nothing for one that nobody sees."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category in ("Cf", "Mn", "Me") or sign == "\u034f":
        return ""
    plain = _SAME_LENGTH.get(sign, sign)
    if plain != sign or category in ("No", "Co") or sign in _KEPT_AS_THEY_ARE:
        return plain
    spelled = unicodedata.normalize("NFKC", sign)
    return spelled.translate(_TABLE) if " " not in spelled else plain


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    """The one sign that stands for a sign; nothing where it goes, or becomes more than one, or joins the one before."""
    if _ODD.match(sign) is None:
        return _SAME_LENGTH.get(sign, sign)
    folded = _fold_sign(sign)
    return folded if len(folded) == 1 and not unicodedata.combining(sign) else ""


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each letter together with its loose accents, composed."""
    found: list[tuple[int, str]] = []
    for place, sign in enumerate(text):
        if found and unicodedata.combining(sign):
            start, before = found[-1]
            joined = unicodedata.normalize("NFC", before + sign)
            if len(joined) == 1:
                found[-1] = (start, joined)
                continue
        found.append((place, sign))
    return found


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The folded text and, where lengths differ, the place of each of its signs in the text given."""
    unusual = set(_UNUSUAL.findall(text))
    plain = {sign: _plain_sign(sign) for sign in unusual} if unusual else {}
    if all(plain.values()):
        for sign, other in plain.items():
            text = text.replace(sign, other)
        return text.replace("’", "'").replace("\u202f", NO_BREAK).replace("\n", " "), None
    signs: list[str] = []
    places: list[int] = []
    for place, sign in _clusters(text):
        folded = _fold_sign(sign)
        signs.append(folded)
        places.extend([place] * len(folded))
    return "".join(signs), places
