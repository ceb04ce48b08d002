"""Paints rows of the list: two lines a cell, the shape of a status, amber only for what waits, with its words.

A row is painted in one go and not cell by cell by a delegate: a page of them then takes a third of the time.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from ldn_desktop.library.index_row import Status
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.theme.marks import paint_line_mark, paint_severity
from ldn_desktop.workspace.plan_list import Column, Heading, Item
from ldn_desktop.workspace.plan_list_words import FIRST, SECOND, Cell

SHAPES = {
    Status.WAITING: "clock",
    Status.TITRATING: "stairs",
    Status.MAINTENANCE: "level",
    Status.PAUSED: "bars",
    Status.OVER: "square",
    Status.STOPPED: "square",
    Status.UNREAD: "cross",
}
SIDE = 8
"""Pixels at 100 % between a cell's edge and its words."""
_MARK, _SEVERITY, _ARROW, _GAP, _AFTER = 15, 12, 13, 5, 6
_ROLES = ("panel", "sunken", "hover", "soft", "on_soft", "text", "text2", "text3", "line", "caution")
_SHORTENED = frozenset({Column.PATIENT, Column.CONDITION})
_AT_RIGHT = frozenset({Column.DOSE, Column.REVISION})


class Place(NamedTuple):
    """Where a column stands: its left edge and its width."""

    column: Column
    left: int
    width: int


class _Letters:
    """A kind of letters; what was measured once is known."""

    def __init__(self, font: QFont) -> None:
        self.font, self._metrics = font, QFontMetrics(font)
        self.ascent, self.high = self._metrics.ascent(), self._metrics.height()
        self._widths: dict[str, int] = {}
        self._fitted: dict[tuple[str, int], str] = {}

    def width(self, text: str) -> int:
        """Return how wide a text is."""
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def fitted(self, text: str, width: int) -> str:
        """Return a text, shortened at its end where it has no room."""
        key = (text, width)
        if key not in self._fitted:
            self._fitted[key] = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._fitted[key]


