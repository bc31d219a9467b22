"""Reads CSL items, as Zotero exports them or as people write them, into sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec import Struct, field

from briefs.evidence import Name, Source
from briefs.finding import Finding, Place
from briefs.load.csl import DATES, NAMES, TEXTS
from briefs.load.csl_fields import read_csl_date, read_name
from briefs.load.faults import blocking
from briefs.load.fields import FieldError, read_address, read_doi, read_language
from briefs.load.source_rules import check_custom, check_item
from briefs.yaml_values import YamlList, YamlMapping, YamlValue, plain_value

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
T = TypeVar("T")


class Sources(Struct):
    """The sources of all files, as they come together."""

    by_id: dict[str, Source] = field(default_factory=dict)
    taken: dict[str, Place] = field(default_factory=dict)  # by id in small letters, as note labels are compared
    faulty: set[str] = field(default_factory=set)  # ids of items that cannot be used
    findings: list[Finding] = field(default_factory=list)


def read_sources(value: YamlValue, path: str, into: Sources) -> None:
    """Adds the items of one file: a list of items, or one under `references`."""
    if isinstance(value, YamlMapping) and list(value.written()) == ["references"]:
        value = value.get("references")
    if not isinstance(value, YamlList):
        hint = 'a list of CSL items, each beginning with “- id:” (or in JSON with { "id": … })'
        into.findings.append(blocking("not-sources", "this is no list of sources", Place(path, 1, 1), hint))
        return
    for index, item in enumerate(value):
        if isinstance(item, YamlMapping):
            _add(item, into)
        else:
            hint = "write id:, type:, title: and so on"
            into.findings.append(
                blocking("wrong-kind", "the fields of a source are expected", value.place(index), hint)
            )


def _add(item: YamlMapping, into: Sources) -> None:
    name, at = item.get("id"), item.place("id")
    if not isinstance(name, str) or not ID.fullmatch(name):
        shown = f"“{name[:60]}” is no id for a source" if isinstance(name, str) else "a source without an id"
        hint = "letters, digits, points and hyphens; Zotero gives citation keys with Better BibTeX"
        into.findings.append(blocking("not-an-id", shown, at, hint))
        return
    first = into.taken.get(name.lower())
    if first is not None:
        message = f"the id {name} is taken by the source at {first}"
        into.findings.append(blocking("duplicate-id", message, at, "give one of the two another id"))
        return
    into.taken[name.lower()] = at
    faults: list[Finding] = []
    source = _source(name, item, faults)
    into.findings += faults
    if faults:
        into.faulty.add(name)
    else:
        into.by_id[name] = source


def _source(name: str, item: YamlMapping, faults: list[Finding]) -> Source:
    """The source; where an item has faults they are added, and the source is not to be used."""
    custom = item.get("custom", YamlMapping(item.path, item.mark))
    faults += check_item(item)
    faults += check_custom(custom, item)
    texts = {key: _text(item, key, faults) for key in item if key in TEXTS}
    dates = {key: _read(item, key, read_csl_date, faults) for key in item if key in DATES}
    names = {key: tuple(_names(item, key, faults)) for key in item if key in NAMES}
    own = custom if isinstance(custom, YamlMapping) else YamlMapping(item.path, item.mark)
    return Source(
        id=name,
        type=str(item.get("type")),
        title=texts.get("title") or "",
        at=item.at,
        language=_read(item, "language", read_language, faults) or "en",
        author=names.get("author", ()),
        issued=dates.get("issued"),
        accessed=dates.get("accessed"),
        publisher=texts.get("publisher"),
        publisher_place=texts.get("publisher-place"),
        container_title=texts.get("container-title"),
        url=_read(item, "URL", read_address, faults),
        doi=_read(item, "DOI", read_doi, faults),
        number=texts.get("number"),
        volume=texts.get("volume"),
        issue=texts.get("issue"),
        page=texts.get("page"),
        genre=texts.get("genre"),
        version=texts.get("version"),
        title_short=texts.get("title-short") or texts.get("shortTitle"),
        short_author=tuple(own.get("short_author", ())),
        tier=own.get("tier"),
        read_at=_read(own, "read_at", read_address, faults),
        articles=tuple(own.get("articles", ())),
        names={key[6:]: value for key, value in own.items() if key.startswith("title_")},
        csl=plain_value(item),
    )


def _read(item: YamlMapping, key: str, reader: Callable[[Any], T], faults: list[Finding]) -> T | None:
    if key not in item:
        return None
    try:
        return reader(item[key])
    except FieldError as error:
        faults.append(_fault(error, key, item.place(key)))
        return None


def _text(item: YamlMapping, key: str, faults: list[Finding]) -> str | None:
    value = item[key]
    if isinstance(value, str):
        return value.strip() or None
    if key != "categories":
        faults.append(blocking("wrong-kind", f"{key}: one text was expected here", item.place(key), "write one value"))
    return None


def _names(item: YamlMapping, key: str, faults: list[Finding]) -> Iterator[Name]:
    names = item[key]
    if not isinstance(names, YamlList):
        hint = "write [{family: …, given: …}], or [{literal: …}] for an institution"
        faults.append(blocking("wrong-kind", f"{key}: a list of names was expected here", item.place(key), hint))
        return
    for index, name in enumerate(names):
        try:
            yield read_name(name)
        except FieldError as error:
            faults.append(_fault(error, key, names.place(index)))


def _fault(error: FieldError, key: str, place: Place) -> Finding:
    return blocking(error.rule, f"{key}: {error.message}", place, error.hint)
