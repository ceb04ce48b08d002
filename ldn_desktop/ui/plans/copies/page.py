"""A page of the room: a title with the way back, and sections in one column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import PlainLabel

_WIDE = 860


class Section(Themed, QFrame):
    """A card with a heading; its parts stand in ``body``."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.addWidget(PlainLabel(title, role="heading"))
        self.apply_theme()

    def say(self, words: str = "", role: str = "body-secondary") -> PlainLabel:
        """Add a sentence and return its label."""
        label = PlainLabel(words, role=role, wraps=True)
        self.body.addWidget(label)
        return label

    def row(self, *parts: QWidget) -> None:
        """Add parts beside each other, below each other where there is no room."""
        row = FlowLayout(spacing=8)
        for part in parts:
            row.addWidget(part)
        self.body.addLayout(row)

    def apply_theme(self) -> None:
        """Take the margins from the theme."""
        theme = self.theme
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        self.body.setSpacing(theme.px(8))


class CopiesPage(FocusScroll):
    """``left`` tells that whoever is here wants back, with the button or Esc."""

    left = Signal()

    def __init__(self, title: str, icons: IconSet) -> None:
        super().__init__()
        self.inner = _Inner(title, icons)
        self.setWidget(self.inner)
        self.keep_focus_in_sight()
        self.inner.setProperty("role", "ground")
        self.inner.back.clicked.connect(self.left)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def add(self, part: QWidget) -> None:
        """Add a section."""
        self.inner.column.insertWidget(self.inner.column.count() - 1, part)

    def focus_first(self) -> None:
        """Put the keyboard on the way back."""
        self.inner.back.setFocus(Qt.FocusReason.OtherFocusReason)


class _Inner(Themed, QWidget):
    def __init__(self, title: str, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self.back = small_button("Back")
        self._held = QWidget()
        self.column = QVBoxLayout(self._held)
        self.column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(PlainLabel(title, role="title", wraps=True), 1)
        self.column.addLayout(head)
        self.column.addStretch(1)
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addWidget(self._held, 100)
        self._outer.addStretch(1)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take sizes and the icon from the theme."""
        theme = self.theme
        self._held.setMaximumWidth(theme.px(_WIDE))
        self._outer.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(16))
        self.column.setSpacing(theme.px(10))
        self.back.setIcon(self._icons.icon("arrow-left", "text2", theme))


class ProgressRow(QWidget):
    """How far a work is, and the way to stop it; hidden while there is none."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words, self._bar, stop = PlainLabel(), QProgressBar(), small_button("Stop")
        self._bar.setTextVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(stop)
        stop.clicked.connect(self.stop_wanted)
        self.hide()

    def begin(self, words: str, total: int) -> None:
        """Show a work; without a total, that it goes on."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setAccessibleName(words)
        self.show()

    def move_to(self, done: int) -> None:
        """Show how much is done."""
        self._bar.setValue(done)


def small_button(words: str, *, primary: bool = False) -> QPushButton:
    """Return a button that Enter elsewhere does not press."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    if primary:
        button.setProperty("role", "primary")
    return button
