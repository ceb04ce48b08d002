"""What a step may say besides dose and days: its rhythm, a dose for each time, how to go on or what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from ldn_desktop.domain.ladder import GO_ON, Rung
from ldn_desktop.domain.plan import AFTER, TIMES, in_order_of_day
from ldn_desktop.reference.words.english import time_text
from ldn_desktop.ui.planner.titration.ladder_model import AFTER_WORDS, GO_ON_WORDS
from ldn_desktop.ui.planner.titration.step_rhythm import StepRhythm
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.number_edits import DoseEdit
from ldn_desktop.workspace.generator import decimal_place
from ldn_desktop.workspace.intents import Enter, Intent, SetAfter, SetRung
from ldn_desktop.workspace.typed import typed_dose

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
    from ldn_desktop.workspace.draft import Draft

_SAME, _EACH = "same", "each"
_ALSO = "Days also take “2 weeks” or “1 month”; a target also takes “0.1 mg/kg”."


class StepPanel(QFrame):
    """The panel of one row of the ladder. ``left`` tells that Escape was pressed in it."""

    left = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._row = -1
        self.setProperty("role", "strip")
        self._rhythm = StepRhythm(self._rung, self)
        self._split = Segmented([(_SAME, "The same each time"), (_EACH, "Different")], small=True, wraps=True)
        self._split.setAccessibleName("Dose by time")
        self._doses = {time: self._dose(time) for time in TIMES}
        self._labels = {time: FieldLabel(time_text(time).capitalize(), self._doses[time]) for time in TIMES}
        self._go_on = self._words(GO_ON_WORDS, "Then go on")
        self._after = self._words(AFTER_WORDS, "After this step")
        self._next = PlainLabel(role="secondary")
        self._fields: dict[str, ParsedEdit] = {**self._rhythm.fields, **self._doses}
        self._lay_out()
        self._connect()

    @property
    def row(self) -> int:
        """The row that is shown."""
        return self._row

    def show_row(self, draft: Draft, row: int, regimen: Regimen | None, words: DoseWords) -> None:
        """Show what a row says. Refused (``IndexError``): a row that the ladder does not have."""
        rung, last = draft.plan.ladder[row], row == len(draft.plan.ladder) - 1
        if row != self._row:
            self._row = row
            with quiet(*self._fields.values()):
                for edit in self._fields.values():
                    edit.forget()
            self._rhythm.begin(rung)
        else:
            self._rhythm.show_rung(rung)
        each = dict(rung.doses)
        with quiet(self._split, self._go_on, self._after):
            self._split.set_current(_EACH if each else _SAME)
            self._go_on.set_current(rung.go_on)
            self._after.set_current(draft.plan.after)
        for time, edit in self._doses.items():
            edit.show_value(words.amount(each[time]) if time in each else "")
            edit.setVisible(bool(each))
            self._labels[time].setVisible(bool(each))
        self._go_on.setVisible(not last)
        self._after.setVisible(last)
        self._next.setText("After this step" if last else "Then go on")
        self._rhythm.say_taken(_taken(rung, row, regimen))
        for name, edit in self._fields.items():
            entry = draft.typed_in(f"ladder.{row}.{name}")
            with quiet(edit):
                if entry is None:
                    edit.show_read()
                else:
                    edit.show_typed(entry.text, entry.problem)

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field by its name."""
        self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields[name].select_all()

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self._rhythm.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _rung(self) -> Rung:
        return self._bridge.session.draft.plan.ladder[self._row]

    def _set(self, choice: str, rung: Rung, *clears: str) -> None:
        """Change the step by one of its choices; all that one visit to it chooses is one undo step."""
        typing = f"{choice} of step {self._row}"
        self._bridge.do(SetRung(self._row, rung, clears), f"change of step {self._row + 1}", typing)

    def _enter(self, name: str, intent: Intent | None, *, stepped: bool = False) -> None:
        """Carry out what a field's text means, or keep it as it is typed with the sentence that the field shows."""
        edit, field = self._fields[name], f"ladder.{self._row}.{name}"
        told = "" if stepped else edit.error()
        called = f"Step {self._row + 1}, {edit.accessibleName()[:1].lower()}{edit.accessibleName()[1:]}"
        typing = f"step {field}" if stepped else field
        label = f"change of step {self._row + 1}"
        self._bridge.do(Enter(field, called, edit.text(), told, None if told else intent), label, typing)

    def _rhythm_chosen(self, rung: Rung, clears: tuple[str, ...]) -> None:
        self._set("rhythm", rung, *clears)

    def _rhythm_toggled(self, rung: Rung) -> None:
        self._bridge.do(SetRung(self._row, rung), f"change of step {self._row + 1}")

    def _rhythm_entered(self, name: str, rung: Rung, clears: tuple[str, ...]) -> None:
        self._enter(name, SetRung(self._row, rung, clears))

    def _split_chosen(self, way: str) -> None:
        rung, times = self._rung(), self._bridge.session.draft.plan.times
        if way == _SAME:
            self._set("split", rung._replace(doses=()), *TIMES)
            return
        even = times if rung.dose_ng % len(times) == 0 else times[:1]
        self._set(
            "split", rung._replace(doses=tuple((time, rung.dose_ng // len(even)) for time in even)), *TIMES
        )

    def _dose_edited(self) -> None:
        edit = self.sender()
        name = next((time for time, known in self._doses.items() if known is edit), "")
        if name:
            dose = self._doses[name].value()
            self._take_dose(name, dose if isinstance(dose, int) else None)

    def _take_dose(self, name: str, ng: int | None, *, stepped: bool = False) -> None:
        doses = {time: dose for time, dose in self._rung().doses if time != name}
        edit = self._doses[name]
        if ng:
            doses[name] = ng
        elif not edit.error():
            if ng == 0:
                edit.set_error("A dose is above 0; leave the field empty where none is taken.")
            elif not doses:
                edit.set_error("A step needs a dose at one time of the day at least.")
        ordered = tuple((time, doses[time]) for time in in_order_of_day(tuple(doses)))
        changed = self._rung()._replace(dose_ng=sum(doses.values()), doses=ordered)
        self._enter(name, SetRung(self._row, changed), stepped=stepped)

    def _dose_stepped(self, by: int) -> None:
        edit = self.sender()
        name = next((time for time, known in self._doses.items() if known is edit), "")
        if name:
            before = dict(self._rung().doses).get(name, 0)
            place = decimal_place(before or self._rung().dose_ng)
            self._take_dose(name, max(before + by * place, place), stepped=True)

    def _go_on_chosen(self, way: str) -> None:
        self._set("go on", self._rung()._replace(go_on=next(known for known in GO_ON if known == way)))

    def _after_chosen(self, after: str) -> None:
        self._bridge.do(
            SetAfter(next(known for known in AFTER if known == after)), "what follows", "what follows"
        )

    def _lay_out(self) -> None:
        doses = QGridLayout()
        for at, time in enumerate(TIMES):
            doses.addWidget(self._labels[time], at, 0, BESIDE)
            doses.addWidget(self._doses[time], at, 1)
        doses.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        parts: tuple[QWidget | QLayout, ...] = (
            PlainLabel("Days with a dose", role="secondary"),
            self._rhythm.choice,
            self._rhythm.days,
            PlainLabel("Dose by time", role="secondary"),
            self._split,
            doses,
            self._next,
            self._go_on,
            self._after,
            PlainLabel(_ALSO, role="caption", wraps=True),
        )
        for row in parts:
            if isinstance(row, QLayout):
                column.addLayout(row)
            else:
                column.addWidget(row)

    def _connect(self) -> None:
        session = self._bridge.session
        self._rhythm.chosen.connect(self._rhythm_chosen)
        self._split.chosen.connect(self._split_chosen)
        self._go_on.chosen.connect(self._go_on_chosen)
        self._after.chosen.connect(self._after_chosen)
        self._rhythm.toggled.connect(self._rhythm_toggled)
        self._rhythm.entered.connect(self._rhythm_entered)
        self._rhythm.committed.connect(session.end_typing)
        for dose in self._doses.values():
            dose.edited.connect(self._dose_edited)
            dose.stepped.connect(self._dose_stepped)
            dose.committed.connect(session.end_typing)
        shortcut = QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self.left)

    @staticmethod
    def _dose(time: str) -> DoseEdit:
        edit = DoseEdit(typed_dose)
        edit.setAccessibleName(f"Dose {time_text(time)}")
        return edit

    @staticmethod
    def _words(words: dict[str, str], name: str) -> Segmented:
        choice = Segmented(
            [(key, f"{said[:1].upper()}{said[1:]}") for key, said in words.items()], small=True, wraps=True
        )
        choice.setAccessibleName(name)
        return choice


def _taken(rung: Rung, row: int, regimen: Regimen | None) -> str:
    """Say on how many of its days a step has a dose, as it stands in the course; nothing for every day."""
    phases = (step.phase for step in regimen.steps) if regimen else ()
    phase = next((phase for phase in phases if phase.rung == row and phase.dose_ng), None)
    if rung.rhythm is None or phase is None:
        return ""
    return f"{len(phase.dose_days()):,} of {phase.days:,} days"
