"""The advice below the table: sections in two columns, the box of when to call, lines to write on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.documents.patient_plan import PatientPlan
from ldn_desktop.reference.bold import bold
from ldn_desktop.reference.patient_words import Section
from ldn_desktop.ui.printing.blocks import frame
from ldn_desktop.ui.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.ui.printing.paper import ACCENT, INK, Paper

_BULLET = 12
_LINE = 21


class Bullets:
    """Sentences with a mark before each."""

    def __init__(self, texts: list[str], paper: Paper, width: float, *, marks: bool = True) -> None:
        self._paper, self._marks = paper, marks
        indent = paper.points(_BULLET) if marks else 0.0
        self._indent = indent
        self._paragraphs = [Paragraph(text, paper.style(12), width - indent) for text in texts]

    @property
    def height(self) -> float:
        """The height of all sentences."""
        return sum(paragraph.height + self._paper.points(2.5) for paragraph in self._paragraphs)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint them from a top left corner."""
        paper = self._paper
        for paragraph in self._paragraphs:
            if self._marks:
                side = paper.points(4)
                middle = y + paper.style(12).line / 2
                painter.fillRect(QRectF(x + paper.points(2), middle - side / 2, side, side), QColor(ACCENT))
            paragraph.paint(painter, x + self._indent, y)
            y += paragraph.height + paper.points(2.5)


class Column:
    """A heading with its rule and its sentences."""

    def __init__(self, section: Section, paper: Paper, width: float, *, marks: bool = True) -> None:
        self._paper, self._width = paper, width
        self._heading = Paragraph(section.heading, paper.style(15, bold=True), width, ACCENT)
        self._body = Bullets([advice.text for advice in section.advice], paper, width, marks=marks)

    @property
    def height(self) -> float:
        """The height of heading and sentences."""
        return self._heading.height + self._body.height + self._paper.points(7)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it from a top left corner."""
        paper = self._paper
        y += self._heading.paint(painter, x, y) + paper.points(1)
        painter.setPen(QPen(QColor(ACCENT), paper.points(1)))
        painter.drawLine(QPointF(x, y), QPointF(x + self._width, y))
        self._body.paint(painter, x, y + paper.points(5))


class Columns:
    """Two sections side by side, below each other in large print; one by itself takes the width."""

    def __init__(self, left: Section, right: Section | None, paper: Paper, *, marks: bool = True) -> None:
        self._paper = paper
        gap = paper.points(20)
        self._beside = not paper.large and right is not None
        width = (paper.body_width - gap) / 2 if self._beside else paper.body_width
        self._left = Column(left, paper, width, marks=marks)
        self._right = Column(right, paper, width, marks=marks) if right else None
        self._second = paper.margin + (width + gap if self._beside else 0.0)

    @property
    def height(self) -> float:
        """The height it takes."""
        if self._right is None:
            tall = self._left.height
        elif self._beside:
            tall = max(self._left.height, self._right.height)
        else:
            tall = self._left.height + self._right.height + self._paper.points(8)
        return tall + self._paper.points(7)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        self._left.paint(painter, self._paper.margin, y)
        if self._right is None:
            return
        below = 0.0 if self._beside else self._left.height + self._paper.points(8)
        self._right.paint(painter, self._second, y + below)


class CallBox:
    """When to call, and when to get help at once, in a thick box."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self._paper = paper
        inner = paper.body_width - paper.points(24)
        call, urgent = document.section("call"), document.section("emergency")
        heading = f"{call.heading}: {document.phone}" if document.phone else call.heading
        styles = (paper.style(15, bold=True), paper.style(12, bold=True), paper.style_of(9, bold=True))
        self._heading = fitted(heading, styles, inner)
        texts = [advice.text for advice in call.advice]
        self._beside = not paper.large
        half = -(-len(texts) // 2) if self._beside else len(texts)
        width = (inner - paper.points(16)) / 2 if self._beside else inner
        self._first = Bullets(texts[:half], paper, width)
        self._rest = Bullets(texts[half:], paper, width)
        self._second = paper.margin + paper.points(12) + width + paper.points(16)
        told = f"{bold(urgent.heading)} " + " ".join(advice.text for advice in urgent.advice)
        self._urgent = Paragraph(told, paper.style(12), inner)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(10)

    @property
    def _box_height(self) -> float:
        middle = max(self._first.height, self._rest.height)
        return self._heading.height + middle + self._urgent.height + self._paper.points(26)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        frame(painter, QRectF(paper.margin, y, paper.body_width, self._box_height), paper.points(2.4))
        left = paper.margin + paper.points(12)
        top = y + paper.points(8)
        top += self._heading.paint(painter, left, top) + paper.points(2)
        self._first.paint(painter, left, top)
        self._rest.paint(painter, self._second, top)
        top += max(self._first.height, self._rest.height) + paper.points(3)
        painter.setPen(QPen(QColor(INK), paper.points(1)))
        painter.drawLine(QPointF(left, top), QPointF(paper.margin + paper.body_width - paper.points(12), top))
        self._urgent.paint(painter, left, top + paper.points(4))


class Questions:
    """Lines to write on: the next visit and questions for it."""

    _LINES = 2

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self._paper = paper
        self._heading = Column(document.section("questions"), paper, paper.body_width)
        self._visit, self._at = document.words.phrases["next_visit"], document.words.phrases["at"]

    @property
    def height(self) -> float:
        """The height it takes."""
        return (
            self._heading.height
            + self._paper.points(14)
            + self._LINES * self._paper.points(_LINE)
            + self._paper.points(6)
        )

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper, style = self._paper, self._paper.style(12)
        self._heading.paint(painter, paper.margin, y)
        right = paper.margin + paper.body_width
        base = y + self._heading.height + paper.points(14)
        gap = paper.points(6)
        left = paper.margin + text_width(self._visit, style) + gap
        middle = paper.margin + paper.body_width * 0.58
        Paragraph(self._visit, style, paper.body_width).paint(painter, paper.margin, base - style.line * 0.8)
        Paragraph(self._at, style, paper.body_width).paint(painter, middle + gap, base - style.line * 0.8)
        painter.setPen(QPen(QColor(INK), paper.points(0.8)))
        painter.drawLine(QPointF(left, base), QPointF(middle, base))
        painter.drawLine(QPointF(middle + 2 * gap + text_width(self._at, style), base), QPointF(right, base))
        for line in range(1, self._LINES + 1):
            below = base + line * paper.points(_LINE)
            painter.drawLine(QPointF(paper.margin, below), QPointF(right, below))
