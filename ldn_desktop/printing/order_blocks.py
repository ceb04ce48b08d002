"""The parts of the pharmacy's order: boxes of labels and texts, a product with its directions, fills, the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.pharmacy_order import Entries, FillRow, Fills, Ordered, PharmacyOrder
from ldn_desktop.printing.blocks import frame, rule
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import ACCENT, INK, INK2, Paper
from ldn_desktop.printing.pieces import drawings_height, paint_drawings
from ldn_desktop.reference.words.bold import bold

_PAD, _GAP = 8, 8
_SIZE = 10.5
_DRAWN = 52
"""Points at the left of a product that its drawing has."""
_HEAD_LINES = 3
"""Name, what it is and the first quantity stand together."""
_SHARES = (0.05, 0.19, 0.22, 0.07)
"""The parts of the width that number, first day, last day and days of a fill take; the needs share the rest."""


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
        self, sides: Sequence[Entries], shares: Sequence[float], paper: Paper, *, strong: bool
    ) -> None:
        self._paper = paper
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
        labels, texts = paper.style(_SIZE), (paper.style(_SIZE, bold=strong), paper.style_of(7, bold=strong))
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
        return [sum(line.height for line in side) + self._paper.points(2 * 5) for side in self._sides]

    @property
    def _box_height(self) -> float:
        return sum(self._heights) if self._below else max(self._heights)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(6)

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
            top = begin + paper.points(5)
            for line in side:
                line.paint(painter, left + paper.points(_PAD), top)
                top += line.height
            if self._below:
                begin += self._heights[at]
            else:
                left += wide


class NoticeBox:
    """A sentence with bold parts in a thick box."""

    def __init__(self, text: str, paper: Paper) -> None:
        self._paper = paper
        self._text = Paragraph(text, paper.style(12), paper.body_width - paper.points(20))

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._text.height + self._paper.points(18)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._text.height + paper.points(12))
        frame(painter, box, paper.points(2.4))
        self._text.paint(painter, paper.margin + paper.points(10), y + paper.points(6))


class ProductBlock:
    """A product in a box: its drawing, name, quantities and directions; never split unless it is more than a page."""

    def __init__(
        self, ordered: Ordered, lines: tuple[_Line, ...], paper: Paper, *, first: bool = True
    ) -> None:
        self._ordered, self._lines, self._paper, self._first = ordered, lines, paper, first

    @classmethod
    def of(cls, ordered: Ordered, order: PharmacyOrder, paper: Paper) -> ProductBlock:
        """Return the whole of it."""
        return cls(ordered, tuple(_product_lines(ordered, order, paper)), paper)

    @property
    def _box_height(self) -> float:
        drawn = drawings_height((self._ordered.drawing,), self._paper) if self._first else 0.0
        return max(sum(line.height for line in self._lines), drawn) + self._paper.points(9)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(5)

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
        first = self._first
        for line in self._lines:
            if held and sum(each.height for each in held) + line.height > spare:
                yield ProductBlock(self._ordered, tuple(held), self._paper, first=first)
                held, first, spare = [], False, room - edge
            held.append(line)
        yield ProductBlock(self._ordered, tuple(held), self._paper, first=first)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._box_height)
        frame(painter, box, paper.points(0.8), paper.points(2))
        top = y + paper.points(4)
        if self._first:
            middle = top + max(self._lines[0].height, drawings_height((self._ordered.drawing,), paper)) / 2
            paint_drawings(
                painter, (self._ordered.drawing,), paper.margin + paper.points(_PAD), middle, paper
            )
        for line in self._lines:
            line.paint(painter, paper.margin + paper.points(_PAD + _DRAWN), top)
            top += line.height


def _product_lines(ordered: Ordered, order: PharmacyOrder, paper: Paper) -> Iterator[_Line]:
    style = paper.style(_SIZE)
    room = paper.body_width - paper.points(2 * _PAD + _DRAWN)
    labels = (order.quantity_label, order.directions_label)
    begins = max(text_width(label, style) for label in labels) + paper.points(_GAP)
    yield _Line(((0.0, Paragraph(ordered.name, paper.style(13, bold=True), room)),))
    yield _Line(((0.0, Paragraph(ordered.told, paper.style(9.5), room, INK2)),))
    for label, texts in zip(labels, (ordered.quantities, (order.directions_head,)), strict=True):
        for at, text in enumerate(texts):
            told = (begins, Paragraph(text, style, room - begins))
            yield _Line(((0.0, Paragraph(label, style, begins, INK2)), told) if not at else (told,))
    yield from _direction_lines(ordered, begins, room, paper)


def _direction_lines(ordered: Ordered, begins: float, room: float, paper: Paper) -> Iterator[_Line]:
    """Yield what is taken beside its days; in two columns, the first read first, where both fit."""
    style, gap = paper.style(_SIZE), paper.points(_GAP)
    days = max((text_width(each.days, style) for each in ordered.directions), default=0.0) + gap
    wide = room - begins
    takes = [Paragraph(each.take, style, wide - days - gap) for each in ordered.directions]
    take = max((text.width for text in takes), default=0.0) + gap
    two = 2 * (take + days) <= wide and len(takes) > 1
    rows = -(-len(takes) // 2) if two else len(takes)
    told = [Paragraph(each.days, style, days) for each in ordered.directions]
    for at in range(rows):
        texts: list[tuple[float, Paragraph]] = []
        for column, place in enumerate(range(at, len(takes), rows)):
            left = begins + column * wide / 2
            texts += [(left, takes[place]), (left + take, told[place])]
        yield _Line(tuple(texts))


class FillsHead:
    """The heads of a table of fills: white words on the accent."""

    def __init__(self, fills: Fills, paper: Paper) -> None:
        self._paper = paper
        style = paper.style(_SIZE, bold=True)
        self._texts = [
            Paragraph(text, style, wide - paper.points(4), "#FFFFFF")
            for text, (_, wide) in zip(fills.heads, columns(len(fills.all_needs), paper), strict=True)
        ]
        self._columns = columns(len(fills.all_needs), paper)

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(text.height for text in self._texts) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for at, (text, (left, wide)) in enumerate(zip(self._texts, self._columns, strict=True)):
            right = left + wide - paper.points(4) if at >= _FIGURES else None
            text.paint(painter, left, y + paper.points(3), right=right)


_FIGURES = 3
"""The columns from this one on hold figures, flush right."""


class FillLine:
    """A row of the table of fills, or (``total``) the sum of all of them."""

    def __init__(self, cells: Sequence[str], products: int, paper: Paper, *, total: bool = False) -> None:
        self._paper, self._total, self._columns = paper, total, columns(products, paper)
        style = paper.style(_SIZE, bold=total)
        self._texts = [
            Paragraph(text, style, wide - paper.points(4)) if text else None
            for text, (_, wide) in zip(cells, self._columns, strict=True)
        ]

    @classmethod
    def of(cls, row: FillRow, paper: Paper) -> FillLine:
        """Return a fill."""
        needs = [bold(need) if need[0].isdigit() else need for need in row.needs]
        return cls((row.number, bold(row.first), row.last, row.days, *needs), len(needs), paper)

    @classmethod
    def sum_of(cls, fills: Fills, paper: Paper) -> FillLine:
        """Return the sum."""
        cells = ("", fills.all_words, "", "", *fills.all_needs)
        return cls(cells, len(fills.all_needs), paper, total=True)

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(text.height for text in self._texts if text) + self._paper.points(7)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        if self._total:
            rule(painter, paper, y, paper.points(1.6))
        for at, (text, (left, wide)) in enumerate(zip(self._texts, self._columns, strict=True)):
            if text:
                right = left + wide - paper.points(4) if at >= _FIGURES else None
                text.paint(painter, left, y + paper.points(3), right=right)
        rule(painter, paper, y + self.height, paper.points(0.8))


def columns(products: int, paper: Paper) -> list[tuple[float, float]]:
    """Return where the columns of a table of fills begin, and how wide they are."""
    rest = (1 - sum(_SHARES)) / max(products, 1)
    found, left = [], paper.margin + paper.points(4)
    wide = paper.body_width - paper.points(4)
    for share in (*_SHARES, *[rest] * products):
        found.append((left, wide * share))
        left += wide * share
    return found
