"""The head above the list: how many plans are shown, a new plan, import, and what the library's menu leads to."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import PlainLabel

COPIES = "plans:copies"
_LIBRARY = {"Backups…": "", "Restore…": ":restore", "Export everything…": ":export", "Passphrase…": ":keys"}
"""What the menu of the library offers, and where in the room of copies it leads."""
_SIDE, _GAP = 16, 8


class PlansHead(Themed, QWidget):
    """``new_wanted`` and ``import_wanted`` tell what is asked for, ``go`` hands over a target of the place."""

    new_wanted = Signal()
    import_wanted = Signal()
    go = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons, self._empty = icons, False
        self._count = PlainLabel(role="body-secondary")
        self._new, self._import = QPushButton("New plan"), QPushButton("Import…")
        self._library = QPushButton("Library")
        self._library.setProperty("menu", True)
        self.menu = QMenu(self._library)
        self.menu.addAction("Import plan files…").setData("")
        self.menu.addSeparator()
        for words, part in _LIBRARY.items():
            self.menu.addAction(words).setData(f"{COPIES}{part}")
        self.menu.triggered.connect(self._chosen)
        self._library.setMenu(self.menu)
        self._new.clicked.connect(self.new_wanted)
        self._import.clicked.connect(self.import_wanted)
        # It makes no window wider: without room it goes, and stands in the menu alone.
        self._import.setMinimumWidth(1)
        self._row = QHBoxLayout(self)
        buttons = (self._new, self._import, self._library)
        self._parts: tuple[QWidget, ...] = (PlainLabel("Plans", role="heading"), self._count, *buttons)
        for widget in self._parts:
            if widget is self._new:
                self._row.addStretch(1)
            self._row.addWidget(widget)
        for button in buttons:
            button.setAutoDefault(False)
        # What is written in it has its size a moment later.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.apply_theme()

    def show_count(self, count: str, *, empty: bool) -> None:
        """Say how many plans are shown; in an empty library the page below offers what comes first."""
        self._empty = empty
        self._count.setText(count)
        self._new.setHidden(empty)
        self._soon.start()

    def apply_theme(self) -> None:
        """Take distances and icons from the theme."""
        theme = self.theme
        self._row.setContentsMargins(theme.px(_SIDE), theme.px(10), theme.px(_SIDE), theme.px(4))
        self._row.setSpacing(theme.px(_GAP))
        self._new.setIcon(self._icons.icon("file-plus", "text2", theme))
        self._import.setIcon(self._icons.icon("folder-open", "text2", theme))
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer to import where there is room."""
        super().resizeEvent(event)
        self._soon.start()

    def _fit(self) -> None:
        wide = sum(part.sizeHint().width() for part in self._parts)
        wide += self.theme.px(2 * _SIDE + len(self._parts) * _GAP)
        self._import.setHidden(self._empty or wide > self.width())

    def _chosen(self, action: QAction) -> None:
        if action.data():
            self.go.emit(action.data())
        else:
            self.import_wanted.emit()
