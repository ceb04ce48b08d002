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

_AFTER_MS = 1_000
"""Milliseconds from the first change that is not kept yet to the next draft.

With the writing, at most two seconds are lost.
"""


class Autosave(QObject):
    """Keeps what is open a moment after it changes, whatever the rhythm of typing.

    ``unavailable`` tells that it cannot.
    """

    unavailable = Signal()

    def __init__(self, session: Session, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        # Loading the cipher takes longer than painting the window, so it waits until the window stands.
        from ldn_desktop.storage.draft_key import find_draft_key, keys_at_hand
        from ldn_desktop.storage.drafts import DraftStore

        self._session = session
        self.store: DraftStore = DraftStore(folder, find_draft_key, spare_keys=keys_at_hand)
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

    def end(self) -> None:
        """Let the own draft go: the program ends in order."""
        self._timer.stop()
        # What cannot be removed is offered again at the next start; nothing is lost by that.
        with suppress(StoreError):
            self.store.discard()
        self.store.close()
