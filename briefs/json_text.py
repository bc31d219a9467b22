"""JSON as it is saved: sorted and indented by one, as `json.dumps` writes it, which is slow when it indents."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any


def indented_json(value: Any) -> str:
    """The same text as json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True); names are texts."""
    return _indented(value, "\n")


def _indented(value: Any, outer: str) -> str:
    kind, inner = type(value), outer + " "
    if not value or kind not in (dict, list, tuple):
        return json.dumps(value, ensure_ascii=False)
    if kind is dict:
        rows = [
            f"{encode_basestring(name)}: {encode_basestring(one) if type(one) is str else _indented(one, inner)}"
            for name, one in sorted(value.items())
        ]
        return f"{{{inner}{f',{inner}'.join(rows)}{outer}}}"
    rows = [encode_basestring(one) if type(one) is str else _indented(one, inner) for one in value]
    return f"[{inner}{f',{inner}'.join(rows)}{outer}]"
