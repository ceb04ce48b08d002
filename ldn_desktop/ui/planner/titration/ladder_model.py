"""The ladder as an editable table: daily dose, days, the change from the row before, how it is measured."""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from ldn_desktop.domain.amount import AmountError
from ldn_desktop.domain.basis import Months, months_later
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE, Ladder, Rung
from ldn_desktop.domain.plan import CONTINUES, REVIEW, STOPS, TIMES
from ldn_desktop.domain.rhythm import WEEKDAYS, Rhythm, Weekdays
from ldn_desktop.reference.words.english import rhythm_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.count_text import SPANS
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Enter, SetRung
from ldn_desktop.workspace.typed import typed_dose

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.bridge import Bridge

UNMEASURABLE_ROLE = Qt.ItemDataRole.UserRole + 1
UNREAD_ROLE = Qt.ItemDataRole.UserRole + 2


class LadderColumn(IntEnum):
    """The columns of the ladder table."""

    NUMBER = 0
    DOSE = 1
    DAYS = 2
    CHANGE = 3
    MEASURED = 4
    TAKEN = 5
    THEN = 6


EDITABLE = frozenset({LadderColumn.DOSE, LadderColumn.DAYS})
RHYTHM_FIELDS = ("every", "on", "off")
FIELDS = frozenset({*RHYTHM_FIELDS, *TIMES})
"""The fields of a step's panel within ``ladder.<row>.``."""
GO_ON_WORDS = {ON_DATE: "on the date", IF_TOLERATED: "if it suits", AFTER_REVIEW: "after a review"}
AFTER_WORDS = {REVIEW: "see the prescriber", CONTINUES: "goes on", STOPS: "stops"}
_FIELDS = {LadderColumn.DOSE: "dose", LadderColumn.DAYS: "days"}


