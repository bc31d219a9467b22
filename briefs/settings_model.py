"""What pydantic-settings makes of [tool.briefs] and of BRIEFS_… variables, and what is wrong, in plain words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from briefs.finding import Finding, Place, Severity, Stops
from briefs.root import FILE
from briefs.settings import MOST_CHECKERS, MOST_JOBS, PREFIX, ROLE, TAG, FailOn, Format, Notes, Policy, Settings

_DEFAULTS, _POLICY = Settings(), Policy()
_HEADER = re.compile(r"\s*\[\s*tool\s*\.\s*briefs\s*(?:\.\s*([\w-]+)\s*)?\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?(?:\s*\.\s*["']?([\w-]+)["']?)?\s*=""")


class PolicyModel(BaseModel):
    """The settings of a release."""

    model_config = ConfigDict(extra="forbid")

    checkers: int = Field(default=_POLICY.checkers, ge=0, le=MOST_CHECKERS)
    second_hand_key_figures: bool = _POLICY.second_hand_key_figures
    aggregator_key_figures: bool = _POLICY.aggregator_key_figures
    correction_notices: bool = _POLICY.correction_notices
    specimen: bool = _POLICY.specimen
    approvals: tuple[Annotated[str, Field(pattern=ROLE)], ...] = _POLICY.approvals
    two_people: bool = _POLICY.two_people


class SettingsModel(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", env_ignore_empty=True
    )

    languages: Annotated[tuple[str, ...], NoDecode, Field(min_length=1)] = _DEFAULTS.languages
    formats: Annotated[tuple[Format, ...], NoDecode, Field(min_length=1)] = _DEFAULTS.formats
    output: str = Field(default=_DEFAULTS.output, min_length=1)
    jobs: int = Field(default=_DEFAULTS.jobs, ge=0, le=MOST_JOBS)
    style: Mapping[str, str] = Field(default_factory=dict)
    reference: str = Field(default=_DEFAULTS.reference, min_length=1)
    csl: str = _DEFAULTS.csl
    notes: Notes = _DEFAULTS.notes
    fail_on: FailOn = _DEFAULTS.fail_on
    policy: PolicyModel = PolicyModel()

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
            if not TAG.fullmatch(tag):
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
        """The environment first, then the table of the file."""
        return env_settings, init_settings


def validate_settings(table: Mapping[str, Any], lines: list[str]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of a table and of the environment; the defaults, and why, where something does not fit."""
    findings = [_unknown_variable(name, near) for name, near in _misspelt_variables()]
    try:
        read = SettingsModel(**table)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    else:
        values = {name: getattr(read, name) for name in Settings.__struct_fields__}
        return Settings(**values | {"policy": Policy(**read.policy.model_dump())}), tuple(findings)
    whole = {fault["loc"][0] for fault in faults if len(fault["loc"]) > 1}  # their parts say more
    findings += [_fault(fault, lines) for fault in faults if len(fault["loc"]) > 1 or fault["loc"][0] not in whole]
    return Settings(), tuple(findings)


def _fault(fault: ErrorDetails, lines: list[str]) -> Finding:
    loc = tuple(str(part) for part in fault["loc"] if isinstance(part, str))
    place = _place(loc, lines)
    name = ".".join(loc)
    text = lines[place.line - 1] if place.line else ""
    if fault["type"] == "extra_forbidden":
        known = list(Policy.__struct_fields__ if loc[0] == "policy" and len(loc) > 1 else Settings.__struct_fields__)
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
    known = {f"{PREFIX}{name.upper()}": name for name in Settings.__struct_fields__}
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
