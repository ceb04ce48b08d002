"""The titration: a preset or the numbers of a ladder, when it starts, when it is taken, and the ladder itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from ldn_desktop.domain import codes
from ldn_desktop.domain.amount import FACTOR_SCALE
from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.titration.ladder_editor import LadderEditor
from ldn_desktop.ui.planner.titration.numbers_form import NumbersForm
from ldn_desktop.ui.planner.titration.preset_combo import PresetCombo
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.generator import MODES, decimal_place
from ldn_desktop.workspace.intents import SetGenerator, UsePreset
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

_MODES = [("linear", "Linear"), ("proportional", "Proportional"), ("table", "Table")]


class TitrationCard(Card):
    """The card *Titration*: every keystroke becomes an intent."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Titration")
        self._bridge = bridge
        self._knowledge = knowledge
        self._mode = Segmented(list(_MODES))
        self._mode.setAccessibleName("How the ladder is made")
        self.add_header_widget(self._mode)
        self.presets = PresetCombo(knowledge)
        self._hint = PlainLabel(role="caption", wraps=True)
        self._numbers = NumbersForm(bridge)
        self.ladder = LadderEditor(bridge)
        self._beside = QHBoxLayout()
        self._narrow = False
        self._both_units = False
        self._lay_out()
        self._connect()

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the numbers, the ladder, and why the numbers give none."""
        with quiet(self._mode, self.presets):
            self._mode.set_current(draft.generator.mode)
            self.presets.show_choice(draft.preset, draft.plan.condition)
        self._numbers.show_draft(draft, regimen, words)
        self._both_units = words.both_units
        self.ladder.show_ladder(draft, regimen, words)
        self._fit_table()
        self._hint.say(self._knowledge.offers.preset_note(draft.preset))
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
        return self._numbers.go_to(field) or self.ladder.go_to(field)

    def focus_home(self) -> None:
        """Put the keyboard where it stays when what had it is gone: the steps keep it where they have it."""
        if not self.ladder.holds_keyboard:
            super().focus_home()

    def focus_start(self) -> None:
        """Put the cursor into the first amount."""
        self.set_folded(False)
        self._numbers.focus_start()

    def _show_state(self, draft: Draft, regimen: Regimen | None) -> None:
        unmeasurable = regimen is not None and any(f.code == codes.NOT_MEASURABLE for f in regimen.findings)
        if unmeasurable or draft.wrong_in("titration", "ladder"):
            self.set_state(BLOCKING)
        else:
            self.set_state("ok" if draft.plan.ladder else "none")
        self.set_summary("" if draft.plan.ladder else "start, step and target, or a preset")

    def _lay_out(self) -> None:
        self._beside.addWidget(self._numbers, 0)
        self._beside.addWidget(self.ladder, 1)
        self.body.addWidget(self.presets)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._beside)

    def _connect(self) -> None:
        self._mode.chosen.connect(self._mode_chosen)
        self.presets.preset_chosen.connect(self._preset_picked)
        self.ladder.more_shown.connect(self._fit_table)

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
