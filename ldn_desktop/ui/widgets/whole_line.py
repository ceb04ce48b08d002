"""A line of text that keeps whatever is typed or pasted."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

_ANY = 2**31 - 1


class WholeLine(QLineEdit):
    """A line without a largest length: Qt cuts at 32,767 letters without a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_ANY)
