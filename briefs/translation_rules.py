"""What each finding about languages and translation files means, in a sentence or two."""

from __future__ import annotations

TRANSLATION_RULES: dict[str, str] = {
    "duplicate-message": "A translation file holds one message twice. Keep one of the two.",
    "emphasis-changed": (
        "A translation has another number of *italic*, **bold** or `code` passages than its source. Mark the same "
        "ones, or add the flag ignore-md-syntax."
    ),
    "glossary-term-missing": (
        "The source has a term of data/glossary.yaml; the translation has none of the words the glossary gives for "
        "it. Use one, or add the flag ignore-check-glossary."
    ),
    "header-missing": "A translation file does not begin with its header. Run `locale update`, which writes it.",
    "incomplete-message": "A message of a translation file lacks its msgid or its msgstr.",
    "language-exists": "A language that was to be begun has its file already. Bring its translations up to date.",
    "language-follows": "A release of one language says that the others follow. Release them too, or leave it so.",
    "language-not-built": "The language is not in the list of [tool.briefs] yet, so no brief is built in it.",
    "link-changed": (
        "A translation lost a link, or leads elsewhere than its source. Copy the address; if this language has its own "
        "page, add the flag ignore-md-link."
    ),
    "placeholder-lost": "A translation leaves out a placeholder, and with it a figure.",
    "placeholder-repeated": "A translation uses a placeholder more often than the source text.",
    "plural-form-missing": "Some plural forms of a message are translated and others empty. Translate each.",
    "pseudo-not-released": "A pseudo-translation is a preview for translators; nothing is released in it.",
    "same-as-source": (
        "A translation is the same text as its source. Translate it; if it is rightly the same, add the flag "
        "ignore-same."
    ),
    "stray-line": "A line of a translation file belongs to no message.",
    "stray-percent": "A translation holds a % that is no placeholder. Write it as %% or in words.",
    "too-long": (
        "A translation is far longer than its source (`longest` and `spare` of proofreading.yaml) or than its flag "
        "max-length:N. Shorten it, or add the flag ignore-max-length."
    ),
    "translation-file-behind": "Templates or data have changed since a translation file was brought up to date.",
    "translation-not-begun": (
        "A document was asked for in a language into which nothing of its brief is translated. Begin its translation "
        "file, or ask for another language."
    ),
    "typography": (
        "A translation has spaces, quotation marks or spellings that are not its language's. `locale check --fix` "
        "writes the right ones; the flag ignore-punctuation-spacing leaves a text as it is."
    ),
    "unknown-escape": "A translation file holds an escape that does not exist.",
    "unknown-placeholder": "A translation uses a placeholder that the source text does not have.",
    "unterminated-string": "A line of a translation file lacks its closing quote.",
    "untranslated": "A passage has no translation ready; a fuzzy one is not printed.",
    "wrong-header": "The header of a translation file names another language than its folder.",
    "wrong-plural-count": "A message has more or fewer plural forms than its language.",
    "wrong-plural-forms": "The Plural-Forms of a translation file do not fit its language (CLDR).",
}
