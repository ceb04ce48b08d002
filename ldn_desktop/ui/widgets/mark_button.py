"""Small buttons that show one mark only: a cross, an arrow. Always with a name and a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_line_mark
from ldn_desktop.ui.widgets.plain_label import plain_tip

_RADIUS = 4


class MarkButton(Themed, QAbstractButton):
    """A flat button with one mark of ``paint_line_mark``; sizes are pixels at 100 %.

    ``tip`` is shown with the shortcut, ``name`` is what a screen reader says.
    """

    def __init__(
        self,
        mark: str,
        name: str,
        *,
        shortcut: str = "",
        size: tuple[int, int] = (24, 24),
        mark_size: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark, self._size, self._mark_size = mark, size, mark_size
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_name(name, shortcut)
        self.apply_theme()

    def set_mark(self, mark: str) -> None:
        """Show another mark."""
        self._mark = mark
        self.update()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does, and by which keys."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({shortcut})" if shortcut else name))

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size at the theme's scale."""
        return QSize(self.theme.px(self._size[0]), self.theme.px(self._size[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the mark."""
        theme = self.theme
        painter = QPainter(self)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(_RADIUS), theme.px(_RADIUS))
        side = theme.px(self._mark_size)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_line_mark(painter, place, self._mark, theme.color("text2" if self.isEnabled() else "disabled"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(_RADIUS), theme.px(_RADIUS)
            )
        painter.end()
