"""Pairs two sequences of words with the fewest changes, so that one number put in does not shift all that follow."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 1_000_000  # pairs that are weighed; beyond it is another file, and no pairing would help its author


def align(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each old word the index of the new one that stands for it, the same or another; None where it is gone."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _pair(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *range(head),
        *(None if index is None else index + head for index in middle),
        *range(len(new) - tail, len(new)),
    ]


def _pair(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """The pairing of two stretches with nothing in common at either end (Levenshtein's distance, traced back)."""
    if len(old) * len(new) > LARGEST:
        return [index if index < len(new) else None for index in range(len(old))]
    steps = [bytes(len(new) + 1)]
    above = list(range(len(new) + 1))
    for number, word in enumerate(old, 1):
        costs, row = [number], bytearray(b"u")
        for column, other in enumerate(new, 1):
            both = above[column - 1] + (word != other)
            cost = min(both, above[column] + 1, costs[-1] + 1)
            row += b"b" if cost == both else b"u" if cost == above[column] + 1 else b"l"
            costs.append(cost)
        steps.append(bytes(row))
        above = costs
    return _trace(steps, len(old), len(new))


def _trace(steps: Sequence[bytes], row: int, column: int) -> list[int | None]:
    """The pairs along the cheapest way back from the end."""
    pairs: list[int | None] = [None] * row
    while row and column:
        match chr(steps[row][column]):
            case "b":
                row, column = row - 1, column - 1
                pairs[row] = column
            case "u":
                row -= 1
            case _:
                column -= 1
    return pairs
