"""The list of plans: what is shown of them, of one in short, and what is asked of the others in the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.bodies import Filters
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.filters import (
    NO_VISIT_FOR_8_WEEKS,
    WAITING_FOR_YOU,
    Filter,
    read_filter,
    write_filter,
)
from ldn_desktop.library.history import standing
from ldn_desktop.ui.plans.listing import summary
from ldn_desktop.ui.plans.listing.filter_bar import CHIPS, FilterBar
from ldn_desktop.ui.plans.listing.no_match import NoMatch
from ldn_desktop.ui.plans.listing.no_plans import IMPORT, NEW, NoPlans
from ldn_desktop.ui.plans.listing.plan_acts import PlanActs
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.ui.plans.listing.stepwise import Stepwise
from ldn_desktop.ui.plans.listing.summary import SummaryPane
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.kept_plans import BATCH
from ldn_desktop.workspace.plan_list import Group, Item, Order, PlanList, lines_of, ordered
from ldn_desktop.workspace.plan_list_words import ListWords
from ldn_desktop.workspace.plan_summary import summary_of

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

_SUMMARY_AFTER_MS = 120
_SUMMARY_WIDE = 344
_DRAWER_BELOW = 1100
"""Pixels at 100 % of the room below which the summary is a drawer over the list."""
_LIBRARY = ("Backups…", "Restore…", "Export everything…", "Passphrase…")
COPIES = "plans:copies"
SHIPPED = (
    ("Waiting for you", write_filter(WAITING_FOR_YOU)),
    ("No visit for 8 weeks", write_filter(NO_VISIT_FOR_8_WEEKS)),
)
"""The saved filters of who has saved none."""


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return ListingRoom(supplies)


class ListingRoom(Themed, Room):
    """The head, the list with what is looked for, and the summary beside it."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._keeper, self._bridge = supplies.keeper, supplies.bridge
        self._knowledge, self._icons = supplies.knowledge, supplies.icons
        self._list: PlanList | None = None
        self._items: Sequence[Item] = ()
        self._found: tuple[str, Sequence[str] | None] = ("", None)
        self._order: Order | None = None
        self._folded: set[Group] = set()
        self._wording = self._bridge.wording
        self._day = self._bridge.session.today
        self.bar = FilterBar(supplies.icons)
        self.table = PlansTable(ListWords(self._day, self._wording))
        self.summary = SummaryPane(supplies.icons)
        self.empty = NoPlans(supplies.icons)
        self.no_match = NoMatch(self.table)
        self.notices = Notices()
        self.stepwise = Stepwise()
        self.acts = PlanActs(supplies, self.notices, self.stepwise, self)
        self._soon = QTimer(self, singleShot=True, interval=_SUMMARY_AFTER_MS)
        self._lay_out()
        self._connect()
        self.apply_theme()

    def open(self, subject: str) -> None:
        """Show the list as it stands now. Refused (``LibraryError``): by the library."""
        # Of a library that another window writes nobody is told what changes.
        if self._list is None or self._keeper.library.why_read_only:
            self._load()
        if subject:
            self.table.choose(subject)
        elif not self.table.subject:
            self.table.choose_first()
        self.acts.renew()

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
        self._head.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(4))
        self._head.setSpacing(theme.px(8))
        self._left.setSpacing(theme.px(8))
        self._told.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._told.setSpacing(theme.px(8))
        self._columns.setSpacing(theme.px(10))
        self._columns.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(10))
        self._new.setIcon(self._icons.icon("file-plus", "text2", theme))
        self._import.setIcon(self._icons.icon("folder-open", "text2", theme))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the summary beside the list, or as a drawer over it."""
        super().resizeEvent(event)
        self._arrange()

    # What is laid out, and what tells whom

    def _lay_out(self) -> None:
        self._count = PlainLabel(role="body-secondary")
        self._new, self._import = QPushButton("New plan"), QPushButton("Import…")
        self._library = QPushButton("Library")
        self._library.setProperty("menu", True)
        menu = QMenu(self._library)
        for words in _LIBRARY:
            menu.addAction(words)
        menu.triggered.connect(self._to_copies)
        self._library.setMenu(menu)
        self._head = QHBoxLayout()
        for widget in (PlainLabel("Plans", role="heading"), self._count):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        for button in (self._new, self._import, self._library):
            button.setAutoDefault(False)
            self._head.addWidget(button)
        self._read_only = MessageBar("info", self._keeper.library.why_read_only, word="Read only")
        self._read_only.setVisible(bool(self._keeper.library.why_read_only))
        self._left = QVBoxLayout()
        self._left.addWidget(self.bar)
        self._left.addWidget(self.table, 1)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.addLayout(self._left, 1)
        self._columns.addWidget(self.summary)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head)
        self._told = QVBoxLayout()
        for told in (self._read_only, self.notices, self.stepwise):
            self._told.addWidget(told)
        outer.addLayout(self._told)
        outer.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self._import.clicked.connect(self.acts.choose_files)
        self.bar.wanted_changed.connect(self._look)
        self.bar.choices_wanted.connect(self._offer_choices)
        self.bar.downward.connect(self._into_list)
        saved = self.bar.saved
        saved.save_wanted.connect(self._save_filter)
        saved.remove_wanted.connect(self._remove_filter)
        saved.order_wanted.connect(self._order_chosen)
        self.table.order_wanted.connect(self._order_chosen)
        self.table.folding.connect(self._fold)
        self.table.chosen.connect(self._chosen)
        self.table.key_pressed.connect(self._key_pressed)
        self.table.doubleClicked.connect(self._continue)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.no_match.clear_wanted.connect(self.bar.search.clear)
        self.no_match.all_wanted.connect(self._search_all)
        self.empty.wanted.connect(self._begin)
        self.summary.wanted.connect(self._do)
        self.summary.link_wanted.connect(self.link_wanted)
        self.summary.closed.connect(self._close_drawer)
        self.acts.failed.connect(self.failed)
        self.acts.renewed.connect(self._load_again)
        self._soon.timeout.connect(self._summarize)
        self._keeper.plans_changed.connect(self._plans_changed)
        self._bridge.changed.connect(self._day_or_wording_changed)

    # What is shown

    def _load(self) -> None:
        """Read every plan, and show the list."""
        kept = self._keeper.library.kept
        self._list = PlanList(kept.listed(self._day), self._day)
        self.table.plans.reword(ListWords(self._day, self._wording))
        self._show_saved()
        self._found = ("", None)
        self.table.make_room(self._list.items)
        self._look(stay=True)

    def _look(self, *, stay: bool = False) -> None:
        """Show the plans that are looked for."""
        plans = self._list
        if plans is None:
            return
        wanted = self.bar.wanted
        if wanted.text != self._found[0]:
            try:
                found = self._keeper.library.kept.store.search(wanted.text) if wanted.text else None
            except LibraryError as error:
                self.failed.emit(str(error))
                return
            self._found = (wanted.text, found)
        self._items = plans.find(wanted, self._found[1])
        self.bar.show_counts(plans.counts(wanted, CHIPS))
        self._say_count(plans)
        self._show(stay=stay)
        waits = self.stepwise.is_working
        self._stack.setCurrentWidget(self._body if plans.items or waits else self.empty)
        self.empty.say_where(f"The library is on this computer, encrypted, in {self._keeper.library.folder}.")

    def _show(self, *, stay: bool = False) -> None:
        """Show what was found in the order that is wanted."""
        order = self._order
        lines = lines_of(self._items, self._folded) if order is None else ordered(self._items, order)
        self.table.show_lines(lines, self._order, stay=stay)
        self.bar.saved.show_order(self._order)
        plans = self._list.kept if self._list is not None else 0
        plain = self.bar.wanted._replace(text="") == Filter()
        self.no_match.show_for(self.bar.wanted.text, 0 if plain else plans, nothing=not self._items)

    def _say_count(self, plans: PlanList) -> None:
        if not plans.items:
            self._count.setText("none yet")
        elif self.bar.wanted.deleted:
            self._count.setText(f"{len(self._items):,} deleted")
        elif len(self._items) == plans.kept:
            self._count.setText(f"{plans.kept:,}")
        else:
            self._count.setText(f"{len(self._items):,} of {plans.kept:,}")
        empty = not plans.items
        self._new.setHidden(empty)
        self._import.setHidden(empty)

    def _plans_changed(self, subjects: object) -> None:
        """Show what changed of some plans; of many all is read anew."""
        plans = self._list
        if plans is None or not self._keeper.is_open or not isinstance(subjects, tuple):
            return
        try:
            if not subjects or len(subjects) > BATCH:
                self._load()
                return
            plans.replace(subjects, self._keeper.library.kept.listed_of(subjects, self._day))
            self.table.plans.reword(self.table.plans.words)
            self._found = ("", None)
            self._look(stay=True)
        except LibraryError as error:
            self.failed.emit(str(error))

    def _day_or_wording_changed(self) -> None:
        day, wording = self._bridge.session.today, self._bridge.wording
        if (day, wording) != (self._day, self._wording) and self._keeper.is_open and self._list is not None:
            self._day, self._wording = day, wording
            self._load_again()

    def _load_again(self) -> None:
        try:
            self._load()
        except LibraryError as error:
            self.failed.emit(str(error))

    def _order_chosen(self, order: object) -> None:
        self._order = order if isinstance(order, Order) else None
        self._show()

    def _fold(self, group: object, folded: bool) -> None:
        if isinstance(group, Group):
            (self._folded.add if folded else self._folded.discard)(group)
            self._show(stay=True)

    # Filters

    def _offer_choices(self) -> None:
        if self._list is not None:
            choices = self._list.choices
            self.bar.show_choices(choices(_condition), choices(_prescriber))

    def _search_all(self) -> None:
        self.bar.ask_for(Filter(text=self.bar.wanted.text))

    def _show_saved(self) -> None:
        self.bar.saved.show_saved(list(_readable(self._saved())))

    def _saved(self) -> tuple[tuple[str, str], ...]:
        kept = standing(self._keeper.library.kept.store, Filters).body
        return kept.saved if isinstance(kept, Filters) else SHIPPED

    def _save_filter(self, name: str) -> None:
        self._keep_filters(name, ((name, write_filter(self.bar.wanted)),))

    def _remove_filter(self, name: str) -> None:
        self._keep_filters(name, ())

    def _keep_filters(self, name: str, instead: tuple[tuple[str, str], ...]) -> None:
        """Keep the saved filters with another in the place of one; those of a newer program stay as they are."""
        try:
            others = tuple(saved for saved in self._saved() if saved[0] != name)
            told = Filters((*others, *instead))
            self._keeper.library.kept.keep_for_practice(told, self._keeper.author)
        except (LibraryError, FileError) as error:
            self.failed.emit(f"The filters were not saved. {error}")
            return
        self._show_saved()

    # The summary

    def _chosen(self, subject: str) -> None:
        """Show whose plan it is at once, the rest a moment later: nobody waits for it while moving on."""
        line = self.table.plans.line(self.table.currentIndex().row())
        if not subject or not isinstance(line, Item):
            self._soon.stop()
            self.summary.show_none()
            return
        self.summary.show_name(subject, line.row.name, usable=_usable(line))
        self._soon.start()

    def _summarize(self) -> None:
        line = self.table.plans.line(self.table.currentIndex().row())
        if not isinstance(line, Item) or not self._keeper.is_open:
            return
        kept = self._keeper.library.kept
        try:
            told = summary_of(line, kept, self._knowledge, self._wording, self._day)
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
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
            top = self._body.y()
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
        line = self.table.plans.line(self.table.currentIndex().row())
        if not isinstance(line, Item) or not (_usable(line) or what == summary.HISTORY):
            return
        subject = line.subject
        match what:
            case summary.CONTINUE:
                self.kept_wanted.emit(subject)
            case summary.VISIT:
                self.go.emit(f"plans:visit:{subject}")
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
            self._to_copies()

    def _to_copies(self) -> None:
        self.go.emit(COPIES)

    def _into_list(self) -> None:
        if not self.table.subject:
            self.table.choose_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self, at: QPoint) -> None:
        if not self.table.subject:
            return
        menu = QMenu(self)
        for key, button in self.summary.buttons.items():
            action = menu.addAction(button.text(), button.click)
            action.setEnabled(button.isEnabled())
            del key
        menu.addSeparator()
        menu.addAction("Bring back" if self.bar.wanted.deleted else "Delete", self._delete)
        menu.addAction("Erase for good…", self._erase)
        menu.exec(self.table.viewport().mapToGlobal(at))
        menu.deleteLater()


def _readable(saved: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Filter]]:
    """Yield the saved filters that this program can read."""
    for name, text in saved:
        with suppress(FileError):
            yield name, read_filter(text)


def _usable(item: Item) -> bool:
    """Tell whether anything can be done with a plan but look at its history, or bring it back."""
    return not item.row.deleted and not item.row.problem


def _condition(row: object) -> str:
    return str(getattr(row, "condition", ""))


def _prescriber(row: object) -> str:
    return str(getattr(row, "prescriber", ""))
