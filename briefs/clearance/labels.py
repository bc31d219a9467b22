"""The words of a row, in the dossier's language: what both its forms, Word and spreadsheet, tell in the same way."""

from __future__ import annotations

from briefs.clearance.row import Doubt, FactView, Row
from briefs.language import Language, print_date
from briefs.language.digits import decimals_needed, print_digits

LRM = "\u200e"  # keeps a sum in its order where the page runs from right to left


def word(language: Language, key: str) -> str:
    """A word of the dossier; its key where the language has none, as a status that is new."""
    return language.clearance.get(key, key.replace("_", " "))


def told_kind(row: Row, language: Language) -> str:
    """What a row is: a figure, a claim, a quotation, a legal reference."""
    return word(language, f"kind_{row.kind}")


def told_doubt(doubt: Doubt, language: Language) -> str:
    """A doubt in words, with what is filled into them."""
    text = word(language, doubt.key)
    for name, value in doubt.filled:
        text = text.replace(f"{{{name}}}", value)
    return text


def told_doubts(row: Row, language: Language) -> tuple[str, ...]:
    """All open doubts of a row."""
    return tuple(told_doubt(doubt, language) for doubt in row.doubts)


def told_verdict(row: Row, language: Language) -> str:
    """The auditor's verdict; nothing where nothing is judged."""
    return word(language, f"verdict_{row.verdict}") if row.verdict else ""


def told_checks(fact: FactView, language: Language) -> tuple[str, ...]:
    """Who checked it, and when."""
    return tuple(f"{by}, {print_date(on, language)}" for by, on in fact.checks)


def told_reserve(fact: FactView, language: Language) -> str:
    """The reserve, and where it is told."""
    return f"{fact.reserve} [{word(language, f'reserve_{fact.shown}')}]" if fact.reserve else ""


def told_confidence(fact: FactView, language: Language) -> str:
    """How it was read."""
    return word(language, f"confidence_{fact.confidence}") if fact.confidence else ""


def told_status(fact: FactView, language: Language) -> str:
    """How sure the source itself is; what is established is not said."""
    return "" if fact.status in ("", "established") else word(language, f"status_{fact.status}")


def told_value(fact: FactView, language: Language) -> str:
    """The exact value in the language's digits, with its unit as the data have it."""
    ends = [
        print_digits(one, decimals_needed(one), language.digits) for one in (fact.value, fact.high) if one is not None
    ]
    return f"{' – '.join(ends)} {fact.unit}".strip() if ends else ""


def titled(dossier: str, language: Language) -> str:
    """The title of a dossier, with the colon of its language."""
    return word(language, "title") + language.references.get("after_label", ": ") + dossier


def told_sums(fact: FactView, language: Language) -> tuple[str, ...]:
    """The arithmetic, in its order whichever way the page runs."""
    return tuple(f"{LRM}{line}" if language.direction == "rtl" else line for line in fact.arithmetic)


def role_name(role: str, language: Language) -> str:
    """A role of the policy as the dossier calls it."""
    return word(language, f"role_{role}") if f"role_{role}" in language.clearance else role
