"""Work beside the window that shows how far it is and can be stopped; whoever began it may go meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ldn_desktop.storage.files import StoreError

_LOOK_MS = 40
Watch = Callable[[int], None]


class StoppedError(Exception):
    """The work was to stop."""


class Beside(QObject):
    """One work at a time, on a thread of its own; it knows nothing of Qt (``docs/decisions/0008-threads.md``).

    The work is handed a function that it tells how much is done, and that raises ``StoppedError`` once it is to stop.
    ``finished`` hands over what it returned, ``failed`` the sentence of what it was refused; ``stopped`` tells that it
    was stopped, ``moved`` how much is done. The process waits for work that is not done when the program ends.
    """

    finished = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    moved = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_working(self) -> bool:
        """Whether a work is on its way."""
        return self._work is not None

    def start(self, work: Callable[[Watch], object]) -> None:
        """Begin a work. Refused (``ValueError``): while another is on its way."""
        if self._work is not None:
            raise ValueError("a work is on its way")
        self._work = _Work(work)
        self._work.start()
        self._timer.start()

    def stop(self) -> None:
        """Have the work stop where it next tells how far it is."""
        if self._work is not None:
            self._work.stopping = True

    def _look(self) -> None:
        work = self._work
        if work is None:
            return
        if work.is_alive():
            self.moved.emit(work.done)
            return
        self._timer.stop()
        self._work = None
        match work.error:
            case None:
                self.finished.emit(work.result)
            case StoppedError():
                self.stopped.emit()
            case StoreError() as refused:
                self.failed.emit(str(refused))
            case error:
                raise error


class _Work(Thread):
    def __init__(self, work: Callable[[Watch], object]) -> None:
        super().__init__(name="beside", daemon=False)
        self._work = work
        self.done, self.stopping = 0, False
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work(self._watch)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self.error = error

    def _watch(self, done: int) -> None:
        self.done = done
        if self.stopping:
            raise StoppedError
