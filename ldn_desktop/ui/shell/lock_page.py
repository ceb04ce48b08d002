"""What is seen while the program is locked: how to unlock it, and the reference where that alone is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.reference.search.target import target_of
from ldn_desktop.ui import PLANNER, REFERENCE
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.lock_front import LockFront
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.ui.widgets.tab_order import go_on
from ldn_desktop.workspace.clock import local_today

_UNLOCKS = ("Ctrl+L", "Ctrl+2", "Ctrl+3")
"""The keys of the lock, the planner and the plans: from the reference they lead to what unlocks."""


class LockPage(QWidget):
    """The panel, and a reference of its own: it holds nothing of the window that is locked.

    ``more`` is said below the title, ``foot`` below the panel. ``message`` hands over what whoever opened the library
    has to know, ``quit_wanted`` that the program is to end.
    """

    message = Signal(str)
    quit_wanted = Signal()

    def __init__(self, supplies: Supplies, more: str, foot: str) -> None:
        super().__init__()
        self._content = supplies.knowledge.content
        self._front = LockFront(supplies, foot)
        self.panel = self._front.panel
        self.panel.say_more(more)
        # The place of the planner is the way out: where one would plan, one unlocks.
        self._places = PlaceStack(self._front, supplies._replace(for_reading=True))
        self._bar, self._notices = _Bar(supplies, self._places), Notices()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._notices)
        column.addWidget(self._places, 1)
        self._bar.hide()
        self._bar.search.opened.connect(self._open_found)
        self._bar.search.planned.connect(self._unlock_first)
        self._bar.unlock.clicked.connect(self._unlock_first)
        self._places.moved.connect(self._show_bar)
        self._places.message.connect(self._notices.tell)
        self._places.failed.connect(self._notices.tell_failure)
        self._places.plan_wanted.connect(self._unlock_first)
        self._places.opioid_wanted.connect(self._unlock_first)
        self.panel.reference_wanted.connect(self._open_reference)
        self._front.message.connect(self.message)
        self._front.told.connect(self._notices.tell)
        self._front.quit_wanted.connect(self.quit_wanted)
        for keys in _UNLOCKS:
            unlock = QShortcut(QKeySequence(keys), self)
            unlock.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            unlock.activated.connect(self._unlock_first)

    def focus_first(self) -> None:
        """Put the keyboard where one types."""
        self._front.focus_first()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go with Tab through what is seen here alone; a window would look for the parts that it lost."""
        return go_on((self,), self.window().focusWidget(), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key that nothing here takes reach a dialog, which would end."""
        event.accept()

    def _open_reference(self) -> None:
        self._places.open(REFERENCE)

    def _open_found(self, kind: str, name: str, anchor: str, words: object) -> None:
        self._bar.search.close_results()
        self._places.open(target_of(self._content, kind, name, anchor), words)

    def _unlock_first(self) -> None:
        self._bar.search.close_results()
        self._places.open(PLANNER)
        self.focus_first()

    def _show_bar(self) -> None:
        self._notices.quieten()
        self._bar.setVisible(self._places.place != PLANNER)
        self._bar.show_ways()


class _Bar(Themed, QFrame):
    """Back and forward, the search of the reference, and the way to unlock."""

    def __init__(self, supplies: Supplies, places: PlaceStack) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._history = places.history
        self.search = SearchBox(supplies.knowledge.content, supplies.icons, local_today)
        self._back, self._forward = MarkButton("left", "Back"), MarkButton("right", "Forward")
        self.unlock = QPushButton("Unlock…")
        for button, keys, go in (
            (self._back, "Alt+Left", places.back),
            (self._forward, "Alt+Right", places.forward),
        ):
            button.setShortcut(QKeySequence(keys))
            button.clicked.connect(go)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        self._row.addWidget(self._forward)
        self._row.addStretch(1)
        self._row.addWidget(self.search, 4)
        self._row.addStretch(1)
        self._row.addWidget(self.unlock)
        self.apply_theme()

    def show_ways(self) -> None:
        """Show whether there is a way back or forward."""
        self._back.setEnabled(self._history.can_go_back)
        self._forward.setEnabled(self._history.can_go_forward)

    def apply_theme(self) -> None:
        """Fit the bar to a theme."""
        theme = self.theme
        self.setFixedHeight(theme.px(48))
        self._row.setContentsMargins(theme.px(8), 0, theme.px(16), 0)
        self.search.setMaximumWidth(theme.px(520))
