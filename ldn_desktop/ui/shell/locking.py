"""Locks the program: the draft is kept first, then nothing of a patient is left in any window, and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMessageBox, QToolTip, QWidget

from ldn_desktop import __version__
from ldn_desktop.ui.library.veil import NAMELESS, QUESTION, Veil
from ldn_desktop.ui.shell.lock_page import LockPage
from ldn_desktop.ui.widgets.covering import asks_while_covered, mark_covered, mark_uncovered
from ldn_desktop.workspace.clock import local_now
from ldn_desktop.workspace.plan_library import State

if TYPE_CHECKING:
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.widgets.place_page import Supplies

BY_HAND = "by hand"
_KEPT = "What was being edited is kept."
_NOT_KEPT = (
    "What was being edited could not be written to the disk; it stays in this window until you unlock it."
)
_STAYS = "The program stays: what was being edited still cannot be written to the disk. Free some space, then quit."


class Locking(QObject):
    """Locks and unlocks one window and its dialogs. ``keep`` keeps the draft and tells whether that was done.

    ``began`` and ``ended`` tell that it is locked, and no longer; ``message`` what whoever unlocked it has to know.
    ``unheld`` tells that what had the keyboard in the window stands no longer. Dialogs of the system and questions end
    as if cancelled; others come back.
    """

    began = Signal()
    ended = Signal()
    message = Signal(str)
    unheld = Signal()

    def __init__(
        self, window: QMainWindow, supplies: Supplies, actions: Actions, keep: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._supplies, self._actions, self._keep = window, supplies, actions, keep
        self._keeper = supplies.keeper
        self._veils: list[Veil] = []
        self._hidden: list[QWidget] = []
        self._page: LockPage | None = None
        self._kept = True
        self._keeper.state_changed.connect(self._state_changed)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown now."""
        return self._page is not None

    @property
    def may_end(self) -> bool:
        """Whether the program may end while it is locked: what was being edited is kept."""
        return self._kept

    def lock(self, why: str) -> None:
        """Lock, and say why below the panel; without a library there is nothing to unlock with, and nothing is done."""
        if self.is_locked:
            # A key that is worked out meanwhile, on this page or another, opens nothing any more.
            self._keeper.library.lock()
            return
        if self._keeper.library.state is State.ABSENT:
            return
        self._kept = self._keep()
        foot = f"Locked at {local_now():%H:%M} {why} · {NAMELESS} {__version__}"
        self._page = LockPage(self._supplies, _KEPT if self._kept else _NOT_KEPT, foot)
        self._page.message.connect(self.message)
        self._page.quit_wanted.connect(self._quit)
        self._page.panel.rested.connect(self._state_changed)
        self._close_passing()
        self.began.emit()
        for window in self._shown():
            self._cover(window)
        self._window.setWindowTitle(NAMELESS)
        self._actions.hold(held=True)
        self._host.put(self._page)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
        self._keeper.library.lock()
        self._host.window.activateWindow()
        self._page.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what opens while it is locked, such as a question about a file that was being written."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog) and self.is_locked:
            known = watched in [veil.window for veil in self._veils] or asks_while_covered(watched)
            if not known and watched.isWindow() and watched.layout() is not None:
                Veil(watched)
                QTimer.singleShot(0, watched, watched.reject)
        return False

    def _quit(self) -> None:
        """End the program; where what was being edited is not kept yet, try that again first."""
        self._kept = self._kept or self._keep()
        if not self._kept and self._page is not None:
            self._page.panel.say_more(_STAYS)
        elif self._window.close():
            # A dialog that is covered would keep it running.
            QApplication.exit()

    @property
    def _host(self) -> Veil:
        """The window that can take the keys now: a dialog that asks keeps them from all others."""
        modal = QApplication.activeModalWidget()
        return next((veil for veil in self._veils if veil.window is modal), self._veils[0])

    def _shown(self) -> list[QWidget]:
        """Return this window and the dialogs that are open over it."""
        open_now = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return [self._window, *open_now]

    def _cover(self, window: QWidget) -> None:
        if window is self._window or (isinstance(window, QDialog) and window.isModal()):
            self._veils.append(Veil(window))
        else:
            window.hide()
            mark_covered(window)
            self._hidden.append(window)

    def _close_passing(self) -> None:
        """Close tips and menus, and as if cancelled what the system shows and what asks."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for widget in QApplication.topLevelWidgets():
            if not widget.isVisible() or not isinstance(widget, QDialog):
                continue
            if isinstance(widget, QMessageBox):
                widget.close()
            elif type(widget).__module__.startswith("PySide6.") or widget.property(QUESTION):
                widget.reject()

    def _state_changed(self) -> None:
        if self.is_locked and self._keeper.is_open:
            # The panel that opened it is still at work.
            QTimer.singleShot(0, self, self._unlock)

    def _unlock(self) -> None:
        page = self._page
        if page is None or page.panel.is_working or not self._keeper.is_open:
            # It tells when it has come to its end, or is opened again.
            return
        self._page = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
        host = self._host
        page.setParent(None)
        page.deleteLater()
        veils, self._veils = self._veils, []
        for veil in veils:
            veil.lift()
        for window in self._hidden:
            mark_uncovered(window)
            window.show()
        self._hidden.clear()
        self._actions.hold(held=False)
        self.ended.emit()
        host.window.activateWindow()
        # What was moved is shown again once its layout has seen to it.
        QApplication.processEvents()
        for veil in veils:
            if not veil.give_back_keyboard() and veil.window is self._window:
                self.unheld.emit()
