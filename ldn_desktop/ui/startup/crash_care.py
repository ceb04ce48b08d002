"""What happens when the program fails: the fault is kept, the plan stays, and the person is told in a sentence."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Signal

from ldn_desktop.storage.fault_log import FaultLog, fault_text


class CrashCare(QObject):
    """Takes errors that nobody caught. ``failed`` tells that one was kept; it may come from another thread."""

    failed = Signal()

    def __init__(self, log: FaultLog, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._log, self._now = log, now
        self._native: IO[bytes] | None = None

    def install(self) -> None:
        """Take over from here on: errors of slots and threads, and faults of the interpreter itself."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        try:
            self._log.native_file.parent.mkdir(parents=True, exist_ok=True)
            self._native = self._log.native_file.open("ab")
        except OSError:
            return
        faulthandler.enable(self._native)

    def end(self) -> None:
        """Give back what ``install`` took."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._log.keep(fault_text(kind, trace), self._now())
        self.failed.emit()

    def _caught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_type is not SystemExit:
            self._log.keep(fault_text(told.exc_type, told.exc_traceback), self._now())
            self.failed.emit()
