"""Paints the list: two lines a cell, the shape of a status, and amber only for what waits, with its words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ldn_desktop.library.index_row import Status
from ldn_desktop.ui.plans.listing.plans_model import PlansModel
from ldn_desktop.ui.theme.current import Themed
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
_MARK, _SEVERITY, _ARROW, _GAP = 15, 12, 13, 5
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SHORTENED = frozenset({Column.PATIENT, Column.CONDITION})


class _Letters(NamedTuple):
    """A kind of letters, and what measures it."""

    font: QFont
    metrics: QFontMetrics


class _Look(NamedTuple):
    """What painting asks of the theme, kept between two changes of it."""

    body: _Letters
    bold: _Letters
    small: _Letters
    small_bold: _Letters
    colours: dict[str, QColor]
    high: int


class PlanDelegate(Themed, QStyledItemDelegate):
    """Paints lines of a ``PlansModel``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Keep letters and colours of the theme."""
        body, small = self.theme.font("body"), self.theme.font("small")
        bold, small_bold = QFont(body), QFont(small)
        bold.setBold(True)
        small_bold.setBold(True)
        roles = ("panel", "sunken", "hover", "soft", "on_soft", "text", "text2", "text3", "line", "caution")
        self._look = _Look(
            _letters(body),
            _letters(bold),
            _letters(small),
            _letters(small_bold),
            {role: self.theme.color(role) for role in roles},
            self.theme.line("body"),
        )

    def width(self, cell: Cell) -> int:
        """Return the width in which a cell that bears no mark is told whole."""
        first = (self._look.bold if cell.strong else self._look.body).metrics.horizontalAdvance(cell.first)
        second = self._look.small.metrics.horizontalAdvance(cell.second)
        return max(first, second) + 2 * self.theme.px(SIDE) + 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        model = index.model()
        if not isinstance(model, PlansModel):
            raise TypeError("the list paints plans alone")
        line, rect = model.line(index.row()), option.rect
        state, colours = option.state, self._look.colours
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        column = Column(index.column())
        if isinstance(line, Heading):
            painter.fillRect(rect, colours["soft" if chosen else "sunken"])
            self._heading(painter, rect, line, model)
        elif line is not None:
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            painter.fillRect(rect, colours["soft" if chosen else "hover" if hovered else "panel"])
            self._cell(painter, rect, column, line, model.cells(line)[column], chosen=chosen)
        painter.setPen(colours["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _heading(self, painter: QPainter, rect: QRect, heading: Heading, model: PlansModel) -> None:
        look, theme = self._look, self.theme
        left = rect.left() + theme.px(SIDE)
        side = theme.px(_ARROW)
        place = QRectF(left, rect.center().y() - side / 2 + 1, side, side)
        paint_line_mark(painter, place, "right" if heading.folded else "down", look.colours["text2"])
        left += side + theme.px(6)
        words, more = model.words.heading(heading)
        for text, letters, role in (
            (words, look.small_bold, "text"),
            (f"{heading.plans:,}", look.small, "text2"),
            (more, look.small, "text3"),
        ):
            painter.setFont(letters.font)
            painter.setPen(look.colours[role])
            room = QRect(left, rect.top(), max(rect.right() - left, 0), rect.height())
            painter.drawText(room, _LEFT, text)
            left += letters.metrics.horizontalAdvance(text) + theme.px(6)

    def _cell(
        self, painter: QPainter, rect: QRect, column: Column, item: Item, cell: Cell, *, chosen: bool
    ) -> None:
        look = self._look
        side = self.theme.px(SIDE)
        box = rect.adjusted(side, 0, -side, 0)
        if column is Column.REVISION:
            box.setRight(box.right() - side)
        quiet = not cell.strong and column is Column.DOSE
        role = "on_soft" if chosen else "text2" if quiet else "text"
        second = "text2" if chosen else "text3"
        if column is Column.STATUS:
            box.setLeft(self._status(painter, box, item, chosen=chosen))
        # A dose or a date is shown whole, whatever lies beside it.
        shortened = column in _SHORTENED or item.today.status is Status.UNREAD
        letters = look.bold if cell.strong else look.body
        flags = _RIGHT if column in (Column.DOSE, Column.REVISION) else _LEFT
        if not cell.second:
            self._line(
                painter, box, cell.first, letters, role, flags, waits=cell.waits == FIRST, shortened=shortened
            )
            return
        high, low = look.high, look.small.metrics.height()
        top = box.top() + (box.height() - high - low + self.theme.px(1)) // 2
        first = QRect(box.left(), top, box.width(), high)
        below = QRect(box.left(), top + high - self.theme.px(1), box.width(), low)
        self._line(
            painter, first, cell.first, letters, role, flags, waits=cell.waits == FIRST, shortened=shortened
        )
        self._line(
            painter,
            below,
            cell.second,
            look.small,
            second,
            flags,
            waits=cell.waits == SECOND,
            shortened=shortened,
        )

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        letters: _Letters,
        role: str,
        flags: int,
        *,
        waits: bool,
        shortened: bool,
    ) -> None:
        """Write one line of a cell, behind the mark of what waits where it does."""
        colours = self._look.colours
        if waits:
            side = self.theme.px(_SEVERITY)
            place = QRectF(box.left(), box.center().y() - side / 2 + 1, side, side)
            paint_severity(painter, place, "caution", colours["caution"], colours["panel"])
            box = box.adjusted(side + self.theme.px(_GAP), 0, 0, 0)
            role = "caution"
        painter.setFont(letters.font)
        painter.setPen(colours[role])
        if shortened:
            text = letters.metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags | int(Qt.TextFlag.TextDontClip), text)

    def _status(self, painter: QPainter, box: QRect, item: Item, *, chosen: bool) -> int:
        """Paint the shape of a status; return where its words begin."""
        side = self.theme.px(_MARK)
        place = QRectF(box.left(), box.center().y() - side / 2 + 1, side, side)
        ink = self._look.colours["on_soft" if chosen else "text2"]
        paint_line_mark(painter, place, SHAPES[item.today.status], ink)
        return box.left() + side + self.theme.px(6)


def _letters(font: QFont) -> _Letters:
    return _Letters(font, QFontMetrics(font))


def paint_focus(painter: QPainter, row: QRect, ink: QColor) -> None:
    """Paint the ring of the keyboard inside a row."""
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(row.adjusted(1, 1, -1, -1))
