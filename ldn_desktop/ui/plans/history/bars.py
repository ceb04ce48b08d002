"""What must be seen of a plan before its history: that it cannot be read, is to be settled, or is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.messages import MessageBar

if TYPE_CHECKING:
    from ldn_desktop.workspace.followed_plan import FollowedPlan


class HistoryBars(Themed, QWidget):
    """Bars above both sides. ``compare_wanted`` asks for revisions beside each other, ``back_wanted`` for the plan."""

    compare_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._unread = MessageBar("warning", "")
        self._settle = MessageBar("caution", "", actions=(("compare", "Compare them", False),))
        self._gone = MessageBar("info", "", actions=(("back", "Take it back…", False),))
        self._column = QVBoxLayout(self)
        for bar in (self._unread, self._settle, self._gone):
            self._column.addWidget(bar)
        self._settle.action_triggered.connect(self._compare)
        self._gone.action_triggered.connect(self._take_back)
        self.apply_theme()

    def show_plan(self, followed: FollowedPlan) -> None:
        """Show what is to be said of a plan."""
        problem, settle, gone = followed.standing[0].problem, followed.to_settle, followed.deleted_by
        self._unread.set_text("What stands of this plan cannot be read.", problem)
        self._settle.set_text(settle)
        self._gone.set_text("This plan is deleted.", f"Why: {gone.reason}" if gone and gone.reason else "")
        for bar, shown in ((self._unread, problem), (self._settle, settle), (self._gone, gone)):
            bar.setVisible(bool(shown))
        self.setVisible(bool(problem or settle or gone))

    def apply_theme(self) -> None:
        """Take room from the theme."""
        self._column.setContentsMargins(self.theme.px(12), 0, self.theme.px(12), 0)
        self._column.setSpacing(self.theme.px(8))

    def _compare(self) -> None:
        self.compare_wanted.emit()

    def _take_back(self) -> None:
        self.back_wanted.emit()
