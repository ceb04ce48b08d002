"""Cells whose rows are as high as their words need: a dose is never shortened."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ldn_desktop.ui.theme.look import Theme

_SIDES, _ABOVE = 24, 10
"""What the style puts beside the words of a cell, and above and below them."""
_MARK = 22
"""What a mark before the words takes."""
_TALL = 10_000


class WrappedCell(QStyledItemDelegate):
    """Measures cells in the width that their words really have."""

    def __init__(self, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme

    def set_theme(self, theme: Theme) -> None:
        """Follow a theme."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell, its words wrapped in the width of its column."""
        width = self._table.columnWidth(index.column())
        beside = _SIDES + (_MARK if index.data(Qt.ItemDataRole.DecorationRole) else 0)
        room = QRect(0, 0, max(width - self._theme.px(beside), 1), _TALL)
        words = str(index.data() or "")
        high = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
        return QSize(width, max(high + self._theme.px(_ABOVE), self._theme.row_height()))
