"""A day of the calendar: its number, its doses with their boxes, the step that begins, what to collect, a visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.wall_calendar import Cell, Dose, Piece
from ldn_desktop.printing.letters import Paragraph, fitted, text_width, unbroken
from ldn_desktop.printing.paper import DONE, INK, INK2, Paper
from ldn_desktop.printing.pieces import drawings_height, drawings_width, paint_drawings
from ldn_desktop.printing.strength import Pill
from ldn_desktop.printing.style import Style

_WHITE = "#FFFFFF"
_PAD, _BAR = 4, 5
_BOX = 14
_SIGN, _GAP = 11, 3
"""What a bottle or figure takes before its words, and what stands between two lines of them."""
_SMALL = (9, 8, 7, 6)
"""Points of letters where larger ones would break a word."""


def _small(paper: Paper, *points: float, bold: bool = True) -> tuple[Style, ...]:
    """Return letters of some sizes, then smaller ones that large print does not enlarge."""
    large = (paper.style(size, bold=bold) for size in points)
    return (*large, *(paper.style_of(size, bold=bold) for size in _SMALL))


def paint_box(painter: QPainter, left: float, top: float, paper: Paper) -> None:
    """Paint a box to tick."""
    side = paper.points(_BOX)
    painter.setPen(QPen(QColor(INK), paper.points(1.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(left, top, side, side), paper.points(1.5), paper.points(1.5))


def paint_bottle(painter: QPainter, left: float, middle: float, paper: Paper) -> None:
    """Paint the bottle of what is to be collected, 8 points wide."""
    one = paper.points(1)
    painter.setPen(QPen(QColor(INK), one))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(left, middle - 2.5 * one, 7 * one, 8 * one), one, one)
    painter.drawRect(QRectF(left + 1.5 * one, middle - 5.5 * one, 4 * one, 3 * one))


def paint_figure(painter: QPainter, left: float, middle: float, paper: Paper) -> None:
    """Paint the figure of a visit, 8 points wide."""
    one = paper.points(1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    painter.drawEllipse(QPointF(left + 3.5 * one, middle - 2.5 * one), 2.2 * one, 2.2 * one)
    painter.drawPie(QRectF(left, middle + 0.5 * one, 7 * one, 8 * one), 0, 180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)


_Sign: TypeAlias = Callable[[QPainter, float, float, Paper], None]


class Mark:
    """White words on black: the step that begins."""

    def __init__(self, text: str, paper: Paper) -> None:
        self._paper, self._style = paper, paper.style(9.5, bold=True)
        self._text = Paragraph(text, self._style, paper.body_width, _WHITE)
        self.width, self.height = self._text.width + paper.points(8), self._style.line + paper.points(2)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it from a top left corner."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        radius = self._paper.points(1.5)
        painter.drawRoundedRect(QRectF(left, top, self.width, self.height), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._text.paint(painter, left + self._paper.points(4), top + self._paper.points(1))


class _Piece:
    """What is taken of one product: a capsule with its strength inside where there is room, else words."""

    def __init__(self, piece: Piece, paper: Paper, width: float, *, drawn: bool) -> None:
        self._paper = paper
        style = paper.style(9.5, bold=True)
        self._count = Paragraph(piece.many, style, width)
        level = piece.drawing.level if piece.drawing else 0
        pill = Pill(piece.strength, level, 8.5, paper)
        held = self._count.width + paper.points(3) + pill.width
        self._pill = pill if piece.strength and held <= width else None
        self._drawn = (piece.drawing,) if piece.drawing and drawn else ()
        wide = drawings_width(self._drawn, paper)
        self._beside = wide + text_width(piece.words, style) <= width
        self._left = wide if self._beside else 0.0
        self._words = unbroken(piece.words, _small(paper, 9.5), width - self._left)

    @property
    def height(self) -> float:
        """The height it takes."""
        gap = self._paper.points(2)
        if self._pill:
            return self._pill.height + gap
        drawn = drawings_height(self._drawn, self._paper)
        return (max(drawn, self._words.height) if self._beside else drawn + self._words.height) + gap

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it from a top left corner."""
        paper = self._paper
        if self._pill:
            self._count.paint(painter, left, top + (self._pill.height - self._count.height) / 2)
            self._pill.paint(painter, left + self._count.width + paper.points(3), top)
            return
        drawn = drawings_height(self._drawn, paper)
        room = max(drawn, self._words.height) if self._beside else drawn
        paint_drawings(painter, self._drawn, left, top + room / 2, paper)
        below = top + (room - self._words.height) / 2 if self._beside else top + drawn
        self._words.paint(painter, left + self._left, below)


