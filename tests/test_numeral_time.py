"""Linear time: a text four times as long is not read in much more than four times the work.

Work is counted in calls of the reader's functions and of its patterns, so that a busy machine cannot fail the test.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from briefs.numeral import read_numerals

HEAPS = [
    "1 ", "1", "one ", "million ", "two hundred and ", "one hundred and one ", "un enfant sur ", "de 1 à ", "from 1 to ",
    "111 ", "1,111,", "1-", "1:", "[1", "a.b.", "12 May ", "call 1, 2, ", "articles 1, ", "quatre-", "vingt et ", "dozens of ",
    "- 1 ", "– ", "%1", "1/", "18-to-", "page 1 of ", "1(a) ", "half past ", "moins 1 ", "IBAN 1 ",
]  # fmt: skip


def work(text: str, language: str) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_numerals(text, language)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("heap", HEAPS)
def test_work_grows_with_the_text(heap: str) -> None:
    language = "fr" if any(word in heap for word in ("un ", "de ", "vingt", "quatre")) else "en"
    small, large = (work((heap * (size // len(heap) + 1))[:size], language) for size in (1_000, 4_000))
    assert large <= 5 * small + 500
