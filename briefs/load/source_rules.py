"""The rules for the fields of a source: known names, what its type needs, how a reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from briefs.evidence import Tier
from briefs.finding import Finding
from briefs.load.csl import FIELDS, NEEDED, ON_PAPER, OWN, TYPES
from briefs.load.faults import blocking, suggest, unknown_field
from briefs.yaml_values import YamlList, YamlMapping, YamlValue

TIERS = get_args(Tier)


def check_item(item: YamlMapping) -> Iterator[Finding]:
    """What is wrong with the fields of an item, its own ones aside."""
    for name in item.written():
        if name not in FIELDS:
            hint = suggest(name, FIELDS) or "CSL has no such field; fields of your own go under custom:"
            yield blocking("unknown-field", f"unknown field “{name[:60]}”", item.key_place(name), hint)
    kind = item.get("type")
    if kind is None:
        yield blocking("missing-field", "“type” is missing", item.at, "type: report, webpage, legislation…")
    elif kind not in TYPES:
        hint = suggest(str(kind), TYPES) or "a CSL type: report, webpage, article-newspaper, legislation…"
        yield blocking("unknown-word", f"type: “{str(kind)[:40]}” is no type of source", item.place("type"), hint)
    for name in ("title", *NEEDED.get(str(kind), ())):
        if name not in item:
            yield blocking("missing-field", f"“{name}” is missing (type {kind})", item.at, f"write {name}:")
    custom = item.get("custom")
    own = custom if isinstance(custom, YamlMapping) else {}
    yield from _check_date(item, own)
    if not ({"URL", "DOI"} & item.keys() or "read_at" in own or ON_PAPER & item.keys()):
        hint = "write URL:, DOI: or custom: read_at:, the address where it was read"
        yield blocking("missing-field", "nothing says where this source is found", item.at, hint)


def _check_date(item: YamlMapping, own: YamlMapping | dict[str, YamlValue]) -> Iterator[Finding]:
    undated = own.get("undated") == "true"
    if "issued" not in item and not undated:
        hint = "write issued:, or under custom: undated: true where the source bears no date"
        yield blocking("missing-field", "“issued” is missing", item.at, hint)
    if "issued" in item and undated:
        hint = "keep one of the two"
        yield blocking("unknown-word", "issued is given, and undated too", item.place("issued"), hint)


def check_custom(custom: YamlValue, item: YamlMapping) -> Iterator[Finding]:
    """What is wrong with an item's own fields."""
    if not isinstance(custom, YamlMapping):
        yield blocking("wrong-kind", "custom: fields were expected here", item.place("custom"), "write tier: press …")
        return
    for name in custom.written():
        if name not in OWN and not name.startswith("title_") and suggest(name, OWN):
            yield unknown_field(name, custom.key_place(name), OWN)
    for name in ("tier", "undated", "read_at", "remark", *(key for key in custom if key.startswith("title_"))):
        if name in custom and not isinstance(custom[name], str):
            yield blocking("wrong-kind", f"{name}: one text was expected here", custom.place(name), "write one value")
    tier = custom.get("tier")
    if isinstance(tier, str) and tier not in TIERS:
        hint = suggest(tier, TIERS) or f"one of: {', '.join(TIERS)}"
        yield blocking("unknown-word", f"tier: “{tier[:40]}” is no kind of source", custom.place("tier"), hint)
    if custom.get("undated", "true") not in ("true", "false"):
        yield blocking("not-true-or-false", "undated is neither true nor false", custom.place("undated"), "write true")
    articles = custom.get("articles", ())
    if "articles" in custom and not _is_texts(articles):
        hint = 'write ["18", "34(1)"]: what was read of the law'
        yield blocking("wrong-kind", "articles: a list was expected here", custom.place("articles"), hint)
    shorts = custom.get("short_author", ())
    authors = item.get("author", ())
    if "short_author" in custom and (not _is_texts(shorts) or len(shorts) != len(authors or ())):
        message = "short_author: a list of as many names as author has was expected here"
        hint = "write [NCA]: the short name of each author, in their order"
        yield blocking("wrong-kind", message, custom.place("short_author"), hint)


def _is_texts(value: object) -> bool:
    return isinstance(value, YamlList) and all(isinstance(item, str) for item in value)
