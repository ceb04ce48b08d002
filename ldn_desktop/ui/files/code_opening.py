"""Opens the plan that the codes on a paper hold, in the place of the open one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Unsaved
from ldn_desktop.workspace.session import ShowError


class CodeOpening(QObject):
    """Asks for codes and opens their plan, which no file holds yet; ``failed`` tells why it was not opened.

    ``need`` loads the letters of a text.
    """

    failed = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        files: PlanFiles,
        need: Callable[..., None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._knowledge, self._files, self._window = bridge, knowledge, files, window
        self._need = need

    def open(self) -> None:
        """Ask about unsaved changes, then for the codes, and open what they hold as a plan that is not saved."""
        if not self._files.may_leave():
            return
        # The dialog is loaded when it is first used, so that the window opens sooner.
        from ldn_desktop.ui.files.code_dialog import CodeDialog
        from ldn_desktop.workspace.owner import Owner

        dialog = CodeDialog(self._knowledge, self._bridge.wording, self._need, self._window)
        found = dialog.found if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if found is None:
            return
        # Its revision stands on the paper: what differs from it is the next one.
        draft = replace(self._knowledge.offers.draft_of(found.plan), taken=True)
        try:
            self._bridge.session.recover(draft, Unsaved(owner=Owner(found.plan.patient)))
        except (ShowError, CourseError):
            self.failed.emit("The plan in the code could not be shown. The plan before it stays.")
            return
        self._files.opening.tell_what_was_read(found.data, found.plan)
