"""The numbers that a ladder is made from: amounts, lengths, a weight, the first dose and the times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.domain.amount import format_weight
from ldn_desktop.domain.finding import CAUTION
from ldn_desktop.domain.ladder import mixed_units
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.messages import MessageLine
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit, SpanEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.times_button import TimesButton
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.count_text import FACTORS
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.generator import BY_WEIGHT, NAMES, TO_TYPE, Generator, Number, decimal_place
from ldn_desktop.workspace.intents import SetGenerator, SetStart, SetTimes
from ldn_desktop.workspace.typed import DosePerKg, typed_dose, typed_target, typed_weight

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

_AMOUNTS = {
    "start_ng": "Start",
    "step_ng": "Step",
    "target_ng": "Target",
    "round_to_ng": "Round to",
    "rounded_to_ng": "Dose by weight rounded down to",
    "at_most_ng": "Dose by weight at most",
}
_CALLED = {
    **_AMOUNTS,
    "weight_g": "Weight in kilograms",
    "weighed_on": "Weighed on",
    "factor_thousandths": "Factor from step to step",
    "every": "Every, days of each step",
    "maintenance": "Then keep for, days of the last step",
}
"""What a screen reader calls each number."""
_ROWS = {
    "start_ng": "&Start",
    "step_ng": "Ste&p",
    "factor_thousandths": "&Factor",
    "round_to_ng": "&Round to",
    "target_ng": "&Target",
    "by_weight": "",
    "weight_g": "Weight",
    "weighed_on": "Weighed on",
    "rounded_to_ng": "Rounded to",
    "at_most_ng": "At most",
    "every": "&Every",
    "maintenance": "Then &keep for",
    "first": "First &dose",
    "times": "T&aken",
}
"""The rows from the top, and the label of each."""
_NUMBER = "number"
_PLAIN = {"round_to_ng", "rounded_to_ng"}
"""Amounts that are no dose of a day."""


class NumbersForm(QWidget):
    """The fields of the numbers, a part of its own: Tab goes through all of it before the table beside it.

    A number gets its field when its mode first shows it.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._fields = FormFields(bridge, "titration")
        self._edits: dict[str, ParsedEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._by_weight = PlainLabel(role="caption", wraps=True)
        self._first = DateEdit()
        self._first.setAccessibleName("First dose")
        self._fields.add("first", self._first)
        self._times = TimesButton()
        self._split = PlainLabel(role="caption", wraps=True)
        self._units = MessageLine(CAUTION)
        self._problem = PlainLabel(role="error", wraps=True)
        # The sentence wraps below the numbers and never takes width from the ladder beside them.
        self._problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout()
        self._lay_out()
        for first_changed in (self._first.edited, self._first.day_changed, self._first.unreadable_changed):
            first_changed.connect(self._first_changed)
        self._times.times_changed.connect(self._times_changed)

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the numbers, and why they give no ladder."""
        generator = draft.generator
        for name in generator.shown:
            if name not in self._edits:
                self._edits[name] = self._edit(name)
                self._add_row(name, self._edits[name])
        with quiet(self._times, self._first, *self._edits.values()):
            self._first.set_day(draft.plan.start_date)
            self._times.set_times(draft.plan.times)
            for name, edit in self._edits.items():
                _show(edit, name, generator, words)
        self._by_weight.say(_by_weight(generator, words))
        self._fields.show(draft)
        # Last: a field that is hidden while it has the keyboard tells its text once more.
        for name, edit in self._edits.items():
            edit.setVisible(name in generator.shown)
            self._labels[name].setVisible(name in generator.shown)
        self._problem.say(words.wording.message(draft.problem))
        self._split.say(_split_told(draft, regimen, words))
        self._units.say(words.wording.message(_units_told(generator)))

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._fields.go_to(field)

    def focus_start(self) -> None:
        """Put the cursor into the first amount, where the mode has one."""
        if "start_ng" in self._edits:
            self._edits["start_ng"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, name: str, field: QWidget) -> None:
        row = list(_ROWS).index(name)
        if _ROWS[name]:
            self._labels[name] = FieldLabel(_ROWS[name], field)
            self._grid.addWidget(self._labels[name], row, 0, BESIDE)
        self._grid.addWidget(field, row, 1)

    def _lay_out(self) -> None:
        for name, field in (("by_weight", self._by_weight), ("first", self._first), ("times", self._times)):
            self._add_row(name, field)
        self._grid.setRowStretch(len(_ROWS), 1)
        left = QVBoxLayout(self)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(self._grid)
        left.addWidget(self._split)
        left.addWidget(self._units)
        left.addWidget(self._problem)
        left.addStretch(1)

    def _edit(self, name: str) -> ParsedEdit:
        """Make the field of a number."""
        end_typing = self._bridge.session.end_typing
        edit: ParsedEdit
        if name in _AMOUNTS:
            edit = DoseEdit(typed_target if name == "target_ng" else typed_dose)
            edit.stepped.connect(self._stepped)
            edit.committed.connect(end_typing)
        elif name == "weight_g":
            edit = ParsedEdit(typed_weight, WholeLine())
            edit.committed.connect(end_typing)
        elif name == "weighed_on":
            edit = DateEdit(optional=True, latest=local_today)
            edit.day_changed.connect(self._edited)
            edit.unreadable_changed.connect(self._edited)
        else:
            edit = CountEdit(FACTORS, optional=True) if name == "factor_thousandths" else SpanEdit()
            edit.count_changed.connect(self._edited)
            edit.committed.connect(self._edited)
            edit.committed.connect(end_typing)
        edit.edited.connect(self._edited)
        edit.setAccessibleName(_CALLED[name])
        edit.setProperty(_NUMBER, name)
        self._fields.add(name, edit, "" if name in _AMOUNTS else NAMES[name])
        return edit

    def _edited(self) -> None:
        """Take the number that was typed; one that cannot be read says so at its own field."""
        edit = self.sender()
        if not isinstance(edit, ParsedEdit):
            return
        number: Number = None
        if isinstance(edit, DateEdit):
            number = edit.day()
        elif isinstance(edit, CountEdit):
            number = edit.count()
        elif isinstance(value := edit.value(), int | DosePerKg):
            number = value
        self._set(str(edit.property(_NUMBER)), edit, number)

    def _set(self, name: str, edit: ParsedEdit, number: Number) -> None:
        generator = self._bridge.session.draft.generator.with_number(name, number)
        self._fields.enter(edit, SetGenerator(generator), "the numbers of the ladder")

    def _stepped(self, direction: int) -> None:
        edit = self.sender()
        if not isinstance(edit, DoseEdit):
            return
        generator = self._bridge.session.draft.generator
        name = str(edit.property(_NUMBER))
        before = generator.target if name == "target_ng" else getattr(generator, name)
        if isinstance(before, DosePerKg):
            by = decimal_place(before.ng)
            after: Number = DosePerKg(max(before.ng + direction * by, by))
        else:
            by = _nudge(generator, name)
            after = max((before or 0) + direction * by, by)
        changed = generator.with_number(name, after)
        self._fields.enter(edit, SetGenerator(changed), "the numbers of the ladder", stepped=True)

    def _first_changed(self) -> None:
        day = self._first.day()
        self._fields.enter(self._first, SetStart(day) if day else None, "the first dose")

    def _times_changed(self) -> None:
        self._bridge.do(SetTimes(self._times.times()), "the times")


def _units_told(generator: Generator) -> str:
    """Return the caution where the numbers of a linear ladder differ in unit, or nothing."""
    numbers = (generator.start_ng, generator.step_ng, generator.aim())
    start, step, target = (number or 0 for number in numbers)
    return mixed_units(start, step, target) if generator.mode == "linear" else ""


def _show(edit: ParsedEdit, name: str, generator: Generator, words: DoseWords) -> None:
    """Show a number of the generator in its field."""
    value: Any = generator.target if name == "target_ng" else getattr(generator, name)
    if isinstance(edit, CountEdit):
        edit.set_count(value)
    elif isinstance(edit, DateEdit):
        edit.set_day(value)
    elif isinstance(edit, DoseEdit):
        edit.set_suffix("" if isinstance(value, DosePerKg) or name in _PLAIN else "a day")
        edit.show_value(_written(value, words))
    else:
        edit.show_value("" if value is None else format_weight(value))


def _written(amount: int | DosePerKg | None, words: DoseWords) -> str:
    if isinstance(amount, DosePerKg):
        return f"{words.amount(amount.ng)}/kg"
    return "" if amount is None else words.amount(amount)


def _by_weight(generator: Generator, words: DoseWords) -> str:
    """Say which dose a target by weight is, and which it was before it was rounded and limited; or what it needs."""
    aim = generator.aim()
    if generator.per_kg_ng is None or generator.mode == "table":
        return ""
    wanted = [name for name in generator.missing if name in BY_WEIGHT]
    if wanted:
        return "\n".join(f"“{NAMES[name]}”, below: type {TO_TYPE[name]}." for name in wanted)
    if aim is None:
        return ""
    exact = generator.unrounded()
    down = "" if exact is None else f", down from {words.amount(exact)}"
    return f"= {words.dose(aim)} a day{down}"


def _nudge(generator: Generator, name: str) -> int:
    """Return what the arrow keys add: the step for start and target, its own decimal place for the step."""
    if name in {"start_ng", "target_ng"} and generator.step_ng:
        return generator.step_ng
    return decimal_place(getattr(generator, name) or generator.start_ng or 0)


def _split_told(draft: Draft, regimen: Regimen | None, words: DoseWords) -> str:
    """Return what each of several times gets; empty for one time a day."""
    if len(draft.plan.times) == 1:
        return ""
    from ldn_desktop.workspace.result_words import split_sentence

    return split_sentence(draft.plan.ladder, draft.plan.times, regimen.steps if regimen else (), words)
