"""A button that stays down, with a tick while it does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_line_mark

_TICK = 14


class ToggleButton(Themed, QPushButton):
    """On or off, such as a paper that is printed or not; use ``toggled``."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setProperty("role", "toggle")
        self.setAutoDefault(False)
        self.toggled.connect(self._show)
        self.setChecked(checked)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Draw the tick in the theme's colour and size."""
        self.setIconSize(QSize(self.theme.px(_TICK), self.theme.px(_TICK)))
        self._show()

    def _show(self) -> None:
        self.setIcon(self._tick() if self.isChecked() else QIcon())

    def _tick(self) -> QIcon:
        ratio = self.devicePixelRatio()
        side = self.theme.px(_TICK)
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_line_mark(painter, QRectF(0, 0, side, side), "tick", self.theme.color("on_soft"), 2)
        painter.end()
        return QIcon(pixmap)
