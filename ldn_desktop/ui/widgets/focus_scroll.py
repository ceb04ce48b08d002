"""A part that scrolls from top to bottom and keeps what has the keyboard in sight, and the column it holds."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

_ROOM = 8


class FocusScroll(QScrollArea):
    """Takes no keyboard itself; Tab goes on through what it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeps = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def keep_focus_in_sight(self) -> None:
        """Bring what has the keyboard into sight also where what stands above it grows, until somebody scrolls."""
        self._keeps = True
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow_soon)
        bar.actionTriggered.connect(self._let_go)

    def _follow_soon(self) -> None:
        # The parts have their places once the column has its height.
        QTimer.singleShot(0, self, self._follow_again)

    def _follow_again(self) -> None:
        if self._keeps:
            self._follow_focus(None, QApplication.focusWidget())

    def _let_go(self) -> None:
        self._keeps = False

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring what got the keyboard into sight, as much as there is room for.

        Under a pressed button of the mouse nothing moves.
        """
        held = self.widget()
        if now is None or held is None or not held.isAncestorOf(now):
            return
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._keeps = True
            place = QRect(now.mapTo(held, QPoint()), now.size())
            self.ensureVisible(0, place.bottom(), 0, _ROOM)
            self.ensureVisible(0, place.top(), 0, _ROOM)
            # In what is higher than that, the place where it is typed.
            self.ensureWidgetVisible(now, 0, _ROOM)


class LeastColumn(QVBoxLayout):
    """Parts below each other that ask for the least they can be seen in at a width, and take what more there is.

    What scrolls it then scrolls only where that least does not fit, rather than where each part would like more.
    """

    def heightForWidth(self, width: int) -> int:
        """Return the least height: whole sentences, and of what scrolls by itself its smallest."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        items = [item for at in range(self.count()) if (item := self.itemAt(at)) and not item.isEmpty()]
        least = sum(
            item.heightForWidth(inner) if item.hasHeightForWidth() else item.minimumSize().height()
            for item in items
        )
        return least + self.spacing() * max(len(items) - 1, 0) + margins.top() + margins.bottom()

    def minimumSize(self) -> QSize:
        """Return the least width alone: the height depends on the width that is given."""
        return QSize(super().minimumSize().width(), 0)
