"""The kinds of field as pydantic validates them, with their JSON Schemas."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf, StringConstraints, WithJsonSchema

from briefs.evidence import Date, Period
from briefs.load.fields import (
    DATE_PATTERN,
    LANGUAGE,
    read_address,
    read_date,
    read_decimal,
    read_doi,
    read_language,
    read_period,
    read_truth,
)


def _schema(pattern: str, *types: str) -> WithJsonSchema:
    return WithJsonSchema({"type": list(types) or "string", "pattern": pattern})


# One paragraph. Empty texts are absent ones, so a text has at least one letter.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[
    Decimal, BeforeValidator(read_decimal), _schema(r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", "number", "string")
]
Day = Annotated[InstanceOf[Date], BeforeValidator(read_date), _schema(DATE_PATTERN, "string", "integer")]
Interval = Annotated[
    InstanceOf[Period],
    BeforeValidator(read_period),
    _schema(r"^[0-9]{4}[0-9-]*(/[0-9]{4}[0-9-]*)?$", "string", "integer"),
]
Truth = Annotated[bool, BeforeValidator(read_truth), WithJsonSchema({"type": "boolean"})]
Language = Annotated[str, BeforeValidator(read_language), _schema(rf"^{LANGUAGE.pattern}$")]
Address = Annotated[str, BeforeValidator(read_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Doi = Annotated[str, BeforeValidator(read_doi), WithJsonSchema({"type": "string"})]
