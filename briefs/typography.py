"""Typography of running text: spaces at punctuation, quotation marks, apostrophes, as the language's data says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from briefs.language import Language, capitalise_start, elide

__all__ = ["capitalise_start", "elide", "set_typography"]

MASK = "\x00"  # stands for what is never touched; documents hold no control characters
TAIL = r"""[^\s.,;:!?»”"')\]]"""  # an address does not end with punctuation
PROTECTED = re.compile(
    rf"""\x00
    | [a-z][a-z0-9+.-]*://\S*{TAIL}                   # an address with its scheme
    | (?:mailto|doi|urn):\S*{TAIL}
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                    # e-mail
    | (?<!\w)\d{{1,4}}(?::\d{{1,4}})+(?!\w)           # 10:30, 3:1
    | (?<![\w.])(?:[\w-]+\.)+[a-z]{{2,}}/\S*{TAIL}    # example.org/a?b without scheme""",
    re.VERBOSE | re.IGNORECASE,
)
PROTECTING = re.compile(r":(?=\S)|[@/\x00]")  # one of these is in all that is protected
SPACE = "[ \u00a0\u202f]"
DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
STRAIGHT = re.compile("[\"']")
INNER_END = re.compile(r"'(?!\w)")
OPENS_AFTER = "([{—–/«“‘-"  # and after spaces
CAPITAL = r"[^\W_a-zà-öø-ÿ]"  # or a digit
ENDS_BEFORE = r"(?=[\s!?.,…)\]»”’\"']|\Z)"
# What must stand right before a mark, by mark; all others need a word or a closing sign.
BEFORE = {"%": r"(?<=\d)", "»": r"(?<=[^\s«])"}
AFTER = {"%": "", "»": ""}


Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]  # at a sign, what is found becomes what


class _Node(Struct, frozen=True):
    """A text with its neighbours; rules look at all three and change the text only."""

    text: str
    before: str
    after: str

    def sub(self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str], *signs: str) -> _Node:
        """With what matches inside the text made anew; each match holds one of the signs."""
        for sign in signs:
            if sign in self.text:
                break
        else:
            return self
        whole, start = self.before + self.text + self.after, len(self.before)
        end, at, pieces = start + len(self.text), start, []
        for match in pattern.finditer(whole, start):
            if match.end() > end or match.start() == end:
                break
            pieces += [whole[at : match.start()], make(match)]
            at = match.end()
        return _Node("".join([*pieces, whole[at:end]]), self.before, self.after)


def set_typography(text: str, language: Language, *, before: str = "", after: str = "") -> str:
    """A text node with the language's spaces and quotation marks; setting it twice changes nothing more.

    `before` and `after` are what stands next to it in the sentence, so that a mark at its edge finds its word.
    """
    if _signs(language).search(text) is None:
        return text  # most texts: a comma, a name, plain words
    node, kept = _protected(_Node(text, before, after))
    node = node.sub(DOTS, lambda _: language.typography.ellipsis, "...")
    node = _quoted(node, language)
    node = _spaced(node, language)
    if not kept:
        return node.text
    rest = iter(kept)
    return re.sub(MASK, lambda _: next(rest), node.text)


def _protected(node: _Node) -> tuple[_Node, list[str]]:
    """The node with a mask for each address, time and ratio, and what the masks stand for."""
    kept: list[str] = []
    if not PROTECTING.search(node.text):
        return node, kept

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return MASK

    return node.sub(PROTECTED, keep, ":", "@", "/", MASK), kept


@lru_cache(maxsize=8)
def _signs(language: Language) -> re.Pattern[str]:
    """Finds a sign that some rule of the language looks at; a text without any stays as it is."""
    rules = language.typography
    marks = {":", "@", "/", MASK, '"', "'", *rules.marks, *rules.space_before, *rules.space_after}
    signs = [re.escape("..."), *(re.escape(mark) for mark in sorted(marks))]
    if rules.glued:
        ends = "".join(re.escape(end) for end in sorted({word[-1] for word in rules.glued}))
        signs.append(rf" (?<=[{ends}] )(?={CAPITAL}|\Z)")
    return re.compile("|".join(signs))


def _quoted(node: _Node, language: Language) -> _Node:
    """Straight quotation marks and apostrophes as the language's own."""
    rules, open_inner = language.typography, False

    def sign(match: re.Match[str]) -> str:
        nonlocal open_inner
        before, after = match.string[: match.start()].rstrip("\"'")[-1:], match.string[match.end() :]
        starts = not before or before in OPENS_AFTER or before.isspace()
        opens = starts and bool(after) and not after[0].isspace()
        if match[0] == '"':
            return rules.quotes[0] if opens else rules.quotes[1]
        if opens and after[0].isalpha() and INNER_END.search(after):
            open_inner = True
            return rules.inner_quotes[0]
        if open_inner and not after[:1].isalnum():
            open_inner = False
            return rules.inner_quotes[1]
        return rules.apostrophe

    return node.sub(STRAIGHT, sign, '"', "'")


def _spaced(node: _Node, language: Language) -> _Node:
    """The language's marks, its space before and after them, and after the words that hold on to what follows."""
    for sign, pattern, put in _rules(language):
        if sign in node.text:
            node = node.sub(pattern, put, sign)
    rules = language.typography
    return node.sub(_glued(rules.glued), lambda match: match[1] + rules.glue, " ") if rules.glued else node


@lru_cache(maxsize=8)
def _rules(language: Language) -> tuple[Rule, ...]:
    """What is done at each sign, in the order of doing it."""
    rules = language.typography
    marks = [(sign, _stopping(sign), mark) for sign, mark in rules.marks.items()]
    before = [(sign, _space_before(sign), space + sign) for sign, space in rules.space_before.items()]
    after = [(sign, _space_after(sign), sign + space) for sign, space in rules.space_after.items()]
    return tuple((sign, pattern, lambda _, put=put: put) for sign, pattern, put in (*marks, *before, *after))


def _stopping(mark: str) -> re.Pattern[str]:
    """The mark where it ends something: not the comma of 51,7."""
    return re.compile(f"{re.escape(mark)}{ENDS_BEFORE}")


def _space_before(mark: str) -> re.Pattern[str]:
    before = BEFORE.get(mark, r"(?<=[^\s;:!?(\[«“‘])")
    return re.compile(f"{before}{SPACE}*{re.escape(mark)}{AFTER.get(mark, ENDS_BEFORE)}")


def _space_after(mark: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(mark)}{SPACE}*(?=\S)")


@lru_cache(maxsize=8)
def _glued(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({alternatives}) (?={CAPITAL})")
