"""The whole cold build of one long brief, two languages in two formats, checked and audited, against pandoc.

Ours is one command: facts, templates and translations are read and checked, both documents are made, written as Word
and Markdown, read back and audited. Pandoc builds the same content, already rendered, in four processes: docx and gfm
of each language, with --citeproc. Nothing of an earlier build is kept. Also told: growth at 4 and 16 times the length.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import Row, Run, copy_project, in_turn, milliseconds, need, peak, ratio, run_all
from pandoc_input import write_pandoc_input

BRIEF, LANGUAGES = "report-count-answer", ("en", "fr")
ROUNDS = 9
FIRST, BEHIND = "## {% trans %}An inquiry", "## {% trans %}What we ask"  # the sections between are repeated


def build(root: Path) -> Run:
    """The brief made anew."""
    for folder in (root / "dist", root / ".briefs-cache"):
        shutil.rmtree(folder, ignore_errors=True)
    wanted = [word for language in LANGUAGES for word in ("-l", language)]
    return run_all([[sys.executable, str(root / "generate.py"), "build", BRIEF, *wanted]], root)


def pandoc(folder: Path) -> Run:
    """Pandoc's four processes."""
    import pypandoc

    program = pypandoc.get_pandoc_path()
    commands = [
        [program, f"{BRIEF}.{language}.md", "-f", "markdown", "-t", form, "--citeproc", "--bibliography", "refs.json",
         "-o", f"out.{language}.{form}"]
        for language in LANGUAGES for form in ("docx", "gfm")
    ]  # fmt: skip
    return run_all(commands, folder)


def lengthened(root: Path, times: int) -> Path:
    """The project with the middle sections of the brief so many times."""
    file = root / "templates" / f"{BRIEF}.md.j2"
    text = file.read_text(encoding="utf-8")
    start, end = text.index(FIRST), text.index(BEHIND)
    longer = text[:start] + text[start:end] * times + text[end:]
    file.write_text(re.sub(r"(?m)^(pages|words): .*\n", "", longer), encoding="utf-8")
    return root


def growth(rounds: int = 3) -> list[Row]:
    """Time and memory of the whole build at 4 and 16 times the length, against once."""
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        roots = {times: lengthened(copy_project(_made(Path(folder) / str(times))), times) for times in (1, 4, 16)}
        runs = in_turn({str(times): lambda root=root: build(root) for times, root in roots.items()}, rounds)  # type: ignore[misc]  # mypy types no default of a lambda
    one = runs["1"]
    rows = []
    for times, wanted in ((4, None), (16, None)):
        many = runs[str(times)]
        told = f"{milliseconds(many)}, {peak(many):.0f} MiB"
        rows.append(
            Row(f"whole build, {times} × the length against 1 ×", told, milliseconds(one), ratio(many, one), wanted)
        )
    return rows


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def rows() -> list[Row]:
    """Time and memory against pandoc."""
    need("pypandoc")
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        root, peer = copy_project(_made(Path(folder) / "ours")), _made(Path(folder) / "pandoc")
        build(root)
        notes = write_pandoc_input(root, BRIEF, LANGUAGES, peer)
        runs = in_turn({"ours": lambda: build(root), "pandoc": lambda: pandoc(peer)}, ROUNDS)
    return _told(runs["ours"], runs["pandoc"], notes)


def _told(ours: Sequence[Run], theirs: Sequence[Run], notes: dict[str, int]) -> list[Row]:
    what = f"cold build, 2 languages × (docx + md), {sum(notes.values())} notes, against pandoc ×4"
    found = [Row(what, milliseconds(ours), milliseconds(theirs), ratio(ours, theirs), 0.6, 0.4)]
    if peak(theirs):
        memory = [f"{peak(runs):.0f} MiB" for runs in (ours, theirs)]
        found.append(Row("its highest memory", *memory, peak(ours) / peak(theirs), 0.5))
    return found


if __name__ == "__main__":
    for row in [*rows(), *growth()]:
        print(*row.cells(), sep="  ")
