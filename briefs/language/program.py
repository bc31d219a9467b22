"""The words that the program prints itself, from `program.po`: translators see them in Poedit and never open YAML.

Their English, with the name of each, stands under `words` in English's own language.yaml. The patterns of references
(`references`) are how a language prints, as its dates are, and stay in its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefs.catalogue import Catalogue, check_placeholders, read_catalogue
from briefs.finding import Finding, Place, Stops
from briefs.language.shape import Entry
from briefs.yaml_source import YamlMapping, read_yaml

PROGRAM = "program"  # the name of its translation files
PROGRAM_LANGUAGE = "en"
SECTION = "words"

ProgramTexts = tuple[tuple[str, str, Place], ...]  # name, English, place


def program_texts(folders: Sequence[Path]) -> tuple[ProgramTexts, tuple[Finding, ...]]:
    """Every word that the program prints, by its name such as `cited_in`."""
    path = _first(folders, PROGRAM_LANGUAGE, "language.yaml")
    if path is None:
        return (), ()
    value, findings = read_yaml(path.read_bytes(), path.as_posix())
    words = value.get(SECTION) if isinstance(value, YamlMapping) else None
    if not isinstance(words, YamlMapping):
        return (), findings
    return tuple((key, text, words.place(key)) for key, text in words.items() if isinstance(text, str)), findings


def with_program_words(entry: Entry, tag: str, folders: Sequence[Path]) -> tuple[Entry, list[Finding]]:
    """The language file's entry with the words of its program.po; in English, with a finding, where one is missing."""
    if tag.partition("-")[0] == PROGRAM_LANGUAGE or not isinstance(entry.value, dict):
        return entry, []
    catalogue, findings = _read(tag, folders)
    group = entry.value.get(SECTION) or Entry({}, entry.place)
    words = dict(group.value) if isinstance(group.value, dict) else {}
    for name, text, _ in program_texts(folders)[0]:
        translated = catalogue.gettext(text, name) if catalogue else None
        if translated is None and name in words:
            continue  # a language file of its own may say it
        if translated is None:
            findings.append(_untranslated(text, tag))
        words[name] = Entry(translated or text, entry.place)
    keys = {**dict.fromkeys(words, group.place), **group.keys}
    return replace(entry, value={**entry.value, SECTION: replace(group, value=words, keys=keys)}), findings


def _read(tag: str, folders: Sequence[Path]) -> tuple[Catalogue | None, list[Finding]]:
    path = _first(folders, tag, f"{PROGRAM}.po")
    if path is None:
        return None, []
    catalogue, findings = read_catalogue(path.read_bytes(), f"locale/{tag}/{PROGRAM}.po")
    damaged = check_placeholders(catalogue) if catalogue else ()
    return catalogue, [*findings, *(finding.stopping(Stops.RUN) for finding in damaged)]


def _untranslated(text: str, tag: str) -> Finding:
    path = f"locale/{tag}/{PROGRAM}.po"
    hint = f"translate it in {path} (`locale update` adds what is missing)"
    return Finding("untranslated", f"no {tag} translation of the program's word “{text}”", Place(path), hint, text=text)


def _first(folders: Sequence[Path], tag: str, name: str) -> Path | None:
    return next((path for folder in folders if (path := folder / tag / name).is_file()), None)
