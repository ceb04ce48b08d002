"""A table of a few columns of words, as high as its rows up to a bound."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel

_MOST_ROWS = 8


class _Words(TableModel):
    def __init__(self, titles: tuple[str, ...], numeric: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self.titles, self.numeric = titles, numeric
        self._rows: Sequence[Sequence[str]] = ()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        with self.replacing(len(rows)):
            self._rows = rows

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> str:
        return self._rows[row][column]


class SmallTable(Themed, QTableView):
    """One row is chosen; the last column takes what room there is."""

    def __init__(self, name: str, titles: tuple[str, ...], numeric: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self.words = _Words(titles, numeric, self)
        self.setModel(self.words)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self.setMinimumWidth(0)
        self.apply_theme()

    @property
    def row(self) -> int:
        """The chosen row; -1 where there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; what was chosen stays where it is there."""
        before = self.row
        self.words.show_rows(rows)
        if rows:
            self.selectRow(min(max(before, 0), len(rows) - 1))
        self.setVisible(bool(rows))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Fit the height to the rows."""
        high = self.theme.line() + self.theme.px(12)
        self.verticalHeader().setDefaultSectionSize(high)
        rows = min(self.words.rowCount(), _MOST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + max(rows, 1) * high + 4)
