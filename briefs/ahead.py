"""What a helper reads while this process is loading the program: templates, translations, digests of inputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefs.finding import Place
from briefs.processes import Helper, Pipe
from briefs.processors import can_fork

if TYPE_CHECKING:
    from briefs.domains import Read


class Ahead(Struct, frozen=True):
    """What was read; empty where nobody read ahead."""

    codes: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # of templates: digest of the source, code
    texts: dict[str, tuple[tuple[str, Place], ...]] = field(default_factory=dict)  # typed in a template, by its file
    catalogues: dict[tuple[str, str], Read] = field(default_factory=dict)  # by language and domain
    digests: dict[str, str] = field(default_factory=dict)  # of each input


NOTHING = Ahead()


class ReadingAhead:
    """A helper that reads these briefs (none named: all) in these languages, where one can be split off."""

    def __init__(self, processes: int, root: Path, languages: Sequence[str], briefs: Sequence[str]) -> None:
        self.helper = Helper(_read, root, languages, briefs) if processes > 1 and can_fork() else None

    def __enter__(self) -> ReadingAhead:
        """It is at work already."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """It is ended, whatever happened."""
        if self.helper:
            self.helper.end()

    def told(self) -> Ahead:
        """What it read, once it has read all."""
        try:
            return (self.helper and self.helper.answer()) or NOTHING
        except Exception:  # what stopped the helper stops this process, too, where it can be told
            return NOTHING


def _read(pipe: Pipe, root: Path, languages: Sequence[str], briefs: Sequence[str]) -> None:
    """The helper's work; it loads no more of the program than that needs."""
    from briefs.domains import DATA, SHARED, read_domain
    from briefs.folders import brief_names, template_folders
    from briefs.render.environment import told_codes
    from briefs.render.texts import template_texts
    from briefs.save import input_digests

    names = [name for name in brief_names(root) if not briefs or name in briefs]
    files = [f"{name}.md.j2" for name in names]
    texts = {file: tuple(template_texts(file, template_folders(root), root)) for file in files}
    domains = [(tag, domain) for tag in languages for domain in (SHARED, DATA, *names)]
    catalogues = {(tag, domain): read_domain(root, tag, domain) for tag, domain in domains}
    pipe.send(Ahead(told_codes(), texts, catalogues, input_digests(root)))
