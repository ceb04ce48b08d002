"""The table of the ladder: edited in place, rows in sight up to a limit, no column more than says something."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from ldn_desktop.ui.planner.titration.ladder_cells import WRAPPED, CellDelegate, CellEdit
from ldn_desktop.ui.planner.titration.ladder_model import EDITABLE, UNREAD_ROLE, LadderColumn, LadderModel
from ldn_desktop.ui.theme.current import Themed

_FEWEST_ROWS, _MOST_ROWS = 3, 12


class LadderView(Themed, QTableView):
    """``more_wanted`` tells that more of the chosen step is asked for."""

    more_wanted = Signal()

    def __init__(self, model: LadderModel) -> None:
        super().__init__()
        self._model = model
        self._measured_wanted = self._narrow = False
        self.setAccessibleName("Ladder")
        self.setModel(model)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.horizontalHeader().sectionResized.connect(self._column_resized)
        self.horizontalScrollBar().rangeChanged.connect(self._scrolls_sideways)
        self._delegate.more_wanted.connect(self.more_wanted)
        self._delegate.closeEditor.connect(self._editor_closed)
        more = QShortcut(QKeySequence(Qt.Key.Key_M), self, context=Qt.ShortcutContext.WidgetShortcut)
        more.activated.connect(self.more_wanted)
        self.apply_theme()

    @property
    def row(self) -> int | None:
        """The chosen row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    @property
    def holds_keyboard(self) -> bool:
        """Whether the keyboard is on the steps, or in a cell of theirs."""
        held = QApplication.focusWidget()
        return held is not None and (held is self or self.isAncestorOf(held))

    def edit_cell(self, index: QModelIndex) -> None:
        """Choose a cell and edit it."""
        self.setCurrentIndex(index)
        if self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)

    def edit_field(self, field: str) -> bool:
        """Edit a cell by its id; tell whether it is here."""
        for row in range(self._model.rowCount()):
            for column in EDITABLE:
                index = self._model.index(row, column)
                if self._model.field(index) == field:
                    self.edit_cell(index)
                    return True
        return False

    def choose(self, row: int) -> None:
        """Make a row the chosen one, and edit nothing in it."""
        self.selectionModel().setCurrentIndex(
            self._model.index(row, LadderColumn.NUMBER),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )

    def mark(self, rung: int | None) -> None:
        """Mark a rung without telling it."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if rung is None or rung >= self._model.rowCount():
            self.clearSelection()
        elif self.state() != QAbstractItemView.State.EditingState:
            self.selectRow(rung)
        selection.blockSignals(blocked)
        self.viewport().update()

    def close_editors(self) -> None:
        """Drop what is typed in a cell."""
        for edit in self.findChildren(CellEdit):
            if not edit.isHidden():
                self.closeEditor(edit, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def set_room(self, *, alone: bool, narrow: bool) -> None:
        """Show how each dose is measured where there is room: not beside the numbers, not in a narrow window."""
        self._measured_wanted, self._narrow = alone and not narrow, narrow
        self._fit_columns()

    def fit(self) -> None:
        """Fit columns and height to what the model says."""
        self._fit_columns()
        self._fit_height()

    def apply_theme(self) -> None:
        """Fit rows and columns to a theme's font."""
        self.verticalHeader().setMinimumSectionSize(self.theme.row_height(dense=True))
        self.verticalHeader().setDefaultSectionSize(self.theme.row_height(dense=True))
        header = self.horizontalHeader()
        for column in LadderColumn:
            whole = column not in WRAPPED
            mode = QHeaderView.ResizeMode.ResizeToContents if whole else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        header.setStretchLastSection(True)
        self._fit_height()

    def _column_resized(self, column: int) -> None:
        if column in WRAPPED:
            self._fit_height()

    def _scrolls_sideways(self, _least: int, most: int) -> None:
        """Take what width there is: a column that stretches may keep the width that a larger table gave it."""
        header = self.horizontalHeader()
        for column in WRAPPED if most else ():
            if not self.isColumnHidden(column):
                header.resizeSection(column, header.minimumSectionSize())
        self._fit_height()

    def _fit_columns(self) -> None:
        more = self._model.says_more
        for column in WRAPPED:
            self.setColumnHidden(column, column not in more)
        self.setColumnHidden(LadderColumn.MEASURED, bool(more) or not self._measured_wanted)
        self.setColumnHidden(LadderColumn.CHANGE, bool(more) and self._narrow)
        self.setColumnHidden(LadderColumn.NUMBER, more == WRAPPED and self._narrow)

    def _fit_height(self) -> None:
        """Show whole rows only: all of them up to a limit, then the table scrolls."""
        rows = min(max(self._model.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
        header, row = self.horizontalHeader().sizeHint().height(), self.theme.row_height(dense=True)
        height = rows * row
        if self._model.says_more:
            # What is said in words wraps rather than scroll sideways.
            self.resizeRowsToContents()
            height = max(height, sum(map(self.rowHeight, range(min(rows, self._model.rowCount())))))
        else:
            # Rows that stay keep the height that words of another plan took.
            for at in range(self._model.rowCount()):
                self.setRowHeight(at, row)
        sideways = self.horizontalScrollBar()
        # It would cover the last row.
        height += sideways.sizeHint().height() if sideways.maximum() else 0
        self.setFixedHeight(header + height + 2 * self.frameWidth())

    def _editor_closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Escape shows the value of the plan again in the place of what could not be read."""
        index = self.currentIndex()
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache and index.data(UNREAD_ROLE):
            self._model.take_back(index)
