"""Buttons that show and do what an action does."""

from __future__ import annotations

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget


class ActionButton(QPushButton):
    """Follows its action: words, icon, tooltip and whether it can be used."""

    def __init__(self, action: QAction, *, role: str = "button", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._own_icon: QIcon | None = None
        self._worded = True
        self.setProperty("role", role)
        # The action then knows that a button shows it.
        self.addAction(action)
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def wear_icon(self, icon: QIcon) -> None:
        """Show another icon than the action's, such as one in the colour of a primary button's words."""
        self._own_icon = icon
        self._follow()

    def set_worded(self, worded: bool) -> None:
        """Show words beside the icon, or the icon alone where there is no room; it keeps its name and tooltip."""
        if worded != self._worded:
            self._worded = worded
            self._follow()

    def _follow(self) -> None:
        # Its keys are the action's; a letter of Alt belongs to the fields.
        self.setText(self._action.text().replace("&", "") if self._worded else "")
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setIcon(self._own_icon or self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


def tool_button(action: QAction) -> QToolButton:
    """Return a small button that shows an action's icon, and is named by its words."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    return button
