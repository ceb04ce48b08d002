"""Opening, saving and guarding the open plan's file, and the draft that outlives a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.library.files import StoreError, read_limited, replace_atomically
from ldn_desktop.reference.strict import FileError
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.library.drafts import RecoveredDraft

SUFFIX = ".ldnplan"
FILTER = f"LDN plans (*{SUFFIX})"
_AUTOSAVE_MS = 1_000
_NOT_YET = "a plan needs at least one step and one product."


class PlanFiles(QObject):
    """Moves the open plan between the session and its file. Every question is asked here.

    ``unread`` names where something is typed that cannot be read, and so is in no plan.
    """

    told = Signal(str)
    saved = Signal(str)
    opened = Signal(str)

    def __init__(
        self, session: Session, knowledge: Knowledge, blank: Callable[[], Draft], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._knowledge, self._blank, self._window = session, knowledge, blank, window
        self.known = ""
        """The digest of what the plan's file held when this window last read or wrote it."""
        self.unread: Callable[[], str] = lambda: ""

    def new(self) -> None:
        """Begin an empty plan, after asking about unsaved changes."""
        if self.may_leave():
            self._session.open(self._blank(), None)

    def open(self, folder: str) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, "Open a plan", folder, FILTER)
        if name:
            self.open_path(Path(name), asked=True)

    def open_path(self, path: Path, *, asked: bool = False) -> bool:
        """Open a file. One that cannot be read is told in a sentence, and the open plan stays."""
        if not asked and not self.may_leave():
            return False
        from ldn_desktop.exchange.plan_reader import read_plan

        try:
            data = read_limited(path)
            plan = read_plan(data, self._knowledge.vocabulary)
        except (StoreError, FileError) as error:
            self.told.emit(f"{path.name} was not opened. {error}")
            return False
        self.known = _digest(data)
        self._session.open(self._knowledge.draft_of(plan), path)
        self.opened.emit(str(path))
        return True

    def save(self, folder: str) -> bool:
        """Save to the plan's own file, or ask where."""
        path = self._session.path
        if path is None:
            return self.save_as(folder)
        if self._is_untouched(path):
            return self._write(path) if self._session.modified or not path.exists() else True
        return self._ask_about(path, folder)

    def save_as(self, folder: str) -> bool:
        """Ask for a file and save to it."""
        if not self._savable():
            return False
        from PySide6.QtWidgets import QFileDialog

        plan = self._session.draft.plan
        start = self._session.path or Path(folder) / f"ldn-plan-{plan.start_date}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the plan", str(start), FILTER)
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _is_untouched(self, path: Path) -> bool:
        """Tell whether the file still holds what this window read from it or wrote to it."""
        try:
            return not path.exists() or _digest(read_limited(path)) == self.known
        except StoreError:
            # What cannot be read cannot be compared; writing it will say why.
            return True

    def _ask_about(self, path: Path, folder: str) -> bool:
        """Ask what to do with a file that somebody else has changed meanwhile."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("The file has changed")
        box.setText(
            f"{path.name} has been changed since this window opened it. Saving over it would lose that change."
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Ignore | buttons.Cancel)
        box.button(buttons.Save).setText("Save under another name…")
        box.button(buttons.Ignore).setText("Save over it")
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Ignore:
            return self._write(path)
        return answer == buttons.Save and self.save_as(folder)

    def may_leave(self) -> bool:
        """Return whether the open plan may go: it is saved, or the person said so."""
        if not self._session.modified:
            return self._may_leave_unread()
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Unsaved changes")
        name = self._session.draft.plan.patient.name or "This plan"
        box.setText(f"{name} has changes that are not saved.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        whole = self._complete()
        box.button(buttons.Save).setEnabled(whole)
        # Space or Enter never throws work away.
        box.setDefaultButton(buttons.Save if whole else buttons.Cancel)
        box.setEscapeButton(buttons.Cancel)
        if not whole:
            box.setInformativeText(f"It cannot be saved yet: {_NOT_YET}")
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            return self.save("") and self._may_leave_unread()
        return answer == buttons.Discard

    def _may_leave_unread(self) -> bool:
        """Return whether what cannot be read may be lost."""
        unread = self.unread()
        if not unread:
            return True
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Not in the plan")
        box.setText(f"What is typed under {unread} cannot be read, so it is not in the plan.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        answer = box.exec()
        box.deleteLater()
        return answer == buttons.Discard

    def _complete(self) -> bool:
        plan = self._session.draft.plan
        return bool(plan.ladder and plan.formulations)

    def _savable(self) -> bool:
        if not self._complete():
            self.told.emit(f"Not saved yet: {_NOT_YET} The draft is kept meanwhile.")
        return self._complete()

    def _write(self, path: Path) -> bool:
        if not self._savable():
            return False
        from ldn_desktop.exchange.plan_writer import write_plan

        data = write_plan(self._session.draft.plan)
        try:
            replace_atomically(path, data)
        except StoreError as error:
            self.told.emit(f"Not saved. {error}")
            return False
        self.known = _digest(data)
        self._session.saved(path)
        self.saved.emit(str(path))
        if unread := self.unread():
            self.told.emit(f"Saved without what cannot be read under {unread}: correct it and save again.")
        return True


class Autosave(QObject):
    """Keeps the open draft encrypted a moment after each change, and offers drafts that a crash left."""

    unavailable = Signal()

    def __init__(self, session: Session, known: Callable[[], str], folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        # Loading the cipher takes longer than painting the window, so it waits until the window stands.
        from ldn_desktop.library.draft_key import find_draft_key
        from ldn_desktop.library.drafts import DraftStore

        self._session, self._known = session, known
        self._store = DraftStore(folder, find_draft_key)
        self._timer = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._timer.timeout.connect(self.keep)
        self._told = False

    def note_change(self) -> None:
        """Keep the draft soon."""
        self._timer.start()

    def keep(self) -> None:
        """Keep the draft now, or let it go where there is nothing unsaved."""
        self._timer.stop()
        from ldn_desktop.exchange.plan_writer import write_plan

        try:
            if not self._session.modified:
                self._store.discard()
                return
            path = self._session.path
            data = write_plan(self._session.draft.plan)
            kept = self._store.save(data, str(path) if path else None, self._known() if path else "")
        except StoreError:
            kept = False
        if not kept and not self._told:
            self._told = True
            self.unavailable.emit()

    def recoverable(self) -> RecoveredDraft | None:
        """Return the latest draft that a crash left."""
        return next(iter(self._store.recoverable()), None)

    def forget(self, name: str) -> None:
        """Let a recovered draft go."""
        self._store.forget(name)

    def end(self) -> None:
        """Let the own draft go: the program ends in order."""
        self._timer.stop()
        # What cannot be removed is offered again at the next start; nothing is lost by that.
        with suppress(StoreError):
            self._store.discard()
        self._store.close()


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
