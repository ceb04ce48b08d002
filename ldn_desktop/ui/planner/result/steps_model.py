"""The phases of a computed plan as a table: number, dates, days, dose, what to take, pieces."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import kind_of
from ldn_desktop.reference.words.english import full_date, short_date, times_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel

STEP_ROLE = Qt.ItemDataRole.UserRole + 1
TAG_ROLE = Qt.ItemDataRole.UserRole + 2


class StepColumn(IntEnum):
    """The columns of the step table."""

    NUMBER = 0
    FIRST = 1
    LAST = 2
    DAYS = 3
    DOSE = 4
    TAKE = 5
    PIECES = 6


class StepsModel(TableModel):
    """Shows one regimen; ``show_regimen`` puts another in its place."""

    titles = ("#", "From", "To", "Days", "Daily dose", "What to take", "Pieces")
    numeric = frozenset({StepColumn.NUMBER, StepColumn.DAYS, StepColumn.DOSE, StepColumn.PIECES})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regimen: Regimen | None = None
        self._words = DoseWords([])
        self._changed: frozenset[int] = frozenset()

    def show_regimen(
        self, regimen: Regimen | None, words: DoseWords, changed: frozenset[int] = frozenset()
    ) -> None:
        """Show another computed plan, or an empty table; the rows at the places of ``changed`` are marked."""
        with self.replacing(len(regimen.steps) if regimen else 0):
            self._regimen, self._words, self._changed = regimen, words, changed

    def step(self, row: int) -> Step:
        """Return the phase in a row."""
        if self._regimen is None:
            raise IndexError(row)
        return self._regimen.steps[row]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of phases."""
        return 0 if parent.isValid() or self._regimen is None else len(self._regimen.steps)

    def title(self, column: int) -> str:
        """Return what stands above a column: above what to take, when all steps are taken at the same times."""
        times = self._shared_times() if column == StepColumn.TAKE else ""
        return f"{self.titles[column]}, {times}" if times else self.titles[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its alignment, or the phase itself."""
        if not index.isValid() or self._regimen is None:
            return None
        row, told = index.row(), super().data(index, role)
        match role:
            case Qt.ItemDataRole.AccessibleTextRole if row in self._changed:
                return f"changed, {told}"
            case Qt.ItemDataRole.ToolTipRole if index.column() == StepColumn.TAKE:
                return plain_tip(self.cell(row, StepColumn.TAKE))
            case int() if role == STEP_ROLE:
                return self._regimen.steps[row]
            case int() if role == TAG_ROLE:
                return self._tag(row, self._regimen.steps[row])
        return told

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        step = self.step(row)
        phase = step.phase
        same_year = phase.first.year == phase.last.year
        match StepColumn(column):
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
