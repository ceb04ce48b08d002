"""One severity shape as a small widget, or nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_severity
from ldn_desktop.ui.theme.tokens import STATE_WORDS, STATES

NONE = "none"


class SeverityMark(Themed, QWidget):
    """Shows ``blocking``, ``warning``, ``caution``, ``info``, ``ok``, or hides itself for ``none``."""

    def __init__(self, severity: str = NONE, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity, self._side = NONE, size
        self.apply_theme()
        self.set_severity(severity)

    def severity(self) -> str:
        """Return the code that is shown."""
        return self._severity

    def set_severity(self, severity: str) -> None:
        """Show another shape. Refused: an unknown code (``ValueError``)."""
        if severity != NONE and severity not in STATES:
            raise ValueError(f"there is no severity {severity!r}")
        self._severity = severity
        self.setAccessibleName(STATE_WORDS.get(severity, ""))
        # Shown without a parent it would be a window of its own, which takes the keyboard away.
        if severity == NONE or self.parentWidget() is not None:
            self.setVisible(severity != NONE)
        self.update()

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        self.setFixedSize(self.theme.px(self._side), self.theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        if self._severity == NONE:
            return
        painter = QPainter(self)
        theme = self.theme
        paint_severity(
            painter, QRectF(self.rect()), self._severity, theme.color(self._severity), theme.color("panel")
        )
        painter.end()
