"""The titration: a preset or the numbers of a ladder, when it starts, when it is taken, and the ladder itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.domain import codes
from ldn_desktop.domain.amount import FACTOR_SCALE, format_weight
from ldn_desktop.domain.finding import BLOCKING, CAUTION
from ldn_desktop.domain.ladder import mixed_units
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.planner.idle import quiet
from ldn_desktop.ui.planner.titration.ladder_editor import LadderEditor
from ldn_desktop.ui.planner.titration.preset_combo import PresetCombo
from ldn_desktop.ui.planner.titration.times_button import TimesButton
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.messages import MessageLine
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit, SpanEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.count_text import FACTORS
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.generator import BY_WEIGHT, MODES, NAMES, TO_TYPE, Generator, Number, decimal_place
from ldn_desktop.workspace.intents import SetGenerator, SetStart, SetTimes, UsePreset
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.result_words import split_sentence
from ldn_desktop.workspace.typed import DosePerKg, typed_dose, typed_target, typed_weight

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

_MODES = [("linear", "Linear"), ("proportional", "Proportional"), ("table", "Table")]
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


class TitrationCard(Card):
    """The card *Titration*: every keystroke becomes an intent."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Titration")
        self._bridge = bridge
        self._knowledge = knowledge
        self._fields = FormFields(bridge, "titration")
        self._mode = Segmented(list(_MODES))
        self._mode.setAccessibleName("How the ladder is made")
        self.add_header_widget(self._mode)
        self.presets = PresetCombo(knowledge)
        self._hint = PlainLabel(role="caption", wraps=True)
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
        self.ladder = LadderEditor(bridge)
        self._grid = QGridLayout()
        self._beside = QHBoxLayout()
        self._narrow = False
        self._both_units = False
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the numbers, the ladder, and why the numbers give none."""
        generator = draft.generator
        numbers = (self._every, self._keep, self._first, self._factor, self._weighed)
        with quiet(self._mode, self._times, self.presets, *numbers):
            self._mode.set_current(generator.mode)
            self._every.set_count(generator.every)
            self._keep.set_count(generator.maintenance)
            self._first.set_day(draft.plan.start_date)
            self._times.set_times(draft.plan.times)
            self._factor.set_count(generator.factor_thousandths)
            self._weighed.set_day(generator.weighed_on)
            self.presets.show_choice(draft.preset, draft.plan.condition)
        for name, edit in self._amounts.items():
            value = generator.target if name == "target_ng" else getattr(generator, name)
            edit.set_suffix("" if isinstance(value, DosePerKg) or name in _PLAIN else "a day")
            edit.show_value(_written(value, words))
        weight = generator.weight_g
        self._weight.show_value("" if weight is None else format_weight(weight))
        self._by_weight.say(_by_weight(generator, words))
        self._fields.show(draft)
        self._both_units = words.both_units
        self.ladder.show_ladder(draft, regimen, words)
        self._show_rows(generator)
        self._hint.say(self._knowledge.offers.preset_note(draft.preset))
        self._problem.say(words.wording.message(draft.problem))
        steps = regimen.steps if regimen else ()
        self._split.say(split_sentence(draft.plan.ladder, draft.plan.times, steps, words))
        self._units.say(words.wording.message(_units_told(generator)))
        self._show_state(draft, regimen)

    def choose_preset(self, preset: str, visit: str = "") -> None:
        """Take the numbers and times of a preset; an empty id keeps the numbers as the clinician's own.

        All choices of one ``visit`` to the list are one undo step.
        """
        session = self._bridge.session
        if not preset:
            self._bridge.do(SetGenerator(session.draft.generator), "own steps", visit)
            return
        generator, times = self._knowledge.offers.generator_of(preset)
        self._bridge.do(UsePreset(generator, preset, times), "the preset", visit)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the ladder below the numbers in a narrow window, beside them in a wide one."""
        self._narrow = narrow
        self._fit_table()

    def _fit_table(self) -> None:
        """Give the ladder the whole width when it is edited by hand or names both units, or beside several times.

        Edited by hand, it also says how each dose is measured.
        """
        alone = self._bridge.session.draft.generator.mode == "table"
        several = len(self._bridge.session.draft.plan.times) > 1
        below = alone or self._narrow or self._both_units or several or self.ladder.wide
        side = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._beside.direction() != side:
            self._beside.setDirection(side)
            self.refit()
        self.ladder.set_room(alone=alone, narrow=self._narrow)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._fields.go_to(field) or self.ladder.go_to(field)

    def focus_home(self) -> None:
        """Put the keyboard where it stays when what had it is gone: the steps keep it where they have it."""
        if not self.ladder.holds_keyboard:
            super().focus_home()

    def focus_start(self) -> None:
        """Put the cursor into the first amount."""
        self.set_folded(False)
        self._amounts["start_ng"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self, draft: Draft, regimen: Regimen | None) -> None:
        unmeasurable = regimen is not None and any(f.code == codes.NOT_MEASURABLE for f in regimen.findings)
        if unmeasurable or draft.wrong_in("titration", "ladder"):
            self.set_state(BLOCKING)
        else:
            self.set_state("ok" if draft.plan.ladder else "none")
        self.set_summary("" if draft.plan.ladder else "start, step and target, or a preset")

    def _show_rows(self, generator: Generator) -> None:
        shown = generator.shown
        fields = {**self._amounts, **self._counts, "weight_g": self._weight, "weighed_on": self._weighed}
        for name, field in fields.items():
            field.setVisible(name in shown)
            self._labels[name].setVisible(name in shown)
        self._fit_table()

    def _lay_out(self) -> None:
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
                self._grid.addWidget(self._labels[name], row, 0, BESIDE)
            self._grid.addWidget(field, row, 1)
        self._grid.setRowStretch(len(rows), 1)
        # A part of its own: Tab goes through all of it before the table beside it.
        numbers = QWidget()
        left = QVBoxLayout(numbers)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(self._grid)
        left.addWidget(self._split)
        left.addWidget(self._units)
        left.addWidget(self._problem)
        left.addStretch(1)
        self._beside.addWidget(numbers, 0)
        self._beside.addWidget(self.ladder, 1)
        self.body.addWidget(self.presets)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._beside)

    def _connect(self) -> None:
        session = self._bridge.session
        self._mode.chosen.connect(self._mode_chosen)
        self.presets.preset_chosen.connect(self._preset_picked)
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
        self.ladder.more_shown.connect(self._fit_table)

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

    def _preset_picked(self, preset: str) -> None:
        self.choose_preset(preset, "preset")

    def _mode_chosen(self, mode: str) -> None:
        draft = self._bridge.session.draft
        chosen = next(known for known in MODES if known == mode)
        generator = draft.generator._replace(mode=chosen)
        if mode == "proportional":
            down = (generator.start_ng or 0) > (generator.aim() or generator.start_ng or 0)
            generator = generator._replace(
                factor_thousandths=generator.factor_thousandths
                or (FACTOR_SCALE // 2 if down else 2 * FACTOR_SCALE),
                # A tenth of the start at first.
                round_to_ng=generator.round_to_ng or decimal_place((generator.start_ng or 0) // 10),
            )
        self._bridge.do(SetGenerator(generator), f"{mode} steps", "mode")

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
