"""Messages of the data: what the fact sheets and units say in words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.catalogue import Message, has_words, locator_context, placeholders, text_faults
from briefs.evidence import Evidence, Fact, Unit
from briefs.finding import Finding, Place

SHOWN = 5  # places and facts named in a message's comments; “World” stands in hundreds
ROLES = {
    "statement": "What is counted",
    "base": "What a percentage is a share of",
    "place": "Place",
    "attributed_to": "Who says so",
    "locator": "Where in the source",
    "reserve": "Reserve that is printed with the number",
}
OWN_NAME = "So called in the source: as a rule, leave it in the language of the source"
BRACES = "The names in braces stand for numbers: keep them as they are"


def data_messages(evidence: Evidence) -> tuple[tuple[Message, ...], tuple[Finding, ...]]:
    """The messages of data.po, sorted by their text; a string used by several facts comes once."""
    uses: dict[tuple[str, str, str | None], list[tuple[str, str, Place]]] = {}
    for fact in evidence.facts.values():
        for role, text, place in _fact_strings(fact, evidence):
            context = locator_context(fact.locator.label) if role == "locator" else None
            uses.setdefault((text, fact.language, context), []).append((role, fact.id, place))
    messages = {key: _message(*key, found) for key, found in uses.items()}
    findings = []
    for unit in evidence.units.values():
        if not has_words(unit.other):
            continue
        first = messages.get((unit.one, unit.language, None))
        if first is not None and first.plural not in (None, unit.other):
            findings.append(_two_plurals(unit, first))
        else:
            messages[unit.one, unit.language, None] = _unit_message(unit, first)
    ordered = tuple(
        sorted(messages.values(), key=lambda message: (message.id, message.context or "", message.language))
    )
    findings += [
        Finding(rule, fault, message.at, hint, text=message.id)
        for message in ordered
        for rule, fault, hint in text_faults(message.id)
    ]
    return ordered, tuple(findings)


def _fact_strings(fact: Fact, evidence: Evidence) -> Iterator[tuple[str, str, Place]]:
    strings = {
        "statement": fact.statement,
        "base": fact.base,
        "place": fact.place,
        "reserve": fact.reserve,
        "attributed_to": None if fact.attributed_to in evidence.sources else fact.attributed_to,
        "locator": fact.locator.value,
    }
    for role, text in strings.items():
        if text and has_words(text):
            yield role, text, fact.lines.get(role, fact.at)


def _message(text: str, language: str, context: str | None, uses: list[tuple[str, str, Place]]) -> Message:
    places = list(dict.fromkeys(f"{place.path}:{place.line}" for _, _, place in uses))
    notes = [
        *_notes(uses),
        *([OWN_NAME] if context else []),
        *([BRACES] if placeholders(text, formatted=False) else []),
    ]
    flags = ["no-python-format"]
    if all(role == "locator" for role, _, _ in uses):
        flags.insert(0, "ignore-same")  # a heading may stay in the language of its source
    return Message(
        text,
        uses[0][2],
        context=context,
        language=language,
        flags=tuple(flags),
        notes=tuple(notes),
        references=tuple(places[:SHOWN]),
    )


def _notes(uses: list[tuple[str, str, Place]]) -> Iterator[str]:
    for role, words in ROLES.items():
        facts = [fact for used_as, fact, _ in uses if used_as == role]
        if facts:
            more = f" and {len(facts) - SHOWN} more" if len(facts) > SHOWN else ""
            yield f"{words} ({', '.join(facts[:SHOWN])}{more})"


def _unit_message(unit: Unit, first: Message | None) -> Message:
    note = f"Unit after a number ({unit.id})"
    reference = f"{unit.at.path}:{unit.at.line}"
    if first is None:
        return Message(
            unit.one,
            unit.at,
            unit.other,
            language=unit.language,
            flags=("no-python-format",),
            notes=(note,),
            references=(reference,),
        )
    return replace(first, plural=unit.other, notes=(*first.notes, note), references=(*first.references, reference))


def _two_plurals(unit: Unit, first: Message) -> Finding:
    message = f"Two units have the singular “{unit.one}” but different plurals: “{unit.other}” and “{first.plural}”."
    hint = "Give both units the same plural, or one of them another singular."
    return Finding("unit-plural-ambiguous", message, unit.at, hint)
