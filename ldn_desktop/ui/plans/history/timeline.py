"""The line of time: what happened, the last first, each entry with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from ldn_desktop.ui.plans.history.entry_painter import ENTRY, EntryPainter
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index
from ldn_desktop.workspace.plan_history import Entry, Kind


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
            case _ if role == ENTRY:
                return entry
        return None


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
        self.setItemDelegate(EntryPainter(self, icons))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._fresh = True
        self.selectionModel().currentChanged.connect(self._moved)
        self.verticalScrollBar().actionTriggered.connect(self._go_on)

    @property
    def entry(self) -> Entry | None:
        """The chosen entry."""
        index = self.currentIndex()
        return self.entries.entries[index.row()] if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry], *, fresh: bool) -> None:
        """Show others: of ``fresh`` ones what happened last is in sight, until somebody goes on; else what was."""
        at = self.verticalScrollBar().value()
        self._fresh = fresh or self._fresh
        self.entries.show_entries(entries)
        if not self._fresh:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at)

    def choose(self, key: str) -> None:
        """Go to an entry by its key or by that of any of its records."""
        self._go_on()
        self._choose(key)

    def mark(self, key: str) -> None:
        """Choose an entry as ``choose`` does, and leave in sight what is."""
        self.setAutoScroll(False)
        self._choose(key)
        self.setAutoScroll(True)
        self._begin()

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
        self._go_on()
        index = self.indexAt(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and index.isValid():
            self._tell_left(self.entries.entries[index.row()])
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key asks of the chosen entry."""
        self._go_on()
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

    def _go_on(self) -> None:
        self._fresh = False

    def _choose(self, key: str) -> None:
        for row, entry in enumerate(self.entries.entries):
            if any(record.hash == key for record in entry.records):
                self.setCurrentIndex(self.entries.index(row))
                return

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
