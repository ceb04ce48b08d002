"""The lines of the list as Qt asks for them; the words of a plan are made when it is first painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.plan_list import Column, Heading, Item, Line, Order
from ldn_desktop.workspace.plan_list_words import TITLES, Cell, ListWords

_RIGHT = frozenset({Column.DOSE, Column.REVISION})


class PlansModel(TableModel):
    """Shows ``lines``; ``by_subject`` finds the row of a plan."""

    titles = tuple(TITLES[column] for column in Column)
    numeric = frozenset(map(int, _RIGHT))

    def __init__(self, words: ListWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._rows: dict[str, int] = {}
        self._cells: dict[str, tuple[Cell, ...]] = {}
        self.order: Order | None = None
        self.words = words

    def show_lines(self, lines: Sequence[Line], order: Order | None) -> None:
        """Show other lines, in another order."""
        self.beginResetModel()
        self._lines, self.order = lines, order
        self._rows = {line.subject: at for at, line in enumerate(lines) if isinstance(line, Item)}
        self.endResetModel()

    def reword(self, words: ListWords) -> None:
        """Say everything anew: another day, other plans, another way to write doses."""
        self.words = words
        self._cells.clear()

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def line(self, row: int) -> Line | None:
        """Return what a row shows, if there is such a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def by_subject(self, subject: str) -> int | None:
        """Return the row of a plan, if it is shown."""
        return self._rows.get(subject)

    def cells(self, item: Item) -> tuple[Cell, ...]:
        """Return what the cells of a plan say, by ``Column``."""
        told = self._cells.get(item.subject)
        if told is None:
            told = self._cells[item.subject] = self.words.cells(item)
        return told

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def cell(self, row: int, column: int) -> str:
        """Return the first line of a cell, or a heading."""
        line = self._lines[row]
        if isinstance(line, Item):
            return self.cells(line)[column].first
        return self._told(line) if column == 0 else ""

    def whole(self, row: int, column: int) -> str:
        """Return both lines of a cell and what is more to say of it; what waits is said to."""
        line = self._lines[row]
        if not isinstance(line, Item):
            return self._told(line) if column == 0 else ""
        cell = self.cells(line)[column]
        told = ", ".join(filter(None, (cell.first, cell.second)))
        told = f"{told}, waits for you" if cell.waits else told
        return f"{told}. {cell.more}" if cell.more else told

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or all of it for those who hear it."""
        line = self.line(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, Heading):
            return self._told(line)
        return super().data(index, role)

    def index_of(self, subject: str) -> QModelIndex:
        """Return the first cell of a plan; no index where it is not shown."""
        row = self._rows.get(subject)
        return QModelIndex() if row is None else self.index(row, 0)

    def _told(self, heading: Heading) -> str:
        words, more = self.words.heading(heading)
        folded = ", folded" if heading.folded else ""
        return f"{words}: {heading.plans:,}{f', {more}' if more else ''}{folded}"
