"""What stands in the place of the plans while no library is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies


class Door(QWidget):
    """Offers to make the library, or to unlock it."""

    message = Signal(str)
    failed = Signal(str)

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._keeper = supplies.keeper
        self._words = QLabel()
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refresh(self) -> None:
        """Show how the library stands now."""
        self._words.setText("Plans are kept as files.")

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
