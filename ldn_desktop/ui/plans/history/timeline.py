"""The line of time: what happened, the last first, each entry with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index
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
_ENTRY = Qt.ItemDataRole.UserRole


class TimelineModel(QAbstractListModel):
    """Entries, the last first."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an entry's title, all that it says for those who hear it, or the entry itself."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.text
            case _ if role == _ENTRY:
                return entry
        return None


class _Delegate(Themed, QStyledItemDelegate):
    def __init__(self, view: QListView, icons: IconSet) -> None:
        super().__init__(view)
        self._view, self._icons = view, icons

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of an entry in the width that there is."""
        width = self._view.viewport().width()
        high = sum(height for _, _, height in self._parts(index.data(_ENTRY), self._room(width)))
        return QSize(width, high + 2 * self.theme.px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, mark and words."""
        entry: Entry = index.data(_ENTRY)
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


class Timeline(Themed, QListView):
    """The line of time. ``chosen`` hands over the key of the entry that is chosen, ``left_chosen`` that of a revision.

    The second is one that was clicked with Shift held, or for which C was typed. ``asked`` hands over the name of what
    else is wanted of the chosen entry: ``open``, ``visit``, ``print``, ``delete`` or ``menu``.
    """

    chosen = Signal(str)
    left_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setAccessibleName("Revisions and visits")
        self.entries = TimelineModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_Delegate(self, icons))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._fresh = True
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def entry(self) -> Entry | None:
        """The chosen entry."""
        index = self.currentIndex()
        return self.entries.entries[index.row()] if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry], *, fresh: bool) -> None:
        """Show others: of ``fresh`` ones what happened last is in sight, until somebody goes on; else what was."""
        at = self.verticalScrollBar().value()
        self._fresh = fresh
        self.entries.show_entries(entries)
        if not fresh:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at)

    def choose(self, key: str) -> None:
        """Choose an entry by its key or by that of any of its records."""
        for row, entry in enumerate(self.entries.entries):
            if any(record.hash == key for record in entry.records):
                self.setCurrentIndex(self.entries.index(row))
                return

    def apply_theme(self) -> None:
        """Fit the rows to the letters."""
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what happened last."""
        super().showEvent(event)
        self._begin()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; with Shift the revision that the chosen one is compared with."""
        self._fresh = False
        index = self.indexAt(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and index.isValid():
            self._tell_left(self.entries.entries[index.row()])
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key asks of the chosen entry."""
        self._fresh = False
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        asked = _KEYS.get(Qt.Key(event.key())) if plain else None
        if event.matches(QKeySequence.StandardKey.Copy) and self.entry is not None:
            # What the view itself copies is a title, and it stays on the clipboard.
            copy_of_plan(self.entry.text)
        elif event.key() == Qt.Key.Key_C and plain and self.entry is not None:
            self._tell_left(self.entry)
        elif asked:
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the entry below the pointer, or the chosen one."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse and index.isValid():
            self.setCurrentIndex(index)
        self.asked.emit("menu")

    def _begin(self) -> None:
        if self._fresh:
            self.executeDelayedItemsLayout()
            self.scrollToTop()

    def _tell_left(self, entry: Entry) -> None:
        if entry.kind is Kind.REVISION:
            self.left_chosen.emit(entry.key)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.entries.entries[now.row()].key)


_KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_V: "visit",
    Qt.Key.Key_F: "fill",
    Qt.Key.Key_P: "print",
    Qt.Key.Key_Delete: "delete",
}
