"""Plan files dropped on the window. A drop never moves a file, wherever in the program it falls.

A field of text would take a dropped file as its address and agree to any action, also to moving the file away. So files
are met at the window, before any widget sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.storage.file_names import OPENED

_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class FileDrops(QObject):
    """Takes plan files, always as copies.

    The place that is open is asked first, by ``taker``. Otherwise one is opened: ``dropped`` tells its path,
    ``message`` why more than one were not.
    """

    dropped = Signal(object)
    message = Signal(str)

    def __init__(self, window: QWidget, taker: Callable[[Sequence[Path]], bool]) -> None:
        super().__init__(window)
        self._window, self._taker, self._taking = window, taker, True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Dialogs take no files at all.
            app.focusWindowChanged.connect(self.watch)

    def leave_alone(self, alone: bool) -> None:
        """Take no file for now, or take them again."""
        self._taking = not alone

    def watch(self, window: QWindow | None) -> None:
        """Meet what is dragged over a window."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer files that are dragged over a window; let everything else through."""
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        if watched is not self._window.windowHandle() or QApplication.activeModalWidget() is not None:
            event.ignore()
        elif event.type() == QEvent.Type.Drop:
            self.drop(event)
        else:
            self.enter(event)
        return True

    def enter(self, event: QDropEvent) -> None:
        """Take files among which is a plan, as a copy; where the other program only moves, take nothing."""
        if self._taking and _plans(event) and event.possibleActions() & Qt.DropAction.CopyAction:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def drop(self, event: QDropEvent) -> None:
        """Open the plan that was dropped; of more than one file none is opened, and that is told."""
        self.enter(event)
        if not event.isAccepted():
            return
        urls = event.mimeData().urls()
        if self._taker(list(map(Path, _plans(event)))):
            return
        if len(urls) == 1:
            self.dropped.emit(Path(_plans(event)[0]))
        else:
            self.message.emit(
                f"{len(urls)} files were dropped and none was opened: one plan opens at a time."
            )


def _plans(event: QDropEvent) -> list[str]:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if Path(file).suffix.lower() in OPENED]
