"""A recovery key as it is shown: eight groups of five."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel

_GROUP = 120
"""Width of a group and the gap after it, at 100 %."""
_SIDE, _END = 12, 8


class KeyGroups(Themed, QFrame):
    """Four groups in a row, two where there is no room for four; every group as far from the next."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._labels: list[PlainLabel] = []
        self._grid, self._across = QGridLayout(self), 0
        self._grid.setSpacing(0)
        self.show_key(key)
        self.apply_theme()

    def show_key(self, key: str) -> None:
        """Show a key, or none."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [PlainLabel(group, role="heading") for group in key.split()]
        self._across = 0
        self._arrange()
        self.setAccessibleName(f"Recovery key: {key}" if key else "")

    def sizeHint(self) -> QSize:
        """Ask for four groups in a row."""
        return QSize(self._wide(4), self._grid.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Need two groups in a row."""
        return QSize(self._wide(2), self._grid.sizeHint().height())

    def apply_theme(self) -> None:
        """Take margins and gaps from the theme."""
        side, end = self.theme.px(_SIDE), self.theme.px(_END)
        self._grid.setContentsMargins(side, end, side, end)
        self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the width."""
        super().resizeEvent(event)
        self._arrange()

    def _wide(self, across: int) -> int:
        return across * self.theme.px(_GROUP) + 2 * self.theme.px(_SIDE)

    def _arrange(self) -> None:
        across = 4 if self.width() >= self._wide(4) else 2
        if across != self._across:
            self._across = across
            for at, label in enumerate(self._labels):
                self._grid.addWidget(label, at // across, at % across)
            for column in range(5):
                # What is left over stands behind the last.
                self._grid.setColumnMinimumWidth(column, self.theme.px(_GROUP) if column < across else 0)
                self._grid.setColumnStretch(column, int(column == across))
            self.updateGeometry()
