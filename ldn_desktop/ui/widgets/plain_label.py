"""Texts shown as they are written. Qt otherwise reads what looks like HTML as HTML, and loads the pictures it names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label whose text is no HTML; one of our own sentences with bold letters or links says so by its format."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        super().setText(text)


def plain_tip(text: str) -> str:
    """Return a text for a tooltip, which has no format of its own: what looks like HTML is shown, not read."""
    if "<" not in text:
        return text
    from html import escape

    return f"<qt>{escape(text)}</qt>"
