"""A titled list of links that can be clicked or reached by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip


class _SideLink(QPushButton):
    """A link whose words are shortened where they have no room; its tooltip holds them whole."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", "side-link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        self._words = words
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = self.width() - 2 * self.fontMetrics().averageCharWidth() - 8
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 40))
        self.setText(shown.replace("&", "&&"))


class LinkList(QWidget):
    """``chosen`` hands over the target of a link. The list is not shown while it is empty."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        heading = PlainLabel(title, role="caption")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(heading)
        self._buttons: list[_SideLink] = []
        self.hide()

    def show_links(self, links: list[tuple[str, str]]) -> None:
        """Show pairs of target and words."""
        while len(self._buttons) < len(links):
            button = _SideLink()
            button.clicked.connect(self._clicked)
            self._layout.addWidget(button)
            self._buttons.append(button)
        for button, (target, words) in zip(self._buttons, links, strict=False):
            button.show_words(words)
            button.setProperty("target", target)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(links))
        self.setVisible(bool(links))

    def focus_first(self) -> None:
        """Put the keyboard on the first link."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("target")))
