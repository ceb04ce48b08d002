"""The mechanism map as drawn: parts on a grid, arrows between them; every part and arrow is a button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ldn_desktop.reference.topics.mechanisms import Arrow, MapNode, MechanismMap
from ldn_desktop.ui.reference.map_drawing import (
    LEVEL_SHORT,
    LEVEL_WORDS,
    Box,
    Line,
    MapDrawing,
    beside,
    draw_arrow,
    edge,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import plain_tip

_WIDE, _HIGH = 136, 50
_COLUMN, _ROW, _MARGIN = 216, 104, 16
"""The least distance of columns, and that of rows."""
_VERB = 34
_IN_A_LINE = 16
"""Letters of a title that have room in one line."""


class MapView(Themed, QWidget):
    """``chosen`` hands over the id of a part or arrow that was pressed."""

    chosen = Signal(str)

    def __init__(self, drawn: MechanismMap) -> None:
        super().__init__()
        self._map = drawn
        self.setAccessibleName("Mechanism map")
        self._nodes = {node.id: self._node(node) for node in drawn.nodes.values()}
        self._arrows = {arrow.id: self._arrow(arrow) for arrow in drawn.arrows}
        self._chosen = ""

    def sizeHint(self) -> QSize:
        """Return the size of the whole map."""
        px = self.theme.px
        columns = max(node.column for node in self._map.nodes.values())
        rows = max(node.row for node in self._map.nodes.values())
        return QSize(px(columns * _COLUMN + _WIDE + 2 * _MARGIN), px(rows * _ROW + _HIGH + 2 * _MARGIN))

    def drawing(self) -> MapDrawing:
        """Return the map as it lies, to be painted elsewhere."""
        boxes = tuple(
            Box(QRectF(button.geometry()), button.text(), self._map.nodes[name].kind)
            for name, button in self._nodes.items()
        )
        arrows = ((arrow, self._arrows[arrow.id]) for arrow in self._map.arrows)
        return MapDrawing(
            boxes,
            tuple(
                Line(*self._ends(arrow), arrow.level, QRectF(button.geometry()), button.text())
                for arrow, button in arrows
            ),
        )

    def apply_theme(self) -> None:
        """Follow a theme."""
        self.setMinimumSize(self.sizeHint())
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every button in its place."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrows behind the buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for arrow in self._map.arrows:
            self._paint(painter, arrow)
        painter.end()

    def _paint(self, painter: QPainter, arrow: Arrow) -> None:
        start, end = self._ends(arrow)
        theme = self.theme
        chosen = arrow.id == self._chosen
        colour = theme.color("accent" if chosen else "text2")
        draw_arrow(painter, start, end, arrow.level, colour, theme, 2.5 if chosen else 1.5)

    def _ends(self, arrow: Arrow) -> tuple[QPointF, QPointF]:
        one, other = (QRectF(self._nodes[name].geometry()) for name in (arrow.start, arrow.end))
        return edge(one, other.center()), edge(other, one.center())

    def _place(self) -> None:
        px = self.theme.px
        columns = max(node.column for node in self._map.nodes.values()) or 1
        pitch = max((self.width() - px(_WIDE + 2 * _MARGIN)) // columns, px(_COLUMN))
        for node in self._map.nodes.values():
            left, top = px(_MARGIN) + node.column * pitch, px(_MARGIN + node.row * _ROW)
            self._nodes[node.id].setGeometry(left, top, px(_WIDE), px(_HIGH))
        taken = [QRectF(button.geometry()) for button in self._nodes.values()]
        for arrow in self._map.arrows:
            button = self._arrows[arrow.id]
            words = button.text().split("\n")
            wide = max(map(button.fontMetrics().horizontalAdvance, words)) + px(10)
            lines = [self._ends(other) for other in self._map.arrows if other is not arrow]
            box = beside(*self._ends(arrow), QSizeF(wide, px(_VERB)), taken, lines)
            taken.append(box)
            button.setGeometry(box.toRect())

    def _node(self, node: MapNode) -> QPushButton:
        button = QPushButton(_wrapped(node.title), self)
        button.setProperty("role", "map-node")
        button.setProperty("kind", node.kind)
        button.setToolTip(plain_tip(node.title))
        button.setAccessibleName(f"{node.title}, {node.kind}")
        button.setProperty("entry", node.id)
        button.clicked.connect(self._pressed)
        return button

    def _arrow(self, arrow: Arrow) -> QPushButton:
        one, other = self._map.nodes[arrow.start].title, self._map.nodes[arrow.end].title
        button = QPushButton(
            f"{arrow.verb}{' ?' if arrow.contested else ''}\n{LEVEL_SHORT[arrow.level]}", self
        )
        button.setProperty("role", "map-arrow")
        contested = ", contested" if arrow.contested else ""
        told = f"{one} {arrow.verb} {other}: {LEVEL_WORDS[arrow.level]}{contested}"
        button.setToolTip(plain_tip(told))
        button.setAccessibleName(told)
        button.setProperty("entry", arrow.id)
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._chosen = str(button.property("entry"))
            self.update()
            self.chosen.emit(self._chosen)


def _wrapped(title: str) -> str:
    """Break a long title at the blank nearest to its middle."""
    blanks = [at for at, letter in enumerate(title) if letter == " "]
    if len(title) <= _IN_A_LINE or not blanks:
        return title
    at = min(blanks, key=lambda place: abs(place - len(title) / 2))
    return f"{title[:at]}\n{title[at + 1 :]}"
