"""One change along the way while it is entered, edited or removed, and what it would do before it is accepted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ldn_desktop.domain.adjustment import Pause, Resume
from ldn_desktop.domain.difference import Proposal, difference
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_words import difference_text
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.fields.adjustment_editor import AdjustmentEditor
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.adjusting import (
    NEW,
    AdjustmentForm,
    Adjustments,
    Entering,
    blank_form,
    edit_form,
    in_first_step,
    resumed_doses,
    waiting,
)
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft, Typed
from ldn_desktop.workspace.intents import KeepTyped, SetAdjustments
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.rejected import RejectedError

_PART, _LABEL = "change", "a change along the way"


class ChangeEntry(QFrame):
    """``proposed`` hands over a ``Proposal``, or ``None`` where nothing is proposed any more.

    ``opened`` tells of more to see, ``cancelled`` that somebody leaves the plan as it is.
    """

    proposed = Signal(object)
    opened = Signal()
    cancelled = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._bridge, self._knowledge = bridge, knowledge
        self._entering = NEW
        self._editor = AdjustmentEditor(knowledge)
        self._told = PlainLabel(wraps=True)
        self._accept = QPushButton("Accept")
        self._accept.setProperty("role", "primary")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._editor.changed.connect(self._edited_on)
        self._accept.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.cancel)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.cancel)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)

    def show_typed(self, draft: Draft) -> None:
        """Show the change that is being entered as the draft holds it.

        Undo and a draft bring it back, or take it away.
        """
        entry, regimen = draft.typed_in(_PART), self._bridge.session.regimen
        if entry is None or regimen is None:
            self.drop()
            return
        if self._open and self._entries() == draft.typed_within(_PART):
            return
        self._entering = Entering.read(entry.text, self._adjustments)
        self._editor.offer(self.offered())
        typed = {
            e.field.removeprefix(f"{_PART}."): e.text for e in draft.typed_within(_PART) if e.field != _PART
        }
        begins = blank_form("hold", regimen, local_today())
        self._editor.show_typed(typed, regimen.products, self._bridge.wording.of(regimen), begins)
        self._show()
        self._propose()

    def begin(self, form: AdjustmentForm, regimen: Regimen) -> None:
        """Begin a new change."""
        self._enter(NEW, form, regimen)

    def edit(self, at: int) -> None:
        """Begin to edit the change at a place."""
        regimen = self._bridge.session.regimen
        if regimen is not None:
            self._enter(Entering("edit", at), edit_form(self._adjustments[at], regimen), regimen)

    def remove(self, at: int) -> None:
        """Ask whether the change at a place is to go."""
        self._entering = Entering("remove", at)
        self._show()
        # Not on what removes it: Enter pressed once more than was meant would.
        self._cancel.setFocus()
        self._bridge.session.end_typing()
        self._edited_on()
        self.opened.emit()

    def accept(self) -> None:
        """Put what is proposed into the plan."""
        proposed = self._proposed()
        if proposed is None or not self._accept.isEnabled():
            return
        self._close()
        # One step with the entering of it.
        self._bridge.do(SetAdjustments(proposed), _LABEL, _PART)
        self._bridge.session.end_typing()
        self.proposed.emit(None)
        self.opened.emit()

    def cancel(self) -> None:
        """Leave the plan as it is."""
        self._close()
        self._bridge.do(KeepTyped(_PART), _LABEL)
        self.proposed.emit(None)
        self.cancelled.emit()

    def drop(self) -> None:
        """Close what was begun for other adjustments, if anything was."""
        if self._open:
            self._close()
            self.proposed.emit(None)

    def refresh(self) -> None:
        """Show what the change would do to the plan as it is now."""
        if self._open:
            self._propose()

    def take_focus(self) -> None:
        """Put the keyboard on the change."""
        if self._entering.removes:
            self._cancel.setFocus()
        else:
            self._editor.take_focus()

    def offered(self) -> tuple[str, ...]:
        """Return the kinds of change that can be made: taking it again follows a pause without an end alone."""
        waits = waiting(self._entering.rest(self._adjustments)) is not None
        return tuple(
            code for code in self._knowledge.changes.group("action") if waits or code != Resume.action
        )

    @property
    def _open(self) -> bool:
        return not self.isHidden()

    @property
    def _adjustments(self) -> Adjustments:
        return self._bridge.session.draft.plan.adjustments

    def _lay_out(self) -> None:
        answers = QHBoxLayout()
        answers.addWidget(self._accept)
        answers.addWidget(self._cancel)
        answers.addStretch(1)
        self._accept.setToolTip("Put it into the plan (Ctrl+Return)")
        self._cancel.setToolTip("Leave the plan as it is (Esc)")
        inner = QVBoxLayout(self)
        inner.addWidget(self._editor)
        inner.addWidget(self._told)
        inner.addLayout(answers)
        self.hide()

    def _enter(self, entering: Entering, form: AdjustmentForm, regimen: Regimen) -> None:
        self._entering = entering
        self._editor.offer(self.offered())
        self._editor.show_form(form, regimen.products, self._bridge.wording.of(regimen))
        self._show()
        # The field that the keyboard leaves ends its own typing first.
        self._editor.take_focus()
        self._bridge.session.end_typing()
        self._edited_on()
        self.opened.emit()

    def _show(self) -> None:
        self._editor.setVisible(not self._entering.removes)
        self.show()
        self._accept.setText("Remove it" if self._entering.removes else "Accept")

    def _close(self) -> None:
        self.hide()
        self._entering = NEW

    def _proposed(self) -> Adjustments | None:
        """Return the adjustments as proposed; ``None`` while the form is not complete."""
        if self._entering.removes:
            return self._entering.rest(self._adjustments)
        if self._editor.problem():
            return None
        return self._entering.put(self._adjustments, self._editor.form().adjustment())

    def _edited_on(self) -> None:
        """Keep the change as it is being entered, and show what it would do."""
        self._bridge.do(KeepTyped(_PART, self._entries()), _LABEL, _PART)
        self.refresh()

    def _entries(self) -> tuple[Typed, ...]:
        """Return the change as it is being entered, and why it is not in the plan."""
        problem, fields = (
            ("", {}) if self._entering.removes else (self._editor.problem(), self._editor.typed())
        )
        told = problem or "A change is proposed; accept it or cancel it."
        entries = [Typed(f"{_PART}.{name}", name, text) for name, text in fields.items()]
        return tuple(sorted([Typed(_PART, "Follow-up", self._entering.text, told), *entries]))

    def _propose(self) -> None:
        before, proposed = self._bridge.session.regimen, self._proposed()
        if before is None:
            self.drop()
            return
        self._name_doses(before)
        if proposed is None:
            self._refuse(self._editor.missing())
            return
        try:
            after = self._bridge.session.preview(SetAdjustments(proposed))
        except RejectedError as error:
            self._refuse(str(error))
            return
        if after is None:
            self.drop()
            return
        told = difference(before, after)
        self._say(difference_text(told, after, self._knowledge.changes, ENGLISH), "body-secondary")
        # What changes nothing need not stand in the plan, and may always leave it; what is noted of one may change.
        edited = self._entering.how == "edit" and proposed != self._adjustments
        self._accept.setEnabled(told.since is not None or self._entering.removes or edited)
        self.proposed.emit(Proposal(before, after, told))

    def _name_doses(self, regimen: Regimen) -> None:
        """Name the dose of each way to go on after the pause that is being entered."""
        complete = not (self._entering.removes or self._editor.problem())
        change = self._editor.form().adjustment() if complete else None
        if not isinstance(change, Pause | Resume):
            self._editor.name_doses({})
            return
        doses = resumed_doses(change, self._adjustments, self._bridge.session.preview, self._entering)
        in_first = in_first_step(change, regimen)
        self._editor.name_doses(doses, self._bridge.wording.of(regimen), in_first=in_first)

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, "error")
        self._accept.setEnabled(False)
        self.proposed.emit(None)

    def _say(self, sentence: str, role: str) -> None:
        self._told.say(sentence)
        self._told.setProperty("role", role)
        self._told.style().polish(self._told)
