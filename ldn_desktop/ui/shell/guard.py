"""When the window locks: by hand, after a time without use, and from any dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from ldn_desktop.ui import PLANS
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.plan_library import State

if TYPE_CHECKING:
    from ldn_desktop.ui.library.watch import Watch
    from ldn_desktop.ui.shell.locking import Locking
    from ldn_desktop.ui.widgets.passing_copy import ClipboardCare


class Guard(QObject):
    """Locks where there is a library, whose passphrase unlocks again. ``keep`` keeps the draft, and tells whether.

    ``locked`` tells whether it is: nobody may be named then.
    """

    locked = Signal(bool)

    def __init__(
        self,
        window: QMainWindow,
        supplies: Supplies,
        places: PlaceStack,
        rail: Rail,
        actions: Actions,
        notices: Notices,
        keep: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._supplies, self._places, self._rail = window, supplies, places, rail
        self._actions, self._notices, self._keep = actions, notices, keep
        self._locking: Locking | None = None
        self._watch: Watch | None = None
        self._clipboard: ClipboardCare | None = None
        supplies.keeper.state_changed.connect(self._watch_idleness)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._lend_key)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown now."""
        return self._locking is not None and self._locking.is_locked

    @property
    def may_end(self) -> bool:
        """Whether the program may end while it is locked."""
        return self._get_locking().may_end

    def begin(self) -> None:
        """Take care of what is copied from now on, and lock without use where there is a library to unlock."""
        from ldn_desktop.ui.widgets.passing_copy import ClipboardCare

        self._clipboard = ClipboardCare(self)
        self._watch_idleness()

    def lock(self) -> None:
        """Lock by hand; without a library say what it takes."""
        if self._library_absent:
            bar = self._notices.tell_with(
                "Locking takes a library: its passphrase unlocks the program again. There is none yet.",
                [(PLANS, "Make a library…", True)],
            )
            bar.action_triggered.connect(self._open_plans)
        else:
            self._get_locking().lock("by hand")

    def _open_plans(self, answer: str) -> None:
        if answer == PLANS:
            self._places.open(PLANS)

    def end(self) -> None:
        """Take what was copied of a plan from the clipboard, which outlives the program."""
        if self._clipboard is not None:
            from ldn_desktop.ui.widgets.passing_copy import clear_plan

            clear_plan()

    @property
    def _library_absent(self) -> bool:
        return self._supplies.keeper.library.state is State.ABSENT

    def _get_locking(self) -> Locking:
        """Return what locks the program; loaded when it is first asked for."""
        if self._locking is None:
            from ldn_desktop.ui.shell.locking import Locking

            self._locking = Locking(self._window, self._supplies, self._actions, self._keep)
            self._locking.began.connect(self._began)
            self._locking.ended.connect(self._ended)
            self._locking.message.connect(self._notices.tell)
            self._locking.unheld.connect(self._places.focus_first)
        return self._locking

    def _watch_idleness(self) -> None:
        if self._watch is None and not self._library_absent:
            from ldn_desktop.ui.library.watch import Watch

            self._watch = Watch(self._lock_after, self)
            self._watch.wanted.connect(self._get_locking().lock)
            self._rail.tell_idle(by_system=self._watch.by_system)

    def _lock_after(self) -> int:
        return self._supplies.remembered.settings.lock_after_minutes

    def _lend_key(self) -> None:
        """Have Ctrl+L lock from a dialog too, which keeps all other keys from the window."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.addAction(self._actions.lock)

    def _began(self) -> None:
        if self._clipboard is not None:
            self._clipboard.clear_own()
        self._actions.recent.clear()
        self.locked.emit(True)

    def _ended(self) -> None:
        self.locked.emit(False)
