"""Makes the finder beside the window: reading every article takes some tenths of a second."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.reference.content import ContentError

if TYPE_CHECKING:
    from ldn_desktop.reference.full_content import FullContent
    from ldn_desktop.reference.search.finder import Finder


class FinderLoader(QObject):
    """Makes one finder, once. ``ready`` tells that it is there, ``failed`` why there is none."""

    ready = Signal()
    failed = Signal(str)

    def __init__(self, content: Callable[[], FullContent], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._thread: Thread | None = None
        self._problem = ""
        self.finder: Finder | None = None

    def start(self) -> None:
        """Begin, unless it was begun; damaged content is told again."""
        if self._thread is None:
            self._thread = Thread(target=self._make, name="search index")
            self._thread.start()
        elif self._problem:
            self.failed.emit(self._problem)

    def wait(self) -> None:
        """Begin, and return when it is done."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def _make(self) -> None:
        # The window may be gone before this is done.
        with suppress(RuntimeError):
            try:
                from ldn_desktop.reference.search.over import finder_over

                finder = finder_over(self._content())
                finder.warm()
            except ContentError as error:
                self._problem = f"The reference cannot be searched: {error}"
                self.failed.emit(self._problem)
                return
            self.finder = finder
            self.ready.emit()
