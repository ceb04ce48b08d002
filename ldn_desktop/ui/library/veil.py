"""Takes what a window shows out of it, whole, and puts it back as it was.

What is only covered can still be read by what reads the screen aloud; what is in no window cannot.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ldn_desktop.ui.widgets.covering import mark_covered, mark_uncovered
from ldn_desktop.ui.widgets.tab_order import give_to

NAMELESS = "LDN Desktop"
QUESTION = "question"
"""The property of a dialog that ends as if cancelled when the program locks: who asked is let go of then."""


class Veil(QObject):
    """Stands in a window, the main one or a dialog, in place of what it shows; a dialog stays open meanwhile.

    A dialog that were hidden would end, and whoever opened it would take that for an answer.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self._held = window.focusWidget()
        self._title, self._size = window.windowTitle(), window.size()
        # A window of its own that is never shown: it ends with the other, and no reader of the screen finds it there.
        self._body, self._cover = self._taken(), QWidget()
        for covered in (window, self._body):
            mark_covered(covered)
        self._room = QVBoxLayout(self._cover)
        self._room.setContentsMargins(0, 0, 0, 0)
        if isinstance(window, QMainWindow):
            window.setCentralWidget(self._cover)
        self._loose = self._take_loose()
        if not isinstance(window, QMainWindow):
            QVBoxLayout(window).addWidget(self._cover)
            self._cover.show()
            window.installEventFilter(self)
            window.setWindowTitle(NAMELESS)

    def put(self, page: QWidget) -> None:
        """Show a page in the window."""
        self._room.addWidget(page)
        least = page.minimumSizeHint()
        if not isinstance(self.window, QMainWindow):
            self.window.resize(self._size.expandedTo(least))
        page.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep a dialog open."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False

    def lift(self) -> None:
        """Put back what the window showed; the main window's title is whoever's who follows the plan."""
        window = self.window
        for covered in (window, self._body):
            mark_uncovered(covered)
        if isinstance(window, QMainWindow):
            self._body.setParent(None)
            window.setCentralWidget(self._body)
        else:
            window.removeEventFilter(self)
            self._cover.setParent(None)
            _move_layout(window, QWidget())
            _move_layout(self._body, window)
            window.setWindowTitle(self._title)
            window.resize(self._size)
            self._body.deleteLater()
        for widget, shown in self._loose:
            place = widget.geometry()
            widget.setParent(window)
            widget.setGeometry(place)
            widget.setVisible(shown)

    def give_back_keyboard(self) -> bool:
        """Put the keyboard where it was in the window; tell whether that still stands."""
        return give_to(self._held)

    def _taken(self) -> QWidget:
        """Take what the window shows in its layout, or as its middle."""
        window = self.window
        middle = window.takeCentralWidget() if isinstance(window, QMainWindow) else None
        body = middle or QWidget()
        body.setParent(window, Qt.WindowType.Window)
        if not isinstance(window, QMainWindow):
            _move_layout(window, body)
        return body

    def _take_loose(self) -> list[tuple[QWidget, bool]]:
        """Take what lies in no layout, such as the results of a search; return it, and whether it was shown."""
        loose = [
            (child, not child.isHidden())
            for child in self.window.children()
            if isinstance(child, QWidget) and not child.isWindow() and child is not self._cover
        ]
        for child, _ in loose:
            child.setParent(self._body)
        return loose


def _move_layout(source: QWidget, target: QWidget) -> None:
    layout = source.layout()
    if layout is not None:
        target.setLayout(layout)
