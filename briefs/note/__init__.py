"""Note: from a parsed document to the same with note calls, notes, list of sources, typography; and its record.

line (a tree as a string) → sentence → ask (what each figure needs) → place (where calls go) → register (which note) →
text and reference (what a note says) → source_list → name (bookmarks) → record (what a reader must find).
"""

from __future__ import annotations

from msgspec.structs import replace

from briefs.document import Block, Document, Heading, Text
from briefs.evidence import Evidence, Record
from briefs.finding import Finding, Place
from briefs.language import Language
from briefs.note.alike import alike_sources
from briefs.note.block import note_blocks
from briefs.note.colon import proper_names
from briefs.note.context import Context, FullForm
from briefs.note.name import name_figures
from briefs.note.record import record_document
from briefs.note.register import Register
from briefs.note.rules import missing_words, note_rules
from briefs.note.source_list import fill_source_list, has_source_list
from briefs.note.text import write_note
from briefs.typography import set_typography

__all__ = ["note_document", "record_document"]


def note_document(
    document: Document, evidence: Evidence, language: Language, full_form: FullForm | None = None
) -> tuple[Document, Record, tuple[Finding, ...]]:
    """The document as it will be printed, the record of all that it prints as numeral, and what authors can mend."""
    missing = tuple(missing_words(language))
    if missing:
        return document, record_document(document, evidence, language), missing
    register = Register(frozenset(evidence.sources))
    in_full = not document.part and not has_source_list(document.blocks)  # of a part, the brief has the list
    alike = alike_sources(document, evidence, language)
    rules = note_rules(language)
    names = proper_names(document, rules.starters)
    context = Context(document, evidence, language, rules, register, in_full, alike, full_form, names)
    blocks = note_blocks(_with_title(document), context)
    context.reserves_told |= register.reserves_of_figures()
    notes = tuple(write_note(draft, context) for draft in register.drafts.values())
    blocks, notes = name_figures(fill_source_list(blocks, context), notes)
    title, subtitle = (set_typography(words, language) for words in (document.title, document.subtitle))
    noted = replace(document, title=title, subtitle=subtitle, blocks=blocks, notes=notes)
    return noted, record_document(noted, evidence, language), tuple(context.findings)


def _with_title(document: Document) -> tuple[Block, ...]:
    """The blocks, headed by the title where the template does not print it: what it holds must be recorded too."""
    if not document.title or any(isinstance(block, Heading) and block.level == 1 for block in document.blocks):
        return document.blocks
    return Heading(1, (Text(document.title),), Place(document.brief)), *document.blocks
