"""A planned operation: the last dose before it, the pause around it in one click, and the card to carry."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.plan import Operation
from ldn_desktop.domain.surgery import MOST_HOURS
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.fields.resume_combo import USUAL, ResumeCombo
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, LinkLabel, PlainLabel, plain_tip
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.adjusting import in_first_step, resumed_doses
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.draft import Draft, Typed
from ldn_desktop.workspace.intents import Enter, KeepTyped, SetOperation
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.operation_pause import Around, OperationFields, around, with_pause

_HOURS = Count(1, MOST_HOURS, "hour before", "hours before")
_FIELD = "field"
_ENDLESS = "safety.endless"


class SurgeryPanel(QFrame):
    """Asks for the operation and the day of going on.

    ``link_wanted`` tells a source, ``card_wanted`` the wallet card.
    """

    link_wanted = Signal(str)
    card_wanted = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._bridge, self._knowledge = bridge, knowledge
        self._words = knowledge.content.surgery
        today = local_today()
        self._operation = DateEdit(optional=True, begins=today)
        self._operation.setAccessibleName("Day of the operation")
        self._operation.setProperty(_FIELD, "safety.operation")
        self._hours = CountEdit(_HOURS)
        self._hours.setAccessibleName("Last dose, hours before the operation")
        self._hours.setProperty(_FIELD, "safety.hours")
        self._hours.set_count(self._words.stop.hours)
        self._usual_hours = self._hours.text()
        self._again = DateEdit(optional=True, begins=today)
        self._again.setAccessibleName("Taken again from, after the operation")
        self._again.setProperty(_FIELD, "safety.again")
        self._endless = QCheckBox("Nobody knows yet when it is taken again")
        self._resume = ResumeCombo("How it goes on after the operation")
        self._told = self._label("")
        self._basis = LinkLabel("caption")
        self._basis.setText(self._sources())
        self._put = QPushButton("Put the pause into the plan")
        self._put.setProperty("role", "repair")
        practice = self._words.practice.hours
        self._practice = QPushButton(f"{practice} hours")
        self._practice.setProperty("role", "flat")
        self._practice.setToolTip(plain_tip(self._words.practice.text))
        self._practice.setAccessibleDescription(self._words.practice.text)
        self._card = QPushButton("Wallet card…")
        self._lay_out()
        for field in (self._operation, self._again):
            field.day_changed.connect(self._typed)
            field.edited.connect(self._typed)
            field.unreadable_changed.connect(self._typed)
            # Words that count from today are kept as the day they mean: tomorrow they would mean another.
            field.committed.connect(self._typed)
        self._hours.edited.connect(self._typed)
        self._hours.count_changed.connect(self._typed)
        self._hours.committed.connect(self._typed)
        self._endless.toggled.connect(self._endless_toggled)
        self._resume.currentIndexChanged.connect(self.refresh)
        self._practice.clicked.connect(self._take_practice)
        self._put.clicked.connect(self._put_pause)
        self._card.clicked.connect(self.card_wanted)
        self._basis.linkActivated.connect(self.link_wanted)
        self.refresh()

    def forget(self) -> None:
        """Ask anew: what was given belongs to another plan."""
        with quiet(self._operation, self._again, self._hours, self._endless, self._resume):
            self._endless.setChecked(False)
            self._operation.clear()
            self._again.clear()
            self._hours.set_count(self._words.stop.hours)
            self._resume.choose(USUAL)

    def show_typed(self, draft: Draft) -> None:
        """Show the operation of the plan, and what is typed and not in it."""
        operation = draft.plan.operation
        with quiet(self._operation, self._again, self._hours, self._endless):
            for edit in (self._operation, self._hours, self._again):
                entry = draft.typed_in(str(edit.property(_FIELD)))
                if entry is not None and (edit.text() != entry.text or edit.error() != entry.problem):
                    edit.show_typed(entry.text, entry.problem)
                elif entry is None:
                    edit.show_read()
                    self._show_planned(edit, operation)
            self._endless.setChecked(draft.typed_in(_ENDLESS) is not None)
        self.refresh()

    def _show_planned(self, edit: ParsedEdit, operation: Operation | None) -> None:
        if edit is self._operation:
            self._operation.set_day(operation.on if operation else None)
        elif edit is self._hours:
            self._hours.set_count(operation.last_dose_hours if operation else self._words.stop.hours)
        else:
            self._again.clear()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        for edit in (self._operation, self._hours, self._again):
            if edit.property(_FIELD) == field:
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _typed(self) -> None:
        """Take the operation into the plan; keep what is none, and the day of going on, as typed."""
        edit = self.sender()
        if isinstance(edit, ParsedEdit):
            field = str(edit.property(_FIELD))
            known = self._bridge.session.draft.plan.operation
            if edit is self._operation or (edit is self._hours and (edit.error() or known)):
                meant = None if edit.error() else SetOperation(self._meant(known))
                entered = Enter(field, edit.accessibleName(), edit.text(), edit.error(), meant)
                self._bridge.do(entered, "the operation", field)
                if meant and not self._hours.error():
                    # They are the operation's now.
                    self._bridge.do(KeepTyped("safety.hours"), "the operation", field)
            else:
                entry = Typed(field, edit.accessibleName(), edit.text(), edit.error())
                usual = edit.text().strip() == (self._usual_hours if edit is self._hours else "")
                kept = KeepTyped(field, () if usual and not edit.error() else (entry,))
                self._bridge.do(kept, "the operation", field)
        self.refresh()

    def _meant(self, known: Operation | None) -> Operation | None:
        """Return the operation as the fields tell it; hours that cannot be read leave those before them."""
        hours = self._hours.count() or (known.last_dose_hours if known else self._words.stop.hours)
        on = self._operation.day()
        return Operation(on, hours) if on is not None else None

    def _endless_toggled(self) -> None:
        entry = Typed(_ENDLESS, self._endless.text(), "yes")
        kept = KeepTyped(_ENDLESS, (entry,) if self._endless.isChecked() else ())
        self._bridge.do(kept, "the operation")
        self.refresh()

    def take_focus(self) -> None:
        """Put the cursor into the day of the operation."""
        self._operation.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say when the last dose is, and whether the pause can be put into the plan."""
        regimen = self._bridge.session.regimen
        self._card.setEnabled(regimen is not None and not regimen.blocked)
        blocked = regimen is not None and bool(regimen.blocked)
        self._card.setToolTip("Waits until what blocks the plan is resolved" if blocked else "")
        for part in self._going_on:
            part.setVisible(not self._endless.isChecked())
        found = self._around()
        self._told.setText(found.told)
        self._put.setEnabled(found.pause is not None)
        self._name_doses(found.pause)

    def _name_doses(self, pause: Pause | None) -> None:
        """Name the dose of each way to go on, once there is a pause to put into the plan."""
        session = self._bridge.session
        if session.regimen is None or pause is None:
            self._resume.name_doses({})
            return
        doses = resumed_doses(pause, session.draft.plan.adjustments, session.preview)
        in_first = in_first_step(pause, session.regimen)
        self._resume.name_doses(doses, self._bridge.wording.of(session.regimen), in_first=in_first)

    def _fields(self) -> OperationFields:
        return OperationFields(
            on=self._operation.day(),
            hours=self._hours.count(),
            again=self._again.day(),
            endless=self._endless.isChecked(),
            resume=self._resume.code(),
        )

    def _around(self) -> Around:
        """Return what is told, and the pause that can be put into the plan."""
        if any(field.error() for field in (self._operation, self._hours, self._again)):
            return Around("Something typed here cannot be read.")
        session, wording = self._bridge.session, self._bridge.wording
        return around(
            self._fields(), session.regimen, session.preview, self._knowledge, wording, local_today()
        )

    def _put_pause(self) -> None:
        pause, label = self._fields().pause(local_today()), "the pause for the operation"
        if pause is not None:
            self._bridge.session.end_typing()
            # The button has nothing left to do after that.
            self.take_focus()
            self._bridge.do(with_pause(self._bridge.session.draft.plan.adjustments, pause), label, label)

    def _take_practice(self) -> None:
        self._hours.set_count(self._words.practice.hours)

    def _sources(self) -> str:
        words = self._words
        parts = (
            (words.stop.text, words.stop.sources),
            (words.practice.text, words.practice.sources),
            (words.restart, words.restart_sources),
        )
        return "<br>".join(
            f"{escape(text)} Source: {'; '.join(self._links(sources))}" for text, sources in parts
        )

    def _links(self, sources: tuple[str, ...]) -> Iterator[str]:
        named = self._knowledge.content.sources
        for name in sources:
            yield f'<a href="source:{escape(name)}">{escape(named[name].short)}</a>'

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        hours = QWidget()
        beside = FlowLayout(hours)
        beside.addWidget(self._hours)
        beside.addWidget(self._practice)
        rows = (
            ("Operation on", self._operation),
            ("Last dose", hours),
            ("Again from", self._again),
            ("", self._endless),
            ("Then", self._resume),
        )
        self._going_on: list[QWidget] = []
        for row, (words, field) in enumerate(rows):
            if not words:
                grid.addWidget(field, row, 0, 1, 2)
                continue
            label = FieldLabel(words, field)
            grid.addWidget(label, row, 0, BESIDE)
            grid.addWidget(field, row, 1)
            if field in {self._again, self._resume}:
                self._going_on += [label, field]
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self._put)
        flow.addWidget(self._card)
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(self._told)
        layout.addWidget(buttons)
        layout.addWidget(self._basis)

    @staticmethod
    def _label(role: str) -> QLabel:
        label = PlainLabel(wraps=True)
        label.setProperty("role", role)
        return label
