"""The ring around the button that has the keyboard: two pixels, one pixel outside the button.

A style sheet cannot draw outside a widget, so the ring is a child of the window (or of the scrolled area), laid over
the button and moved with it. It takes no clicks and no place in a layout.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ldn_desktop.ui.theme.current import current_theme

_WIDTH = 2
_GAP = 1
_OUT = _WIDTH + _GAP
_RADIUS = 5
RING_PROPERTY = "focusRing"
"""A button with this property draws its ring itself (``own``), or has it drawn around its parent (``parent``)."""
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class _Ring(QWidget):
    """One ring, over one widget."""

    def __init__(self, target: QWidget, ground: QWidget) -> None:
        super().__init__(ground)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target, self._ground = target, ground
        widget: QWidget | None = target
        while widget is not None and widget is not ground:
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the widget and with everything it lies in."""
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), _WIDTH))
        half = _WIDTH / 2
        radius = theme.px(_RADIUS) + _GAP
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()

    def _follow(self) -> None:
        place = QRect(self._target.mapTo(self._ground, QPoint(0, 0)), self._target.size())
        self.setGeometry(place.adjusted(-_OUT, -_OUT, _OUT, _OUT))
        self.setVisible(self._target.isVisible())
        self.raise_()


class FocusRings(QObject):
    """Lays the ring over whichever button has the focus."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The window that the ring lay in may be gone, and the ring with it.
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if isinstance(new, QAbstractButton) and new.property(RING_PROPERTY) != "own":
            target = new.parentWidget() if new.property(RING_PROPERTY) == "parent" else new
            if target is not None:
                self._ring = _Ring(target, _ground_of(target))


def _ground_of(widget: QWidget) -> QWidget:
    """Return what clips the ring: the view of a scrolled area, or the window."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return parent
        parent = parent.parentWidget()
    return widget.window()
