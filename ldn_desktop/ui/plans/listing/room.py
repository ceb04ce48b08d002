"""The list of plans: what is shown of them, of one in short, and what is asked of the others in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.filters import Filter
from ldn_desktop.ui.plans.fill_note import FillNoting
from ldn_desktop.ui.plans.listing import summary
from ldn_desktop.ui.plans.listing.list_pane import ListPane
from ldn_desktop.ui.plans.listing.low_room import LowRoom
from ldn_desktop.ui.plans.listing.no_plans import IMPORT, NEW, NoPlans
from ldn_desktop.ui.plans.listing.plan_acts import PlanActs
from ldn_desktop.ui.plans.listing.plans_head import COPIES, PlansHead
from ldn_desktop.ui.plans.listing.stepwise import Stepwise
from ldn_desktop.ui.plans.listing.summary import SummaryPane
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.plan_list import Item
from ldn_desktop.workspace.plan_rows import plan_of
from ldn_desktop.workspace.plan_summary import summary_of

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

_SUMMARY_AFTER_MS = 120
_SUMMARY_WIDE = 344
_DRAWER_BELOW = 1100
"""Pixels at 100 % of the room below which the summary is a drawer over the list."""


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return ListingRoom(supplies)


class ListingRoom(Themed, Room):
    """The head, the list with what is looked for, and the summary beside it."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._keeper, self._remembered = supplies.keeper, supplies.remembered
        self._knowledge, self._icons = supplies.knowledge, supplies.icons
        self.list = ListPane(supplies)
        self.bar, self.table = self.list.bar, self.list.table
        self.head = PlansHead(supplies.icons)
        self.summary = SummaryPane(supplies.icons)
        self.empty = NoPlans(supplies.icons)
        self.notices = Notices()
        self.stepwise = Stepwise()
        self.acts = PlanActs(supplies, self.notices, self.stepwise, self)
        self.fills = FillNoting(supplies, self)
        self._soon = QTimer(self, singleShot=True, interval=_SUMMARY_AFTER_MS)
        self._lay_out()
        self._connect()
        self.apply_theme()

    def open(self, subject: str) -> None:
        """Show the list as it stands now. Refused (``LibraryError``): by the library."""
        self.list.show_plans()
        if subject:
            self.table.choose(subject)
        elif not self.table.subject:
            self.table.choose_first()
        self.empty.say_where(self._keeper.library.folder, self._remembered.settings.lock_after_minutes)
        self.acts.renew()

    def look_for(self, text: str) -> None:
        """Show every plan that a text finds, whatever was asked for before."""
        self.bar.ask_for(Filter(text=text))
        self.table.choose_first()

    @property
    def chosen(self) -> str:
        """The plan that is current in the list."""
        return self.table.subject

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on a new plan where there is none."""
        if self._stack.currentWidget() is self.empty:
            self.empty.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take in plan files that were dropped on the window."""
        self.acts.take_in(paths)
        return True

    def apply_theme(self) -> None:
        """Take distances and icons from the theme."""
        theme = self.theme
        self._told.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._told.setSpacing(theme.px(8))
        self._columns.setSpacing(theme.px(10))
        self._columns.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(10))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the summary beside the list, or as a drawer over it."""
        super().resizeEvent(event)
        self._arrange()

    # What is laid out, and what tells whom

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.addWidget(self.list, 1)
        self._columns.addWidget(self.summary)
        self._told = QVBoxLayout()
        for told in (self.notices, self.stepwise):
            self._told.addWidget(told)
        low = LowRoom(self.head, self._body, self.list)
        self._stack = low.pages
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._told)
        outer.addWidget(low, 1)

    def _connect(self) -> None:
        self.head.new_wanted.connect(self.new_wanted)
        self.head.import_wanted.connect(self.acts.choose_files)
        self.head.go.connect(self.go)
        self.list.looked.connect(self._say_count)
        self.list.failed.connect(self.failed)
        self.table.chosen.connect(self._chosen)
        self.table.key_pressed.connect(self._key_pressed)
        self.table.doubleClicked.connect(self._continue)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.empty.wanted.connect(self._begin)
        self.summary.wanted.connect(self._do)
        self.summary.link_wanted.connect(self.link_wanted)
        self.summary.closed.connect(self._close_drawer)
        for acts in (self.acts, self.fills):
            acts.message.connect(self.message)
            acts.failed.connect(self.failed)
        self.stepwise.working.connect(self.list.wait)
        self.acts.renewed.connect(self.list.read_again)
        self._soon.timeout.connect(self._summarize)

    def _say_count(self) -> None:
        """Say how many plans are shown, or how one comes there."""
        empty = self.list.is_empty
        self.head.show_count(self.list.count, empty=empty)
        self._stack.setCurrentWidget(self.empty if empty and not self.stepwise.is_working else self._body)

    # The summary

    def _chosen(self, subject: str) -> None:
        """Show whose plan it is at once, the rest a moment later: nobody waits for it while moving on."""
        item = self.list.current
        if item is None:
            self._soon.stop()
            self.summary.show_none()
            return
        why = self._keeper.library.why_read_only
        self.summary.show_name(subject, item.row.name, usable=_usable(item), why_read_only=why)
        self._soon.start()

    def _summarize(self) -> None:
        item = self.list.current
        if item is None or not self._keeper.is_open:
            return
        kept = self._keeper.library.kept
        try:
            told = summary_of(item, kept, self._knowledge, self.list.wording, self.list.day)
        except (LibraryError, FileError) as error:
            self.failed.emit(f"{plan_of(item.row.name)} cannot be shown. {error}")
            return
        self.summary.show_summary(told)

    @property
    def _has_drawer(self) -> bool:
        return self.width() < self.theme.px(_DRAWER_BELOW)

    def _arrange(self) -> None:
        drawer = self._has_drawer
        self.summary.set_drawer(drawer)
        self.bar.saved.set_narrow(drawer)
        wide = min(self.theme.px(_SUMMARY_WIDE), self.width())
        self.summary.setFixedWidth(wide)
        if drawer:
            if self.summary.parentWidget() is self._body:
                self._columns.removeWidget(self.summary)
                self.summary.setParent(self)
                self.summary.hide()
            top = max(self._body.mapTo(self, QPoint()).y(), 0)
            self.summary.setGeometry(self.width() - wide, top, wide, self.height() - top)
        elif self.summary.parentWidget() is not self._body:
            self.summary.setParent(self._body)
            self._columns.addWidget(self.summary)
            self.summary.show()

    def _open_drawer(self) -> None:
        self._soon.stop()
        self._summarize()
        self._arrange()
        self.summary.show()
        self.summary.raise_()
        self.summary.focus_first()

    def _close_drawer(self) -> None:
        if self._has_drawer:
            self.summary.hide()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _key_pressed(self, key: int) -> None:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Right if self._has_drawer:
                if self.table.subject:
                    self._open_drawer()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._do(summary.CONTINUE)
            case Qt.Key.Key_V:
                self._do(summary.VISIT)
            case Qt.Key.Key_F:
                self._do(summary.FILL)
            case Qt.Key.Key_H:
                self._do(summary.HISTORY)
            case Qt.Key.Key_P:
                self._do(summary.PRINT)
            case Qt.Key.Key_Delete:
                self._delete()

    def _continue(self) -> None:
        self._do(summary.CONTINUE)

    def _do(self, what: str) -> None:
        """Do something with the plan that is current, or with all that are selected."""
        item = self.list.current
        if item is None or not (_usable(item) or what == summary.HISTORY):
            return
        subject, why = item.subject, self._keeper.library.why_read_only
        if why and what in summary.RECORDED:
            self.failed.emit(why)
            return
        match what:
            case summary.CONTINUE:
                self.kept_wanted.emit(subject)
            case summary.VISIT:
                self.go.emit(f"plans:visit:{subject}")
            case summary.FILL:
                self.fills.ask(subject, item.row.name)
            case summary.HISTORY:
                self.go.emit(f"plans:history:{subject}")
            case summary.PRINT:
                self.papers_wanted.emit(subject)
            case summary.TEMPLATE:
                self.template_wanted.emit(subject)
            case summary.EXPORT:
                self.acts.export(self.table.selected or [subject])

    def _delete(self) -> None:
        selected = self.table.selected
        if not selected:
            return
        after = self.table.neighbour()
        if self.bar.wanted.deleted:
            self.acts.bring_back(selected)
        else:
            self.acts.delete(selected)
        self.table.choose(after)

    def _erase(self) -> None:
        if self.table.subject:
            self.go.emit(f"{COPIES}:erase:{self.table.subject}")

    def _begin(self, way: str) -> None:
        if way == NEW:
            self.new_wanted.emit()
        elif way == IMPORT:
            self.acts.choose_files()
        else:
            self.go.emit(f"{COPIES}:restore")

    def _show_menu(self, at: QPoint) -> None:
        if not self.table.subject:
            return
        menu = QMenu(self)
        for button in self.summary.buttons.values():
            action = menu.addAction(button.text(), button.click)
            action.setEnabled(button.isEnabled())
        menu.addSeparator()
        menu.addAction("Bring back" if self.bar.wanted.deleted else "Delete", self._delete)
        menu.addAction("Erase for good…", self._erase)
        menu.exec(self.table.viewport().mapToGlobal(at))
        menu.deleteLater()


def _usable(item: Item) -> bool:
    """Tell whether anything can be done with a plan but look at its history, or bring it back."""
    return not item.row.deleted and not item.row.problem
