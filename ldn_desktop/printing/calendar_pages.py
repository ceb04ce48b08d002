"""The calendar laid out in pages: a month each, its weeks as high as the page allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.wall_calendar import Calendar, Cell, Month
from ldn_desktop.printing.blocks import AlertBox, Sentences, rule
from ldn_desktop.printing.calendar_cells import DayCell, Mark, paint_bottle, paint_box, paint_figure
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import ACCENT, INK, Paper
from ldn_desktop.reference.words.bold import bold, plain

_WEEK = 7
_LANDSCAPE_FROM = 3
"""Doses a day from which a page lies on its side."""
_TALLEST = 118
"""Points that a week takes at most."""
_ROW_GAP = 4
_HAIR = 1.0
"""What heights that are added up may come out higher: below a page that is full to the point the notes would turn."""
_WHITE = "#FFFFFF"


class MonthHead:
    """The month at the left, whose it is and what of at the right, a rule below."""

    def __init__(self, title: str, calendar: Calendar, paper: Paper) -> None:
        self._paper = paper
        half = paper.body_width / 2
        self._title = fitted(title, (paper.style(24, bold=True), paper.style(16, bold=True)), half, most=1)
        small = paper.style_of(9)
        faces = ((paper.style(11, bold=True), small), (paper.style(11), small))
        told = (calendar.person, calendar.told)
        self._lines = [fitted(text, face, half) for text, face in zip(told, faces, strict=True) if text]

    @property
    def height(self) -> float:
        """The height it takes."""
        lines = sum(line.height for line in self._lines)
        return max(self._title.height, lines) + self._paper.points(10)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        self._title.paint(painter, paper.margin, y)
        top = y
        for line in self._lines:
            top += line.paint(painter, 0, top, right=paper.margin + paper.body_width)
        rule(painter, paper, y + self.height - paper.points(7), paper.points(1.8), ACCENT)


class _Entry(NamedTuple):
    """What a sign means: the sign, painted from its left and middle, its width with the gap behind it, the words."""

    sign: Callable[[QPainter, float, float], None]
    wide: float
    words: Paragraph

    @property
    def width(self) -> float:
        return self.wide + self.words.width


class Legend:
    """What bar, bottle and box mean, and a figure where the month has a ``visit``; in rows where one is too narrow."""

    def __init__(self, calendar: Calendar, visit: str, paper: Paper) -> None:
        self._paper = paper
        step, new, collect, tick = calendar.legend
        self._mark = Mark(step, paper)
        signs = (
            (self._bar, paper.points(14) + self._mark.width, new),
            (partial(self._small, paint_bottle), paper.points(12), collect),
            (partial(self._small, paint_figure), paper.points(12), visit),
            (self._box, paper.points(18), tick),
        )
        style = paper.style(9.5)
        self._rows: list[list[_Entry]] = [[]]
        left, gap = 0.0, paper.points(16)
        for sign, wide, words in signs:
            if not words:
                continue
            entry = _Entry(sign, wide, Paragraph(words, style, paper.body_width))
            if left + entry.width > paper.body_width and self._rows[-1]:
                self._rows.append([])
                left = 0.0
            self._rows[-1].append(entry)
            left += entry.width + gap

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._row * len(self._rows) + self._paper.points(6 - _ROW_GAP)

    @property
    def _row(self) -> float:
        return self._mark.height + self._paper.points(_ROW_GAP)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        middle = y + self._mark.height / 2
        for row in self._rows:
            x = paper.margin
            for entry in row:
                entry.sign(painter, x, middle)
                entry.words.paint(painter, x + entry.wide, middle - entry.words.height / 2)
                x += entry.width + paper.points(16)
            middle += self._row

    def _bar(self, painter: QPainter, x: float, middle: float) -> None:
        top = middle - self._mark.height / 2
        painter.fillRect(QRectF(x, top, self._paper.points(5), self._mark.height), QColor(INK))
        self._mark.paint(painter, x + self._paper.points(9), top)

    def _box(self, painter: QPainter, x: float, middle: float) -> None:
        paint_box(painter, x, middle - self._paper.points(7), self._paper)

    def _small(
        self,
        sign: Callable[[QPainter, float, float, Paper], None],
        painter: QPainter,
        x: float,
        middle: float,
    ) -> None:
        sign(painter, x, middle, self._paper)


class Weekdays:
    """The days of the week in white on the accent."""

    def __init__(self, calendar: Calendar, paper: Paper) -> None:
        self._paper = paper
        room = paper.body_width / _WEEK - paper.points(6)
        styles = [paper.style(size, bold=True) for size in (11, 9.5, 8)]
        style = next(
            (s for s in styles if all(text_width(day, s) <= room for day in calendar.weekdays)), styles[-1]
        )
        self._days = [Paragraph(day, style, room, _WHITE) for day in calendar.weekdays]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(day.height for day in self._days) + self._paper.points(4)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for at, day in enumerate(self._days):
            left = paper.margin + at * paper.body_width / _WEEK + paper.points(5)
            day.paint(painter, left, y + paper.points(2))


class WeekRow:
    """Seven days beside each other; ``height`` may be made more than they need."""

    def __init__(self, cells: tuple[Cell, ...], paper: Paper, *, drawn: bool) -> None:
        self._paper = paper
        self._wide = paper.body_width / _WEEK
        self._cells = [DayCell(cell, paper, self._wide, drawn=drawn) for cell in cells]
        self.height = max(cell.height for cell in self._cells)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        right, bottom = paper.margin + paper.body_width, y + self.height
        for at, cell in enumerate(self._cells):
            cell.paint(painter, paper.margin + at * self._wide, y, self.height)
        painter.setPen(QPen(QColor(INK), paper.points(0.8)))
        for at in range(_WEEK + 1):
            x = paper.margin + at * self._wide
            painter.drawLine(QPointF(x, y), QPointF(x, bottom))
        painter.drawLine(QPointF(paper.margin, bottom), QPointF(right, bottom))


class CalendarPages(Flow):
    """The pages of one calendar on one paper; three doses a day lay it on its side."""

    def __init__(self, calendar: Calendar, paper: Paper) -> None:
        super().__init__(replace(paper, landscape=calendar.most_doses >= _LANDSCAPE_FROM), calendar.frame)
        self._calendar, self._told = calendar, False
        for at, month in enumerate(calendar.months):
            if at:
                self._turn()
            self._month(month, first=not at, last=month is calendar.months[-1])

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        calendar = self._calendar
        told = [calendar.person, calendar.told, calendar.alert, *calendar.legend, *calendar.weekdays]
        for month in calendar.months:
            told += [month.title, *month.notes, *([month.visit] if month.visit else [])]
            for cell in (cell for week in month.weeks for cell in week):
                doses = [
                    " ".join((d.time, d.amount, *(p.words for p in d.pieces), d.route)) for d in cell.doses
                ]
                told += [cell.number, *doses, cell.told, cell.step, cell.collect, *cell.see]
                told += [cell.visit] if cell.visit else []
        return plain("\n".join((*told, *calendar.foot, calendar.end, calendar.local_rules)))

    @property
    def body_top(self) -> float:
        """Where every page begins: each has a head of its own."""
        return self.paper.margin

    def _month(self, month: Month, *, first: bool, last: bool) -> None:
        calendar, paper = self._calendar, self.paper
        head = Weekdays(calendar, paper)
        self._place(MonthHead(month.title, calendar, paper))
        if first and calendar.alert:
            self._place(AlertBox(bold(calendar.alert), paper))
        self._place(Legend(calendar, month.visit, paper))
        whole = self._notes(month, first=first, last=last)
        # Drawings are left out where a month would not fit on its page with them, then what stands below every month
        # where it does without; below one of them it always stands.
        feet = [(True, whole), (False, whole)]
        if self._told or not last:
            feet.append((False, self._notes(month, first=first, last=last, common=False)))
        room = self.body_bottom - self._y - head.height
        ways = [(*self._rows(month, room - foot.height, drawn=drawn), foot) for drawn, foot in feet]
        rows, spare, foot = next((way for way in ways if way[1] >= 0), ways[1])
        self._told = self._told or foot is whole
        self._place(head)
        for row in rows:
            if spare > 0:
                row.height = max(row.height, min(row.height + spare, paper.points(_TALLEST)))
            # What stands below the weeks goes to a page of its own with the last of them, never alone.
            below = foot.height if row is rows[-1] else 0
            if not self._fits(row.height + below):
                self._turn()
                self._place(MonthHead(month.continued, calendar, paper))
                self._place(head)
            self._place(row)
        if not self._fits(foot.height):
            self._turn()
            self._place(MonthHead(month.continued, calendar, paper))
        self._place(foot)

    def _rows(self, month: Month, room: float, *, drawn: bool) -> tuple[list[WeekRow], float]:
        """Return the weeks, and what each may be higher for all of them to fill a room but for a hair."""
        rows = [WeekRow(week, self.paper, drawn=drawn) for week in month.weeks]
        return rows, (room - _HAIR - sum(row.height for row in rows)) / len(rows)

    def _notes(self, month: Month, *, first: bool, last: bool, common: bool = True) -> Sentences:
        calendar, paper = self._calendar, self.paper
        told = [*month.notes, *(calendar.foot if common else ())]
        told += [calendar.end] if last else []
        texts = [Paragraph(text, paper.style(10.5), paper.body_width) for text in told]
        if first and calendar.local_rules:
            texts.append(Paragraph(calendar.local_rules, paper.style(9.5), paper.body_width))
        return Sentences([Paragraph("", paper.style(3), paper.body_width), *texts], paper, 0)
