"""What the window tells of backups: where they shall go, asked once, and what keeps one from being made."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.ui.backing import Backing
from ldn_desktop.ui.files.saving import ask_folder, usual_folder
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices

_CHOOSE, _LATER, _AGAIN = "choose", "later", "again"
WHERE = (
    "Where shall backups of the plans go? Another disk or a stick is best. They are encrypted, and make themselves "
    "once a day."
)


class BackupNotices(QObject):
    """Both stand until they are answered, or until what they say is settled."""

    def __init__(self, backing: Backing, notices: Notices, window: QMainWindow) -> None:
        super().__init__(window)
        self._backing, self._notices, self._window = backing, notices, window
        self._asking: MessageBar | None = None
        self._problem: MessageBar | None = None
        self._warning: MessageBar | None = None
        self._warned = ""
        backing.folder_wanted.connect(self._ask)
        backing.changed.connect(self._review)

    def _ask(self) -> None:
        if self._asking is None:
            self._asking = self._notices.offer(
                WHERE, [(_CHOOSE, "Choose a folder…", True), (_LATER, "Not now", False)]
            )
            self._asking.action_triggered.connect(self._answered)

    def _review(self) -> None:
        self._warn(self._backing.warning)
        problem = self._backing.problem
        if self._asking is not None and self._backing.folder is not None:
            self._notices.take(self._asking)
            self._asking = None
        if self._problem is not None and not problem:
            self._notices.take(self._problem)
            self._problem = None
        elif problem:
            sentence = f"No backup was made. {problem} Nothing of the library is lost."
            if self._problem is not None:
                self._problem.set_text(sentence)
                return
            actions = [(_AGAIN, "Try again", False), (_CHOOSE, "Choose another folder…", False)]
            self._problem = self._notices.offer(sentence, actions, "caution")
            self._problem.action_triggered.connect(self._answered)

    def _warn(self, warning: str) -> None:
        """Say once that the backups of before are not where the last was made."""
        if warning == self._warned:
            return
        self._warned = warning
        if self._warning is not None:
            self._notices.take(self._warning)
            self._warning = None
        if warning:
            self._warning = self._notices.offer(
                warning, [(_CHOOSE, "Choose another folder…", False)], "caution"
            )
            self._warning.action_triggered.connect(self._answered)

    def _answered(self, key: str) -> None:
        if self.sender() is self._asking:
            self._asking = None
        elif self.sender() is self._warning:
            self._warning = None
        else:
            self._problem = None
        if key == _LATER:
            self._backing.put_off()
        elif key == _AGAIN:
            self._backing.back_up()
        elif not choose_folder(self._backing, self._window):
            self._review()


def backing_of(keeper: Keeper, remembered: Remembered, notices: Notices, window: QMainWindow) -> Backing:
    """Return what makes backups of a library, which tells in ``notices`` what there is to tell, and begin."""
    made = Backing(keeper, remembered, window)
    BackupNotices(made, notices, window)
    made.begin()
    return made


def choose_folder(backing: Backing, window: QMainWindow) -> bool:
    """Ask where backups go, and have the first made there; tell whether one was chosen."""
    folder = ask_folder(window, "Backups of the plans go into", usual_folder(str(backing.folder or "")))
    if folder is not None:
        backing.choose(folder)
    return folder is not None
