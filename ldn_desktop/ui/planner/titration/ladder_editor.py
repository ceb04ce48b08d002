"""The ladder table, edited in place, with the buttons that add, remove and move its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.ladder import Rung
from ldn_desktop.ui.planner.titration.ladder_cells import WRAPPED, CellDelegate, CellEdit
from ldn_desktop.ui.planner.titration.ladder_model import (
    EDITABLE,
    FIELDS,
    UNREAD_ROLE,
    LadderColumn,
    LadderModel,
)
from ldn_desktop.ui.theme.current import Themed
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
_FEWEST_ROWS, _MOST_ROWS = 3, 12


class LadderEditor(Themed, QWidget):
    """The ladder with its buttons, and below them more for the chosen step, where that is asked for.

    ``row_chosen`` tells the rung that was selected, ``more_shown`` that more is shown or no longer.
    """

    row_chosen = Signal(int)
    more_shown = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._model = LadderModel(bridge, self)
        self._view = QTableView()
        self._view.setAccessibleName("Ladder")
        self._view.setModel(self._model)
        self._delegate = CellDelegate(self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.verticalHeader().hide()
        self._view.setShowGrid(False)
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self._view.setTabKeyNavigation(False)
        self._view.setTextElideMode(Qt.TextElideMode.ElideNone)
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
        self._measured_wanted = self._narrow = False
        self._lay_out()
        self._view.horizontalHeader().sectionResized.connect(self._column_resized)
        self._view.horizontalScrollBar().rangeChanged.connect(self._scrolls_sideways)
        self._delegate.more_wanted.connect(self._open_more)
        self._more.clicked.connect(self._toggle_more)
        more = QShortcut(QKeySequence(Qt.Key.Key_M), self._view, context=Qt.ShortcutContext.WidgetShortcut)
        more.activated.connect(self._open_more)
        self._delegate.closeEditor.connect(self._editor_closed)
        self._view.selectionModel().currentRowChanged.connect(self._current_changed)
        for keys, slot in (
            (QKeySequence("Alt+Up"), self._up),
            (QKeySequence("Alt+Down"), self._down),
            (QKeySequence(Qt.Key.Key_Insert), self._add),
            (QKeySequence("Ctrl+Del"), self._remove),
        ):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.apply_theme()

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
        self._fit_columns()
        self._fit_height()
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
        held = QApplication.focusWidget()
        return held is not None and (held is self._view or self._view.isAncestorOf(held))

    def go_to(self, field: str) -> bool:
        """Edit a cell, or a field of the panel, by its id; tell whether it is here."""
        part, _, place = field.partition(".")
        row_text, _, name = place.partition(".")
        if part == "ladder" and name in FIELDS and int(row_text) < self._model.rowCount():
            self._open_at(int(row_text)).go_to(name)
            return True
        for row in range(self._model.rowCount()):
            for column in EDITABLE:
                index = self._model.index(row, column)
                if self._model.field(index) == field:
                    self._view.setCurrentIndex(index)
                    if self._view.state() != QAbstractItemView.State.EditingState:
                        self._view.edit(index)
                    return True
        return False

    def select(self, rung: int | None) -> None:
        """Mark a rung without telling it."""
        selection = self._view.selectionModel()
        blocked = selection.blockSignals(True)
        if rung is None or rung >= self._model.rowCount():
            self._view.clearSelection()
        elif self._view.state() != QAbstractItemView.State.EditingState:
            self._view.selectRow(rung)
        selection.blockSignals(blocked)
        self._view.viewport().update()
        self._enable()

    def forget(self) -> None:
        """Drop a text that cannot be read, for it was typed for another plan."""
        for edit in self._view.findChildren(CellEdit):
            if not edit.isHidden():
                self._view.closeEditor(edit, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def close_all(self) -> None:
        """Choose no step and show no more for one: another plan begins so."""
        if self._panel is not None:
            self._panel.hide()
        self._view.selectionModel().reset()

    def _column_resized(self, column: int) -> None:
        if column in WRAPPED:
            self._fit_height()

    def _scrolls_sideways(self, _least: int, most: int) -> None:
        """Take what width there is: a column that stretches may keep the width that a larger table gave it."""
        header = self._view.horizontalHeader()
        for column in WRAPPED if most else ():
            if not self._view.isColumnHidden(column):
                header.resizeSection(column, header.minimumSectionSize())
        self._fit_height()

    def apply_theme(self) -> None:
        """Fit rows and columns to a theme's font."""
        self._view.verticalHeader().setMinimumSectionSize(self.theme.row_height(dense=True))
        self._view.verticalHeader().setDefaultSectionSize(self.theme.row_height(dense=True))
        header = self._view.horizontalHeader()
        for column in LadderColumn:
            whole = column not in WRAPPED
            mode = QHeaderView.ResizeMode.ResizeToContents if whole else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        header.setStretchLastSection(True)
        self._fit_height()

    def set_room(self, *, alone: bool, narrow: bool) -> None:
        """Show how each dose is measured where there is room: not beside the numbers, not in a narrow window."""
        self._measured_wanted, self._narrow = alone and not narrow, narrow
        self._fit_columns()

    def _fit_columns(self) -> None:
        more = self._model.says_more
        for column in WRAPPED:
            self._view.setColumnHidden(column, column not in more)
        self._view.setColumnHidden(LadderColumn.MEASURED, bool(more) or not self._measured_wanted)
        self._view.setColumnHidden(LadderColumn.CHANGE, bool(more) and self._narrow)
        self._view.setColumnHidden(LadderColumn.NUMBER, more == WRAPPED and self._narrow)

    def _open_more(self) -> None:
        """Show more for the chosen step, and put the keyboard there."""
        if self._model.rowCount():
            row = self._row()
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
        if self._row() != row:
            self._view.selectionModel().setCurrentIndex(
                self._model.index(row, LadderColumn.NUMBER),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
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
        rows, row = self._model.rowCount(), self._row()
        if self._panel is not None and not rows:
            self._panel.hide()
        shown = self._open
        at = min(rows - 1 if row is None else row, rows - 1)
        self._more.setVisible(rows > 0)
        self._more.setText(f"Close more for step {at + 1}" if shown else "More for a step")
        if self._panel is not None and shown and self._shown is not None:
            draft, regimen, words = self._shown
            self._panel.show_row(draft, at, regimen, words)

    def _fit_height(self) -> None:
        """Show whole rows only: all of them up to a limit, then the table scrolls."""
        rows = min(max(self._model.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
        header, row = self._view.horizontalHeader().sizeHint().height(), self.theme.row_height(dense=True)
        height = rows * row
        if self._model.says_more:
            # What is said in words wraps rather than scroll sideways.
            self._view.resizeRowsToContents()
            height = max(height, sum(map(self._view.rowHeight, range(min(rows, self._model.rowCount())))))
        else:
            # Rows that stay keep the height that words of another plan took.
            for at in range(self._model.rowCount()):
                self._view.setRowHeight(at, row)
        sideways = self._view.horizontalScrollBar()
        # It would cover the last row.
        height += sideways.sizeHint().height() if sideways.maximum() else 0
        self._view.setFixedHeight(header + height + 2 * self._view.frameWidth())

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

    def _row(self) -> int | None:
        index = self._view.currentIndex()
        return index.row() if index.isValid() else None

    def _add(self) -> None:
        ladder = self._bridge.session.draft.plan.ladder
        row = self._row()
        at = len(ladder) if row is None else row + 1
        model = ladder[at - 1] if at else None
        rung = Rung(model.dose_ng, model.days) if model else Rung(self._first_dose(), _NEW_RUNG_DAYS)
        if self._bridge.do(InsertRung(at, rung), "a new step"):
            index = self._model.index(at, LadderColumn.DOSE)
            self._view.setCurrentIndex(index)
            if self._view.state() != QAbstractItemView.State.EditingState:
                self._view.edit(index)

    def _first_dose(self) -> int:
        """Return the dose of a first row: the smallest product, so that it can be taken at once."""
        products = self._bridge.session.draft.plan.formulations
        strengths = [
            getattr(f, "strength_ng", 0) or getattr(f, "concentration_ng_per_ml", 0) for f in products
        ]
        return min(strengths, default=500_000)

    def _remove(self) -> None:
        row = self._row()
        if row is not None:
            self._bridge.do(RemoveRung(row), f"removal of step {row + 1}")

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._row()
        if row is None or not 0 <= row + by < self._model.rowCount():
            return
        if self._bridge.do(MoveRung(row, row + by), "the order of steps"):
            self._view.setCurrentIndex(self._model.index(row + by, LadderColumn.DOSE))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._enable()
        self._show_more()
        if current.isValid():
            self.row_chosen.emit(current.row())

    def _editor_closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Escape shows the value of the plan again in the place of what could not be read."""
        index = self._view.currentIndex()
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache and index.data(UNREAD_ROLE):
            self._model.take_back(index)

    def _enable(self) -> None:
        row, count = self._row(), self._model.rowCount()
        self._buttons["remove"].setEnabled(row is not None)
        self._buttons["up"].setEnabled(row is not None and row > 0)
        self._buttons["down"].setEnabled(row is not None and row < count - 1)


_TIPS = {
    "add": "Add a step below (Insert)",
    "remove": "Remove the step (Ctrl+Del)",
    "up": "Move the step up (Alt+Up)",
    "down": "Move the step down (Alt+Down)",
}
