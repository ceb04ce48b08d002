"""What two revisions give on each day: their choice, a table of runs, and what they need in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.ui.widgets.wrapped_cell import WrappedCell
from ldn_desktop.workspace.revision_difference import TITLES, RevisionDifference, Run

_OLD, _NEW, _CHANGED = 2, 3, 4
_MOST_ROWS = 9
"""Rows that are seen without scrolling within the table."""


class RunsModel(TableModel):
    """Runs of days; the days that are the same are grey, what is new is bold."""

    titles = TITLES
    numeric = frozenset({1, _OLD, _NEW})

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self.runs: tuple[Run, ...] = ()
        self.names = ("", "")

    def show_runs(self, runs: Sequence[Run], names: tuple[str, str]) -> None:
        """Show others, of two revisions with these names."""
        self.beginResetModel()
        self.runs, self.names = tuple(runs), names
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self.runs)

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        return self.runs[row].cells[column]

    def title(self, column: int) -> str:
        """Return what stands above a column."""
        return self.names[column - _OLD] if column in {_OLD, _NEW} else self.titles[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's letters and colour too."""
        if index.isValid() and role == Qt.ItemDataRole.FontRole:
            font = QFont(current_theme().font())
            font.setBold(index.column() == _NEW and self.runs[index.row()].differs)
            return font
        if index.isValid() and role == Qt.ItemDataRole.ForegroundRole:
            return current_theme().color("text" if self.runs[index.row()].differs else "text3")
        told = super().data(index, role)
        if role == Qt.ItemDataRole.DisplayRole and isinstance(told, str):
            # No dose and no count of pieces is broken from what it is of.
            return told.replace(" × ", "\u00a0×\u00a0").replace(" mg", "\u00a0mg")
        return told


class RunsTable(Themed, QTableView):
    """The table, as high as its rows are, up to a few."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = RunsModel(self)
        self.setModel(self.runs)
        self.setItemDelegate(WrappedCell(self))
        self.setAccessibleName("Difference of two revisions by day")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.apply_theme()

    def show_runs(self, runs: Sequence[Run], names: tuple[str, str]) -> None:
        """Show others."""
        self.runs.show_runs(runs, names)
        self._fit()

    def apply_theme(self) -> None:
        """Fit rows and columns to the letters."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole table with the usual keys; what is copied of a plan does not stay on the clipboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_of_plan(self.runs.as_text())
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for the head and as many rows as are seen."""
        high = sum(self.rowHeight(row) for row in range(min(self.runs.rowCount(), _MOST_ROWS)))
        return QSize(
            self.theme.px(400), high + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        )

    def minimumSizeHint(self) -> QSize:
        """Return the same: what is higher scrolls around it."""
        return QSize(self.theme.px(200), self.sizeHint().height())

    def _fit(self) -> None:
        """Give each column what its words need; the last one and those of doses share what is left."""
        metrics, bold = self.fontMetrics(), self.theme.font("body-bold")
        wide, pad, room = QFontMetrics(bold), self.theme.px(24) + 2, self.viewport().width()
        rows = range(self.runs.rowCount())
        for column in (0, 1):
            cells = [metrics.horizontalAdvance(self.runs.cell(row, column)) for row in rows]
            need = max([*cells, wide.horizontalAdvance(self.runs.title(column))], default=0) + pad
            self.setColumnWidth(column, min(need, room // 3))
        left = room - self.columnWidth(0) - self.columnWidth(1)
        for column in (_OLD, _NEW):
            cells = [wide.horizontalAdvance(self.runs.cell(row, column)) for row in rows]
            need = max([*cells, wide.horizontalAdvance(self.runs.title(column))], default=0) + pad
            self.setColumnWidth(column, min(max(need, self.theme.px(110)), left * 3 // 10))
        self.setColumnWidth(
            _CHANGED, max(left - self.columnWidth(_OLD) - self.columnWidth(_NEW), self.theme.px(60))
        )
        self.resizeRowsToContents()
        self.updateGeometry()


class DifferencePanel(Themed, QWidget):
    """Title, choice of two revisions, what is needed in all, and the table; folds to its title.

    ``chosen`` hands over the keys of the left and the right revision.
    """

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._left, self._right = Combo(), Combo()
        for combo in (self._left, self._right):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self._left.setAccessibleName("Difference between this revision")
        self._right.setAccessibleName("and this revision")
        self._fold = MarkButton("down", "Fold the difference")
        self._title = PlainLabel("Difference", role="strong")
        self._in_all = PlainLabel(role="secondary", wraps=True)
        self._nothing = PlainLabel(role="body-secondary", wraps=True)
        self.table = RunsTable()
        pairs = QWidget()
        flow = FlowLayout(pairs)
        between, and_ = PlainLabel("between", role="secondary"), PlainLabel("and", role="secondary")
        for widget in (self._fold, self._title, between, self._left, and_, self._right):
            flow.addWidget(widget)
        self._flow = flow
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (pairs, self._in_all, self._nothing, self.table):
            layout.addWidget(part)
        self._folded = False
        self._fold.clicked.connect(self._toggle)
        self._left.activated.connect(self._picked)
        self._right.activated.connect(self._picked)
        self.apply_theme()

    @property
    def folded(self) -> bool:
        """Whether only its title is seen."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold it to its title, or show it all."""
        self._folded = folded
        self._fold.set_mark("right" if folded else "down")
        self._fold.set_name("Show the difference" if folded else "Fold the difference")
        self._show_parts()

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer revisions: key and words."""
        for combo in (self._left, self._right):
            combo.clear()
            for key, words in choices:
                combo.addItem(words, key)

    def choose(self, left: str, right: str) -> None:
        """Show which two are compared, without telling it."""
        for combo, key in ((self._left, left), (self._right, right)):
            combo.setCurrentIndex(combo.findData(key))

    def show_difference(
        self, found: RevisionDifference | None, names: tuple[str, str], why: str = ""
    ) -> None:
        """Show what was found; where there is nothing to compare, say ``why``."""
        self._nothing.setText(why)
        others = f"\nBesides the days: {found.others} changed." if found and found.others else ""
        self._in_all.setText(f"In all: {found.in_all}{others}" if found else "")
        self.table.show_runs(found.runs if found else (), names)
        self._show_parts()

    def apply_theme(self) -> None:
        """Take the room between the parts from the theme."""
        self._flow.setSpacing(self.theme.px(8))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(self.theme.px(6))

    def _show_parts(self) -> None:
        found = bool(self.table.runs.runs)
        self.table.setVisible(found and not self._folded)
        self._in_all.setVisible(bool(self._in_all.text()) and not self._folded)
        self._nothing.setVisible(bool(self._nothing.text()) and not self._folded)

    def _toggle(self) -> None:
        self.set_folded(not self._folded)

    def _picked(self) -> None:
        self.chosen.emit(self._left.currentData(), self._right.currentData())
