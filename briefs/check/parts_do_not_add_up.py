"""Parts that do not add up as printed.

What it finds: a sum of ours printed in one section with all its parts, where the parts as printed do not give the
sum as printed.
Why it matters: the first thing a sceptic does is to add up; rounding is an answer only if it is given first.
Example: 6.3 million and 67 million beside 73.4 million.
What to do: print the parts or the sum with another precision, or say that the parts are rounded. (A warning.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefs.check.scene import Scene, scenes_of
from briefs.check.subject import Subject
from briefs.finding import Finding, Severity

RULE = "parts-do-not-add-up"
_SUM = re.compile(r"[a-z0-9-]+(?: \+ [a-z0-9-]+)+")


def parts_do_not_add_up(subject: Subject) -> Iterator[Finding]:
    """Every printed sum that its printed parts do not give."""
    scenes = list(scenes_of(subject))
    values = {(scene.passage.section, scene.fact.id): scene.figure.value for scene in scenes}
    for scene in scenes:
        parts = _parts(scene, values)
        if parts and sum(parts) != scene.figure.value:
            added = " + ".join(f"{part:,f}" for part in parts)
            message = f"the parts printed in this section give {sum(parts):,f} ({added}), not “{scene.figure.text}”"
            hint = "print them with another precision, or say that the parts are rounded"
            yield Finding(RULE, message, scene.figure.at, hint, Severity.WARNING, text=scene.figure.text)


def _parts(scene: Scene, values: dict[tuple[str, str], Decimal | None]) -> Sequence[Decimal]:
    """The parts of a sum as its section prints them; nothing unless all are there."""
    fact = scene.fact
    if not fact.derived_from or not _SUM.fullmatch(fact.derived_from.strip()) or scene.figure.value is None:
        return ()
    found = [values.get((scene.passage.section, name)) for name in fact.derived_from.strip().split(" + ")]
    return [value for value in found if value is not None] if None not in found else ()
