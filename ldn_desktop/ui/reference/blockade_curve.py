"""The painted curve: dose on a logarithmic axis, share blocked, what was measured, and a cursor."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ldn_desktop.reference.opioids.blockade import Blockade
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.theme.current import Themed

_LEAST, _MOST = 10_000, 100_000_000
_MARKS = (10_000, 100_000, 500_000, 1_000_000, 2_000_000, 4_500_000, 10_000_000, 50_000_000)
_PERMILLES = (0, 250, 500, 750, 1000)
_WHOLE = 1000
_STEPS = 200
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 12, 40


def share_text(permille: int) -> str:
    """Write thousandths as per cent: ``44.6 %``."""
    return f"{permille // 10}.{permille % 10} %"


class BlockadeCurve(Themed, QWidget):
    """``moved`` hands over the dose (nanograms) under the cursor when the person moves it."""

    moved = Signal(int)

    def __init__(self, blockade: Blockade) -> None:
        super().__init__()
        self._blockade = blockade
        self._dose = blockade.points[0].dose_ng
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Blockade curve")
        self._describe()

    def sizeHint(self) -> QSize:
        """Return a size in which every label has room."""
        return QSize(self.theme.px(640), self.theme.px(300))

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(self.theme.px(320), self.theme.px(180))

    def set_dose(self, dose_ng: int) -> None:
        """Put the cursor on a dose; one outside the axis stands at its end."""
        self._dose = dose_ng
        self._describe()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where it was clicked."""
        self._to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cursor."""
        self._to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by 0.1 mg, or 1 mg with Page Up and Down."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(self._dose + step * 100_000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, curve, measurements and cursor."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), *2 * (self.theme.px(4),))
        self._axes(painter)
        self._line(painter)
        self._points(painter)
        self._cursor(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _plot(self) -> QRectF:
        px = self.theme.px
        return QRectF(
            px(_LEFT), px(_TOP), self.width() - px(_LEFT + _RIGHT), self.height() - px(_TOP + _BOTTOM)
        )

    def _x(self, dose_ng: int) -> float:
        share = math.log(min(max(dose_ng, _LEAST), _MOST) / _LEAST) / math.log(_MOST / _LEAST)
        return self._plot.left() + share * self._plot.width()

    def _y(self, permille: int) -> float:
        return self._plot.bottom() - permille / _WHOLE * self._plot.height()

    def _to(self, x: float) -> None:
        share = min(max((x - self._plot.left()) / self._plot.width(), 0), 1)
        exact = _LEAST * (_MOST / _LEAST) ** share
        # Doses that are spoken of: two figures.
        step = 10 ** (len(str(int(exact))) - 2)
        self._move(round(exact / step) * step)

    def _move(self, dose_ng: int) -> None:
        dose = min(max(dose_ng, _LEAST), _MOST)
        self.set_dose(dose)
        self.moved.emit(dose)

    def _axes(self, painter: QPainter) -> None:
        theme, plot = self.theme, self._plot
        painter.setFont(theme.font("tiny"))
        for permille in _PERMILLES:
            y = self._y(permille)
            painter.setPen(QPen(theme.color("grid"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("text3"))
            box = QRectF(0, y - theme.px(8), plot.left() - theme.px(6), theme.px(16))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{permille // 10} %"
            )
        words = DoseWords([])
        free = 0.0
        for dose in _MARKS:
            x = self._x(dose)
            wide = theme.px(60)
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + theme.px(4)))
            if x - wide / 2 >= free:
                box = QRectF(x - wide / 2, plot.bottom() + theme.px(5), wide, theme.px(16))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words.dose(dose))
                free = x + wide / 2
        foot = QRectF(plot.left(), plot.bottom() + theme.px(22), plot.width(), theme.px(16))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, "dose, log scale")
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "○ measured   – – beyond what was measured")

    def _line(self, painter: QPainter) -> None:
        edge = self._x(self._blockade.extrapolated_below_ng)
        for dashed in (True, False):
            path = QPainterPath()
            for at in range(_STEPS + 1):
                dose = round(_LEAST * (_MOST / _LEAST) ** (at / _STEPS))
                point = QPointF(self._x(dose), self._y(self._blockade.permille(dose)))
                if (point.x() <= edge) != dashed:
                    continue
                if path.elementCount():
                    path.lineTo(point)
                else:
                    path.moveTo(point)
            pen = QPen(self.theme.color("s2"), self.theme.px(2))
            if dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)

    def _points(self, painter: QPainter) -> None:
        size = self.theme.px(4)
        painter.setPen(QPen(self.theme.color("text"), self.theme.px(1)))
        painter.setBrush(self.theme.color("panel"))
        for point in self._blockade.points:
            painter.drawEllipse(
                QPointF(self._x(point.dose_ng), self._y(point.blocked_percent * 10)), size, size
            )

    def _cursor(self, painter: QPainter) -> None:
        theme, plot = self.theme, self._plot
        share = self._blockade.permille(self._dose)
        x, y = self._x(self._dose), self._y(share)
        painter.setPen(QPen(theme.color("accent"), theme.px(1)))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, y))
        painter.drawLine(QPointF(plot.left(), y), QPointF(x, y))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(x, y), theme.px(5), theme.px(5))
        painter.setFont(theme.font("small-bold"))
        painter.setPen(theme.color("text"))
        words = f"{DoseWords([]).dose(self._dose)}: {share_text(share)}"
        wide = painter.fontMetrics().horizontalAdvance(words) + theme.px(8)
        left = min(x + theme.px(8), plot.right() - wide)
        painter.drawText(QRectF(left, y + theme.px(6), wide, theme.px(18)), Qt.AlignmentFlag.AlignLeft, words)

    def _describe(self) -> None:
        share = share_text(self._blockade.permille(self._dose))
        self.setAccessibleDescription(f"{DoseWords([]).dose(self._dose)}: {share} blocked by the model.")
