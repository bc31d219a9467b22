"""What a fact sheet, the list of units and the organisation may hold: for validation and for the JSON Schemas.

The descriptions are what an editor shows to the person who fills in a field.
"""

from __future__ import annotations

from typing import Annotated, Any, Required

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema
from typing_extensions import TypedDict  # before Python 3.12 pydantic reads no other

from briefs.evidence import (
    Checked,
    Confidence,
    Locator,
    Qualifier,
    Shown,
    Status,
    Supersession,
    UnitKind,
    Use,
)
from briefs.load.fields import DATE_PATTERN, LocatorLabel
from briefs.load.kinds import Day, Interval, Language, Number, Prose, Text, Truth

CLOSED = ConfigDict(extra="forbid")


def about(text: str) -> Any:
    """A field with its description, for editors."""
    return Field(description=text)


class LocatorShape(TypedDict, total=False):
    """Where in the source."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    label: Required[Annotated[LocatorLabel, about("article, page, table, paragraph…; heading for a titled part")]]
    value: Required[Annotated[Text, about("its number or title, as the source gives it")]]


class CheckedShape(TypedDict, total=False):
    """Who checked a fact against its source, and when."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    by: Required[Annotated[Text, about("name or initials")]]
    on: Required[Annotated[Day, about("the day of the check")]]


def _locator(value: LocatorShape) -> Locator:
    return Locator(value["label"], value["value"])


def _checked(value: CheckedShape) -> Checked:
    return Checked(value["by"], value["on"])


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


OneCheck = Annotated[CheckedShape, AfterValidator(_checked)]
_CHECK = {
    "type": "object",
    "additionalProperties": False,
    "required": ["by", "on"],
    "properties": {"by": {"type": "string"}, "on": {"type": "string", "pattern": DATE_PATTERN}},
}
Checks = Annotated[
    tuple[OneCheck, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [_CHECK, {"type": "array", "items": _CHECK}]}),
]


class FactShape(TypedDict, total=False):
    """One sourced value."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    statement: Required[Annotated[Text, about("what is counted: a noun phrase without any number")]]
    source: Required[Annotated[Text, about("id of the source that says so, in data/sources/")]]
    locator: Required[Annotated[LocatorShape, AfterValidator(_locator), about("where in the source it stands")]]
    value: Annotated[Number, about("the exact number in the unit named; 59 for 59 percent")]
    low: Annotated[Number, about("lower end of a range; then high too, and qualifier range")]
    high: Annotated[Number, about("upper end of a range")]
    derived_from: Annotated[Text, about("instead of value: + - * / and brackets over fact ids, spaces round each sign")]
    unit: Annotated[Text, about("id of a unit in data/units.yaml")]
    as_printed: Annotated[Text, about("the number as the source prints it, with a few words at most")]
    as_printed_language: Annotated[Language, about("language of as_printed, if not that of the source")]
    qualifier: Annotated[Qualifier, about("the hedge in the source; exact where nothing is said")]
    base: Annotated[Text, about("what a percentage is a share of")]
    place: Annotated[Text, about("country or area that the number is about")]
    period: Annotated[Interval, about("what time it is about: 2022-01-01/2022-09-30, or 2022")]
    as_of: Annotated[Day, about("the day a count was taken, or an event took place")]
    valid_from: Annotated[Day, about("since when a rule is in force")]
    valid_to: Annotated[Day, about("until when a rule was in force")]
    attributed_to: Annotated[Text, about("who says so: id of a source, or a name")]
    via: Annotated[Text, about("id of the source in which it was read, if only there")]
    also_in: Annotated[tuple[Text, ...], about("ids of other sources that say the same")]
    status: Annotated[Status, about("its word must stand in the sentence")]
    use: Annotated[Use, about("refute_only: a wrong figure, printed only to correct it, beside `right`")]
    reserve: Annotated[Text, about("what a reader must know of it; {fact-id} stands for that fact's number")]
    shown: Annotated[Shown, about("where the reserve is told")]
    remark: Annotated[Prose, about("internal, never printed")]
    conflicts_with: Annotated[tuple[Text, ...], about("facts that cannot both be right; write it in both")]
    confusable_with: Annotated[tuple[Text, ...], about("facts that measure something else; write it in both")]
    superseded_by: Annotated[Text, about("id of the fact that replaces it")]
    supersession: Annotated[Supersession, about("why superseded_by replaces it")]
    right: Annotated[Text, about("of a refute_only fact: the right one, to print beside it")]
    confidence: Annotated[Confidence, about("was the source itself read?")]
    checked: Annotated[Checks, about("who checked it, on what day; a list for several")]
    review_by: Annotated[Day, about("look at it again before this day")]
    check_on_release: Annotated[Truth, about("true while proceedings or a law are pending")]
    embargo: Annotated[Day, about("not to be published before this day")]


class SheetShape(TypedDict, total=False):
    """A fact sheet: facts on one topic."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    title: Required[Annotated[Text, about("the topic")]]
    language: Required[Annotated[Language, about("language of the texts below")]]
    facts: Required[Annotated[dict[str, FactShape], about("the facts by id: small letters, digits, hyphens")]]


class SheetHead(TypedDict, total=False):
    """A fact sheet, its facts not looked at yet."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    title: Required[Text]
    language: Required[Language]
    facts: Required[dict[str, Any]]


class UnitShape(TypedDict, total=False):
    """What a number counts."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    kind: Required[Annotated[UnitKind, about("what kind of quantity it is")]]
    one: Required[Annotated[Text, about("its word after one")]]
    other: Required[Annotated[Text, about("its word after several")]]
    currency: Annotated[Text, about("of money: three capital letters, as in EUR (ISO 4217)")]


class UnitsShape(TypedDict, total=False):
    """The units that facts may name."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    language: Required[Annotated[Language, about("language of the words below")]]
    units: Required[Annotated[dict[str, UnitShape], about("the units by id")]]


class OrganisationShape(TypedDict, total=False):
    """Who speaks: printed in the imprint. What is left empty is printed as a blank to fill in."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]  # a key of pydantic's, not a field
    name: Annotated[Text, about("the organisation's name")]
    legal_form: Annotated[Text, about("association loi de 1901, charity, foundation…")]
    address: Annotated[Text, about("postal address, on one line")]
    contact: Annotated[Text, about("name and e-mail address of the person to write to")]
    transparency_register: Annotated[Text, about("number in the EU Transparency Register")]
    hatvp: Annotated[Text, about("registration with the French register of interest representatives (HATVP)")]
    funding: Annotated[Text, about("who paid for the work")]
    disclaimer: Annotated[Text, about("the sentence that a funder demands")]
    licence: Annotated[Text, about("as in CC BY 4.0")]
    cite_as: Annotated[Text, about("how to cite the document")]
    corrections: Annotated[Text, about("where to send a correction")]


FACT: TypeAdapter[Any] = TypeAdapter(FactShape)
SHEET_HEAD: TypeAdapter[Any] = TypeAdapter(SheetHead)
UNITS: TypeAdapter[Any] = TypeAdapter(UnitsShape)
ORGANISATION: TypeAdapter[Any] = TypeAdapter(OrganisationShape)
