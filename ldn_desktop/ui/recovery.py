"""Drafts: kept while a plan is edited, offered again after a crash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ldn_desktop.documents.wording import full_date
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.library.file_names import one_line
from ldn_desktop.reference.strict import FileError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files import Autosave, PlanFiles
from ldn_desktop.ui.notices import Notices
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.session import ShowError


class Recovery(QObject):
    """Keeps the draft of the open plan and offers one that was left behind; ``files`` asks before it is opened."""

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        notices: Notices,
        files: PlanFiles,
        drafts: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._knowledge, self._notices, self._files = bridge, knowledge, notices, files
        self._autosave = Autosave(bridge.session, lambda: files.known, drafts, self)
        self._autosave.unavailable.connect(self._unavailable)
        bridge.changed.connect(self._autosave.note_change)
        self._draft_id = self._told = ""
        self._recovered: tuple[Draft, Path | None] | None = None
        self._known = ""

    def offer(self) -> None:
        """Offer the draft that a crash left behind, if there is one."""
        found = self._autosave.recoverable()
        if found is None:
            return
        self._draft_id, self._known, kept = found.id, found.known, found.saved_at
        try:
            plan = read_plan(found.data, self._knowledge.vocabulary, complete=False)
        except FileError:
            self._decline()
            return
        self._recovered = (self._knowledge.draft_of(plan), Path(found.origin) if found.origin else None)
        when = f"{full_date(kept.astimezone().date())}, {kept.astimezone():%H:%M}"
        whose = one_line(plan.patient.name).strip() or "a plan without a name"
        self._told = f"The program ended unexpectedly. An unsaved draft was kept: {whose}, {when}."
        self._ask()

    def keep(self) -> None:
        """Keep what is open as it now is."""
        self._autosave.keep()

    def end(self) -> None:
        """Forget the draft: the window closes as it should."""
        self._autosave.end()

    def _ask(self) -> None:
        bar = self._notices.offer(
            self._told, [("recover", "Open the draft", True), ("decline", "Discard it", False)]
        )
        bar.action_triggered.connect(self._answered)

    def _answered(self, answer: str) -> None:
        if answer == "recover" and self._recovered is not None:
            if not self._files.may_leave():
                self._ask()
                return
            try:
                self._bridge.session.recover(*self._recovered)
            except ShowError:
                self._notices.tell(
                    "The draft could not be shown. It is kept, and the plan before it stays open."
                )
                return
            self._files.known = self._known
            self._autosave.keep()
        self._decline()

    def _decline(self) -> None:
        self._autosave.forget(self._draft_id)

    def _unavailable(self) -> None:
        self._notices.tell("Drafts cannot be kept on this computer, so save your plan often.")
