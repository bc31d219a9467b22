"""JSON Schemas of the data files, for editors that complete and explain fields while one types.

A YAML file names its schema in its first line (`# yaml-language-server: $schema=…`). A CSL-JSON array has no room for
that: an editor is told once that data/sources/*.json follow data/schema/sources.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter

from briefs.evidence import Tier
from briefs.load.approvals import ApprovalsShape
from briefs.load.csl import DATES, FIELDS, NAMES, TEXTS, TYPES
from briefs.load.fields import DATE_PATTERN
from briefs.load.shapes import OrganisationShape, SheetShape, UnitsShape
from briefs.load.waivers import WaiversShape

FOLDER = "data/schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
TIERS_TOLD = (
    "what kind of source it is: law, official, primary (it counted itself), a company or an association (ngo) on its "
    "own figures; press, research and aggregators tell or collect what others found, and are listed after the others"
)
_DATE = {
    "anyOf": [
        {"type": ["string", "integer"], "pattern": DATE_PATTERN},
        {
            "type": "object",
            "properties": {
                "date-parts": {"type": "array", "items": {"type": "array", "items": {"type": ["integer", "string"]}}},
                "literal": {"type": "string"},
                "raw": {"type": "string"},
            },
        },
    ]
}
_PERSON = {
    "type": "object",
    "properties": {
        "family": {"type": "string"},
        "given": {"type": "string"},
        "literal": {"type": "string", "description": "the whole name of an institution"},
    },
    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
}


def data_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name."""
    shapes = {
        "fact-sheet.json": SheetShape, "units.json": UnitsShape, "organisation.json": OrganisationShape,
        "waivers.json": WaiversShape, "approvals.json": ApprovalsShape,
    }  # fmt: skip
    return {
        **{name: {"$schema": _DIALECT, **_absent_too(_of(shape))} for name, shape in shapes.items()},
        "sources.json": {"$schema": _DIALECT, **_sources()},
    }


def write_schemas(root: Path) -> list[Path]:
    """Saves the schemas under the project's root; gives the files."""
    written = []
    for name, schema in data_schemas().items():
        path = root / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _of(shape: type[Any]) -> dict[str, Any]:
    return TypeAdapter[Any](shape).json_schema()


def _absent_too(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, in which a field that need not be there may be left empty."""
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            field.pop("title", None)
            if name not in part.get("required", ()):
                _allow_null(field)
    return schema


def _allow_null(field: dict[str, Any]) -> None:
    if "enum" in field:
        field["enum"] = [*field["enum"], None]
    if "anyOf" in field:
        field["anyOf"].append({"type": "null"})
    elif "type" in field:
        kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
        field["type"] = [*kinds, "null"]


def _sources() -> dict[str, Any]:
    """CSL items, with our own fields under custom."""
    return {
        "title": "Sources",
        "description": "CSL items (CSL 1.0.2, as Zotero exports them); fields of our own stand under custom.",
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type", "title"],
            "additionalProperties": False,
            "properties": {
                **{name: {"type": ["string", "number", "null"]} for name in sorted(TEXTS - {"categories"})},
                **{name: {"anyOf": [*_DATE["anyOf"], {"type": "null"}]} for name in sorted(DATES)},
                **{name: {"type": ["array", "null"], "items": _PERSON} for name in sorted(NAMES)},
                **{name: {} for name in sorted(FIELDS - TEXTS - DATES - NAMES)},
                "categories": {"type": ["array", "null"]},
                "id": {"type": "string", "description": "by which facts name it; the label of its note"},
                "type": {"enum": sorted(TYPES), "description": "what kind of work it is"},
                "URL": {"type": ["string", "null"], "pattern": "^https?://", "description": "its own address"},
                "custom": _custom(),
            },
        },
    }


def _custom() -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "properties": {
            "tier": {"enum": list(get_args(Tier)), "description": TIERS_TOLD},
            "read_at": {"type": "string", "pattern": "^https?://", "description": "the address where it was read"},
            "articles": {
                "type": "array",
                "items": {"type": "string"},
                "description": "of a law: the articles and recitals that were read: 18(1), recital 56",
            },
            "short_author": {
                "type": "array",
                "items": {"type": "string"},
                "description": "the short name of each author, by which notes and Source cells call it: [NCA]",
            },
            "undated": {"type": "boolean", "description": "true where the source bears no date"},
            "remark": {"type": "string", "description": "internal, never printed"},
        },
        "patternProperties": {"^title_[a-z]{2,3}": {"type": "string", "description": "its usual name in a language"}},
    }
