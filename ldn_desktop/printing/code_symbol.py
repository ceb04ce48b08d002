"""The symbol of a code: the squares of a QR code, made by segno without the parts of it that write files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from types import ModuleType
from typing import NamedTuple


class Symbol(NamedTuple):
    """A QR code of so many modules a side; ``runs`` are those that are dark side by side: left, top, how many."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


def symbol_of(letters: str) -> Symbol:
    """Return the code of capital letters, with as much redundancy as its size leaves room for, 15 % at least."""
    # What writes segno's files loads what opens connections, which no build of this program has; nothing here writes.
    sys.modules.setdefault("segno.writers", ModuleType("segno.writers"))
    import segno

    matrix = segno.make(letters, error="m", mode="alphanumeric", micro=False, boost_error=True).matrix
    return Symbol(len(matrix), tuple(_runs(matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int, int]]:
    for top, row in enumerate(matrix):
        left = 0
        for dark, modules in groupby(row, bool):
            count = len(tuple(modules))
            if dark:
                yield left, top, count
            left += count
