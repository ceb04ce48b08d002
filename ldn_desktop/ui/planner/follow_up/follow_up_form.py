"""What changes along the way: the list of adjustments, side effects, and the one that is being entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_words import AdjustmentWords, adjustment_words, times_reach
from ldn_desktop.reference.words.wording import DoseWords, Wording
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.follow_up.change_entry import ChangeEntry
from ldn_desktop.ui.planner.follow_up.effect_panel import EffectPanel
from ldn_desktop.workspace.adjusting import Adjustments, blank_form
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge

_MORNING = ("morning",)


class FollowUpForm(QWidget):
    """``proposed`` hands over a ``Proposal``, or ``None`` where nothing is proposed any more.

    ``opened`` tells of more to see.
    """

    proposed = Signal(object)
    link_wanted = Signal(str)
    opened = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__()
        self._bridge, self._knowledge = bridge, knowledge
        self._shown: Adjustments | None = None
        self._worded: Wording | None = None
        self._told: list[AdjustmentWords] = []
        self._effects: EffectPanel | None = None
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._begin)
        self._add = QPushButton("Add a change")
        self._add.setMenu(self._menu)
        self._side_effect = QPushButton("Side effect…")
        self._side_effect.clicked.connect(self.open_effects)
        self._list = QVBoxLayout()
        self._rows: list[AdjustmentRow] = []
        self._entry = ChangeEntry(bridge, knowledge)
        self._entry.proposed.connect(self.proposed)
        self._entry.opened.connect(self.opened)
        self._entry.cancelled.connect(self._add.setFocus)
        self._lay_out()

    def show_plan(self, adjustments: Adjustments, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the adjustments of a plan; what was being proposed for others is dropped."""
        for button in (self._add, self._side_effect):
            button.setEnabled(regimen is not None)
        kept = adjustments == self._shown
        course, changes = regimen.course if regimen is not None else (), self._knowledge.changes
        told = [
            adjustment_words(each, words, changes, times_reach(each, adjustments, course))
            for each in adjustments
        ]
        if not kept or words.wording != self._worded or told != self._told:
            self._shown, self._worded, self._told = adjustments, words.wording, told
            self._fill(adjustments, told)
            self._fill_menu()
        if kept:
            self._entry.refresh()
        else:
            self._entry.drop()

    def show_typed(self, draft: Draft) -> None:
        """Show the change that is being entered as the draft holds it."""
        self._entry.show_typed(draft)

    def begin(self, action: str, on: date | None = None, times: tuple[str, ...] = ()) -> None:
        """Open the form on a new adjustment of a kind, from a day and with times where they are given."""
        regimen = self._bridge.session.regimen
        if regimen is None:
            return
        form = blank_form(action, regimen, local_today())
        self._entry.begin(form._replace(on=on or form.on, times=times or form.times), regimen)

    def open_effects(self) -> None:
        """Open the side effects."""
        regimen = self._bridge.session.regimen
        if regimen is None:
            return
        if self._effects is None:
            content = self._knowledge.content
            self._effects = EffectPanel(content.adverse_effects, content.sources)
            self._effects.chosen.connect(self._option_chosen)
            self._effects.link_wanted.connect(self.link_wanted)
            self._effects.closed.connect(self._effects.hide)
            self._column.insertWidget(1, self._effects)
        self._effects.show()
        self._effects.begin(blank_form("hold", regimen, local_today()).on)
        self.opened.emit()

    def accept(self) -> None:
        """Put what is proposed into the plan."""
        self._entry.accept()

    def cancel(self) -> None:
        """Leave the plan as it is."""
        self._entry.cancel()

    def forget(self) -> None:
        """Close what was begun for another plan."""
        if self._effects is not None:
            self._effects.hide()
        self._entry.drop()

    def focus_change(self) -> None:
        """Put the keyboard on the change that is being entered."""
        self._entry.take_focus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._side_effect)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._list)
        self._column.addWidget(self._entry)
        self._column.addLayout(buttons)

    def _fill(self, adjustments: Adjustments, told: Sequence[AdjustmentWords]) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [
            AdjustmentRow(at, adjustment, words)
            for at, (adjustment, words) in enumerate(zip(adjustments, told, strict=True))
        ]
        for row in self._rows:
            row.edit_wanted.connect(self._entry.edit)
            row.remove_wanted.connect(self._entry.remove)
            self._list.addWidget(row)

    def _fill_menu(self) -> None:
        self._menu.clear()
        kinds = self._knowledge.changes.group("action")
        for code in self._entry.offered():
            self._menu.addAction(kinds[code]).setData(code)

    def _begin(self, action: QAction) -> None:
        self.begin(str(action.data()))

    def _option_chosen(self, option: str, on: date) -> None:
        if self._effects is not None:
            self._effects.hide()
        if option == "morning":
            self.begin("times", on, _MORNING)
        else:
            self.begin(option, on)
