"""The ladder as an editable table: daily dose, days, the change from the row before, how it is measured."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from ldn_desktop.domain.amount import AmountError
from ldn_desktop.domain.ladder import Ladder, Rung
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.count_text import DAYS
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


EDITABLE = frozenset({LadderColumn.DOSE, LadderColumn.DAYS})
_FIELDS = {LadderColumn.DOSE: "dose", LadderColumn.DAYS: "days"}


class LadderModel(TableModel):
    """Shows the ladder of the open plan and hands edits to the bridge."""

    titles = ("#", "Daily dose", "Days", "Change", "Measured as")
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

    def problem(self, column: LadderColumn, text: str) -> str:
        """Return why a typed text cannot stand in a column; empty where it can."""
        try:
            self._read(column, text)
        except ValueError as error:
            return str(error)
        return ""

    def enter(self, index: Index, text: str) -> str:
        """Take what is typed in a cell, or keep it as typed; return why it cannot be read."""
        column, row = LadderColumn(index.column()), index.row()
        told = self.problem(column, text)
        intent = None
        if not told:
            number, old = self._read(column, text), self._ladder[row]
            intent = SetRung(
                row, Rung(number, old.days) if column is LadderColumn.DOSE else Rung(old.dose_ng, number)
            )
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

    def _read(self, column: LadderColumn, text: str) -> int:
        if column is LadderColumn.DOSE:
            dose = typed_dose(text)
            if dose == 0:
                raise AmountError("A step needs a dose above 0.")
            return dose
        return DAYS.parse(text)

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
