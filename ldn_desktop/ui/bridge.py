"""The one place where a change of the open plan becomes a Qt signal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ldn_desktop.reference.words.wording import PLAIN, Wording
from ldn_desktop.workspace.intents import Intent
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.session import Session, ShowError


class Bridge(QObject):
    """Carries intents to the session, and the session's changes and refusals to the widgets.

    Viewers show the plan before ``changed`` is told; a change that one of them cannot show is taken back.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._wording = PLAIN
        self._viewers: list[Callable[[], None]] = []
        session.subscribe(self._tell)

    @property
    def wording(self) -> Wording:
        """How the person wants things written."""
        return self._wording

    def word(self, wording: Wording) -> None:
        """Have everything written in another way, and shown anew."""
        if wording != self._wording:
            self._wording = wording
            self._tell()

    def show_with(self, viewer: Callable[[], None]) -> None:
        """Have a viewer show every change."""
        self._viewers.append(viewer)

    def do(self, intent: Intent, label: str, typing: str = "") -> bool:
        """Carry out an intent; a refusal is told by ``refused`` and gives ``False``."""
        try:
            self.session.do(intent, label, typing)
        except RejectedError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _tell(self) -> None:
        for viewer in self._viewers:
            try:
                viewer()
            except Exception as error:
                # A signal would swallow the fault and leave one plan's name above another's doses.
                sys.excepthook(type(error), error, error.__traceback__)
                raise ShowError("Not done: it could not be shown. The plan is as it was before.") from error
        self.changed.emit()
