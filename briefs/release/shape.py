"""The published JSON Schemas of dist/manifest.json and data/corrections.yaml; what keeps a manifest from being one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from briefs.evidence import PrintedKind, Qualifier
from briefs.release.corrections import GUARDED, KINDS
from briefs.release.json_schema import schema_faults

MANIFEST_FILE = "data/schema/manifest.schema.json"
CORRECTIONS_FILE = "data/schema/corrections.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def _text(about: str = "") -> Schema:
    return {"type": "string", "description": about} if about else {"type": "string"}


def _flag(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _whole(about: str = "") -> Schema:
    return {"type": "integer", "description": about} if about else {"type": "integer"}


def _list(items: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": about} if about else {})


def _by(name: str, values: Schema) -> Schema:
    return {"type": "object", "description": f"by {name}", "additionalProperties": values}


def _object(about: str, required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """Fields that must be there, fields that may, and no others."""
    return {
        "type": "object", "description": about, "required": sorted(required), "additionalProperties": False,
        "properties": {**required, **(optional or {})},
    }  # fmt: skip


_DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256, in hexadecimal"}
_QUALIFIER: Schema = {"enum": list(get_args(Qualifier))}

_PRINTED = _object(
    "One thing that the document prints as numeral, in reading order.",
    {"kind": {"enum": list(get_args(PrintedKind)), "description": "figure and misquote come from a fact"}},
    {
        "text": _text("as it stands in the output"),
        "section": _text("the heading above it"),
        "part": _text("body, or note:<label>"),
        "fact": _text(),
        "exact": _text("the value as printed, in exact decimals; low..high of a range"),
        "hedge": _QUALIFIER,
        "unit": _text(),
        "unit_kind": _text(),
        "precision": _text("unit of the last digit printed"),
        "source": _text(),
        "note": _text("label of the note that vouches for it; without it a source cell does"),
        "name": _text("its bookmark in Word"),
        "plain_kind": _text(),
        "sentence": _text("of a figure: the words around it"),
        "links": _list(_text(), "of a reference: where its words lead"),
        "at": _text("file:line of the template"),
    },
)
_NOTE = _object(
    "One note as printed.",
    {
        "label": _text(), "number": _whole(), "text": _text(),
        "sources": _list(_text()), "titles": _list(_text()), "links": _list(_text()),
    },
)  # fmt: skip
_FACT = _object(
    "What a fact said when the output was built.",
    {"statement": _text(), "source": _text(), "locator": _text(), "qualifier": _QUALIFIER, "status": _text()},
    {
        "inputs": _list(_text()),
        **{
            name: _text()
            for name in ("value", "low", "high", "unit", "as_printed", "via", "derived_from", "period", "as_of")
        },
    },
)
_SOURCE = _object(
    "Which edition of a source it was.",
    {"title": _text()},
    {name: _text() for name in ("issued", "version", "accessed", "url")},
)
_ASK = _object(
    "One ask of the brief, and the facts it rests on.",
    {"number": _whole(), "to": _text(), "ask": _text(), "facts": _list(_text())},
)
_CORRECTION = _object(
    "What the brief tells of a fact that was printed before.",
    {"kind": {"enum": list(KINDS)}, "date": _text(), "reason": _text(), "was": _text(), "now": _text()},
)
_CONTENT = _object(
    "What the reader sees: it stays the same when another program saves the file again.",
    {"sha256": _DIGEST, "lines": _list(_text(), "one for each heading, paragraph, item, cell, note, header, footer")},
)
_OUTPUT = _object(
    "One output file.",
    {
        "brief": _text(),
        "language": _text("BCP 47"),
        "format": _text(),
        "draft": _flag("saved with errors, and marked so"),
        "release": _flag("built with --release: every check was passed"),
        "sha256": _DIGEST,
        "size": _whole("in bytes"),
        "printed": _list(_PRINTED),
        "notes": _list(_NOTE),
        "content": _CONTENT,
        "facts": _by("id: printed, cited, under an ask, or an input of one of these", _FACT),
        "sources": _by("id", _SOURCE),
        "noted": _by("label of a note: the facts it vouches for", _list(_text())),
        "referred": _list(_list(_text()), "the facts read where each reference in the text points to, in order"),
        "asks": _list(_ASK),
    },
    {
        "corrections": _by("fact", _CORRECTION),
        "links": _list(_object("Words of the running text that lead somewhere.", {"text": _text(), "url": _text()})),
    },
)
MANIFEST: Schema = {"$schema": _DIALECT, "title": "Manifest"} | _object(
    "What a build wrote, from what, with what: enough to verify each file on another machine, without the data.",
    {
        "schema": {"const": 1, "description": "version of this format"},
        "program": _object("What built it.", {"name": _text(), "version": _text()}),
        "versions": _by("name: the program, Python, CLDR data, zlib, libraries", _text()),
        "inputs": _by("path: digest of each input file; of a translation file, that of its texts", _DIGEST),
        "outputs": _by("file name", _OUTPUT),
    },
    {"commit": _text("checked out when it was built; the inputs' digests say what was read")},
)
CORRECTIONS: Schema = {"$schema": _DIALECT, "title": "Corrections"} | _object(
    "Facts that were printed and are withdrawn or changed.",
    {},
    {
        "corrections": {
            "type": ["array", "null"],
            "items": _object(
                "One correction.",
                {
                    "fact": _text("its id"),
                    "kind": {"enum": list(KINDS), "description": "whether a right value takes its place"},
                    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "its day"},
                    "reason": _by("language: what readers are told; no number is typed here", _text()),
                    "briefs": _list(_text(), "in which it was printed, and which tell it"),
                },
                {
                    "was": {"type": ["string", "number"], "description": "the value that was printed"},
                    "now": {"type": ["string", "number"], "description": "the right one"},
                    "guard": _object(
                        "what the fact sheet must say once it is repaired",
                        {},
                        {name: {"type": ["string", "number"]} for name in GUARDED},
                    ),
                },
            ),
        }
    },
)


def write_release_schemas(root: Path) -> list[Path]:
    """Saves both schemas under the project's root; gives the files."""
    written = []
    for name, schema in ((MANIFEST_FILE, MANIFEST), (CORRECTIONS_FILE, CORRECTIONS)):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return written


def manifest_faults(manifest: object) -> list[str]:
    """What keeps this from being a manifest, each as place and reason; empty: nothing."""
    return list(schema_faults(manifest, MANIFEST))
