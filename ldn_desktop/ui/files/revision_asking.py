"""Asks why and by whom a revision is kept: above the page, or in a dialog where the plan is about to go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.revision_note import RevisionDialog, RevisionNote, Wanted
from ldn_desktop.ui.widgets.notices import Notices


class RevisionAsking(QObject):
    """``given`` hands over reason and author as typed above the page. Of a plan that goes nothing is asked any more."""

    given = Signal(str, str)

    def __init__(self, bridge: Bridge, notices: Notices, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notices, self._window = bridge.session, notices, window
        self._note: RevisionNote | None = None
        self._openings = 0
        bridge.changed.connect(self._review)

    def ask_above(self, wanted: Wanted) -> None:
        """Ask above the page, the keyboard there."""
        self._drop()
        self._note, self._openings = RevisionNote(wanted), self._session.openings
        self._note.given.connect(self._given)
        self._note.cancelled.connect(self._drop)
        # What was told is answered by it.
        self._notices.quieten()
        self._notices.put(self._note)
        self._note.take_focus()

    def ask_at_once(self, wanted: Wanted) -> tuple[str, str] | None:
        """Ask in a dialog; return reason and author, ``None`` where the person gave it up."""
        dialog = RevisionDialog(wanted, self._window)
        given = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return (dialog.reason, dialog.author) if given else None

    def _given(self, reason: str, author: str) -> None:
        self._drop()
        self.given.emit(reason, author)

    def _review(self) -> None:
        if self._session.openings != self._openings:
            self._drop()

    def _drop(self) -> None:
        if self._note is not None:
            self._notices.take(self._note)
            self._note = None
