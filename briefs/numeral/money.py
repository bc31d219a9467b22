"""Money: currency signs, codes and names before and after a number."""

from __future__ import annotations

from briefs.numeral.tokens import Tokens

# ISO 4217. A lone "$" is read as the US dollar, as most styles have it.
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN",
         "₴": "UAH", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₡": "CRC", "₵": "GHS"}  # fmt: skip
PREFIXED = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD",
            "r": "BRL", "mx": "MXN", "can": "CAD", "rs": "INR"}  # fmt: skip
CODES = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "CAD",
        "AUD",
        "NZD",
        "JPY",
        "CNY",
        "INR",
        "BRL",
        "MXN",
        "ZAR",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "RUB",
        "UAH",
        "TRY",
        "ILS",
        "XOF",
        "XAF",
        "MAD",
        "DZD",
        "TND",
        "EGP",
        "KES",
        "NGN",
        "GHS",
        "ETB",
        "UGX",
        "TZS",
        "RWF",
        "PKR",
        "BDT",
        "LKR",
        "NPR",
        "PHP",
        "IDR",
        "MYR",
        "THB",
        "VND",
        "KRW",
        "HKD",
        "SGD",
        "TWD",
        "ARS",
        "CLP",
        "COP",
        "PEN",
        "UYU",
    ]
)

# Codes that are printed without a space often enough; "COP28" is no sum in pesos.
_GLUED_CODES = frozenset(("EUR", "USD", "GBP", "CHF"))


def read_currency_before(t: Tokens, index: int) -> tuple[str, int] | None:
    """The currency that opens an amount (€, US$, EUR) and where it stops."""
    if not 0 <= index < t.count:
        return None
    word = t.words[index]
    if word in SIGNS:
        return SIGNS[word], index + 1
    if word in PREFIXED and t.words[index + 1] == "$" and t.glued(index + 1):
        return PREFIXED[word], index + 2
    if word == "rs" and t.is_digits(index + 1):
        return "INR", index + 1
    if word == "cop" and len(t.words[index + 1]) < 3 and not t.glued(index + 2):
        return None  # the climate conference, not the Colombian peso
    if len(word) == 3 and t.raw(index) in CODES and _amount_follows(t, index + 1):
        glued = t.glued(index + 1) and t.raw(index) not in _GLUED_CODES
        return None if glued else (t.raw(index), index + 1)
    return None


def _amount_follows(t: Tokens, index: int) -> bool:
    return t.is_digits(index) or (t.words[index] in ("-", ".") and t.is_digits(index + 1))


def read_currency_after(t: Tokens, index: int) -> tuple[str, int] | None:
    """The currency sign or code that closes an amount (€, $US, EUR) and where it stops."""
    if not 0 <= index < t.count:
        return None
    word = t.words[index]
    if word in SIGNS:
        after = t.words[index + 1] if t.glued(index + 1) else ""
        if word == "$" and after in ("us", "ca", "can", "a"):
            return PREFIXED[after], index + 2
        if word == "$" and t.raw(index + 1) in ("US", "CA", "CAN"):
            return PREFIXED[t.words[index + 1]], index + 2
        if t.is_digits(index + 1) and t.glued(index + 1):
            return None  # the sign opens the next amount
        return SIGNS[word], index + 1
    if len(word) == 3 and t.raw(index) in CODES:
        return t.raw(index), index + 1
    if word == "us" and t.words[index + 1] == "$" and t.glued(index + 1) and not t.is_digits(index + 2):
        return "USD", index + 2
    return None
