"""The settings of the practice follow the library to another computer, after a question where both have some."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ldn_desktop.domain.practice import Practice
from ldn_desktop.reference.words.english import counted
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practice_in_library import are_alike, keep_practice_in, practice_in
from ldn_desktop.workspace.practices import changes

_TAKE, _STAY = "take", "stay"
_MOST_TOLD = 3


class PracticeInLibrary(QObject):
    """``taken`` tells that this computer's settings are those of the library now."""

    taken = Signal()

    def __init__(self, keeper: Keeper, knowledge: Knowledge, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._knowledge, self._notices = keeper, knowledge, notices
        self._asking: MessageBar | None = None
        keeper.state_changed.connect(self.look)

    def look(self) -> None:
        """Compare both where the library is open: who has none gets the other's, who has others is asked."""
        self._withdraw()
        if not self._keeper.is_open:
            return
        here = self._knowledge.practice
        try:
            there = practice_in(self._keeper.library.kept)
        except StoreError as error:
            self._tell_unread(error)
            return
        if here.problem:
            return
        if there is None:
            if here.practice != Practice():
                self.keep()
        elif here.practice == Practice():
            self._take(there)
        elif not are_alike(here.practice, there):
            self._ask(here.practice, there)

    def keep(self) -> None:
        """Keep this computer's settings in the library, where it is open and can be written."""
        self._withdraw()
        if not self._keeper.can_keep:
            return
        try:
            keep_practice_in(
                self._keeper.library.kept, self._knowledge.practice.practice, self._keeper.author
            )
        except StoreError as error:
            self._notices.tell_failure(f"The settings of the practice are not kept in the library. {error}")

    def _ask(self, here: Practice, there: Practice) -> None:
        told = changes(here, there)
        more = len(told) - _MOST_TOLD
        lines = [*told[:_MOST_TOLD], f"And {counted(more, 'other change')}." if more > 0 else ""]
        sentence = "The library holds other settings of the practice than this computer."
        self._asking = self._notices.offer(
            f"{sentence} {' '.join(filter(None, lines))}",
            [(_TAKE, "Take over those of the library", False), (_STAY, "Keep those of this computer", False)],
        )
        self._asking.action_triggered.connect(self._answered)

    def _answered(self, key: str) -> None:
        self._asking = None
        if not self._keeper.is_open:
            return
        try:
            there = practice_in(self._keeper.library.kept)
        except StoreError as error:
            self._tell_unread(error)
            return
        if key == _TAKE and there is not None:
            self._take(there)
        else:
            self.keep()

    def _take(self, practice: Practice) -> None:
        try:
            self._knowledge.keep_practice(practice)
        except StoreError as error:
            self._notices.tell_failure(f"The settings of the practice were not taken over. {error}")
            return
        self._notices.tell("The settings of the practice are those of the library now.")
        self.taken.emit()

    def _tell_unread(self, error: StoreError) -> None:
        self._notices.tell_failure(f"The settings of the practice in the library cannot be read. {error}")

    def _withdraw(self) -> None:
        if self._asking is not None:
            self._notices.take(self._asking)
            self._asking = None
