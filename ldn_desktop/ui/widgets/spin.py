"""A whole number with arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ldn_desktop.ui.widgets.themed import Themed


class Spin(Themed, QSpinBox):
    """A spin box whose text stands as far from the edge as in any other field.

    Qt drops the padding that the style sheet asks for as soon as the arrows are styled too.
    """

    def __init__(
        self, least: int = 0, most: int = 99, *, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(suffix)
        # The wheel gives it no keyboard either: what is typed next would go astray.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.wear(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: passing over a field never changes it."""
        event.ignore()

    def apply_theme(self) -> None:
        """Keep the text off the left edge."""
        self.lineEdit().setTextMargins(self.theme.px(6), 0, 0, 0)
