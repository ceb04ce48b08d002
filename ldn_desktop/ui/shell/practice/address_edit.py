"""A field for an address of a few lines."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from ldn_desktop.ui.theme.current import Themed

_LINES = 3


class AddressEdit(Themed, QPlainTextEdit):
    """Lines of text that keep whatever is typed or pasted; Tab leaves them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Be as high as three lines."""
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + self.theme.px(16))
