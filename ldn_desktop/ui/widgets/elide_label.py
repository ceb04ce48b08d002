"""A label that shortens its text with "…". For names, titles and notes; never for a dose, a date or a finding."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ldn_desktop.ui.widgets.plain_label import PlainLabel, plain_tip


class ElideLabel(PlainLabel):
    """Shows as much as there is room for; a tooltip shows the whole while it is shortened."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        few = self.fontMetrics().horizontalAdvance("mm…")
        return QSize(min(few, super().sizeHint().width()), super().minimumSizeHint().height())

    @property
    def shortened(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text in a tooltip as soon as it does not fit."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, shortened at its end."""
        QFrame.paintEvent(self, event)
        room = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment()), text)
        painter.end()

    def _tell_whole(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shortened else "")
