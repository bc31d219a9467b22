"""Exemptions: what reads as a number and is no figure: named rules, each with its reason and the readers behind it."""

from __future__ import annotations

from msgspec import Struct

from briefs.numeral.compounds import read_compound
from briefs.numeral.contacts import read_address, read_phone
from briefs.numeral.dates import read_date, read_month, read_quarter, read_time
from briefs.numeral.names import read_code, read_named, read_trailing_code, read_worded_name
from briefs.numeral.ordinals import read_ordinal
from briefs.numeral.phrases import read_homonym, read_idiom
from briefs.numeral.references import read_free_reference, read_reference
from briefs.numeral.shields import find_spans
from briefs.numeral.signs import read_identifier, read_list_number, read_version
from briefs.numeral.years import stands_for_year


class Exemption(Struct, frozen=True):
    """One rule by which a number is no figure: why, an example, and the functions that find it."""

    name: str
    reason: str
    example: str
    found_by: tuple[object, ...]


_RULES = (
    Exemption(
        "date",
        "it names a day, a month, a span of years or a century",
        "3 May 2023",
        (read_date, read_month, read_quarter, read_ordinal),
    ),
    Exemption("year", "four bare digits name a year where nothing is counted", "since 2019", (stands_for_year,)),
    Exemption("time", "it tells the time of the day", "18h00", (read_time, read_compound)),
    Exemption(
        "legal",
        "it names an article, a section, a case or an act of law",
        "Article 8(2)",
        (read_reference, read_free_reference),
    ),
    Exemption("section", "it numbers a section of this text", "1.2 Findings", (read_list_number, read_reference)),
    Exemption("list-number", "it numbers an item of a list", "2. Then", (read_list_number,)),
    Exemption("page", "it names a page", "pp. 22–27", (read_reference,)),
    Exemption("reference", "it names a chapter, a table, an annex, a step", "table 2", (read_reference,)),
    Exemption("footnote", "it is the mark of a note", "[12]", (find_spans, read_reference)),
    Exemption("url", "it is part of a link or a file's name", "example.org/2023", (find_spans,)),
    Exemption("doi", "it is part of a DOI", "doi:10.5555/123", (find_spans,)),
    Exemption("email", "it is part of an e-mail address", "desk2@example.org", (find_spans,)),
    Exemption("phone", "it is a number to call", "020 7946 0100", (read_phone,)),
    Exemption("address", "it is a house number or a post code", "12 rue des Lilas", (read_address, read_reference)),
    Exemption(
        "identifier",
        "it identifies a thing, a form or a file",
        "form CR-12",
        (read_identifier, read_code, read_reference),
    ),
    Exemption(
        "version", "it is the version of a program or a text", "Windows 11", (read_named, read_version, read_reference)
    ),
    Exemption(
        "name",
        "it is part of a name",
        "G7",
        (read_code, read_named, read_trailing_code, read_worded_name, read_reference),
    ),
    Exemption("roman", "it is a Roman numeral, which ranks kings and centuries", "Louis XIV", (find_spans,)),
    Exemption("ordinal", "it puts in order and claims no rank", "first, second", (read_ordinal,)),
    Exemption("idiom", "it is a fixed phrase that counts nothing", "one of the", (read_idiom, read_time)),
    Exemption("article", "it is the article “a”", "un rapport", (read_compound,)),
    Exemption("pronoun", "it stands for a person or a thing", "the new one", (read_compound,)),
    Exemption("homonym", "it is another word with the same letters", "un bâtiment neuf", (read_homonym, read_idiom)),
    Exemption("not-a-number", "it tells how often once, and counts nothing", "once", (read_idiom, read_compound)),
    Exemption("hidden", "no reader sees it", "<!-- 99 % -->", (find_spans,)),
    Exemption("deictic", "it points at things that the text has named", "nos quatre partenaires", (read_compound,)),
)

EXEMPTIONS: dict[str, Exemption] = {rule.name: rule for rule in _RULES}
