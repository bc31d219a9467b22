"""Why a figure is printed otherwise than before, as far as two manifests tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Entry = Mapping[str, Any]
Why = Literal["added", "removed", "correction", "value", "source edition", "source", "rounding", "wording", "times"]
Reason = tuple[Why, str]
VALUE = ("value", "low", "high", "qualifier", "unit")
EDITION = ("title", "issued", "version", "url")


def find_reason(fact: str, was: Sequence[Entry], now: Sequence[Entry], old: Entry, new: Entry) -> Reason | None:
    """The first of these that holds: came, went, data changed (and by whose doing), form changed; None: nothing did."""
    before, after = old["facts"].get(fact, {}), new["facts"].get(fact, {})
    if not was or not now:
        return _come_or_gone(fact, bool(now), new)
    if _value(before) != _value(after):
        return _new_value(fact, before, after, old, new)
    if [one["text"] for one in was] != [one["text"] for one in now]:
        return _new_form(was, now)
    changed = _source_change(before, after, old, new)
    return None if changed is None else changed


def _come_or_gone(fact: str, came: bool, new: Entry) -> Reason:
    if came:
        return "added", "not printed before"
    corrected = new.get("corrections", {}).get(fact)
    if corrected:
        return "correction", f"{corrected['kind']} on {corrected['date']}: {corrected['reason']}"
    return "removed", "no longer printed"


def _value(state: Entry) -> tuple[Any, ...]:
    return tuple(state.get(name) for name in VALUE)


def _new_value(fact: str, before: Entry, after: Entry, old: Entry, new: Entry) -> Reason:
    change = f"{describe_value(before)} → {describe_value(after)}"
    corrected = new.get("corrections", {}).get(fact)
    if corrected and corrected != old.get("corrections", {}).get(fact):
        return "correction", f"{change}; {corrected['date']}: {corrected['reason']}"
    inputs = [
        f"{name} ({describe_value(old['facts'].get(name, {}))} → {describe_value(new['facts'].get(name, {}))})"
        for name in after.get("inputs", ())
        if _value(old["facts"].get(name, {})) != _value(new["facts"].get(name, {}))
    ]
    if inputs:
        return "value", f"{change}, computed from {', '.join(inputs)}"
    if before.get("derived_from") != after.get("derived_from"):
        return "value", f"{change}, computed otherwise: {after.get('derived_from') or 'read in the source'}"
    changed = _source_change(before, after, old, new)
    if changed is not None:
        return changed[0], f"{change}; {changed[1]}"
    return "value", f"{change}; the same source ({after.get('source', '?')})"


def describe_value(state: Entry) -> str:
    """What a fact says, with its hedge: “about 7300000”, “10..12”, “none”."""
    number = state.get("value") or (f"{state['low']}..{state['high']}" if "low" in state else "none")
    qualifier = state.get("qualifier", "exact")
    return number if qualifier in ("exact", "range") else f"{qualifier.replace('_', ' ')} {number}"


def _source_change(before: Entry, after: Entry, old: Entry, new: Entry) -> Reason | None:
    """Another source, another edition of it, or another place in it."""
    was, now = before.get("source", ""), after.get("source", "")
    if was != now:
        return "source", f"{was} → {now}"
    editions = [entry["sources"].get(now, {}) for entry in (old, new)]
    changed = [
        f"{name} {editions[0].get(name, 'none')} → {editions[1].get(name, 'none')}"
        for name in EDITION
        if editions[0].get(name) != editions[1].get(name)
    ]
    if changed:
        return "source edition", f"{now}: {', '.join(changed)}"
    if (before.get("locator"), before.get("via")) != (after.get("locator"), after.get("via")):
        return "source", f"{now}: {before.get('locator')} → {after.get('locator')}"
    return None


def _new_form(was: Sequence[Entry], now: Sequence[Entry]) -> Reason:
    """The fact is the same; its printed forms are not."""
    texts = [sorted({one["text"] for one in side}) for side in (was, now)]
    if texts[0] == texts[1]:
        return "times", f"printed {len(was)} times → {len(now)} times" if len(was) != len(now) else "in another order"
    steps = [sorted({one.get("precision", "") for one in side}) for side in (was, now)]
    if steps[0] != steps[1]:
        return "rounding", f"to {', '.join(steps[0])} → to {', '.join(steps[1])}"
    return "wording", "the same number in other words"
