"""The table of the diary: its head, its days with their boxes to tick and room to write."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.diary import Diary, DiaryLine
from ldn_desktop.printing.letters import Paragraph, fitted, text_width, unbroken
from ldn_desktop.printing.paper import ACCENT, INK, INK2, Paper
from ldn_desktop.reference.words.bold import bold

_SHARES = (2, 1, 2, 1, 5, 5)
"""How the columns to write in part what is left once each has room for its longest word."""
_MOST_DOSE = 0.3
"""Part of the width that the doses take at most."""
_PAD, _BOX = 3, 13.5
_ROW, _LARGE_ROW = 8, 10.5
"""Millimetres of a line at least."""
_WHITE = "#FFFFFF"


class Columns:
    """Where the columns of one diary begin, and how wide they are."""

    def __init__(self, diary: Diary, paper: Paper) -> None:
        self.diary, self.paper = diary, paper
        words = self._words()
        day, dose = self._printed()
        dose = min(dose, paper.body_width - day - sum(words))
        unit = (paper.body_width - day - dose - sum(words)) / sum(_SHARES)
        write = (word + share * unit for word, share in zip(words, _SHARES, strict=True))
        self.widths = [day, dose, *write]
        self.lefts = [paper.margin + sum(self.widths[:at]) for at in range(len(self.widths))]

    def _words(self) -> list[float]:
        """Return what the columns to write in need at least: no word is ever broken."""
        paper, pad = self.paper, self.paper.points(2 * _PAD)
        bold, small = paper.style(10, bold=True), paper.style(8)
        least = [
            max(
                text_width(word, style)
                for text, style in ((head, bold), (below, small))
                for word in text.split()
            )
            + pad
            for head, below in self.diary.columns[2:]
        ]
        ring = text_width("".join(self.diary.dreams), paper.style(9)) + 2 * pad
        return [max(wide, ring) if at == 1 else wide for at, wide in enumerate(least)]

    def _printed(self) -> tuple[float, float]:
        """Return the widths of day and dose: no line is broken where there is room."""
        paper, diary = self.paper, self.diary
        lines = [line for part in diary.parts for line in part.lines]
        days = [text_width(f"{line.weekday} {line.day}", paper.style(10.5, bold=True)) for line in lines]
        doses = [text_width(dose, paper.style(10.5, bold=True)) for line in lines for dose in line.doses]
        mark = max(
            (text_width(line.new, paper.style(8, bold=True)) for line in lines if line.new), default=0.0
        )
        (day, _), (dose, below) = diary.columns[:2]
        days += [text_width(day, paper.style(10, bold=True)), paper.points(44)]
        heads = [
            text_width(dose, paper.style(10, bold=True)),
            text_width(below, paper.style(8)),
            paper.points(60),
        ]
        taken = max([0.0, *doses]) + mark + paper.points(_BOX + 3 * _PAD + 8)
        wide = max(taken, *(head + paper.points(2 * _PAD) for head in heads))
        return max(days) + paper.points(2 * _PAD), min(wide, paper.body_width * _MOST_DOSE)

    def paint_lines(self, painter: QPainter, y: float, height: float, above: float) -> None:
        """Paint the edges of a row, the upper one so thick."""
        paper = self.paper
        painter.setPen(QPen(QColor(INK), paper.points(0.6)))
        right = paper.margin + paper.body_width
        for x in (*self.lefts, right):
            painter.drawLine(QPointF(x, y), QPointF(x, y + height))
        painter.drawLine(QPointF(paper.margin, y + height), QPointF(right, y + height))
        painter.setPen(QPen(QColor(INK), paper.points(above)))
        painter.drawLine(QPointF(paper.margin, y), QPointF(right, y))


class DiaryHead:
    """White words on the accent, what they mean below them."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        paper, pad = columns.paper, columns.paper.points(_PAD)
        self._cells = [
            [
                Paragraph(text, style, wide - pad, _WHITE)
                for text, style in ((head, paper.style(10, bold=True)), (below, paper.style(8)))
                if text
            ]
            for (head, below), wide in zip(columns.diary.columns, columns.widths, strict=True)
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(sum(part.height for part in cell) for cell in self._cells) + self._columns.paper.points(7)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper, pad = self._columns.paper, self._columns.paper.points(_PAD)
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for left, cell in zip(self._columns.lefts, self._cells, strict=True):
            top = y + self.height - sum(part.height for part in cell) - paper.points(3)
            for part in cell:
                top += part.paint(painter, left + pad, top)


class DiaryRow:
    """One day: a box for each dose, words to ring, room to write."""

    def __init__(self, line: DiaryLine, columns: Columns) -> None:
        self._line, self._columns = line, columns
        paper = columns.paper
        self._pad, self._side = paper.points(_PAD), paper.points(_BOX)
        self._mark = text_width(line.new, paper.style(8, bold=True)) + paper.points(6) if line.new else 0.0
        day = f"{bold(line.weekday)} {line.day}" if line.day else ""
        self._day = Paragraph(day, paper.style(10.5), columns.widths[0] - self._pad)
        room = columns.widths[1] - 3 * self._pad - self._side
        styles = (paper.style(10.5, bold=bool(line.new)), paper.style(9, bold=bool(line.new)))
        small = (paper.style_of(size, bold=bool(line.new)) for size in (10.5, 9, 8))
        ink, all_styles = INK if line.day else INK2, (*styles, *small)
        doses = [fitted(text, styles, room, ink, most=1) for text in line.doses]
        # In large print a word of two lines may need smaller letters not to be broken.
        self._doses = [
            dose if len(dose.lines) == 1 else unbroken(text, all_styles, room, ink)
            for text, dose in zip(line.doses, doses, strict=True)
        ]
        self._none = Paragraph(line.none, paper.style(10), columns.widths[1] - 2 * self._pad, INK2)
        # Beside the dose where there is room, else below it.
        self._beside = bool(self._doses) and self._doses[0].width + self._mark <= room

    @property
    def height(self) -> float:
        """The height it takes."""
        paper = self._columns.paper
        least = paper.millimetres(_LARGE_ROW if paper.large else _ROW)
        return max(least, self._content + 2 * self._pad, self._day.height + 2 * self._pad)

    @property
    def _content(self) -> float:
        below = 0.0 if self._beside or not self._mark else self._columns.paper.points(13)
        return sum(map(self._high, self._doses)) + below

    def _high(self, dose: Paragraph) -> float:
        return max(dose.height, self._side) + (self._columns.paper.points(2) if len(self._doses) > 1 else 0.0)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        columns, paper = self._columns, self._columns.paper
        columns.paint_lines(painter, y, self.height, 1.8 if self._line.begins else 0.6)
        middle = y + self.height / 2
        self._day.paint(painter, columns.lefts[0] + self._pad, middle - self._day.height / 2)
        self._paint_doses(painter, columns.lefts[1] + self._pad, middle - self._content / 2)
        if self._line.none:
            left = columns.lefts[1] + 2 * self._pad + self._side
            self._none.paint(painter, left, middle - self._none.height / 2)
        style, left = paper.style(9), columns.lefts[3]
        words = columns.diary.dreams
        wide = sum(text_width(word, style) for word in words)
        gap = (columns.widths[3] - wide) / (len(words) + 1)
        for word in words:
            left += gap
            Paragraph(word, style, wide, INK2).paint(painter, left, middle - style.line / 2)
            left += text_width(word, style)

    def _paint_doses(self, painter: QPainter, left: float, top: float) -> None:
        paper = self._columns.paper
        x = left + self._side + self._pad
        for at, dose in enumerate(self._doses):
            high = self._high(dose)
            middle = top + high / 2
            painter.setPen(QPen(QColor(INK), paper.points(1.2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(left, middle - self._side / 2, self._side, self._side)
            painter.drawRoundedRect(box, paper.points(1.5), paper.points(1.5))
            if not self._line.day:
                dose.paint(
                    painter, 0, middle - dose.height / 2, right=left + self._columns.widths[1] - 4 * self._pad
                )
            else:
                dose.paint(painter, x, middle - dose.height / 2)
            top += high
            if self._mark and at == 0 and self._beside:
                self._paint_mark(painter, x + dose.width + self._pad, middle)
        if self._mark and not self._beside:
            self._paint_mark(painter, x, top + paper.points(6))

    def _paint_mark(self, painter: QPainter, left: float, middle: float) -> None:
        paper = self._columns.paper
        style = paper.style(8, bold=True)
        high = style.line + paper.points(1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawRoundedRect(
            QRectF(left, middle - high / 2, self._mark, high), paper.points(1.5), paper.points(1.5)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        Paragraph(self._line.new, style, self._mark * 2, _WHITE).paint(
            painter, left + paper.points(3), middle - style.line / 2
        )
