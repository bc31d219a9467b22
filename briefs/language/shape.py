"""Turns an entry of a YAML file into the record that its types describe, with a finding for all that does not fit."""

from __future__ import annotations

import types
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, field
from msgspec.structs import fields

from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import YamlList, YamlMapping, YamlValue

Record = TypeVar("Record", bound=Struct)


class Entry(Struct, frozen=True):
    """A value of the file as written, with its place; of a group also the place of each key."""

    value: dict[str, Entry] | list[Entry] | str
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)


class Faults(Struct):
    """What was found so far."""

    findings: list[Finding] = field(default_factory=list)

    def say(self, message: str, place: Place, hint: str) -> None:
        """Keep one more."""
        self.findings.append(Finding("faulty-language-file", message, place, hint, stops=Stops.RUN))


def read_entry(value: YamlValue, place: Place) -> Entry:
    """What was read from a file, each entry with its place; an entry without a value is an empty text."""
    if isinstance(value, YamlMapping):
        entries = {key: read_entry(value.get(key), value.place(key)) for key in value.written()}
        return Entry(entries, place, {key: value.key_place(key) for key in entries})
    if isinstance(value, YamlList):
        return Entry([read_entry(item, value.place(index)) for index, item in enumerate(value)], place)
    return Entry(value or "", place)


def overlay_entry(base: Entry, over: Entry) -> Entry:
    """The base with every entry of the style in place of its own; groups are merged, lists are replaced."""
    if not (isinstance(base.value, dict) and isinstance(over.value, dict)):
        return over
    merged = dict(base.value)
    for key, entry in over.value.items():
        merged[key] = overlay_entry(merged[key], entry) if key in merged else entry
    return Entry(merged, base.place, {**base.keys, **over.keys})


def make_record(kind: type[Record], entry: Entry, faults: Faults) -> Record | None:
    """The record, or None where something is missing or does not fit."""
    if not isinstance(entry.value, dict):
        faults.say("here a group of named entries is expected", entry.place, f"for example {_names(kind)[0]}: …")
        return None
    hints, before = get_type_hints(kind), len(faults.findings)
    for key in entry.value:
        if key not in hints:
            faults.say(f"there is no entry “{key}” here", entry.keys[key], _nearest(key, _names(kind)))
    for missing in sorted(_required(kind) - entry.value.keys()):
        faults.say(f"“{missing}” is missing", entry.place, "take another language's file as a pattern")
    given = {key: _value(hints[key], value, faults) for key, value in entry.value.items() if key in hints}
    return kind(**given) if len(faults.findings) == before else None


def _value(hint: Any, entry: Entry, faults: Faults) -> Any:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return make_record(hint, entry, faults)
    if hint is Any:
        return _plain(entry)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(inner[0], entry, faults)
    if origin is tuple:
        return _items(inner[0], entry, faults)
    if origin is Mapping:
        return _mapping(inner[0], inner[1], entry, faults)
    return _scalar(hint, entry, faults)


def _plain(entry: Entry) -> Any:
    """As written: lists and groups of texts, for sections that a stage reads itself."""
    if isinstance(entry.value, dict):
        return {key: _plain(value) for key, value in entry.value.items()}
    return tuple(_plain(item) for item in entry.value) if isinstance(entry.value, list) else entry.value


def _items(hint: Any, entry: Entry, faults: Faults) -> tuple[Any, ...]:
    if not isinstance(entry.value, list):
        faults.say("here a list is expected", entry.place, "write it as [first, second]")
        return ()
    return tuple(_value(hint, item, faults) for item in entry.value)


def _mapping(key_hint: Any, hint: Any, entry: Entry, faults: Faults) -> dict[Any, Any]:
    if not isinstance(entry.value, dict):
        faults.say("here a group of named entries is expected", entry.place, "write it as {name: value}")
        return {}
    keys = {key: _scalar(key_hint, Entry(key, entry.keys[key]), faults) for key in entry.value}
    return {keys[key]: _value(hint, value, faults) for key, value in entry.value.items()}


def _scalar(hint: Any, entry: Entry, faults: Faults) -> Any:
    text = entry.value
    if not isinstance(text, str):
        faults.say("here one word or number is expected", entry.place, "write it on one line, in quotes")
        return None
    if hint is bool:
        return _chosen(text, {"true": True, "false": False}, entry, faults)
    if get_origin(hint) is Literal:
        return _chosen(text, {word: word for word in get_args(hint)}, entry, faults)
    if hint is int:
        if not text.isdecimal():
            faults.say(f"“{text}” is no whole number", entry.place, "write it in digits")
            return 0
        return int(text)
    return text


def _chosen(text: str, choices: Mapping[str, Any], entry: Entry, faults: Faults) -> Any:
    if text not in choices:
        faults.say(f"“{text}” is not possible here", entry.place, f"use {' or '.join(choices)}")
    return choices.get(text)


def _nearest(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"did you mean “{close[0]}”?" if close else f"known here: {', '.join(known)}"


def _names(kind: Any) -> list[str]:
    return list(kind.__struct_fields__)


def _required(kind: Any) -> set[str]:
    return {one.name for one in fields(kind) if one.required}
