"""A table to type in: rows of short texts, always with an empty row at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from ldn_desktop.ui.theme.current import current_theme


class RowsTable(QTableWidget):
    """Rows of texts under heads; ``changed`` tells that one was typed. Rows that are empty are none."""

    changed = Signal()

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setMinimumHeight(current_theme().px(120))
        self.setTabKeyNavigation(False)
        self.itemChanged.connect(self._typed)

    def show_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Show rows, and an empty one behind them."""
        shown = [*rows, [""] * self.columnCount()]
        blocked = self.blockSignals(True)
        self.setRowCount(len(shown))
        for at, row in enumerate(shown):
            for column, text in enumerate(row):
                self.setItem(at, column, QTableWidgetItem(text))
        self.blockSignals(blocked)

    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows in which anything is typed."""
        found = [
            tuple(self._text(at, column) for column in range(self.columnCount()))
            for at in range(self.rowCount())
        ]
        return [row for row in found if any(row)]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item else ""

    def _typed(self) -> None:
        last = self.rowCount() - 1
        if any(self._text(last, column) for column in range(self.columnCount())):
            self.insertRow(self.rowCount())
        self.changed.emit()
