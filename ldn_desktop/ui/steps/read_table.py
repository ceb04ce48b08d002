"""A table of a plan that is read, chosen by rows and copied whole."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.table_model import TableModel


class ReadTable(Themed, QTableView):
    """Shows a model under a name; its drawings and the heights of its rows are those of the class below it."""

    def __init__(self, name: str, model: TableModel) -> None:
        super().__init__()
        self._read = model
        model.setParent(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def copy(self) -> None:
        """Copy the whole table as text."""
        copy_of_plan(self._read.as_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the usual keys."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)
