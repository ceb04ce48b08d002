"""The right half of the planner: the result of the plan, or how to begin one.

It scrolls where not all of it has room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.ui.planner.result.empty_result import EmptyResult
from ldn_desktop.ui.planner.result.past_bar import PastBar
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll, LeastColumn

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Proposal, Rewrite
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords, Wording
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.planner.result.result_view import ResultView
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.draft import Typed
    from ldn_desktop.workspace.knowledge import Knowledge


class ResultPane(FocusScroll):
    """Everything computed, made when there is first something to show or by ``prepare``.

    ``phase_chosen`` tells a phase, ``repair_wanted`` a finding's repair, ``field_wanted`` the field of the form that
    stands in the way, ``past_settled`` the way out of days that have passed and would change.
    """

    phase_chosen = Signal(int)
    repair_wanted = Signal(str)
    field_wanted = Signal(str)
    past_settled = Signal(str)

    def __init__(self, actions: Actions, knowledge: Knowledge, icons: IconSet) -> None:
        super().__init__()
        self._holder = QWidget()
        self._holder.setObjectName("resultPane")
        self._actions, self._knowledge, self._icons = actions, knowledge, icons
        self._narrow = self._low = self._flat = False
        self._shown = False
        self._view: ResultView | None = None
        self.empty = EmptyResult(knowledge)
        self._unread = UnreadBar()
        self._unread.action_triggered.connect(self.field_wanted)
        self._past = PastBar()
        self._past.action_triggered.connect(self.past_settled)
        self._column = LeastColumn(self._holder)
        self._column.addWidget(self._unread)
        self._column.addWidget(self._past)
        self._column.addWidget(self.empty, 1)
        self.setWidget(self._holder)

    @property
    def view(self) -> ResultView:
        """The result in full; where there is none yet, it is made."""
        if self._view is None:
            from ldn_desktop.ui.planner.result.result_view import ResultView

            self._view = ResultView(self._actions, self._knowledge, self._icons)
            self._view.phase_chosen.connect(self.phase_chosen)
            self._view.repair_wanted.connect(self.repair_wanted)
            self._view.set_compact(narrow=self._narrow, low=self._low, flat=self._flat)
            self._view.hide()
            self._column.addWidget(self._view, 1)
        return self._view

    def prepare(self) -> None:
        """Make the result while nobody waits."""
        self.view.ensurePolished()

    def show_regimen(
        self,
        regimen: Regimen | None,
        words: DoseWords,
        proposal: Proposal | None = None,
        *,
        saved: bool = False,
        renamed: bool = False,
    ) -> None:
        """Show another computed plan, the same under another name, one proposed in its place, or how to begin one."""
        self._shown = regimen is not None
        self.empty.setVisible(regimen is None)
        if regimen is not None:
            self.view.show_regimen(regimen, words, proposal, saved=saved, renamed=renamed)
        if self._view is not None:
            self._view.setVisible(self._shown)

    def select(self, index: int | None) -> None:
        """Mark a phase in chart, table and calendar."""
        if self._view is not None:
            self._view.select(index)

    def set_compact(self, *, narrow: bool, low: bool, flat: bool) -> None:
        """Leave out what a small window has no room for.

        Drawings when narrow, part of the chart when low, all when flat.
        """
        self._narrow, self._low, self._flat = narrow, low, flat
        if self._view is not None:
            self._view.set_compact(narrow=narrow, low=low, flat=flat)

    def show_unread(self, unread: Sequence[Typed]) -> None:
        """Say what in the form is not in the plan; what is shown of the plan is then that from before."""
        before = self._unread.isHidden()
        self._unread.show_unread(unread, before=self._shown)
        self._show_new(self._unread, before)
        if self._view is not None:
            self._view.set_stale(stale=bool(unread))

    def show_rewrites(self, rewrites: Sequence[Rewrite], wording: Wording, undo: str) -> None:
        """Say which days that have passed would change; ``undo`` names the step that can be taken back."""
        before = self._past.isHidden()
        self._past.show_rewrites(rewrites, wording, undo)
        self._show_new(self._past, before)

    def _show_new(self, bar: QWidget, before: bool) -> None:
        """Scroll to a bar that was hidden before, unless the keyboard is in what is seen."""
        held = QApplication.focusWidget()
        within = held is not None and self.isAncestorOf(held)
        if before and not bar.isHidden() and not within:
            self.verticalScrollBar().setValue(0)

    def show_tab(self, name: str) -> None:
        """Show a tab by its name: ``Steps``, ``Calendar``, ``Supply`` or ``Findings``."""
        self.view.show_tab(name)

    def begin_new(self) -> None:
        """Show of another plan what is shown first."""
        if self._view is not None:
            self._view.show_tab("Steps")

    def focus_home(self) -> None:
        """Put the keyboard where it stays when what had it is gone: on nothing that Enter would press."""
        if self._shown:
            self.view.focus_home()
        else:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the focus on what matters first: a repair, else the steps; how to begin where there is no plan."""
        if self._shown:
            self.view.focus_first()
        else:
            self.empty.focus_first()

    def minimumSizeHint(self) -> QSize:
        """Return a width in which nothing is cut at the side."""
        wide = self._holder.minimumSizeHint().width()
        bar = self.verticalScrollBar()
        return QSize(wide + (bar.sizeHint().width() if bar.isVisible() else 0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the chart, or none."""
        super().resizeEvent(event)
        self._find_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find room for the chart, or none, when any part has become higher or lower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._find_room()
        return super().eventFilter(watched, event)

    def _find_room(self) -> None:
        """Tell the result what it has without scrolling."""
        if self._view is None or self._view.isHidden():
            return
        room, margins = self.maximumViewportSize(), self._column.contentsMargins()
        width = room.width() - margins.left() - margins.right()
        beside = self._column.heightForWidth(room.width()) - self._view.heightForWidth(width)
        self._view.set_room(QSize(width, room.height() - beside))
