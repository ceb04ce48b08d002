"""The bar on top of the window: back, forward, search, help."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.theme.current import Themed

_SEARCH = 520


class TopBar(Themed, QFrame):
    """Holds the search field between the ways back and forward and the help."""

    def __init__(
        self,
        search: SearchBox,
        before: list[QAction],
        after: list[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._search = search
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        for action in before:
            layout.addWidget(_button(action))
        layout.addStretch(1)
        layout.addWidget(search, 4)
        layout.addStretch(1)
        for action in after:
            layout.addWidget(_button(action))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Fit the bar to a theme."""
        self.setFixedHeight(self.theme.px(48))
        self._search.setMaximumWidth(self.theme.px(_SEARCH))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    return button
