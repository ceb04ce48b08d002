"""What changes along the way: the list of adjustments, a form for one, and what it would do before it is accepted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.adjustment import Pause, Resume
from ldn_desktop.domain.difference import Proposal, difference
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_words import adjustment_words, difference_text
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.wording import DoseWords, Wording
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.follow_up.adjustment_editor import AdjustmentEditor
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.follow_up.effect_panel import EffectPanel
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.adjusting import (
    NEW,
    AdjustmentForm,
    Adjustments,
    Entering,
    blank_form,
    edit_form,
    resumed_doses,
    waiting,
)
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft, Typed
from ldn_desktop.workspace.intents import KeepTyped, SetAdjustments
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.rejected import RejectedError

_MORNING = ("morning",)
_PART, _LABEL = "change", "a change along the way"


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
        self._entering = NEW
        self._effects: EffectPanel | None = None
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._begin)
        self._add = QPushButton("Add a change")
        self._add.setMenu(self._menu)
        self._side_effect = QPushButton("Side effect…")
        self._side_effect.clicked.connect(self.open_effects)
        self._list = QVBoxLayout()
        self._rows: list[AdjustmentRow] = []
        self._editor = AdjustmentEditor(knowledge)
        self._told = PlainLabel(wraps=True)
        self._accept = QPushButton("Accept")
        self._accept.setProperty("role", "primary")
        self._cancel = QPushButton("Cancel")
        self._frame = QFrame()
        self._frame.setProperty("role", "strip")
        self._lay_out()
        self._editor.changed.connect(self._edited_on)
        self._accept.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.cancel)
        QShortcut(QKeySequence("Esc"), self._frame).activated.connect(self.cancel)
        QShortcut(QKeySequence("Ctrl+Return"), self._frame).activated.connect(self.accept)

    def show_plan(self, adjustments: Adjustments, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the adjustments of a plan; what was being proposed for others is dropped."""
        for button in (self._add, self._side_effect):
            button.setEnabled(regimen is not None)
        kept = adjustments == self._shown
        if not kept or words.wording != self._worded:
            self._shown, self._worded = adjustments, words.wording
            self._fill(adjustments, words)
            self._fill_menu()
        if not kept:
            self._drop()
        elif self._open:
            self._propose()

    def show_typed(self, draft: Draft) -> None:
        """Show the change that is being entered as the draft holds it.

        Undo and a draft bring it back, or take it away.
        """
        entry, regimen = draft.typed_in(_PART), self._bridge.session.regimen
        if entry is None or regimen is None:
            self._drop()
            return
        if self._open and self._entries() == draft.typed_within(_PART):
            return
        self._entering = Entering.read(entry.text, self._plan_adjustments)
        self._editor.offer(self._offered())
        typed = {
            e.field.removeprefix(f"{_PART}."): e.text for e in draft.typed_within(_PART) if e.field != _PART
        }
        begins = blank_form("hold", regimen, local_today())
        self._editor.show_typed(typed, regimen.products, self._bridge.wording.of(regimen), begins)
        self._open_frame()
        self._propose()

    def begin(self, action: str, on: date | None = None, times: tuple[str, ...] = ()) -> None:
        """Open the form on a new adjustment of a kind, from a day and with times where they are given."""
        regimen = self._bridge.session.regimen
        if regimen is None:
            return
        form = blank_form(action, regimen, local_today())
        form = form._replace(on=on or form.on, times=times or form.times)
        self._edit(NEW, form, regimen)

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
        proposed = self._adjustments()
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
        self._add.setFocus()

    def forget(self) -> None:
        """Close what was begun for another plan."""
        if self._effects is not None:
            self._effects.hide()
        self._drop()

    def _drop(self) -> None:
        if self._open:
            self._close()
            self.proposed.emit(None)

    @property
    def _open(self) -> bool:
        return not self._frame.isHidden()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._side_effect)
        buttons.addStretch(1)
        answers = QHBoxLayout()
        answers.addWidget(self._accept)
        answers.addWidget(self._cancel)
        answers.addStretch(1)
        self._accept.setToolTip("Put it into the plan (Ctrl+Return)")
        self._cancel.setToolTip("Leave the plan as it is (Esc)")
        inner = QVBoxLayout(self._frame)
        inner.addWidget(self._editor)
        inner.addWidget(self._told)
        inner.addLayout(answers)
        self._frame.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._list)
        self._column.addWidget(self._frame)
        self._column.addLayout(buttons)

    def _fill(self, adjustments: Adjustments, words: DoseWords) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [
            AdjustmentRow(
                at,
                adjustment,
                adjustment_words(adjustment, words, self._knowledge.changes),
            )
            for at, adjustment in enumerate(adjustments)
        ]
        for row in self._rows:
            row.edit_wanted.connect(self._edit_row)
            row.remove_wanted.connect(self._remove_row)
            self._list.addWidget(row)

    def _offered(self) -> tuple[str, ...]:
        """Return the kinds of change that can be made: taking it again follows a pause without an end alone."""
        waits = waiting(self._entering.rest(self._plan_adjustments)) is not None
        return tuple(
            code for code in self._knowledge.changes.group("action") if waits or code != Resume.action
        )

    def _fill_menu(self) -> None:
        self._menu.clear()
        kinds = self._knowledge.changes.group("action")
        for code in self._offered():
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

    def _edit_row(self, at: int) -> None:
        regimen = self._bridge.session.regimen
        if regimen is not None:
            self._edit(Entering("edit", at), edit_form(self._plan_adjustments[at], regimen), regimen)

    def _remove_row(self, at: int) -> None:
        self._entering = Entering("remove", at)
        self._open_frame()
        # Not on what removes it: Enter pressed once more than was meant would.
        self._cancel.setFocus()
        self._bridge.session.end_typing()
        self._edited_on()
        self.opened.emit()

    def _edit(self, entering: Entering, form: AdjustmentForm, regimen: Regimen) -> None:
        self._entering = entering
        self._editor.offer(self._offered())
        words = self._bridge.wording.of(regimen)
        self._editor.show_form(form, regimen.products, words)
        self._open_frame()
        # The field that the keyboard leaves ends its own typing first.
        self._editor.take_focus()
        self._bridge.session.end_typing()
        self._edited_on()
        self.opened.emit()

    @property
    def _plan_adjustments(self) -> Adjustments:
        return self._bridge.session.draft.plan.adjustments

    def _adjustments(self) -> Adjustments | None:
        """Return the adjustments as proposed; ``None`` while the form is not complete."""
        if self._entering.removes:
            return self._entering.rest(self._plan_adjustments)
        if self._editor.problem():
            return None
        return self._entering.put(self._plan_adjustments, self._editor.form().adjustment())

    def _open_frame(self) -> None:
        self._editor.setVisible(not self._entering.removes)
        self._frame.show()
        self._accept.setText("Remove it" if self._entering.removes else "Accept")

    def _edited_on(self) -> None:
        """Keep the change as it is being entered, and show what it would do."""
        self._bridge.do(KeepTyped(_PART, self._entries()), _LABEL, _PART)
        if self._open:
            self._propose()

    def _entries(self) -> tuple[Typed, ...]:
        """Return the change as it is being entered, and why it is not in the plan."""
        problem, fields = (
            ("", {}) if self._entering.removes else (self._editor.problem(), self._editor.typed())
        )
        told = problem or "A change is proposed; accept it or cancel it."
        entries = [Typed(f"{_PART}.{name}", name, text) for name, text in fields.items()]
        return tuple(sorted([Typed(_PART, "Follow-up", self._entering.text, told), *entries]))

    def focus_change(self) -> None:
        """Put the keyboard on the change that is being entered."""
        if self._entering.removes:
            self._cancel.setFocus()
        else:
            self._editor.take_focus()

    def _propose(self) -> None:
        before, proposed = self._bridge.session.regimen, self._adjustments()
        if before is None:
            self._drop()
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
            self._drop()
            return
        told = difference(before, after)
        self._say(difference_text(told, after, self._knowledge.changes, ENGLISH), "body-secondary")
        # What changes nothing need not stand in the plan, and may always leave it; what is noted of one may change.
        edited = self._entering.how == "edit" and proposed != self._plan_adjustments
        self._accept.setEnabled(told.since is not None or self._entering.removes or edited)
        self.proposed.emit(Proposal(before, after, told))

    def _name_doses(self, regimen: Regimen) -> None:
        """Name the dose of each way to go on after the pause that is being entered."""
        complete = not (self._entering.removes or self._editor.problem())
        change = self._editor.form().adjustment() if complete else None
        if not isinstance(change, Pause | Resume):
            self._editor.name_doses({})
            return
        preview = self._bridge.session.preview
        doses = resumed_doses(change, self._plan_adjustments, preview, self._entering)
        self._editor.name_doses(doses, self._bridge.wording.of(regimen))

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, "error")
        self._accept.setEnabled(False)
        self.proposed.emit(None)

    def _say(self, sentence: str, role: str) -> None:
        self._told.say(sentence)
        self._told.setProperty("role", role)
        self._told.style().polish(self._told)

    def _close(self) -> None:
        self._frame.hide()
        self._entering = NEW
