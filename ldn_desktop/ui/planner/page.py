"""The planner page: head bar, form and result, kept in step with the open plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import Order
from ldn_desktop.reference.words.wording import held
from ldn_desktop.ui.planner.follow_up.follow_up_card import FollowUpCard
from ldn_desktop.ui.planner.form_scroll import FormScroll
from ldn_desktop.ui.planner.head_bar import HeadBar
from ldn_desktop.ui.planner.order_card import OrderCard
from ldn_desktop.ui.planner.patient_card import PatientCard
from ldn_desktop.ui.planner.products.products_card import ProductsCard
from ldn_desktop.ui.planner.result.finding_actions import FindingActions
from ldn_desktop.ui.planner.result.result_pane import ResultPane
from ldn_desktop.ui.planner.safety.safety_card import SafetyCard
from ldn_desktop.ui.planner.sides import Sides
from ldn_desktop.ui.planner.texts_card import TextsCard
from ldn_desktop.ui.planner.titration.titration_card import TitrationCard
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.form_undo import FormUndo
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.tab_order import give_back
from ldn_desktop.workspace.intents import SetCondition

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Proposal
    from ldn_desktop.domain.plan import Plan, Prescriber
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.ui.widgets.notices import Notices
    from ldn_desktop.workspace.draft import Draft
    from ldn_desktop.workspace.knowledge import Knowledge


_FormCard: TypeAlias = (
    "PatientCard | SafetyCard | TitrationCard | ProductsCard | TextsCard | OrderCard | FollowUpCard"
)


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
        self._patient = PatientCard(bridge, knowledge)
        self._safety = SafetyCard(bridge, knowledge)
        self._titration = TitrationCard(bridge, knowledge)
        self._products = ProductsCard(bridge, knowledge)
        self._texts = TextsCard(bridge)
        self._order = OrderCard(bridge)
        self._follow_up = FollowUpCard(bridge, knowledge)
        self._proposal: Proposal | None = None
        self._openings = bridge.session.openings
        self._told: tuple[Draft, Regimen | None] | None = None
        self._result = ResultPane(actions, knowledge, icons)
        self._cards = (
            *(self._patient, self._safety, self._titration, self._products),
            *(self._texts, self._order, self._follow_up),
        )
        self._card_of: dict[str, _FormCard] = {
            "patient": self._patient,
            "safety": self._safety,
            "titration": self._titration,
            "ladder": self._titration,
            "products": self._products,
            "texts": self._texts,
            "order": self._order,
            "change": self._follow_up,
        }
        self._form = FormScroll()
        self.sides = Sides(self._form, self._result, actions)
        self._finding_actions = FindingActions(bridge, knowledge, notices.offers)
        self._undo = FormUndo(self._form, self)
        self._undo.choice_left.connect(bridge.session.end_typing)
        self._lay_out()
        self.sides.narrowed.connect(self._set_narrow)
        self.sides.accordion_begun.connect(self._fold_patient)
        self.sides.form_focused.connect(self._focus_form)
        for card in self._cards:
            card.folded_changed.connect(self._card_folded)
        bridge.show_with(self.show_plan)
        bridge.refused.connect(notices.tell)
        self._patient.letterhead_wanted.connect(self.letterhead_wanted)
        self._safety.card_wanted.connect(self.card_wanted)
        self._follow_up.proposed.connect(self._proposed)
        self._follow_up.form_opened.connect(self._show_follow_up)
        self._finding_actions.settled.connect(self._result.focus_home)
        self._finding_actions.field_wanted.connect(self.go_to)
        for part in (self._finding_actions, self._patient, self._safety, self._follow_up):
            part.link_wanted.connect(self.link_wanted)
        self._titration.ladder.row_chosen.connect(self._rung_chosen)
        self._titration.ladder.more_shown.connect(self._show_step)
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
        card = self._card_of.get(field.partition(".")[0])
        if card is not None:
            card.set_folded(False)
            QApplication.processEvents()
            card.go_to(field)

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
        parts = (*self._cards, self._result)
        return next((part for part in parts if part.isAncestorOf(held)), None)

    def _show_plan(self) -> None:
        session = self._bridge.session
        if session.openings != self._openings:
            self._openings = session.openings
            self._forget()
        draft, regimen = session.draft, session.regimen
        words = self._words(regimen)
        condition = self._knowledge.condition_name(draft.plan.condition)
        self.head.show_session(session, condition, self.saved_words, saving=self.saving)
        self._patient.show_draft(draft)
        self._safety.show_draft(draft, regimen)
        self._texts.show_draft(draft)
        self._order.show_draft(draft)
        renamed, self._told = self._is_renamed(draft, regimen), (draft, regimen)
        for card in (self._follow_up,) if renamed else (self._titration, self._products, self._follow_up):
            card.show_draft(draft, regimen, words)
        self._result.empty.show_missing(ladder=not draft.plan.ladder, products=not draft.plan.formulations)
        self._finding_actions.show_typed(draft)
        self._show_result(renamed=renamed)

    def _is_renamed(self, draft: Draft, regimen: Regimen | None) -> bool:
        """Tell whether a plan differs from what is shown in names alone, which neither steps nor products say.

        One that does not differ at all is shown again in full: what was refused goes from its field.
        """
        if self._told is None or draft == self._told[0]:
            return False
        before = self._told
        if (
            _nameless(draft.plan) != _nameless(before[0].plan)
            or replace(draft, plan=before[0].plan) != before[0]
        ):
            return False
        if regimen is None or before[1] is None:
            return regimen is before[1]
        return regimen._replace(plan=before[1].plan) == before[1]

    def _forget(self) -> None:
        """Drop what was typed or begun for the plan before and stands in no plan: it is not about this one."""
        for edit in self.findChildren(ParsedEdit):
            # Else it would tell the plan before's value to this one.
            with quiet(edit):
                edit.forget()
        for part in (self._safety, self._titration.ladder, self._follow_up, self._finding_actions):
            part.forget()
        self._titration.ladder.close_all()
        self._result.select(None)

    def begin_new(self) -> None:
        """Stand at the beginning of a plan, with the cursor in the name and nothing open but what is open at a start.

        A change that a draft was entering stays in sight.
        """
        self.show_part("form", "")
        self._result.begin_new()
        draft = self._bridge.session.draft
        changing = draft.typed_in("change") is not None
        closed: set[Card] = {self._safety, self._texts}
        closed |= set() if changing else {self._follow_up}
        closed |= set() if draft.plan.order != Order() or draft.typed_within("order") else {self._order}
        for card in self._cards:
            card.set_folded(card in closed)
        self._patient.focus_name()
        self._form.to_top()

    def _preset_chosen(self, preset: str) -> None:
        """Take a preset whose button then goes; the keyboard goes on to what is asked for next."""
        self.show_part("form", "")
        if self._bridge.session.draft.plan.formulations:
            self._titration.focus_start()
        else:
            self._products.focus_sets()
        self._titration.choose_preset(preset)

    def begin_for(self, condition: str) -> None:
        """Begin a plan for a condition with its first preset; without one, with the condition alone."""
        self._bridge.do(SetCondition(condition), "the condition")
        preset = next(
            (p for p in self._knowledge.offers.presets(condition) if condition in p.conditions), None
        )
        if preset is not None:
            self._titration.choose_preset(preset.id)
        self._titration.focus_start()

    def add_opioid(self, name: str, last_dose: date | None = None, use: str = "") -> None:
        """Add an opioid of the reference to the safety check.

        Without a last dose, as taken today until told otherwise.
        """
        self._safety.add_opioid(name, last_dose, use)

    def show_letterhead(self, letterhead: Prescriber) -> None:
        """Show whether new plans begin with this plan's prescriber."""
        self._patient.show_letterhead(letterhead)

    def prepare(self) -> None:
        """Make what the first keystroke will need, while nobody waits."""
        self._patient.prepare()
        self._products.prepare()
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
            self._focus_form()

    def _focus_form(self) -> None:
        if give_back(self._form):
            return
        if self._bridge.session.draft.plan.ladder:
            self._patient.focus_name()
        else:
            self._titration.focus_start()

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

    def show_card(self, card: str) -> None:
        """Open ``safety`` or ``follow-up`` in the form and bring it into view; fold both for an empty name.

        ``medicines`` is the box for them in the safety check.
        """
        cards: dict[str, Card] = {"safety": self._safety, "follow-up": self._follow_up}
        opened = "safety" if card == "medicines" else card
        for name, known in cards.items():
            known.set_folded(name != opened)
        wanted = cards.get(opened, self._patient)
        QApplication.processEvents()
        self._form.scroll_to(wanted)
        if card == "medicines":
            QApplication.processEvents()
            self._form.ensureWidgetVisible(self._safety.form.medicines)
        else:
            self._form.show_whole(wanted)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("form")
        cards = QVBoxLayout(holder)
        for card in self._cards:
            cards.addWidget(card)
        cards.addStretch(1)
        self._form.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.sides, 1)

    def _fold_patient(self) -> None:
        self._patient.set_folded(True)

    def _set_narrow(self, narrow: bool) -> None:
        for card in (self._patient, self._safety, self._titration):
            card.set_narrow(narrow=narrow)

    def _settle_past(self, way: str) -> None:
        """Do what the bar about days that have passed offers."""
        match way:
            case "undo":
                self._bridge.session.undo()
            case "correct":
                self._bridge.session.correct_past()
            case "follow-up":
                self.show_part("form", "")
                self._follow_up.set_folded(False)
                QApplication.processEvents()
                self._show_follow_up()
                self._follow_up.focus_home()

    def _show_follow_up(self) -> None:
        self._form.show_whole(self._follow_up)

    def _card_folded(self, folded: bool) -> None:
        """Show an opened card whole; where there is no room for more, keep it the only one besides the products."""
        opened = self.sender()
        if folded or not isinstance(opened, Card):
            return
        if self.sides.accordion and opened is not self._products:
            for card in self._cards:
                if card not in {opened, self._products}:
                    card.set_folded(True)
        if self.isVisible():
            self._form.show_whole(opened)

    def _show_step(self) -> None:
        panel = self._titration.ladder.panel
        if panel is not None:
            self._form.show_whole(panel)

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
            self._titration.ladder.select(regimen.steps[index].phase.rung)


def _nameless(plan: Plan) -> Plan:
    """Return a plan without the names in it: of the patient, who is still born on the same day, and the prescriber."""
    patient = plan.patient._replace(name="", identifier="")
    return replace(plan, patient=patient, prescriber=plan.prescriber._replace(name="", practice="", phone=""))
