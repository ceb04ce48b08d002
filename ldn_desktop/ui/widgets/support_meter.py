"""How well a schedule is supported: none to four filled squares, always with the words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.look import Theme

SQUARES = 4
_SIDE, _GAP, _TO_WORDS = 8, 2, 6
_PREFIX = "Support"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SupportMeter(Themed, QWidget):
    """Shows "Support", the squares and the words; a screen reader hears "Support 1 of 4: …".

    Refused: a level outside 0 to 4 (``ValueError``).
    """

    def __init__(self, level: int = 0, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._words = 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_support(level, words)
        self.apply_theme()

    def set_support(self, level: int, words: str) -> None:
        """Show another level and its words."""
        if not 0 <= level <= SQUARES:
            raise ValueError(f"a support of {level} is outside 0 to {SQUARES}")
        self._level, self._words = level, words
        self.setAccessibleName(
            f"{_PREFIX} {level} of {SQUARES}: {words}" if words else f"{_PREFIX} {level} of {SQUARES}"
        )
        self.updateGeometry()
        self.update()

    def level(self) -> int:
        """Return how many squares are filled."""
        return self._level

    def words(self) -> str:
        """Return the words."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the room for squares and words."""
        theme = self.theme
        wide = self._squares_end() + theme.px(_TO_WORDS)
        wide += QFontMetrics(theme.font("small-bold")).horizontalAdvance(self._words)
        return QSize(wide + 1, theme.line("small"))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint squares and words."""
        painter = QPainter(self)
        paint_support(painter, QRectF(self.rect()), self._level, self._words, self.theme)
        painter.end()

    def _squares_end(self) -> int:
        theme = self.theme
        prefix = QFontMetrics(theme.font("small")).horizontalAdvance(_PREFIX)
        return prefix + theme.px(_TO_WORDS) + SQUARES * theme.px(_SIDE) + (SQUARES - 1) * theme.px(_GAP)


def paint_support(painter: QPainter, rect: QRectF, level: int, words: str, theme: Theme) -> None:
    """Paint "Support", squares and words from the left of a rectangle; also for the delegate of a list."""
    painter.save()
    small = theme.font("small")
    painter.setFont(small)
    painter.setPen(theme.color("text2"))
    painter.drawText(rect, _LEFT, _PREFIX)
    left = rect.left() + QFontMetrics(small).horizontalAdvance(_PREFIX) + theme.px(_TO_WORDS)
    wide = paint_meter(
        painter, QRectF(left, rect.top(), 0, rect.height()), level, theme.color("text2"), theme.scale
    )
    painter.setFont(theme.font("small-bold"))
    painter.setPen(theme.color("text"))
    rest = left + wide + theme.px(_TO_WORDS)
    painter.drawText(QRectF(rest, rect.top(), rect.right() - rest + 1, rect.height()), _LEFT, words)
    painter.restore()


def paint_meter(painter: QPainter, rect: QRectF, level: int, ink: QColor, scale: float = 1.0) -> float:
    """Paint the four squares from the left of a rectangle, the first ``level`` filled; return the width they take."""
    side, gap = max(round(_SIDE * scale), 4), max(round(_GAP * scale), 1)
    top = round(rect.center().y() - side / 2)
    left = round(rect.left())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(ink, 1))
    for square in range(SQUARES):
        box = QRect(left + square * (side + gap), top, side - 1, side - 1)
        painter.setBrush(ink if square < level else Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    painter.restore()
    return SQUARES * side + (SQUARES - 1) * gap
