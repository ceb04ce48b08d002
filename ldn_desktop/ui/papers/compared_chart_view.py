"""Two plans on one chart, on the screen; the words below it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.papers.compared_doses import ComparedDoses
from ldn_desktop.printing.compared_chart import ComparedChart, ComparedLook
from ldn_desktop.ui.theme.current import Themed

_ROLES = {"left": "s1", "right": "text"}
_HEIGHT = 170


class ComparedChartView(Themed, QWidget):
    """Paints one chart."""

    def __init__(self) -> None:
        super().__init__()
        self._doses: ComparedDoses | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Dose by day of the plan")

    def show_doses(self, doses: ComparedDoses, words: str) -> None:
        """Show another chart; the words tell it to those who do not see it."""
        self._doses = doses
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size the chart likes best."""
        return QSize(self.theme.px(600), self.theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        if self._doses is None:
            return
        painter = QPainter(self)
        look = ComparedLook(self._color, self.theme.font("tiny"), self.theme.scale)
        ComparedChart(self._doses, QRectF(self.rect()), look).paint(painter)
        painter.end()

    def _color(self, role: str) -> QColor:
        return self.theme.color(_ROLES.get(role, role))
