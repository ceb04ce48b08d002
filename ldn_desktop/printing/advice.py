"""The advice below the table: sections in two columns, the box of when to call, lines to write on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.printing.blocks import frame
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import ACCENT, INK, Paper
from ldn_desktop.reference.words.bold import bold
from ldn_desktop.reference.words.sentences import Section

_BULLET = 12
_LINE, _VISIT, _NUMBER = 19, 12, 110
_BETWEEN = 20
_LEAST_LINES, _MOST_LINES = 2, 6


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
        return sum(paragraph.height + self._paper.points(2) for paragraph in self._paragraphs)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint them from a top left corner."""
        paper = self._paper
        for paragraph in self._paragraphs:
            if self._marks:
                side = paper.points(4)
                middle = y + paper.style(12).line / 2
                painter.fillRect(QRectF(x + paper.points(2), middle - side / 2, side, side), QColor(ACCENT))
            paragraph.paint(painter, x + self._indent, y)
            y += paragraph.height + paper.points(2)


class Part(NamedTuple):
    """A section in a width: its heading, and its sentences, marked where they are several."""

    heading: Paragraph
    body: Bullets


def part_of(section: Section, paper: Paper, width: float) -> Part:
    """Return a section broken into the lines of a width."""
    told = [advice.text for advice in section.advice]
    heading = Paragraph(section.heading, paper.style(15, bold=True), width, ACCENT)
    return Part(heading, Bullets(told, paper, width, marks=len(told) > 1))


class Column:
    """Sections (``parts``) below each other, a rule below each heading."""

    def __init__(self, parts: Sequence[Part], paper: Paper, width: float) -> None:
        self._paper, self._width, self.parts = paper, width, parts

    @property
    def height(self) -> float:
        """The height of all headings and sentences."""
        gaps = self._paper.points(6) * len(self.parts) + self._paper.points(3) * (len(self.parts) - 1)
        return sum(heading.height + body.height for heading, body in self.parts) + gaps

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it from a top left corner."""
        paper = self._paper
        for heading, body in self.parts:
            y += heading.paint(painter, x, y) + paper.points(1)
            painter.setPen(QPen(QColor(ACCENT), paper.points(1)))
            painter.drawLine(QPointF(x, y), QPointF(x + self._width, y))
            body.paint(painter, x, y + paper.points(4))
            y += body.height + paper.points(8)


class Columns:
    """Columns of sections side by side."""

    def __init__(self, columns: Sequence[Sequence[Part]], paper: Paper) -> None:
        self._paper = paper
        width = column_width(paper, len(columns))
        self._width = width + paper.points(_BETWEEN)
        self._columns = [Column(parts, paper, width) for parts in columns]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(column.height for column in self._columns) + self._paper.points(7)

    @property
    def parts(self) -> list[Part]:
        """Its sections, column by column."""
        return [part for column in self._columns for part in column.parts]

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        for at, column in enumerate(self._columns):
            column.paint(painter, self._paper.margin + at * self._width, y)


def column_width(paper: Paper, columns: int) -> float:
    """Return the width of one of so many columns."""
    gap = paper.points(_BETWEEN)
    return (paper.body_width + gap) / columns - gap


class Advice:
    """Sections in their order, in two columns of like height; below each other in large print."""

    def __init__(self, sections: Sequence[Section], paper: Paper) -> None:
        self._paper, self.count = paper, len(sections)
        self._wide, self._narrow = (
            [part_of(section, paper, column_width(paper, columns)) for section in sections]
            for columns in (1, 2)
        )

    def blocks(self, first: int, last: int) -> tuple[Columns, ...]:
        """Return the sections from one up to and not including another."""
        paper, parts = self._paper, self._narrow[first:last]
        if paper.large or len(parts) == 1:
            return tuple(Columns([[part]], paper) for part in self._wide[first:last])
        halves = (Columns([parts[:at], parts[at:]], paper) for at in range(1, len(parts)))
        lowest = min(halves, key=_height, default=None)
        return () if lowest is None else (lowest,)


class CallBox:
    """When to call, and when to get help at once, in a thick box."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self._paper = paper
        inner = paper.body_width - paper.points(24)
        call, urgent = document.section("call"), document.section("emergency")
        heading = f"{call.heading}: {document.phone}" if document.phone else call.heading
        styles = (paper.style(15, bold=True), paper.style(12, bold=True), paper.style_of(9, bold=True))
        self._heading = fitted(heading, styles, inner)
        label = bold(document.words.say("poison"))
        self._poison = Paragraph(label, paper.style(12), inner)
        self._write = paper.points(_NUMBER)
        # Beside the heading where there is room for a number to be written, else below it.
        wide = self._heading.width + self._poison.width + self._write + paper.points(24)
        self._beside = wide <= inner and len(self._heading.lines) == 1
        texts = [advice.text for advice in call.advice]
        width = inner if paper.large else (inner - paper.points(16)) / 2
        halves = (
            (Bullets(texts[:at], paper, width), Bullets(texts[at:], paper, width))
            for at in (range(len(texts), len(texts) + 1) if paper.large else range(1, len(texts) + 1))
        )
        self._first, self._rest = min(halves, key=_tallest)
        self._second = paper.margin + paper.points(12) + width + paper.points(16)
        first, *others = (advice.text for advice in urgent.advice)
        told = (f"{bold(urgent.heading)} {first}", *others)
        self._urgent = [Paragraph(text, paper.style(12), inner) for text in told]

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(8)

    @property
    def _box_height(self) -> float:
        urgent = sum(paragraph.height for paragraph in self._urgent)
        return self._top + self._middle + urgent + self._paper.points(26)

    @property
    def _top(self) -> float:
        return self._heading.height + (0.0 if self._beside else self._poison.height + self._paper.points(6))

    @property
    def _middle(self) -> float:
        return _tallest((self._first, self._rest))

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        frame(painter, QRectF(paper.margin, y, paper.body_width, self._box_height), paper.points(2.4))
        left = paper.margin + paper.points(12)
        top = y + paper.points(8)
        self._heading.paint(painter, left, top)
        self._line_for_poison_centre(painter, left, top)
        top += self._top + paper.points(2)
        self._first.paint(painter, left, top)
        self._rest.paint(painter, self._second, top)
        top += self._middle + paper.points(3)
        painter.setPen(QPen(QColor(INK), paper.points(1)))
        painter.drawLine(QPointF(left, top), QPointF(paper.margin + paper.body_width - paper.points(12), top))
        top += paper.points(4)
        for paragraph in self._urgent:
            top += paragraph.paint(painter, left, top)

    def _line_for_poison_centre(self, painter: QPainter, left: float, top: float) -> None:
        paper = self._paper
        right = paper.margin + paper.body_width - paper.points(12)
        if self._beside:
            base = top + self._heading.height - paper.points(2)
            left = right - self._write - self._poison.width - paper.points(4)
        else:
            base = top + self._top - paper.points(2)
        self._poison.paint(painter, left, base + paper.points(2) - self._poison.height)
        painter.setPen(QPen(QColor(INK), paper.points(0.8)))
        begin = left + self._poison.width + paper.points(4)
        painter.drawLine(QPointF(begin, base), QPointF(begin + self._write, base))


