"""How translations into one language are proofread: `locale/<tag>/proofreading.yaml`, which may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from msgspec import Struct, field

from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import parse_yaml

FILE = "proofreading.yaml"
FIELDS = ("longest", "spare", "forms")


class Proofreading(Struct, frozen=True):
    """How long a translation may be, and spellings that are always wrong."""

    longest: Decimal = Decimal(2)  # times the source's characters
    spare: int = 25  # characters more, so that short texts have room
    forms: Mapping[str, str] = field(default_factory=dict)  # wrong: right


def read_proofreading(data: bytes, path: str) -> tuple[Proofreading, tuple[Finding, ...]]:
    """What the file says, defaults for the rest, and what is wrong with it."""
    value, places, faults = parse_yaml(data, path)
    findings = list(faults)
    if not isinstance(value, Mapping):
        return Proofreading(), tuple(findings)
    findings += [
        _fault(f"unknown field “{key}”", places[(key,)], f"known: {', '.join(FIELDS)}")
        for key in value
        if key not in FIELDS
    ]
    forms = value.get("forms") or {}
    if not (isinstance(forms, Mapping) and all(isinstance(right, str) for right in forms.values())):
        findings.append(_fault("here stand pairs of words", places[("forms",)], "write wrong: right"))
        forms = {}
    longest = _number(value.get("longest"), Proofreading().longest, places.get(("longest",)), findings)
    spare = _number(value.get("spare"), Decimal(Proofreading().spare), places.get(("spare",)), findings)
    return Proofreading(longest, int(spare), dict(forms)), tuple(findings)


def _number(text: object, default: Decimal, place: Place | None, findings: list[Finding]) -> Decimal:
    if text is None:
        return default
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite() and number > 0:
        return number
    findings.append(_fault(f"“{text}” is no number above nought", place or Place(FILE), "write it as 1.5"))
    return default


def _fault(message: str, place: Place, hint: str) -> Finding:
    return Finding("faulty-language-file", message, place, hint, stops=Stops.RUN)
