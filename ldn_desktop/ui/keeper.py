"""Between the library and the window: what takes its time runs beside the window, and every change is a signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.ui.aside import run_aside
from ldn_desktop.workspace.plan_library import PlanLibrary, State

if TYPE_CHECKING:
    from ldn_desktop.library.keys import Secret


class Keeper(QObject):
    """``state_changed`` tells that the library was made, opened or locked.

    ``plans_changed`` hands over the subjects of which something was kept or removed; none where it may be many.
    ``slow`` tells that opening takes longer than a moment.
    """

    state_changed = Signal()
    plans_changed = Signal(object)
    slow = Signal()

    def __init__(
        self, library: PlanLibrary, author: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.library, self._author = library, author
        library.watch_state(self.state_changed.emit)
        library.watch_plans(self._tell_plans)

    @property
    def author(self) -> str:
        """Who keeps what is kept from now on, as this computer's letterhead names them; may be empty."""
        return self._author()

    @property
    def is_open(self) -> bool:
        """Whether plans can be read now."""
        return self.library.state is State.OPEN

    def make(self, passphrase: str, recovery_key: str) -> None:
        """Make the library and open it. Refused (``LibraryError``, ``RecoveryKeyError``): as by the library."""
        from ldn_desktop.library.keys import PASSPHRASE, Secret

        run_aside(partial(self.library.make, passphrase, recovery_key), self.slow.emit)
        self.unlock(Secret(PASSPHRASE, passphrase))

    def unlock(self, secret: Secret) -> None:
        """Open the library. Refused (``LibraryError``, ``RecoveryKeyError``): as by the library."""
        self.library.open_with(run_aside(partial(self.library.derived, secret), self.slow.emit))

    def _tell_plans(self, subjects: Sequence[str]) -> None:
        self.plans_changed.emit(tuple(subjects))
