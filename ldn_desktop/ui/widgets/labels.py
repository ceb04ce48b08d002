"""Labels: plain, shortened to the room, beside a field, and with links; and texts of tooltips."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """A label whose text is no HTML; one of our own sentences with bold letters or links says so by its format.

    Qt otherwise reads what looks like HTML as HTML, and loads the pictures it names. ``role`` is a kind of letters of
    the style sheet.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: str = "", wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)
        super().setText(text)

    def say(self, text: str) -> None:
        """Show a text, or nothing where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))


def plain_tip(text: str) -> str:
    """Return a text for a tooltip, which has no format of its own: what looks like HTML is shown, not read."""
    if "<" not in text:
        return text
    from html import escape

    return f"<qt>{escape(text)}</qt>"


class ElideLabel(PlainLabel):
    """Shows as much as there is room for; a tooltip shows the whole while it is shortened.

    For names, titles and notes; never for a dose, a date or a finding.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__("")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        few = self.fontMetrics().horizontalAdvance("mm…")
        return QSize(min(few, super().sizeHint().width()), super().minimumSizeHint().height())

    @property
    def shortened(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text in a tooltip as soon as it does not fit."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, shortened at its end."""
        QFrame.paintEvent(self, event)
        room = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment()), text)
        painter.end()

    def _tell_whole(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shortened else "")


BESIDE = Qt.AlignmentFlag.AlignTop
"""How a layout aligns the label with its field."""


class FieldLabel(PlainLabel):
    """A label as high as a field is without its notes and sentences."""

    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__(words, role="secondary")
        self.setProperty("beside", True)
        self.setBuddy(field)


class LinkLabel(PlainLabel):
    """Rich text with links. Qt colours links when the text is set; here they follow a change of theme too."""

    def __init__(self, role: str) -> None:
        super().__init__(role=role, wraps=True)
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
