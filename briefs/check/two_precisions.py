"""One fact printed in two forms.

What it finds: a fact printed twice in one document with another rounding or another hedge.
Why it matters: a reader who meets “about 101 million” and “100.9 million” looks for two facts.
Example: `figure("items")` in the summary and `figure("items", precision="1 million")` in a section.
What to do: choose one precision and use it throughout. Digits or words are the same form; so is the figure with or
without its unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import scenes_of
from briefs.check.subject import Subject
from briefs.document import Figure
from briefs.finding import Finding

RULE = "two-precisions"


def two_precisions(subject: Subject) -> Iterator[Finding]:
    """Every figure whose form differs from the first one of its fact."""
    first: dict[str, Figure] = {}
    for scene in scenes_of(subject):
        figure = scene.figure
        before = first.setdefault(figure.fact, figure)
        if _form(figure) != _form(before):
            message = f"“{figure.fact}” is printed as “{figure.text}” here and as “{before.text}” before"
            hint = f"print it in one form throughout (the other stands at {before.at})"
            yield Finding(RULE, message, figure.at, hint, text=figure.text)


def _form(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.high, figure.qualifier
