"""The pages of a paper below each other, as they will be printed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.style import TENTHS

_DOTS = 72
EDGE = 24
"""Room around the pages, in pixels."""


class Sheets(QWidget):
    """The pages below each other, painted at the zoom of the moment."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Printable | None = None
        self._zoom = 1.0
        self.setAccessibleName("Pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pages(self, pages: Printable, zoom: float) -> None:
        """Show pages at a zoom, 1.0 being a dot to the point."""
        self._pages, self._zoom = pages, zoom
        size = self._sheet()
        self.setFixedSize(size.width() + 2 * EDGE, pages.count * (size.height() + EDGE) + EDGE)
        self.setAccessibleDescription(f"{pages.count} pages")
        self.update()

    def top_of(self, page: int) -> int:
        """Return where a page begins."""
        return EDGE // 2 + page * (self._sheet().height() + EDGE)

    def page_at(self, y: int) -> int:
        """Return the page at a height."""
        return max(0, y // (self._sheet().height() + EDGE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, dark on white whatever the theme."""
        if self._pages is None:
            return
        painter = QPainter(self)
        size = self._sheet()
        for page in range(self._pages.count):
            top = EDGE + page * (size.height() + EDGE)
            if top + size.height() < event.rect().top() or top > event.rect().bottom():
                continue
            painter.save()
            painter.translate(EDGE, top)
            painter.fillRect(0, 0, size.width(), size.height(), Qt.GlobalColor.white)
            painter.setClipRect(0, 0, size.width(), size.height())
            self._pages.paint(painter, page, _DOTS * self._zoom)
            painter.restore()
        painter.end()

    def _sheet(self) -> QSize:
        if self._pages is None:
            return QSize(0, 0)
        paper = self._pages.paper
        return QSize(round(paper.width / TENTHS * self._zoom), round(paper.height / TENTHS * self._zoom))
