"""The project as loaded: settings, evidence, languages, catalogues and briefs, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefs.ahead import ReadingAhead, TemplateTexts, Texts, Tongues
from briefs.brief import Brief, front_strings, read_brief
from briefs.catalogue import Catalogue
from briefs.check import TypedText
from briefs.domains import DATA, SHARED, Read, read_domain
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Stops
from briefs.folders import brief_names, locale_folders, shared_folder, template_folders
from briefs.glossary import FILE as GLOSSARY
from briefs.glossary import Glossary, read_glossary
from briefs.language import Language, load_language
from briefs.lexicon import FILE as LEXICON
from briefs.lexicon import Lexicon, read_lexicon
from briefs.load import load_evidence
from briefs.numeral.reading import adopt_readings
from briefs.pseudo import is_pseudo, plain_tag, pseudo_catalogues, pseudo_language
from briefs.release.corrections import FILE as CORRECTIONS
from briefs.release.corrections import Correction, read_corrections, reasons_of
from briefs.render import Catalogues, adopt_codes, template_texts
from briefs.settings import Settings

if TYPE_CHECKING:
    from briefs.csl_style import CslStyle


class Project(Struct):
    """All inputs of a build."""

    root: Path
    settings: Settings
    evidence: Evidence
    languages: dict[str, Language]
    catalogues: dict[tuple[str, str], Catalogue]  # by language and domain
    briefs: tuple[Brief, ...]
    reference: bytes
    lexicons: dict[str, Lexicon] = field(default_factory=dict)  # by language
    glossary: Glossary = field(default_factory=Glossary)
    csl: CslStyle | None = None  # for the list of sources
    corrections: tuple[Correction, ...] = ()
    typed: dict[str, TemplateTexts] = field(default_factory=dict)  # in templates, as far as they were read ahead
    ahead: ReadingAhead | None = None

    def catalogues_of(self, brief: Brief, language: str) -> Catalogues:
        """The translation files that a brief reads in a language."""
        of = self.catalogues.get
        return Catalogues(of((language, brief.name)), of((language, SHARED)), of((language, DATA)))

    def languages_of(self, brief: Brief, wanted: Sequence[str]) -> list[str]:
        """Those of the wanted languages that the brief is built in: its own, and each whose translation is begun."""
        return [tag for tag in wanted if tag == brief.language or self._is_begun(brief, tag)]

    def other_languages(self, brief: Brief, wanted: Sequence[str]) -> list[str]:
        """The project's other languages that the brief is built in, read from their files as far as needed."""
        others = [tag for tag in self.settings.languages if tag not in wanted]
        for tag in others:
            if (tag, brief.name) not in self.catalogues:
                self.add_catalogue(tag, brief.name, read_domain(self.root, tag, brief.name))
        return self.languages_of(brief, others)

    def add_catalogue(self, tag: str, domain: str, read: Read) -> tuple[Finding, ...]:
        """Take in a translation file, if it could be read; what is wrong with it."""
        catalogue, faults = read
        if catalogue is not None:
            self.catalogues[tag, domain] = catalogue
        return faults

    def _is_begun(self, brief: Brief, tag: str) -> bool:
        """Whether the brief's translation file holds a translation, ready or not; a file just made waits for one."""
        catalogue = self.catalogues.get((tag, brief.name))
        return catalogue is not None and any(any(message.forms) for message in catalogue.index.values())


def load_project(
    root: Path,
    settings: Settings,
    languages: Sequence[str],
    names: Sequence[str] = (),
    ahead: ReadingAhead | None = None,
) -> tuple[Project | None, tuple[Finding, ...]]:
    """Everything a build needs; findings of every file at once. None when nothing can be built."""
    tongues = ahead.tongues() if ahead else Tongues()
    adopt_readings(tongues.readings)
    evidence, findings = load_evidence(root)
    found = list(findings)
    briefs = _read_briefs(root, names, found)
    reference = _read_reference(root, settings, found)
    project = Project(root, settings, evidence, {}, {}, tuple(briefs), reference, ahead=ahead)
    if (root / GLOSSARY).is_file():
        project.glossary, faults = read_glossary((root / GLOSSARY).read_bytes(), GLOSSARY)
        found.extend(faults)
    if (root / CORRECTIONS).is_file():
        project.corrections, faults = read_corrections((root / CORRECTIONS).read_bytes())
        found.extend(faults)
    if settings.csl:
        from briefs.csl_style import load_csl

        project.csl, faults = load_csl(root, settings.csl)
        found.extend(faults)
    _read_languages(project, languages, tongues, found)
    stopped = any(finding.stops is Stops.RUN for finding in found)
    return (None if stopped else project), tuple(found)


def _read_languages(project: Project, tags: Sequence[str], tongues: Tongues, found: list[Finding]) -> None:
    """Each language and its translations, as far as they were not read ahead."""
    for tag in tags:
        _read_lexicon(project, tag, found)
        if is_pseudo(tag):
            _make_pseudo(project, tag, found)
            continue
        known = tongues.languages.get(tag)
        language, faults = known or load_language(tag, locale_folders(project.root), project.settings.style.get(tag))
        found.extend(faults)
        if language is not None:
            project.languages[tag] = language
    texts = project.ahead.texts() if project.ahead else Texts()
    adopt_codes(texts.codes)
    project.typed = texts.typed
    for tag in (tag for tag in tags if not is_pseudo(tag)):
        for domain in (SHARED, DATA, *(brief.name for brief in project.briefs)):
            read = texts.catalogues.get((tag, domain)) or read_domain(project.root, tag, domain)
            found.extend(project.add_catalogue(tag, domain, read))


