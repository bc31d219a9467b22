"""Made-up facts and units that the tests of printing share."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from briefs.evidence import Fact, Locator, Qualifier, Unit, UnitKind
from briefs.finding import Place
from briefs.language import Language, UnitWords, load_language, print_figure

LOCALE = Path(__file__).parent.parent / "locale"
PLACE = Place("templates/sample.md.j2", 3, 7)
STYLES = {
    "en": (None, "interinstitutional"),
    "fr": (None, "fr-CA", "interinstitutional"),
    "es": (None,),
    "ar": (None, "arab-digits"),
}
# unit: kind, currency, and its forms by language in the order of the catalogue's plural forms
UNITS: dict[str, tuple[UnitKind, str | None, dict[str, tuple[str, ...]]]] = {
    "child": (
        "count",
        None,
        {
            "en": ("child", "children"),
            "fr": ("enfant", "enfants"),
            "es": ("niño", "niños"),
            "ar": ("طفل", "طفل", "طفلين", "أطفال", "طفلًا", "طفل"),
        },
    ),
    "request": (
        "count",
        None,
        {
            "en": ("request", "requests"),
            "fr": ("demande", "demandes"),
            "es": ("solicitud", "solicitudes"),
            "ar": ("طلب", "طلب", "طلبين", "طلبات", "طلبًا", "طلب"),
        },
    ),
    "percent": ("percent", None, {tag: ("percent",) * (6 if tag == "ar" else 2) for tag in ("en", "fr", "es", "ar")}),
    "point": (
        "points",
        None,
        {
            "en": ("percentage point", "percentage points"),
            "fr": ("point", "points"),
            "es": ("punto", "puntos"),
            "ar": ("نقطة", "نقطة", "نقطتين", "نقاط", "نقطة", "نقطة"),
        },
    ),
    "euro": (
        "money",
        "EUR",
        {
            "en": ("euro", "euros"),
            "fr": ("euro", "euros"),
            "es": ("euro", "euros"),
            "ar": ("يورو",) * 6,
        },
    ),
    "dollar": (
        "money",
        "USD",
        {
            "en": ("US dollar", "US dollars"),
            "fr": ("dollar américain", "dollars américains"),
            "es": ("dólar estadounidense", "dólares estadounidenses"),
            "ar": (
                "دولار أمريكي",
                "دولار أمريكي",
                "دولارين أمريكيين",
                "دولارات أمريكية",
                "دولارًا أمريكيًا",
                "دولار أمريكي",
            ),
        },
    ),
    "year": (
        "duration",
        None,
        {
            "en": ("year", "years"),
            "fr": ("an", "ans"),
            "es": ("año", "años"),
            "ar": ("سنة", "سنة", "سنتين", "سنوات", "سنة", "سنة"),
        },
    ),
    "hour": (
        "duration",
        None,
        {
            "en": ("hour", "hours"),
            "fr": ("heure", "heures"),
            "es": ("hora", "horas"),
            "ar": ("ساعة", "ساعة", "ساعتين", "ساعات", "ساعة", "ساعة"),
        },
    ),
    "time": (
        "ratio",
        None,
        {
            "en": ("time", "times"),
            "fr": ("fois", "fois"),
            "es": ("vez", "veces"),
            "ar": ("مرة", "مرة", "مرتين", "مرات", "مرة", "مرة"),
        },
    ),
}
SPACES = {"\u200f": "‹rlm›", "\u00a0": "⍽", "\u202f": "▫", "\u200e": "‹lrm›", "\u061c": "‹alm›"}


@lru_cache(maxsize=16)
def language(tag: str, style: str | None = None) -> Language:
    found, findings = load_language(tag, [LOCALE], style)
    assert found is not None, findings
    return found


def unit_words(name: str, tag: str) -> UnitWords:
    kind, currency, forms = UNITS[name]
    return UnitWords(Unit(name, kind, forms["en"][0], forms["en"][-1], "en", PLACE, currency), forms[tag])


def fact(
    value: str | None,
    qualifier: Qualifier = "exact",
    step: str = "1",
    *,
    high: str | None = None,
    derived: str | None = None,
) -> Fact:
    ranged = qualifier == "range"
    return Fact(
        id="sample",
        at=PLACE,
        language="en",
        statement="things counted",
        source="sample-source",
        locator=Locator("page", "1"),
        value=None if ranged or value is None else Decimal(value),
        low=Decimal(value) if ranged and value else None,
        high=Decimal(high) if high else None,
        step=Decimal(step),
        qualifier=qualifier,
        derived_from=derived,
    )


def printed(given: Fact, unit: str | None, tag: str, house: str | None = None, **how: object) -> str:
    figure, findings = print_figure(
        given,
        unit_words(unit, tag) if unit else None,
        language(tag, house),
        PLACE,
        **how,  # type: ignore[arg-type]
    )
    assert figure is not None, findings
    return figure.text


def visible(text: str) -> str:
    """The text with its invisible spaces and marks shown."""
    return "".join(SPACES.get(letter, letter) for letter in text)
