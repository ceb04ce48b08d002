"""What is told of the open plan and the library, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.ui import PLANS
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.library.records import Record

_FILE, _DOOR, _SETTLE, _HISTORY = "file", "door", "settle", "history"
_SAVE_A_FILE = (_FILE, "Save a file…", True)


class KeptNotices(QObject):
    """``file_wanted`` asks for a file, ``place_wanted`` for a place of the window.

    ``settle_wanted`` asks that the open revision is kept as it is.
    """

    file_wanted = Signal()
    place_wanted = Signal(str)
    settle_wanted = Signal()

    def __init__(self, session: Session, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notices = session, notices

    def tell_locked(self) -> None:
        """Say that nothing is kept while the library is locked."""
        self._tell(
            "The library is locked, so the plan is not saved yet: unlock it, then save again, or save a file.",
            [(_DOOR, "Unlock…", True), (_FILE, "Save a file…", False)],
        )

    def tell_read_only(self, why: str) -> None:
        """Say why nothing can be kept."""
        self._tell(f"Not saved. {why}", [_SAVE_A_FILE])

    def tell_deleted(self) -> None:
        """Say that nothing is kept of a plan that was deleted."""
        told = "Not saved: this plan was deleted in the library. Bring it back in Plans, or save a file."
        self._tell(told, [_SAVE_A_FILE])

    def tell_gone(self) -> None:
        """Say that the open plan was deleted or erased meanwhile."""
        self._tell(
            "The plan that is open in the planner does not stand in the library any more. It is here until you open "
            "another; save a file to keep it.",
            [_SAVE_A_FILE],
        )

    def tell_beside(self, heads: Sequence[Record]) -> None:
        """Tell of revisions of the open plan that stand beside each other, and offer to look or to settle it."""
        from ldn_desktop.workspace.library_place import standing_words

        self._tell(
            f"Revisions of this plan stand beside each other: {standing_words(heads)}. The last named is open. "
            "What is saved next follows on all of them.",
            [(_HISTORY, "Look at them", True), (_SETTLE, "Keep the open one", False)],
        )

    def tell_other(self, others: Sequence[Record]) -> None:
        """Tell of revisions that somebody else kept while the open plan has changes."""
        from ldn_desktop.workspace.library_place import standing_words

        self._tell(
            "Of the plan that is open in the planner something else stands in the library now: "
            f"{standing_words(others)}. Your changes are kept in the planner; saving asks how they go together.",
            [(_HISTORY, "Look at it", True)],
        )

    def _tell(self, sentence: str, actions: list[tuple[str, str, bool]]) -> None:
        self._notices.tell_with(sentence, actions).action_triggered.connect(self._answered)

    def _answered(self, key: str) -> None:
        if key == _FILE:
            self.file_wanted.emit()
        elif key == _DOOR:
            self.place_wanted.emit(PLANS)
        elif key == _HISTORY:
            subject = self._session.origin.address.partition(":")[2]
            self.place_wanted.emit(f"{PLANS}:history:{subject}")
        elif key == _SETTLE:
            self.settle_wanted.emit()
