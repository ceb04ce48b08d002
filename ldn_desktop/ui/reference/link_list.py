"""A titled list of links that can be clicked or reached by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class LinkList(QWidget):
    """``chosen`` hands over the target of a link. The list is not shown while it is empty."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setProperty("role", "caption")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(heading)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_links(self, links: list[tuple[str, str]]) -> None:
        """Show pairs of target and words."""
        while len(self._buttons) < len(links):
            button = QPushButton()
            button.setProperty("role", "side-link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._clicked)
            self._layout.addWidget(button)
            self._buttons.append(button)
        for button, (target, words) in zip(self._buttons, links, strict=False):
            button.setText(words.replace("&", "&&"))
            button.setToolTip(words)
            button.setProperty("target", target)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(links))
        self.setVisible(bool(links))

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("target")))
