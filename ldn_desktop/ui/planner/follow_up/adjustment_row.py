"""One adjustment in the list: its day, what it does, and the buttons to change or remove it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ldn_desktop.domain.adjustment import Adjustment
from ldn_desktop.papers.change_words import AdjustmentWords
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.ui.widgets.labels import PlainLabel


class AdjustmentRow(QWidget):
    """``edit_wanted`` and ``remove_wanted`` hand over the place in the list."""

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, at: int, adjustment: Adjustment, words: AdjustmentWords) -> None:
        super().__init__()
        self._at = at
        day = weekday_date(adjustment.on)
        told = f"{words.name}, {words.details}" if words.details else words.name
        noted = f"noted {weekday_date(adjustment.noted_on)}" if adjustment.noted_on else ""
        beside = ": ".join(part for part in (noted, adjustment.note) if part)
        more = f"<br>{escape(beside)}" if beside else ""
        label = PlainLabel(f"<b>{escape(day)}</b>&ensp;{escape(told)}{more}", wraps=True)
        label.setTextFormat(Qt.TextFormat.RichText)
        edit, remove = QPushButton("Edit"), QPushButton("Remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        for button, word in ((edit, "Edit"), (remove, "Remove")):
            button.setProperty("role", "flat")
            button.setAccessibleName(f"{word} {told} of {day}")
            row.addWidget(button)
        edit.clicked.connect(self._edit)
        remove.clicked.connect(self._remove)

    def _edit(self) -> None:
        self.edit_wanted.emit(self._at)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._at)
