"""The bar on top of the window: back, forward, search, help."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.theme.look import Theme

_SEARCH = 520


class TopBar(QFrame):
    """Holds the search field between the ways back and forward and the help."""

    def __init__(
        self,
        search: SearchBox,
        before: list[QAction],
        after: list[QAction],
        theme: Theme,
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
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Fit the bar to a theme."""
        self.setFixedHeight(theme.px(48))
        self._search.setMaximumWidth(theme.px(_SEARCH))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    return button