class _Dose:
    """A dose with its box: beside its time where it has one, else beside the number of the day."""

    def __init__(self, dose: Dose, paper: Paper, width: float, *, drawn: bool) -> None:
        self._paper, self._width = paper, width
        room = width - paper.points(_BOX + 3)
        time, strong = paper.style(10), paper.style(12, bold=True)
        self.timed = bool(dose.time)
        self._time = unbroken(dose.time, (time, *_small(paper, bold=False)), room)
        gap = paper.points(4)
        beside = self._time.width + gap + text_width(dose.amount, strong)
        self._beside = self.timed and beside <= room
        self._left = self._time.width + gap if self._beside else 0.0
        sizes = (12, 10, 8.5) if self.timed else (15, 12, 10)
        free = room if self._beside else width
        whole = fitted(dose.amount, tuple(paper.style(size, bold=True) for size in sizes), free, most=1)
        broken = len(whole.lines) > 1
        self._amount = unbroken(dose.amount, _small(paper, sizes[-1]), free) if broken else whole
        self._pieces = [_Piece(piece, paper, width, drawn=drawn) for piece in dose.pieces]
        self._route = unbroken(dose.route, _small(paper, 9, bold=False), width) if dose.route else None

    @property
    def height(self) -> float:
        """The height it takes."""
        pieces = sum(piece.height for piece in self._pieces)
        return self._top + pieces + (self._route.height if self._route else 0.0)

    @property
    def _top(self) -> float:
        if not self.timed:
            return self._amount.height
        first = max(self._time.height, self._paper.points(_BOX + 1))
        return max(first, self._amount.height) if self._beside else first + self._amount.height

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it from a top left corner."""
        below = top
        if self.timed:
            self._time.paint(painter, left, top)
            paint_box(painter, left + self._width - self._paper.points(_BOX), top, self._paper)
            below = top if self._beside else top + self._top - self._amount.height
        self._amount.paint(painter, left + self._left, below)
        top += self._top
        for piece in self._pieces:
            piece.paint(painter, left, top)
            top += piece.height
        if self._route:
            self._route.paint(painter, left, top)


class DayCell:
    """Everything of one day in a width; of what is no capsule only words where it is not ``drawn``."""

    def __init__(self, cell: Cell, paper: Paper, width: float, *, drawn: bool) -> None:
        self._cell, self._paper = cell, paper
        self._width, pad = width, paper.points(_PAD)
        inner = width - 2 * pad - paper.points(1)
        self._inner = inner
        is_blank = not (cell.doses or cell.told or cell.visit)
        style = paper.style(10.5) if cell.other else paper.style(13, bold=not is_blank)
        self._number = Paragraph(cell.number, style, inner, DONE if cell.other or is_blank else INK)
        self._doses = [_Dose(dose, paper, inner, drawn=drawn) for dose in cell.doses]
        self._told = [unbroken(cell.told, _small(paper, 10.5, bold=False), inner, INK2)] if cell.told else []
        self._told += [unbroken(text, _small(paper, 9, bold=False), inner, DONE) for text in cell.see]
        self._step = Mark(cell.step, paper) if cell.step else None
        signs: tuple[tuple[_Sign, str], ...] = ((paint_bottle, cell.collect), (paint_figure, cell.visit))
        room = inner - paper.points(_SIGN)
        self._marked = [(sign, unbroken(text, _small(paper, 9), room)) for sign, text in signs if text]

    @property
    def height(self) -> float:
        """The least height that holds it."""
        bottom = self._step_height + self._foot
        told = sum(part.height for part in self._told)
        return self._top + sum(dose.height for dose in self._doses) + told + bottom

    @property
    def _top(self) -> float:
        return max(self._number.height, self._paper.points(_BOX + 2)) + self._paper.points(3)

    @property
    def _step_height(self) -> float:
        return self._step.height + self._paper.points(3) if self._step else 0.0

    @property
    def _foot(self) -> float:
        """The height of what stands below a rule: what is to be collected, a visit."""
        texts = sum(text.height for _, text in self._marked)
        return texts + self._paper.points(_GAP * len(self._marked) + 2)

    def paint(self, painter: QPainter, x: float, y: float, height: float) -> None:
        """Paint it in a height."""
        paper, pad = self._paper, self._paper.points(_PAD)
        if self._step:
            painter.fillRect(QRectF(x - paper.points(_BAR) / 2, y, paper.points(_BAR), height), QColor(INK))
        if self._cell.none:
            painter.setPen(QPen(QColor(DONE), paper.points(0.5)))
            # The mark of a visit stays clear of it.
            low = height - self._foot if self._cell.visit else height
            painter.drawLine(QLineF(x, y + low, x + self._width, y))
        left, top = x + pad + paper.points(1), y + paper.points(2)
        self._number.paint(painter, left, top)
        if self._doses and not self._doses[0].timed:
            paint_box(painter, left + self._inner - paper.points(_BOX), top + paper.points(1), paper)
        top = y + self._top
        for dose in self._doses:
            dose.paint(painter, left, top)
            top += dose.height
        for told in self._told:
            top += told.paint(painter, left, top)
        top = y + height - self._foot
        if self._step:
            self._step.paint(painter, left, top - self._step_height)
        if self._marked:
            painter.setPen(QPen(QColor(INK), paper.points(0.8)))
            painter.drawLine(QPointF(left, top), QPointF(left + self._inner, top))
        for sign, text in self._marked:
            high = text.height + paper.points(_GAP)
            sign(painter, left, top + (high + paper.points(2)) / 2, paper)
            text.paint(painter, left + paper.points(_SIGN), top + paper.points(2))
            top += high
