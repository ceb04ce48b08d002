"""The ladder table, edited in place, with the buttons that add, remove and move its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ldn_desktop.domain.ladder import Rung
from ldn_desktop.ui.planner.titration.ladder_model import FIELDS, LadderColumn, LadderModel
from ldn_desktop.ui.planner.titration.ladder_view import LadderView
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.ui.widgets.messages import MessageLine
from ldn_desktop.workspace.intents import InsertRung, MoveRung, RemoveRung

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.planner.titration.step_panel import StepPanel
    from ldn_desktop.workspace.draft import Draft

_NEW_RUNG_DAYS = 7
_CELL = "ladder."
"""What the ids of the cells begin with."""


class LadderEditor(QWidget):
    """The ladder with its buttons, and below them more for the chosen step, where that is asked for.

    ``row_chosen`` tells the rung that was selected, ``more_shown`` that more is shown or no longer.
    """

    row_chosen = Signal(int)
    more_shown = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._model = LadderModel(bridge, self)
        self._view = LadderView(self._model)
        self._problem = PlainLabel(role="error", wraps=True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        self._told = MessageLine("info")
        self._buttons: dict[str, QToolButton] = {}
        self._more = QPushButton()
        self._more.setProperty("role", "flat")
        self._more.setToolTip(
            plain_tip("Not every day, other doses by time, only if it suits, what follows (M)")
        )
        self._panel: StepPanel | None = None
        self._shown: tuple[Draft, Regimen | None, DoseWords] | None = None
        self._lay_out()
        self._view.more_wanted.connect(self._open_more)
        self._more.clicked.connect(self._toggle_more)
        self._view.selectionModel().currentRowChanged.connect(self._current_changed)
        for keys, slot in (
            (QKeySequence("Alt+Up"), self._up),
            (QKeySequence("Alt+Down"), self._down),
            (QKeySequence(Qt.Key.Key_Insert), self._add),
            (QKeySequence("Ctrl+Del"), self._remove),
        ):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_ladder(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show a ladder, and why what is typed in it cannot be read.

        Where the keyboard is in it and the chosen row is gone, the one in its place is chosen.
        """
        self._shown = draft, regimen, words
        held, current = QApplication.focusWidget(), self._view.currentIndex()
        within, on_steps = held is not None and self.isAncestorOf(held), self.holds_keyboard
        row, column = current.row(), current.column() if on_steps else LadderColumn.NUMBER
        self._model.show_ladder(draft, regimen, words)
        if within and row >= 0 and not self._view.currentIndex().isValid():
            if on_steps:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            with quiet(self):
                self._view.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1), column))
        wrong = [e for e in draft.unread if e.field.startswith(_CELL) and e.field.split(".")[2] not in FIELDS]
        self._problem.setText("\n".join(f"{entry.name}: {entry.problem}" for entry in wrong))
        self._problem.setVisible(bool(wrong))
        self._told.say(draft.told)
        self._view.fit()
        self._enable()
        self._show_more()

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width: for columns beyond dose and days, or more for a step."""
        return bool(self._model.says_more) or self._open

    @property
    def panel(self) -> StepPanel | None:
        """More for a step, where it is shown."""
        return self._panel if self._open else None

    @property
    def holds_keyboard(self) -> bool:
        """Whether the keyboard is on the steps, or in a cell of theirs."""
        return self._view.holds_keyboard

    def go_to(self, field: str) -> bool:
        """Edit a cell, or a field of the panel, by its id; tell whether it is here."""
        part, _, place = field.partition(".")
        row_text, _, name = place.partition(".")
        if part == "ladder" and name in FIELDS and int(row_text) < self._model.rowCount():
            self._open_at(int(row_text)).go_to(name)
            return True
        return self._view.edit_field(field)

    def select(self, rung: int | None) -> None:
        """Mark a rung without telling it."""
        self._view.mark(rung)
        self._enable()

    def forget(self) -> None:
        """Drop a text that cannot be read, for it was typed for another plan."""
        self._view.close_editors()

    def close_all(self) -> None:
        """Choose no step and show no more for one: another plan begins so."""
        if self._panel is not None:
            self._panel.hide()
        self._view.selectionModel().reset()

    def set_room(self, *, alone: bool, narrow: bool) -> None:
        """Show how each dose is measured where there is room: not beside the numbers, not in a narrow window."""
        self._view.set_room(alone=alone, narrow=narrow)

    def _open_more(self) -> None:
        """Show more for the chosen step, and put the keyboard there."""
        if self._model.rowCount():
            row = self._view.row
            self._open_at(self._model.rowCount() - 1 if row is None else row).focus_first()

    @property
    def _open(self) -> bool:
        return self._panel is not None and self._panel.isVisibleTo(self)

    def _made_panel(self) -> StepPanel:
        """Return the panel; it is made when it is first wanted, for most plans need none."""
        if self._panel is None:
            from ldn_desktop.ui.planner.titration.step_panel import StepPanel

            self._panel = StepPanel(self._bridge)
            self._panel.left.connect(self._close_more)
            self._column.insertWidget(self._column.indexOf(self._more) + 1, self._panel)
        return self._panel

    def _open_at(self, row: int) -> StepPanel:
        # An editor that is open would show another row's field as chosen.
        self.forget()
        if self._view.row != row:
            self._view.choose(row)
        panel = self._made_panel()
        panel.show()
        self._show_more()
        self.more_shown.emit()
        return panel

    def _hide_more(self) -> None:
        self._made_panel().hide()
        self._show_more()
        self.more_shown.emit()

    def _close_more(self) -> None:
        """Close the panel; the keyboard goes back to the steps."""
        self._hide_more()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_more(self) -> None:
        if self._open:
            self._hide_more()
        else:
            self._open_more()

    def _show_more(self) -> None:
        """Show the line that opens the panel, and in an open panel the chosen step."""
        rows, row = self._model.rowCount(), self._view.row
        if self._panel is not None and not rows:
            self._panel.hide()
        shown = self._open
        at = min(rows - 1 if row is None else row, rows - 1)
        self._more.setVisible(rows > 0)
        self._more.setText(f"Close more for step {at + 1}" if shown else "More for a step")
        if self._panel is not None and shown and self._shown is not None:
            draft, regimen, words = self._shown
            self._panel.show_row(draft, at, regimen, words)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for name, words, slot in (
            ("add", "Ro&w", self._add),
            ("remove", "Remove", self._remove),
            ("up", "Up", self._up),
            ("down", "Down", self._down),
        ):
            button = QToolButton()
            button.setText(words)
            button.setProperty("role", "button")
            button.setToolTip(plain_tip(_TIPS[name]))
            button.setAccessibleName(_TIPS[name].partition(" (")[0])
            button.clicked.connect(slot)
            self._buttons[name] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        layout.addWidget(self._problem)
        layout.addWidget(self._told)
        layout.addLayout(bar)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def _add(self) -> None:
        ladder = self._bridge.session.draft.plan.ladder
        row = self._view.row
        at = len(ladder) if row is None else row + 1
        model = ladder[at - 1] if at else None
        rung = Rung(model.dose_ng, model.days) if model else Rung(self._first_dose(), _NEW_RUNG_DAYS)
        if self._bridge.do(InsertRung(at, rung), "a new step"):
            self._view.edit_cell(self._model.index(at, LadderColumn.DOSE))

    def _first_dose(self) -> int:
        """Return the dose of a first row: the smallest product, so that it can be taken at once."""
        products = self._bridge.session.draft.plan.formulations
        strengths = [
            getattr(f, "strength_ng", 0) or getattr(f, "concentration_ng_per_ml", 0) for f in products
        ]
        return min(strengths, default=500_000)

    def _remove(self) -> None:
        row = self._view.row
        if row is not None:
            self._bridge.do(RemoveRung(row), f"removal of step {row + 1}")

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._view.row
        if row is None or not 0 <= row + by < self._model.rowCount():
            return
        if self._bridge.do(MoveRung(row, row + by), "the order of steps"):
            self._view.setCurrentIndex(self._model.index(row + by, LadderColumn.DOSE))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._enable()
        self._show_more()
        if current.isValid():
            self.row_chosen.emit(current.row())

    def _enable(self) -> None:
        row, count = self._view.row, self._model.rowCount()
        self._buttons["remove"].setEnabled(row is not None)
        self._buttons["up"].setEnabled(row is not None and row > 0)
        self._buttons["down"].setEnabled(row is not None and row < count - 1)


_TIPS = {
    "add": "Add a step below (Insert)",
    "remove": "Remove the step (Ctrl+Del)",
    "up": "Move the step up (Alt+Up)",
    "down": "Move the step down (Alt+Down)",
}
