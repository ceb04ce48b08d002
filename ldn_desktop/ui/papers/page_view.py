"""The pages of a paper to look through: their width or height in the window, a zoom, one page on or back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.style import TENTHS
from ldn_desktop.ui.papers.sheets import EDGE, Sheets
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip

_LEAST, _MOST, _STEP = 0.5, 3.0, 1.25


class PageView(QScrollArea):
    """Shows pages; ``tools`` are the buttons for it and the count of pages, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Printable | None = None
        self._zoom: float | None = None
        self._whole = False
        self._sheets = Sheets()
        self._count = PlainLabel()
        self.tools: list[QWidget] = [
            self._tool("Page &width", ("Ctrl+0",), self._fit_width),
            self._tool("W&hole page", ("Ctrl+9",), self._fit_page),
            self._tool("Smaller", ("Ctrl+-",), self._smaller, "−"),
            self._tool("Larger", ("Ctrl++", "Ctrl+="), self._larger, "+"),
            self._tool("Previous page", ("Page Up",), self._previous_page, "‹"),
            self._count,
            self._tool("Next page", ("Page Down",), self._next_page, "›"),
        ]
        self.setWidget(self._sheets)
        self.setAccessibleName("Pages, scrolled")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def _tool(
        self, name: str, keys: tuple[str, ...], act: Callable[[], None], shown: str = ""
    ) -> QPushButton:
        button = QPushButton(shown or name)
        button.setAutoDefault(False)
        plain = name.replace("&", "")
        button.setAccessibleName(plain)
        button.setToolTip(plain_tip(f"{plain} ({keys[0]})"))
        if shown:
            button.setProperty("role", "flat")
        button.clicked.connect(act)
        for key in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        return button

    def show_pages(self, pages: Printable) -> None:
        """Show other pages, at the zoom and height of those before."""
        self._pages = pages
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the width of a page to the window."""
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again while no zoom was chosen."""
        super().resizeEvent(event)
        if self._zoom is None:
            self._show()

    def _show(self) -> None:
        if self._pages is not None:
            self._sheets.show_pages(self._pages, self._zoom or self._fitting(self._pages))
            self._tell_page()

    def _fitting(self, pages: Printable) -> float:
        zoom = (self.viewport().width() - 2 * EDGE) / (pages.paper.width / TENTHS)
        if self._whole:
            zoom = min(zoom, (self.viewport().height() - 2 * EDGE) / (pages.paper.height / TENTHS))
        return min(max(zoom, _LEAST), _MOST)

    def _tell_page(self) -> None:
        if self._pages is not None:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 2
            page = min(self._sheets.page_at(middle), self._pages.count - 1)
            self._count.setText(f"Page {page + 1} of {self._pages.count}")

    def _larger(self) -> None:
        self._zoom_by(_STEP)

    def _smaller(self) -> None:
        self._zoom_by(1 / _STEP)

    def _zoom_by(self, step: float) -> None:
        if self._pages is not None:
            self._zoom = min(max((self._zoom or self._fitting(self._pages)) * step, _LEAST), _MOST)
            self._show()

    def _fit_width(self) -> None:
        self._zoom, self._whole = None, False
        self._show()

    def _fit_page(self) -> None:
        self._zoom, self._whole = None, True
        self._show()

    def _next_page(self) -> None:
        self._go(1)

    def _previous_page(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        if self._pages is not None:
            bar = self.verticalScrollBar()
            page = self._sheets.page_at(bar.value() + EDGE) + by
            bar.setValue(self._sheets.top_of(min(max(page, 0), self._pages.count - 1)))
