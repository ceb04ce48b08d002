"""The bar on top of the window: back, forward, search, help."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ldn_desktop.ui.actions import HELP, WAYS, Actions
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import tool_button

_SEARCH = 520


class TopBar(Themed, QFrame):
    """Holds the search field between the ways back and forward and the help."""

    def __init__(self, search: SearchBox, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._search = search
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        for action in actions.on(WAYS):
            layout.addWidget(tool_button(action))
        layout.addStretch(1)
        layout.addWidget(search, 4)
        layout.addStretch(1)
        for action in actions.on(HELP):
            layout.addWidget(tool_button(action))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Fit the bar to a theme."""
        self.setFixedHeight(self.theme.px(48))
        self._search.setMaximumWidth(self.theme.px(_SEARCH))
