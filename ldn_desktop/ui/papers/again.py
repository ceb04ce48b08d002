"""Papers of a plan of the library as it stands, beside the open plan, which stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.workspace.knowledge import Knowledge


class PapersAgain(QObject):
    """Shows the papers of a plan of the library; what is printed of it is noted there as of the open plan.

    ``message`` says what became of a paper, ``failed`` why there is none; ``held_back`` as that of ``Papers``.
    """

    message = Signal(str)
    failed = Signal(str)
    held_back = Signal(str)

    def __init__(
        self, files: PlanFiles, knowledge: Knowledge, remembered: Remembered, window: QWidget
    ) -> None:
        super().__init__(window)
        self._files, self._knowledge, self._remembered, self._window = files, knowledge, remembered, window

    def preview(self, subject: str) -> None:
        """Show the papers of the revision that stands, one at a time."""
        self._show(subject, Papers.preview)

    def pack(self, subject: str, kinds: tuple[str, ...]) -> None:
        """Show all of them, to take those of these codes in one go."""
        self._show(subject, partial(Papers.pack_of, kinds=kinds))

    def _show(self, subject: str, how: Callable[[Papers], None]) -> None:
        files = self._files.beside()
        files.failed.connect(self.failed)
        leaving = Leaving(files.bridge, files)
        leaving.message.connect(self.message)
        papers = Papers(files.bridge, self._knowledge, self._remembered, files, leaving, self._window)
        papers.message.connect(self.message)
        papers.failed.connect(self.failed)
        papers.held_back.connect(self.held_back)
        if files.open_from(files.keeping.place(subject), asked=True):
            how(papers)
        for part in (papers, files):
            part.deleteLater()
