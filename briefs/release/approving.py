"""The approve command: an approval added to data/approvals.yaml, whose other records and comments stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefs.clearance.dossier import SHOWN, Dossier
from briefs.finding import Finding, Place, Stops
from briefs.load.approvals import FILE, Approval, read_approvals
from briefs.release.approval import Standing, state_path
from briefs.save import write_atomically

_HEAD = "# yaml-language-server: $schema=schema/approvals.json\napprovals:\n"
_EMPTY = re.compile(r"^approvals:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*(#.*)?$", re.MULTILINE)
_ENOUGH = 6  # signs of a digest that somebody copies from paper
_MOST = 40  # changes that are told of one approval
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)


def store_approval(root: Path, dossier: Dossier, fields: Mapping[str, str]) -> Finding | None:
    """Keep the state that was approved, then add the record; or say why it could not be added."""
    state = json.dumps(dossier.state, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    fault = write_atomically(root / state_path(dossier), state.encode("utf-8"))
    if fault is not None:
        return fault
    file = root / FILE
    before = file.read_bytes() if file.is_file() else b""
    entry = record_text({**fields, "digest": dossier.digest})
    after = add_record(before.decode("utf-8-sig"), entry)
    if not _holds(before, after, dossier.digest):
        message, hint = "the record can't be added to a file of this form", f"add it by hand:\n{entry}"
        return Finding("not-written", message, Place(FILE), hint, stops=Stops.RUN)
    return write_atomically(file, after.encode("utf-8"))


def record_text(fields: Mapping[str, str], indent: str = "  ") -> str:
    """A record as it stands in the file, its texts in quotes where YAML might read them otherwise."""
    lines = [f"{name}: {_quoted(name, value)}" for name, value in fields.items() if value]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def _quoted(name: str, value: str) -> str:
    plain = name in ("brief", "language", "role", "on", "digest") and not value.isdecimal()
    return value if plain else json.dumps(" ".join(value.split()), ensure_ascii=False)


def add_record(text: str, entry: str) -> str:
    """The file's text with one more record at its end, indented like the others; line ends stay as they are."""
    ending = "\r\n" if "\r\n" in text else "\n"
    if not text.strip():
        text = _HEAD
    begun = _ITEM.search(text, _start_of_list(text))
    if begun is None:
        text = _EMPTY.sub(lambda empty: "approvals:" + (f" {empty[1]}" if empty[1] else ""), text, count=1)
    elif begun[1] != "  ":
        entry = "".join(begun[1] + line[2:] for line in entry.splitlines(keepends=True))
    body = text if text.endswith(("\n", "\r")) else text + ending
    return body + entry.replace("\n", ending)


def _start_of_list(text: str) -> int:
    """Behind the line `approvals:`: an example in a comment above it is no record."""
    found = re.search(r"^approvals:", text, re.MULTILINE)
    return found.end() if found else len(text)


def _holds(before: bytes, after: str, digest: str) -> bool:
    """Whether the file as it would be holds every record it held, and one more."""
    old, new = read_approvals(before)[0] if before else (), read_approvals(after.encode("utf-8"))
    kept, faults = new
    return not faults and _told(kept[:-1]) == _told(old) and len(kept) == len(old) + 1 and kept[-1].digest == digest


def _told(approvals: tuple[Approval, ...]) -> list[tuple[str, ...]]:
    return [(one.brief, one.language, one.role, one.by, str(one.on), one.digest, one.note) for one in approvals]


def tell_receipt(dossier: Dossier, fields: Mapping[str, str]) -> str:
    """What was approved, by whom, and the digest to hold against the paper."""
    return (
        f"approved: {dossier.brief} ({dossier.language.tag}) for {fields['role']}, "
        f"by {fields['by']} on {fields['on']}\n"
        f"digest:   {dossier.digest[:SHOWN]}, as on the first page of its dossier\n"
        f"rows:     {len(dossier.rows)}, {len(dossier.doubtful)} with open doubts"
    )


def wrong_paper(dossier: Dossier, paper: str) -> Finding | None:
    """That what was signed on paper is not what stands now; None where it is, or no digest was told."""
    if not paper or (len(paper) >= _ENOUGH and dossier.digest.startswith(paper)):
        return None
    name = f"{dossier.brief} ({dossier.language.tag})"
    message = f"the digest of {name} is now {dossier.digest[:SHOWN]}, and not {paper}"
    hint = "what was signed has been changed since: make the dossier anew, and have it signed"
    return Finding("not-what-was-signed", message, Place(FILE), hint)


def tell_standing(standings: Sequence[Standing], with_changes: bool) -> Iterator[str]:
    """A line for each approval, and under a void one what has changed."""
    seen: set[str] = set()  # two roles approved the same text: what changed in it is told once
    for one in standings:
        past = one.approval
        state = "stands" if one.stands else "void"
        yield f"{state:<7} {past.brief} ({past.language})  {past.role}  {past.by}, {past.on}  {past.digest[:SHOWN]}"
        if with_changes and not one.stands and past.digest[:SHOWN] not in seen:
            seen.add(past.digest[:SHOWN])
            told = one.changes or ("what was approved is not kept in data/approvals, so that no change can be told",)
            yield from (f"        {change}" for change in told[:_MOST])
            if len(told) > _MOST:
                yield f"        … and {len(told) - _MOST} more"
