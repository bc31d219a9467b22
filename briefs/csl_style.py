"""A CSL style of the house's own: full references in its form, by citeproc-py (the extra `csl`).

It forms the list of sources and, where a brief has none, each source's first note. All else stays ours: where in the
source, the link, «cité par», reserves, the language of titles, short notes; and laws, which no CSL style prints as
lawyers write them in both languages.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree
from msgspec import Struct

from briefs.csl_inlines import inlines_of, marked, with_link
from briefs.document import Inline
from briefs.evidence import Date, Name, Source
from briefs.finding import Finding, Place, Severity, Stops

SETTINGS = "pyproject.toml"
INSTALL = "python -m pip install citeproc-py"
_CSL = "{http://purl.org/net/xbiblio/csl}"
_LOCALES = {"en": "en-GB"}  # for citeproc en is American
_NUMBERED = "citation-number"
_NAME_PARTS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
_FIELDS = {
    "title": "title", "container-title": "container_title", "publisher": "publisher", "number": "number",
    "publisher-place": "publisher_place", "URL": "url", "DOI": "doi", "volume": "volume", "issue": "issue",
    "page": "page", "genre": "genre", "version": "version", "title-short": "title_short",
}  # fmt: skip
_OURS = frozenset({"id", "type", "custom", "issued", "accessed", "author", "categories", "note", "abstract"})
_MARKED = {"Italic": "italic", "Oblique": "italic", "Bold": "bold"}
_PLAIN = ("Light", "Underline", "Superscript", "Subscript", "SmallCaps", "preformat")
_FORMATTER = SimpleNamespace(
    **{name: partial(marked, kind) for name, kind in _MARKED.items()}, **dict.fromkeys(_PLAIN, str)
)

# A source and its link, if it is to have one; None where the style fails on this source.
FullForm = Callable[[Source, str | None], tuple[Inline, ...] | None]


class CslStyle(Struct, frozen=True):
    """A CSL style that was read and can print a list of sources."""

    data: bytes

    def full_form(self, tag: str) -> FullForm:
        """The full references of a language."""
        return lambda source, url: _entry(self.data, tag, source, url)


def load_csl(root: Path, name: str) -> tuple[CslStyle | None, tuple[Finding, ...]]:
    """The style that the setting `csl` names, from the project root on; None where there is none or it can't serve."""
    if not name:
        return None, ()
    try:
        data = (root / name).read_bytes()
    except OSError as error:
        message = f"the CSL style can't be read: {error.strerror or error}"
        return None, (_fault("csl-unreadable", message, name, "check the setting csl in [tool.briefs]"),)
    engine = _citeproc()
    if engine is None:
        message = f"the setting csl = “{name}” needs the package citeproc-py, which is not installed"
        return None, (_fault("csl-not-installed", message, SETTINGS, f"{INSTALL}, or take the setting out"),)
    found = tuple(_faults(data, name, engine))
    stopped = any(finding.stops is Stops.RUN for finding in found)
    return (None if stopped else CslStyle(data)), found


def _citeproc() -> Any:
    """The package, an extra that few need: None where it is not installed."""
    try:
        return import_module("citeproc")
    except ImportError:
        return None


def _fault(rule: str, message: str, name: str, hint: str, line: int | None = None) -> Finding:
    return Finding(rule, message, Place(name, line), hint, stops=Stops.RUN)


def _faults(data: bytes, name: str, engine: Any) -> Iterator[Finding]:
    """What keeps a file from serving as style, and where it is no CSL by its schema."""
    own = "download the style again, from Zotero's style repository or your reference manager"
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield _fault("csl-unreadable", f"this is no CSL style: {error.msg}", name, own, error.lineno)
        return
    if root.tag != f"{_CSL}style":
        yield _fault("csl-unreadable", "this is no CSL style: its first element is not <style>", name, own)
        return
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    bibliography = root.find(f"{_CSL}bibliography")
    if bibliography is None:
        hint = f"use its parent: {parent.get('href')}" if parent is not None else "use a style that lists sources"
        yield _fault("csl-without-list", "this CSL style says nothing of a list of sources", name, hint)
        return
    if any(one.get("variable") == _NUMBERED for one in root.iter(f"{_CSL}text", f"{_CSL}number")):
        hint = "use a note or author-date style: our notes are numbered by their calls, not by the list"
        yield _fault("csl-numbered", "this CSL style numbers the sources of the list", name, hint)
    schema = etree.RelaxNG(etree.parse(engine.SCHEMA_PATH))
    if not schema.validate(root):
        first = schema.error_log[0]
        message = f"by the schema of CSL this style has a fault: {first.message}"
        yield Finding("csl-invalid", message, Place(name, first.line), own, Severity.WARNING)


@lru_cache(maxsize=16)
def _engine(data: bytes, locale: str) -> Any:
    """The style, ready for a language; citeproc takes the language's main country, or English for one it lacks."""
    return import_module("citeproc").CitationStylesStyle(BytesIO(data), locale=locale, validate=False)


def _entry(data: bytes, tag: str, source: Source, url: str | None) -> tuple[Inline, ...] | None:
    """A source as the style lists it, without its last stop."""
    citeproc, reader = import_module("citeproc"), import_module("citeproc.source.json")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what citeproc leaves out; the schema is checked when the style is read
            style = _engine(data, _LOCALES.get(tag, tag))
            items = reader.CiteProcJSON([csl_item(source)])
            works = citeproc.CitationStylesBibliography(style, items, _FORMATTER)
            works.register(citeproc.Citation([citeproc.CitationItem(source.id)]))
            text = "".join(str(entry) for entry in works.bibliography())
    except Exception:  # a style may use what citeproc-py has not; any error of its is the style's
        return None
    text = _without_stop(re.sub(" {2,}", " ", text).strip())
    return with_link(inlines_of(text, source, tag), source, url) if text else None


def _without_stop(text: str) -> str:
    """The text without the stop that ends it, unless an abbreviation has it: “n.d.”."""
    return text if re.search(r"\b\w\.\s?\w\.$", text) else text.removesuffix(".")


def csl_item(source: Source) -> dict[str, Any]:
    """A source as CSL-JSON holds it: what we read of it ourselves, and the plain texts and names of its own item."""
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    for key, value in source.csl.items():
        if key not in _OURS and isinstance(value, str) and value.strip():
            item[key] = value.strip()
        elif key not in _OURS and isinstance(value, list):
            item[key] = [{part: one[part] for part in _NAME_PARTS if one.get(part)} for one in value]
    item |= {key: text for key, field in _FIELDS.items() if (text := getattr(source, field))}
    item |= {"author": [_name(name) for name in source.author]} if source.author else {}
    dates = {"issued": source.issued, "accessed": source.accessed}
    return item | {key: {"date-parts": [_parts(date)]} for key, date in dates.items() if date}


def _name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: part for key, part in parts.items() if part}


def _parts(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]
