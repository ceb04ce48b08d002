"""Cells whose rows are as high as their words need: a dose is never shortened."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ldn_desktop.ui.theme.current import Themed

_SIDES, _ABOVE = 24, 10
"""What the style puts beside the words of a cell, and above and below them."""
_MARK = 22
"""What a mark before the words takes."""
_TALL = 10_000


class WrappedCell(Themed, QStyledItemDelegate):
    """Measures cells in the width that their words really have, and in their own letters."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell, its words wrapped in the width of its column."""
        row, first = index.row(), index.column()
        spanned = range(first, first + self._table.columnSpan(row, first))
        width = sum(map(self._table.columnWidth, spanned))
        beside = _SIDES + (_MARK if index.data(Qt.ItemDataRole.DecorationRole) else 0)
        room = QRect(0, 0, max(width - self.theme.px(beside), 1), _TALL)
        words = str(index.data() or "")
        letters = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(letters) if letters else option.fontMetrics
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
        return QSize(width, max(high + self.theme.px(_ABOVE), self.theme.row_height()))