def _height(block: Columns) -> float:
    return block.height


def _tallest(columns: tuple[Bullets, Bullets]) -> float:
    return max(column.height for column in columns)


class Questions:
    """Lines to write on: the next visit and its hour (``labels``) and so many ``lines`` for questions to ask there."""

    def __init__(
        self, section: Section, labels: tuple[str, str], paper: Paper, lines: int = _LEAST_LINES
    ) -> None:
        self._section, self._paper, self.lines = section, paper, lines
        width = paper.body_width
        self._heading = Column([part_of(section, paper, width)], paper, width)
        self._visit, self._at = labels

    @property
    def height(self) -> float:
        """The height it takes."""
        return (
            self._heading.height
            + self._paper.points(_VISIT)
            + self.lines * self._paper.points(_LINE)
            + self._paper.points(6)
        )

    def grown(self, room: float) -> Questions:
        """Return the same with as many more lines as fit into the room below, up to what anybody needs."""
        more = max(int(room // self._paper.points(_LINE)), 0)
        return Questions(
            self._section, (self._visit, self._at), self._paper, min(_MOST_LINES, self.lines + more)
        )

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper, style = self._paper, self._paper.style(12)
        self._heading.paint(painter, paper.margin, y)
        right = paper.margin + paper.body_width
        base = y + self._heading.height + paper.points(_VISIT)
        gap = paper.points(6)
        left = paper.margin + text_width(self._visit, style) + gap
        middle = paper.margin + paper.body_width * 0.58
        Paragraph(self._visit, style, paper.body_width).paint(painter, paper.margin, base - style.line * 0.8)
        Paragraph(self._at, style, paper.body_width).paint(painter, middle + gap, base - style.line * 0.8)
        painter.setPen(QPen(QColor(INK), paper.points(0.8)))
        painter.drawLine(QPointF(left, base), QPointF(middle, base))
        painter.drawLine(QPointF(middle + 2 * gap + text_width(self._at, style), base), QPointF(right, base))
        for line in range(1, self.lines + 1):
            below = base + line * paper.points(_LINE)
            painter.drawLine(QPointF(paper.margin, below), QPointF(right, below))
