"""A score from 0 to 10 as a row of figures: a key chooses, a bar marks the last visit's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.library.bodies import WORST_SCORE
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import plain_tip

_CELL, _BAR = 31, 16
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_CLEARS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With these a key is no score."""


class ScoreRow(Themed, QWidget):
    """``scored`` hands over the score, or ``None`` where it is taken back: by Delete, or the same figure again.

    0 to 9 choose, a 0 straight after a 1 makes 10 of it, as X does, the arrow keys go one further.
    """

    scored = Signal(object)

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._name = name
        self._score: int | None = None
        self._one_typed = False
        self._last: int | None = None
        self._last_words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(text))
        self.apply_theme()
        self._tell()

    @property
    def score(self) -> int | None:
        """The score that is shown."""
        return self._score

    def show_score(self, score: int | None, last: int | None, last_words: str) -> None:
        """Show a score, and mark that of the last visit."""
        if (score, last, last_words) != (self._score, self._last, self._last_words):
            self._score, self._last, self._last_words = score, last, last_words
            self._tell()
            self.update()

    def apply_theme(self) -> None:
        """Take the height of a field."""
        self.setFixedHeight(self.theme.field_height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size in which every figure has its room."""
        return QSize(self.theme.px(_CELL) * (WORST_SCORE + 1) + 2, self.theme.field_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size below which figures would touch."""
        return QSize(self.theme.px(_CELL - 8) * (WORST_SCORE + 1) + 2, self.theme.field_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a figure, step by the arrow keys, take back with Delete."""
        key, text = Qt.Key(event.key()), event.text().lower()
        after_one, self._one_typed = self._one_typed and self._score == 1, text == "1"
        held = event.modifiers() & _HELD
        if held:
            super().keyPressEvent(event)
        elif text == "x" or (text == "0" and after_one):
            self._choose(WORST_SCORE)
        elif len(text) == 1 and text in "0123456789":
            self._choose(int(text))
        elif key in _STEPS:
            begin = self._score if self._score is not None else self._last
            self._choose(0 if begin is None else min(max(begin + _STEPS[key], 0), WORST_SCORE))
        elif key in _CLEARS:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Begin anew with what is typed next."""
        self._one_typed = False
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the figure below the pointer; the chosen one again is taken back."""
        self._one_typed = False
        at = min(max(int(event.position().x() * (WORST_SCORE + 1) / self.width()), 0), WORST_SCORE)
        self._choose(None if at == self._score else at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figures, the one that is chosen, the bar below the last visit's, and the ring."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, radius = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(5)
        outline = QPainterPath()
        outline.addRoundedRect(box, radius, radius)
        painter.fillPath(outline, theme.color("panel" if self.isEnabled() else "sunken"))
        wide = box.width() / (WORST_SCORE + 1)
        painter.setClipPath(outline)
        for score in range(WORST_SCORE + 1):
            self._cell(painter, QRectF(box.left() + score * wide, box.top(), wide, box.height()), score)
        painter.setClipping(False)
        painter.setPen(QPen(theme.color("control"), 1))
        painter.drawPath(outline)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _cell(self, painter: QPainter, cell: QRectF, score: int) -> None:
        theme, chosen = self.theme, score == self._score
        if chosen:
            painter.fillRect(cell, theme.color("accent"))
        elif score:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
        ink = "on_accent" if chosen else "text" if self.isEnabled() else "disabled"
        font = QFont(theme.font("body"))
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), str(score))
        if score == self._last:
            half, below = theme.px(_BAR) / 2, cell.bottom() - theme.px(4)
            painter.setPen(QPen(theme.color(ink), 2))
            middle = cell.center().x()
            painter.drawLine(QPointF(middle - half, below), QPointF(middle + half, below))

    def _choose(self, score: int | None) -> None:
        if score != self._score:
            self._score = score
            self._tell()
            self.update()
            self.scored.emit(score)

    def _tell(self) -> None:
        told = "no score" if self._score is None else str(self._score)
        self.setAccessibleName(f"{self._name}, 0 to {WORST_SCORE}, {WORST_SCORE} is worst: {told}")
        self.setAccessibleDescription(self._last_words)
