"""What has changed between the state that was approved and the state of today, told figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from briefs.release.passages import around, text_changes

Entry = Mapping[str, Any]
FRONT = ("as_at", "version")
TOLD_AS_TEXT = ("sentence", "section")  # of a row: the passages tell it
_LONGEST = 160  # signs of a passage that are told


def state_changes(was: Entry, now: Entry) -> tuple[str, ...]:
    """Each difference once: of the rows field by field, of the text passage by passage."""
    rows = _row_changes(was.get("rows", ()), now.get("rows", ()))
    front = (
        f"{name}: {_short(was.get(name))} → {_short(now.get(name))}" for name in FRONT if was.get(name) != now.get(name)
    )
    texts = (
        "text: " + " → ".join(_short(words) for words in around(change))
        for change in text_changes(was.get("text", ()), now.get("text", ()))
    )
    return tuple(dict.fromkeys((*front, *rows, *texts)))


def _key(row: Entry) -> tuple[str, ...]:
    """What makes a row the same one, whatever is said of it now."""
    sources = tuple(source.get("id", "") for source in row.get("sources", ()))
    fact = row.get("fact", {}).get("id", "")
    return (row["kind"], fact) if fact else (row["kind"], row.get("printed", ""), *sources)


def _row_changes(was: Sequence[Entry], now: Sequence[Entry]) -> Iterator[str]:
    before, after = ([_key(row) for row in rows] for rows in (was, now))
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            for old, new in zip(was[start:end], now[first:last], strict=True):
                yield from (f"{_name(new)}: {change}" for change in _fields(_data(old), _data(new), ""))
            continue
        yield from (f"gone: {_name(row)}" for row in was[start:end])
        yield from (f"new: {_name(row)}" for row in now[first:last])


def _data(row: Entry) -> Entry:
    return {name: value for name, value in row.items() if name not in TOLD_AS_TEXT}


def _name(row: Entry) -> str:
    fact = row.get("fact", {}).get("id") or ", ".join(source.get("id", "") for source in row.get("sources", ()))
    printed = f" “{row['printed']}”" if row.get("printed") else ""
    return f"{row['kind']}{printed}{f' ({fact})' if fact else ''}"


def _fields(was: Any, now: Any, name: str) -> Iterator[str]:
    """The fields that differ, with their names: “sources locator: page 12 → page 13”."""
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in sorted({**was, **now}):
            yield from _fields(was.get(key), now.get(key), f"{name} {key}".strip())
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now) and _are_records(was, now):
        for old, new in zip(was, now, strict=True):
            yield from _fields(old, new, name)
    else:
        yield f"{name}: {_short(was)} → {_short(now)}"


def _are_records(*lists: list[Any]) -> bool:
    return all(isinstance(one, Mapping) for some in lists for one in some)


def _short(value: object) -> str:
    """A value in few words; nothing is told as such."""
    if isinstance(value, list):
        value = ", ".join(_short(one) for one in value)
    elif isinstance(value, Mapping):
        value = " ".join(_short(one) for one in value.values())
    text = " ".join(str(value if value not in (None, "") else "(nothing)").split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
