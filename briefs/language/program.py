"""The words that the program prints itself, from `program.po`: translators see them in Poedit and never open YAML.

Their English, with the name of each, stands under `words` in English's own language.yaml. The patterns of references
(`references`) are how a language prints, as its dates are, and stay in its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefs.catalogue import Catalogue, check_placeholders, read_catalogue
from briefs.finding import Finding, Place, Stops
from briefs.language.shape import Entry
from briefs.yaml_source import YamlMapping, read_yaml

PROGRAM = "program"  # the name of its translation files
PROGRAM_LANGUAGE = "en"
SECTION = "words"
CLEARANCE = "clearance"  # the words of the clearance dossier: no brief waits for their translation
PREFIX = f"{CLEARANCE}: "  # of their names in program.po, where “source” and “note” stand twice

ProgramTexts = tuple[tuple[str, str, Place], ...]  # name, English, place


def program_texts(folders: Sequence[Path]) -> tuple[ProgramTexts, tuple[Finding, ...]]:
    """Every word that the program prints, by its name such as `cited_in`; those of the dossier by `clearance: …`."""
    path = _first(folders, PROGRAM_LANGUAGE, "language.yaml")
    if path is None:
        return (), ()
    value, findings = read_yaml(path.read_bytes(), path.as_posix())
    if not isinstance(value, YamlMapping):
        return (), findings
    return (*_texts(value, SECTION, ""), *_texts(value, CLEARANCE, PREFIX)), findings


def _texts(value: YamlMapping, group: str, prefix: str) -> Iterator[tuple[str, str, Place]]:
    words = value.get(group)
    if isinstance(words, YamlMapping):
        for key, text in words.items():
            if isinstance(text, str):
                yield prefix + key, text, words.place(key)


def with_program_words(entry: Entry, tag: str, folders: Sequence[Path]) -> tuple[Entry, list[Finding]]:
    """The language file's entry with the words of its program.po; in English, with a finding, where one is missing."""
    if tag.partition("-")[0] == PROGRAM_LANGUAGE or not isinstance(entry.value, dict):
        return entry, []
    catalogue, findings = _read(tag, folders)
    texts = program_texts(folders)[0]
    groups: dict[str, Entry] = {}
    for section, prefix in ((SECTION, ""), (CLEARANCE, PREFIX)):
        group = entry.value.get(section) or Entry({}, entry.place)
        words = dict(group.value) if isinstance(group.value, dict) else {}
        for name, text in _of_group(texts, prefix):
            translated = catalogue.gettext(text, prefix + name) if catalogue else None
            if translated is None and name in words:
                continue  # a language file of its own may say it
            if translated is None and section == SECTION:
                findings.append(_untranslated(text, tag))
            words[name] = Entry(translated or text, entry.place)
        keys = {**dict.fromkeys(words, group.place), **group.keys}
        groups[section] = replace(group, value=words, keys=keys)
    return replace(entry, value={**entry.value, **groups}), findings


def _of_group(texts: ProgramTexts, prefix: str) -> Iterator[tuple[str, str]]:
    for name, text, _ in texts:
        if name.startswith(PREFIX) == bool(prefix):
            yield name.removeprefix(prefix), text


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
