"""The form of a plan: its cards one below the other, what they show, and the ways to a card or a field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import Order
from ldn_desktop.ui.planner.follow_up.follow_up_card import FollowUpCard
from ldn_desktop.ui.planner.form_scroll import FormScroll
from ldn_desktop.ui.planner.order_card import OrderCard
from ldn_desktop.ui.planner.patient_card import PatientCard
from ldn_desktop.ui.planner.products.products_card import ProductsCard
from ldn_desktop.ui.planner.safety.safety_card import SafetyCard
from ldn_desktop.ui.planner.texts_card import TextsCard
from ldn_desktop.ui.planner.titration.titration_card import TitrationCard
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.tab_order import give_back
from ldn_desktop.workspace.intents import SetCondition

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.workspace.draft import Draft
    from ldn_desktop.workspace.knowledge import Knowledge


_FormCard: TypeAlias = (
    "PatientCard | SafetyCard | TitrationCard | ProductsCard | TextsCard | OrderCard | FollowUpCard"
)


class PlanForm(FormScroll):
    """Where there is no room for more, a card that is opened is the only one besides the products."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__()
        self._bridge, self._knowledge = bridge, knowledge
        self.patient = PatientCard(bridge, knowledge)
        self.safety = SafetyCard(bridge, knowledge)
        self.titration = TitrationCard(bridge, knowledge)
        self.products = ProductsCard(bridge, knowledge)
        self.texts = TextsCard(bridge)
        self.order = OrderCard(bridge)
        self.follow_up = FollowUpCard(bridge, knowledge)
        self._cards = (
            *(self.patient, self.safety, self.titration, self.products),
            *(self.texts, self.order, self.follow_up),
        )
        self._card_of: dict[str, _FormCard] = {
            "patient": self.patient,
            "safety": self.safety,
            "titration": self.titration,
            "ladder": self.titration,
            "products": self.products,
            "texts": self.texts,
            "order": self.order,
            "change": self.follow_up,
        }
        self._told: tuple[Draft, Regimen | None] | None = None
        self._accordion = False
        self._lay_out()
        for card in self._cards:
            card.folded_changed.connect(self._card_folded)
        self.follow_up.form_opened.connect(self._show_follow_up)
        self.titration.ladder.more_shown.connect(self._show_step)

    def show_plan(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> bool:
        """Show a plan; tell whether it differs from what was shown in names alone."""
        self.patient.show_draft(draft)
        self.safety.show_draft(draft, regimen)
        self.texts.show_draft(draft)
        self.order.show_draft(draft)
        renamed, self._told = self._is_renamed(draft, regimen), (draft, regimen)
        for card in (self.follow_up,) if renamed else (self.titration, self.products, self.follow_up):
            card.show_draft(draft, regimen, words)
        return renamed

    def forget(self) -> None:
        """Drop what was typed or begun for the plan before and stands in no plan: it is not about this one."""
        for edit in self.findChildren(ParsedEdit):
            # Else it would tell the plan before's value to this one.
            with quiet(edit):
                edit.forget()
        for part in (self.safety, self.titration.ladder, self.follow_up):
            part.forget()
        self.titration.ladder.close_all()

    def begin_new(self) -> None:
        """Stand at the beginning of a plan, with the cursor in the name and nothing open but what is open at a start.

        A change that a draft was entering stays in sight.
        """
        draft = self._bridge.session.draft
        changing = draft.typed_in("change") is not None
        closed: set[Card] = {self.safety, self.texts}
        closed |= set() if changing else {self.follow_up}
        closed |= set() if draft.plan.order != Order() or draft.typed_within("order") else {self.order}
        for card in self._cards:
            card.set_folded(card in closed)
        self.patient.focus_name()
        self.to_top()

    def begin_for(self, condition: str) -> None:
        """Begin a plan for a condition with its first preset; without one, with the condition alone."""
        self._bridge.do(SetCondition(condition), "the condition")
        preset = next(
            (p for p in self._knowledge.offers.presets(condition) if condition in p.conditions), None
        )
        if preset is not None:
            self.titration.choose_preset(preset.id)
        self.titration.focus_start()

    def choose_preset(self, preset: str) -> None:
        """Take a preset whose button then goes; the keyboard goes on to what is asked for next."""
        if self._bridge.session.draft.plan.formulations:
            self.titration.focus_start()
        else:
            self.products.focus_sets()
        self.titration.choose_preset(preset)

    def prepare(self) -> None:
        """Make what the first keystroke will need, while nobody waits."""
        self.patient.prepare()
        self.products.prepare()

    def go_to(self, field: str) -> None:
        """Show a field by its id and put the keyboard on it."""
        card = self._card_of.get(field.partition(".")[0])
        if card is not None:
            card.set_folded(False)
            QApplication.processEvents()
            card.go_to(field)

    def focus_home(self) -> None:
        """Put the keyboard where it last was, else where a plan begins; nothing that a letter would replace."""
        if give_back(self):
            return
        if self._bridge.session.draft.plan.ladder:
            self.patient.focus_name()
        else:
            self.titration.focus_start()

    def card_with(self, held: QWidget) -> Card | None:
        """Return the card that a widget stands in."""
        return next((card for card in self._cards if card.isAncestorOf(held)), None)

    def show_card(self, card: str) -> None:
        """Open ``safety`` or ``follow-up`` and bring it into view; fold both for an empty name.

        ``medicines`` is the box for them in the safety check.
        """
        cards: dict[str, Card] = {"safety": self.safety, "follow-up": self.follow_up}
        opened = "safety" if card == "medicines" else card
        for name, known in cards.items():
            known.set_folded(name != opened)
        wanted = cards.get(opened, self.patient)
        QApplication.processEvents()
        self.scroll_to(wanted)
        if card == "medicines":
            QApplication.processEvents()
            self.ensureWidgetVisible(self.safety.form.medicines)
        else:
            self.show_whole(wanted)

    def open_follow_up(self) -> None:
        """Open the card of changes, and put the keyboard there."""
        self.follow_up.set_folded(False)
        QApplication.processEvents()
        self._show_follow_up()
        self.follow_up.focus_home()

    def set_narrow(self, narrow: bool) -> None:
        """Fit the cards to a narrow window."""
        for card in (self.patient, self.safety, self.titration):
            card.set_narrow(narrow=narrow)

    def set_accordion(self, on: bool) -> None:
        """Have cards give way to the one that is opened from now on, or no longer."""
        self._accordion = on
        if on:
            self.patient.set_folded(True)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("form")
        cards = QVBoxLayout(holder)
        for card in self._cards:
            cards.addWidget(card)
        cards.addStretch(1)
        self.setWidget(holder)

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

    def _card_folded(self, folded: bool) -> None:
        """Show an opened card whole."""
        opened = self.sender()
        if folded or not isinstance(opened, Card):
            return
        if self._accordion and opened is not self.products:
            for card in self._cards:
                if card not in {opened, self.products}:
                    card.set_folded(True)
        if self.isVisible():
            self.show_whole(opened)

    def _show_follow_up(self) -> None:
        self.show_whole(self.follow_up)

    def _show_step(self) -> None:
        panel = self.titration.ladder.panel
        if panel is not None:
            self.show_whole(panel)


def _nameless(plan: Plan) -> Plan:
    """Return a plan without the names in it: of the patient, who is still born on the same day, and the prescriber."""
    patient = plan.patient._replace(name="", identifier="")
    return replace(plan, patient=patient, prescriber=plan.prescriber._replace(name="", practice="", phone=""))
