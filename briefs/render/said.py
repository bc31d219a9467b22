"""What the placeholders of a message print, told to translators: the words, and the parts that grammar depends on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from briefs.document import Declared, Figure, Inline, Text
from briefs.language import Language, number_category

MessageKey = tuple[str, str]  # domain and source text


class Said(Struct, frozen=True):
    """What one placeholder of a message printed, and of what parts.

    The parts are those that a translation agrees with: hedge, number, scale, `unit:<id>` and `form:<plural category>`;
    the value is none of them.
    """

    text: str
    parts: tuple[str, ...]


def said_of(inlines: Sequence[Inline], language: Language, counted: str = "") -> Said:
    """What the nodes of a slot print; `counted` is the number of a list that was counted."""
    return Said(words_of(inlines), parts_of(inlines, language, counted))


def words_of(inlines: Sequence[Inline]) -> str:
    """The words of the nodes of a slot."""
    return "".join(inline.text for inline in inlines if isinstance(inline, (Text, Figure, Declared)))


def parts_of(inlines: Sequence[Inline], language: Language, counted: str = "") -> tuple[str, ...]:
    """The parts a figure is made of; the kind of anything else."""
    for inline in inlines:
        if isinstance(inline, Figure):
            return _figure_parts(inline, language)
        if isinstance(inline, Declared):
            form = [f"form:{number_category(Decimal(counted), language)}"] if counted else []
            return (inline.kind, *form)
    return ("text",)


def _figure_parts(figure: Figure, language: Language) -> tuple[str, ...]:
    parts = (("hedge", figure.hedge), ("number", figure.number), ("scale", figure.scale))
    names = [name for name, words in parts if words]
    if figure.unit:
        names.append(f"unit:{figure.unit_id}" if figure.unit_id else "unit")
    last = figure.high if figure.high is not None else figure.value
    if last is not None:
        names.append(f"form:{number_category(last, language, figure.step, scaled=bool(figure.scale))}")
    return tuple(names)
