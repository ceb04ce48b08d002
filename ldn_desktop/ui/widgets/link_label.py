"""A wrapped label whose links can be reached by the keyboard and keep the colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.plain_label import PlainLabel


class LinkLabel(PlainLabel):
    """Rich text with links. Qt colours links when the text is set; here they follow a change of theme too."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)

    def changeEvent(self, event: QEvent) -> None:
        """Set the text again, or its links would keep the colour of the theme before."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.text():
            text = self.text()
            self.clear()
            self.setText(text)
