"""Old and new beside each other: the days from the visit on, and what is taken on them, drawn."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ldn_desktop.papers.drawings import levels_of
from ldn_desktop.reference.words.english import times_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.steps.read_table import ReadTable
from ldn_desktop.ui.steps.step_delegate import StepDelegate
from ldn_desktop.ui.steps.steps_model import PARTS_ROLE, TAG_ROLE, take_parts
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.going_on import conditions
from ldn_desktop.workspace.old_and_new import Days, dose_text, old_and_new, tag_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtCore import QObject

    from ldn_desktop.workspace.visiting import Outcome


class Column(IntEnum):
    """The columns."""

    DATES = 0
    OLD = 1
    NEW = 2
    TAKE = 3


class OldNewModel(TableModel):
    """The spans of one outcome; where nothing changes those of the plan as it stands."""

    titles = ("Dates", "", "", "What to take")
    numeric = frozenset({Column.OLD, Column.NEW})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Days, ...] = ()
        self._made: Outcome | None = None
        self._waits: Mapping[date, str] = {}
        self._times = ""
        self._words = DoseWords([])

    def show_outcome(self, made: Outcome, words: DoseWords) -> None:
        """Show another outcome."""
        days = old_and_new(made.before, made.after, made.on)
        with self.replacing(len(days)):
            self._days, self._made, self._words = days, made, words
            self._waits = conditions(made.after, made.on)
            times = {span.new.phase.times for span in days if span.new is not None and span.new.takes}
            self._times = times_text(times.pop()) if len(times) == 1 else ""

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return how many spans there are."""
        return 0 if parent.isValid() else len(self._days)

    def title(self, column: int) -> str:
        """Return what stands above a column: the revisions by their numbers."""
        if self._made is None or column == Column.DATES:
            return super().title(column)
        if column == Column.TAKE:
            return f"What to take, {self._times}" if self._times else self.titles[column]
        plan = self._made.before.plan if column == Column.OLD else self._made.after.plan
        return f"Revision {plan.revision}"

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        days, made = self._days[row], self._made
        if column == Column.DATES or made is None:
            return days.dates
        if column == Column.OLD:
            return dose_text(days.old, made.before, self._words)
        if column == Column.NEW:
            return dose_text(days.new, made.after, self._words)
        return ", ".join(f"{part.lead} {part.text}".strip() for part in self._parts(days))

    def whole(self, row: int, column: int) -> str:
        """Return a cell's text with its tag."""
        told = self.cell(row, column)
        tag = self._tag(self._days[row]) if column == Column.TAKE else ""
        return f"{told}, {tag}" if tag else told

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return also what is drawn in the last column."""
        if index.isValid() and index.column() == Column.TAKE and index.row() < len(self._days):
            if role == PARTS_ROLE:
                return self._parts(self._days[index.row()])
            if role == TAG_ROLE:
                return self._tag(self._days[index.row()])
        return super().data(index, role)

    def _parts(self, days: Days) -> Any:
        return take_parts(days.new, self._words, self._times) if days.new is not None else ()

    def _tag(self, days: Days) -> str:
        return tag_of(days, self._made.after, self._waits) if self._made is not None else ""


class OldNewTable(ReadTable):
    """The table, as high as its rows."""

    def __init__(self) -> None:
        self.days = OldNewModel()
        super().__init__("Old and new", self.days)
        self._delegate = StepDelegate(self, take=Column.TAKE, dose=Column.NEW)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.TAKE, QHeaderView.ResizeMode.Stretch)
        self.apply_theme()

    def show_outcome(self, made: Outcome, words: DoseWords) -> None:
        """Show what a visit makes of the plan; where it changes nothing one column says it."""
        self._delegate.levels = levels_of(made.before, made.after)
        self.days.show_outcome(made, words)
        self.setColumnHidden(Column.OLD, not made.changed)
        self._fit()

    def apply_theme(self) -> None:
        """Fit rows to a theme's letters."""
        self._delegate.apply_theme()
        self.verticalHeader().setDefaultSectionSize(self.theme.row_height())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each row the lines that it takes."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide, rows = self.columnWidth(Column.TAKE), self.verticalHeader()
        for row in range(self.days.rowCount()):
            cell = self.days.index(row, Column.TAKE)
            high = (
                int(self._delegate.height(cell, wide)) if cell.data(PARTS_ROLE) else self.theme.row_height()
            )
            if rows.sectionSize(row) != high:
                rows.resizeSection(row, high)
        high = sum(map(self.rowHeight, range(self.days.rowCount())))
        self.setFixedHeight(high + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())
