"""After a build: what it read, wrote and told is kept, so that the next one can tell that nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from briefs.build import Outcome
from briefs.console import closing_line, count_outcome, list_files, saved_lines
from briefs.finding import Finding, Stops, keep_finding
from briefs.made import Remembering, made_by_others
from briefs.making import Maker
from briefs.report import format_finding, summary_of
from briefs.settings import Settings
from briefs.unchanged.watch import Watch


def elsewhere(settings: Settings) -> list[str]:
    """The files that settings name, which may lie outside the project's folders."""
    return [name for name in (settings.reference, settings.csl) if name]


def remembering(maker: Maker, watch: Watch | None, named: Callable[[str], None]) -> Maker:
    """A maker that knows what was made before, if what was read so far is as it was when the watch began."""
    return Remembering(maker, watch.look, named) if watch and watch.is_sound() else maker


def remember(
    watch: Watch | None, maker: Maker, outcome: Outcome, found: Sequence[Finding], folder: Path, fail_on: str
) -> None:
    """Keep the documents that were made; and the state of a build in which every one was saved, drafts too."""
    if watch is None:
        return
    if not watch.is_over_soundly():
        watch.drop()
        return
    if isinstance(maker, Remembering):
        maker.keep()
    stopped = any(finding.stops is not Stops.NOTHING for finding in found)
    if stopped or outcome.kept or not outcome.saved or made_by_others([name[-3:] for name in outcome.saved]):
        watch.drop()
        return
    counts = count_outcome(outcome)
    told = [("saved", line) for line in saved_lines(outcome, folder)]
    told += [(str(finding.severity), format_finding(finding)) for finding in found]
    told.append(("closing", closing_line(summary_of(found, **counts))))
    kept = {
        "files": list_files(outcome, folder),
        "findings": [*map(keep_finding, found)],
        "counts": counts,
    }
    outputs = {str((folder / name).absolute()): digest for name, digest in outcome.written.items()}
    watch.keep(outputs, told, json.dumps(kept), fail_on)
