"""What is decided: a row of decisions, the fields of the one that is chosen, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QMenu, QPushButton

from ldn_desktop.domain.adjustment import Pause, Resume
from ldn_desktop.ui.fields.adjustment_editor import AdjustmentEditor
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.idle import show_text
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed, typed_of
from ldn_desktop.workspace.adjusting import in_first_step, resumed_doses
from ldn_desktop.workspace.visit_draft import DECISION, decided_on
from ldn_desktop.workspace.visit_words import DECISION_KEYS, DECISION_WORDS, decision_words

if TYPE_CHECKING:
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.widgets.number_edits import DaysEdit
    from ldn_desktop.workspace.adjusting import AdjustmentForm
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_desk import VisitDesk

_OTHER = {"times": "Time", "formulations": "Products"}
"""Decisions that are rarer than those of the row, and stand in a list at its end: what it says while one is chosen."""


class DecisionCard(Card):
    """``written`` hands over the draft as it shall be, what was changed, and the field that is being typed in."""

    written = Signal(object, str, str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__("What is decided")
        self._desk: VisitDesk | None = None
        self._offered: tuple[str, ...] = ()
        self._named: dict[str, str] = {}
        self._narrow = False
        self._choice: Segmented | None = None
        self._read: AdjustmentForm | None = None
        self._other = QPushButton()
        self._other.setMenu(QMenu(self._other))
        self._editor = AdjustmentEditor(knowledge, bare=True)
        self._typed = {f"{DECISION}{name}": field for name, field in self._editor.fields.items()}
        self.why = WholeLine()
        self.why.setAccessibleName("Why")
        self.why.setPlaceholderText("for the history and the record; no paper for the patient says it")
        why = QGridLayout()
        why.setColumnStretch(1, 1)
        why.addWidget(FieldLabel("Wh&y", self.why), 0, 0, BESIDE)
        why.addWidget(self.why, 0, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._row)
        self.body.addWidget(self._editor)
        self.body.addLayout(why)
        self.set_note("past days stay as they were")
        self._other.menu().triggered.connect(self._other_chosen)
        self._editor.changed.connect(self._edited)
        self.why.textEdited.connect(self._why_typed)

    @property
    def days(self) -> DaysEdit:
        """The field of the days."""
        return self._editor.days

    def show_desk(self, desk: VisitDesk, words: DoseWords) -> None:
        """Show what is decided as it stands."""
        self._desk = desk
        draft, decision = desk.draft, desk.draft.visit.decision
        self._offer(desk.following.offered, self._words(desk))
        self._mark(decision)
        self._editor.setVisible(draft.form is not None)
        if draft.form is not None and draft.form is not self._read:
            self._editor.offer((draft.form.action,))
            self._editor.show_form(draft.form, desk.following.regimen.products, words)
        show_typed(draft, self._typed)
        self._name_doses(desk, words)
        show_text(self.why, draft.why)
        named = decision_words(decision, desk.following.regimen, draft.visit.on).rstrip("…")
        self.set_summary(" · ".join(filter(None, (named, draft.why))))
        self.refit()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let the decisions go on in further rows where one has no room."""
        self._narrow = narrow
        self._editor.set_stacked(stacked=narrow)
        offered, self._offered = self._offered, ()
        if offered and self._desk is not None:
            self._offer(offered, self._words(self._desk))
            self._mark(self._desk.draft.visit.decision)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return go_to(field, self._typed)

    def take_focus(self) -> None:
        """Put the keyboard on the decisions."""
        if self._choice is not None:
            self._choice.setFocus(Qt.FocusReason.TabFocusReason)

    def decide(self, decision: str) -> None:
        """Decide something, in the fields' usual way."""
        if self._desk is not None and decision in self._offered:
            draft = decided_on(self._desk.draft, decision, self._desk.following)
            self.written.emit(draft, "the decision", "")

    def move_to(self, times: tuple[str, ...]) -> None:
        """Decide that it is taken at other times."""
        if self._desk is None:
            return
        draft = decided_on(self._desk.draft, "times", self._desk.following)
        if draft.form is not None:
            draft = replace(draft, form=draft.form._replace(times=times))
        self.written.emit(draft, "the decision", "")

    @staticmethod
    def _words(desk: VisitDesk) -> dict[str, str]:
        on = desk.draft.visit.on
        return {code: decision_words(code, desk.following.regimen, on) for code in DECISION_WORDS}

    def _offer(self, offered: tuple[str, ...], words: dict[str, str]) -> None:
        if (offered, words) == (self._offered, self._named):
            return
        self._offered, self._named = offered, words
        if self._choice is not None:
            self._row.removeWidget(self._choice)
            self._choice.hide()
            self._choice.deleteLater()
        rows = [(code, words[code]) for code in offered if code not in _OTHER]
        self._choice = Segmented(rows, wraps=self._narrow)
        if not self._narrow:
            self._choice.spread()
        self._choice.setAccessibleName("Decision")
        for letter, code in DECISION_KEYS.items():
            if code in dict(rows):
                button, told = self._choice.button(code), words[code]
                before, found, behind = told.partition(letter if letter in told else letter.upper())
                button.setText(f"{before}&{found}{behind}" if found else told)
        self._choice.chosen.connect(self.decide)
        self._choice.lettered.connect(self._lettered)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight
        )
        self._row.insertWidget(0, self._choice, 1)
        others = self._other.menu()
        others.clear()
        for code in _OTHER:
            if code in offered:
                others.addAction(DECISION_WORDS[code]).setData(code)
        self._other.setVisible(not others.isEmpty())

    def _mark(self, decision: str) -> None:
        if self._choice is not None and decision in _OTHER:
            self._choice.clear_choice()
        elif self._choice is not None:
            self._choice.set_current(decision)
        self._other.setText(_OTHER.get(decision, "Other"))
        self._other.setAccessibleName(DECISION_WORDS[decision] if decision in _OTHER else "Other decisions")
        self._other.setProperty("chosen", decision in _OTHER)
        self._other.style().polish(self._other)

    def _lettered(self, letter: str) -> None:
        code = DECISION_KEYS.get(letter, "")
        if code in self._offered:
            self.decide(code)
            self.take_focus()

    def _other_chosen(self, action: QAction) -> None:
        self.decide(str(action.data()))

    def _name_doses(self, desk: VisitDesk, words: DoseWords) -> None:
        """Name the dose of each way to go on after a pause."""
        form = desk.draft.form
        change = form.adjustment() if form is not None and not form.problem() else None
        if isinstance(change, Pause | Resume):
            doses = resumed_doses(change, desk.following.plan.adjustments, desk.preview)
            in_first = in_first_step(change, desk.following.regimen)
            self._editor.name_doses(doses, words, in_first=in_first)
        else:
            self._editor.name_doses({})

    def _edited(self) -> None:
        if self._desk is None or self._desk.draft.form is None:
            return
        form = self._read = self._editor.form()._replace(noted_on=None, note="")
        draft = replace(self._desk.draft, form=form)
        for name, field in self._typed.items():
            draft = draft.with_typed(typed_of(name, field))
        self.written.emit(draft, "the decision", "visit.decision")

    def _why_typed(self, text: str) -> None:
        if self._desk is not None:
            self.written.emit(replace(self._desk.draft, why=text), "why", "visit.why")
