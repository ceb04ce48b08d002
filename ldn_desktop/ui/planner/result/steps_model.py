"""The phases of a computed plan as a table: number, dates, days, dose, what to take, pieces."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import kind_of
from ldn_desktop.reference.words.english import full_date, short_date, times_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.labels import plain_tip

_Index = QModelIndex | QPersistentModelIndex
STEP_ROLE = Qt.ItemDataRole.UserRole + 1
TAG_ROLE = Qt.ItemDataRole.UserRole + 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class StepColumn(IntEnum):
    """The columns of the step table."""

    NUMBER = 0
    FIRST = 1
    LAST = 2
    DAYS = 3
    DOSE = 4
    TAKE = 5
    PIECES = 6


class StepsModel(QAbstractTableModel):
    """Shows one regimen; ``show_regimen`` puts another in its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regimen: Regimen | None = None
        self._words = DoseWords([])
        self._changed: frozenset[int] = frozenset()

    def show_regimen(
        self, regimen: Regimen | None, words: DoseWords, changed: frozenset[int] = frozenset()
    ) -> None:
        """Show another computed plan, or an empty table; the rows at the places of ``changed`` are marked."""
        self._changed = changed
        rows = len(regimen.steps) if regimen else 0
        if rows == self.rowCount() and rows:
            self._regimen, self._words = regimen, words
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self._regimen, self._words = regimen, words
        self.endResetModel()

    def step(self, row: int) -> Step:
        """Return the phase in a row."""
        if self._regimen is None:
            raise IndexError(row)
        return self._regimen.steps[row]

    def as_text(self) -> str:
        """Return the table as text with tabs, headers first, for the clipboard."""
        columns = range(self.columnCount())
        header = Qt.Orientation.Horizontal
        lines = ["\t".join(str(self.headerData(column, header)) for column in columns)]
        lines += [
            "\t".join(self._text(row, StepColumn(column)) for column in columns)
            for row in range(self.rowCount())
        ]
        return "\n".join(lines) + "\n"

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of phases."""
        return 0 if parent.isValid() or self._regimen is None else len(self._regimen.steps)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(StepColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = StepColumn(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column in _NUMERIC else _LEFT)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column is StepColumn.TAKE:
            return f"What to take, {self._shared_times()}" if self._shared_times() else "What to take"
        return _TITLES[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its alignment, or the phase itself."""
        if not index.isValid() or self._regimen is None:
            return None
        column, step = StepColumn(index.column()), self._regimen.steps[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_RIGHT if column in _NUMERIC else _LEFT)
            case Qt.ItemDataRole.AccessibleTextRole:
                marked = "changed, " if index.row() in self._changed else ""
                return f"{marked}{_TITLES[column]}: {self._text(index.row(), column)}"
            case Qt.ItemDataRole.ToolTipRole if column is StepColumn.TAKE:
                return plain_tip(self._text(index.row(), column))
            case int() if role == STEP_ROLE:
                return step
            case int() if role == TAG_ROLE:
                return self._tag(index.row(), step)
        return None

    def _text(self, row: int, column: StepColumn) -> str:
        step = self.step(row)
        phase = step.phase
        same_year = phase.first.year == phase.last.year
        match column:
            case StepColumn.NUMBER:
                return str(step.number) if step.number else "–"
            case StepColumn.FIRST:
                return short_date(phase.first) if same_year else full_date(phase.first)
            case StepColumn.LAST:
                return full_date(phase.last)
            case StepColumn.DAYS:
                return f"{phase.days:,}"
            case StepColumn.DOSE:
                return self._words.dose(phase.dose_ng) if phase.dose_ng else "pause"
            case StepColumn.TAKE:
                return self._take(step)
            case StepColumn.PIECES:
                return self._pieces(step)

    def _tag(self, row: int, step: Step) -> str:
        tags = ["changed"] if row in self._changed else []
        if self._regimen is not None:
            tags += filter(None, [kind_of(step.phase, self._regimen).replace("_", " ")])
            if self._regimen.plan.stopped and self._regimen.last_dose in step.phase.dose_days():
                tags.append("stopped here")
        return ", ".join(tags)

    def _take(self, step: Step) -> str:
        if not step.takes:
            return "no naltrexone"
        each = self._words.take(step.takes[0])
        if len(step.takes) > 1:
            each = f"{each}, each time"
        if not self._shared_times():
            each = f"{each}, {times_text(step.phase.times)}"
        return each

    def _pieces(self, step: Step) -> str:
        pieces = sum(take.recipe.pieces for take in step.takes if take.recipe)
        return f"{pieces:,}" if pieces else "–"

    def _shared_times(self) -> str:
        if self._regimen is None:
            return ""
        found = {step.phase.times for step in self._regimen.steps}
        return times_text(found.pop()) if len(found) == 1 else ""


_NUMERIC = frozenset({StepColumn.NUMBER, StepColumn.DAYS, StepColumn.DOSE, StepColumn.PIECES})
_TITLES = {
    StepColumn.NUMBER: "#",
    StepColumn.FIRST: "From",
    StepColumn.LAST: "To",
    StepColumn.DAYS: "Days",
    StepColumn.DOSE: "Daily dose",
    StepColumn.TAKE: "What to take",
    StepColumn.PIECES: "Pieces",
}
