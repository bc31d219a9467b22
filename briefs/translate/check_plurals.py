"""Plural forms that are missing.

What it finds: a message with some of its plural forms translated and others empty; a language file whose plural
categories are not those of CLDR for whole numbers. (How many forms there are, the reader of the file checks.)
Why it matters: the number decides at build time which form is printed; a missing one counts as untranslated.
Example: Arabic with five of its six forms.
What to do: translate every form, even where two are the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.catalogue import Catalogue, plural_categories
from briefs.finding import Finding, Place
from briefs.language import Language

RULE = "plural-form-missing"


def check_plurals(catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for each message of which only some forms are translated."""
    names = plural_categories(catalogue.language)
    for message in catalogue.index.values():
        if message.plural is None or message.fuzzy or not any(message.forms):
            continue
        forms = zip(names, message.forms, message.forms_at, strict=False)
        missing = [(name, place) for name, form, place in forms if not form]
        if missing:
            words = ", ".join(f"“{name}”" for name, _ in missing)
            hint = f"this language has the forms {', '.join(names)}; translate each"
            yield Finding(RULE, f"no text for the form {words}", missing[0][1], hint, text=message.id)


def check_categories(language: Language) -> Iterator[Finding]:
    """A finding where the forms that figures choose from are not those of the translation files."""
    names = plural_categories(language.tag)
    names += () if "other" in names else ("other",)  # of fractions alone, as in Polish
    if tuple(language.plurals) != names:
        message = f"plurals are {', '.join(language.plurals)}; CLDR has {', '.join(names)} for whole numbers"
        hint = f"write plurals: [{', '.join(names)}]"
        yield Finding("wrong-plural-forms", message, Place(f"locale/{language.tag}/language.yaml"), hint)
