"""The pseudo-language of a preview, `<language>-x-pseudo` (a private-use subtag of BCP 47): nobody translated it.

Figures, dates and typography are the language's own; all words come from pseudo-translated messages. What stands in the
preview without accents cannot be translated; what breaks in it breaks in a longer language too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefs.catalogue import Catalogue
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Stops
from briefs.language import Language, load_language

SUFFIX = "-x-pseudo"


def is_pseudo(tag: str) -> bool:
    """Whether a tag asks for a preview in pseudo-translation."""
    return tag.endswith(SUFFIX)


def plain_tag(tag: str) -> str:
    """The language that a pseudo-language prints its figures as; any other tag itself."""
    return tag.removesuffix(SUFFIX)


def pseudo_language(
    tag: str, folders: Sequence[Path], style: str | None
) -> tuple[Language | None, tuple[Finding, ...]]:
    """The language behind the tag, its own words pseudo-translated too."""
    language, findings = load_language(plain_tag(tag), folders, style)
    if language is None:
        return None, findings
    from briefs.translate.pseudo import pseudo_text

    words = {name: pseudo_text(text) for name, text in language.words.items()}
    return replace(language, tag=tag, words=words), findings


def pseudo_catalogues(root: Path, evidence: Evidence, tag: str) -> Mapping[str, Catalogue]:
    """Every message there is, pseudo-translated, by its translation file."""
    from briefs.translate import extract_messages
    from briefs.translate.pseudo import pseudo_catalogue

    domains, _ = extract_messages(root, evidence)
    made = domains.items()
    return {name: pseudo_catalogue(found, plain_tag(tag), f"locale/{tag}/{name}.po") for name, found in made}


def refuse_release(languages: Sequence[str]) -> list[Finding]:
    """A pseudo-language is no language to release anything in."""
    hint = "leave out --release, or ask for a language"
    return [
        Finding("pseudo-not-released", f"“{tag}” is a preview", Place("pyproject.toml"), hint, stops=Stops.RUN)
        for tag in languages
        if is_pseudo(tag)
    ]
