"""Update: a translation file with the messages of today, the old translations kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec.structs import replace

from briefs.catalogue import Catalogue, Key, Message, plural_categories, plural_header
from briefs.translate.merge import messages_for
from briefs.translate.po import write_po

ALIKE = 0.5  # share of words two texts have in common for one to be the other, changed
_PRINTS = re.compile(r"%\((\w+)\)s → .*» \(([^()]*)\)")
_OURS = {"fuzzy", "python-format", "no-python-format"}


class PrintedForm(NamedTuple):
    """What a placeholder prints in both languages, and of what parts it is made in the language of the translation."""

    source: str
    target: str
    parts: tuple[str, ...]


Printed = Mapping[tuple[str, str], Mapping[str, PrintedForm]]  # by domain and message, then by placeholder


def update_catalogue(
    catalogue: Catalogue | None, messages: Sequence[Message], language: str, printed: Printed, domain: str = ""
) -> str:
    """The text of the translation file, brought up to date; nothing a translator wrote is lost.

    A message whose source changed keeps its translation as fuzzy, with the source it was made for; one whose
    placeholders now print other parts becomes fuzzy too. A changed value alone changes nothing but the comment.
    """
    old = {message.key: message for message in catalogue.messages if message.obsolete} if catalogue else {}
    old |= catalogue.index if catalogue else {}
    wanted = messages_for(messages, language)
    keys = {message.key for message in wanted}
    left = {key: message for key, message in old.items() if key not in keys and any(message.forms)}
    used: set[Key] = set()
    entries = []
    for message in wanted:
        before = old.get(message.key) or _nearest(message, left)
        if before is not None:
            used.add(before.key)
        entries.append(_renewed(message, before, language, printed.get((domain, message.id))))
    gone = [_retired(message) for key, message in left.items() if key not in used]
    gone.sort(key=lambda message: (message.id, message.context or ""))
    header = _header(catalogue, language, domain)
    return write_po(header, [*entries, *gone], catalogue.comments if catalogue else ())


def _header(catalogue: Catalogue | None, language: str, domain: str) -> dict[str, str]:
    """Our own fields, then the translator's as they are; no date of ours, so that nothing changes by itself."""
    kept = dict(catalogue.header) if catalogue else {}
    kept.pop("POT-Creation-Date", None)
    ours = {
        "Project-Id-Version": domain or kept.get("Project-Id-Version", ""),
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_header(language),
    }
    theirs = {"PO-Revision-Date": "", "Last-Translator": "", "Language-Team": "", **kept}
    return ours | {name: value for name, value in theirs.items() if name not in ours}


def _nearest(message: Message, left: Mapping[Key, Message]) -> Message | None:
    """The message that this one was before its source was changed, if any looks like it."""
    words = message.id.split()
    matcher: SequenceMatcher[str] = SequenceMatcher(None, b=words, autojunk=False)
    best, score = None, ALIKE
    for other in left.values():
        if other.context != message.context or (other.plural is None) != (message.plural is None):
            continue
        matcher.set_seq1(other.id.split())
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= score and (ratio := matcher.ratio()) >= score:
            best, score = other, ratio
    return best


def _renewed(
    message: Message, before: Message | None, language: str, printed: Mapping[str, PrintedForm] | None
) -> Message:
    count = 1 if message.plural is None else len(plural_categories(language))
    if before is None:
        return replace(message, forms=("",) * count, notes=(*message.notes, *_printed_notes(printed, None)))
    changed = before.key != message.key or (before.plural != message.plural)
    forms = (before.forms + ("",) * count)[:count]
    stale = any(forms) and (changed or len(before.forms) != count or _parts_changed(before, printed))
    fuzzy = any(forms) and (before.fuzzy or stale)
    previous = before.previous
    if changed and not (before.fuzzy and before.previous):
        previous = (before.context, before.id, before.plural)
    flags = {*message.flags, *(flag for flag in before.flags if flag not in _OURS), *(["fuzzy"] if fuzzy else [])}
    return replace(
        message,
        forms=forms,
        flags=tuple(sorted(flags)),
        comments=before.comments,
        previous=previous if fuzzy else None,
        notes=(*message.notes, *_printed_notes(printed, before)),
    )


def _retired(message: Message) -> Message:
    """The message out of use; without Weblate's own flags, which gettext's tools take from such messages."""
    flags = tuple(flag for flag in message.flags if not flag.startswith("ignore-"))
    return replace(message, obsolete=True, notes=(), references=(), flags=flags)


# ---- what placeholders print


def _printed_notes(printed: Mapping[str, PrintedForm] | None, before: Message | None) -> list[str]:
    """A line on what each placeholder prints, and of what parts; the old lines where nothing is known."""
    if printed is None:
        return [note for note in before.notes if _PRINTS.match(note)] if before else []
    return [
        f"%({name})s → “{form.source}” / «{form.target}» ({_parts_in_words(form.parts)})"
        for name, form in printed.items()
    ]


def _parts_in_words(parts: Sequence[str]) -> str:
    """The parts as a translator reads them: “hedge, number, unit content-item, plural form other”."""
    return ", ".join(part.replace("form:", "plural form ").replace(":", " ") for part in parts)


def _parts_changed(before: Message, printed: Mapping[str, PrintedForm] | None) -> bool:
    known = {match[1]: match[2] for note in before.notes if (match := _PRINTS.fullmatch(note))}
    return printed is not None and any(
        name in known and known[name] != _parts_in_words(form.parts) for name, form in printed.items()
    )
