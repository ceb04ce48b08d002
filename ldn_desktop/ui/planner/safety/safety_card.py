"""The safety check as a card: what was answered and how grave it is; the questions are made when it is first opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING, SEVERITIES, WARNING, Finding
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.ui.planner.form_card import FormCard

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import OpioidUse
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.planner.safety.safety_form import SafetyForm
    from ldn_desktop.workspace.draft import Draft
    from ldn_desktop.workspace.knowledge import Knowledge

ALL_NO = "Ctrl+Shift+N"
"""The keys that answer every open question with No, whether the card is open or folded."""


class SafetyCard(FormCard["SafetyForm"]):
    """The card *Safety check*, folded until somebody opens it.

    ``link_wanted`` tells a source of the reference, ``card_wanted`` asks for the wallet card.
    """

    link_wanted = Signal(str)
    card_wanted = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Safety check")
        self._bridge, self._knowledge = bridge, knowledge
        self._narrow = False
        QShortcut(QKeySequence(ALL_NO), self).activated.connect(self._answer_no)

    def show_draft(self, draft: Draft, regimen: Regimen | None) -> None:
        """Show the answers of a plan and what follows from them."""
        screening = draft.plan.screening
        answers = dict(screening.answers)
        # Not read for a plan that nobody has begun.
        questions = self._knowledge.content.screening.questions if answers or regimen else ()
        given = sum(answers.get(name, "unknown") != "unknown" for name in questions)
        found = regimen.findings if regimen else ()
        findings = [f for f in found if f.code in questions or codes.kind_of(f.code).safety]
        on = f" on {full_date(screening.answered_on)}" if screening.answered_on else ""
        if screening.opioids_asked_on:
            on += f", opioids asked for on {full_date(screening.opioids_asked_on)}"
        told = f"{given} of {len(questions)} answered{on}" if screening.answers else "not done"
        overruled = sum(finding.overridden is not None for finding in findings)
        if overruled:
            told = f"{overruled} overridden, {told}"
        self.set_summary(told)
        self.set_note(told)
        done = bool(questions) and given == len(questions)
        # Before there is a plan to weigh, what was answered is not yet a finding.
        weighed = regimen is not None or not (screening.opioids or "yes" in answers.values())
        state = _gravest(findings) or (WARNING if not weighed else "ok" if done else "none")
        self.set_state(BLOCKING if draft.wrong_in("safety") else state)
        if self.made is not None:
            self.made.show_screening(screening, findings, regimen)
            self.made.show_typed(draft)
            self.refit()

    def make_form(self) -> SafetyForm:
        """Make the questions and opioids: names, intervals and their search are read when somebody begins the check."""
        from ldn_desktop.ui.planner.safety.safety_form import SafetyForm

        form = SafetyForm(self._bridge, self._knowledge)
        form.set_narrow(narrow=self._narrow)
        form.card_wanted.connect(self.card_wanted)
        form.link_wanted.connect(self.link_wanted)
        return form

    def show_again(self) -> None:
        """Show the answers of the open plan."""
        session = self._bridge.session
        self.show_draft(session.draft, session.regimen)

    def _answer_no(self) -> None:
        self.set_folded(False)
        self.form.answer_no()

    def focus_home(self) -> None:
        """Put the keyboard into the field for opioids: their rows come and go."""
        self.form.focus_opioids()

    def open_check(self) -> None:
        """Open the card with the keyboard on the first open question, or on the first of all."""
        self.set_folded(False)
        self.form.focus_first_open()

    def add_opioid(self, name: str, last_dose: date | None = None, use: str = "") -> None:
        """Open the card and add an opioid by its id; without a last dose, as taken today until told otherwise."""
        self.set_folded(False)
        self.form.add_opioid(name, last_dose, use)

    def set_opioids(self, uses: tuple[OpioidUse, ...]) -> None:
        """Take these as all the opioids of the plan."""
        self.form.set_opioids(uses)

    def forget(self) -> None:
        """Drop what was typed for another plan."""
        if self.made is not None:
            self.made.forget()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self.form.go_to(field)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fit into a narrow form."""
        self._narrow = narrow
        if self.made is not None:
            self.made.set_narrow(narrow=narrow)


def _gravest(findings: list[Finding]) -> str:
    """Return the gravest of findings, empty for none; what was overruled still asks for care: it is no green tick."""
    told = (WARNING if finding.overridden is not None else finding.severity for finding in findings)
    return min(told, key=SEVERITIES.index, default="")
