"""Offers, at the first save, to keep plans in a library."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ldn_desktop.ui.library.make_library import MakeLibrary
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.place_page import Supplies


class LibraryOffer(QDialog):
    """Is accepted once a library stands; who goes on without one saves a file."""

    def __init__(self, supplies: Supplies, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Keep your plans")
        self._offer = MakeLibrary(supplies)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._offer)
        self._offer.made.connect(self.accept)
        self._offer.declined.connect(self.reject)
        self._offer.focus_first()
        theme = current_theme()
        first_size(self, theme.px(800), theme.px(640))
