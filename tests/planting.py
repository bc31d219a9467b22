"""The faults that a hand or a slip can plant at a figure: of its number, hedge and unit, and of the note it is bound to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.evidence import Printed, Record

NUMBER = frozenset({"figure-changed", "figure-lost", "number-appeared", "bookmark-lost", "note-changed"})
BINDING = frozenset(
    {"note-lost", "note-to-another-source", "note-moved", "call-without-note", "note-changed", "note-appeared"}
)
LINK = frozenset({"note-changed", "address-changed"})
HEDGES = {  # turned: what the hedge becomes
    "en": {"about": "more than", "more than": "less than", "nearly": "just over", "at least": "at most", "up to": "at least",
           "less than": "more than", "at most": "at least", "just over": "nearly", "almost": "just over"},
    "fr": {"environ": "plus de", "plus de": "moins de", "près de": "un peu plus de", "au moins": "au plus",
           "jusqu’à": "au moins", "moins de": "plus de", "au plus": "au moins", "un peu plus de": "près de",
           "plus d’": "moins d’", "près d’": "plus d’", "presque": "plus de"},
    "es": {"cerca de": "más de", "unos": "más de", "unas": "más de", "más de": "menos de", "casi": "más de", "al menos": "como máximo"},
    "ar": {"نحو": "أكثر من", "أكثر من": "أقل من", "ما لا يقل عن": "ما لا يزيد على", "ما لا يزيد على": "ما لا يقل عن",
           "ما يقارب": "أكثر من"},
}  # fmt: skip
ADDED = {"en": "more than ", "fr": "plus de ", "es": "más de ", "ar": "أكثر من "}
SCALES = {"million": "billion", "millions": "milliards", "billion": "million", "milliards": "millions", "milliard": "million",
          "millones": "mil millones", "thousand": "million", "مليون": "مليار", "مليار": "مليون"}  # fmt: skip
WORDS = {"en": ("seven", "eleven"), "fr": ("sept", "onze"), "es": ("siete", "once"), "ar": ("سبعة", "أحد عشر")}
CALL = re.compile(r"[\u00a0 ]?\[\^([^\]]+)\](?!:)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one fault planted."""

    fault: str
    figure: str
    text: str
    expected: frozenset[str]


def number_mutants(
    text: str, start: int, printed: Printed, others: Sequence[Printed], language: str
) -> Iterator[Mutant]:
    """Faults of the number itself, of its hedge and its unit."""
    words, end = printed.text, start + len(printed.text)
    faults = [*_digit_faults(printed, language), *_sign_faults(printed)]
    for other in others:
        if other.fact != printed.fact and other.text not in words and words not in other.text:
            faults.append(("another fact’s value", other.text))
            break
    faults += _hedge_faults(printed, language, at_head=text[start - 1 : start] == "\n")
    for fault, new in faults:
        if new != words:
            yield Mutant(fault, words, text[:start] + new + text[end:], NUMBER)


def _digit_faults(printed: Printed, language: str) -> Iterator[tuple[str, str]]:
    words = printed.text
    digits = [match.start() for match in re.finditer(r"\d", words)]
    if digits:
        at = digits[-1]
        yield "digit", words[:at] + str((int(words[at]) + 3) % 10) + words[at + 1 :]
        yield "digits swapped", _swap_digits(words, digits)
        yield "word form", words[: digits[0]] + WORDS[language][0] + words[digits[-1] + 1 :]
        return
    first = re.search(r"[^\W\d_]{3,}", words)
    new = WORDS[language][words.lower().startswith(WORDS[language][0])]
    if first and printed.hedge == "exact":
        yield "word form", words[: first.start()] + new + words[first.end() :]


def _sign_faults(printed: Printed) -> Iterator[tuple[str, str]]:
    words = printed.text
    yield "unit", _other_unit(words, printed)
    yield "unit sign added", words + "\u00a0%" if "%" not in words else "€" + words
    yield "same value, another unit", _other_sign(words)
    yield "scale", re.sub(r"[^\W\d_]+", lambda found: SCALES.get(found[0], found[0]), words)
    if printed.hedge == "exact" and words[:1].isdigit():
        yield "sign turned", "\u2212" + words


def _hedge_faults(printed: Printed, language: str, *, at_head: bool) -> Iterator[tuple[str, str]]:
    low = printed.text[0].lower() + printed.text[1:]
    if printed.hedge == "exact":
        if not at_head:
            yield "hedge added", ADDED[language] + low
        return
    for hedge, turned in HEDGES[language].items():
        if low.startswith(hedge):
            yield "hedge turned", turned + low[len(hedge) :]
            yield "hedge dropped", low[len(hedge) :].lstrip()
            return


