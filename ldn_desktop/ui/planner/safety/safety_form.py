"""The questions of the safety check, the opioids, and in place what follows from each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.plan import OpioidUse, Plan, Screening
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.fields.opioid_rows import OpioidRows
from ldn_desktop.ui.planner.result.finding_actions import QUESTION, SINCE_PAUSE
from ldn_desktop.ui.planner.safety.medicine_box import MedicineBox
from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.planner.safety.since_pause_row import SincePauseRow
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.answering import Answering
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Enter
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.ui.planner.follow_up.surgery_panel import SurgeryPanel


class SafetyForm(QWidget):
    """Asks; each answer goes into the plan at once. ``link_wanted`` tells a source of the reference."""

    link_wanted = Signal(str)
    card_wanted = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__()
        self._bridge, self._knowledge = bridge, knowledge
        self._away: set[str] = set()
        self._quiet_ones: set[str] = set()
        self._plan_shown = ""
        self._answering = Answering(self._plan, knowledge.content, local_today)
        self._surgery: SurgeryPanel | None = None
        self._all_no = QPushButton("All no")
        self._all_no.setToolTip("Answer every open question with No (Ctrl+Shift+N), then correct")
        self._clear = QPushButton("Clear answers")
        self._clear.setProperty("role", "flat")
        self._clear.setToolTip("Take all answers back; the opioids and other medicines stay")
        self._since_pause = SincePauseRow(knowledge)
        self._opioids = OpioidRows(knowledge.content.opioids)
        self._rows = {
            name: QuestionRow(question) for name, question in knowledge.content.screening.questions.items()
        }
        self._medicines = MedicineBox(bridge, knowledge.content)
        self._quiet = PlainLabel(role="caption")
        self._show_all = QPushButton("Show all")
        self._show_all.setProperty("role", "flat")
        self._lay_out()
        for row in self._rows.values():
            row.answered.connect(self._row_answered)
            row.passed.connect(self._passed)
            row.link_wanted.connect(self.link_wanted)
        self._since_pause.answered.connect(self._asked_again)
        self._since_pause.passed.connect(self._passed)
        self._since_pause.link_wanted.connect(self.link_wanted)
        self._opioids.changed.connect(self.set_opioids)
        self._opioids.typed.connect(self._typed)
        self._medicines.answered.connect(self.answer)
        self._medicines.opioid_wanted.connect(self.add_opioid)
        self._medicines.link_wanted.connect(self.link_wanted)
        self._all_no.clicked.connect(self.answer_no)
        self._clear.clicked.connect(self._clear_answers)
        self._show_all.clicked.connect(self._toggle_all)

    def show_screening(self, screening: Screening, findings: list[Finding], regimen: Regimen | None) -> None:
        """Show the answers and what follows from each.

        A question answered No that finds nothing has given way once all are answered, and it was asked for: under the
        pointer or the keyboard none goes.
        """
        answers = dict(screening.answers)
        plan = self._bridge.session.draft.plan.id
        if plan != self._plan_shown:
            self._plan_shown, self._away = plan, set(self._rows)
            self._answering.forget()
        still: set[str] = set()
        for name, row in self._rows.items():
            told = [finding for finding in findings if finding.code == name]
            sentences = [
                self._knowledge.findings.sentence(f, regimen, self._bridge.wording) for f in told if regimen
            ]
            severity = min((f.severity for f in told), key=SEVERITIES.index, default="")
            row.show_answer(answers.get(name, ""), severity, " ".join(sentences), self._why(told))
            # Below the question about opioids stands the field that adds them.
            if not told and answers.get(name) == "no" and name != codes.OPIOID_NOW:
                still.add(name)
        self._quiet_ones = still if self._all_answered() else set()
        self._away &= self._quiet_ones
        self._show_rows()
        self._since_pause.show_why(self._why([f for f in findings if f.code == codes.ASK_OPIOIDS_AGAIN]))
        self._since_pause.show_plan(regimen, local_today(), self._bridge.wording)
        self._opioids.show_uses(screening.opioids, local_today())
        listed = frozenset(use.opioid for use in screening.opioids)
        self._medicines.show_medicines(self._bridge.session.draft.plan.medicines, answers, listed)
        operated = self._bridge.session.draft.plan.operation is not None
        self._show_surgery(planned=operated or answers.get(codes.SURGERY_PLANNED) == "yes")

    def _all_answered(self) -> bool:
        answers = dict(self._screening.answers)
        return all(answers.get(name, "unknown") != "unknown" for name in self._rows)

    def _show_rows(self) -> None:
        away, quiet = self._away, self._quiet_ones
        for name, row in self._rows.items():
            row.setVisible(name not in away)
        self._quiet.setText(f"{counted(len(away), 'question')} answered No" if away else "")
        self._show_all.setVisible(bool(quiet))
        self._show_all.setText("Show all" if away else "Show fewer")

    def show_typed(self, draft: Draft) -> None:
        """Show what is typed in a field and is not in the plan."""
        self._opioids.show_typed(draft)
        self._medicines.show_typed(draft)
        if self._surgery is not None:
            self._surgery.show_typed(draft)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        if field == SINCE_PAUSE and not self._since_pause.isHidden():
            self._since_pause.take_focus()
            return True
        row = self._rows.get(field.removeprefix(QUESTION))
        if row is not None:
            row.take_focus()
            return True
        if self._opioids.go_to(field) or self._medicines.go_to(field):
            return True
        return self._surgery is not None and self._surgery.go_to(field)

    def _typed(self, field: str, name: str, text: str, problem: str, uses: object) -> None:
        """Take what is typed at the opioids into the plan, or keep it as typed."""
        meant = self._answering.opioids(uses) if isinstance(uses, tuple) and not problem else None
        self._bridge.do(Enter(field, name, text, problem, meant), "the opioids", field)

    @property
    def medicines(self) -> QWidget:
        """The box for other medicines."""
        return self._medicines

    def focus_first_open(self) -> None:
        """Put the keyboard on the first question without an answer, or on the first of all."""
        answers = dict(self._screening.answers)
        row = next((row for name, row in self._rows.items() if not answers.get(name)), None)
        (row or next(iter(self._rows.values()))).take_focus()

    def focus_opioids(self) -> None:
        """Put the cursor into the field that finds an opioid."""
        self._opioids.take_focus()

    def add_opioid(self, name: str, last_dose: date | None = None, use: str = "") -> None:
        """Add an opioid by its id, or give one that is there what is told of it anew."""
        intent = self._answering.opioid(name, last_dose, use)
        if intent is not None:
            self._bridge.do(intent, "the opioids")

    def set_opioids(self, uses: tuple[OpioidUse, ...]) -> None:
        """Take these as all the opioids of the plan."""
        self._bridge.do(self._answering.opioids(uses), "the opioids")

    def answer(self, question: str, answer: str) -> None:
        """Answer one question."""
        asked = question == codes.OPIOID_NOW
        self._bridge.do(
            self._answering.answer(question, answer, opioids_asked=asked), "an answer", f"answer {question}"
        )

    def forget(self) -> None:
        """Drop what was typed for another plan: the name of an opioid, an operation."""
        self._opioids.forget()
        self._medicines.forget()
        if self._surgery is not None:
            self._surgery.forget()

    def set_narrow(self, *, narrow: bool) -> None:
        """Fit into a narrow form."""
        self._opioids.set_stacked(stacked=narrow)
        self._medicines.set_narrow(narrow=narrow)

    def _lay_out(self) -> None:
        hint = PlainLabel("Then correct: N, Y, U answer, Tab goes on.", role="caption", wraps=True)
        head = QHBoxLayout()
        head.addWidget(self._all_no)
        head.addWidget(hint, 1)
        head.addWidget(self._clear)
        foot = QHBoxLayout()
        foot.addWidget(self._quiet, 1)
        foot.addWidget(self._show_all)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._since_pause)
        for name, row in self._rows.items():
            layout.addWidget(row)
            if name == codes.OPIOID_NOW:
                row.put_below(self._opioids)
        layout.addLayout(foot)
        layout.addWidget(self._medicines)

    def _show_surgery(self, *, planned: bool) -> None:
        """Ask for the operation below its question, once it is answered with Yes; one in the plan is in sight."""
        if planned and self._surgery is None:
            # Most plans have no operation ahead: what asks for it is loaded when one has.
            from ldn_desktop.ui.planner.follow_up.surgery_panel import SurgeryPanel

            self._surgery = SurgeryPanel(self._bridge, self._knowledge)
            self._surgery.link_wanted.connect(self.link_wanted)
            self._surgery.card_wanted.connect(self.card_wanted)
            self._column.insertWidget(
                self._column.indexOf(self._rows[codes.SURGERY_PLANNED]) + 1, self._surgery
            )
        if self._surgery is not None:
            self._surgery.setVisible(planned)
            self._surgery.refresh()

    def _why(self, findings: list[Finding]) -> str:
        from html import escape

        if not findings:
            return ""
        named = self._knowledge.content.sources
        links = (
            f'<a href="source:{escape(name)}">{escape(named[name].short)}</a>'
            for name in self._knowledge.findings.sources(findings[0])
        )
        return f"{escape(self._knowledge.findings.why(findings[0]))} Source: {'; '.join(links)}".lstrip()

    def _plan(self) -> Plan:
        return self._bridge.session.draft.plan

    @property
    def _screening(self) -> Screening:
        return self._plan().screening

    def _asked_again(self, _question: str, answer: str) -> None:
        """Take the answer since a pause: *no* is known from today on, *yes* asks which opioid it was."""
        if answer == "yes":
            self.answer(codes.OPIOID_NOW, "yes")
            self._opioids.take_focus()
            return
        self._bridge.do(self._answering.asked_again(), "the question about opioids")
        # Where the plan was not changed by it nothing else shows what it holds.
        self._since_pause.show_plan(self._bridge.session.regimen, local_today(), self._bridge.wording)

    def _row_answered(self, question: str, answer: str) -> None:
        self.answer(question, answer)
        if question == codes.OPIOID_NOW and answer == "yes":
            # What is typed next is its name.
            self._opioids.take_focus()
        elif question == codes.SURGERY_PLANNED and answer == "yes" and self._surgery is not None:
            # What is typed next is its day.
            self._surgery.take_focus()

    def _passed(self) -> None:
        row = self.sender()
        rows = [row for row in (self._since_pause, *self._rows.values()) if row.isVisible()]
        if isinstance(row, QuestionRow) and row in rows[:-1]:
            rows[rows.index(row) + 1].take_focus()

    def answer_no(self) -> None:
        """Answer every question that has no answer: as opioids and birth date do where they do, else with No."""
        self._away = set(self._rows)
        focus = QApplication.focusWidget()
        inside = any(row.isAncestorOf(focus) for row in self._rows.values()) if focus is not None else False
        if inside:
            # Off the questions that give way, lest the keyboard goes astray.
            self._all_no.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bridge.do(self._answering.all_no(self._rows), "all answers")
        if inside and not self._show_all.isHidden():
            self._show_all.setFocus(Qt.FocusReason.TabFocusReason)

    def _clear_answers(self) -> None:
        self._bridge.do(self._answering.clear(), "the answers")

    def _toggle_all(self) -> None:
        self._away = set() if self._away else set(self._quiet_ones)
        self._show_rows()
        if not self._away and not self._show_all.underMouse():
            self.focus_first_open()
