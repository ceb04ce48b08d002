"""The room of a plan's history: what happened at the left, dose and response and two revisions at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.bodies import Deletion, Revision, Visit
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.plans.history.chart import HistoryChartView
from ldn_desktop.ui.plans.history.difference import DifferencePanel
from ldn_desktop.ui.plans.history.head import HistoryHead
from ldn_desktop.ui.plans.history.on_paper import HistoryOnPaper
from ldn_desktop.ui.plans.history.reason_dialog import ReasonDialog
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll, LeastColumn
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.severity_mark import SeverityMark
from ldn_desktop.ui.widgets.tab_bar import Tabs
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.followed_plan import DifferenceError, FollowedPlan
from ldn_desktop.workspace.plan_history import Entry, Kind, head_line, name_of

if TYPE_CHECKING:
    from ldn_desktop.library.records import Record
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.kept_plans import KeptPlans

_WIDE, _TIMELINE = 1100, 332
"""Pixels at 100 %: from which width both sides stand beside each other, and how wide the left one is."""
_ALONE = "There is one revision. What the next one changes will stand here, day by day."
_NO_CHART = "No revision of this plan can be drawn: none that this program can read has a dose."


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
        self._settle = MessageBar("caution", "", actions=(("compare", "Compare them", False),))
        self._gone = MessageBar("info", "", actions=(("back", "Take it back…", False),))
        self._timeline = Timeline(supplies.icons)
        self._counts = PlainLabel(role="secondary")
        self._chart, self._difference = HistoryChartView(), DifferencePanel()
        self._dashed = PlainLabel(role="secondary", wraps=True)
        self._note = PlainLabel(role="secondary", wraps=True)
        self._left, self._right = self._left_side(), self._right_side()
        self._sides, self._tabs = QWidget(), Tabs()
        self._beside = QHBoxLayout(self._sides)
        self._column = QVBoxLayout(self)
        self._bars = QVBoxLayout()
        self._column.addWidget(self._head)
        self._column.addLayout(self._bars)
        for bar in (self._settle, self._gone):
            self._bars.addWidget(bar)
        self._tabbed = QVBoxLayout()
        self._tabbed.addWidget(self._tabs)
        self._column.addWidget(self._sides, 1)
        self._column.addLayout(self._tabbed, 1)
        self._narrow: bool | None = None
        self._paper = HistoryOnPaper(supplies, self)
        self._paper.message.connect(self.message)
        self._paper.failed.connect(self.failed)
        self._head.asked.connect(self._asked)
        self._timeline.asked.connect(self._asked)
        self._timeline.chosen.connect(self._entry_chosen)
        self._timeline.left_chosen.connect(self._left_chosen)
        self._chart.day_chosen.connect(self._day_chosen)
        self._difference.chosen.connect(self._compare)
        self._settle.action_triggered.connect(self._compare_heads)
        self._gone.action_triggered.connect(self._take_plan_back)
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

    def focus_first(self) -> None:
        """Begin in the line of time; where that is another tab, in the chart."""
        target: QWidget = self._timeline if self._timeline.isVisible() else self._chart
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Take room from the theme."""
        theme = self.theme
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bars.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._bars.setSpacing(theme.px(8))
        self._beside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        self._tabbed.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._beside.setSpacing(theme.px(10))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part or join the two sides."""
        super().resizeEvent(event)
        self._lay_out()

    def _left_side(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Revisions and visits", role="strong"))
        head.addStretch(1)
        head.addWidget(self._counts)
        self._more = QPushButton("More")
        self._more.setProperty("role", "flat")
        self._more.setProperty("small", True)
        self._more.setAccessibleName("What can be done with the chosen entry")
        self._more.clicked.connect(self._show_menu)
        head.addWidget(self._more)
        column = QVBoxLayout(card)
        head.setContentsMargins(8, 0, 0, 0)
        column.setContentsMargins(2, 4, 2, 2)
        column.addLayout(head)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        self._timeline.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self._timeline)
        return card

    def _right_side(self) -> QWidget:
        held = QWidget()
        held.setProperty("role", "ground")
        column = LeastColumn(held)
        column.setContentsMargins(0, 0, 2, 2)
        title = QHBoxLayout()
        title.addWidget(PlainLabel("Dose and response", role="strong"))
        title.addWidget(self._dashed, 1)
        paper = QPushButton("On paper")
        paper.setProperty("role", "flat")
        choices = QMenu(paper)
        choices.addAction("Print the history…").triggered.connect(self._print)
        choices.addAction("Save it as PDF…").triggered.connect(self._save)
        paper.setMenu(choices)
        paper.setProperty("menu", True)
        title.addWidget(paper)
        copy = QPushButton("Copy table")
        copy.setProperty("role", "flat")
        copy.clicked.connect(self._copy)
        title.addWidget(copy)
        column.addLayout(title)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self._chart)
        self._no_chart = PlainLabel(_NO_CHART, role="body-secondary", wraps=True)
        inner.addWidget(self._no_chart)
        column.addWidget(card, 1)
        note = QHBoxLayout()
        mark = SeverityMark("info", 14)
        note.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        self._note.setText(f"Note: {self._supplies.knowledge.content.measures.reading.text}")
        column.addLayout(note)
        column.addWidget(self._difference)
        scroll = FocusScroll()
        scroll.setWidget(held)
        return scroll

    def _lay_out(self) -> None:
        """Have both sides beside each other, or in a narrow window as tabs with the difference folded."""
        narrow = self.width() < self.theme.px(_WIDE)
        self._left.setMaximumWidth(16_777_215 if narrow else self.theme.px(_TIMELINE))
        self._left.setMinimumWidth(0 if narrow else self.theme.px(_TIMELINE))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._tabs.addTab(self._left, "Revisions and visits")
            self._tabs.addTab(self._right, "Dose and response")
        else:
            self._tabs.clear()
            self._beside.addWidget(self._left)
            self._beside.addWidget(self._right, 1)
            self._left.show()
            self._right.show()
        self._tabs.setVisible(narrow)
        self._sides.setVisible(not narrow)
        self._difference.set_folded(narrow)

    def _read(self, subject: str, *, keep: bool) -> None:
        supplies = self._supplies
        library, wording = supplies.keeper.library, supplies.bridge.wording
        followed = FollowedPlan(self.kept, subject, supplies.knowledge, wording, local_today())
        self._followed = followed
        self._head.show_plan(followed, wording, library.why_read_only)
        settle = followed.to_settle
        self._settle.set_text(settle)
        self._settle.setVisible(bool(settle))
        gone = followed.deleted_by
        self._gone.set_text("This plan is deleted.", f"Why: {gone.reason}" if gone and gone.reason else "")
        self._gone.setVisible(gone is not None)
        entry = self._timeline.entry if keep else None
        self._timeline.show_entries(followed.entries, fresh=not keep)
        self._counts.setText(head_line(followed.history, followed.entries))
        self._difference.show_choices([(r.record.hash, followed.name_of(r)) for r in followed.comparable])
        keys = [revised.record.hash for revised in followed.comparable]
        left, right = self._left_key, self._right_key
        if not (keep and left in keys and right in keys):
            right = keys[-1] if keys else ""
            left = followed.before(right)
        self._compare(left, right)
        self._timeline.choose(entry.key if entry is not None else right)

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
        self._chart.setVisible(chart is not None)
        self._no_chart.setVisible(chart is None)
        since = found.since if found is not None else None
        dashed = one if since is not None and one is not other else None
        self._chart.show_chart(chart and chart.beside(dashed, since))
        self._chart.choose(right, self._marked_day())
        told = [f"dashed: revision {dashed.number}"] if dashed is not None else []
        self._dashed.setText(" · ".join([*told, "dotted uprights: visits"]))

    def _marked_day(self) -> int:
        entry, chart = self._timeline.entry, self._followed.chart if self._followed else None
        if entry is None or chart is None or not entry.counts:
            return -1
        if entry.kind is Kind.REVISION:
            return next((numbered.day for numbered in chart.revisions if numbered.key == entry.key), -1)
        return chart.on(entry.day.toordinal()) if entry.kind is Kind.VISIT else -1

    def _entry_chosen(self, key: str) -> None:
        followed = self._followed
        revised = followed.revised(key) if followed else None
        if followed is not None and revised is not None and revised.plan is not None:
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
            case "open":
                self._focus_chart()
            case "menu":
                self._show_menu()
            case "delete":
                deletable = self._deletable()
                if len(deletable) == 1:
                    self._delete(deletable[0])
                elif deletable:
                    self._show_menu()

    def _focus_chart(self) -> None:
        if self._narrow:
            self._tabs.setCurrentIndex(1)
        self._chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _deletable(self) -> list[Record]:
        """Return what of the chosen entry can be deleted or, where it is a deletion, taken back."""
        entry = self._timeline.entry
        if entry is None or self._supplies.keeper.library.why_read_only:
            return []
        wanted = Deletion if entry.kind is Kind.DELETION else (Revision, Visit)
        deleted = self._followed.history.deleted if self._followed else frozenset()
        return [r for r in entry.records if isinstance(r.body, wanted) and r.hash not in deleted]

    def _show_menu(self) -> None:
        entry = self._timeline.entry
        menu = QMenu(self)
        for record in self._deletable():
            verb = "Take back" if isinstance(record.body, Deletion) else "Delete"
            menu.addAction(f"{verb} {self._named(record)}…").setData(record.hash)
        if entry is not None and entry.kind is Kind.REVISION and entry.counts:
            action = menu.addAction("Compare the right one with this (Shift+click, C)")
            action.setObjectName("left")
            action.setData(entry.key)
        if entry is not None:
            menu.addAction("Copy").setObjectName("copy")
        menu.triggered.connect(self._menu_chosen)
        place = self._timeline.visualRect(self._timeline.currentIndex())
        menu.popup(
            self._timeline.viewport().mapToGlobal(
                QPoint(place.left() + self.theme.px(40), place.center().y())
            )
        )

    def _menu_chosen(self, action: QAction) -> None:
        """Do what was chosen of the menu; an action bears the key of what it is about."""
        key = action.data()
        record = next((record for record in self._deletable() if record.hash == key), None)
        if action.objectName() == "copy":
            self._copy_entry()
        elif action.objectName() == "left":
            self._left_chosen(key)
        elif record is not None:
            self._delete(record)

    def _delete(self, record: Record) -> None:
        followed = self._followed
        if followed is None:
            return
        why_not = followed.why_not_deleted(record)
        if why_not:
            self.message.emit(why_not)
            return
        name = self._named(record)
        if isinstance(record.body, Deletion):
            self._ask(record, "Take back", f"What {name} took away will count again.", "Take back")
        else:
            sentence = (
                f"{name[:1].upper()}{name[1:]} will count no longer. It stays in the history as deleted, and the "
                "deletion can be taken back."
            )
            self._ask(record, f"Delete {name}", sentence, "Delete")

    def _ask(self, record: Record, title: str, sentence: str, button: str) -> None:
        dialog = ReasonDialog(title, sentence, button, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.delete(record, dialog.reason)

    def delete(self, record: Record, reason: str) -> None:
        """Have a record count no longer, or take a deletion back, for a reason."""
        if self._followed is None:
            return
        keeper = self._supplies.keeper
        try:
            self.kept.note(Deletion((record.hash,)), self._followed.subject, keeper.author, reason)
        except LibraryError as error:
            self.failed.emit(str(error))
            return
        done = "Taken back." if isinstance(record.body, Deletion) else f"Deleted: {self._named(record)}."
        self.message.emit(done)

    def _named(self, record: Record) -> str:
        return name_of(record, self._supplies.knowledge.content.sentences(HISTORY))

    def _take_plan_back(self) -> None:
        deletion = self._followed.deleted_by if self._followed else None
        if deletion is not None:
            self._ask(deletion, "Take back", "The plan will stand in the list again.", "Take back")

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

    def _print(self) -> None:
        if self._followed is not None:
            self._paper.print(self._followed)

    def _save(self) -> None:
        if self._followed is not None:
            self._paper.save(self._followed)

    def _copy(self) -> None:
        chart = self._followed.chart if self._followed else None
        if chart is not None:
            QGuiApplication.clipboard().setText(chart.table.as_text())
            self.message.emit("The table is copied.")

    def _copy_entry(self) -> None:
        entry: Entry | None = self._timeline.entry
        if entry is not None:
            QGuiApplication.clipboard().setText(entry.text)

    def _leave(self) -> None:
        self.go.emit(PLANS)
