"""What is taken today, drawn: capsules, tablets, a syringe, a drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.domain.formulation import QUARTERS
from ldn_desktop.papers.drawings import Drawing
from ldn_desktop.printing.capsule import (
    SOLID,
    capsule_size,
    paint_capsule,
    paint_drop,
    paint_part_of_tablet,
    paint_syringe,
    paint_tablet,
)
from ldn_desktop.ui.theme.current import Themed

_GAP = 4
_SYRINGE, _DROP, _TABLET = (30, 10), (12, 12), 1.3
_THOUSAND = 1000


class DrawnTake(Themed, QWidget):
    """Drawings side by side; the words beside them say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._drawings: Sequence[Drawing] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_drawings(self, drawings: Sequence[Drawing]) -> None:
        """Show other drawings, or nothing."""
        self._drawings = drawings
        self.setVisible(bool(drawings))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all drawings."""
        sizes = list(map(self._size, self._drawings))
        gaps = self.theme.px(_GAP) * max(len(sizes) - 1, 0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(int(sum(size.width() for size in sizes) + gaps) + 1, int(high) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        left, middle = 0.0, self.height() / 2
        for drawing in self._drawings:
            size = self._size(drawing)
            self._paint(
                painter, drawing, QRectF(left, middle - size.height() / 2, size.width(), size.height())
            )
            left += size.width() + self.theme.px(_GAP)
        painter.end()

    def _size(self, drawing: Drawing) -> QSizeF:
        scale = self.theme.scale
        match drawing.kind:
            case "capsule":
                return capsule_size(drawing.level, scale)
            case "tablet":
                side = capsule_size(drawing.level, scale).height() * _TABLET
                return QSizeF(side, side)
            case "liquid":
                return QSizeF(_SYRINGE[0] * scale, _SYRINGE[1] * scale)
        return QSizeF(_DROP[0] * scale, _DROP[1] * scale)

    def _paint(self, painter: QPainter, drawing: Drawing, box: QRectF) -> None:
        ink, paper = self.theme.color("s2"), self.theme.color("panel")
        match drawing.kind:
            case "capsule":
                paint_capsule(painter, box, drawing.level, ink, paper)
            case "tablet" if drawing.quarters == QUARTERS:
                paint_tablet(painter, box, SOLID, ink, paper)
            case "tablet":
                paint_part_of_tablet(painter, box, drawing.quarters, ink, paper)
            case "liquid":
                paint_syringe(painter, box, drawing.thousandths / _THOUSAND, ink, paper)
            case _:
                paint_drop(painter, box, ink)
