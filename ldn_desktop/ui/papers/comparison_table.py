"""Two plans side by side as a table: groups of rows under their headings; what differs is in bold letters."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from ldn_desktop.papers.comparison import Compared
from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.ui.widgets.wrapped_cell import WrappedCell

_SHARES = (0.27, 0.28, 0.28)
"""Of the width that the first columns take; the last has the rest."""
_RIGHT = 2
"""The first column of the second plan."""


class _Line(NamedTuple):
    cells: tuple[str, ...]
    differs: bool = False
    heading: bool = False

    @property
    def whole(self) -> bool:
        """Whether its one text has the whole width."""
        return len(self.cells) == 1


class ComparisonModel(TableModel):
    """Shows one comparison."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[_Line, ...] = ()

    def show_compared(self, compared: Compared) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.titles = compared.heads
        lines: list[_Line] = []
        for group in compared.groups():
            lines.append(_Line((group.heading,), heading=True))
            lines += [_Line(row[:4], row.differs) for row in group.rows]
            lines += [_Line((group.sentence,))] if group.sentence else []
        lines += [_Line((note,)) for note in compared.notes()]
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def wholes(self) -> list[int]:
        """The rows whose one text has the whole width."""
        return [at for at, line in enumerate(self._lines) if line.whole]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._lines)

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        cells = self._lines[row].cells
        return cells[column] if column < len(cells) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its letters, or what is heard of it."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.FontRole:
            strong = line.heading or (line.differs and index.column() >= _RIGHT)
            return current_theme().font("body-bold" if strong else "body")
        if role == Qt.ItemDataRole.AccessibleTextRole and line.whole:
            return self.cell(index.row(), index.column())
        return super().data(index, role)


class ComparisonTable(Themed, QTableView):
    """The table, its rows as high as their words need."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ComparisonModel(self)
        self.setModel(self.rows)
        self.setAccessibleName("Comparison")
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCell(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def show_compared(self, compared: Compared) -> None:
        """Show another comparison from its beginning."""
        self.clearSpans()
        self.rows.show_compared(compared)
        for row in self.rows.wholes:
            self.setSpan(row, 0, 1, self.rows.columnCount())
        self._fit()
        self.scrollToTop()

    def apply_theme(self) -> None:
        """Fit the rows to the theme's letters."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, int(room * share))
        self.resizeRowsToContents()