def _swap_digits(words: str, digits: Sequence[int]) -> str:
    for one, two in itertools.pairwise(digits):
        if words[one] != words[two]:
            return words[:one] + words[two] + words[one + 1 : two] + words[one] + words[two + 1 :]
    return words


def _other_unit(words: str, printed: Printed) -> str:
    """The same value of something else: the per cent sign gone or come, else another noun."""
    if "%" in words:
        return re.sub(r"[\u00a0\u202f ]?%", "", words)
    return words + "\u00a0%" if words[-1].isdigit() else re.sub(r"[^\W\d_]+$", "kilograms", words)


def _other_sign(words: str) -> str:
    """Another currency, points for per cent; the same words where there is neither."""
    swaps = {"$": "£", "€": "$", "£": "€", "%": "points"}
    return re.sub(r"[$€£%]", lambda found: swaps[found[0]], words, count=1)


def note_mutants(text: str, start: int, printed: Printed) -> Iterator[Mutant]:
    """Faults of the note that the figure is bound to, in Markdown."""
    end = start + len(printed.text)
    stop = text.find("\n", end)
    call = next(
        (found for found in CALL.finditer(text, end, stop if stop > 0 else len(text)) if found[1] == printed.note), None
    )
    if call is None:
        return
    yield Mutant("note removed", printed.text, text[: call.start()] + text[call.end() :], BINDING)
    dangling = call[0].replace(call[1], "nowhere")
    yield Mutant("note dangling", printed.text, text[: call.start()] + dangling + text[call.end() :], BINDING)
    after = next(
        (found for found in CALL.finditer(text, call.end(), stop if stop > 0 else len(text)) if found[1] != call[1]),
        None,
    )
    if after is not None and not re.search(r"[.!?]\W*\s", text[call.end() : after.start()]):
        swapped = text[: call.start(1)] + after[1] + text[call.end(1) : after.start(1)] + call[1] + text[after.end(1) :]
        yield Mutant("notes swapped", printed.text, swapped, BINDING)


def combined_mutants(text: str, record: Record) -> Iterator[Mutant]:
    """Two labels of a combined note swapped: what each source, or each place in it, is said to vouch for."""
    words = sorted({re.escape(printed.text) for printed in body_figures(record)}, key=len, reverse=True)
    label = re.compile(rf"(?<![\w,.])(?:{'|'.join(words)})(?![\w%])", re.IGNORECASE)
    for line in re.finditer(r"^\[\^[^\]]+\]: (.*)$", text, re.MULTILINE):
        labels = list(label.finditer(text, *line.span(1))) if words else []
        if len(labels) > 1 and labels[0][0] != labels[1][0]:
            one, two = labels[:2]
            new = text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
            yield Mutant("labels swapped", one[0], new, NUMBER | BINDING)


def exchanged_mutants(text: str, located: Sequence[tuple[int, Printed]]) -> Iterator[Mutant]:
    """A figure and the next one in each other's place."""
    for (start, one), (after, two) in itertools.pairwise(located):
        if one.text.casefold() != two.text.casefold() and start + len(one.text) < after:
            between = text[start + len(one.text) : after]
            new = text[:start] + two.text + between + one.text + text[after + len(two.text) :]
            yield Mutant("figures exchanged", one.text, new, NUMBER)


def markdown_mutants(data: bytes, record: Record, every: int = 1) -> Iterator[Mutant]:
    """Every fault at every `every`th figure of a Markdown file."""
    text = data.decode()
    for number, (start, printed) in enumerate(_located(text, record)):
        if number % every == 0:
            yield from number_mutants(text, start, printed, body_figures(record), record.language)
            yield from note_mutants(text, start, printed)
    others = itertools.chain(exchanged_mutants(text, list(_located(text, record))), link_mutants(text))
    yield from itertools.islice(others, 0, None, every)
    yield from combined_mutants(text, record)


def link_mutants(text: str) -> Iterator[Mutant]:
    """The address of each link of the body and the notes changed."""
    for link in re.finditer(r"\]\((https?://[^)\s]+)\)", text):
        if link.start() > text.index("\n---\n"):
            yield Mutant("link", link[1], text[: link.start(1)] + "https://example.org/x" + text[link.end(1) :], LINK)


def body_figures(record: Record) -> list[Printed]:
    return [printed for printed in record.printed if printed.kind == "figure" and printed.part == "body"]


def _located(text: str, record: Record) -> Iterator[tuple[int, Printed]]:
    """Where each figure of the body stands, in order."""
    cursor = text.index("\n---\n") + 5
    for printed in body_figures(record):
        found = re.compile(rf"(?<![\w/]){re.escape(printed.text)}(?!\w)").search(text, cursor)
        if found is not None:
            cursor = found.end()
            yield found.start(), printed
