"""The words of CSL 1.0.2 (csl-data.json): types of item, and the fields that an item may have."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview
    legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent
    performance periodical personal_communication post post-weblog regulation report review review-book
    software song speech standard thesis treaty webpage
    """
)

NAMES = _words(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """
)

DATES = _words(
    """
    accessed available-date event-date issued original-date submitted
    """
)

TEXTS = _words(
    """
    DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection archive_location
    authority call-number categories chapter-number citation-key citation-label citation-number
    collection-number collection-title container-title container-title-short dimensions division edition event
    event-place event-title first-reference-note-number genre issue journalAbbreviation jurisdiction keyword
    language license locator medium note number number-of-pages number-of-volumes original-publisher
    original-publisher-place original-title page page-first part-number part-title printing-number publisher
    publisher-place references reviewed-genre reviewed-title scale section shortTitle source status supplement
    supplement-number title title-short version volume volume-title volume-title-short year-suffix
    """
)

FIELDS = TEXTS | NAMES | DATES | {"id", "type", "custom"}
OWN = _words("articles read_at remark short_author tier undated")  # under custom; also title_<language>

# What else a reader needs to find an item of this type.
NEEDED = {
    "article-journal": ("container-title",),
    "article-magazine": ("container-title",),
    "article-newspaper": ("container-title",),
    "chapter": ("container-title",),
    "entry-dictionary": ("container-title",),
    "entry-encyclopedia": ("container-title",),
    "paper-conference": ("container-title",),
    "legal_case": ("authority",),
    "thesis": ("publisher",),
}
# What can be found on paper, by its publisher or number, without an address.
ON_PAPER = _words("ISBN ISSN archive container-title number publisher")
