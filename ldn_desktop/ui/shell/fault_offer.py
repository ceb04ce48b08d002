"""Tells of faults above the open page, at once or at the next start, and offers their report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.clock import local_now

_KEPT = "A report was kept, with nothing of a patient in it."
_BEFORE = f"The program met a fault when it last ran. {_KEPT}"
_HELD_BACK = f"A finished paper did not say what its plan says and was held back. {_KEPT}"
_NOW = (
    "Something went wrong, and what you did last may not have happened. "
    "The plan is open as before; its draft is kept."
)


class FaultOffer(QObject):
    """``keep`` puts the open draft in safety when something fails."""

    def __init__(self, log: FaultLog, notices: Notices, keep: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._log, self._notices, self._keep, self._window = log, notices, keep, window
        self._open = False

    def offer_of_last_time(self) -> None:
        """Offer the report of faults that nobody has looked at."""
        if self._log.report():
            self._offer(_BEFORE)

    def offer_now(self) -> None:
        """Put the draft in safety and say that something failed; once until it is answered."""
        self._keep()
        if not self._open:
            self._offer(_NOW)

    def keep_paper(self, place: str) -> None:
        """Keep where a finished paper differs from its plan, and offer the report."""
        self._log.keep(f"read_back: {place}", local_now())
        if not self._open:
            self._offer(_HELD_BACK)

    def _offer(self, sentence: str) -> None:
        self._open = True
        bar = self._notices.offer(
            sentence, [("report", "Show the report", False), ("forget", "Dismiss", False)], "warning"
        )
        bar.action_triggered.connect(self._answered)

    def _answered(self, answer: str) -> None:
        self._open = False
        if answer == "report":
            from ldn_desktop.ui.shell.fault_report import FaultReport

            dialog = FaultReport(self._log.report(), self._window)
            dialog.exec()
            dialog.deleteLater()
        self._log.forget()
