"""The safety check: questions to be answered before a plan, and the opioids taken."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ldn_desktop.documents.wording import counted, full_date
from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.plan import OpioidUse, Screening
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.opioid_rows import OpioidRows
from ldn_desktop.ui.planner.question_row import QuestionRow
from ldn_desktop.ui.theme.theme import Theme
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import SetScreening
from ldn_desktop.workspace.knowledge import Knowledge

_OPIOID_CODES = frozenset({"opioid-now", "opioid-free-interval", "opioid-review", "duplicate-naltrexone"})
_ALL_NO = "Ctrl+Shift+N"


class SafetyCard(Card):
    """The card *Safety check*; its questions are made when it is first opened."""

    def __init__(
        self, bridge: Bridge, knowledge: Knowledge, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Safety check", theme, parent)
        self._bridge, self._knowledge = bridge, knowledge
        self._rows: dict[str, QuestionRow] = {}
        self._opioids: OpioidRows | None = None
        self._all = False
        self.set_folded(True)
        self.folded_changed.connect(self._opened)

    def show_draft(self, draft: Draft, regimen: Regimen | None) -> None:
        """Show the answers of a plan and what follows from them."""
        screening = draft.plan.screening
        answers = dict(screening.answers)
        questions = self._knowledge.content.questions
        given = [name for name in questions if answers.get(name, "unknown") != "unknown"]
        still = len(questions) - len(given)
        findings = self._findings(regimen)
        self._summarise(screening, len(given), len(questions), findings)
        if not self._rows:
            return
        by_code: dict[str, list[Finding]] = {}
        for finding in findings:
            by_code.setdefault(finding.code, []).append(finding)
        quiet = 0
        for name, row in self._rows.items():
            answer = answers.get(name, "")
            told = by_code.get(name, [])
            sentence = " ".join(self._sentence(finding, regimen) for finding in told)
            severity = min((f.severity for f in told), key=SEVERITIES.index, default="")
            row.show_answer(answer, severity, sentence, self._why(told))
            hidden = not self._all and answer == "no" and not told and still == 0
            quiet += hidden
            row.setVisible(not hidden)
        self._quiet.setText(f"{counted(quiet, 'question')} answered No" if quiet else "")
        self._show_all.setVisible(bool(quiet) or self._all)
        self._show_all.setText("Show all" if not self._all else "Show fewer")
        if self._opioids is not None:
            self._opioids.show_uses(screening.opioids, local_today())
        self.refit()

    def open_check(self) -> None:
        """Open the card and put the keyboard on the first question that is open, or the first of all."""
        self.set_folded(False)
        answers = dict(self._bridge.session.draft.plan.screening.answers)
        row = next((row for name, row in self._rows.items() if not answers.get(name)), None)
        (row or next(iter(self._rows.values()))).take_focus()

    def add_opioid(self, name: str) -> None:
        """Open the card and add an opioid by its id, as last taken today until told otherwise."""
        self.set_folded(False)
        uses = self._screening().opioids
        if all(use.opioid != name for use in uses):
            self._opioids_changed((*uses, OpioidUse(name, local_today())))

    def set_theme(self, theme: Theme) -> None:
        """Follow a theme."""
        super().set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)
        if self._opioids is not None:
            self._opioids.set_theme(theme)

    def _summarise(self, screening: Screening, given: int, count: int, findings: list[Finding]) -> None:
        on = f" on {full_date(screening.answered_on)}" if screening.answered_on else ""
        told = f"{given} of {count} answered{on}" if screening.answers else "not done"
        self.set_summary(told)
        self.set_note(told)
        gravest = min((f.severity for f in findings if not f.overridden), key=SEVERITIES.index, default="")
        done = "ok" if given == count else "none"
        self.set_state(gravest or done)

    def _findings(self, regimen: Regimen | None) -> list[Finding]:
        codes = {*self._knowledge.content.questions, *_OPIOID_CODES}
        return [f for f in regimen.findings if f.code in codes] if regimen else []

    def _sentence(self, finding: Finding, regimen: Regimen | None) -> str:
        return self._knowledge.sentence(finding, regimen) if regimen else ""

    def _why(self, findings: list[Finding]) -> str:
        if not findings:
            return ""
        first = findings[0]
        return " ".join(
            part for part in (self._knowledge.why(first), self._knowledge.source_line(first)) if part
        )

    def _opened(self, folded: bool) -> None:
        if folded or self._rows:
            return
        self._make()
        session = self._bridge.session
        self.show_draft(session.draft, session.regimen)

    def _make(self) -> None:
        all_no = QPushButton("All no")
        all_no.setToolTip(f"Answer every open question with No ({_ALL_NO}), then correct")
        clear = QPushButton("Clear")
        clear.setProperty("role", "flat")
        clear.setToolTip("Take all answers back")
        head = QHBoxLayout()
        hint = QLabel("Then correct: N, Y, U answer, Tab goes on.")
        hint.setProperty("role", "caption")
        head.addWidget(all_no)
        head.addWidget(hint, 1)
        head.addWidget(clear)
        self.body.addLayout(head)
        self._opioids = OpioidRows(self._knowledge.content.opioids, self.theme)
        self._opioids.changed.connect(self._opioids_changed)
        for name, question in self._knowledge.content.questions.items():
            row = QuestionRow(question, self.theme)
            row.answered.connect(self._answered)
            row.passed.connect(self._passed)
            self._rows[name] = row
            self.body.addWidget(row)
            if len(self._rows) == 1:
                self.body.addWidget(self._opioids)
        foot = QHBoxLayout()
        self._quiet = QLabel()
        self._quiet.setProperty("role", "caption")
        self._show_all = QPushButton("Show all")
        self._show_all.setProperty("role", "flat")
        foot.addWidget(self._quiet, 1)
        foot.addWidget(self._show_all)
        self.body.addLayout(foot)
        all_no.clicked.connect(self._all_no)
        clear.clicked.connect(self._clear)
        self._show_all.clicked.connect(self._toggle_all)
        shortcut = QShortcut(QKeySequence(_ALL_NO), self)
        shortcut.activated.connect(self._all_no)

    def _screening(self) -> Screening:
        return self._bridge.session.draft.plan.screening

    def _set(self, screening: Screening, label: str) -> None:
        day: date | None = local_today() if screening.answers or screening.opioids else None
        self._bridge.do(SetScreening(screening._replace(answered_on=day)), label)

    def _answered(self, question: str, answer: str) -> None:
        answers = {**dict(self._screening().answers), question: answer}
        self._set(self._screening()._replace(answers=tuple(answers.items())), "an answer")

    def _passed(self) -> None:
        row = self.sender()
        rows = [row for row in self._rows.values() if row.isVisible()]
        if isinstance(row, QuestionRow) and row in rows[:-1]:
            rows[rows.index(row) + 1].take_focus()

    def _all_no(self) -> None:
        given = dict(self._screening().answers)
        answers = {name: given.get(name, "no") for name in self._knowledge.content.questions}
        self._set(self._screening()._replace(answers=tuple(answers.items())), "all answers")

    def _clear(self) -> None:
        self._set(self._screening()._replace(answers=()), "the answers")

    def _toggle_all(self) -> None:
        self._all = not self._all
        session = self._bridge.session
        self.show_draft(session.draft, session.regimen)

    def _opioids_changed(self, uses: tuple[OpioidUse, ...]) -> None:
        self._set(self._screening()._replace(opioids=uses), "the opioids")
