"""The bar above the planner: whose plan it is, whether it is saved, and what can be done with the file."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ldn_desktop.domain.finding import BLOCKING, Finding
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.actions import EDIT, OPENING, PLAN, Actions
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import ActionButton, tool_button
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel, plain_tip
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.session import Session

_NAME, _GAP, _EDGE = 240, 8, 16


class HeadBar(Themed, QWidget):
    """Shows the plan's name and state; its buttons are the window's actions."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("headBar")
        self._state: list[str] = []
        # What has no room is left out; the window is never made wider for it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = ElideLabel("")
        self._name.setProperty("role", "heading")
        self._condition = ElideLabel("")
        self._condition.setProperty("role", "secondary")
        self._chip = PlainLabel(role="tag")
        self._findings = PlainLabel(role="tag-blocking")
        self._saved = PlainLabel(role="caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(self.theme.px(_EDGE), 0, self.theme.px(_EDGE), 0)
        for label in (self._chip, self._findings, self._saved):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for widget in (self._name, self._condition, self._chip, self._findings, self._saved):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._tools = [tool_button(action) for action in actions.on(EDIT)]
        self._buttons = [ActionButton(action) for action in actions.on(PLAN)]
        for button in (*self._tools, *self._buttons):
            layout.addWidget(button)
        menu = QMenu(self)
        menu.addAction(actions.open)
        menu.addActions(actions.on(OPENING))
        menu.addMenu(actions.recent)
        next(button for button in self._buttons if actions.open in button.actions()).setMenu(menu)
        self.apply_theme()

    def show_session(self, session: Session, condition: str, saved_at: str, *, saving: bool = False) -> None:
        """Show whose plan is open and whether it is saved, or being saved."""
        plan = session.draft.plan
        self._name.setText(one_line(plan.patient.name or session.origin.title))
        self._condition.setText(condition or "No condition")
        saved = session.origin.kept and not session.modified and not session.unread
        told = [session.origin.saved_words if saved else "Draft", f"revision {plan.revision}"]
        self._state = told
        if session.regimen:
            # What words a result is loaded with the first one, so that the window opens sooner.
            from ldn_desktop.papers.plan_state import state_on
            from ldn_desktop.workspace.result_words import STATE_WORDS

            stands = state_on(session.regimen, local_today())
            self._state = [*told, STATE_WORDS[stands]] if stands else told
        self._show_findings(session.regimen.findings if session.regimen else ())
        self._saved.setText("Saving…" if saving else saved_at if saved else "")
        self._fit()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Count what blocks, and what would if nobody had overruled it: that stays in sight as well."""
        blocked = sum(finding.blocks for finding in findings)
        overruled = sum(finding.severity == BLOCKING and not finding.blocks for finding in findings)
        counts = ((blocked, BLOCKING), (overruled, "overridden"))
        self._findings.setText(" · ".join(f"{count} {words}" for count, words in counts if count))
        self._findings.setVisible(bool(blocked or overruled))
        role = "tag-blocking" if blocked else "tag-warning"
        if self._findings.property("role") != role:
            self._findings.setProperty("role", role)
            self._findings.style().polish(self._findings)

    def apply_theme(self) -> None:
        """Fit the bar to a theme."""
        self.setFixedHeight(self.theme.px(48))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave out what has no room."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what has no room: words of buttons first, then condition, when it was saved, the rest.

        What blocks stays whole, and so does enough of the name to tell whose plan it is.
        """
        self._show_state(len(self._state))
        if not self.isVisible():
            return
        name = min(self._name.sizeHint().width(), self.theme.px(_NAME))
        for worded, timed, most in (
            (True, True, 3),
            (False, True, 3),
            (False, False, 3),
            (False, False, 2),
            (False, False, 1),
        ):
            for button in self._buttons:
                button.set_worded(worded)
            self._saved.setVisible(timed and bool(self._saved.text()))
            self._show_state(most)
            told = (self._chip, self._findings, self._saved, *self._tools, *self._buttons)
            needed = sum(w.sizeHint().width() + _GAP for w in told if not w.isHidden())
            room = self.width() - needed - name - 2 * self.theme.px(_EDGE)
            if room >= 0:
                break
        self._condition.setVisible(worded or room >= self._condition.minimumSizeHint().width() + _GAP)

    def _show_state(self, most: int) -> None:
        """Show the first parts of the plan's state; a tooltip tells the others."""
        whole = " · ".join(self._state)
        shown = " · ".join(self._state[:most])
        self._chip.setText(shown)
        self._chip.setAccessibleName(whole)
        self._chip.setToolTip("" if shown == whole else plain_tip(whole))
