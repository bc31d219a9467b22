"""Numbers tied by signs: fractions (3/4), ratios (3:1), versions (3.2.1), list numbers (2.), identifiers (#12)."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft, exempt
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

_VERSION = Pattern(r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])")
_TIED = Pattern(r"([0-9]{1,7})([/:])([0-9]{1,7})(?:rds?|ths?|nds?)?(?![0-9/:]|[.,][0-9])")
_CHAIN = Pattern(r"[0-9]{1,12}(?:[-–/:][0-9]{1,12}){3,}(?![^\W_])")
# The year and the number of a decision or a decree: 2021-927.
# The letter that ends a form's number: 10-K, 20-F.
_FORM = Pattern(r"[0-9]{1,3}-[A-Z](?![^\W_]|-)")
_DATED = Pattern(r"(?:19|20)[0-9]{2}-(?:[0-9]{3}|1[0-8][0-9]{2})(?![0-9]|[.,][0-9]|\s?[%€$£])")
_LIST_NUMBER = Pattern(r"[0-9]{1,3}(?:\.[0-9]{1,2})*[.)](?=\s|$)|[0-9]{1,2}(?:\.[0-9]{1,2})+(?=\s+[^\W\d_a-zà-ÿ])")
_ARABIC_DECIMAL = "\u066b"  # folded to a point, but never the point of a list
_INNER = Pattern(r"[0-9]{1,2}[.)]\s+(?=[^\W\d_])|[0-9]{1,2}\)")


def read_version(t: Tokens, index: int) -> Draft | None:
    """The version or section number with two points or more: 3.2.1; never a number grouped by points."""
    if t.words[index + 1] != ".":
        return None
    match = _VERSION.match(t.text, t.starts[index])
    if match is None or all(len(part) == 3 for part in match.group().split(".")[1:]):
        return None
    return exempt("version", index, t.index_at(match.end()))


def read_chain(t: Tokens, index: int) -> Draft | None:
    """The identifier in four numbers or more that dashes, strokes or colons tie: 12-40-7-3."""
    if t.words[index + 1] not in "-–/:" or not t.glued(index + 1):
        return None
    match = _CHAIN.match(t.text, t.starts[index]) or _DATED.match(t.text, t.starts[index])
    match = match or _FORM.match(t.text, t.starts[index])
    return exempt("identifier", index, t.index_at(match.end())) if match else None


def read_tied(t: Tokens, index: int) -> Draft | None:
    """The fraction or ratio whose numbers a stroke or colon ties: 3/4, 50/50, 3:1."""
    if t.words[index + 1] not in "/:" or not t.glued(index + 1):
        return None
    match = _TIED.match(t.text, t.starts[index])
    if match is None or int(match[3]) == 0 or (len(match[1]) == 4 and len(match[3]) == 4):
        return None
    if match.end() < len(t.text) and t.text[match.end()].isalpha():
        return None
    if match[2] == ":" and _is_standard(t, index, match[1], match[3]):
        return exempt("identifier", index, t.index_at(match.end()))
    top, below = Decimal(match[1]), Decimal(match[3])
    stop = t.index_at(match.end())
    if match[2] == "/" and len(match[1]) > 3 and len(match[3]) == 2:
        return exempt("identifier", index, stop)  # a court's application: 30497/96
    kind = "fraction" if match[2] == "/" and top < below <= 20 else "ratio"
    return Draft(index, stop, top / below, kind, has_unit=True)


def _is_standard(t: Tokens, index: int, number: str, edition: str) -> bool:
    """Whether the numbers are those of a standard and its year: ISO/IEC 27001:2022, EN 301:2019."""
    initials, dated = t.raw(index - 1), len(edition) == 4 and edition[:2] in ("19", "20")
    return dated and len(number) > 2 and initials.isalpha() and initials.isupper()


def read_list_number(t: Tokens, index: int) -> Draft | None:
    """The number that counts an item, a heading or an argument: "2. Next", "1.2 Findings", "(1) first; (2) second"."""
    bracket = t.words[index - 1] == "(" and index > 0
    first = index - 1 if bracket else index
    if first == 0:
        match = _LIST_NUMBER.match(t.text, t.starts[index])
        if match and _ARABIC_DECIMAL not in t.as_printed(*match.span()) and (not bracket or match[0].endswith(")")):
            return exempt("list-number", first, t.index_at(match.end()))
        return None
    before = t.words[first - 1]
    match = _INNER.match(t.text, t.starts[index])
    if match is None or len(t.words[index]) > 2:
        return None
    if match.group().endswith(")"):
        opens = before in ".:;,–—!?" or t.reading.has("list_joins", before)
        opens = opens if bracket else before in ".:;,–—!?" or t.reading.has("list_joins", before)
        return exempt("list-number", first, index + 2) if opens and not _closes(t, index, bracket) else None
    opens = before in ":;.!?" and t.is_capital(t.index_at(match.end()))
    return exempt("list-number", first, index + 2) if opens else None


def _closes(t: Tokens, index: int, bracket: bool) -> bool:
    """Whether the bracket behind the number closes one that opened earlier."""
    if bracket:
        return False
    opened = t.text.rfind("(", max(0, t.starts[index] - 200), t.starts[index])
    return opened >= 0 and ")" not in t.text[opened : t.starts[index]]


def read_identifier(t: Tokens, index: int) -> Draft | None:
    """The number that names a thing: behind #, with a leading zero, or too long to count anything."""
    word = t.words[index]
    if t.words[index - 1] == "#" and t.glued(index):
        return exempt("identifier", index - 1, index + 1)
    if (
        len(word) > 1
        and word[0] == "0"
        and not ((t.glued(index + 1) and t.words[index + 1] in ".,%") or t.words[index + 1] == "%")
    ):
        return exempt("identifier", index, index + 1)
    if len(word) > 15 or t.reading.has("codes_before", t.words[index + 1]):
        return exempt("identifier", index, index + 1)
    return None
