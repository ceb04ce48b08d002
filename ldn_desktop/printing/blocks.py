"""The parts of the patient plan above and below its table. Each knows its height before it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.printing.letters import Paragraph, fitted
from ldn_desktop.printing.paper import INK, INK2, Paper
from ldn_desktop.printing.pieces import drawings_height, drawings_width, paint_drawings, paint_warning
from ldn_desktop.printing.style import TENTHS
from ldn_desktop.reference.words.sentences import Section


class Block(Protocol):
    """A part of a page that is never split."""

    @property
    def height(self) -> float:
        """The height it takes, the room below it included."""

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it across the body from a height down."""


def rule(painter: QPainter, paper: Paper, y: float, width: float, colour: str = INK) -> None:
    """Paint a line across the body."""
    painter.setPen(QPen(QColor(colour), width))
    painter.drawLine(QPointF(paper.margin, y), QPointF(paper.margin + paper.body_width, y))


def frame(painter: QPainter, box: QRectF, width: float, radius: float = 0.0) -> None:
    """Paint the edge of a box, inside it."""
    painter.setPen(
        QPen(QColor(INK), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, radius, radius)


class Sentences:
    """Paragraphs below each other, with room after them."""

    def __init__(self, paragraphs: list[Paragraph], paper: Paper, after: float) -> None:
        self._paragraphs, self._paper, self._after = paragraphs, paper, paper.points(after)

    @property
    def height(self) -> float:
        """The height it takes."""
        return sum(paragraph.height for paragraph in self._paragraphs) + self._after

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        for paragraph in self._paragraphs:
            y += paragraph.paint(painter, self._paper.margin, y)


class PersonBox:
    """Name, birth and number in a box; what is not known leaves room to write, what is long gets lines of its own."""

    _SHARES = (0.46, 0.27, 0.27)
    _MOST_LINES = 3

    def __init__(self, person: Sequence[tuple[str, str]], paper: Paper) -> None:
        self._paper = paper
        cells = self._cells(person, self._SHARES)
        self._below = any(len(value.lines) > self._MOST_LINES for _, value, _ in cells)
        self._entries = self._cells(person, (1.0, 1.0, 1.0)) if self._below else cells

    def _cells(
        self, person: Sequence[tuple[str, str]], shares: tuple[float, ...]
    ) -> list[tuple[Paragraph, Paragraph, float]]:
        paper = self._paper
        made = []
        for (name, text), share in zip(person, shares, strict=True):
            room = paper.body_width * share - paper.points(16)
            styles = (paper.style(12.5, bold=True), paper.style_of(9, bold=True))
            # A line of its own is taken before smaller letters are.
            value = fitted(text, styles if share == 1 else styles[:1], room)
            made.append((Paragraph(name, paper.style(9.5), room, INK2), value, paper.body_width * share))
        return made

    @property
    def height(self) -> float:
        """The height it takes."""
        return sum(self._rows) + self._paper.points(9)

    @property
    def _rows(self) -> list[float]:
        tall = [name.height + value.height + self._paper.points(7) for name, value, _ in self._entries]
        return tall if self._below else [max(tall)]

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper, rows = self._paper, self._rows
        left, top = paper.margin, y
        frame(painter, QRectF(left, y, paper.body_width, sum(rows)), paper.points(0.8), paper.points(2))
        for at, (name, value, wide) in enumerate(self._entries):
            if at and self._below:
                top += rows[at - 1]
                rule(painter, paper, top, paper.points(0.8))
            elif at:
                painter.setPen(QPen(QColor(INK), paper.points(0.8)))
                painter.drawLine(QPointF(left, top), QPointF(left, top + rows[0]))
            inner = top + paper.points(3)
            inner += name.paint(painter, left + paper.points(8), inner)
            value.paint(painter, left + paper.points(8), inner)
            left += 0 if self._below else wide


class OpioidBox:
    """The warning about opioids: thick edge, black strip with a sign."""

    def __init__(self, section: Section, paper: Paper) -> None:
        self._paper = paper
        self._strip = paper.points(28)
        room = paper.body_width - self._strip - paper.points(22)
        self._heading = Paragraph(section.heading, paper.style(15, bold=True), room)
        told = " ".join(advice.text for advice in section.advice)
        self._text = Paragraph(told, paper.style(12), room)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(6)

    @property
    def _box_height(self) -> float:
        return self._heading.height + self._text.height + self._paper.points(14)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._box_height)
        paint_warning(painter, QRectF(box.left(), box.top(), self._strip, box.height()), paper)
        frame(painter, box, paper.points(2.4))
        left = box.left() + self._strip + paper.points(10)
        top = y + paper.points(6)
        top += self._heading.paint(painter, left, top)
        self._text.paint(painter, left, top)


