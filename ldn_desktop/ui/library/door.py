"""What stands in the place of the plans while no library is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ldn_desktop.ui.library.make_library import MakeLibrary
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel
from ldn_desktop.workspace.plan_library import State

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies


class Door(QWidget):
    """Offers to make the library, or to unlock it; who does not want one is told where plans are.

    ``restore_wanted`` tells that a library is to be brought back from a backup.
    """

    restore_wanted = Signal()
    message = Signal(str)
    failed = Signal(str)

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies, self._keeper = supplies, supplies.keeper
        self._offer: MakeLibrary | None = None
        self._panel = UnlockPanel(self._keeper, supplies.icons, with_reference=False)
        self._panel.message.connect(self.message)
        self._panel.say_more("Plans open with the library.")
        where = ElideLabel(f"The library lies in {supplies.folders.library}")
        where.setProperty("role", "caption")
        self._locked = middle(self._panel, where)
        self._again = QPushButton("Make a library…")
        self._again.clicked.connect(self._offer_again)
        files = PlainLabel("Plans are kept as files.", role="heading")
        self._files = middle(files, self._again)
        self._stack = QStackedLayout()
        restore = QPushButton("Restore from a backup…")
        restore.setProperty("role", "link")
        restore.setAutoDefault(False)
        restore.clicked.connect(self.restore_wanted)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.addLayout(self._stack, 1)
        outer.addWidget(restore, 0, Qt.AlignmentFlag.AlignHCenter)
        for page in (self._locked, self._files):
            self._stack.addWidget(page)
        self._keeper.state_changed.connect(self._forget_offer)

    def refresh(self) -> None:
        """Show how the library stands now."""
        if self._keeper.library.state is not State.ABSENT:
            self._stack.setCurrentWidget(self._locked)
        elif self._offer is None and self._stack.currentWidget() is not self._files:
            self._offer_again()

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        shown = self._stack.currentWidget()
        if isinstance(shown, MakeLibrary):
            shown.focus_first()
        elif shown is self._locked:
            self._panel.focus_first()
        else:
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_again(self) -> None:
        self._offer = MakeLibrary(self._supplies)
        self._offer.declined.connect(self._decline)
        self._stack.addWidget(self._offer)
        self._stack.setCurrentWidget(self._offer)
        self._offer.focus_first()

    def _decline(self) -> None:
        self._stack.setCurrentWidget(self._files)
        self._forget_offer()
        self.focus_first()

    def _forget_offer(self) -> None:
        """Let go of the offer, which holds the recovery key."""
        if self._offer is not None:
            self._stack.removeWidget(self._offer)
            self._offer.deleteLater()
            self._offer = None


def middle(*parts: QWidget) -> QWidget:
    """Return a page with parts in its middle."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(2)
    for part in parts:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
    column.addStretch(3)
    return page
