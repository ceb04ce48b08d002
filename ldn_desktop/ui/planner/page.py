"""The planner page: head bar, form and result, kept in step with the open plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.reference.words.wording import held
from ldn_desktop.ui.planner.head_bar import HeadBar
from ldn_desktop.ui.planner.plan_form import PlanForm
from ldn_desktop.ui.planner.result.finding_actions import FindingActions
from ldn_desktop.ui.planner.result.result_pane import ResultPane
from ldn_desktop.ui.planner.sides import Sides
from ldn_desktop.ui.widgets.form_undo import FormUndo
from ldn_desktop.ui.widgets.tab_order import give_back

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Proposal
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.ui.widgets.card import Card
    from ldn_desktop.ui.widgets.notices import Notices
    from ldn_desktop.workspace.knowledge import Knowledge


class PlannerPage(QWidget):
    """One plan, planned and seen.

    ``letterhead_wanted`` tells that new plans are to begin with this plan's prescriber, ``waiting_changed`` that papers
    wait or no longer do, ``link_wanted`` a target of the reference, ``card_wanted`` asks for the wallet card.
    """

    letterhead_wanted = Signal()
    waiting_changed = Signal()
    link_wanted = Signal(str)
    card_wanted = Signal()

    def __init__(
        self, bridge: Bridge, actions: Actions, knowledge: Knowledge, icons: IconSet, notices: Notices
    ) -> None:
        super().__init__()
        self._bridge, self._knowledge = bridge, knowledge
        self.saved_words, self.saving = "", False
        self.head = HeadBar(actions)
        self.form = PlanForm(bridge, knowledge)
        self._proposal: Proposal | None = None
        self._openings = bridge.session.openings
        self._result = ResultPane(actions, knowledge, icons)
        self.sides = Sides(self.form, self._result, actions)
        self._finding_actions = FindingActions(bridge, knowledge, notices.offers)
        self._undo = FormUndo(self.form, self)
        self._undo.choice_left.connect(bridge.session.end_typing)
        self._lay_out()
        self.sides.narrowed.connect(self.form.set_narrow)
        self.sides.accordion_changed.connect(self.form.set_accordion)
        self.sides.form_focused.connect(self.form.focus_home)
        bridge.show_with(self.show_plan)
        bridge.refused.connect(notices.tell)
        self.form.patient.letterhead_wanted.connect(self.letterhead_wanted)
        self.form.safety.card_wanted.connect(self.card_wanted)
        self.form.follow_up.proposed.connect(self._proposed)
        self._finding_actions.settled.connect(self._result.focus_home)
        self._finding_actions.field_wanted.connect(self.go_to)
        for part in (self._finding_actions, self.form.patient, self.form.safety, self.form.follow_up):
            part.link_wanted.connect(self.link_wanted)
        self.form.titration.ladder.row_chosen.connect(self._rung_chosen)
        self._result.phase_chosen.connect(self._phase_chosen)
        self._result.repair_wanted.connect(self._finding_actions.take)
        self._result.field_wanted.connect(self.go_to)
        self._result.past_settled.connect(self._settle_past)
        self._result.empty.preset_chosen.connect(self._preset_chosen)
        self.show_plan()

    @property
    def waiting(self) -> bool:
        """Tell whether papers wait: for what the plan is not, or does not tell, or for a change that is proposed."""
        session = self._bridge.session
        return bool(session.unread or session.rewrites) or self._proposal is not None

    def go_to(self, field: str) -> None:
        """Show a field of the form by its id and put the keyboard on it."""
        if self.sides.parts.isVisible():
            self.sides.show_part("form")
        if field.startswith("override."):
            self._finding_actions.go_to()
        self.form.go_to(field)

    def _proposed(self, proposal: object) -> None:
        from ldn_desktop.domain.difference import Proposal

        before = self._proposal
        self._proposal = proposal if isinstance(proposal, Proposal) else None
        if before is not None or self._proposal is not None:
            self._show_result()
            self.waiting_changed.emit()

    def _show_result(self, *, renamed: bool = False) -> None:
        regimen = self._proposal.after if self._proposal else self._bridge.session.regimen
        words = self._words(regimen)
        self.sides.parts.show_regimen(regimen, words)
        saved = self._bridge.session.origin.kept
        self._result.show_regimen(
            regimen, words, self._proposal, saved=saved, renamed=renamed and self._proposal is None
        )
        # What is proposed stands in the result, and says so there.
        told = "change" if self._proposal else ""
        unread = [entry for entry in self._bridge.session.unread if entry.field != told]
        session = self._bridge.session
        self.sides.parts.show_waiting(len(unread), past=bool(session.rewrites))
        self._result.show_unread(unread)
        self._result.show_rewrites(session.rewrites, self._bridge.wording, session.undo_label)
        self.sides.fit()

    def _words(self, regimen: Regimen | None) -> DoseWords:
        if regimen is not None:
            return self._bridge.wording.of(regimen)
        plan = self._bridge.session.draft.plan
        doses = [*(rung.dose_ng for rung in plan.ladder), *map(held, plan.formulations)]
        return self._bridge.wording.doses(doses, plan.formulations)

    def show_plan(self) -> None:
        """Show the open plan as it now is. Where that takes away what has the keyboard, it stays in the same part."""
        held = QApplication.focusWidget()
        home = self._home_of(held)
        self._show_plan()
        if held is not None and home is not None and not (held.isVisible() and held.isEnabled()):
            home.focus_home()

    def rest_near(self, before: QWidget) -> None:
        """Put the keyboard on what had it, or beside it where Enter would press it once more."""
        home = self._home_of(before) if isinstance(before, QPushButton) else None
        if home is not None:
            home.focus_home()
        else:
            before.setFocus()

    def _home_of(self, held: QWidget | None) -> Card | ResultPane | None:
        if held is None or not held.isVisible():
            return None
        return self._result if self._result.isAncestorOf(held) else self.form.card_with(held)

    def _show_plan(self) -> None:
        session = self._bridge.session
        if session.openings != self._openings:
            self._openings = session.openings
            self._forget()
        draft, regimen = session.draft, session.regimen
        words = self._words(regimen)
        condition = self._knowledge.condition_name(draft.plan.condition)
        self.head.show_session(session, condition, self.saved_words, saving=self.saving)
        renamed = self.form.show_plan(draft, regimen, words)
        self._result.empty.show_missing(ladder=not draft.plan.ladder, products=not draft.plan.formulations)
        self._finding_actions.show_typed(draft)
        self._show_result(renamed=renamed)

    def _forget(self) -> None:
        """Drop what was typed or begun for the plan before and stands in no plan: it is not about this one."""
        self.form.forget()
        self._finding_actions.forget()
        self._result.select(None)

    def begin_new(self) -> None:
        """Stand at the beginning of a plan, with the cursor in the name and nothing open but what is open at a start.

        A change that a draft was entering stays in sight.
        """
        self.show_part("form", "")
        self._result.begin_new()
        self.form.begin_new()

    def _preset_chosen(self, preset: str) -> None:
        """Take a preset whose button then goes; the keyboard goes on to what is asked for next."""
        self.show_part("form", "")
        self.form.choose_preset(preset)

    def prepare(self) -> None:
        """Make what the first keystroke will need, while nobody waits."""
        self.form.prepare()
        self._result.prepare()

    def focus_part(self, part: str) -> None:
        """Put the keyboard into the form, where it last was there, or the result.

        It selects nothing that a letter would replace.
        """
        if self.sides.parts.isVisible():
            self.sides.show_part(part)
        if part == "result":
            self._result.focus_first()
        else:
            self.form.focus_home()

    def focus_back(self) -> None:
        """Put the keyboard where it was when another place was opened."""
        if not give_back(self):
            self.focus_part("form")

    def show_part(self, part: str, tab: str) -> None:
        """Show ``form`` or ``result`` where only one of them has room, and a tab of the result by its name."""
        if part:
            self.sides.show_part(part)
        if tab:
            self._result.show_tab(tab)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.sides, 1)

    def _settle_past(self, way: str) -> None:
        """Do what the bar about days that have passed offers."""
        match way:
            case "undo":
                self._bridge.session.undo()
            case "correct":
                self._bridge.session.correct_past()
            case "follow-up":
                self.show_part("form", "")
                self.form.open_follow_up()

    def _rung_chosen(self, rung: int) -> None:
        regimen = self._bridge.session.regimen
        steps = regimen.steps if regimen else ()
        self._result.select(
            next((at for at, s in enumerate(steps) if s.phase.rung == rung and s.phase.dose_ng), None)
        )

    def _phase_chosen(self, index: int) -> None:
        regimen = self._bridge.session.regimen
        if regimen is not None and index < len(regimen.steps):
            self._result.select(index)
            self.form.titration.ladder.select(regimen.steps[index].phase.rung)
