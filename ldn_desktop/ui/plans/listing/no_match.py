"""What the list says where nothing is found: the table stays, and one row tells why it is empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel


class NoMatch(Themed, QWidget):
    """Lies over the first row of a table. ``clear_wanted`` empties the search, ``all_wanted`` leaves filters out."""

    clear_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self._words = PlainLabel(role="body-secondary", wraps=False)
        self._clear, self._all = QPushButton("Clear the search"), QPushButton()
        self._clear.clicked.connect(self.clear_wanted)
        self._all.clicked.connect(self.all_wanted)
        self._row = FlowLayout(self)
        for widget in (self._words, self._clear, self._all):
            self._row.addWidget(widget)
        table.viewport().installEventFilter(self)
        self.hide()
        self.apply_theme()

    def show_for(self, text: str, plans: int, *, nothing: bool) -> None:
        """Say that nothing was found for a text; ``plans`` says how many others a filter hides, 0 without one."""
        self._words.setText(f"No plan matches “{text}”." if text else "No plan matches these filters.")
        self._clear.setVisible(bool(text))
        self._all.setText(f"Search all {plans:,}" if text else f"Show all {plans:,}")
        self._all.setVisible(bool(plans))
        self.setVisible(nothing)
        self._fit()

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        side = self.theme.px(8)
        self._row.setContentsMargins(side, side, side, side)
        self._row.setSpacing(side)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the width of the table."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        holder = self.parentWidget()
        if holder is not None:
            self.setGeometry(0, 0, holder.width(), self._row.heightForWidth(holder.width()))
