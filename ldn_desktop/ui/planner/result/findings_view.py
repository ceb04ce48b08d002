"""Findings on the screen: bars above the result with their repairs, and the full list in its tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING, WARNING, Finding
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.planner.result.finding_actions import FIELD, OVERRIDE, RESTORE, SINCE_PAUSE, WHY
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.draft import OPIOID_NAME
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.repairs import repairs

_MOST_BARS = 2
_MEDICINE_AT = "safety.medicine"


def finding_bar(
    finding: Finding,
    regimen: Regimen,
    words: DoseWords,
    knowledge: Knowledge,
    *,
    full: bool,
    saved: bool,
) -> MessageBar:
    """Return the bar of a finding: its sentence, its reason and source when ``full``, and its repairs.

    A plan that is saved and has begun is not offered another start: it is being taken.
    """
    lines: list[str] = []
    if full:
        if finding.first is not None and finding.last is not None:
            same = finding.first == finding.last
            lines.append(
                full_date(finding.first)
                if same
                else f"{full_date(finding.first)} to {full_date(finding.last)}"
            )
        lines += [knowledge.findings.why(finding), knowledge.findings.source_line(finding)]
    if finding.overridden is not None:
        lines.insert(0, f"Overridden: {finding.overridden}")
    explained = knowledge.findings.explanation(finding)
    made = [
        (repair.key, repair.label, False)
        for repair in repairs(finding, regimen, words)
        if not (saved and finding.code == codes.STARTS_IN_PAST)
    ]
    if finding.code in {codes.OPIOID_PROBABLE, codes.OPIOID_POSSIBLE} and finding.variant != codes.DOUBT:
        made.append((f"{FIELD}{OPIOID_NAME}", "Name the opioid…", False))
    if finding.code == codes.ASK_OPIOIDS_AGAIN:
        made.append((f"{FIELD}{SINCE_PAUSE}", "Ask now…", False))
    if finding.variant == codes.DOUBT or (
        finding.code == codes.KNOWN_INTERACTION and finding.severity == BLOCKING
    ):
        made.append((f"{FIELD}{_MEDICINE_AT}", "Show it in the safety check", False))
    bar = MessageBar(
        finding.severity,
        knowledge.findings.sentence(finding, regimen, words.wording),
        second=" · ".join(line for line in lines if line),
        link=(f"{WHY}{explained}", "Why?") if explained else None,
        # None stands out: which dose is right is for the clinician to say.
        actions=[*made, *_overruling(finding)],
    )
    bar.setProperty("code", finding.code)
    return bar


def _overruling(finding: Finding) -> list[tuple[str, str, bool]]:
    if finding.overridden is not None:
        return [(f"{RESTORE}{finding.code}", "Take the override back", False)]
    if finding.severity == BLOCKING and codes.kind_of(finding.code).overridable:
        return [(f"{OVERRIDE}{finding.code}", "Override with a reason…", False)]
    return []


class _Stack(QWidget):
    """Bars below each other, rebuilt only when they change."""

    repair_wanted = Signal(str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._bars: list[MessageBar] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._shown: object = None

    def show_findings(
        self, findings: Sequence[Finding], regimen: Regimen, words: DoseWords, *, full: bool, saved: bool
    ) -> None:
        """Show one bar for each finding."""
        plan = regimen.plan
        state = (tuple(findings), plan.ladder, plan.formulations, plan.adjustments, saved, words.wording)
        if state == self._shown:
            return
        self._shown = state
        for bar in self._bars:
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._bars = [
            finding_bar(f, regimen, words, self._knowledge, full=full, saved=saved) for f in findings
        ]
        for bar in self._bars:
            bar.action_triggered.connect(self.repair_wanted)
            self._layout.addWidget(bar)

    @property
    def bars(self) -> Sequence[MessageBar]:
        """The bars shown."""
        return self._bars


class FindingBars(QWidget):
    """Blocking findings and warnings at the top of the result: two at most, the rest counted."""

    repair_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._stack = _Stack(knowledge)
        self._more = QPushButton()
        self._more.setProperty("role", "flat")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack.repair_wanted.connect(self.repair_wanted)
        self._more.clicked.connect(self.more_wanted)

    def show_regimen(self, regimen: Regimen, words: DoseWords, *, saved: bool) -> None:
        """Show what stops or warns; cautions and notes stand in their tab."""
        grave = [f for f in regimen.findings if f.severity in {BLOCKING, WARNING}]
        self._stack.show_findings(grave[:_MOST_BARS], regimen, words, full=False, saved=saved)
        rest = len(regimen.findings) - min(len(grave), _MOST_BARS)
        self._more.setText(
            f"{rest} more finding{'s' if rest > 1 else ''}"
            if grave
            else f"{rest} finding{'s' if rest > 1 else ''}"
        )
        self._more.setVisible(rest > 0)
        self._stack.setVisible(bool(grave))

    def count(self) -> int:
        """Return how many bars are shown."""
        return len(self._stack.bars)

    def focus_first(self) -> bool:
        """Put the focus on the first repair, if there is one."""
        return any(bar.focus_first_action() for bar in self._stack.bars)


class FindingsList(QScrollArea):
    """Every finding with its days, reason and source."""

    repair_wanted = Signal(str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self.setAccessibleName("Findings")
        self.setWidgetResizable(True)
        self._stack = _Stack(knowledge)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.addWidget(self._stack)
        layout.addStretch(1)
        self.setWidget(holder)
        self._stack.repair_wanted.connect(self.repair_wanted)

    def show_regimen(self, regimen: Regimen, words: DoseWords, *, saved: bool) -> None:
        """Show all findings of a computed plan."""
        self._stack.show_findings(regimen.findings, regimen, words, full=True, saved=saved)
