"""The list with what is looked for: which plans are shown in which order, following the library and the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ldn_desktop.ui.plans.listing.filter_bar import CHIPS, FilterBar
from ldn_desktop.ui.plans.listing.no_match import NoMatch
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.workspace.kept_plans import BATCH
from ldn_desktop.workspace.plan_list import Group, Item, Order, PlanList, lines_of, ordered
from ldn_desktop.workspace.plan_list_words import ListWords

if TYPE_CHECKING:
    from ldn_desktop.library.index_row import Row
    from ldn_desktop.ui.widgets.place_page import Supplies

SHIPPED = (
    ("Waiting for you", write_filter(WAITING_FOR_YOU)),
    ("No visit for 8 weeks", write_filter(NO_VISIT_FOR_8_WEEKS)),
)
"""The saved filters of who has saved none."""


class ListPane(Themed, QWidget):
    """Shows the plans of the open library. ``looked`` tells that others may be shown now, ``failed`` why not.

    ``count`` says in words how many plans are shown, ``is_empty`` whether the library has none.
    """

    looked = Signal()
    failed = Signal(str)

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._keeper, self._bridge = supplies.keeper, supplies.bridge
        self._list: PlanList | None = None
        self._items: Sequence[Item] = ()
        self._found: tuple[str, Sequence[str] | None] = ("", None)
        self._order: Order | None = None
        self._folded: set[Group] = set()
        self._held: set[str] | None = None
        self.wording, self.day = self._bridge.wording, self._bridge.session.today
        self.bar = FilterBar(supplies.icons)
        self.table = PlansTable(ListWords(self.day, self.wording))
        self.no_match = NoMatch(self.table)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.table, 1)
        self._connect()
        self.apply_theme()

    @property
    def spacing(self) -> int:
        """The pixels between the filters and the list."""
        return self._column.spacing()

    @property
    def current(self) -> Item | None:
        """The plan that is chosen, if one is that is shown."""
        line = self.table.plans.line(self.table.currentIndex().row())
        return line if isinstance(line, Item) else None

    @property
    def is_empty(self) -> bool:
        """Whether the library has no plan at all, not even a deleted one."""
        return self._list is None or not self._list.items

    @property
    def count(self) -> str:
        """How many plans are shown, of how many."""
        plans = self._list
        if plans is None or not plans.items:
            return "none yet"
        if self.bar.wanted.deleted:
            return f"{len(self._items):,} deleted"
        shown = f"{len(self._items):,}"
        return shown if len(self._items) == plans.kept else f"{shown} of {plans.kept:,}"

    def show_plans(self) -> None:
        """Show the list, read where that was not done. Refused (``LibraryError``): by the library."""
        # Of a library that another window writes nobody is told what changes.
        begun = self._keeper.library.drafts.subjects()
        if self._list is None or self._keeper.library.why_read_only or begun != self._list.begun:
            self._load()

    def read_again(self) -> None:
        """Read every plan anew."""
        try:
            self._load()
        except LibraryError as error:
            self.failed.emit(str(error))

    def wait(self, working: bool) -> None:
        """Show what changes when much has been done, and not after each part of it."""
        if working:
            self._held = set()
            return
        held, self._held = self._held, None
        if held:
            self._plans_changed(tuple(held))

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._column.setSpacing(self.theme.px(8))

    def _connect(self) -> None:
        self.bar.wanted_changed.connect(self._look)
        self.bar.choices_wanted.connect(self._offer_choices)
        self.bar.downward.connect(self._into_list)
        saved = self.bar.saved
        saved.save_wanted.connect(self._save_filter)
        saved.remove_wanted.connect(self._remove_filter)
        saved.order_wanted.connect(self._order_chosen)
        self.table.order_wanted.connect(self._order_chosen)
        self.table.folding.connect(self._fold)
        self.no_match.clear_wanted.connect(self.bar.search.clear)
        self.no_match.all_wanted.connect(self._search_all)
        self._keeper.plans_changed.connect(self._plans_changed)
        self._bridge.changed.connect(self._day_or_wording_changed)

    def _load(self) -> None:
        """Read every plan, and show the list."""
        kept = self._keeper.library.kept
        self._list = PlanList(kept.listed(self.day), self.day, self._keeper.library.drafts.subjects())
        self.table.plans.reword(ListWords(self.day, self.wording))
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
        self._show(stay=stay)
        self.looked.emit()

    def _show(self, *, stay: bool = False) -> None:
        """Show what was found in the order that is wanted."""
        order = self._order
        lines = lines_of(self._items, self._folded) if order is None else ordered(self._items, order)
        self.table.show_lines(lines, self._order, stay=stay)
        self.bar.saved.show_order(self._order)
        plans = self._list.kept if self._list is not None else 0
        plain = self.bar.wanted._replace(text="") == Filter()
        self.no_match.show_for(self.bar.wanted.text, 0 if plain else plans, nothing=not self._items)

    def _plans_changed(self, subjects: object) -> None:
        """Show what changed of some plans; of many all is read anew."""
        plans = self._list
        if plans is None or not self._keeper.is_open or not isinstance(subjects, tuple):
            return
        if self._held is not None and subjects:
            self._held.update(subjects)
            return
        try:
            if not subjects or len(subjects) > BATCH:
                self._load()
                return
            plans.replace(subjects, self._keeper.library.kept.listed_of(subjects, self.day))
            self.table.plans.reword(self.table.plans.words)
            self._found = ("", None)
            self._look(stay=True)
        except LibraryError as error:
            self.failed.emit(str(error))

    def _day_or_wording_changed(self) -> None:
        day, wording = self._bridge.session.today, self._bridge.wording
        if (day, wording) != (self.day, self.wording) and self._keeper.is_open and self._list is not None:
            self.day, self.wording = day, wording
            self.read_again()

    def _order_chosen(self, order: object) -> None:
        self._order = order if isinstance(order, Order) else None
        self._show()

    def _fold(self, group: object, folded: bool) -> None:
        if isinstance(group, Group):
            (self._folded.add if folded else self._folded.discard)(group)
            self._show(stay=True)

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

    def _into_list(self) -> None:
        """Go on in the list; where nothing is found there is nothing to go on in."""
        if not self.table.plans.lines:
            return
        if not self.table.subject:
            self.table.choose_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _readable(saved: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Filter]]:
    """Yield the saved filters that this program can read."""
    for name, text in saved:
        with suppress(FileError):
            yield name, read_filter(text)


def _condition(row: Row) -> str:
    return row.condition


def _prescriber(row: Row) -> str:
    return row.prescriber
