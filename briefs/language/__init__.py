"""A language as data, and what is printed in it: figures, dates, periods, places in a source, lists, counts."""

from briefs.language.date import print_date, print_period
from briefs.language.digits import number_category
from briefs.language.figure import STYLES, print_figure
from briefs.language.file import load_language
from briefs.language.locator import print_law, print_locator
from briefs.language.program import CLEARANCE, PROGRAM, PROGRAM_LANGUAGE, program_texts
from briefs.language.record import Language, UnitWords
from briefs.language.words import capitalise_start, elide, join_words, keep_direction, print_count

__all__ = [
    "CLEARANCE",
    "PROGRAM",
    "PROGRAM_LANGUAGE",
    "STYLES",
    "Language",
    "UnitWords",
    "capitalise_start",
    "elide",
    "join_words",
    "keep_direction",
    "load_language",
    "number_category",
    "print_count",
    "print_date",
    "print_figure",
    "print_law",
    "print_locator",
    "print_period",
    "program_texts",
]
