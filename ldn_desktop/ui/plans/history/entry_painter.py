"""How an entry of the line of time is drawn: its mark, and its words in the width that there is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.table_model import Index
from ldn_desktop.workspace.plan_history import Entry, Kind

_GUTTER, _RIGHT, _ABOVE, _MARK = 40, 12, 8, 18
"""Pixels at 100 %: where words begin, what lies at their right, above and below them, and how large a mark is."""
_ICONS = {
    Kind.PAPER: "printer",
    Kind.EXPORT: "external-link",
    Kind.HANDED: "pill",
    Kind.DELETION: "trash-2",
    Kind.NEWER: "circle-help",
}
_TALL = 100_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
ENTRY = Qt.ItemDataRole.UserRole
"""Under which role a model hands over an entry."""


class EntryPainter(Themed, QStyledItemDelegate):
    """Paints an entry that the model hands over as ``ENTRY``, as high as its words in the width of the view."""

    def __init__(self, view: QListView, icons: IconSet) -> None:
        super().__init__(view)
        self._view, self._icons = view, icons

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of an entry in the width that there is."""
        width = self._view.viewport().width()
        high = sum(height for _, _, height in self._parts(index.data(ENTRY), self._room(width)))
        return QSize(width, high + 2 * self.theme.px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, mark and words."""
        entry: Entry = index.data(ENTRY)
        theme, state = self.theme, option.state
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.color("soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        self._mark(painter, box, entry, chosen=chosen, last=index.row() == self._view.model().rowCount() - 1)
        top = box.top() + theme.px(_ABOVE)
        for words, (font, role), height in self._parts(entry, self._room(box.width())):
            font.setStrikeOut(not entry.counts and words == entry.title)
            painter.setFont(font)
            ink = "on_soft" if chosen and role == "text" else role
            painter.setPen(theme.color(ink if entry.counts else "text3"))
            painter.drawText(
                QRect(box.left() + theme.px(_GUTTER), top, self._room(box.width()), height), _WRAP, words
            )
            top += height
        self._edge(painter, QRectF(box), chosen=chosen)
        painter.restore()

    def _edge(self, painter: QPainter, box: QRectF, *, chosen: bool) -> None:
        theme = self.theme
        focused = chosen and self._view.hasFocus()
        if focused or (chosen and theme.high_contrast):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus" if focused else "accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _parts(self, entry: Entry, room: int) -> list[tuple[str, tuple[QFont, str], int]]:
        """Return the words of an entry with their letters, colour and height."""
        theme = self.theme
        said, *lines = entry.told
        parts = [(entry.title, "body-bold", "text"), (said, "small", "text2")]
        parts += [(line, "small", "text") for line in lines]
        found = []
        for words, style, role in parts:
            font = theme.font(style)
            high = (
                QFontMetrics(font).boundingRect(QRect(0, 0, max(room, 1), _TALL), int(_WRAP), words).height()
            )
            found.append((words, (font, role), high))
        return found

    def _room(self, width: int) -> int:
        return width - self.theme.px(_GUTTER) - self.theme.px(_RIGHT)

    def _mark(self, painter: QPainter, box: QRect, entry: Entry, *, chosen: bool, last: bool) -> None:
        theme = self.theme
        side = theme.px(_MARK)
        place = QRectF(box.left() + theme.px(12), box.top() + theme.px(_ABOVE), side, side)
        middle = place.center().x()
        painter.setPen(QPen(theme.color("line"), theme.px(1.5)))
        end = place.bottom() if last else box.bottom() + 1
        painter.drawLine(QPoint(round(middle), round(place.bottom()) + 2), QPoint(round(middle), round(end)))
        ink = theme.color("s2" if entry.counts else "text3")
        painter.setPen(QPen(ink, theme.px(1.5)))
        if entry.kind is Kind.REVISION:
            solid = chosen and entry.counts
            font = theme.font("tiny")
            font.setBold(True)
            wide = max(side, QFontMetrics(font).horizontalAdvance(str(entry.number)) + theme.px(6))
            square = QRectF(middle - wide / 2, place.top(), wide, side)
            painter.setBrush(ink if solid else theme.color("panel"))
            painter.drawRoundedRect(square, theme.px(4), theme.px(4))
            painter.setPen(theme.color("panel") if solid else ink)
            painter.setFont(font)
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(entry.number))
        elif entry.kind is Kind.VISIT:
            painter.setPen(QPen(ink, 2 * theme.px(1)))
            painter.setBrush(theme.color("panel"))
            painter.drawEllipse(place.center(), side * 0.24, side * 0.24)
        else:
            small = theme.px(16)
            picture = self._icons.draw(
                _ICONS[entry.kind], "text2", theme, small, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(round(middle - small / 2), round(place.center().y() - small / 2), picture)
