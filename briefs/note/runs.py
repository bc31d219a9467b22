"""Runs of inlines joined to longer ones: with commas, semicolons, or as the language joins words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefs.document import Inline, Link, Text
from briefs.language import Language, capitalise_start, join_words
from briefs.note.line import inline_text

Inlines = tuple[Inline, ...]


def joined(*parts: Inlines) -> Inlines:
    """The parts that are there, with commas between them."""
    return _with_marks([part for part in parts if part], ", ")


def separated(parts: Sequence[Inlines]) -> Inlines:
    """The parts with semicolons between them, as the references of a note stand."""
    return _with_marks(parts, "; ")


def _with_marks(parts: Sequence[Inlines], mark: str) -> Inlines:
    result: Inlines = ()
    for part in parts:
        result = (*result, Text(mark), *part) if result else part
    return result


def stopped(children: Inlines) -> Inlines:
    """The inlines with a full stop, unless an abbreviation ends them: “n.d.” has one."""
    return children if inline_text(children).endswith(".") else (*children, Text("."))


def listed(items: Sequence[Inlines], language: Language) -> Inlines:
    """Runs as the language lists words: “a, b and c”."""
    marks = join_words(["\0"] * len(items), language).split("\0")[1:-1]
    result: Inlines = items[0] if items else ()
    for mark, item in zip(marks, items[1:], strict=True):
        result = (*result, Text(mark), *item)
    return result


def labelled(labels: Sequence[str], language: Language) -> Inlines:
    """Figures as printed and a colon, before their source; nothing for none."""
    return (Text(join_words(labels, language)), *after_label(language)) if labels else ()


def after_label(language: Language) -> Inlines:
    """What stands between figures and their source."""
    return (Text(language.references["after_label"]),)


def capital_first(children: Inlines, language: Language) -> Inlines:
    """The inlines with a capital, if they begin with words of ours."""
    match children:
        case (Text(text=text), *others):
            return (Text(capitalise_start(text, language)), *others)
        case (Link(children=inner) as link, *others):
            return (replace(link, children=capital_first(inner, language)), *others)
        case _:
            return children
