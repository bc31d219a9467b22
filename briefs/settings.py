"""Settings: the table [tool.briefs] of the project's pyproject.toml, overruled by BRIEFS_… environment variables.

A table that is plainly right is taken as it is. All else, every variable among it, is read by pydantic-settings
(`settings_model`), which says what is wrong: loading it takes longer than reading the data of a project.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct, field

from briefs.finding import Finding, Place, Stops
from briefs.root import FILE, nearest_root

PREFIX = "BRIEFS_"
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ROLE = r"^[a-z][a-z0-9_-]{0,39}$"  # what a role of who approves is called
Format = Literal["docx", "md", "pdf"]
Notes = Literal["raised", "bracketed", "endnotes"]
FailOn = Literal["error", "warning"]
MOST_CHECKERS, MOST_JOBS = 9, 256


class Policy(Struct, frozen=True):
    """What a release demands beyond what every build demands."""

    checkers: int = 0  # how many people have compared each fact with its source
    second_hand_key_figures: bool = False  # may a key figure rest on a source that nobody here has read?
    aggregator_key_figures: bool = False  # or on one that only collects the figures of others?
    correction_notices: bool = True  # do briefs tell at their end what was corrected in them (data/corrections.yaml)?
    specimen: bool = True  # may blanks of data/organisation.yaml be left in a release, marked as such?
    approvals: tuple[str, ...] = ()  # roles that must have approved each text (data/approvals.yaml): facts, legal
    two_people: bool = False  # must each role be another person?


class Settings(Struct, frozen=True):
    """How this project builds."""

    languages: tuple[str, ...] = ("en", "fr")  # BCP 47 tags; each has a folder in locale/
    formats: tuple[Format, ...] = ("docx", "md")
    output: str = "dist"  # folder, from the project root on
    jobs: int = 0  # processes that make documents; 0: one for each processor, where helpers cost little
    style: Mapping[str, str] = field(default_factory=dict)  # house style by language: style-<name>.yaml
    reference: str = "templates/reference.docx"  # the Word house style
    csl: str = ""  # a CSL style for the list of sources, from the project root on; needs citeproc-py
    notes: Notes = "raised"  # how the Word files show notes, in all languages
    fail_on: FailOn = "error"
    policy: Policy = Policy()


def find_root(start: Path) -> Path | None:
    """The nearest folder, from start upwards, whose pyproject.toml has a table [tool.briefs]."""
    found = nearest_root(str(start))
    return None if found is None else Path(found)


def load_settings(root: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """The project's settings; the defaults, with the findings that say why, where something does not fit."""
    data = (root / FILE).read_bytes() if (root / FILE).is_file() else b""
    try:
        table = tomllib.loads(data.decode("utf-8-sig")).get("tool", {}).get("briefs", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Settings(), (_unreadable(error),)
    if not any(name.upper().startswith(PREFIX) for name in os.environ) and is_plain(table):
        return plain_settings(table), ()
    from briefs.settings_model import validate_settings

    return validate_settings(table, data.decode("utf-8-sig", errors="replace").splitlines())


def source_date() -> str:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org) in UTC, as YYYY-MM-DD; "" where it names none."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _unreadable(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> Finding:
    match = re.search(r"at line (\d+), column (\d+)", str(error))
    place = Place(FILE, int(match[1]), int(match[2])) if match else Place(FILE)
    hint = "Mend this line; texts stand in straight quotes, lists in square brackets."
    return Finding("settings-unreadable", f"{FILE} cannot be read: {error}.", place, hint, stops=Stops.RUN)


# ---- what is plainly right


def _is_text(value: object) -> bool:
    return type(value) is str and value != ""


def _all_in(known: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: type(value) is list and value != [] and all(one in known for one in value)


def _is_number(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_truth(value: object) -> bool:
    return type(value) is bool


_PLAIN_POLICY: dict[str, Callable[[Any], bool]] = {
    name: _is_truth for name in Policy.__struct_fields__ if name not in ("checkers", "approvals")
} | {
    "checkers": _is_number(0, MOST_CHECKERS),
    "approvals": lambda value: (
        type(value) is list and all(type(role) is str and re.fullmatch(ROLE, role) for role in value)
    ),
}
_PLAIN: dict[str, Callable[[Any], bool]] = {
    "languages": lambda value: (
        type(value) is list and value != [] and all(type(tag) is str and TAG.fullmatch(tag) for tag in value)
    ),
    "formats": _all_in(get_args(Format)),
    "output": _is_text,
    "jobs": _is_number(0, MOST_JOBS),
    "style": lambda value: type(value) is dict and all(type(name) is str for name in value.values()),
    "reference": _is_text,
    "csl": lambda value: type(value) is str,
    "notes": lambda value: value in get_args(Notes),
    "fail_on": lambda value: value in get_args(FailOn),
    "policy": lambda value: type(value) is dict and _all_plain(value, _PLAIN_POLICY),
}


def _all_plain(table: Mapping[str, Any], plain: Mapping[str, Callable[[Any], bool]]) -> bool:
    return all(name in plain and plain[name](value) for name, value in table.items())


def is_plain(table: Mapping[str, Any]) -> bool:
    """Whether every setting of a table is surely right; pydantic judges a table of which it is not."""
    return _all_plain(table, _PLAIN)


def plain_settings(table: Mapping[str, Any]) -> Settings:
    """The settings of such a table."""
    values = _with_tuples(table)
    if "policy" in values:
        values["policy"] = Policy(**_with_tuples(values["policy"]))
    return Settings(**values)


def _with_tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
