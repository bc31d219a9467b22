"""The strict reader: a PO file's bytes as a catalogue, and everything that is wrong with it."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import PurePosixPath

from briefs.catalogue.entries import Entry, EntryReader
from briefs.catalogue.message import Catalogue, Message, index_messages
from briefs.catalogue.plurals import agrees_with_cldr, is_language, plural_categories, plural_header
from briefs.finding import Finding, Place, Stops


@lru_cache(maxsize=64)  # a build reads its translations and tells their digests
def read_catalogue(data: bytes, path: str) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """The catalogue in a PO file, None where it cannot be read at all; the language is the folder's name."""
    findings: list[Finding] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        findings.append(
            Finding(
                "byte-order-mark",
                "The file begins with a byte order mark.",
                Place(path, 1, 1),
                "Save it as “UTF-8”, not “UTF-8 with BOM”.",
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"This line is not UTF-8 (byte {data[error.start]:#04x})."
        place = Place(path, line, error.start - data.rfind(b"\n", 0, error.start))
        hint = "Save the file again with the encoding UTF-8 (in Poedit: Catalogue, Properties, Charset)."
        return None, (*findings, Finding("not-utf-8", message, place, hint, stops=Stops.RUN))
    reader = EntryReader(path)
    reader.read(text)
    findings += reader.findings
    if reader.findings:
        return None, tuple(findings)
    catalogue, faults = _catalogue(path, [_message(entry) for entry in reader.entries])
    return catalogue, (*findings, *faults)


def _message(entry: Entry) -> Message:
    comments = {kind: tuple(lines) for kind, lines in entry.comments.items()}
    forms = entry.forms()
    before = entry.before
    return Message(
        id=entry.texts["msgid"].text,
        at=entry.texts["msgid"].at,
        plural=entry.texts["msgid_plural"].text if "msgid_plural" in entry.texts else None,
        context=entry.texts["msgctxt"].text if "msgctxt" in entry.texts else None,
        forms=tuple(form.text for form in forms),
        forms_at=tuple(form.at for form in forms),
        flags=tuple(f.strip() for line in comments.get("flags", ()) for f in line.split(",") if f.strip()),
        comments=comments.get("comments", ()),
        notes=comments.get("notes", ()),
        references=tuple(r for line in comments.get("references", ()) for r in _references(line)),
        previous=(
            before["msgctxt"].text if "msgctxt" in before else None,
            before["msgid"].text,
            before["msgid_plural"].text if "msgid_plural" in before else None,
        )
        if "msgid" in before
        else None,
        obsolete=entry.obsolete,
    )


def _references(line: str) -> list[str]:
    """The files of a `#:` line; names with spaces stand between U+2068 and U+2069."""
    if "\u2068" not in line:
        return line.split()
    return [a or b for a, b in re.findall("\u2068([^\u2069]*)\u2069|(\\S+)", line)]


def _catalogue(path: str, messages: list[Message]) -> tuple[Catalogue, list[Finding]]:
    header = next((m for m in messages if m.id == "" and m.context is None and not m.obsolete), None)
    fields = _header_fields(header)
    folder = PurePosixPath(path.replace("\\", "/")).parent.name
    language = folder if is_language(folder) else fields.get("Language", "").replace("_", "-")
    kept = tuple(message for message in messages if message is not header)
    index = index_messages(kept)
    catalogue = Catalogue(path, language, fields, kept, header.comments if header else (), index)
    findings = _header_faults(catalogue, header)
    first = {message.key: message for message in reversed(kept)}
    findings += [f for message in kept for f in _message_faults(message, first[message.key], language)]
    return catalogue, findings


def _header_fields(header: Message | None) -> dict[str, str]:
    lines = header.forms[0].split("\n") if header else []
    return {name.strip(): value.strip() for name, colon, value in (line.partition(":") for line in lines) if colon}


def _header_faults(catalogue: Catalogue, header: Message | None) -> list[Finding]:
    place = header.forms_at[0] if header else Place(catalogue.path, 1, 1)
    fields, language = catalogue.header, catalogue.language
    mend = "Run `locale update`; it writes the header anew."
    if not is_language(language):
        hint = "Put the file into locale/<language>/ or write Language: into its header."
        return [Finding("language-unknown", "Neither folder nor header says which language this is.", place, hint)]
    if header is None:
        return [Finding("header-missing", "The file has no header (an empty msgid at its top).", place, mend)]
    faults = []
    if "utf-8" not in fields.get("Content-Type", "").lower():
        faults.append(Finding("wrong-header", "The header does not say charset=UTF-8.", place, mend))
    named = fields.get("Language", "").replace("_", "-")
    if named and named.lower() != language.lower():
        message = f"The header says the language is {named}, but the file is in the folder {language}."
        faults.append(Finding("wrong-header", message, place, mend))
    faults += _plural_faults(fields.get("Plural-Forms"), language, place)
    return faults


def _plural_faults(header: str | None, language: str, place: Place) -> list[Finding]:
    hint = f"Write “Plural-Forms: {plural_header(language)}”, or run `locale update`."
    if header is None:
        return [Finding("wrong-plural-forms", "The header has no line Plural-Forms.", place, hint)]
    if agrees_with_cldr(header, language):
        return []
    forms = ", ".join(plural_categories(language))
    return [
        Finding(
            "wrong-plural-forms", f"Plural-Forms does not fit the language {language} (forms: {forms}).", place, hint
        )
    ]


def _message_faults(message: Message, first: Message, language: str) -> list[Finding]:
    """A second message of the same id (obsolete ones too: other tools refuse it), or a wrong number of plural forms."""
    if first is not message:
        return [
            Finding(
                "duplicate-message",
                f"This message stands twice; first on line {first.at.line}.",
                message.at,
                "Delete one of the two.",
            )
        ]
    if message.obsolete:
        return []
    wanted = 1 if message.plural is None else len(plural_categories(language))
    if len(message.forms) == wanted:
        return []
    text = f"This message has {len(message.forms)} translated forms; the language {language} has {wanted}."
    if message.plural is None:
        text = "This message has several forms, but no msgid_plural."
    return [Finding("wrong-plural-count", text, message.at, "Write msgstr[0], msgstr[1]… one for each form.")]
