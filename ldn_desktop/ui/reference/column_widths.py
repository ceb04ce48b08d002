"""How wide the columns of a table are: short cells have their room, long ones share what remains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QFontMetrics

from ldn_desktop.articles.grid import Grid
from ldn_desktop.ui.theme.look import Theme

_CELL, _HEAD, _MARK = 22, 34, 26
"""What a cell, a title with its arrow, or the mark of a severity takes beside its words."""
_LINES = 3
"""A cell that is not long stands on about so many lines at most."""
_MOST, _LONG, _LEAST_LONG, _LEAST_FIRST, _LEAST = 320, 900, 230, 150, 72


class ColumnWidth(NamedTuple):
    """The width that a column wants, the least to be read in, and the most that it has words for, in pixels."""

    wanted: int
    least: int
    most: int = 0


def measured(grid: Grid, column: int, theme: Theme) -> ColumnWidth:
    """Return the widths of a column: of its longest cell up to a limit, and of its longest word."""
    letters, px = QFontMetrics(theme.font("body")), theme.px
    title = QFontMetrics(theme.font("small-bold")).horizontalAdvance(grid.columns[column]) + px(_HEAD)
    cells = {row.cells[column] for row in grid.rows}
    mark = px(_MARK) if column == grid.severities else 0
    longest = mark + max((letters.horizontalAdvance(cell) for cell in cells), default=0)
    words = mark + max(
        (letters.horizontalAdvance(word) for cell in cells for word in cell.split()), default=0
    )
    wanted = max(title, min(longest + px(_CELL), px(_MOST)))
    least = (
        px(_LEAST_LONG)
        if longest > px(_LONG)
        else max(
            px(_LEAST_FIRST if column == 0 else _LEAST),
            words + px(_CELL),
            min(longest // _LINES, px(_LEAST)) + px(_CELL),
        )
    )
    return ColumnWidth(wanted, min(wanted, max(title, least)), max(wanted, longest + px(_CELL)))


def fitted(columns: Iterable[ColumnWidth], room: int) -> list[int]:
    """Return widths for the room: as wanted if it lasts, what is left shared by those with more words.

    Where it does not last each comes nearer to its least, never below that.
    """
    columns = list(columns)
    missing = sum(column.wanted for column in columns) - room
    spare = sum(column.wanted - column.least for column in columns)
    if missing <= 0:
        longer = sum(max(column.most - column.wanted, 0) for column in columns)
        left = min(-missing, longer)
        return [
            column.wanted + (max(column.most - column.wanted, 0) * left // longer if longer else 0)
            for column in columns
        ]
    if not spare:
        return [column.wanted for column in columns]
    part = min(missing, spare)
    return [column.wanted - -(-(column.wanted - column.least) * part // spare) for column in columns]