class LadderModel(TableModel):
    """Shows the ladder of the open plan and hands edits to the bridge."""

    titles = ("#", "Daily dose", "Days", "Change", "Measured as", "Taken", "Then")
    numeric = frozenset({LadderColumn.NUMBER, LadderColumn.DOSE, LadderColumn.DAYS})

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._draft: Draft | None = None
        self._ladder: Ladder = ()
        self._measured: dict[int, str | None] = {}
        self._words = DoseWords([])

    def show_ladder(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show another ladder; what each rung is made of comes from the first phase on it."""
        ladder = draft.plan.ladder
        measured: dict[int, str | None] = {}
        for step in regimen.steps if regimen else ():
            if step.takes and step.phase.rung not in measured:
                first = step.takes[0]
                measured[step.phase.rung] = words.brief_take(first) if first.recipe else None
        with self.replacing(len(ladder)):
            self._draft, self._ladder, self._measured, self._words = draft, ladder, measured, words

    @property
    def says_more(self) -> frozenset[LadderColumn]:
        """The columns that stand only where a step says something in them."""
        plan = self._draft.plan if self._draft else None
        found = set()
        if any(rung.rhythm or rung.doses for rung in self._ladder):
            found.add(LadderColumn.TAKEN)
        if plan and (plan.after != REVIEW or any(rung.go_on != ON_DATE for rung in self._ladder)):
            found.add(LadderColumn.THEN)
        return frozenset(found)

    def problem(self, row: int, column: LadderColumn, text: str) -> str:
        """Return why a typed text cannot stand in a cell; empty where it can."""
        try:
            self._read(row, column, text)
        except ValueError as error:
            return str(error)
        return ""

    def enter(self, index: Index, text: str) -> str:
        """Take what is typed in a cell, or keep it as typed; return why it cannot be read."""
        column, row = LadderColumn(index.column()), index.row()
        told, intent, old = self.problem(row, column, text), None, self._ladder[row]
        if not told:
            number = self._read(row, column, text)
            dose = column is LadderColumn.DOSE
            intent = SetRung(row, old._replace(dose_ng=number) if dose else old._replace(days=number))
        field, name = self.field(index), f"Step {row + 1}, {self.titles[column].lower()}"
        self._bridge.do(Enter(field, name, text, told, intent), f"change of step {row + 1}", field)
        return told

    def take_back(self, index: Index) -> None:
        """Show the value of the plan again in a cell."""
        self._bridge.do(Enter(self.field(index), "", ""), f"change of step {index.row() + 1}")

    @staticmethod
    def field(index: Index) -> str:
        """Return the id of a cell as a field of the form."""
        return f"ladder.{index.row()}.{_FIELDS.get(LadderColumn(index.column()), '')}"

    def _typed(self, row: int, column: LadderColumn) -> str | None:
        """Return what is typed in a cell and cannot be read."""
        entry = self._draft.typed_in(f"ladder.{row}.{_FIELDS.get(column, '')}") if self._draft else None
        return entry.text if entry else None

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of rungs."""
        return 0 if parent.isValid() else len(self._ladder)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Dose and days can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its text to edit, or whether its dose cannot be measured."""
        if not index.isValid() or index.row() >= len(self._ladder):
            return None
        row, column = index.row(), LadderColumn(index.column())
        match role:
            case Qt.ItemDataRole.EditRole:
                rung, typed = self._ladder[row], self._typed(row, column)
                if typed is not None:
                    return typed
                return self._words.amount(rung.dose_ng) if column is LadderColumn.DOSE else str(rung.days)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Step {row + 1}, {super().data(index, role)}"
            case int() if role == UNREAD_ROLE:
                return self._typed(row, column) is not None
            case int() if role == UNMEASURABLE_ROLE:
                return self._measured.get(row, "") is None
        return super().data(index, role)

    def _read(self, row: int, column: LadderColumn, text: str) -> int:
        if column is LadderColumn.DOSE:
            if self._ladder[row].doses:
                raise AmountError(
                    f"Its doses are told by time; change them below, under “More for step {row + 1}”."
                )
            dose = typed_dose(text)
            if dose == 0:
                raise AmountError("A step needs a dose above 0.")
            return dose
        span = SPANS.parse(text)
        return self._in_days(row, span) if isinstance(span, Months) else span

    def _in_days(self, row: int, span: Months) -> int:
        """Return the days of so many months from the first day of a row on."""
        start = self._draft.plan.start_date if self._draft else date.min
        try:
            begins = start + timedelta(days=sum(rung.days for rung in self._ladder[:row]))
            return (months_later(begins, span.months) - begins).days
        except OverflowError as error:
            raise AmountError("It would end after the year 9999; type fewer months.") from error

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text; what is typed there and cannot be read as it was typed."""
        column = LadderColumn(column)
        rung, typed = self._ladder[row], self._typed(row, column)
        if typed is not None:
            return typed or "empty"
        match column:
            case LadderColumn.NUMBER:
                return str(row + 1)
            case LadderColumn.DOSE:
                return self._words.dose(rung.dose_ng)
            case LadderColumn.DAYS:
                return f"{rung.days:,}"
            case LadderColumn.CHANGE:
                return self._change(row)
            case LadderColumn.MEASURED:
                measured = self._measured.get(row, "")
                return "cannot be measured" if measured is None else measured
            case LadderColumn.TAKEN:
                return self._taken(rung)
            case LadderColumn.THEN:
                after = self._draft.plan.after if self._draft else REVIEW
                return GO_ON_WORDS[rung.go_on] if row < len(self._ladder) - 1 else AFTER_WORDS[after]

    def _taken(self, rung: Rung) -> str:
        doses = [f"{self._words.dose(ng)} {time}" for time, ng in rung.doses]
        return "\n".join([_brief(rung.rhythm), *doses])

    def _change(self, row: int) -> str:
        if row == 0:
            return "start"
        before, now = self._ladder[row - 1].dose_ng, self._ladder[row].dose_ng
        if now == before:
            return "same"
        if self._in_factors():
            return f"× {now // before}"
        return (
            f"+{self._words.amount(now - before)}" if now > before else f"−{self._words.amount(before - now)}"
        )

    def _in_factors(self) -> bool:
        """Tell whether all changes are told in factors: each is a whole one, and they are not all the same amount."""
        doses = [rung.dose_ng for rung in self._ladder]
        pairs = [(before, now) for before, now in pairwise(doses) if now != before]
        if any(now < before or now % before for before, now in pairs):
            return False
        return self._words.both_units or len({now - before for before, now in pairs}) > 1


def _brief(rhythm: Rhythm | None) -> str:
    """Say a rhythm in a column: weekdays by their first three letters."""
    if not isinstance(rhythm, Weekdays):
        return rhythm_text(rhythm)
    names = [WEEKDAYS[at][:3].capitalize() for at in rhythm.days]
    on_end = names[:-2] and rhythm.days[-1] - rhythm.days[0] == len(names) - 1
    return f"{names[0]} to {names[-1]}" if on_end else ", ".join(names)
