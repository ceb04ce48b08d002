"""The phases of a computed plan as a table: number, dates, days, dose, what to take, pieces."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from ldn_desktop.domain.administration import Step, Take
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import kind_of
from ldn_desktop.reference.words.english import ENGLISH, counted, full_date, short_date, times_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.step_words import (
    alike,
    doses_text,
    earliest_from,
    has_notes,
    route_of,
    step_notes,
)

TAG_ROLE = Qt.ItemDataRole.UserRole + 1
NOTE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The words below a cell's own."""
PARTS_ROLE = Qt.ItemDataRole.UserRole + 3


class TakePart(NamedTuple):
    """What is taken, with the name of its time before it where the times of a day differ; in a pause nothing."""

    take: Take | None
    lead: str
    text: str


class StepColumn(IntEnum):
    """The columns of the step table."""

    NUMBER = 0
    FIRST = 1
    LAST = 2
    DAYS = 3
    DOSE = 4
    TAKE = 5
    PIECES = 6


NOTED = (StepColumn.FIRST, StepColumn.DAYS, StepColumn.TAKE)
"""The columns in which words may stand below a cell's own; in the last they may take several lines."""


class StepsModel(TableModel):
    """Shows one regimen; ``show_regimen`` puts another in its place."""

    titles = ("#", "From", "To", "Days", "Daily dose", "What to take", "Pieces")
    numeric = frozenset({StepColumn.NUMBER, StepColumn.DAYS, StepColumn.DOSE, StepColumn.PIECES})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regimen: Regimen | None = None
        self._words = DoseWords([])
        self._changed: frozenset[int] = frozenset()
        self._earliest: int | None = None
        self._times = ""
        self._above, self._rhythms = True, False
        self._notes: dict[tuple[int, int], str] = {}
        self._noted = False
        self._below: frozenset[StepColumn] = frozenset()

    def show_regimen(
        self, regimen: Regimen | None, words: DoseWords, changed: frozenset[int] = frozenset()
    ) -> None:
        """Show another computed plan, or an empty table; the rows at the places of ``changed`` are marked."""
        with self.replacing(len(regimen.steps) if regimen else 0):
            self._regimen, self._words, self._changed = regimen, words, changed
            phases = regimen.course if regimen else ()
            times = {phase.times for phase in phases}
            self._times = times_text(times.pop()) if len(times) == 1 else ""
            self._rhythms = any(phase.rhythm for phase in phases)
            self._earliest = earliest_from(regimen) if regimen else None
            self._notes.clear()
            self._noted = regimen is not None and has_notes(regimen)

    def tell_below(self, hidden: frozenset[StepColumn]) -> None:
        """Say below what to take what columns would that are not shown, where nothing else of the table says it."""
        self._below = hidden

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
        if column == StepColumn.DOSE and self._rhythms:
            # What is taken on a day with a dose is no daily dose.
            return "Dose"
        times = self._times if column == StepColumn.TAKE and self._above else ""
        return f"{self.titles[column]}, {times}" if times else self.titles[column]

    def tell_times(self, *, above: bool) -> None:
        """Say the times that all steps share above what to take, or in each row."""
        if above != self._above:
            self._above = above
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, StepColumn.TAKE, StepColumn.TAKE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its alignment, or the phase itself."""
        if not index.isValid() or self._regimen is None:
            return None
        row = index.row()
        match role:
            case Qt.ItemDataRole.AccessibleTextRole if row in self._changed:
                return f"changed, {super().data(index, role)}"
            case Qt.ItemDataRole.ToolTipRole if index.column() == StepColumn.TAKE:
                return plain_tip(self.whole(row, StepColumn.TAKE))
            case int() if role == NOTE_ROLE:
                return self.note(row, index.column())
            case int() if role == PARTS_ROLE:
                return self._parts(self._regimen.steps[row])
            case int() if role == TAG_ROLE:
                return self._tag(row, self._regimen.steps[row])
        return super().data(index, role)

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
                return ", ".join(f"{part.lead} {part.text}".lstrip() for part in self._parts(step))
            case StepColumn.PIECES:
                return self._pieces(step)

    def note(self, row: int, column: int) -> str:
        """Return what stands below a cell's words."""
        told = self._own_note(row, column)
        if column != StepColumn.TAKE or not self._below:
            return told
        return " · ".join(filter(None, (*self._told_below(row), told)))

    def _told_below(self, row: int) -> Iterator[str]:
        step = self.step(row)
        if StepColumn.LAST in self._below and row == self.rowCount() - 1:
            yield f"until {full_date(step.phase.last)}"
        if StepColumn.DAYS in self._below:
            yield counted(step.phase.days, "day")
            yield self._own_note(row, StepColumn.DAYS)
            pieces = self._pieces(step)
            yield "" if pieces == "–" else counted(int(pieces.replace(",", "")), "piece")

    def _own_note(self, row: int, column: int) -> str:
        if not self._noted or column not in NOTED:
            return ""
        if (row, column) not in self._notes:
            self._notes[row, column] = self._note(row, column)
        return self._notes[row, column]

    def _note(self, row: int, column: int) -> str:
        match column:
            case StepColumn.FIRST:
                return "at the earliest" if self._earliest is not None and row >= self._earliest else ""
            case StepColumn.DAYS:
                return doses_text(self.step(row).phase)
        return " · ".join(step_notes(self._regimen, row)) if self._regimen else ""

    def whole(self, row: int, column: int) -> str:
        """Return a cell's text with what stands below it."""
        return ", ".join(filter(None, (self.cell(row, column), self._own_note(row, column))))

    def _tag(self, row: int, step: Step) -> str:
        tags = ["changed"] if row in self._changed else []
        if self._regimen is not None:
            tags += filter(None, [kind_of(step.phase, self._regimen).replace("_", " ")])
            if self._regimen.plan.stopped and self._regimen.last_dose in step.phase.dose_days():
                tags.append("stopped here")
        return ", ".join(tags)

    def _parts(self, step: Step) -> tuple[TakePart, ...]:
        return take_parts(step, self._words, told=self._times if self._above else "")

    def _pieces(self, step: Step) -> str:
        pieces = sum(take.recipe.pieces for take in step.takes if take.recipe)
        return f"{pieces:,}" if pieces else "–"


def take_parts(step: Step, words: DoseWords, told: str = "") -> tuple[TakePart, ...]:
    """Return what is taken on a day of a step; the times of the day stand behind it unless they are ``told`` above."""
    if not step.takes:
        return (TakePart(None, "", "no naltrexone"),)
    route = route_of(step)
    texts = [f"{words.take(take)} {route}".rstrip() for take in step.takes]
    if not alike(step.takes):
        names = [ENGLISH.time_name(take.time) for take in step.takes]
        return tuple(map(TakePart, step.takes, names, texts))
    each = ["each time"] if len(step.takes) > 1 else []
    when = [] if told else [times_text(step.phase.times)]
    return (TakePart(step.takes[0], "", ", ".join([texts[0], *each, *when])),)