def _make_pseudo(project: Project, tag: str, found: list[Finding]) -> None:
    """The pseudo-language of a preview in place of files."""
    style = project.settings.style.get(plain_tag(tag))
    language, faults = pseudo_language(tag, locale_folders(project.root), style)
    found.extend(faults)
    if language is not None:
        project.languages[tag] = language
        made = pseudo_catalogues(project.root, project.evidence, tag)
        project.catalogues.update({(tag, domain): catalogue for domain, catalogue in made.items()})


def check_begun(project: Project, asked: Sequence[str], names: Sequence[str]) -> Iterator[Finding]:
    """What was asked for and does not exist: a brief by its name, or any brief, in a language asked for."""
    for tag in asked:
        missing = [brief for brief in project.briefs if not project.languages_of(brief, [tag])]
        if not names and len(missing) < len(project.briefs):
            continue
        for brief in missing:
            file = f"locale/{tag}/{brief.name}.po"
            message = f"{brief.name} is not translated into {tag}: {file} holds no translation"
            hint = f"`locale update -l {tag}` makes the file; translate a passage in it, or leave out -l {tag}"
            yield Finding("translation-not-begun", message, Place(file), hint, stops=Stops.RUN)


def _read_briefs(root: Path, names: Sequence[str], found: list[Finding]) -> list[Brief]:
    folder = root / "templates"
    known = brief_names(root)
    files = [folder / f"{name}.md.j2" for name in known]
    for name in names:
        if name not in known:
            hint = f"briefs here: {', '.join(known) or 'none'}"
            found.append(Finding("unknown-brief", f"no brief “{name}”", Place("templates"), hint, stops=Stops.RUN))
    if not files:
        hint = "put a template there: <brief>.md.j2"
        found.append(Finding("no-brief", "there is no brief to build", Place("templates"), hint, stops=Stops.RUN))
    briefs = []
    for file, name in zip(files, known, strict=True):
        if names and name not in names:
            continue
        brief, faults = read_brief(file, root)
        found.extend(faults)
        if brief is not None:
            briefs.append(brief)
    return briefs


def _read_reference(root: Path, settings: Settings, found: list[Finding]) -> bytes:
    named = Path(settings.reference)
    own = named if named.is_absolute() else root / named
    file = own if own.is_file() else shared_folder("templates") / "reference.docx"
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"the Word template can't be read: {error.strerror or error}"
        found.append(Finding("reference-unreadable", message, Place(settings.reference), stops=Stops.RUN))
        return b""


def _read_lexicon(project: Project, tag: str, found: list[Finding]) -> None:
    """What the checks look for in a language; of fr-CA, what they look for in fr."""
    project.lexicons[tag] = Lexicon(tag)
    for folder in locale_folders(project.root):
        for name in dict.fromkeys((tag, tag.split("-")[0])):
            file = folder / name / LEXICON
            if file.is_file():
                project.lexicons[tag], faults = read_lexicon(file.read_bytes(), tag, f"locale/{name}/{LEXICON}")
                found.extend(faults)
                return


def typed_texts(project: Project) -> Iterator[TypedText]:
    """Every text that a person typed and that can reach a reader: templates, front matter, translations, data."""
    for brief in project.briefs:
        yield from _typed_in_template(project, brief)
    with_numbers = words_with_numbers(project.evidence)
    for (tag, domain), catalogue in sorted(project.catalogues.items()):
        if is_pseudo(tag):
            continue
        for message in catalogue.messages:
            if message.obsolete or (domain == DATA and message.id in with_numbers):
                continue
            for text, place in zip(message.forms, message.forms_at, strict=True):
                yield TypedText(text, tag, place)
    yield from (TypedText(*reason) for reason in reasons_of(project.corrections))
    yield from _typed_in_facts(project.evidence)


def _typed_in_facts(evidence: Evidence) -> Iterator[TypedText]:
    for fact in evidence.facts.values():
        for name in ("statement", "base", "place", "reserve"):
            if text := getattr(fact, name):
                yield TypedText(text, fact.language, fact.lines.get(name, fact.at))


def _typed_in_template(project: Project, brief: Brief) -> Iterator[TypedText]:
    known = project.typed.get(brief.file.name)
    for text, place in known or template_texts(brief.file.name, template_folders(project.root), project.root):
        yield TypedText(text, "en" if Path(place.path).name.startswith("_") else brief.language, place)
    for text, place in front_strings(brief):
        yield TypedText(text, brief.language, place)


def words_with_numbers(evidence: Evidence) -> frozenset[str]:
    """Strings of the data that are there to hold numbers: places in a source, and units such as “percent”."""
    units = (word for unit in evidence.units.values() for word in (unit.one, unit.other))
    return frozenset((*(fact.locator.value for fact in evidence.facts.values()), *units))
