"""Render: a template in one language becomes text in which every figure, date and reference is one character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from msgspec import Struct

from briefs.brief import ASK_STRINGS, STRINGS, Brief, asks_of
from briefs.document import Citation, Figure, Reference, Wording
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Stops
from briefs.language import Language
from briefs.render.environment import BriefEnvironment, TemplatePlaces, adopt_codes, generate_text, relative_path
from briefs.render.functions import TemplateFunctions
from briefs.render.said import MessageKey, Said
from briefs.render.slots import Filling, SlotMisuse, SlotTable, Start
from briefs.render.texts import template_texts
from briefs.render.translator import Catalogues, Translator
from briefs.render.wording import DataWords

AUTHOR_FAULTS = (  # what an expression in a template can raise: reported, never a traceback
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    SlotMisuse, jinja2.TemplateError,
)  # fmt: skip


class Rendered(Struct, frozen=True):
    """A brief as text, with what stands behind its private-use characters."""

    brief: Brief
    language: Language
    text: str
    slots: tuple[Filling, ...]
    wordings: Mapping[str, Wording]
    meta: Mapping[str, Any]
    messages: Mapping[MessageKey, Mapping[str, Said]]  # what each placeholder printed
    unprinted: tuple[tuple[str, Place], ...] = ()  # citations and figures asked for and never printed


def render_brief(
    brief: Brief,
    language: Language,
    evidence: Evidence,
    catalogues: Catalogues,
    folders: Sequence[Path],
    root: Path,
    languages: Sequence[str],
) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """The brief in one language as text with slots; None when the text can't be made."""
    environment = BriefEnvironment(folders)
    words = DataWords(evidence, language, catalogues.data)
    functions = TemplateFunctions(evidence, language, words, TemplatePlaces(root).here)
    translator = Translator(brief, language, catalogues, functions)
    meta = translate_front(brief, translator)
    environment.globals.update(functions.names())
    environment.globals.update(
        gettext=translator.gettext, ngettext=translator.ngettext, pgettext=translator.pgettext,
        npgettext=translator.npgettext, _counted=environment.counted,
    )  # fmt: skip
    variables = {**meta, "organisation": evidence.organisation, "language": language.tag, "date_": meta.get("date", "")}
    variables.pop("date", None)  # the name date() is a function of templates
    variables["other_languages"] = [tag for tag in languages if tag != language.tag]
    text, faults = _generate(environment, brief, variables, root)
    findings = (*functions.findings, *words.findings.values(), *faults)
    if text is None:
        return None, findings
    rendered = Rendered(
        brief, language, text, tuple(functions.table.fillings), functions.wordings, meta, translator.messages,
        tuple(_unprinted(functions.table)),
    )  # fmt: skip
    return rendered, (*findings, *_lost_slots(rendered, functions.table.prints))


def translate_front(brief: Brief, translator: Translator) -> dict[str, Any]:
    """The front matter with its strings in the language of the document; absent fields are empty."""
    meta: dict[str, Any] = {"subtitle": "", "kind": "", "version": "", "addressees": [], "embargo": "", "replies": []}
    meta |= dict(brief.front)
    for key in STRINGS:
        value = meta.get(key)
        if isinstance(value, str):
            meta[key] = translator.front(value, brief.place(key))
        elif isinstance(value, list):
            meta[key] = [translator.front(str(item), brief.place(key, number)) for number, item in enumerate(value)]
    asks = []
    for number, ask in enumerate(asks_of(brief)):
        words = {
            key: translator.front(str(ask[key]), brief.place("asks", number, key))
            for key in ASK_STRINGS
            if ask.get(key)
        }
        empty = {"to": "", "seen_by": "", "until": "", "law": [], "facts": []}
        asks.append({**empty, **ask, **words, "number": number + 1})
    meta["asks"] = asks
    return meta


def _generate(
    environment: BriefEnvironment, brief: Brief, variables: Mapping[str, Any], root: Path
) -> tuple[str | None, list[Finding]]:
    try:
        template = environment.get_template(brief.file.name)
        return generate_text(template, variables), []
    except AUTHOR_FAULTS as error:
        return None, [_template_fault(error, brief, root)]


def _template_fault(error: Exception, brief: Brief, root: Path) -> Finding:
    """What went wrong in the template, where, in plain words."""
    place = _fault_place(error, brief, root)
    hints: list[tuple[type[Exception], str, str]] = [
        (SlotMisuse, "figure-misused", "figures print whole; a computed figure is a derived fact of the fact sheet"),
        (jinja2.TemplateSyntaxError, "template-syntax", "see the line; every {% … %} block needs its end"),
        (jinja2.UndefinedError, "unknown-name", "check the spelling; the README lists what a template can say"),
        (jinja2.exceptions.SecurityError, "template-refused", "templates may only call the functions the README lists"),
        (jinja2.TemplateNotFound, "template-not-found", "an include names a file in templates/, never one outside it"),
    ]
    said = str(error)
    if isinstance(error, jinja2.TemplateNotFound):  # Jinja's own words name folders of this machine
        said = f"there is no template “{error.name}”"
    for kind, rule, hint in hints:
        if isinstance(error, kind):
            return Finding(rule, said or kind.__name__, place, hint, stops=Stops.DOCUMENT)
    return Finding(
        "template-error", str(error), place, "the expression on this line does not work", stops=Stops.DOCUMENT
    )


def _fault_place(error: Exception, brief: Brief, root: Path) -> Place:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Place(relative_path(error.filename, root) if error.filename else brief.path, error.lineno)
    place = Place(brief.path, 1)
    trace = error.__traceback__
    while trace is not None:  # the innermost line of a template
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".md.j2"):
            place = Place(relative_path(name, root), trace.tb_lineno)
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = Place(relative_path(template.filename, root), template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return place


def _unprinted(table: SlotTable) -> Iterator[tuple[str, Place]]:
    """What was asked for and never printed: a note or a figure that its author believes to be there."""
    for filling, prints in zip(table.fillings, table.prints, strict=True):
        for node in filling if isinstance(filling, tuple) and not prints else ():
            if isinstance(node, (Citation, Figure, Reference)):
                yield f"a {type(node).__name__.lower()}", node.at
                break


def _lost_slots(rendered: Rendered, prints: Sequence[int]) -> list[Finding]:
    """Figures that were printed but did not arrive in the text: a filter cut them."""
    found = []
    for index, filling in enumerate(rendered.slots):
        if isinstance(filling, Start) or not prints[index]:
            continue
        arrived = rendered.text.count(chr(0xF0000 + index))
        if arrived < prints[index]:
            place = getattr(filling[0] if isinstance(filling, tuple) and filling else filling, "at", None)
            message = "a figure was printed here but is not in the text"
            hint = "some filter or test used it up; print it plainly"
            found.append(
                Finding("figure-lost", message, place or Place(rendered.brief.path, 1), hint, stops=Stops.DOCUMENT)
            )
    return found


__all__ = ["Catalogues", "Rendered", "Said", "adopt_codes", "render_brief", "template_texts"]
