"""The rows of a table as they are shown: filtered and sorted."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.table_model import Index

ID_ROLE = Qt.ItemDataRole.UserRole + 2
"""Where the first cell of a row keeps the id of its entry."""


class TableRows(QSortFilterProxyModel):
    """Rows that hold every typed word anywhere, and the chosen values in their columns; numbers sort as numbers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._values: dict[int, str] = {}
        self._parted: frozenset[int] = frozenset()
        self._meant: frozenset[str] = frozenset()

    def set_parted(self, columns: frozenset[int]) -> None:
        """Tell which columns hold several values in a cell: one of them is enough there."""
        self._parted = columns

    def set_words(self, words: str, meant: frozenset[str] = frozenset()) -> None:
        """Show rows that hold every one of these words, and the rows of these ids besides."""
        self.beginFilterChange()
        self._meant = meant
        self._words = words.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def set_value(self, column: int, value: str) -> None:
        """Show rows with a value in a column; an empty one lets every row through."""
        self.beginFilterChange()
        self._values[column] = value
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a row is shown."""
        model = self.sourceModel()
        cells = [str(model.index(row, column, parent).data() or "") for column in range(model.columnCount())]
        text = "\n".join(cells).casefold()
        return all(self._holds(cells[column], column, value) for column, value in self._values.items()) and (
            all(word in text for word in self._words) or self._id(row, parent) in self._meant
        )

    def _id(self, row: int, parent: Index) -> str:
        return str(self.sourceModel().index(row, 0, parent).data(ID_ROLE) or "")

    def _holds(self, cell: str, column: int, value: str) -> bool:
        return value in cell if column in self._parted else not value or cell == value

    def lessThan(self, left: Index, right: Index) -> bool:
        """Tell which of two cells comes first."""
        one, other = str(left.data() or ""), str(right.data() or "")
        if one.isdecimal() or other.isdecimal():
            return int(one or -1) < int(other or -1)
        return one.casefold() < other.casefold()
