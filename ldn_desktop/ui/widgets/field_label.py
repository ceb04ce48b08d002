"""The name of a field, beside its first line whatever stands below that line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.plain_label import PlainLabel

BESIDE = Qt.AlignmentFlag.AlignTop
"""How a layout aligns the label with its field."""


class FieldLabel(PlainLabel):
    """A label as high as a field is without its notes and sentences."""

    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__(words)
        self.setProperty("role", "secondary")
        self.setProperty("beside", True)
        self.setBuddy(field)
