"""Contacts: telephone numbers, house numbers and post codes."""

from __future__ import annotations

from briefs.numeral.draft import Draft, exempt
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

_PHONE = Pattern(
    r"\(?\+[0-9]{1,3}\)?(?:[ .\u00a0-]?\(?[0-9]{1,4}\)?){2,7}"
    r"|\(?0[0-9]{0,4}\)?(?:[ .\u00a0-][0-9]{2,4}){2,5}(?![0-9])"
    r"|\(0[0-9]{1,4}\) ?[0-9]{3,8}|0[0-9]{2,4} [0-9]{5,7}(?![0-9])|0[89]00 [0-9]{3,4}(?![0-9])"
    r"|(?:1-)?\(?[0-9]{3}\)?[ -][0-9]{3}-[0-9]{4}(?![0-9])|(?:1-)?[0-9]{3}-[0-9]{3}-[A-Z]{4}|555-[0-9]{4}"
)
_SHORT = Pattern(
    r"(?:116[ \u00a0]?[0-9]{3}|[0-9]{3,6}|1[0-9]|[0-9]{2,3}(?:[ -][0-9]{2,3}){1,3})(?![0-9]|[,.][0-9]|\s?[%€])"
)
_STREET_NUMBER = Pattern(r"[0-9]{1,5}(?:[ ]?(?:bis|ter|[A-Z])(?![^\W_]))?,?\s")
# States and territories before a post code (USPS, Publication 28, appendix B).
_STATES = (
    " AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR"
    " PA PR RI SC SD TN TX UT VT VA WA WV WI WY "
)
_POSTCODE = Pattern(r"[0-9]{5}\s[A-ZÀ-Ý][a-zà-ÿ]+")


def read_phone(t: Tokens, index: int) -> Draft | None:
    """The telephone number at an index: by its form, or a short one behind "call", "helpline", "le"."""
    word = t.words[index]
    match = (
        _PHONE.match(t.text, t.starts[index])
        if word[0] in "+(01" or t.words[index + 1] == "-" or len(word) == 3
        else None
    )
    if match is not None and sum(sign.isdigit() for sign in match.group()) >= 7:
        return exempt("phone", index, t.index_at(match.end()))
    if not t.is_digits(index) or (t.glued(index) and t.words[index - 1] not in "("):
        return None
    if not 2 <= len(word) <= 6:
        return None
    called = is_called(t, index)
    lists = t.reading.lists
    article = t.words[index - 1] in lists["phone_articles"]
    if not called and not article and t.words[index + 1] not in lists["phone_after"]:
        return None
    short = _SHORT.match(t.text, t.starts[index])
    if short is None or is_plural_noun(t, t.index_at(short.end())):
        return None
    end = t.index_at(short.end())
    if called or (article and _hotline(word, short.group())):
        return exempt("phone", index, end)
    return exempt("phone", index, end) if t.words[end] in lists["phone_after"] and len(short.group()) > 2 else None


def is_called(t: Tokens, index: int) -> bool:
    """Whether a word such as "call" leads to the number, or to the list of numbers that it stands in."""
    words, lists, at = t.words, t.reading.lists, index - 1
    listed, linked = lists["phone_lists"], lists["phone_words"]
    while at > index - 10 and (words[at] in listed or "0" <= words[at] < ":"):
        at -= 1
    if words[at] in linked:
        return True
    return words[at] in lists["phone_links"] and (words[at - 1] in linked or words[at - 2] in linked)


def _hotline(word: str, number: str) -> bool:
    """Whether digits behind a singular article can be a short telephone number (3018, 119, 116 000)."""
    return (
        (number.replace(" ", "").startswith("116") and len(number) > 5)
        or (len(word) == 4 and word.startswith("3"))
        or (len(word) == 3 and word[0] == "1")
    )


def _is_zip(t: Tokens, index: int) -> bool:
    """Whether five digits are a post code behind a state: "New York, NY 10001"."""
    code = len(t.words[index]) == 5 and f" {t.raw(index - 1)} " in _STATES and not t.glued(index)
    return code and not is_plural_noun(t, index + 1)


def read_address(t: Tokens, index: int) -> Draft | None:
    """The street number or post code at an index."""
    if _is_zip(t, index):
        more = t.words[index + 1] == "-" and t.glued(index + 1) and t.is_digits(index + 2)
        return exempt("address", index - 1, index + 3 if more else index + 1)
    match = None if t.is_digits(index + 1) else _STREET_NUMBER.match(t.text, t.starts[index])
    if match is None:
        return None
    at = t.index_at(match.end())
    if t.reading.has("streets_before", t.words[at]) and t.reading.has("street_links", t.words[at + 1]) | t.is_capital(
        at + 1
    ):
        return exempt("address", index, at + 1)
    for ahead in range(1, 4):
        if not t.is_capital(at + ahead - 1):
            break
        if t.is_capital(at + ahead) and t.reading.has("streets_after", t.words[at + ahead]):
            return exempt("address", index, at + ahead + 1)
    if (
        t.words[index - 1] in ("", ",", "–", "-")
        and t.reading.has("streets_before", "rue")
        and _POSTCODE.match(t.text, t.starts[index])
    ):
        return exempt("address", index, index + 1)
    return None