class RowPainter:
    """Paints in the letters and colours of the theme that there is when it is made; ``ratio`` dots are a pixel."""

    def __init__(self, ratio: float) -> None:
        theme = current_theme()
        body, small = theme.font("body"), theme.font("small")
        bold, small_bold = QFont(body), QFont(small)
        bold.setBold(True)
        small_bold.setBold(True)
        self._body, self._bold, self._small, self._small_bold = map(_Letters, (body, bold, small, small_bold))
        self._colours = {role: theme.color(role) for role in _ROLES}
        self._side, self._gap, self._after, self._unit = map(theme.px, (SIDE, _GAP, _AFTER, 1))
        self._line = theme.line("body")
        self._ratio = ratio
        self._mark, self._severity, self._arrow = map(theme.px, (_MARK, _SEVERITY, _ARROW))
        self._pictures: dict[tuple[str, str], QPixmap] = {}

    def width(self, cell: Cell) -> int:
        """Return the width in which a cell is told whole."""
        first = (self._bold if cell.strong else self._body).width(cell.first)
        second, mark = self._small.width(cell.second), self._severity + self._gap
        first += mark if cell.waits == FIRST else 0
        second += mark if cell.waits == SECOND else 0
        return max(first, second) + 2 * self._side + 1

    def paint_heading(
        self, painter: QPainter, row: QRect, heading: Heading, told: tuple[str, str], *, chosen: bool
    ) -> None:
        """Paint the heading of a group: ``told`` is what it says and explains."""
        self._ground(painter, row, "soft" if chosen else "sunken")
        left = row.left() + self._side
        mark = "right" if heading.folded else "down"
        painter.drawPixmap(self._beside(left, row, self._arrow), self._picture(mark, "text2", self._arrow))
        left += self._arrow + self._after
        words, more = told
        for text, letters, role in (
            (words, self._small_bold, "text"),
            (f"{heading.plans:,}", self._small, "text2"),
            (more, self._small, "text3"),
        ):
            text = letters.fitted(text, row.right() - self._side - left)  # noqa: PLW2901 - as much as has room
            self._write(painter, left, row.top() + (row.height() - letters.high) // 2, text, letters, role)
            left += letters.width(text) + self._after

    def paint_plan(
        self,
        painter: QPainter,
        row: QRect,
        item: Item,
        cells: tuple[Cell, ...],
        places: tuple[Place, ...],
        *,
        chosen: bool,
        hovered: bool,
    ) -> None:
        """Paint a plan."""
        self._ground(painter, row, "soft" if chosen else "hover" if hovered else "panel")
        unread = item.today.status is Status.UNREAD
        for column, edge, width in places:
            cell, room, left = cells[column], width - 2 * self._side, edge + self._side
            if column is Column.REVISION:
                room -= self._side
            elif column is Column.STATUS:
                role = "on_soft" if chosen else "text2"
                picture = self._picture(SHAPES[item.today.status], role, self._mark)
                painter.drawPixmap(self._beside(left, row, self._mark), picture)
                left += self._mark + self._after
            # A dose or a date is shown whole, whatever lies beside it.
            shortened = room if column in _SHORTENED or unread else 0
            self._paint_cell(painter, row, cell, column, left, room, shortened, chosen=chosen)

    def _paint_cell(
        self,
        painter: QPainter,
        row: QRect,
        cell: Cell,
        column: Column,
        left: int,
        room: int,
        shortened: int,
        *,
        chosen: bool,
    ) -> None:
        letters = self._bold if cell.strong else self._body
        quiet = column is Column.DOSE and not cell.strong
        role = "on_soft" if chosen else "text2" if quiet else "text"
        lines = [(cell.first, letters, role, cell.waits == FIRST)]
        high = self._line
        if cell.second:
            lines.append((cell.second, self._small, "text2" if chosen else "text3", cell.waits == SECOND))
            high += self._small.high - self._unit
        top = row.top() + (row.height() - high) // 2
        for text, kind, ink, waits in lines:
            at = left
            if waits:
                place = QRect(left, top, self._severity, max(kind.high, self._line))
                picture = self._picture("caution", "caution", self._severity)
                painter.drawPixmap(self._beside(left, place, self._severity), picture)
                at += self._severity + self._gap
            seen = kind.fitted(text, shortened - (at - left)) if shortened else text
            if column in _AT_RIGHT:
                at = left + room - kind.width(seen)
            lead = (self._line - kind.high) // 2 if kind is letters else 0
            self._write(painter, at, top + lead, seen, kind, "caution" if waits else ink)
            top += self._line - self._unit

    def _write(self, painter: QPainter, left: int, top: int, text: str, letters: _Letters, role: str) -> None:
        painter.setFont(letters.font)
        painter.setPen(self._colours[role])
        painter.drawText(left, top + letters.ascent, text)

    def _ground(self, painter: QPainter, row: QRect, role: str) -> None:
        painter.fillRect(row, self._colours[role])
        painter.setPen(self._colours["line"])
        painter.drawLine(row.bottomLeft(), row.bottomRight())

    @staticmethod
    def _beside(left: int, row: QRect, side: int) -> QPointF:
        return QPointF(left, row.top() + (row.height() - side) // 2)

    def _picture(self, mark: str, role: str, side: int) -> QPixmap:
        """Return a mark in a colour, drawn once."""
        key = (mark, role)
        if key not in self._pictures:
            picture = QPixmap(round(side * self._ratio), round(side * self._ratio))
            picture.setDevicePixelRatio(self._ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            if mark == "caution":
                paint_severity(
                    painter, QRectF(0, 0, side, side), mark, self._colours[role], self._colours["panel"]
                )
            else:
                paint_line_mark(painter, QRectF(0, 0, side, side), mark, self._colours[role])
            painter.end()
            self._pictures[key] = picture
        return self._pictures[key]


def paint_focus(painter: QPainter, row: QRect, ink: QColor) -> None:
    """Paint the ring of the keyboard inside a row."""
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(row.adjusted(1, 1, -1, -1))
