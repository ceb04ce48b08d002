"""The left side of a visit: its cards below each other, one open at a time where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.ui.plans.visit.decision_card import DecisionCard
from ldn_desktop.ui.plans.visit.how_card import HowCard
from ldn_desktop.ui.plans.visit.visit_card import VisitCard
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.form_undo import FormUndo
from ldn_desktop.ui.widgets.severity_mark import NONE
from ldn_desktop.workspace.visit_draft import DECISION

if TYPE_CHECKING:
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_desk import VisitDesk


_OK = "ok"


class VisitForm(Themed, FocusScroll):
    """``written`` hands over the draft as it shall be, what was changed, and the field that is being typed in.

    ``choice_left`` tells that the keyboard has left a choice.
    """

    written = Signal(object, str, str)
    choice_left = Signal()

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self.visit, self.how, self.decision = VisitCard(), HowCard(knowledge), DecisionCard(knowledge)
        self._cards = (self.visit, self.how, self.decision)
        self._narrow = False
        self._undo = FormUndo(self, self)
        held = QWidget()
        self._column = QVBoxLayout(held)
        for card in self._cards:
            self._column.addWidget(card)
            card.written.connect(self.written)
            card.folded_changed.connect(self._folded)
        self._column.addStretch(1)
        self.setWidget(held)
        self._undo.choice_left.connect(self.choice_left)
        self.apply_theme()

    def go_to(self, field: str) -> None:
        """Open the card of a field by its id, and put the keyboard on it."""
        self._card_of(field).set_folded(False)
        self._card_of(field).go_to(field)

    def show_desk(self, desk: VisitDesk, words: DoseWords) -> None:
        """Show the visit as it stands."""
        self.visit.show_desk(desk)
        self.how.show_desk(desk, words)
        self.decision.show_desk(desk, words)
        done = {self.visit: True, self.how: desk.how_it_goes, self.decision: not desk.outcome.problem}
        wrong = {self._card_of(entry.field) for entry in desk.draft.unread}
        for card in self._cards:
            card.set_state(BLOCKING if card in wrong else _OK if done[card] else NONE)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold the cards but the first where there is little room, so that one is open."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for card in self._cards:
            card.set_narrow(narrow=narrow)
            card.set_folded(narrow and card is not self.visit)

    def apply_theme(self) -> None:
        """Fit margins to a theme."""
        margin = self.theme.px(8)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(margin)

    def _card_of(self, field: str) -> VisitCard | HowCard | DecisionCard:
        if field.startswith(DECISION):
            return self.decision
        return self.visit if field in self.visit.fields else self.how

    def _folded(self, folded: bool) -> None:
        """Keep one card open where the window is narrow."""
        if not folded and self._narrow:
            opened = self.sender()
            for card in self._cards:
                if card is not opened:
                    card.set_folded(True)
