"""Work on a file beside the window: a disk may take seconds, and the window stays alive meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QTimer

T = TypeVar("T")
_AT_ONCE_S = 0.1
_LOOK_MS = 20


def run_aside(work: Callable[[], T], slow: Callable[[], object] | None = None) -> T:
    """Return what ``work`` returns, or raise what it raises; ``slow`` is called once it takes longer than a moment.

    It runs on a thread of its own and must know nothing of Qt (``docs/decisions/0008-threads.md``). The window takes
    keys and clicks until it is done; whoever calls keeps away what must wait.
    """
    worker = _Worker(work)
    worker.start()
    worker.join(_AT_ONCE_S)
    if worker.is_alive():
        if slow is not None:
            slow()
        loop, tick = QEventLoop(), QTimer(interval=_LOOK_MS)
        tick.start()
        while worker.is_alive():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        tick.stop()
    return worker.result()


class _Worker(Thread, Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(name="file")
        self._work = work
        self._done: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._done.append(self._work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._error = error

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._done[0]
