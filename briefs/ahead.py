"""What a helper reads while this process is loading the program: languages, templates, translations, digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from briefs.finding import Place
from briefs.processes import Helper, Pipe
from briefs.processors import can_fork

if TYPE_CHECKING:
    from briefs.domains import Read
    from briefs.language.file import Loaded
    from briefs.numeral.reading import Readings
    from briefs.render.environment import Codes


TemplateTexts = tuple[tuple[str, Place], ...]  # what was typed in one, each text with its place


class Tongues(Struct, frozen=True):
    """How languages are printed and how their numbers are read; empty where nobody read ahead."""

    languages: dict[str, Loaded] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)


class Texts(Struct, frozen=True):
    """What is printed in them; empty where nobody read ahead."""

    codes: Codes = field(default_factory=dict)  # of templates
    typed: dict[str, TemplateTexts] = field(default_factory=dict)  # in a template, by its file's name
    catalogues: dict[tuple[str, str], Read] = field(default_factory=dict)  # by language and domain


class Asked(Struct, frozen=True):
    """What will be needed: these briefs (none named: all) in these languages, each in its house style."""

    root: Path
    languages: Sequence[str]
    styles: Mapping[str, str]
    briefs: Sequence[str] = ()


class ReadingAhead:
    """A helper that reads what is asked for, where one can be split off; its answers come in this order."""

    def __init__(self, processes: int, asked: Asked) -> None:
        self.helper = Helper(_read, asked) if processes > 1 and can_fork() else None

    def __enter__(self) -> ReadingAhead:
        """It is at work already."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """It is ended, whatever happened."""
        if self.helper:
            self.helper.end()

    def tongues(self) -> Tongues:
        """The languages, once it has read them."""
        return self._answer() or Tongues()

    def texts(self) -> Texts:
        """The texts, once it has read them, too."""
        return self._answer() or Texts()

    def digests(self) -> dict[str, str]:
        """The digest of each input, once it has read all."""
        return self._answer() or {}

    def _answer(self) -> Any:
        try:
            return self.helper and self.helper.answer()
        except Exception:  # what stopped the helper stops this process, too, where it can be told
            return None


def _read(pipe: Pipe, asked: Asked) -> None:
    """The helper's work; it loads no more of the program than that needs."""
    pipe.send(_read_tongues(asked))
    pipe.send(_read_texts(asked))
    pipe.send(_digest(asked.root))


def _read_tongues(asked: Asked) -> Tongues:
    from briefs.folders import locale_folders, reading_folders
    from briefs.language import load_language
    from briefs.numeral.reading import load_reading, told_readings

    folders, readings = locale_folders(asked.root), reading_folders(asked.root)
    languages = {tag: load_language(tag, folders, asked.styles.get(tag)) for tag in asked.languages}
    for tag in asked.languages:
        load_reading(tag, readings.get(tag))
    return Tongues(languages, told_readings())


def _read_texts(asked: Asked) -> Texts:
    from briefs.domains import DATA, SHARED, read_domain
    from briefs.folders import brief_names, template_folders
    from briefs.render.environment import told_codes
    from briefs.render.texts import template_texts

    root = asked.root
    names = [name for name in brief_names(root) if not asked.briefs or name in asked.briefs]
    files = [f"{name}.md.j2" for name in names]
    typed = {file: tuple(template_texts(file, template_folders(root), root)) for file in files}
    domains = [(tag, domain) for tag in asked.languages for domain in (SHARED, DATA, *names)]
    catalogues = {(tag, domain): read_domain(root, tag, domain) for tag, domain in domains}
    return Texts(told_codes(), typed, catalogues)


def _digest(root: Path) -> dict[str, str]:
    from briefs.save import input_digests

    return input_digests(root)
