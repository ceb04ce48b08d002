"""The library of this computer as the program has it: none, locked or open; who shows it is told of every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.library.errors import LibraryError
    from ldn_desktop.library.keys import Secret
    from ldn_desktop.library.opening import Opened
    from ldn_desktop.library.sealed_drafts import SealedDrafts
    from ldn_desktop.storage.locks import Lock
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge

# The database and the ciphers are loaded when a library is first asked for: the window starts without.


class State(StrEnum):
    """How the library stands."""

    ABSENT = "absent"
    LOCKED = "locked"
    OPEN = "open"


def _locked() -> LibraryError:
    # Loaded when it is first wanted, so that the window opens sooner.
    from ldn_desktop.library.errors import LibraryError

    return LibraryError("The library is locked; unlock it first.")


class PlanLibrary:
    """A library in a folder. To be used from one thread, but for what says that it may run beside the window.

    Opening has two halves: ``derived`` takes its time and runs beside the window, ``open_with`` is quick and belongs to
    the thread that asks the library later.
    """

    def __init__(self, folder: Path, knowledge: Knowledge, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._knowledge, self.now = knowledge, now
        self._opened: Opened | None = None
        self._lock: Lock | None = None
        self._kept: KeptPlans | None = None
        self._drafts: SealedDrafts | None = None
        self._on_state: list[Callable[[], None]] = []
        self._on_plans: list[Callable[[Sequence[str]], None]] = []
        self._on_closing: list[Callable[[], None]] = []
        self._on_leaving: list[Callable[[Opened], None]] = []
        self.locks = 0
        """How often locking was asked for: who opens it after a while looks whether it was meanwhile."""

    @property
    def state(self) -> State:
        """How it stands; a folder that is away counts as a library that is locked."""
        if self._kept is not None:
            return State.OPEN
        from ldn_desktop.library.opening import is_library

        return State.LOCKED if is_library(self.folder) else State.ABSENT

    @property
    def kept(self) -> KeptPlans:
        """The plans of the open library. Refused (``LibraryError``): one that is not open."""
        if self._kept is None:
            raise _locked()
        return self._kept

    @property
    def opened(self) -> Opened:
        """The open library itself, for copies and keys. Refused (``LibraryError``): one that is not open."""
        if self._opened is None:
            raise _locked()
        return self._opened

    @property
    def drafts(self) -> SealedDrafts:
        """What is being written about plans of the open library. Refused (``LibraryError``): one that is not open."""
        if self._drafts is None:
            raise _locked()
        return self._drafts

    @property
    def draft_key(self) -> bytes | None:
        """The key of drafts that this library alone opens, from its data key; ``None`` while it is not open."""
        if self._opened is None:
            return None
        from ldn_desktop.library.keys import sub_key

        return sub_key(self._opened.key, self._opened.keys.library.encode(), b"ldn-desktop drafts 1")

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written to the open library; empty where it can, and where none is open."""
        return self._opened.store.why_read_only if self._opened is not None else ""

    def watch_state(self, viewer: Callable[[], None]) -> None:
        """Tell a viewer whenever the library was made, opened or locked."""
        self._on_state.append(viewer)

    def watch_plans(self, viewer: Callable[[Sequence[str]], None]) -> None:
        """Tell a viewer of which plans something was kept or removed; of no plan in particular where many may be."""
        self._on_plans.append(viewer)

    def watch_closing(self, viewer: Callable[[], None]) -> None:
        """Tell a viewer before it is locked, while what waits can still be kept."""
        self._on_closing.append(viewer)

    def watch_leaving(self, viewer: Callable[[Opened], None]) -> None:
        """Hand the open library to a viewer before it is locked; what it does with it, it does on another thread."""
        self._on_leaving.append(viewer)

    def make(self, passphrase: str, recovery_key: str) -> None:
        """Make the library; may run beside the window. Refused: as by ``make_library``."""
        from ldn_desktop.library.opening import make_library

        make_library(self.folder, passphrase, recovery_key)

    def derived(self, secret: Secret) -> bytes:
        """Return the key that a secret opens; may run beside the window. Refused: as by ``unlock`` of the library."""
        from ldn_desktop.library.keys import data_key
        from ldn_desktop.library.opening import keys_in

        return data_key(keys_in(self.folder), secret)

    def open_with(self, key: bytes) -> None:
        """Open the library with its key. Refused (``LibraryError``): as by ``with_key`` of the library."""
        from ldn_desktop.library.opening import keys_in, with_key
        from ldn_desktop.library.sealed_drafts import SealedDrafts
        from ldn_desktop.workspace.kept_plans import KeptPlans

        self.lock()
        self._opened = with_key(self.folder, keys_in(self.folder), key, self._lock)
        self._lock = self._opened.lock or self._lock
        self._kept = KeptPlans(self._opened.store, self._knowledge, self.now, self.tell_plans)
        self._drafts = SealedDrafts(self.folder, key)
        self._tell_state()

    def lock(self) -> None:
        """Let go of the open library and of its key; everything that was kept is on the disk already."""
        self.locks += 1
        if self._opened is not None:
            for closing in self._on_closing:
                closing()
        opened, self._opened, self._kept, self._drafts = self._opened, None, None, None
        if opened is not None:
            for viewer in self._on_leaving:
                viewer(opened)
            from ldn_desktop.library.errors import LibraryError

            # What cannot be closed is closed by the end of the program; it is locked for whoever looks.
            with suppress(LibraryError):
                opened.close()
            self._tell_state()

    def change_secret(self, secret: Secret) -> None:
        """Have another passphrase or recovery key open it; may run beside the window. Refused: as by the library."""
        from ldn_desktop.library.opening import change_secret

        opened = self.opened
        changed = change_secret(opened, secret)
        if self._opened is opened:
            # It may have been locked meanwhile.
            self._opened = changed

    def tell_plans(self, subjects: Sequence[str] = ()) -> None:
        """Tell that something of plans was kept or removed, such as by a restore.

        Of a plan that is erased no draft stays.
        """
        if self._opened is not None and self._drafts is not None:
            for subject in subjects:
                if self._drafts.holds(subject) and not self._opened.store.of(subject):
                    self._drafts.forget(subject)
        for viewer in self._on_plans:
            viewer(subjects)

    def _tell_state(self) -> None:
        for viewer in self._on_state:
            viewer()
