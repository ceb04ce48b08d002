"""The table of steps: its head, which every page repeats, and its rows, each painted in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plan_rows import Row
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.change_box import split_dose
from ldn_desktop.printing.letters import Paragraph, text_width
from ldn_desktop.printing.paper import ACCENT, INK, INK2, Paper
from ldn_desktop.printing.style import Style
from ldn_desktop.printing.takes import Takes
from ldn_desktop.reference.words.bold import bold

_CELL, _BOX, _LETTERS, _LABEL = 17, 13.5, 9, 8.5
_DAYS = 7
_TALL = 3
"""Lines of boxes that stand beside what to take; more of them lie below it, or their row would fill half a page."""
_EDGE = 2
"""Two letters may be a little wider than the box below them; they stay off the margin."""
_GAP, _APART = 6, 7
"""Between two columns, and around the words of what to take: bold letters and boxes stand beside them."""
_LEAST_TAKE = 145
"""Below this width the words of what to take are a narrow column, and boxes beside them may leave their place."""
_PADDING = 7


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of a table begin, and how wide they are; boxes stand ``below`` each row, or may beside it.

    In large print they never stand beside one. ``narrow`` says that they leave the words little room there. ``whole``
    says that what to take has the whole width, below dates and dose of a row whose boxes are below it.
    """

    number: float
    dates: float
    dose: float
    take: float
    take_width: float
    right: float
    label: float
    below: bool
    narrow: bool
    whole: bool = False


def grid_of(document: PatientPlan, paper: Paper, *, below: bool) -> Grid:
    """Return the columns that fit everything in the document: no date and no dose is ever broken."""
    gap, apart = paper.points(_GAP), paper.points(_APART)
    left = paper.margin + paper.points(3)
    number = max(text_width(document.heads[0], paper.style(11, bold=True)), paper.points(22)) + gap
    face = paper.style(11.5, bold=True)
    dates = max(text_width(row.until, face) for row in document.rows) + gap
    strong, small = paper.style(18, bold=True), paper.style(11)
    head = text_width(document.heads[2], paper.style(11, bold=True))
    parts = [split_dose(row.dose) for row in document.rows]
    dose = (
        max([head, *(text_width(a, strong) for a, _ in parts), *(text_width(b, small) for _, b in parts)])
        + apart
    )
    names = {time for row in document.rows if len(row.times) > 1 for time in row.times}
    label = max((text_width(name, paper.style(_LABEL)) + gap for name in names), default=0.0)
    week = paper.points(_CELL * _DAYS)
    right = paper.margin + paper.body_width
    take = left + number + dates + dose
    beside = right - label - week - apart
    end = right if below else beside
    return Grid(
        left,
        left + number,
        left + number + dates,
        take,
        end - take,
        right - paper.points(_EDGE),
        label,
        below,
        not below and beside - take < paper.points(_LEAST_TAKE),
    )


class TableHead:
    """White words on the accent."""

    def __init__(self, document: PatientPlan, paper: Paper, grid: Grid) -> None:
        self._paper, self._heads, self._grid = paper, document.heads, grid
        style = paper.style(11, bold=True)
        width = grid.take_width
        heads = document.heads
        self._take = Paragraph(heads[3], style, width, "#FFFFFF")

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(self._take.height, self._paper.style(11).line) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper, grid = self._paper, self._grid
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        style = paper.style(11, bold=True)
        top = y + paper.points(3)
        for text, left in (
            (self._heads[0], grid.number),
            (self._heads[1], grid.dates),
            (self._heads[2], grid.dose),
        ):
            Paragraph(text, style, paper.body_width, "#FFFFFF").paint(painter, left, top)
        self._take.paint(painter, grid.take, top)
        if not grid.below:
            left = grid.right - grid.label - paper.points(_CELL * _DAYS)
            Paragraph(self._heads[4], style, paper.body_width, "#FFFFFF").paint(painter, left, top)


