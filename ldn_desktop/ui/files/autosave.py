"""Keeps the open plan and its form encrypted while somebody types, so that it outlives a crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.storage.drafts import DraftStore
    from ldn_desktop.workspace.plan_library import PlanLibrary

_AFTER_MS = 1_000
"""Milliseconds from the first change that is not kept yet to the next draft.

With the writing, at most two seconds are lost.
"""


class Autosave(QObject):
    """Keeps what is open a moment after it changes, whatever the rhythm of typing.

    ``unavailable`` tells that it cannot. Once the library was open, its key seals drafts in place of the computer's,
    while it is locked too: what is on the screen is then opened by the passphrase alone.
    """

    unavailable = Signal()

    def __init__(self, session: Session, library: PlanLibrary, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        # Loading the cipher takes longer than painting the window, so it waits until the window stands.
        from ldn_desktop.storage.drafts import DraftStore

        self._session, self._library = session, library
        self._library_key: bytes | None = None
        self.store: DraftStore = DraftStore(folder, self._key, spare_keys=self._spare_keys)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._told = False

    def note_change(self) -> None:
        """Keep the draft soon. A change that follows does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> bool:
        """Keep the draft now, or let it go where there is nothing unsaved; tell whether that was done."""
        self._timer.stop()
        from ldn_desktop.workspace.draft_file import write_draft

        try:
            if not self._session.modified:
                self.store.discard()
                return True
            origin = self._session.origin
            kept = self.store.save(write_draft(self._session.draft), origin.address or None, origin.known)
        except StoreError:
            kept = False
        if not kept and not self._told:
            self._told = True
            self.unavailable.emit()
        return kept

    def _key(self) -> bytes | None:
        from ldn_desktop.storage.draft_key import find_draft_key

        self._library_key = self._library.draft_key or self._library_key
        return self._library_key or find_draft_key()

    @staticmethod
    def _spare_keys() -> list[bytes]:
        from ldn_desktop.storage.draft_key import find_draft_key, keys_at_hand

        own = find_draft_key()
        return [*keys_at_hand(), *([own] if own else [])]

    def end(self) -> None:
        """Let the own draft go: the program ends in order."""
        self._timer.stop()
        # What cannot be removed is offered again at the next start; nothing is lost by that.
        with suppress(StoreError):
            self.store.discard()
        self.store.close()

    def leave(self) -> None:
        """Let go of the own draft as it is: another start offers it."""
        self._timer.stop()
        self.store.close()
