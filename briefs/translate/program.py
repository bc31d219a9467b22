"""Messages of the program: the words that it prints into documents itself, beside those of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefs.catalogue import Message
from briefs.finding import Finding, Place
from briefs.language import CLEARANCE, PROGRAM, PROGRAM_LANGUAGE, program_texts

NOTE = "Printed by the program: in the head or foot of a page, a table, a note or the mark of a draft"
CLEARANCE_NOTE = "Printed in the clearance dossier, which fact-checkers and lawyers sign; {names} are filled in"


def program_messages(folders: Sequence[Path]) -> tuple[tuple[Message, ...], tuple[Finding, ...]]:
    """The messages of program.po, in the order of the English language file."""
    texts, findings = program_texts(folders)
    return tuple(_messages(texts)), findings


def _messages(texts: Sequence[tuple[str, str, Place]]) -> Iterator[Message]:
    """A message each, its name as context: “of” and “to” need one."""
    for name, text, place in texts:
        reference = f"locale/{PROGRAM_LANGUAGE}/language.yaml:{place.line}"
        yield Message(
            text, place, context=name, language=PROGRAM_LANGUAGE, flags=("no-python-format",),
            notes=(CLEARANCE_NOTE if name.startswith(CLEARANCE) else NOTE,),
            references=(reference,),
        )  # fmt: skip


def comes_with_program(root: Path, language: str, folders: Sequence[Path]) -> bool:
    """Whether the program brings the translation of its own words along, so that the project needs none."""
    own, *others = (folder / language / f"{PROGRAM}.po" for folder in (root / "locale", *folders))
    return not own.is_file() and any(file.is_file() for file in others)
