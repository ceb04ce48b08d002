"""The one place where a change of the open plan becomes a Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ldn_desktop.workspace.edits import RejectedError
from ldn_desktop.workspace.intents import Intent
from ldn_desktop.workspace.session import Session


class Bridge(QObject):
    """Carries intents to the session, and the session's changes and refusals to the widgets."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.subscribe(self._tell)

    def do(self, intent: Intent, label: str, typing: str = "") -> bool:
        """Carry out an intent; a refusal is told by ``refused`` and gives ``False``."""
        try:
            self.session.do(intent, label, typing)
        except RejectedError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _tell(self) -> None:
        self.changed.emit()
