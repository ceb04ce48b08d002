"""Work of many small steps, between which the window lives: it shows how far it is, and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel

_AT_A_TIME_S = 0.02
"""How long steps go on before the window has its turn."""


class Stepwise(Themed, QWidget):
    """One work at a time, on the window's thread; hidden while there is none. ``failed`` tells why it was not done.

    ``working`` tells that a work begins and that it is over.
    """

    failed = Signal(str)
    working = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._steps: Iterator[int] | None = None
        self._then: Callable[[], None] | None = None
        self._words = PlainLabel(role="body-secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton("Stop")
        self._stop.setProperty("small", True)
        self._stop.clicked.connect(self.stop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._words)
        self._row.addWidget(self._bar, 1)
        self._row.addWidget(self._stop)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.hide()
        self.apply_theme()

    @property
    def is_working(self) -> bool:
        """Whether a work is on its way."""
        return self._steps is not None

    def work(self, words: str, steps: Iterator[int], total: int, then: Callable[[], None]) -> None:
        """Begin a work whose steps tell how many of a total are done; ``then`` is called at its end, or its stop."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(0)
        self._steps, self._then = steps, then
        self.show()
        self._timer.start()
        self.working.emit(True)

    def stop(self) -> None:
        """End the work after the step it is at; what is done stays."""
        self._end()

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._row.setSpacing(self.theme.px(8))
        self._bar.setFixedHeight(self.theme.px(8))

    def _go_on(self) -> None:
        until = time.perf_counter() + _AT_A_TIME_S
        steps = self._steps
        if steps is None:
            return
        try:
            for done in steps:
                self._bar.setValue(done)
                if time.perf_counter() > until:
                    return
            self._end()
        except (LibraryError, StoreError) as error:
            self._leave()
            self.failed.emit(str(error))

    def _end(self) -> None:
        then = self._leave()
        if then is None:
            return
        try:
            then()
        except (LibraryError, StoreError) as error:
            self.failed.emit(str(error))

    def _leave(self) -> Callable[[], None] | None:
        """Leave the work without its end; return what would have been called then."""
        then, self._steps, self._then = self._then, None, None
        self._timer.stop()
        self.hide()
        self.working.emit(False)
        return then
