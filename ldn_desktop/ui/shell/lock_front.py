"""What stands where the program is locked: the panel, and the ways out where nothing that is typed there unlocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ldn_desktop.ui.library.door import middle
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.widgets.covering import let_ask
from ldn_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from ldn_desktop.ui.plans.copies.restore_page import RestorePage
    from ldn_desktop.ui.widgets.place_page import Supplies

_LEAVING = "The restore is not done yet; stop it, or wait."


class LockFront(QWidget):
    """A library that is damaged or missing is restored here: its door lies in the window, which is locked.

    ``message`` hands over what came of it, ``told`` what has to be known here, ``quit_wanted`` that the program is to
    end. ``foot`` is said below the panel.
    """

    message = Signal(str)
    told = Signal(str)
    quit_wanted = Signal()

    def __init__(self, supplies: Supplies, foot: str) -> None:
        super().__init__()
        self._supplies = supplies
        self._restoring: RestorePage | None = None
        let_ask(self)
        self.panel = UnlockPanel(supplies.keeper, supplies.icons, with_reference=True)
        self.panel.message.connect(self.message)
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 0)
        for words, wanted in (("Restore from a backup…", self._restore), ("Quit", self.quit_wanted)):
            link = QPushButton(words)
            link.setProperty("role", "link")
            link.setAutoDefault(False)
            link.clicked.connect(wanted)
            row.addWidget(link)
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(middle(self.panel, PlainLabel(foot, role="caption")), 1)
        column.addWidget(self._ways, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(front)

    def focus_first(self) -> None:
        """Put the keyboard where one types; a restore that is on its way stays in sight."""
        if self._restoring is not None and self._restoring.is_working:
            self._stack.setCurrentWidget(self._restoring)
            self._restoring.focus_first()
            return
        self._stack.setCurrentIndex(0)
        self.panel.focus_first()

    def _restore(self) -> None:
        if self._restoring is None:
            from ldn_desktop.ui.plans.copies.restore_page import RestorePage

            self._restoring = RestorePage(self._supplies)
            self._restoring.message.connect(self.message)
            self._restoring.left.connect(self._leave)
            self._restoring.restored.connect(self.focus_first)
            self._stack.addWidget(self._restoring)
        self._restoring.begin()
        self._stack.setCurrentWidget(self._restoring)
        self._restoring.focus_first()

    def _leave(self) -> None:
        if self._restoring is not None and self._restoring.is_working:
            self.told.emit(_LEAVING)
        else:
            self.focus_first()
