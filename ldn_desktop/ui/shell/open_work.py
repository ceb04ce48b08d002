"""What is open is not lost: its draft is kept from the first paint on, and nothing unsaved is closed unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.ui.files.recovery import Recovery


class OpenWork(QObject):
    """Keeps the draft of the open plan in the folder ``drafts`` and closes the window when that is safe.

    ``need`` loads the letters of a name.
    """

    def __init__(
        self,
        window: QMainWindow,
        bridge: Bridge,
        knowledge: Knowledge,
        files: PlanFiles,
        keeper: Keeper,
        notices: Notices,
        drafts: Path,
        need: Callable[..., None],
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._knowledge, self._files = window, bridge, knowledge, files
        self._keeper, self._notices, self._drafts, self._need = keeper, notices, drafts, need
        self._recovery: Recovery | None = None
        self._close_when_settled = False
        files.settled.connect(self._settled)
        files.saved.connect(self._keep_anew)
        files.opened.connect(self._keep_anew)

    def begin(self) -> None:
        """Keep the draft from now on."""
        from ldn_desktop.ui.files.recovery import Recovery

        self._recovery = Recovery(
            self._bridge,
            self._knowledge,
            self._notices,
            self._files,
            self._keeper,
            self._drafts,
            self._need,
            self,
        )

    def offer_drafts(self) -> None:
        """Offer what an earlier window left behind."""
        if self._recovery is not None:
            self._recovery.offer()

    def keep(self) -> bool:
        """Keep what is open as it now is; tell whether nothing of it can be lost."""
        return self._recovery.keep() if self._recovery is not None else not self._bridge.session.modified

    def may_close(self) -> bool:
        """Ask about unsaved changes, and tell whether the window may close; it closes by itself after a save."""
        if self._files.is_busy:
            self._close_when_settled = True
            self._notices.tell("The plan is still being saved. The window closes when that is done.")
            return False
        return self._files.may_leave()

    def end(self) -> None:
        """Forget the draft: the window closes as it should."""
        if self._recovery is not None:
            self._recovery.end()

    def leave(self) -> None:
        """Leave the draft, to be offered at the next start."""
        if self._recovery is not None:
            self._recovery.leave()

    def _keep_anew(self) -> None:
        if self._recovery is not None:
            self._recovery.keep()

    def _settled(self) -> None:
        if self._close_when_settled and not self._files.is_busy:
            self._close_when_settled = False
            QTimer.singleShot(0, self._window.close)
