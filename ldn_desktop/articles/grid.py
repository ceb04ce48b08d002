"""A table of the reference: columns and rows of text, each row with what it opens; and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Row(NamedTuple):
    """A row: the id of its entry, its cells, the target it opens and the source its card shows (or empty)."""

    id: str
    cells: tuple[str, ...]
    target: str = ""
    source: str = ""


class Grid(NamedTuple):
    """A table. ``numeric`` are the columns of numbers, ``filters`` those whose values are offered to choose from.

    ``hidden`` are not shown at first. ``parts`` gives, for a column whose cells may hold several values, these values.
    ``severities`` is the column of severities in words, below 0 without one; ``meant`` gives the ids of the rows that
    words mean which need not stand in them: a class, a misspelt name.
    """

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[int] = frozenset()
    filters: tuple[int, ...] = ()
    hidden: frozenset[int] = frozenset()
    parts: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    severities: int = -1
    meant: Callable[[str], frozenset[str]] | None = None

    def choices(self, column: int) -> tuple[str, ...]:
        """Return the values of a column that can be chosen."""
        return self.parts.get(column) or tuple(sorted({row.cells[column] for row in self.rows} - {""}))


def as_csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as CSV with their columns' names; a cell that a spreadsheet would compute is kept as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "@", "\t"} else cell
