"""The room of a plan's history: what happened at the left, dose and response and two revisions at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.plans.fill_note import FillNoting
from ldn_desktop.ui.plans.history.bars import HistoryBars
from ldn_desktop.ui.plans.history.entry_acts import EntryActs
from ldn_desktop.ui.plans.history.head import HistoryHead
from ldn_desktop.ui.plans.history.on_paper import HistoryOnPaper
from ldn_desktop.ui.plans.history.sides import RESPONSE, TIMELINE, ResponseSide, TimelineSide
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.tab_bar import Tabs
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.followed_plan import DifferenceError, FollowedPlan
from ldn_desktop.workspace.plan_history import Kind, head_line
from ldn_desktop.workspace.plan_list_words import NO_NAME

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.kept_plans import KeptPlans

_WIDE, _TIMELINE = 1100, 332
"""Pixels at 100 %: from which width both sides stand beside each other, and how wide the left one is."""
_ALONE = "There is one revision. What the next one changes will stand here, day by day."


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return HistoryRoom(supplies)


class HistoryRoom(Themed, Room):
    """Timeline, chart and difference are one selection: a revision at the right of two, the other at its left."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies = supplies
        self._followed: FollowedPlan | None = None
        self._left_key = self._right_key = ""
        self._head = HistoryHead(supplies.icons)
        self._bars = HistoryBars()
        self._left = TimelineSide(supplies.icons)
        self._right = ResponseSide(supplies.knowledge.content.measures.reading.text)
        self._timeline, self._chart = self._left.timeline, self._right.chart
        self._difference = self._right.difference
        self.acts = EntryActs(supplies.keeper, self._timeline)
        self._sides, self._tabs = QWidget(), Tabs()
        self._beside = QHBoxLayout(self._sides)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self._bars)
        self._tabbed = QVBoxLayout()
        self._tabbed.addWidget(self._tabs)
        self._column.addWidget(self._sides, 1)
        self._column.addLayout(self._tabbed, 1)
        self._narrow: bool | None = None
        self._paper = HistoryOnPaper(supplies, self)
        self.fills = FillNoting(supplies, self)
        for part in (self._paper, self.acts, self.fills):
            part.message.connect(self.message)
            part.failed.connect(self.failed)
        self.acts.left_chosen.connect(self._left_chosen)
        self._left.more_wanted.connect(self.acts.show_menu)
        self._left.fill_wanted.connect(self._note_fill)
        self._right.asked.connect(self._of_chart)
        self._head.asked.connect(self._asked)
        self._timeline.asked.connect(self._asked)
        self._timeline.chosen.connect(self._entry_chosen)
        self._timeline.left_chosen.connect(self._left_chosen)
        self._chart.day_chosen.connect(self._day_chosen)
        self._difference.chosen.connect(self._compare)
        self._bars.compare_wanted.connect(self._compare_heads)
        self._bars.back_wanted.connect(self._take_plan_back)
        supplies.keeper.plans_changed.connect(self._plans_changed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)
        self.apply_theme()

    @property
    def kept(self) -> KeptPlans:
        """The plans of the open library."""
        return self._supplies.keeper.library.kept

    def open(self, subject: str) -> None:
        """Show the history of a plan; what was chosen of the same plan stays."""
        same = self._followed is not None and self._followed.subject == subject
        self._read(subject, keep=same)

    @property
    def whose(self) -> str:
        """The patient of the history."""
        return (self._followed.standing[0].name or NO_NAME) if self._followed is not None else ""

    def focus_first(self) -> None:
        """Begin in the line of time; where that is another tab, in the chart."""
        target: QWidget = self._timeline if self._timeline.isVisible() else self._chart
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Take room from the theme."""
        theme = self.theme
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._beside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        self._tabbed.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._beside.setSpacing(theme.px(10))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part or join the two sides."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Have both sides beside each other, or in a narrow window as tabs with the difference folded."""
        narrow = self.width() < self.theme.px(_WIDE)
        self._left.setMaximumWidth(16_777_215 if narrow else self.theme.px(_TIMELINE))
        self._left.setMinimumWidth(0 if narrow else self.theme.px(_TIMELINE))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._tabs.addTab(self._left, TIMELINE)
            self._tabs.addTab(self._right, RESPONSE)
        else:
            self._tabs.clear()
            self._beside.addWidget(self._left)
            self._beside.addWidget(self._right, 1)
            self._left.show()
            self._right.show()
        for side in (self._left, self._right):
            side.title.setVisible(not narrow)
        self._tabs.setVisible(narrow)
        self._sides.setVisible(not narrow)
        self._difference.set_folded(narrow)

    def _read(self, subject: str, *, keep: bool) -> None:
        supplies = self._supplies
        library, wording = supplies.keeper.library, supplies.bridge.wording
        followed = FollowedPlan(self.kept, subject, supplies.knowledge, wording, local_today())
        self._followed = followed
        self.acts.show_plan(followed)
        self._head.show_plan(followed, wording, library.why_read_only)
        self._left.bar_fill(self._why_no_fill(followed))
        self._bars.show_plan(followed)
        entry = self._timeline.entry if keep else None
        self._timeline.show_entries(followed.entries, fresh=not keep)
        self._left.count(head_line(followed.history, followed.entries))
        self._difference.show_choices([(r.record.hash, followed.name_of(r)) for r in followed.comparable])
        keys = [revised.record.hash for revised in followed.comparable]
        left, right = self._left_key, self._right_key
        if not (keep and left in keys and right in keys):
            head = followed.history.head
            right = head.hash if head is not None and head.hash in keys else keys[-1] if keys else ""
            left = followed.before(right)
        self._compare(left, right)
        self._timeline.mark(entry.key if entry is not None else right)

    def _compare(self, left: str, right: str) -> None:
        """Show two revisions beside each other in all three parts."""
        followed = self._followed
        if followed is None:
            return
        self._left_key, self._right_key = left, right
        self._difference.choose(left or right, right)
        one, other = followed.revised(left or right), followed.revised(right)
        found, why = None, _ALONE if len(followed.comparable) <= 1 else ""
        if one is not None and other is not None and not why:
            try:
                found = followed.difference(one.record.hash, other.record.hash)
            except DifferenceError as error:
                why = str(error)
        names = tuple(f"Revision {revised.number}" if revised else "" for revised in (one, other))
        self._difference.show_difference(found, (names[0], names[1]), why)
        chart = followed.chart
        since = found.drawn_since if found is not None else None
        dashed = one if since is not None and one is not other else None
        told = [f"dashed: revision {dashed.number}"] if dashed is not None else []
        legend = " · ".join([*told, "dotted uprights: visits"])
        self._right.show_chart(chart and chart.beside(dashed, since), legend)
        self._chart.choose(right, self._marked_day())

    def _marked_day(self) -> int:
        entry, chart = self._timeline.entry, self._followed.chart if self._followed else None
        return chart.day_of(entry) if entry is not None and chart is not None else -1

    def _entry_chosen(self, key: str) -> None:
        followed = self._followed
        revised = followed.revised(key) if followed else None
        readable = revised is not None and revised.plan is not None
        if followed is not None and readable and key != self._right_key:
            left = self._left_key if self._left_key != key else ""
            self._compare(followed.before(key) or left, key)
        else:
            self._chart.choose(self._right_key, self._marked_day())

    def _left_chosen(self, key: str) -> None:
        followed = self._followed
        revised = followed.revised(key) if followed else None
        if revised is not None and revised.plan is not None:
            self._compare(key, self._right_key)

    def _day_chosen(self, day: int) -> None:
        """Choose what happened on a day of the chart: of several the last."""
        followed = self._followed
        chart = followed.chart if followed else None
        if followed is None or chart is None:
            return
        of_day = {numbered.key for numbered in chart.revisions if numbered.day == day}
        for entry in followed.entries:
            seen = entry.kind is Kind.VISIT and chart.on(entry.day.toordinal()) == day
            if entry.counts and (entry.key in of_day or seen):
                self._timeline.choose(entry.key)
                return

    def _compare_heads(self) -> None:
        if self._followed is not None:
            *_, left, right = self._followed.history.heads
            self._compare(left.hash, right.hash)
            self._difference.set_folded(False)

    def _asked(self, what: str) -> None:
        """Do what a button of the head or a key in the line of time asks for."""
        followed = self._followed
        if followed is None:
            return
        match what:
            case "continue":
                self.kept_wanted.emit(followed.subject)
            case "print":
                self.papers_wanted.emit(followed.subject)
            case "visit":
                self.go.emit(f"{PLANS}:visit:{followed.subject}")
            case "fill":
                self._note_fill()
            case "open":
                self._focus_chart()
            case "menu":
                self.acts.show_menu()
            case "delete":
                self.acts.delete_chosen()

    def _note_fill(self) -> None:
        followed = self._followed
        if followed is not None and not self._why_no_fill(followed):
            self.fills.ask(followed.subject, followed.standing[0].name)

    def _why_no_fill(self, followed: FollowedPlan) -> str:
        """Say why nothing can be noted as handed out; empty where it can."""
        row = followed.standing[0]
        gone = "The plan is deleted." if row.deleted else ""
        return row.problem or gone or self._supplies.keeper.library.why_read_only

    def _focus_chart(self) -> None:
        if self._narrow:
            self._tabs.setCurrentIndex(1)
        self._chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_plan_back(self) -> None:
        deletion = self._followed.deleted_by if self._followed else None
        if deletion is not None:
            self.acts.ask(deletion)

    def _plans_changed(self, subjects: tuple[str, ...]) -> None:
        followed = self._followed
        if (
            followed is None
            or not self._supplies.keeper.is_open
            or (subjects and followed.subject not in subjects)
        ):
            return
        try:
            self._read(followed.subject, keep=True)
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))

    def _of_chart(self, what: str) -> None:
        """Do what a button above the chart asks for."""
        followed = self._followed
        if followed is None:
            return
        match what:
            case "print":
                self._paper.print(followed)
            case "save":
                self._paper.save(followed)
            case "copy" if followed.chart is not None:
                copy_of_plan(followed.chart.table.as_text())
                self.message.emit(f"The table of {self.whose} was copied as text.")

    def _leave(self) -> None:
        self.go.emit(PLANS)
