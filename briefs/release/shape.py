"""The shape of dist/manifest.json: for its published JSON Schema, and for a reader that says what a file lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict  # before Python 3.12 pydantic reads no other

from briefs.evidence import PrintedKind, Qualifier, UnitKind

FILE = "data/schema/manifest.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CLOSED = ConfigDict(extra="forbid")
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, in hexadecimal")]


def _about(text: str) -> Any:
    return Field(description=text)


class PrintedShape(TypedDict):
    """One thing that the document prints as numeral, in reading order."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    kind: Annotated[PrintedKind, _about("figure and misquote come from a fact and have a note; the rest is declared")]
    text: NotRequired[Annotated[str, _about("as it stands in the output")]]
    section: NotRequired[Annotated[str, _about("the heading above it")]]
    part: NotRequired[Annotated[str, _about("body, or note:<label>")]]
    fact: NotRequired[str]
    exact: NotRequired[Annotated[str, _about("the value as printed, in exact decimals; low..high of a range")]]
    hedge: NotRequired[Qualifier]
    unit: NotRequired[str]
    unit_kind: NotRequired[UnitKind]
    precision: NotRequired[Annotated[str, _about("unit of the last digit printed")]]
    source: NotRequired[str]
    note: NotRequired[Annotated[str, _about("label of the note that vouches for it; without it a source cell does")]]
    name: NotRequired[Annotated[str, _about("its bookmark in Word")]]
    plain_kind: NotRequired[str]
    sentence: NotRequired[Annotated[str, _about("of a figure: the words around it")]]
    links: NotRequired[Annotated[list[str], _about("of a reference: where its words lead")]]
    at: NotRequired[Annotated[str, _about("file:line of the template")]]


class NoteShape(TypedDict):
    """One note as printed."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    label: str
    number: int
    text: str
    sources: list[str]
    titles: list[str]
    links: list[str]


class ContentShape(TypedDict):
    """What the reader sees: it stays the same when another program saves the file again."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    sha256: Digest
    lines: Annotated[list[str], _about("a line for each heading, paragraph, item, cell, note, header, footer")]


class FactShape(TypedDict):
    """What a fact said when the output was built."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    statement: str
    source: str
    locator: str
    qualifier: Qualifier
    status: str
    value: NotRequired[str]
    low: NotRequired[str]
    high: NotRequired[str]
    unit: NotRequired[str]
    as_printed: NotRequired[str]
    via: NotRequired[str]
    derived_from: NotRequired[str]
    inputs: NotRequired[list[str]]
    period: NotRequired[str]
    as_of: NotRequired[str]


class SourceShape(TypedDict):
    """Which edition of a source it was."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    title: str
    issued: NotRequired[str]
    version: NotRequired[str]
    accessed: NotRequired[str]
    url: NotRequired[str]


class AskShape(TypedDict):
    """One ask of the brief, and the facts it rests on."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    number: int
    to: str
    ask: str
    facts: list[str]


class CorrectionShape(TypedDict):
    """What the brief tells of a fact that was printed before."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    kind: str
    date: str
    reason: str
    was: str
    now: str


class OutputShape(TypedDict):
    """One output file."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    brief: str
    language: Annotated[str, _about("BCP 47")]
    format: str
    draft: Annotated[bool, _about("saved with errors, and marked so")]
    release: Annotated[bool, _about("built with --release: every check was passed")]
    sha256: Annotated[Digest, _about("of its bytes")]
    size: Annotated[int, _about("in bytes")]
    printed: list[PrintedShape]
    notes: list[NoteShape]
    content: ContentShape
    facts: Annotated[dict[str, FactShape], _about("by id: printed, cited, under an ask, or input of one of these")]
    sources: Annotated[dict[str, SourceShape], _about("by id")]
    noted: Annotated[dict[str, list[str]], _about("the facts that each note vouches for, by the note's label")]
    referred: Annotated[list[list[str]], _about("the facts read where each reference in the text points to, in order")]
    asks: list[AskShape]
    corrections: NotRequired[Annotated[dict[str, CorrectionShape], _about("by fact")]]


class ProgramShape(TypedDict):
    """What built it."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    name: str
    version: str


class ManifestShape(TypedDict):
    """What a build wrote, from what, with what: enough to verify each file on another machine, without the data."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    schema: Annotated[Literal[1], _about("version of this format")]
    program: ProgramShape
    versions: Annotated[dict[str, str], _about("of the program, Python, CLDR data, zlib and libraries")]
    commit: NotRequired[Annotated[str, _about("checked out when it was built; the inputs' digests say what was read")]]
    inputs: Annotated[dict[str, Digest], _about("digest of each input file; of a translation file, that of its texts")]
    outputs: Annotated[dict[str, OutputShape], _about("by file name")]


MANIFESTS: TypeAdapter[Any] = TypeAdapter(ManifestShape)


def manifest_schema() -> str:
    """The JSON Schema of the manifest, as it is published."""
    schema = {"$schema": _DIALECT, **MANIFESTS.json_schema()}
    for part in (schema, *schema.get("$defs", {}).values()):
        for field in part.get("properties", {}).values():
            field.pop("title", None)
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_manifest_schema(root: Path) -> Path:
    """Saves the schema under the project's root; gives the file."""
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(manifest_schema(), encoding="utf-8", newline="\n")
    return file


def manifest_faults(manifest: object) -> list[str]:
    """What keeps this from being a manifest, each as place and reason; empty: nothing."""
    try:
        MANIFESTS.validate_python(manifest, strict=True)
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False, include_context=False)
        ]
    return []
