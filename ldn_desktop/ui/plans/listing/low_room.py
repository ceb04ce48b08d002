"""The head of the list and the list below each other: where they have no room they scroll, the rows in sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ldn_desktop.ui.plans.listing.list_pane import ListPane
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll, LeastColumn

_ROWS = 3
"""Rows that the list has room for at the least, the heading of a group among them."""


class LowRoom(FocusScroll):
    """The head, and ``pages`` of which one is shown: ``body``, which holds ``pane``, is the first.

    What is told stands above it, and takes of its room as much as it needs.
    """

    def __init__(self, head: QWidget, body: QWidget, pane: ListPane) -> None:
        super().__init__()
        self._pane = pane
        held = QWidget()
        held.setProperty("role", "ground")
        column = _Column(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        shown = _Pages(body, pane)
        column.addWidget(shown, 1)
        self.pages = shown.stack
        self.setWidget(held)
        self.verticalScrollBar().rangeChanged.connect(self._keep_rows)

    def _keep_rows(self, _least: int, most: int) -> None:
        """Bring the rows into sight when something that is told takes their room, unless the search has the keys."""
        held, table = self.widget(), self._pane.table
        focus = QApplication.focusWidget()
        if most and held is not None and not (focus is not None and self._pane.bar.isAncestorOf(focus)):
            self.verticalScrollBar().setValue(min(table.mapTo(held, QPoint()).y(), most))


class _Pages(QWidget):
    """The pages: as high as the room allows, never lower than some rows below the filters."""

    def __init__(self, body: QWidget, pane: ListPane) -> None:
        super().__init__()
        self._body, self._pane = body, pane
        # Of a layout that stands nowhere yet the first widget would be shown as a window.
        self.stack = QStackedLayout(self)
        self.stack.addWidget(body)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height that the pages would like: what has no room in them scrolls there."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return room for the filters and some rows."""
        least = super().minimumSizeHint()
        if self.stack.currentWidget() is not self._body:
            return least
        bar, table, layout = self._pane.bar, self._pane.table, self._body.layout()
        wide = self._pane.width()
        high = bar.heightForWidth(wide) if bar.hasHeightForWidth() else bar.minimumSizeHint().height()
        margins = layout.contentsMargins() if layout is not None else self.contentsMargins()
        high += margins.top() + margins.bottom() + self._pane.spacing
        high += table.horizontalHeader().height() + _ROWS * table.verticalHeader().defaultSectionSize()
        return QSize(least.width(), high)


class _Column(LeastColumn):
    """Has its height by its width whatever it holds, and asks for no width: nothing is laid out beyond its side."""

    def hasHeightForWidth(self) -> bool:
        """Tell so."""
        return True

    def minimumSize(self) -> QSize:
        """Return nothing."""
        return QSize()
