"""Between the library and the window: what takes its time runs beside the window, and every change is a signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.ui.aside import run_aside
from ldn_desktop.workspace.plan_library import PlanLibrary, State

if TYPE_CHECKING:
    from ldn_desktop.library.keys import Secret
    from ldn_desktop.library.passphrase import Tries


class Keeper(QObject):
    """``state_changed`` tells that the library was made, opened or locked.

    ``plans_changed`` hands over the subjects of which something was kept or removed; none where it may be many.
    ``closing`` tells that it is about to be locked, while what waits can still be kept.
    ``slow`` tells that opening takes longer than a moment. ``message`` hands over a sentence on what went on while the
    library was locked, once it is open. ``is_restoring`` says whether a restore is on its way, locked or not.
    """

    state_changed = Signal()
    plans_changed = Signal(object)
    closing = Signal()
    slow = Signal()
    message = Signal(str)

    def __init__(
        self, library: PlanLibrary, author: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.library, self._author = library, author
        self._waiting: list[str] = []
        self._is_closing = self.is_restoring = False
        library.watch_state(self._tell_state)
        library.watch_plans(self._tell_plans)
        library.watch_closing(self._tell_closing)

    @property
    def author(self) -> str:
        """Who keeps what is kept from now on, as this computer's letterhead names them; may be empty."""
        return self._author()

    @property
    def is_open(self) -> bool:
        """Whether plans can be read now."""
        return self.library.state is State.OPEN

    @property
    def can_keep(self) -> bool:
        """Whether plans can be read and kept now."""
        return self.is_open and not self.library.why_read_only

    def make(self, passphrase: str, recovery_key: str) -> None:
        """Make the library and open it. Refused (``LibraryError``, ``RecoveryKeyError``): as by the library."""
        from ldn_desktop.library.keys import PASSPHRASE, Secret

        locks = self.library.locks
        run_aside(partial(self.library.make, passphrase, recovery_key), self.slow.emit)
        self._open_unless_locked(Secret(PASSPHRASE, passphrase), locks)

    @cached_property
    def tries(self) -> Tries:
        """How many wrong secrets there were on end, and how long to wait."""
        from ldn_desktop.library.passphrase import Tries

        return Tries()

    def unlock(self, secret: Secret) -> None:
        """Open the library. Refused (``LibraryError``, ``RecoveryKeyError``): as by the library.

        Refused (``LibraryError``), too, where locking was asked for while the key was worked out.
        """
        self._open_unless_locked(secret, self.library.locks)

    def _open_unless_locked(self, secret: Secret, locks: int) -> None:
        """Open the library; the lock wins that was asked for since it had been so often."""
        from ldn_desktop.library.errors import LibraryError

        key = self.key_of(secret)
        if self.library.locks != locks:
            raise LibraryError("It was locked meanwhile; unlock it again.")
        self.library.open_with(key)

    def key_of(self, secret: Secret) -> bytes:
        """Return the key that a secret opens; a wrong one is counted. Refused: as by the library."""
        from ldn_desktop.library.errors import WrongKeyError

        try:
            key = run_aside(partial(self.library.derived, secret), self.slow.emit)
        except WrongKeyError:
            self.tries.wrong()
            raise
        self.tries.right()
        return key

    def open_anew(self, key: bytes, passphrase: str) -> None:
        """Open the library with its key and have another passphrase open it from now on.

        Refused (``LibraryError``): as by the library; where it can only be read it is open all the same.
        """
        from ldn_desktop.library.keys import PASSPHRASE, Secret

        self.library.open_with(key)
        run_aside(partial(self.library.change_secret, Secret(PASSPHRASE, passphrase)), self.slow.emit)

    def tell(self, sentence: str) -> None:
        """Tell whoever has the library open what went on while nobody could be told; once it is open again."""
        self._waiting.append(sentence)
        self._tell_waiting()

    def _tell_closing(self) -> None:
        self._is_closing = True
        self.closing.emit()

    def _tell_state(self) -> None:
        self._is_closing = False
        self.state_changed.emit()
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        if self.is_open and not self._is_closing and self._waiting:
            told, self._waiting = " ".join(self._waiting), []
            self.message.emit(told)

    def _tell_plans(self, subjects: Sequence[str]) -> None:
        self.plans_changed.emit(tuple(subjects))
