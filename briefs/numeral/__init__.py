"""Numerals: every number in a text, in digits and words, with what it is worth, or the rule that makes it no figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from briefs.numeral.draft import Draft
from briefs.numeral.exemptions import EXEMPTIONS, Exemption
from briefs.numeral.explain import explain_numeral
from briefs.numeral.reading import load_reading
from briefs.numeral.scan import scan
from briefs.numeral.tokens import Tokens

__all__ = ["EXEMPTIONS", "Exemption", "Numeral", "explain_numerals", "listed_words", "read_numerals", "reads_words"]


_WHOLE = Decimal(1)


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class Numeral(Struct, frozen=True, gc=False):
    """A number as it stands in a text.

    `value` is 12 for 12 %, a decimal for fractions and ratios, the factor for multiples, a pair for ranges, None for
    a vague one. `step` is the unit of the last digit printed (100000 for "73.3 million"); `rounded` says that
    decimals or a scale word were printed, so that the number stands for all that rounds to it.
    """

    start: int
    end: int
    text: str
    kind: str
    value: Decimal | tuple[Decimal, Decimal] | None
    unit: str | None = None
    hedge: str | None = None
    exempt: str | None = None
    parts: tuple[Numeral, ...] = ()
    step: Decimal | None = None
    rounded: bool = False


def read_numerals(text: str, language: str, *, folder: Path | None = None) -> tuple[Numeral, ...]:
    """Figures and exempt numbers of a plain text, in order, never overlapping."""
    t, drafts = scan(text, load_reading(language, folder))
    return tuple([_numeral(t, draft) for draft in drafts])


def reads_words(language: str, *, folder: Path | None = None) -> bool:
    """Whether number words are read in this language; if not, only digits are."""
    return load_reading(language, folder).described


def listed_words(language: str, name: str, *, folder: Path | None = None) -> frozenset[str]:
    """The words of a named list of a language's reading.yaml; none where it has no such list."""
    return load_reading(language, folder).lists.get(name, frozenset())


def _numeral(t: Tokens, draft: Draft) -> Numeral:
    start, end = t.original(draft.first, draft.stop)
    kind, value = "exempt" if draft.exempt else draft.kind, draft.value
    if value is not None and not draft.plain:
        if isinstance(value, tuple):
            value = (_without_zeros(value[0]), _without_zeros(value[1]))
        else:
            value = _without_zeros(value)
    parts = tuple([_numeral(t, part) for part in draft.parts]) if draft.parts else ()
    return Numeral(
        start, end, t.printed[start:end], kind, value, draft.unit, draft.hedge, draft.exempt, parts, draft.step,
        draft.rounded,
    )  # fmt: skip


def _without_zeros(value: Decimal) -> Decimal:
    """The value without idle zeros: 73300000 for 73.3 million."""
    if value and value.same_quantum(_WHOLE):
        return value
    return Decimal(int(value)) if value == value.to_integral_value() else value


def explain_numerals(text: str, language: str, *, folder: Path | None = None) -> list[str]:
    """A line in plain words for each number of a text: what is read, and why."""
    lines = [explain_numeral(numeral) for numeral in read_numerals(text, language, folder=folder)]
    if not reads_words(language, folder=folder):
        lines.append(f"Number words of “{language}” are not read: its reading.yaml lists none.")
    return lines
