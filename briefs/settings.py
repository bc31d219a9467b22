"""Settings: the table [tool.briefs] of the project's pyproject.toml, overruled by BRIEFS_… environment variables."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from briefs.finding import Finding, Place, Severity, Stops
from briefs.root import FILE, nearest_root

PREFIX = "BRIEFS_"
_HEADER = re.compile(r"\s*\[\s*tool\s*\.\s*briefs\s*(?:\.\s*([\w-]+)\s*)?\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?(?:\s*\.\s*["']?([\w-]+)["']?)?\s*=""")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Languages = Annotated[tuple[str, ...], NoDecode, Field(min_length=1)]
Formats = Annotated[tuple[Literal["docx", "md"], ...], NoDecode, Field(min_length=1)]


class Policy(BaseModel):
    """What a release demands beyond what every build demands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    checkers: int = Field(default=0, ge=0, le=9)  # how many people have compared each fact with its source
    second_hand_key_figures: bool = False  # may a key figure rest on a source that nobody here has read?
    aggregator_key_figures: bool = False  # or on one that only collects the figures of others?
    correction_notices: bool = True  # do briefs tell at their end what was corrected in them (data/corrections.yaml)?
    specimen: bool = True  # may blanks of data/organisation.yaml be left in a release, marked as such?


class Settings(BaseSettings):
    """How this project builds."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, env_ignore_empty=True
    )

    languages: Languages = ("en", "fr")  # BCP 47 tags; each has a folder in locale/
    formats: Formats = ("docx", "md")
    output: str = Field(default="dist", min_length=1)  # folder, from the project root on
    jobs: int = Field(default=1, ge=0, le=256)  # processes that make documents; 0: one for each processor
    style: Mapping[str, str] = Field(default_factory=dict)  # house style by language: style-<name>.yaml
    reference: str = Field(default="templates/reference.docx", min_length=1)  # the Word house style
    csl: str = ""  # a CSL style for the list of sources, from the project root on; needs citeproc-py
    notes: Literal["raised", "bracketed", "endnotes"] = "raised"  # how the Word files show notes, in all languages
    fail_on: Literal["error", "warning"] = "error"
    policy: Policy = Policy()

    @field_validator("languages", "formats", mode="before")
    @classmethod
    def split_list(cls, value: object) -> object:
        """Environment variables hold lists as words between commas."""
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @field_validator("languages")
    @classmethod
    def check_tags(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Language tags as in BCP 47: en, fr, fr-CA."""
        for tag in value:
            if not _TAG.fullmatch(tag):
                raise ValueError(f"“{tag}” is no language tag such as en, fr or fr-CA")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then the table that `load_settings` has read."""
        return env_settings, init_settings


def find_root(start: Path) -> Path | None:
    """The nearest folder, from start upwards, whose pyproject.toml has a table [tool.briefs]."""
    found = nearest_root(str(start))
    return None if found is None else Path(found)


def load_settings(root: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """The project's settings; the defaults, with the findings that say why, where something does not fit."""
    data = (root / FILE).read_bytes() if (root / FILE).is_file() else b""
    lines = _lines(data)
    try:
        table = tomllib.loads(data.decode("utf-8-sig")).get("tool", {}).get("briefs", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Settings.model_construct(), (_unreadable(error),)
    findings = [_unknown_variable(name, near) for name, near in _misspelt_variables()]
    try:
        return Settings(**table), tuple(findings)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    whole = {fault["loc"][0] for fault in faults if len(fault["loc"]) > 1}  # their parts say more
    findings += [_fault(fault, lines) for fault in faults if len(fault["loc"]) > 1 or fault["loc"][0] not in whole]
    return Settings.model_construct(), tuple(findings)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig", errors="replace").splitlines()


def _unreadable(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> Finding:
    match = re.search(r"at line (\d+), column (\d+)", str(error))
    place = Place(FILE, int(match[1]), int(match[2])) if match else Place(FILE)
    hint = "Mend this line; texts stand in straight quotes, lists in square brackets."
    return Finding("settings-unreadable", f"{FILE} cannot be read: {error}.", place, hint, stops=Stops.RUN)


def _fault(fault: ErrorDetails, lines: list[str]) -> Finding:
    loc = tuple(str(part) for part in fault["loc"] if isinstance(part, str))
    place = _place(loc, lines)
    name = ".".join(loc)
    text = lines[place.line - 1] if place.line else ""
    if fault["type"] == "extra_forbidden":
        known = list(Policy.model_fields if loc[0] == "policy" and len(loc) > 1 else Settings.model_fields)
        near = get_close_matches(loc[-1], known, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}."
        return Finding("unknown-setting", f"There is no setting “{name}”.", place, hint, stops=Stops.RUN, text=text)
    said = fault["msg"].removeprefix("Value error, ")
    hint = f"Mend it in {FILE}, table [tool.briefs], or in the environment variable {PREFIX}{loc[0].upper()}."
    message = f"{fault['input']!r} does not fit the setting “{name}”: {said[:1].lower()}{said[1:]}."
    return Finding("wrong-setting", message, place, hint, stops=Stops.RUN, text=text)


def _place(loc: tuple[str, ...], lines: list[str]) -> Place:
    """Where a setting stands; the file alone where an environment variable sets it."""
    found = [(len(name), -line, -column) for line, column, name in _keys(lines) if name == loc[: len(name)]]
    if not found:
        return Place(FILE)
    _, line, column = max(found)
    return Place(FILE, -line, -column)


def _keys(lines: list[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Line, column and names of every key in the table and its sub-tables."""
    inside: tuple[str, ...] | None = None
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            inside = (header[1],) if header[1] else ()
            if inside:
                yield number, header.start(1) + 1, inside
        elif line.lstrip().startswith("["):
            inside = None
        elif inside is not None and (key := _KEY.match(line)):
            yield number, key.start(1) + 1, (*inside, *(part for part in key.groups() if part))


def _misspelt_variables() -> list[tuple[str, str]]:
    """Environment variables that are almost one of ours."""
    known = {f"{PREFIX}{name.upper()}": name for name in Settings.model_fields}
    ours = [name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known]
    found = [
        (name, get_close_matches(name.upper(), known, n=1, cutoff=0.85)) for name in sorted(ours) if "__" not in name
    ]
    return [(name, near[0]) for name, near in found if near]


def _unknown_variable(name: str, near: str) -> Finding:
    return Finding(
        "unknown-setting",
        f"There is no environment variable {name}.",
        Place(FILE),
        f"Did you mean {near}?",
        severity=Severity.WARNING,
    )
