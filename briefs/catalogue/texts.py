"""What a text for translation may hold, and which placeholders a translation must keep."""

from __future__ import annotations

import re

from briefs.catalogue.message import Catalogue, Message
from briefs.finding import Finding, Place

DESCRIBED = ("heading", "paragraph", "article")  # places told in our own words; all others name a part of the source
NAMED = re.compile(r"%\((\w+)\)s")
_PERCENT = re.compile(r"%\(\w+\)s|%%|%\([^)\s]*\)?[\w.#+-]*|%\w?")
_BRACED = re.compile(r"\{[^{}\s]*\}")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?]|<![A-Z]")
# C0 and C1 controls but the line feed (judged apart), surrogates, private use, noncharacters, replacement character
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]"
)
_ROMAN = re.compile(r"[ivxlcdm]+\Z", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def locator_context(label: str) -> str | None:
    """The context of a place in a source, by its label: the name of a table is not the word that it is elsewhere."""
    return None if label in DESCRIBED else label


def has_words(text: str) -> bool:
    """Whether there is something to translate: a word of two letters or more that is no Roman number."""
    return any(not _ROMAN.match(word) for word in _LETTERS.findall(text))


def text_faults(text: str) -> tuple[tuple[str, str, str], ...]:
    """What would break the page wherever it is printed, as (rule, message, hint)."""
    faults = []
    if "\n" in text.strip("\n"):
        faults.append(
            (
                "line-break-in-message",
                "A line break or blank line stands inside this text.",
                "Write the whole text on one line; another paragraph is another message.",
            )
        )
    if "|" in text:
        faults.append(
            (
                "bar-in-message",
                "The sign “|” stands in this text; in a table it would open a new cell.",
                "Take it out, or write a comma or a dash.",
            )
        )
    if html := _HTML.search(text):
        faults.append(
            (
                "html-in-message",
                f"HTML stands in this text: {html.group()}",
                "Write *italic* and **bold** with asterisks; HTML is not printed.",
            )
        )
    if sign := _FORBIDDEN.search(text):
        faults.append(
            (
                "control-character",
                f"An invisible or unusable character stands in this text: {_name(sign)}.",
                "Delete it and type the passage again.",
            )
        )
    return tuple(faults)


def _name(sign: re.Match[str]) -> str:
    return f"U+{ord(sign.group()):04X} at character {sign.start() + 1}"


def is_formatted(message: Message, domain: str) -> bool:
    """Whether `%` opens a placeholder in it: so in templates; not in front matter, data strings and program texts."""
    braces = domain in ("data", "program")
    return "no-python-format" not in message.flags and (not braces or "python-format" in message.flags)


def placeholders(text: str, formatted: bool) -> tuple[str, ...]:
    """The placeholders in order: `%(name)s` in templates, `{name}` in data and program; a doubled `%%` is none."""
    if formatted:
        return tuple(match.group() for match in NAMED.finditer(text.replace("%%", "")))
    return tuple(_BRACED.findall(text))


def stray_percents(text: str) -> tuple[str, ...]:
    """Every `%` that neither opens a `%(name)s` nor is doubled."""
    found = (match.group() for match in _PERCENT.finditer(text))
    return tuple(sign for sign in found if sign != "%%" and not NAMED.fullmatch(sign))


def placeholder_faults(sources: tuple[str, ...], text: str, formatted: bool) -> tuple[tuple[str, str, str], ...]:
    """Where a translation does not use each placeholder exactly as often as one of the source's forms."""
    faults = []
    for sign in stray_percents(text) if formatted else ():
        faults.append(
            (
                "stray-percent",
                f"“{sign}” is no placeholder of the source.",
                "Write the per cent sign as “%%”, and placeholders exactly as in the source.",
            )
        )
    ours = placeholders(text, formatted)
    wanted = [placeholders(source, formatted) for source in sources]
    if any(sorted(ours) == sorted(theirs) for theirs in wanted):
        return tuple(faults)
    theirs = min(wanted, key=lambda names: len(set(names) ^ set(ours)))
    for name in dict.fromkeys(theirs + ours):
        faults.extend(_count_fault(name, ours.count(name), theirs.count(name)))
    return tuple(faults)


def _count_fault(name: str, here: int, there: int) -> list[tuple[str, str, str]]:
    hint = f"Use {name} exactly as often as the source does; it stands for a number or a name that is put in later."
    if here == there:
        return []
    if not there:
        return [("unknown-placeholder", f"The source has no placeholder {name}.", hint)]
    if not here:
        return [("placeholder-lost", f"The translation has lost {name}: its number would not be printed.", hint)]
    rule = "placeholder-repeated" if here > there else "placeholder-lost"
    return [(rule, f"{name} stands in the translation {here}×, in the source {there}×.", hint)]


def check_placeholders(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Placeholders lost, repeated, unknown or damaged in the translations that would be printed."""
    domain = domain_of(catalogue.path)
    findings = []
    for message, text, place in _printed_forms(catalogue):
        sources = (message.id,) if message.plural is None else (message.id, message.plural)
        formatted = is_formatted(message, domain)
        findings += [_finding(fault, place, text) for fault in placeholder_faults(sources, text, formatted)]
    return tuple(findings)


def check_texts(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Translations that would break the page: line breaks, bars, HTML, unusable characters."""
    forms = _printed_forms(catalogue)
    return tuple(_finding(fault, place, text) for _, text, place in forms for fault in text_faults(text))


def domain_of(path: str) -> str:
    """What a catalogue is for: the name of a brief, `shared`, `data` or `program`."""
    return re.split(r"[/\\]", path)[-1].removesuffix(".po")


def _printed_forms(catalogue: Catalogue) -> list[tuple[Message, str, Place]]:
    messages = [message for message in catalogue.messages if not message.obsolete and not message.fuzzy]
    return [(m, text, at) for m in messages for text, at in zip(m.forms, m.forms_at, strict=True) if text]


def _finding(fault: tuple[str, str, str], place: Place, text: str) -> Finding:
    rule, message, hint = fault
    return Finding(rule, message, place, hint, text=text)
