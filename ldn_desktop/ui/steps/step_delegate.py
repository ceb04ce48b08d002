"""Paints the cells of the step table: drawings, words and a tag of what to take, and the words below a cell's own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ldn_desktop.domain.formulation import QUARTERS, Tablet
from ldn_desktop.domain.recipe import Count
from ldn_desktop.printing.capsule import (
    SOLID,
    paint_capsule,
    paint_part_of_tablet,
    paint_tablet,
)
from ldn_desktop.ui.steps.steps_model import (
    NOTE_ROLE,
    NOTED,
    PARTS_ROLE,
    TAG_ROLE,
    StepColumn,
    TakePart,
)
from ldn_desktop.ui.steps.take_lines import DRAWN, LEAD, TAG, UNMADE, WORDS, Placed, TakeLines
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.table_model import Index

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ONE_LINE = 1e5
"""A width in which no words below a cell are wrapped."""


class StepDelegate(Themed, QStyledItemDelegate):
    """Paints the cell *What to take*: drawings, words, a tag; doses bold, what cannot be measured in words."""

    def __init__(self, parent: QWidget, take: int = StepColumn.TAKE, dose: int = StepColumn.DOSE) -> None:
        super().__init__(parent)
        self._take_column, self._dose_column = take, dose
        self._levels: dict[str, int] = {}
        self._lines = TakeLines(self._levels)
        self.drawn = True

    @property
    def levels(self) -> dict[str, int]:
        """How strongly each product is drawn, by its id."""
        return self._levels

    @levels.setter
    def levels(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self.apply_theme()

    def apply_theme(self) -> None:
        """Measure in the theme's letters."""
        self._lines = TakeLines(self._levels)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Make doses bold and unmeasurable rows red."""
        super().initStyleOption(option, index)
        if index.column() == self._dose_column:
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        note = str(index.data(NOTE_ROLE) or "")
        if index.column() != self._take_column and not note:
            super().paint(painter, option, index)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, self.theme.color("soft"))
        painter.setPen(self.theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        aside = 8 if index.column() == self._take_column else 11
        box = QRectF(option.rect).adjusted(self.theme.px(aside), 0, -self.theme.px(aside - 4), 0)
        placed = self._placed(index, box.width()) if index.column() == self._take_column else ()
        box = self._note(painter, box, index, note, lines=max((each.line for each in placed), default=0) + 1)
        if placed:
            self._take(painter, box, placed, chosen=chosen)
        else:
            painter.setFont(self.theme.font("body"))
            painter.setPen(self.theme.color("on_soft" if chosen else "text"))
            painter.drawText(box, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), str(index.data()))
        painter.restore()

    def note_height(self, note: str, width: float) -> float:
        """Return how high words below a cell's own are in a width."""
        metrics = QFontMetricsF(self.theme.font("small"))
        return metrics.boundingRect(QRectF(0, 0, width, 0), _WRAPPED, note).height()

    def _note(self, painter: QPainter, box: QRectF, index: Index, note: str, *, lines: int) -> QRectF:
        """Write the words below a cell's own ``lines``, if there are any; return the room of its own."""
        high = self.note_height(note, box.width()) if note else 0
        side = (
            Qt.AlignmentFlag.AlignRight if index.column() == StepColumn.DAYS else Qt.AlignmentFlag.AlignLeft
        )
        line = QFontMetricsF(self.theme.font("body")).height() * lines
        gap = self.theme.px(2) if note else 0
        top = box.center().y() - (line + gap + high) / 2
        painter.setFont(self.theme.font("small"))
        painter.setPen(self.theme.color("text2"))
        painter.drawText(QRectF(box.left(), top + line + gap, box.width(), high), _WRAPPED | int(side), note)
        return QRectF(box.left(), top, box.width(), line)

    def _take(self, painter: QPainter, box: QRectF, placed: tuple[Placed, ...], *, chosen: bool) -> None:
        high = QFontMetricsF(self.theme.font("body")).height()
        roles = {LEAD: "text2", WORDS: "on_soft" if chosen else "text", UNMADE: "blocking"}
        for piece, left, line in placed:
            place = QRectF(box.left() + left, box.top() + line * high, piece.width, high)
            if piece.kind == DRAWN:
                self._drawings(painter, place, piece.counts)
            elif piece.kind == TAG:
                self._tag(painter, place, piece.text)
            else:
                font = QFont(self.theme.font("body"))
                font.setBold(piece.kind == UNMADE)
                painter.setFont(font)
                painter.setPen(self.theme.color(roles[piece.kind]))
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
                painter.drawText(place, int(flags), piece.text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size a cell needs, words below its own included; what to take takes the room that it is given."""
        size = super().sizeHint(option, index)
        told = str(index.data(NOTE_ROLE) or "") if index.column() in NOTED else ""
        if not told or index.column() == self._take_column:
            return size
        note = QFontMetricsF(self.theme.font("small")).horizontalAdvance(told)
        return QSize(max(size.width(), int(note) + self.theme.px(22)), size.height())

    def widest(self, index: Index) -> float:
        """Return the width that the widest line of a cell needs, with drawings."""
        parts: tuple[TakePart, ...] = index.data(PARTS_ROLE)
        return self._lines.widest(parts, drawn=True) + self._aside

    def height(self, index: Index, width: float) -> float:
        """Return how high a row is in which what to take has a width; words below its other cells are on one line."""
        room, line = width - self._aside, QFontMetricsF(self.theme.font("body")).height()
        more = max(placed.line for placed in self._placed(index, room)) * line
        more += self._more(str(index.data(NOTE_ROLE) or ""), room)
        beside = (index.sibling(index.row(), column) for column in NOTED if column != index.column())
        least = max(self._more(str(cell.data(NOTE_ROLE) or ""), _ONE_LINE) for cell in beside)
        return self.theme.row_height() + max(more, least)

    def _more(self, note: str, room: float) -> float:
        return self.note_height(note, room) - self.theme.px(3) if note else 0

    @property
    def _aside(self) -> float:
        return self.theme.px(12)

    def _placed(self, index: Index, room: float) -> tuple[Placed, ...]:
        parts: tuple[TakePart, ...] = index.data(PARTS_ROLE)
        return self._lines.place(parts, str(index.data(TAG_ROLE) or ""), room, drawn=self.drawn)

    def _drawings(self, painter: QPainter, box: QRectF, counts: tuple[Count, ...]) -> None:
        left, lines = box.left(), self._lines
        ink, paper = self.theme.color("s2"), self.theme.color("panel")
        for count in counts:
            size = lines.size(count)
            level = self.levels.get(count.formulation.id, 0)
            for taken in range(0, count.quarters, QUARTERS):
                place = QRectF(left, box.center().y() - size.height() / 2, size.width(), size.height())
                quarters = min(count.quarters - taken, QUARTERS)
                if not isinstance(count.formulation, Tablet):
                    paint_capsule(painter, place, level, ink, paper)
                elif quarters == QUARTERS:
                    paint_tablet(painter, place, SOLID, ink, paper)
                else:
                    paint_part_of_tablet(painter, place, quarters, ink, paper)
                left += size.width() + self.theme.px(4)

    def _tag(self, painter: QPainter, box: QRectF, tag: str) -> None:
        small = QFont(self.theme.font("small"))
        place = QRectF(box)
        place.setHeight(QFontMetricsF(small).height() + self.theme.px(4))
        place.moveTop(box.center().y() - place.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("control"), 1))
        painter.setBrush(self.theme.color("sunken"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setFont(small)
        painter.setPen(self.theme.color("text2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), tag)
