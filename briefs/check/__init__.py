"""Check: what must hold of a document before it is written. One file a rule; the tables here are written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefs.check.accusation_without_note import accusation_without_note
from briefs.check.as_printed_disagrees import as_printed_disagrees
from briefs.check.ask_article_not_read import ask_article_not_read
from briefs.check.ask_without_addressee import ask_without_addressee
from briefs.check.ask_without_sign import ask_without_sign
from briefs.check.attribution_not_told import attribution_not_told
from briefs.check.base_not_told import base_not_told
from briefs.check.blank_organisation import blank_organisation
from briefs.check.check_on_release import check_on_release
from briefs.check.conflict_not_disclosed import conflict_not_disclosed
from briefs.check.language_unchecked import language_unchecked
from briefs.check.languages_differ import languages_differ
from briefs.check.misquote_alone import misquote_alone
from briefs.check.not_found_outside_method import not_found_outside_method
from briefs.check.number_typed import TypedText, number_typed, words_not_read
from briefs.check.page_budget import page_budget
from briefs.check.parts_do_not_add_up import parts_do_not_add_up
from briefs.check.period_not_told import period_not_told
from briefs.check.place_not_told import place_not_told
from briefs.check.plain_before_unit import plain_before_unit
from briefs.check.reserve_not_disclosed import reserve_not_disclosed
from briefs.check.second_hand_key_figure import second_hand_key_figure
from briefs.check.stale_fact import stale_fact
from briefs.check.status_word_missing import status_word_missing
from briefs.check.subject import Subject
from briefs.check.too_few_checkers import too_few_checkers
from briefs.check.two_precisions import two_precisions
from briefs.check.unused_fact import unused_fact
from briefs.check.unused_note import unused_note
from briefs.check.word_budget import word_budget
from briefs.check.wrong_word import wrong_word
from briefs.evidence import Evidence
from briefs.finding import Finding

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    plain_before_unit,
    base_not_told, period_not_told, place_not_told, attribution_not_told,
    status_word_missing, reserve_not_disclosed, conflict_not_disclosed,
    stale_fact, misquote_alone, not_found_outside_method, accusation_without_note,
    two_precisions, parts_do_not_add_up,
    unused_note, second_hand_key_figure,
    ask_without_addressee, ask_without_sign, ask_article_not_read,
    word_budget, page_budget,
    language_unchecked, blank_organisation, too_few_checkers, check_on_release,
)  # fmt: skip
"""What is asked of one document."""

PART_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    plain_before_unit,
    base_not_told, period_not_told, place_not_told, attribution_not_told,
    status_word_missing, reserve_not_disclosed,
    stale_fact, misquote_alone, accusation_without_note,
    second_hand_key_figure, too_few_checkers, check_on_release,
)  # fmt: skip
"""What is asked of a part drawn from a document, too: all that a sentence or a row must tell by itself."""

EVIDENCE_CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (as_printed_disagrees,)
"""What is asked of the data alone."""

PAIR_CHECKS: tuple[Callable[[tuple[Subject, ...]], Iterator[Finding]], ...] = (languages_differ,)
"""What is asked of all languages of a brief together."""

ALL_CHECKS = (*CHECKS, *EVIDENCE_CHECKS, *PAIR_CHECKS, number_typed, wrong_word, unused_fact)
"""Every check, for `explain`: these tables, what is asked of typed texts, and what is only asked on request."""

__all__ = [
    "ALL_CHECKS", "CHECKS", "EVIDENCE_CHECKS", "PAIR_CHECKS", "PART_CHECKS", "Subject", "TypedText",
    "number_typed", "unused_fact", "words_not_read", "wrong_word",
]  # fmt: skip
