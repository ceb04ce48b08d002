"""Who the plan is for and who signs it; every field is optional."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.reference.words.english import age_text, full_date
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.idle import quiet, show_text
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, LinkLabel, PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import SetCondition, SetPatient, SetPrescriber
from ldn_desktop.workspace.knowledge import Knowledge

_NO_CONDITION = "No condition"


class PatientCard(Card):
    """The card *Patient and prescriber*.

    ``letterhead_wanted`` asks that new plans begin with this prescriber, ``link_wanted`` for a page of the reference.
    """

    letterhead_wanted = Signal()
    link_wanted = Signal(str)

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Patient and prescriber")
        self._bridge, self._knowledge = bridge, knowledge
        self._name = self._edit("Patient's name")
        self._number = self._edit("Patient's number")
        self._born = DateEdit(optional=True, latest=local_today, birth=True)
        self._born.setAccessibleName("Date of birth")
        self._typed = FormFields(bridge, "patient")
        self._typed.add("born", self._born)
        self._age = FieldLabel("", self._born)
        self._age.setAccessibleName("Age today")
        self._condition = Combo()
        self._condition.setAccessibleName("Condition")
        self._condition.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._condition.setMinimumContentsLength(12)
        self._condition.addItem(_NO_CONDITION, "")
        self._evidence = LinkLabel("secondary")
        self._evidence.linkActivated.connect(self.link_wanted)
        self._evidence_label = PlainLabel("Evidence", role="secondary")
        self._prescriber = self._edit("Prescriber's name")
        self._practice = self._edit("Practice")
        self._phone = self._edit("Telephone for the patient to call")
        self._letterhead = Prescriber()
        self._keep = QPushButton()
        self._keep.clicked.connect(self.letterhead_wanted)
        self._grid = QGridLayout()
        self._fields: list[tuple[QLabel, QWidget]] = []
        self._narrow: bool | None = None
        self._lay_out()
        for edit in (self._name, self._number):
            edit.textEdited.connect(self._patient_edited)
        for edit in (self._prescriber, self._practice, self._phone):
            edit.textEdited.connect(self._prescriber_edited)
        for edit in (self._name, self._number, self._prescriber, self._practice, self._phone):
            edit.editingFinished.connect(bridge.session.end_typing)
        self._born.edited.connect(self._born_changed)
        self._born.day_changed.connect(self._born_changed)
        self._born.unreadable_changed.connect(self._born_changed)
        self._condition.activated.connect(self._condition_chosen)

    def show_draft(self, draft: Draft) -> None:
        """Show the plan's patient, condition and prescriber."""
        patient, prescriber = draft.plan.patient, draft.plan.prescriber
        for edit, text in (
            (self._name, patient.name),
            (self._number, patient.identifier),
            (self._prescriber, prescriber.name),
            (self._practice, prescriber.practice),
            (self._phone, prescriber.phone),
        ):
            show_text(edit, text)
        self.show_letterhead(self._letterhead)
        with quiet(self._born, self._condition):
            self._born.set_day(patient.birth_date)
            self._show_condition(draft.plan.condition)
        self._typed.show(draft)
        self.refit()
        born = f"born {full_date(patient.birth_date)}" if patient.birth_date else ""
        known = (one_line(patient.name), born, one_line(prescriber.practice or prescriber.name))
        parts = [part for part in known if part]
        self.set_summary(", ".join(parts) or "optional")
        self._show_state(draft)

    def show_letterhead(self, letterhead: Prescriber) -> None:
        """Offer to begin new plans with this plan's prescriber, or show that they do."""
        self._letterhead = letterhead
        kept = letterhead == self._bridge.session.draft.plan.prescriber
        self._keep.setText("Used for new plans" if kept else "Use for new plans")
        self._keep.setToolTip("The prescriber, practice and telephone that a new plan begins with")
        self._keep.setEnabled(not kept)

    def _show_state(self, draft: Draft) -> None:
        """Tick the card once the patient can be told from another: a letterhead alone is no patient."""
        wrong, patient, today = bool(draft.wrong_in("patient")), draft.plan.patient, local_today()
        born = None if wrong else patient.birth_date
        self._age.setText(age_text(born, today) if born is not None and born <= today else "")
        done = bool(patient.name.strip()) or born is not None
        self.set_state(BLOCKING if wrong else "ok" if done else "none")

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._typed.go_to(field)

    def focus_name(self) -> None:
        """Put the cursor into the patient's name."""
        self.set_folded(False)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def prepare(self) -> None:
        """Offer the conditions; they are read when one is first shown, or while nobody waits."""
        if self._condition.count() == 1:
            for condition, name in self._knowledge.conditions():
                self._condition.addItem(name, condition)

    def _show_condition(self, condition: str) -> None:
        if condition:
            self.prepare()
        at = self._condition.findData(self._knowledge.condition_id(condition))
        if at < 0:
            # A file may name a condition that the reference does not know; it is kept as it is.
            self._condition.addItem(condition, condition)
            at = self._condition.count() - 1
        self._condition.setCurrentIndex(at)
        for widget in (self._evidence_label, self._evidence):
            widget.setVisible(bool(condition))
        if condition:
            self._show_evidence(condition)

    def _show_evidence(self, condition: str) -> None:
        # Without a condition neither is needed at the start.
        from html import escape

        line, page = self._knowledge.evidence(condition)
        words = "Read the evidence" if page.startswith("topic:") else "All conditions"
        told = f'{escape(line)} <a href="{escape(page)}">{words}</a>'
        if told != self._evidence.text():
            self._evidence.setText(told)
            # Without a name of its own a screen reader would read out the marks of the link.
            self._evidence.setAccessibleName(f"Evidence: {line}")

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the fields into one column in a narrow form, into two in a wide one."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        columns = 1 if narrow else 2
        below = next(at for at, (_, field) in enumerate(self._fields) if field is self._condition) // columns
        self._grid.addWidget(self._evidence_label, below + 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._evidence, below + 1, 1, 1, 2 * columns - 1)
        for at, (label, field) in enumerate(self._fields):
            row, column = divmod(at, columns)
            row += row > below
            self._grid.addWidget(label, row, 2 * column, BESIDE)
            self._grid.addWidget(field, row, 2 * column + 1, BESIDE)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 0 if narrow else 1)
        self.refit()

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        born = QWidget()
        beside = QHBoxLayout(born)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._born, 1, BESIDE)
        beside.addWidget(self._age, 0, BESIDE)
        for words, field in (
            ("&Name", self._name),
            ("&Born", born),
            ("Number", self._number),
            ("&Condition", self._condition),
            ("Prescriber", self._prescriber),
            ("Practice", self._practice),
            ("Telephone", self._phone),
        ):
            named = self._born if field is born else field
            self._fields.append((FieldLabel(words, named), field))
        self._fields.append((PlainLabel(), self._keep))
        self.body.addLayout(self._grid)
        self.set_narrow(narrow=False)

    @staticmethod
    def _edit(name: str) -> QLineEdit:
        edit = WholeLine()
        edit.setAccessibleName(name)
        return edit

    def _patient_edited(self) -> None:
        before = self._bridge.session.draft.plan.patient
        patient = before._replace(name=self._name.text(), identifier=self._number.text())
        typing = "name" if patient.name != before.name else "number"
        self._bridge.do(SetPatient(patient), f"the patient's {typing}", f"patient {typing}")

    def _born_changed(self) -> None:
        patient = self._bridge.session.draft.plan.patient._replace(birth_date=self._born.day())
        self._typed.enter(self._born, SetPatient(patient), "the date of birth")

    def _prescriber_edited(self) -> None:
        before = self._bridge.session.draft.plan.prescriber
        changed = before._replace(
            name=self._prescriber.text(), practice=self._practice.text(), phone=self._phone.text()
        )
        self._bridge.do(SetPrescriber(changed), "the prescriber", "prescriber")

    def _condition_chosen(self) -> None:
        self._bridge.do(SetCondition(self._condition.currentData()), "the condition", "condition")