class KeyBox:
    """The products with their drawings, and the reminder that the drawing is not the look."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self._paper, self._key = paper, document.key
        style = paper.style(10.5, bold=True)
        inner = paper.body_width - paper.points(16)
        self._names = [
            Paragraph(text, style, inner - drawings_width(drawings, paper)) for text, drawings in document.key
        ]
        self._places: list[tuple[float, int]] = []
        left, line = 0.0, 0
        for (_, drawings), name in zip(self._key, self._names, strict=True):
            wide = drawings_width(drawings, paper) + name.width + paper.points(14)
            if left and left + wide > inner:
                left, line = 0.0, line + 1
            self._places.append((left, line))
            left += wide
        self._line = max(
            max((name.height for name in self._names), default=style.line),
            max((drawings_height(drawings, paper) for _, drawings in self._key), default=0.0),
        ) + paper.points(2)
        self._lines = line + 1 if self._key else 0
        self._note = Paragraph(document.key_note, paper.style(10), inner)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(6)

    @property
    def _box_height(self) -> float:
        return self._lines * self._line + self._note.height + self._paper.points(9)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        frame(
            painter,
            QRectF(paper.margin, y, paper.body_width, self._box_height),
            paper.points(0.8),
            paper.points(2),
        )
        top = y + paper.points(4)
        for (_, drawings), name, (left, line) in zip(self._key, self._names, self._places, strict=True):
            x = paper.margin + paper.points(8) + left
            middle = top + line * self._line + self._line / 2
            paint_drawings(painter, drawings, x, middle, paper)
            name.paint(painter, x + drawings_width(drawings, paper), middle - name.height / 2)
        self._note.paint(painter, paper.margin + paper.points(8), top + self._lines * self._line)


class Notice:
    """What a page says of its language, a line each; nothing where papers come in English alone."""

    def __init__(self, lines: Sequence[str], paper: Paper) -> None:
        self._paper = paper
        self._lines = [Paragraph(line, paper.style(8.5), paper.body_width, INK2) for line in lines]

    @property
    def height(self) -> float:
        """The height it takes, the room below it included."""
        return sum(line.height for line in self._lines) + (TENTHS * 3 if self._lines else 0.0)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it across the body from a height down."""
        for line in self._lines:
            y += line.paint(painter, self._paper.margin, y)


class AlertBox:
    """A sentence that must not be missed, in a box whose ``edge`` is so many points thick."""

    def __init__(self, text: str, paper: Paper, edge: float = 1.6) -> None:
        self._paper, self._edge = paper, edge
        self._text = Paragraph(text, paper.style(12), paper.body_width - paper.points(20))

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._text.height + self._paper.points(20)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._text.height + paper.points(14))
        frame(painter, box, paper.points(self._edge))
        self._text.paint(painter, paper.margin + paper.points(10), y + paper.points(7))


class TextBox:
    """Paragraphs in a box of their own."""

    def __init__(self, texts: Sequence[str], paper: Paper) -> None:
        self._paper = paper
        inner = paper.body_width - paper.points(20)
        self._paragraphs = [Paragraph(text, paper.style(12), inner) for text in texts]

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(6)

    @property
    def _box_height(self) -> float:
        return sum(paragraph.height for paragraph in self._paragraphs) + self._paper.points(14)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        box = QRectF(paper.margin, y, paper.body_width, self._box_height)
        frame(painter, box, paper.points(1.2), paper.points(2))
        top = y + paper.points(7)
        for paragraph in self._paragraphs:
            top += paragraph.paint(painter, paper.margin + paper.points(10), top)
