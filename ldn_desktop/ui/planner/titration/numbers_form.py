"""The numbers that a ladder is made from: amounts, lengths, a weight, the first dose and the times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.domain.amount import format_weight
from ldn_desktop.domain.finding import CAUTION
from ldn_desktop.domain.ladder import mixed_units
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.planner.idle import quiet
from ldn_desktop.ui.planner.titration.times_button import TimesButton
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.messages import MessageLine
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit, SpanEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.count_text import FACTORS
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.generator import BY_WEIGHT, NAMES, TO_TYPE, Generator, Number, decimal_place
from ldn_desktop.workspace.intents import SetGenerator, SetStart, SetTimes
from ldn_desktop.workspace.result_words import split_sentence
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
"""What a screen reader calls each amount."""
_PLAIN = {"round_to_ng", "rounded_to_ng"}
"""Amounts that are no dose of a day."""


class NumbersForm(QWidget):
    """The fields of the numbers, a part of its own: Tab goes through all of it before the table beside it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._fields = FormFields(bridge, "titration")
        self._amounts = {name: self._dose_edit(name, label) for name, label in _AMOUNTS.items()}
        self._by_weight = PlainLabel(role="caption", wraps=True)
        self._weight = ParsedEdit(typed_weight, WholeLine())
        self._weight.setAccessibleName("Weight in kilograms")
        self._fields.add("weight_g", self._weight, NAMES["weight_g"])
        self._weighed = DateEdit(optional=True, latest=local_today)
        self._weighed.setAccessibleName("Weighed on")
        self._fields.add("weighed_on", self._weighed)
        self._factor = CountEdit(FACTORS, optional=True)
        self._factor.setAccessibleName("Factor from step to step")
        self._every = self._span("Every, days of each step")
        self._keep = self._span("Then keep for, days of the last step")
        self._counts: dict[str, CountEdit[int] | SpanEdit] = {
            "factor_thousandths": self._factor,
            "every": self._every,
            "maintenance": self._keep,
        }
        for name, count in self._counts.items():
            self._fields.add(name, count, NAMES[name])
        self._first = DateEdit()
        self._first.setAccessibleName("First dose")
        self._fields.add("first", self._first)
        self._times = TimesButton()
        self._split = PlainLabel(role="caption", wraps=True)
        self._units = MessageLine(CAUTION)
        self._problem = PlainLabel(role="error", wraps=True)
        # The sentence wraps below the numbers and never takes width from the ladder beside them.
        self._problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the numbers, and why they give no ladder."""
        generator = draft.generator
        numbers = (self._every, self._keep, self._first, self._factor, self._weighed)
        with quiet(self._times, *numbers):
            self._every.set_count(generator.every)
            self._keep.set_count(generator.maintenance)
            self._first.set_day(draft.plan.start_date)
            self._times.set_times(draft.plan.times)
            self._factor.set_count(generator.factor_thousandths)
            self._weighed.set_day(generator.weighed_on)
        for name, edit in self._amounts.items():
            value = generator.target if name == "target_ng" else getattr(generator, name)
            edit.set_suffix("" if isinstance(value, DosePerKg) or name in _PLAIN else "a day")
            edit.show_value(_written(value, words))
        weight = generator.weight_g
        self._weight.show_value("" if weight is None else format_weight(weight))
        self._by_weight.say(_by_weight(generator, words))
        self._fields.show(draft)
        self._show_rows(generator)
        self._problem.say(words.wording.message(draft.problem))
        steps = regimen.steps if regimen else ()
        self._split.say(split_sentence(draft.plan.ladder, draft.plan.times, steps, words))
        self._units.say(words.wording.message(_units_told(generator)))

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._fields.go_to(field)

    def focus_start(self) -> None:
        """Put the cursor into the first amount."""
        self._amounts["start_ng"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, generator: Generator) -> None:
        shown = generator.shown
        fields = {**self._amounts, **self._counts, "weight_g": self._weight, "weighed_on": self._weighed}
        for name, field in fields.items():
            field.setVisible(name in shown)
            self._labels[name].setVisible(name in shown)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("start_ng", "&Start", self._amounts["start_ng"]),
            ("step_ng", "Ste&p", self._amounts["step_ng"]),
            ("factor_thousandths", "&Factor", self._factor),
            ("round_to_ng", "&Round to", self._amounts["round_to_ng"]),
            ("target_ng", "&Target", self._amounts["target_ng"]),
            ("by_weight", "", self._by_weight),
            ("weight_g", "Weight", self._weight),
            ("weighed_on", "Weighed on", self._weighed),
            ("rounded_to_ng", "Rounded to", self._amounts["rounded_to_ng"]),
            ("at_most_ng", "At most", self._amounts["at_most_ng"]),
            ("every", "&Every", self._every),
            ("maintenance", "Then &keep for", self._keep),
            ("first", "First &dose", self._first),
            ("times", "T&aken", self._times),
        )
        for row, (name, words, field) in enumerate(rows):
            if words:
                self._labels[name] = FieldLabel(words, field)
                grid.addWidget(self._labels[name], row, 0, BESIDE)
            grid.addWidget(field, row, 1)
        grid.setRowStretch(len(rows), 1)
        left = QVBoxLayout(self)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(grid)
        left.addWidget(self._split)
        left.addWidget(self._units)
        left.addWidget(self._problem)
        left.addStretch(1)

    def _connect(self) -> None:
        session = self._bridge.session
        for edit in self._amounts.values():
            edit.edited.connect(self._amount_edited)
            edit.committed.connect(session.end_typing)
            edit.stepped.connect(self._stepped)
        for count in self._counts.values():
            count.edited.connect(self._count_edited)
            count.count_changed.connect(self._count_edited)
            count.committed.connect(self._count_edited)
            count.committed.connect(session.end_typing)
        self._weight.edited.connect(self._weight_edited)
        self._weight.committed.connect(session.end_typing)
        self._weighed.edited.connect(self._weighed_changed)
        self._weighed.day_changed.connect(self._weighed_changed)
        self._weighed.unreadable_changed.connect(self._weighed_changed)
        self._first.edited.connect(self._first_changed)
        self._first.day_changed.connect(self._first_changed)
        self._first.unreadable_changed.connect(self._first_changed)
        self._times.times_changed.connect(self._times_changed)

    def _dose_edit(self, name: str, label: str) -> DoseEdit:
        edit = DoseEdit(typed_target if name == "target_ng" else typed_dose)
        edit.setAccessibleName(label)
        edit.setProperty("amount", name)
        self._fields.add(name, edit)
        return edit

    @staticmethod
    def _span(name: str) -> SpanEdit:
        edit = SpanEdit()
        edit.setAccessibleName(name)
        return edit

    def _amount_edited(self) -> None:
        """Take the amount that was typed; one that cannot be read says so at its own field."""
        edit = self.sender()
        if isinstance(edit, DoseEdit):
            amount = edit.value()
            self._set(
                str(edit.property("amount")), edit, amount if isinstance(amount, int | DosePerKg) else None
            )

    def _set(self, name: str, edit: ParsedEdit, number: Number) -> None:
        generator = self._bridge.session.draft.generator.with_number(name, number)
        self._fields.enter(edit, SetGenerator(generator), "the numbers of the ladder")

    def _weight_edited(self) -> None:
        grams = self._weight.value()
        self._set("weight_g", self._weight, grams if isinstance(grams, int) else None)

    def _weighed_changed(self) -> None:
        self._set("weighed_on", self._weighed, self._weighed.day())

    def _count_edited(self) -> None:
        """Take the days or the factor that was typed."""
        edit = self.sender()
        name = next((name for name, count in self._counts.items() if count is edit), "")
        if name:
            self._set(name, self._counts[name], self._counts[name].count())

    def _stepped(self, direction: int) -> None:
        edit = self.sender()
        if not isinstance(edit, DoseEdit):
            return
        generator = self._bridge.session.draft.generator
        name = str(edit.property("amount"))
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
