"""Follow-up as a card: how much changes along the way; the list and its form are made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.reference.words.english import counted, short_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.planner.form_card import FormCard

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.planner.follow_up.follow_up_form import FollowUpForm
    from ldn_desktop.workspace.draft import Draft
    from ldn_desktop.workspace.knowledge import Knowledge


class FollowUpCard(FormCard["FollowUpForm"]):
    """The card *Follow-up*, folded until somebody opens it.

    ``proposed``, ``link_wanted`` and ``form_opened`` are the form's.
    """

    proposed = Signal(object)
    link_wanted = Signal(str)
    form_opened = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Follow-up")
        self._bridge, self._knowledge = bridge, knowledge
        self._words = DoseWords([])

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show what changes along the way."""
        self._words = words
        adjustments = draft.plan.adjustments
        told = "nothing changed"
        if adjustments:
            last = adjustments[-1]
            told = f"{short_date(last.on)}: {self._knowledge.changes.say(f'action.{last.action}')}"
        more = len(adjustments) - 1
        self.set_summary(told if more < 1 else f"{told}, and {more} before")
        if draft.typed_in("change") is not None and self.made is None and regimen is not None:
            # A draft brings the change back that was being entered.
            self.set_folded(False)
        self.set_state(BLOCKING if draft.wrong_in("change") else "none")
        self.set_note(counted(len(adjustments), "change") if adjustments else "")
        if self.made is not None:
            self.made.show_plan(adjustments, regimen, words)
            self.made.show_typed(draft)
            self.refit()

    def make_form(self) -> FollowUpForm:
        """Make the list and the form of a change: a plan is followed up long after the window opened."""
        from ldn_desktop.ui.planner.follow_up.follow_up_form import FollowUpForm

        form = FollowUpForm(self._bridge, self._knowledge)
        form.proposed.connect(self._proposed)
        form.link_wanted.connect(self.link_wanted)
        form.opened.connect(self.form_opened)
        return form

    def show_again(self) -> None:
        """Show the changes of the open plan."""
        session = self._bridge.session
        self.show_draft(session.draft, session.regimen, self._words)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on the change that is being entered; tell whether the field is here."""
        self.form.focus_change()
        return field == "change"

    def forget(self) -> None:
        """Drop a change that was being filled in for another plan."""
        if self.made is not None:
            self.made.forget()

    def _proposed(self, proposal: object) -> None:
        self.refit()
        self.proposed.emit(proposal)

    def fold_form(self) -> None:
        """Leave the change that was being entered."""
        if self.made is not None:
            self.made.cancel()
