"""Makes the finder beside the window: reading every article takes some tenths of a second."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ldn_desktop.reference.parts import ContentError

if TYPE_CHECKING:
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.search.finder import Finder

_LOOK_MS = 20


class FinderLoader(QObject):
    """Makes one finder, once. ``ready`` tells that it is there, ``failed`` why there is none."""

    ready = Signal()
    failed = Signal(str)

    def __init__(self, content: Content, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._making: _Making | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_it)
        self.finder: Finder | None = None

    def start(self) -> None:
        """Begin, unless it was begun; damaged content is told again."""
        if self._making is None:
            self._making = _Making(self._content)
            self._making.start()
            self._look.start()
        elif self._making.problem and not self._look.isActive():
            self.failed.emit(self._making.problem)

    def wait(self) -> None:
        """Begin, and return when it is done."""
        self.start()
        if self._making is not None:
            self._making.join()
            self._look_for_it()

    def _look_for_it(self) -> None:
        if self._making is None or self._making.is_alive() or not self._look.isActive():
            return
        self._look.stop()
        self.finder = self._making.finder
        if self._making.problem:
            self.failed.emit(self._making.problem)
        elif self.finder is not None:
            self.ready.emit()


class _Making(Thread):
    """Knows nothing of Qt: the window may be gone, and taken apart, before this is done."""

    def __init__(self, content: Content) -> None:
        super().__init__(name="search index")
        self._of = content
        self.finder: Finder | None = None
        self.problem = ""

    def run(self) -> None:
        from ldn_desktop.reference.search.finder import finder_over

        try:
            finder = finder_over(self._of)
            finder.warm()
        except ContentError as error:
            self.problem = f"The reference cannot be searched: {error}"
        else:
            self.finder = finder
