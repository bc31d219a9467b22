"""num2words as the oracle: every integer to 10,000 and random ones to 10¹¹ come back from their words."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from num2words import num2words

from briefs.numeral import read_numerals


def integers() -> list[int]:
    generator = random.Random(20260101)
    return [*range(10_001), *(generator.randrange(10 ** generator.randrange(4, 12)) for _ in range(1_000))]


@pytest.mark.parametrize("language", ["en", "fr", "fr_BE", "fr_CH", "es"])
def test_words_come_back_as_the_number(language: str) -> None:
    wrong = []
    for number in integers():
        words = num2words(number, lang=language)
        read = read_numerals(words, language)
        if [(numeral.text, numeral.value) for numeral in read] != [(words, Decimal(number))]:
            wrong.append((number, words))
    assert wrong == []