class _Cell(NamedTuple):
    """What to take, beside dates and dose or in the whole width below them, and notes that lie below that."""

    takes: Takes
    notes: tuple[Paragraph, ...]
    is_below: bool

    @property
    def below(self) -> float:
        """The height of what lies below dates and dose."""
        return sum(note.height for note in self.notes) + (self.takes.height if self.is_below else 0.0)


class RowBlock:
    """One step and everything about it."""

    def __init__(self, row: Row, paper: Paper, grid: Grid, tick: str) -> None:
        self._row, self._paper, self._grid = row, paper, grid
        self._below = grid.below or len(row.weeks) * len(row.times) > _TALL
        self._dates = [Paragraph(bold(row.first), paper.style(11.5), paper.body_width)]
        if not row.one_day:
            self._dates.append(Paragraph(row.until, paper.style(11.5), paper.body_width, INK2))
        strong, small = split_dose(row.dose)
        self._dose = [Paragraph(strong, paper.style(18, bold=True), paper.body_width)]
        if small:
            self._dose.append(Paragraph(small, paper.style(11), paper.body_width))
        self._boxes = _Boxes(row, paper, grid, tick if self._below and row.weeks else "")
        width = grid.right - grid.take if self._below else grid.take_width
        self._cell = _Cell(Takes(row, paper, width), (), is_below=False)
        if self._below:
            whole = grid.right - grid.dates
            notes = tuple(Paragraph(note, paper.style(11.5), whole) for note in row.notes)
            bare = Takes(row._replace(notes=()), paper, whole if grid.whole else width)
            below = _Cell(bare, notes, is_below=grid.whole)
            # Notes in a narrow column would make the row fill half a page.
            self._cell = below if grid.whole else min(self._cell, below, key=self._tall)

    @property
    def number(self) -> str:
        """The number of its step; a dash for a pause."""
        return self._row.number

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._tall(self._cell)

    def _tall(self, cell: _Cell) -> float:
        main, boxes = self._main(cell), self._boxes.height
        tall = main + cell.below + boxes + self._paper.points(4) if self._below else max(main, boxes)
        return tall + self._paper.points(_PADDING)

    def _main(self, cell: _Cell) -> float:
        """Return the height of dates and dose, and of what stands beside them."""
        lines = sum(p.height for p in self._dates), sum(p.height for p in self._dose)
        return max(*lines, 0.0 if cell.is_below else cell.takes.height, self._paper.points(24))

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it; words in reading order."""
        paper, grid, cell = self._paper, self._grid, self._cell
        tall = self.height - paper.points(_PADDING)
        main = self._main(cell) if self._below else tall
        middle = y + paper.points(3) + main / 2
        self._number(painter, middle)
        for parts, left in ((self._dates, grid.dates), (self._dose, grid.dose)):
            top = middle - sum(p.height for p in parts) / 2
            for paragraph in parts:
                top += paragraph.paint(painter, left, top)
        top = y + paper.points(4) + main
        if cell.is_below:
            cell.takes.paint(painter, grid.dates, top)
            top += cell.takes.height
        else:
            cell.takes.paint(painter, grid.take, middle - cell.takes.height / 2)
        for note in cell.notes:
            top += note.paint(painter, grid.dates, top)
        below = (
            y + paper.points(5) + main + cell.below
            if self._below
            else y + paper.points(3) + (tall - self._boxes.height) / 2
        )
        self._boxes.paint(painter, below)
        rule(painter, paper, y + self.height, paper.points(0.8))

    def _number(self, painter: QPainter, middle: float) -> None:
        paper = self._paper
        radius = paper.points(10)
        centre = QPointF(self._grid.number + radius + paper.points(1), middle)
        painter.setPen(QPen(QColor(ACCENT), paper.points(1.2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        style = paper.style(9 if self._row.number[2:] else 12, bold=True)
        number = Paragraph(self._row.number, style, paper.body_width, ACCENT)
        number.paint(painter, centre.x() - number.width / 2, middle - number.height / 2)


class _Boxes:
    """Weekday above each box, day of the month below; one line of boxes for each time.

    Boxes with a ``title`` lie below what to take: as many weeks side by side as fit beside it, or below it where that
    is lower.
    """

    def __init__(self, row: Row, paper: Paper, grid: Grid, title: str) -> None:
        self._row, self._paper, self._grid = row, paper, grid
        self._step = paper.points(_CELL * _DAYS + _GAP)
        names = " ".join(box.weekday for week in row.weeks[:1] for box in week)
        self._names = Paragraph(names, paper.style(_LETTERS, bold=True), paper.body_width).line
        self._title = Paragraph(bold(f"{title}:"), paper.style(11), paper.body_width) if title else None
        self._beside, self._above = 1, 0.0
        if self._title is not None:
            taken = self._title.width + paper.points(_GAP)
            ways = [
                (max(int((room - grid.label + paper.points(_GAP)) // self._step), 1), above)
                for room, above in (
                    (grid.right - grid.dates - taken, 0.0),
                    (grid.right - grid.number, self._title.height),
                )
            ]
            self._beside, self._above = min(ways, key=lambda way: self._lines(way[0]) * self._week + way[1])

    @property
    def height(self) -> float:
        """The height of all weeks, and of the title above them."""
        return self._above + self._lines(self._beside) * self._week

    def _lines(self, beside: int) -> int:
        return -(-len(self._row.weeks) // beside)

    @property
    def _week(self) -> float:
        # Figures below a box need no room below themselves.
        return (
            0.95 * self._names
            + 0.85 * self._paper.style(_LETTERS).line
            + len(self._row.times) * self._paper.points(_BOX + 1.5)
            + self._paper.points(2.5)
        )

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint from a height down, flush right."""
        paper = self._paper
        x = self._grid.right - self._grid.label - self._beside * self._step + paper.points(_GAP)
        if self._title is not None:
            down = 0.0 if self._above else paper.style(_LETTERS).line
            self._title.paint(painter, self._grid.dates, y + down)
            y += self._above
        for at, week in enumerate(self._row.weeks):
            line, place = divmod(at, self._beside)
            top = y + line * self._week
            left = x + self._grid.label + place * self._step
            bold, plain = paper.style(_LETTERS, bold=True), paper.style(_LETTERS)
            cell = paper.points(_CELL)
            _centred(painter, [box.weekday for box in week], bold, left, top, cell)
            top += self._names * 0.95
            for time in self._row.times:
                if len(self._row.times) > 1 and not place:
                    self._label(painter, time, x, top)
                self._squares(painter, [box.due for box in week], left, top)
                top += paper.points(_BOX + 1.5)
            days = [box.number if box.due else self._row.free for box in week]
            _centred(painter, days, plain, left, top, cell)

    def _label(self, painter: QPainter, time: str, x: float, top: float) -> None:
        label = Paragraph(time, self._paper.style(_LABEL), self._paper.body_width, INK2)
        label.paint(painter, x, top + (self._paper.points(_BOX) - label.height) / 2)

    def _squares(self, painter: QPainter, due: Sequence[bool], left: float, top: float) -> None:
        paper, cell, side = self._paper, self._paper.points(_CELL), self._paper.points(_BOX)
        painter.setPen(QPen(QColor(INK), paper.points(1.1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at in (at for at, is_due in enumerate(due) if is_due):
            corner = QRectF(left + at * cell + (cell - side) / 2, top, side, side)
            painter.drawRoundedRect(corner, paper.points(1.5), paper.points(1.5))


def _centred(painter: QPainter, texts: list[str], style: Style, left: float, top: float, cell: float) -> None:
    for at, text in enumerate(texts):
        word = Paragraph(text, style, cell * 2)
        word.paint(painter, left + at * cell + (cell - word.width) / 2, top)
