"""Shields: spans that are left alone as a whole: web addresses, DOIs, note marks, hidden comments, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.numeral.draft import Draft, exempt
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

_DOMAINS = ("org", "com", "net", "eu", "fr", "int", "gov", "edu", "info", "io", "uk", "ch", "be", "es", "ca", "de")
_FILES = ("pdf", "png", "jpg", "jpeg", "svg", "csv", "xls", "xlsx", "doc", "docx", "json", "htm", "html", "zip", "odt",
          "pptx", "mp3", "mp4", "txt", "md", "py")  # fmt: skip
_DOMAIN_ENDINGS, _FILE_ENDINGS = frozenset(_DOMAINS), frozenset(_FILES)
_ENDING = re.compile(r"\.([a-zA-Z][a-zA-Z0-9]*)")
_HIDDEN = Pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DOI = Pattern(r"(?:doi:?\s?|https?://(?:dx\.)?doi\.org/)?\b10\.[0-9]{4,9}/[^\s<>\"»]+", re.IGNORECASE)
_EMAIL = Pattern(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?<!\w)@\w+")
_URL = Pattern(
    r"(?:https?|ftp)://[^\s<>\"»]+|www\.[^\s<>\"»]+"
    rf"|(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{'|'.join(_DOMAINS)})(?![\w-])(?:/[^\s<>\"»]*)?",
    re.IGNORECASE,
)
_FILE = Pattern(rf"[\w-]{{1,80}}\.(?:{'|'.join(_FILES)})(?!\w)")
_CITATION = Pattern(
    r"(?:COM|SWD|JOIN|SEC|C)\((?:19|20)[0-9]{2}\) ?[0-9]+(?: final)?"
    r"|\[(?:19|20)[0-9]{2}\] [A-Z]+(?: [A-Z][a-z]+)? [0-9]+"
)
_MARK = Pattern(r"\[\^[^\]\s]{1,40}\]|\[[0-9]{4,6}\]|\[[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3}){0,9}\]")
_TRAILING = ".,;:!?)"
_ROMAN_PAIR = re.compile("[IVXLC][IVXLC]")  # twice as quick as {2}
_ROMAN = Pattern(
    r"(?<![\w-])(?:[IVX]{2,}|[IVXLC]{2,}(?=e|ᵉ|th|er))(?:e|er|ème|ème|th|rd|st|nd)?(?![\w-])(?:\s(?:siècle|siècles))?"
)


def _patterns(text: str) -> Iterator[tuple[str, Pattern]]:
    """Each rule that a sign in the text leaves a chance, with its pattern: most texts hold none."""
    if "<!--" in text:
        yield "hidden", _HIDDEN
    if "10." in text:
        yield "doi", _DOI
    if "@" in text:
        yield "email", _EMAIL
    endings = {ending.lower() for ending in _ENDING.findall(text)} if "." in text else set()
    if "://" in text or not endings.isdisjoint(_DOMAIN_ENDINGS) or (endings and "www." in text.lower()):
        yield "url", _URL
    if not endings.isdisjoint(_FILE_ENDINGS):
        yield "url", _FILE
    if "(20" in text or "(19" in text:
        yield "legal", _CITATION
    if "[" in text:
        yield "footnote", _MARK


def find_spans(text: str) -> list[tuple[int, int, str]]:
    """The spans of a folded text that are addresses, marks of notes, hidden or Roman, in order, with their rules."""
    found: list[tuple[int, int, str]] = []
    for rule, pattern in _patterns(text):
        for match in pattern.finditer(text):
            end = match.start() + len(match.group().rstrip(_TRAILING)) if rule in ("url", "doi") else match.end()
            found.append((match.start(), end, rule))
    if len(found) > 1:
        found.sort(key=lambda span: (span[0], -span[1]))
        found = [span for at, span in enumerate(found) if at == 0 or span[0] >= max(s[1] for s in found[:at][-3:])]
    pair = _ROMAN_PAIR.search(text)
    if pair is not None:
        found += [(match.start(), match.end(), "roman") for match in _ROMAN.finditer(text, pair.start())]
        found.sort()
    return found


def shield(t: Tokens, spans: list[tuple[int, int, str]]) -> list[Draft]:
    """The tokens that the spans cover, each stretch with its rule."""
    places = ((rule, t.index_at(start), t.index_at(end)) for start, end, rule in spans)
    return [exempt(rule, first, stop) for rule, first, stop in places if first < stop]
