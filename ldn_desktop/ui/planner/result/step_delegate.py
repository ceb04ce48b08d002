"""Paints the cells of the step table: drawings, words and a tag of what to take, and the words below a cell's own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
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
    capsule_size,
    paint_capsule,
    paint_part_of_tablet,
    paint_tablet,
)
from ldn_desktop.ui.planner.result.steps_model import (
    NOTE_ROLE,
    NOTED,
    PARTS_ROLE,
    TAG_ROLE,
    StepColumn,
    TakePart,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.table_model import Index

_NOTE_WIDTH = 200
"""Within which the words below what to take are broken."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_MOST_DRAWN = 6


class StepDelegate(Themed, QStyledItemDelegate):
    """Paints the cell *What to take*: drawings, words, a tag; doses bold, what cannot be measured in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.levels: dict[str, int] = {}
        self.drawn = True

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Make doses bold and unmeasurable rows red."""
        super().initStyleOption(option, index)
        if index.column() == StepColumn.DOSE:
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        note = str(index.data(NOTE_ROLE) or "")
        if index.column() != StepColumn.TAKE and not note:
            super().paint(painter, option, index)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, self.theme.color("soft"))
        painter.setPen(self.theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        aside = 8 if index.column() == StepColumn.TAKE else 11
        box = QRectF(option.rect).adjusted(self.theme.px(aside), 0, -self.theme.px(aside - 4), 0)
        if note:
            box = self._note(painter, box, index, note)
        if index.column() == StepColumn.TAKE:
            self._take(painter, box, index, chosen=chosen)
        else:
            painter.setFont(self.theme.font("body"))
            painter.setPen(self.theme.color("on_soft" if chosen else "text"))
            painter.drawText(box, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), str(index.data()))
        painter.restore()

    def note_height(self, note: str, width: float) -> float:
        """Return how high words below a cell's own are in a width."""
        metrics = QFontMetricsF(self.theme.font("small"))
        return metrics.boundingRect(QRectF(0, 0, width, 0), _WRAPPED, note).height()

    def _note(self, painter: QPainter, box: QRectF, index: Index, note: str) -> QRectF:
        """Write the words below a cell's own; return the room above them."""
        high = self.note_height(note, box.width())
        side = (
            Qt.AlignmentFlag.AlignRight if index.column() == StepColumn.DAYS else Qt.AlignmentFlag.AlignLeft
        )
        line = QFontMetricsF(self.theme.font("body")).height()
        gap = self.theme.px(2)
        top = box.center().y() - (line + gap + high) / 2
        painter.setFont(self.theme.font("small"))
        painter.setPen(self.theme.color("text2"))
        painter.drawText(QRectF(box.left(), top + line + gap, box.width(), high), _WRAPPED | int(side), note)
        return QRectF(box.left(), top, box.width(), line)

    def _take(self, painter: QPainter, box: QRectF, index: Index, *, chosen: bool) -> None:
        parts: tuple[TakePart, ...] = index.data(PARTS_ROLE)
        for part in parts:
            left = box.left()
            if part.lead:
                left = self._word(painter, box, part.lead, "text2")
            if self.drawn:
                left = self._drawings(painter, box.adjusted(left - box.left(), 0, 0, 0), part)
            rest = QRectF(left, box.top(), box.right() - left, box.height())
            role = "on_soft" if chosen else "text"
            left = self._word(
                painter, rest, part.text, "blocking" if _unmade(part) else role, bold=_unmade(part)
            )
            box.setLeft(left + self.theme.px(6))
        if not any(map(_unmade, parts)):
            self._tag(painter, box, str(index.data(TAG_ROLE) or ""))

    def _word(self, painter: QPainter, box: QRectF, text: str, role: str, *, bold: bool = False) -> float:
        """Write words and return where they end."""
        font = QFont(self.theme.font("body"))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self.theme.color(role))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
        return box.left() + QFontMetricsF(font).horizontalAdvance(text) + self.theme.px(4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size a cell needs, drawings included."""
        size = super().sizeHint(option, index)
        if index.column() == StepColumn.TAKE:
            wide = self.width_of(index)
            return QSize(int(wide), size.height())
        told = str(index.data(NOTE_ROLE) or "") if index.column() in NOTED else ""
        if not told:
            return size
        note = QFontMetricsF(self.theme.font("small")).horizontalAdvance(told)
        return QSize(max(size.width(), int(note) + self.theme.px(22)), size.height())

    def width_of(self, index: Index) -> float:
        """Return the width that a cell's drawings, words and tag need."""
        metrics = QFontMetricsF(self.theme.font("body"))
        parts: tuple[TakePart, ...] = index.data(PARTS_ROLE)
        wide: float = self.theme.px(14) + self.theme.px(10) * len(parts)
        for part in parts:
            wide += metrics.horizontalAdvance(part.lead + part.text)
            wide += self.theme.px(10) if part.lead else 0
            wide += self._drawn_width(part) if self.drawn else 0
        tag = str(index.data(TAG_ROLE) or "")
        if tag:
            wide += metrics.horizontalAdvance(tag) + self.theme.px(28)
        note = QFontMetricsF(self.theme.font("small")).horizontalAdvance(str(index.data(NOTE_ROLE) or ""))
        return max(wide, min(note, self.theme.px(_NOTE_WIDTH)) + self.theme.px(14))

    def _counts(self, part: TakePart) -> list[Count]:
        recipe = part.take.recipe if part.take else None
        return [p for p in recipe.portions if isinstance(p, Count)] if recipe else []

    def _drawn_width(self, part: TakePart) -> float:
        return sum(
            min(count.pieces, _MOST_DRAWN) * (self._size(count).width() + self.theme.px(4))
            for count in self._counts(part)
        )

    def _size(self, count: Count) -> QSizeF:
        size = capsule_size(self.levels.get(count.formulation.id, 0), self.theme.scale)
        # A tablet is round: as wide as it is high, and a little higher than a capsule.
        side = size.height() * 1.3
        return QSizeF(side, side) if isinstance(count.formulation, Tablet) else size

    def _drawings(self, painter: QPainter, box: QRectF, part: TakePart) -> float:
        left = box.left()
        counts = self._counts(part)
        if sum(count.pieces for count in counts) > _MOST_DRAWN:
            return left
        ink, paper = self.theme.color("s2"), self.theme.color("panel")
        for count in counts:
            size = self._size(count)
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
        return left + (self.theme.px(6) if counts else 0)

    def _tag(self, painter: QPainter, box: QRectF, tag: str) -> None:
        if not tag:
            return
        small = QFont(self.theme.font("small"))
        metrics = QFontMetricsF(small)
        place = QRectF(
            box.left(),
            0,
            metrics.horizontalAdvance(tag) + self.theme.px(16),
            metrics.height() + self.theme.px(4),
        )
        place.moveTop(box.center().y() - place.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("control"), 1))
        painter.setBrush(self.theme.color("sunken"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setFont(small)
        painter.setPen(self.theme.color("text2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), tag)


def _unmade(part: TakePart) -> bool:
    return part.take is not None and part.take.recipe is None
