"""The parts of the pharmacy's order: boxes of labels and texts, a product with its directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.order_directions import Direction
from ldn_desktop.papers.order_products import Ordered
from ldn_desktop.papers.pharmacy_order import Entries, PharmacyOrder
from ldn_desktop.printing.blocks import frame
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import INK, INK2, Paper
from ldn_desktop.printing.strength import DrawnStrength
from ldn_desktop.printing.style import Style

_PAD, _GAP = 8, 8


class Looks(NamedTuple):
    """How much room an order takes, in points.

    Its letters, those of the ``practice`` above it, of its ``title`` and of a product's ``name``; what stands above and
    below a ``row`` of a table together, within the ``edge`` of a box, and the ``gap`` below one.
    """

    points: float
    practice: float
    title: float
    name: float
    row: float
    edge: float
    gap: float


LOOSE, TIGHT = Looks(10.5, 15, 20, 13, 7, 9, 5), Looks(9.5, 11, 15, 12, 2, 4, 2)
_DRAWN = 56
"""Points at the left of a product that its drawing has."""
_FEW = 2
"""Rows of directions for which a second column saves too little."""
_HEAD_LINES = 3
"""Name, what it is and the first quantity stand together."""


class _Line(NamedTuple):
    """Texts beside each other, each with where it begins from the inner edge of its box."""

    texts: tuple[tuple[float, Paragraph], ...]

    @property
    def height(self) -> float:
        return max(text.height for _, text in self.texts)

    def paint(self, painter: QPainter, left: float, y: float) -> None:
        for x, text in self.texts:
            text.paint(painter, left + x, y)


class EntryBoxes:
    """Two boxes of labels, each with its text, beside each other; below each other where a text is long."""

    _MOST_LINES = 4

    def __init__(
        self, sides: Sequence[Entries], shares: Sequence[float], looks: Looks, paper: Paper, *, strong: bool
    ) -> None:
        self._paper, self._looks, self._points = paper, looks, looks.points
        self._widths = [paper.body_width * share for share in shares]
        self._sides = self._made(sides, strong=strong)
        texts = [line.texts[1][1] for side in self._sides for line in side]
        self._below = any(len(text.lines) > self._MOST_LINES for text in texts)
        if self._below:
            self._widths = [paper.body_width for _ in shares]
            self._sides = self._made(sides, strong=strong)

    def _made(self, sides: Sequence[Entries], *, strong: bool) -> list[list[_Line]]:
        return [
            self._lines(side, wide, strong=strong) for side, wide in zip(sides, self._widths, strict=True)
        ]

    def _lines(self, side: Entries, wide: float, *, strong: bool) -> list[_Line]:
        paper = self._paper
        labels = paper.style(self._points)
        texts = (paper.style(self._points, bold=strong), paper.style_of(7, bold=strong))
        room = wide - paper.points(2 * _PAD)
        # A practice names its registrations as it likes: a long name wraps.
        begins = min(max((text_width(name, labels) for name, _ in side), default=0.0), room * 0.4)
        begins += paper.points(_GAP)
        return [
            _Line(
                (
                    (0.0, Paragraph(name, labels, begins - paper.points(_GAP) + 1, INK2)),
                    (begins, fitted(text, texts, room - begins, most=self._MOST_LINES)),
                )
            )
            for name, text in side
        ]

    @property
    def _heights(self) -> list[float]:
        edge = self._paper.points(self._looks.edge + 1)
        return [sum(line.height for line in side) + edge for side in self._sides]

    @property
    def _box_height(self) -> float:
        return sum(self._heights) if self._below else max(self._heights)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(self._looks.gap + 1)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        tall, left, begin = self._box_height, paper.margin, y
        frame(painter, QRectF(left, y, paper.body_width, tall), paper.points(0.8), paper.points(2))
        for at, (side, wide) in enumerate(zip(self._sides, self._widths, strict=True)):
            if at:
                painter.setPen(QPen(QColor(INK), paper.points(0.8)))
                end = QPointF(left + wide, begin) if self._below else QPointF(left, y + tall)
                painter.drawLine(QPointF(left, begin), end)
            top = begin + paper.points((self._looks.edge + 1) / 2)
            for line in side:
                line.paint(painter, left + paper.points(_PAD), top)
                top += line.height
            if self._below:
                begin += self._heights[at]
            else:
                left += wide


class ProductBlock:
    """A product in a box: its drawing, name, quantities and directions; never split unless it is more than a page."""

    def __init__(
        self, drawn: DrawnStrength | None, lines: tuple[_Line, ...], looks: Looks, paper: Paper
    ) -> None:
        self._drawn, self._lines, self._looks, self._paper = drawn, lines, looks, paper

    @classmethod
    def of(cls, ordered: Ordered, order: PharmacyOrder, looks: Looks, paper: Paper) -> ProductBlock:
        """Return the whole of it."""
        drawn = DrawnStrength(ordered.drawing, ordered.strength, paper.points(_DRAWN - 4), paper)
        return cls(drawn, tuple(_product_lines(ordered, order, looks, paper)), looks, paper)

    @property
    def _box_height(self) -> float:
        drawn = self._drawn.height if self._drawn else 0.0
        return max(sum(line.height for line in self._lines), drawn) + self._paper.points(self._looks.edge)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(self._looks.gap)

    def parts(self, room: float, left: float) -> Iterator[ProductBlock]:
        """Yield it in one piece; one that is higher than a whole page comes in as many as it takes.

        The first of them then takes what is ``left`` of the page, if that holds more than its head.
        """
        if self.height <= room:
            yield self
            return
        edge = self._paper.points(14)
        least = edge + sum(line.height for line in self._lines[:_HEAD_LINES])
        spare = (left if left > least else room) - edge
        held: list[_Line] = []
        drawn = self._drawn
        for line in self._lines:
            if held and sum(each.height for each in held) + line.height > spare:
                yield ProductBlock(drawn, tuple(held), self._looks, self._paper)
                held, drawn, spare = [], None, room - edge
            held.append(line)
        yield ProductBlock(drawn, tuple(held), self._looks, self._paper)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._box_height)
        frame(painter, box, paper.points(0.8), paper.points(2))
        top = y + paper.points(self._looks.edge / 2 - 0.5)
        if self._drawn:
            self._drawn.paint(painter, paper.margin + paper.points(_PAD), top + paper.points(2))
        for line in self._lines:
            line.paint(painter, paper.margin + paper.points(_PAD + _DRAWN), top)
            top += line.height


def _product_lines(ordered: Ordered, order: PharmacyOrder, looks: Looks, paper: Paper) -> Iterator[_Line]:
    style = paper.style(looks.points)
    room = paper.body_width - paper.points(2 * _PAD + _DRAWN)
    labels = (order.quantity_label, order.directions_label)
    begins = max(text_width(label, style) for label in labels) + paper.points(_GAP)
    yield _Line(((0.0, Paragraph(ordered.name, paper.style(looks.name, bold=True), room)),))
    yield _Line(((0.0, Paragraph(ordered.told, paper.style(9.5), room, INK2)),))
    for label, texts in zip(labels, (ordered.quantities, (ordered.directions_head,)), strict=True):
        for at, text in enumerate(texts):
            told = (begins, Paragraph(text, style, room - begins))
            yield _Line(((0.0, Paragraph(label, style, begins, INK2)), told) if not at else (told,))
    yield from _direction_lines(ordered.directions, begins, room, style, paper)


def _direction_lines(
    told: Sequence[Direction], begins: float, room: float, style: Style, paper: Paper
) -> Iterator[_Line]:
    """Yield what is taken beside its days; in two columns, the first read first, where both fit, else in one."""
    gap = paper.points(_GAP)
    rows = -(-len(told) // 2)
    halves = [_Column(half, room, style, gap) for half in (told[:rows], told[rows:]) if half]
    wide = sum(half.width for half in halves)
    # Many begin at the edge of the box, where two columns have no room beside their label.
    if len(halves) > 1 and wide <= room - (0.0 if rows > _FEW else begins):
        left = begins if begins + wide <= room else 0.0
        lefts = (left, left + halves[0].width)
    else:
        halves, lefts = [_Column(told, room - begins, style, gap)], (begins, begins)
    for at in range(len(halves[0].lines)):
        texts = [text for half, left in zip(halves, lefts, strict=False) for text in half.at(at, left)]
        yield _Line(tuple(texts))


class _Column:
    """Directions below each other: what is taken, and at one distance their days."""

    def __init__(self, told: Sequence[Direction], room: float, style: Style, gap: float) -> None:
        days = max((text_width(each.days, style) for each in told), default=0.0) + gap
        takes = [Paragraph(each.take, style, room - days - gap) for each in told]
        self._take = max((take.width for take in takes), default=0.0) + gap
        self.width = self._take + days
        self.lines = [
            (take, Paragraph(each.days, style, days)) for take, each in zip(takes, told, strict=True)
        ]

    def at(self, line: int, left: float) -> Iterator[tuple[float, Paragraph]]:
        """Yield the texts of a line, each with where it begins; none below the last."""
        if line < len(self.lines):
            take, days = self.lines[line]
            yield from ((left, take), (left + self._take, days))
