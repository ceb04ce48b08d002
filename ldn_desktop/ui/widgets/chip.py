"""A product as a chip: its drawing, its words and a cross to take it away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ldn_desktop.printing.capsule import (
    SOLID,
    capsule_size,
    paint_capsule,
    paint_drop,
    paint_syringe,
    paint_tablet,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.tokens import HEIGHT, TYPE
from ldn_desktop.ui.widgets.buttons import MarkButton

KINDS = ("capsule", "tablet", "liquid", "drops")
_SYRINGE = (30, 10)
_TABLET = 12
_DROP = 12
_PAD, _GAP, _CROSS = 8, 6, 20


class Chip(Themed, QAbstractButton):
    """A product. ``activated`` asks to change it (click, Enter), ``remove_requested`` to take it away (cross, Del).

    ``kind`` is ``capsule``, ``tablet``, ``liquid`` or ``drops``; ``level`` is the filling of the drawing, 0 to 3.
    Refused: another kind (``ValueError``).
    """

    activated = Signal()
    remove_requested = Signal()

    def __init__(self, text: str, *, kind: str = "capsule", level: int = 0) -> None:
        super().__init__()
        if kind not in KINDS:
            raise ValueError(f"there is no drawing of {kind!r}")
        self._kind, self._level = kind, level
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cross = MarkButton(
            "cross", "Remove", shortcut="Del", size=(_CROSS, HEIGHT["chip"]), mark_size=12, parent=self
        )
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.remove_requested)
        self.clicked.connect(self.activated)
        self.setText(text)
        self.setAccessibleName(text)
        self.apply_theme()

    def setAccessibleName(self, name: str) -> None:
        """Name the chip, and its cross after it."""
        super().setAccessibleName(name)
        self._cross.set_name(f"Remove {name}", "Del")

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        self.setFixedSize(self.sizeHint())
        self._place_cross()

    def sizeHint(self) -> QSize:
        """Return the room for drawing, words and cross."""
        theme = self.theme
        words = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        wide = theme.px(_PAD) + self._drawing_size().width() + theme.px(_GAP) + words + theme.px(_CROSS + 2)
        return QSize(round(wide) + 2, theme.line() + HEIGHT["chip"] - TYPE["body"].line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right end."""
        super().resizeEvent(event)
        self._place_cross()

    def _place_cross(self) -> None:
        self._cross.setFixedHeight(min(self._cross.height(), self.height()))
        self._cross.move(self.width() - self._cross.width() - 2, (self.height() - self._cross.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change with Enter, remove with Del; Backspace belongs to typing, which may have gone astray."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint edge, drawing, words and the focus ring."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.color("control")
        pen = QPen(edge, 1)
        if self.hasFocus():
            pen = QPen(theme.color("focus"), 2)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(theme.color("hover" if self.underMouse() and self.isEnabled() else "panel"))
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        left = theme.px(_PAD) + 1
        size = self._drawing_size()
        place = QRectF(left, (self.height() - size.height()) / 2, size.width(), size.height())
        self._paint_drawing(painter, place)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled"))
        words = QRectF(place.right() + theme.px(_GAP), 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _drawing_size(self) -> QSize:
        scale = self.theme.scale
        if self._kind == "capsule":
            return capsule_size(self._level, scale).toSize()
        if self._kind == "liquid":
            return QSize(self.theme.px(_SYRINGE[0]), self.theme.px(_SYRINGE[1]))
        side = self.theme.px(_TABLET if self._kind == "tablet" else _DROP)
        return QSize(side, side)

    def _paint_drawing(self, painter: QPainter, place: QRectF) -> None:
        ink, paper = self.theme.color("s2"), self.theme.color("panel")
        if self._kind == "capsule":
            paint_capsule(painter, place, self._level, ink, paper)
        elif self._kind == "tablet":
            paint_tablet(painter, place, SOLID, ink, paper)
        elif self._kind == "liquid":
            paint_syringe(painter, place, 0.5, ink, paper)
        else:
            paint_drop(painter, place, ink)
