"""What tells that a restore was ended from outside (a kill, a power cut) while it wrote, and how it is completed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.history import half_taken
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.taking_copies import note_taken_in

_AGAIN, _ENOUGH = "again", "enough"
_RESTORE = "plans:copies:restore"


class HalfRestore(QObject):
    """Tells whoever opens the library and can write in it, until the file is taken in again or nobody wants to know."""

    def __init__(self, keeper: Keeper, places: PlaceStack, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._places, self._notices = keeper, places, notices
        self._bar: MessageBar | None = None
        self._file = ""
        keeper.plans_changed.connect(self._plans_changed)

    def review(self) -> None:
        """Tell it where it is so, and no longer where it was settled meanwhile or the library is locked."""
        self._file = self._half()
        if self._file and self._bar is None:
            self._bar = self._notices.offer(
                f"A restore from “{one_line(Path(self._file).name)}” did not come to its end. Nothing was lost; "
                "restore from it again, and what is missing is added.",
                [(_AGAIN, "Restore again…", True), (_ENOUGH, "Do not tell again", False)],
                "caution",
            )
            self._bar.action_triggered.connect(self._answered)
        elif not self._file and self._bar is not None:
            self._notices.take(self._bar)
            self._bar = None

    def _plans_changed(self, subjects: object) -> None:
        # A restore tells of no plan in particular.
        if not subjects and self._bar is not None:
            self.review()

    def _half(self) -> str:
        if not self._keeper.can_keep or self._keeper.is_restoring:
            return ""
        try:
            return half_taken(self._keeper.library.kept.store)
        except LibraryError:
            return ""

    def _answered(self, answer: str) -> None:
        self._bar = None
        if answer == _AGAIN:
            self._places.open(_RESTORE)
            return
        library = self._keeper.library
        try:
            note_taken_in(Path(self._file), self._keeper.author, library.now(), library.kept.store)
        except LibraryError as error:
            self._notices.tell_failure(str(error))
