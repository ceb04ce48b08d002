"""Buttons: of an action, one that stays down, and small ones that show one mark only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_line_mark
from ldn_desktop.ui.widgets.labels import plain_tip


class ActionButton(QPushButton):
    """Follows its action: words, icon, tooltip and whether it can be used."""

    def __init__(self, action: QAction, *, role: str = "button") -> None:
        super().__init__()
        self._action = action
        self._own_icon: QIcon | None = None
        self._worded = True
        self.setProperty("role", role)
        # The action then knows that a button shows it.
        self.addAction(action)
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def wear_icon(self, icon: QIcon) -> None:
        """Show another icon than the action's, such as one in the colour of a primary button's words."""
        self._own_icon = icon
        self._follow()

    def set_worded(self, worded: bool) -> None:
        """Show words beside the icon, or the icon alone where there is no room; it keeps its name and tooltip."""
        if worded != self._worded:
            self._worded = worded
            self._follow()

    def _follow(self) -> None:
        # Its keys are the action's; a letter of Alt belongs to the fields.
        self.setText(self._action.text().replace("&", "") if self._worded else "")
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setIcon(self._own_icon or self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


def tool_button(action: QAction) -> QToolButton:
    """Return a small button that shows an action's icon, and is named by its words."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


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

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does, and by which keys."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({shortcut})" if shortcut else name))

    def set_mark(self, mark: str) -> None:
        """Show another mark."""
        self._mark = mark
        self.update()

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
