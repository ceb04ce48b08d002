"""The papers of the plan: what can be printed now, or why they wait."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.theme.theme import Theme


class DocumentsBar(QFrame):
    """Preview, PDF and print of the patient plan."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        title = QLabel("Patient plan")
        title.setProperty("role", "strong")
        self._told = QLabel()
        self._told.setProperty("role", "secondary")
        self._told.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(title)
        self._row.addWidget(self._told, 1)
        self._buttons = [_ActionButton(action) for action in (actions.preview, actions.save_pdf, actions.print)]
        self._buttons[-1].setProperty("role", "primary")
        for button in self._buttons:
            self._row.addWidget(button)
        self.set_theme(theme)

    def show_regimen(self, regimen: Regimen) -> None:
        """Say whether the paper is ready."""
        count = len(regimen.blocked)
        if count:
            self._told.setText(f"Waits until the {'finding that blocks it is' if count == 1 else f'{count} findings that block it are'} resolved.")
        else:
            self._told.setText("")

    def set_theme(self, theme: Theme) -> None:
        """Fit the margins to a theme."""
        margin = theme.px(12)
        self._row.setContentsMargins(margin, theme.px(8), margin, theme.px(8))


class _ActionButton(QPushButton):
    """A button that shows and does what an action does."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
