"""The step table: dates, dose and what to take, with the drawings of capsules."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.drawings import levels_of
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.steps.read_table import ReadTable
from ldn_desktop.ui.steps.step_delegate import StepDelegate
from ldn_desktop.ui.steps.steps_model import (
    StepColumn,
    StepsModel,
)

_MOST_MEASURED = 60
_LEAST_TAKE = 210
"""Pixels at 100 % that what to take has at least before a column goes for it."""
_USUAL = {
    StepColumn.NUMBER: 31,
    StepColumn.FIRST: 98,
    StepColumn.LAST: 98,
    StepColumn.DAYS: 90,
    StepColumn.DOSE: 87,
    StepColumn.PIECES: 61,
}
"""How wide the others are at 100 % with usual dates and words, in pixels."""


class StepsTable(ReadTable):
    """The table; ``chosen`` tells the row that was picked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        self.steps = StepsModel()
        super().__init__("Steps", self.steps)
        self._least_rows = 1
        self._delegate = StepDelegate(self)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.apply_theme()

    def show_regimen(
        self, regimen: Regimen | None, words: DoseWords, changed: frozenset[int] = frozenset()
    ) -> None:
        """Show another computed plan; the rows at the places of ``changed`` are marked."""
        self._delegate.levels = levels_of(regimen) if regimen else {}
        self.steps.show_regimen(regimen, words, changed)
        self._fit_columns()

    def select(self, row: int | None) -> None:
        """Mark a row without telling it."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if row is None or row >= self.steps.rowCount():
            self.clearSelection()
        else:
            self.selectRow(row)
            self.scrollTo(self.steps.index(row, 0))
        selection.blockSignals(blocked)
        self.viewport().update()

    def apply_theme(self) -> None:
        """Fit rows to a theme's font."""
        self._delegate.apply_theme()
        self.verticalHeader().setDefaultSectionSize(self.theme.row_height())
        self._fit_columns()

    def set_least_rows(self, rows: int) -> None:
        """Keep room for some rows at least."""
        if rows != self._least_rows:
            self._least_rows = rows
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the head and the least rows."""
        least = super().minimumSizeHint()
        there, rows = min(self._least_rows, self.steps.rowCount()), self.verticalHeader()
        # The line below the last row need not be seen.
        high = sum(map(self.rowHeight, range(there))) - 1
        high += (self._least_rows - there) * rows.defaultSectionSize()
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() > 0 else 0
        high += self.horizontalHeader().sizeHint().height() + across + 2 * self.frameWidth()
        return QSize(least.width(), max(high, least.height()))

    def whole_height(self) -> int:
        """Return the height in which every row is seen."""
        rows = sum(map(self.rowHeight, range(self.steps.rowCount())))
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the words of what to take the room they need; what has no room in a line goes on in the next.

        Whether a column is shown depends on the width of the table alone, never on what a step says. What says least
        goes first: the pieces, the last day, which the first day of the next step tells as well, then the days; below
        what to take it then says what is told nowhere else. The drawings go where a line has no room for them.
        """
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self.theme.px(28))
        for column in StepColumn:
            self.setColumnHidden(column, False)
        self.steps.tell_below(frozenset())
        self.steps.tell_times(above=True)
        wide = {column: self.theme.px(pixels) for column, pixels in _USUAL.items()}
        # Room for a scroll bar is kept, or whether rows fit would decide which columns do.
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        room = self.width() - beside - sum(wide.values())
        hidden: set[StepColumn] = set()
        for column in (StepColumn.PIECES, StepColumn.LAST, StepColumn.DAYS):
            if room >= self.theme.px(_LEAST_TAKE):
                break
            hidden.add(column)
            room += wide[column]
        for column in StepColumn:
            self.setColumnHidden(column, column in hidden)
            take = column == StepColumn.TAKE
            mode = QHeaderView.ResizeMode.Stretch if take else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.steps.tell_below(frozenset(hidden))
        told = header.sectionSizeHint(StepColumn.TAKE)
        self.steps.tell_times(above=told <= self.columnWidth(StepColumn.TAKE))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give each row the lines that it takes."""
        rows, wide = self.verticalHeader(), self.columnWidth(StepColumn.TAKE)
        cells = [self.steps.index(row, StepColumn.TAKE) for row in range(self.steps.rowCount())]
        self._delegate.drawn = all(self._delegate.widest(cell) <= wide for cell in cells[:_MOST_MEASURED])
        heights = [int(self._delegate.height(cell, wide)) for cell in cells]
        # Whatever is asked between two changes of a height has the table laid out again.
        others = [row for row, height in enumerate(heights) if rows.sectionSize(row) != height]
        for row in others:
            rows.resizeSection(row, heights[row])
        if others:
            self.updateGeometry()

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())
