"""The numbers that papers bear, under the names that the practice gives them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.domain.practice import Practice, Registration
from ldn_desktop.ui.shell.practice.rows_table import RowsTable
from ldn_desktop.ui.widgets.labels import PlainLabel


class RegistrationsTab(QWidget):
    """A table of them. ``changed`` tells that one was typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = RowsTable("Registrations", ("Name of the number", "Number", "Of which prescriber"))
        self._table.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.addWidget(
            PlainLabel(
                "They stand on orders to pharmacies. A number with a prescriber stands on that prescriber's orders "
                "alone, where the plan names just that person; without one it is the practice's.",
                role="caption",
                wraps=True,
            )
        )
        layout.addWidget(self._table, 1)

    def show_practice(self, practice: Practice) -> None:
        """Show settings."""
        self._table.show_rows(practice.registrations)

    def taken_into(self, practice: Practice) -> Practice:
        """Return settings with what stands here."""
        return replace(practice, registrations=tuple(Registration(*row) for row in self._table.rows()))
