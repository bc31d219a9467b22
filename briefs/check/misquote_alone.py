"""A wrong figure without the right one.

What it finds: a figure printed with `misquote()` whose paragraph or row does not print the fact named in `right`.
Why it matters: a refutation is remembered by its number; without the right one beside it, it spreads the wrong one.
Example: `The notice speaks of {{ misquote("seed-fb-73m") }}.`
What to do: print the fact named in `right` in the same sentence, or at least in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import Scene, scenes_of
from briefs.check.subject import Subject, figures_of
from briefs.finding import Finding

RULE = "misquote-alone"


def misquote_alone(subject: Subject) -> Iterator[Finding]:
    """Every refuted figure that stands without the right one."""
    for scene in scenes_of(subject):
        right = scene.fact.right
        if scene.figure.misquote and right not in _beside(scene):
            message = f"the wrong figure “{scene.figure.text}” stands without the right one"
            hint = (
                f'print figure("{right}") in the same sentence' if right else "name the right fact in its field right"
            )
            yield Finding(RULE, message, scene.figure.at, hint, text=scene.figure.text)


def _beside(scene: Scene) -> set[str]:
    cells = [cell.children for cell in scene.passage.row] or [scene.passage.children]
    return {figure.fact for children in cells for figure in figures_of(children) if not figure.misquote}
