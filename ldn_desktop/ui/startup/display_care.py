"""A display that cannot be opened ends in a sentence: Qt itself would abort the program."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


class DisplayCare:
    """Takes Qt's messages while its application is made.

    ``sentence`` is told, and the program ends, where it cannot be.
    """

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._messages: list[str] = []

    def install(self) -> None:
        """Take the messages from here on."""
        qInstallMessageHandler(self._take)

    def end(self) -> None:
        """Give the messages back to Qt; what came meanwhile is passed on."""
        qInstallMessageHandler(None)
        for message in self._messages:
            sys.stderr.write(f"{message}\n")

    def _take(self, kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind != QtMsgType.QtFatalMsg:
            self._messages.append(message or "")
            return
        sys.stderr.write(f"{self._sentence}\n")
        sys.stderr.flush()
        # Returning would abort, with a core dump; nothing is open yet that would have to be closed.
        os._exit(1)
