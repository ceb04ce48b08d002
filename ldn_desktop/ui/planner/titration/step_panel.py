"""What a step may say besides dose and days: its rhythm, a dose for each time, how to go on or what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QToolButton, QVBoxLayout, QWidget

from ldn_desktop.domain.ladder import GO_ON, Rung
from ldn_desktop.domain.plan import AFTER, TIMES, in_order_of_day
from ldn_desktop.domain.rhythm import LONGEST_ROUND, WEEKDAYS, Cycle, Rhythm, Weekdays, every
from ldn_desktop.reference.words.english import time_text
from ldn_desktop.ui.planner.titration.ladder_model import AFTER_WORDS, GO_ON_WORDS, RHYTHM_FIELDS
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.generator import decimal_place
from ldn_desktop.workspace.intents import Enter, Intent, SetAfter, SetRung
from ldn_desktop.workspace.typed import typed_dose

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
    from ldn_desktop.workspace.draft import Draft

_DAILY, _EVERY, _CYCLE, _WEEKDAYS = "daily", "every", "cycle", "weekdays"
_SAME, _EACH = "same", "each"
_AT_FIRST: dict[str, Rhythm | None] = {
    _DAILY: None,
    _EVERY: every(2),
    _CYCLE: Cycle(3, 3),
    _WEEKDAYS: Weekdays((0, 1, 2, 3, 4)),
}
"""The rhythm of each kind until another is typed."""
_ALSO = "Days also take “2 weeks” or “1 month”; a target also takes “0.1 mg/kg”."


class StepPanel(QFrame):
    """The panel of one row of the ladder. ``left`` tells that Escape was pressed in it."""

    left = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._row, self._kind = -1, _DAILY
        self.setProperty("role", "strip")
        self._rhythm = Segmented(
            [
                (_DAILY, "Every day"),
                (_EVERY, "Every n days"),
                (_CYCLE, "Days on and off"),
                (_WEEKDAYS, "Weekdays"),
            ],
            small=True,
            wraps=True,
        )
        self._rhythm.setAccessibleName("Days with a dose")
        self._every = self._count(2, LONGEST_ROUND, "Every so many days")
        self._on = self._count(1, LONGEST_ROUND - 1, "Days on", " on")
        self._off = self._count(1, LONGEST_ROUND - 1, "Days off", " off")
        self._weekdays = [self._weekday(name) for name in WEEKDAYS]
        self._taken = PlainLabel(role="caption")
        self._split = Segmented([(_SAME, "The same each time"), (_EACH, "Different")], small=True, wraps=True)
        self._split.setAccessibleName("Dose by time")
        self._doses = {time: self._dose(time) for time in TIMES}
        self._labels = {time: FieldLabel(time_text(time).capitalize(), self._doses[time]) for time in TIMES}
        self._go_on = self._words(GO_ON_WORDS, "Then go on")
        self._after = self._words(AFTER_WORDS, "After this step")
        self._next = PlainLabel(role="secondary")
        self._fields: dict[str, ParsedEdit] = {
            "every": self._every,
            "on": self._on,
            "off": self._off,
            **self._doses,
        }
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
            self._row, self._kind = row, _kind_of(rung.rhythm)
            with quiet(*self._fields.values()):
                for edit in self._fields.values():
                    edit.forget()
        elif not (self._kind == _CYCLE and isinstance(rung.rhythm, Cycle)):
            self._kind = _kind_of(rung.rhythm)
        self._show_rhythm(rung)
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
        self._taken.say(_taken(rung, row, regimen))
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
        self._rhythm.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_rhythm(self, rung: Rung) -> None:
        rhythm = rung.rhythm
        cycle = rhythm if isinstance(rhythm, Cycle) else Cycle(1, 1)
        days = rhythm.days if isinstance(rhythm, Weekdays) else ()
        with quiet(self._rhythm, self._every, self._on, self._off, *self._weekdays):
            self._rhythm.set_current(self._kind)
            self._every.set_count(cycle.length)
            self._on.set_count(cycle.on)
            self._off.set_count(cycle.off)
            for at, button in enumerate(self._weekdays):
                button.setChecked(at in days)
        self._every.setVisible(self._kind == _EVERY)
        for edit in (self._on, self._off):
            edit.setVisible(self._kind == _CYCLE)
        for button in self._weekdays:
            button.setVisible(self._kind == _WEEKDAYS)

    @property
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

    def _rhythm_chosen(self, kind: str) -> None:
        known = self._rung.rhythm
        rhythm = known if kind == _kind_of(known) else _AT_FIRST[kind]
        self._kind = kind
        self._set("rhythm", self._rung._replace(rhythm=rhythm), *RHYTHM_FIELDS)
        self._show_rhythm(self._rung)

    def _weekday_toggled(self) -> None:
        days = tuple(at for at, button in enumerate(self._weekdays) if button.isChecked())
        if days:
            rhythm = Weekdays(days) if len(days) < len(WEEKDAYS) else None
            self._bridge.do(
                SetRung(self._row, self._rung._replace(rhythm=rhythm)), f"change of step {self._row + 1}"
            )
        self._show_rhythm(self._rung)
        if not self._weekdays[0].isVisible():
            self.focus_first()

    def _every_edited(self) -> None:
        days = self._every.count()
        self._enter("every", SetRung(self._row, self._rung._replace(rhythm=every(days or 2))))

    def _cycle_edited(self) -> None:
        name, edit, other = (
            ("on", self._on, self._off) if self.sender() is self._on else ("off", self._off, self._on)
        )
        rhythm, typed, beside = self._rung.rhythm, edit.value(), other.value()
        known = rhythm if isinstance(rhythm, Cycle) else Cycle(1, 1)
        # What stood in the way in the other field no longer does, where it is a number.
        clears = ("on", "off") if isinstance(beside, int) else ()
        days = typed if isinstance(typed, int) else 1
        others = beside if isinstance(beside, int) else known[name == "on"]
        if not edit.error() and days + others > LONGEST_ROUND:
            edit.set_error(f"{days} and {others} days are more than {LONGEST_ROUND}; type fewer.")
        cycle = Cycle(days, others) if name == "on" else Cycle(others, days)
        self._enter(name, SetRung(self._row, self._rung._replace(rhythm=cycle), clears))

    def _split_chosen(self, way: str) -> None:
        rung, times = self._rung, self._bridge.session.draft.plan.times
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
        doses = {time: dose for time, dose in self._rung.doses if time != name}
        edit = self._doses[name]
        if ng:
            doses[name] = ng
        elif not edit.error():
            if ng == 0:
                edit.set_error("A dose is above 0; leave the field empty where none is taken.")
            elif not doses:
                edit.set_error("A step needs a dose at one time of the day at least.")
        ordered = tuple((time, doses[time]) for time in in_order_of_day(tuple(doses)))
        changed = self._rung._replace(dose_ng=sum(doses.values()), doses=ordered)
        self._enter(name, SetRung(self._row, changed), stepped=stepped)

    def _dose_stepped(self, by: int) -> None:
        edit = self.sender()
        name = next((time for time, known in self._doses.items() if known is edit), "")
        if name:
            before = dict(self._rung.doses).get(name, 0)
            place = decimal_place(before or self._rung.dose_ng)
            self._take_dose(name, max(before + by * place, place), stepped=True)

    def _go_on_chosen(self, way: str) -> None:
        self._set("go on", self._rung._replace(go_on=next(known for known in GO_ON if known == way)))

    def _after_chosen(self, after: str) -> None:
        self._bridge.do(
            SetAfter(next(known for known in AFTER if known == after)), "what follows", "what follows"
        )

    def _lay_out(self) -> None:
        days, doses = FlowLayout(), QGridLayout()
        for part in (self._every, self._on, self._off, *self._weekdays, self._taken):
            days.addWidget(part)
        for at, time in enumerate(TIMES):
            doses.addWidget(self._labels[time], at, 0, BESIDE)
            doses.addWidget(self._doses[time], at, 1)
        doses.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        parts: tuple[QWidget | QLayout, ...] = (
            PlainLabel("Days with a dose", role="secondary"),
            self._rhythm,
            days,
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
        for edit, slot in (
            (self._every, self._every_edited),
            (self._on, self._cycle_edited),
            (self._off, self._cycle_edited),
        ):
            edit.edited.connect(slot)
            edit.count_changed.connect(slot)
            edit.committed.connect(session.end_typing)
        for dose in self._doses.values():
            dose.edited.connect(self._dose_edited)
            dose.stepped.connect(self._dose_stepped)
            dose.committed.connect(session.end_typing)
        for button in self._weekdays:
            button.clicked.connect(self._weekday_toggled)
        shortcut = QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self.left)

    @staticmethod
    def _count(least: int, most: int, name: str, what: str = "") -> CountEdit[int]:
        edit = CountEdit(Count(least, most, f"day{what}", f"days{what}"))
        edit.setAccessibleName(name)
        return edit

    @staticmethod
    def _weekday(name: str) -> QToolButton:
        button = QToolButton()
        button.setText(name[:2].capitalize())
        button.setAccessibleName(name.capitalize())
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("role", "segment")
        button.setProperty("small", True)
        button.setProperty("place", "only")
        return button

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


def _kind_of(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return _DAILY
    if isinstance(rhythm, Weekdays):
        return _WEEKDAYS
    return _EVERY if rhythm.on == 1 else _CYCLE


def _taken(rung: Rung, row: int, regimen: Regimen | None) -> str:
    """Say on how many of its days a step has a dose, as it stands in the course; nothing for every day."""
    phases = (step.phase for step in regimen.steps) if regimen else ()
    phase = next((phase for phase in phases if phase.rung == row and phase.dose_ng), None)
    if rung.rhythm is None or phase is None:
        return ""
    return f"{len(phase.dose_days()):,} of {phase.days:,} days"
