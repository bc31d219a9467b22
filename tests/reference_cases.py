"""Reads the case file of references: a source in a few lines, then what each language prints of it."""

from __future__ import annotations

from briefs.evidence import Date, Locator, Name, Source
from briefs.finding import Place

AT = Place("data/sources/cases.yaml", 1, 1)
FIELDS = {"container": "container_title", "place": "publisher_place"}
PLAIN = {"type", "title", "language", "publisher", "url", "doi", "number", "volume", "issue", "page", "genre", "version",
         "read_at", "title_short"}  # fmt: skip


def read_source(block: str) -> tuple[Source, list[Locator]]:
    """The source of a block of `field: value | field: value` lines, and the places it is cited with."""
    given = dict(part.strip().split(": ", 1) for line in block.splitlines() for part in line.split(" | "))
    fields: dict[str, object] = {name: value for name, value in given.items() if name in PLAIN}
    fields |= {FIELDS[name]: value for name, value in given.items() if name in FIELDS}
    fields |= {name: read_date(value) for name, value in given.items() if name in ("issued", "accessed")}
    fields["author"] = tuple(read_name(name) for name in given.get("author", "").split("; ") if name)
    fields["names"] = {name[5:]: value for name, value in given.items() if name.startswith("name.")}
    fields["short_author"] = tuple(name for name in given.get("short_author", "").split("; ") if name)
    places = [place.partition(" ") for place in given.get("locator", "").split("; ") if place]
    return Source(given["id"], at=AT, **fields), [Locator(label, place) for label, _, place in places]  # type: ignore[arg-type]


def read_date(text: str) -> Date:
    return Date(*(int(part) for part in text.split("-")))


def read_name(text: str) -> Name:
    family, _, given = text.partition(", ")
    return Name(family, given) if given else Name(literal=text)
