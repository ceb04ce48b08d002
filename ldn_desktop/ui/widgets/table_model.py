"""A table as Qt asks for it: titled columns, numbers at the right, its whole text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX: Final = QModelIndex()
_ANSWERED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
"""Numbers, for Qt asks each cell for many more."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Cells below ``titles``, those of the columns ``numeric`` at the right; a table says ``rowCount`` and ``cell``."""

    titles: tuple[str, ...] = ()
    numeric: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        raise NotImplementedError

    def whole(self, row: int, column: int) -> str:
        """Return all that a cell says, in one line, for the clipboard and those who hear it."""
        return self.cell(row, column)

    def title(self, column: int) -> str:
        """Return what stands above a column."""
        return self.titles[column]

    def as_text(self) -> str:
        """Return the table as text with tabs, headers first, for the clipboard."""
        columns = range(self.columnCount())
        lines = [[self.title(column) for column in columns]]
        lines += [[self.whole(row, column) for column in columns] for row in range(self.rowCount())]
        return "".join("\t".join(line) + "\n" for line in lines)

    @contextmanager
    def replacing(self, rows: int) -> Iterator[None]:
        """Have what is shown replaced within by so many rows; as many as before keep what is selected."""
        same = rows == self.rowCount()
        if not same:
            self.beginResetModel()
        yield
        if not same:
            self.endResetModel()
        elif rows:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title, or where it stands."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self.title(section) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, where it stands, or its title and text for those who hear it."""
        if int(role) not in _ANSWERED:
            return None
        row, column = index.row(), index.column()
        if not index.isValid() or row >= self.rowCount():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.title(column)}: {self.whole(row, column)}"
        return None

    def _alignment(self, column: int) -> int:
        return int(_RIGHT if column in self.numeric else _LEFT)
