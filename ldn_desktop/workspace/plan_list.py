"""The list of plans as it stands on a day: groups by what is due, orders by a column, search and filters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple, TypeAlias

from ldn_desktop.library.filters import Filter, due_on, last_day, shows, sunday_of, waits_for_you
from ldn_desktop.library.index_row import Row, Status, Today
from ldn_desktop.workspace.kept_plans import Listed

_PARTS = ("statuses", "due_this_week", "fill_days")
"""What the filters that are one click away ask for."""


class Group(StrEnum):
    """When something is next due, in the order of the list."""

    WAITING = "waiting"
    TODAY = "today"
    WEEK = "week"
    NEXT_WEEK = "next week"
    LATER = "later"
    NOTHING = "nothing"


class Column(IntEnum):
    """What the list shows of a plan."""

    PATIENT = 0
    CONDITION = 1
    DOSE = 2
    STATUS = 3
    CHANGE = 4
    FILL = 5
    VISIT = 6
    REVISION = 7


class Item(NamedTuple):
    """A plan of the list on its day. ``due`` is the next day on which something is; in ``WAITING`` since when.

    ``begun`` says that a visit is begun and not kept yet.
    """

    subject: str
    row: Row
    today: Today
    group: Group
    due: date
    begun: bool = False


class Heading(NamedTuple):
    """What stands above the plans of a group: how many they are, and whether they are folded away."""

    group: Group
    plans: int
    folded: bool


class Order(NamedTuple):
    """A plain order by a column, without groups."""

    column: Column
    descending: bool = False


Line: TypeAlias = Item | Heading


class PlanList:
    """Every plan on one day, in the order of what is due; what is shown of them follows from a filter.

    ``begun`` are the plans of which a visit is begun and not kept yet.
    """

    def __init__(self, listed: Iterable[Listed], day: date, begun: Collection[str] = frozenset()) -> None:
        self.day, self.begun = day, begun
        self._keep(map(self._item, listed))

    @property
    def items(self) -> Sequence[Item]:
        """Every plan, deleted ones too, in the order of what is due."""
        return self._items

    def replace(self, subjects: Collection[str], listed: Iterable[Listed]) -> None:
        """Put some plans in the place of what was listed of them, or take those away that are no longer there."""
        gone = frozenset(subjects)
        items = [item for item in self._items if item.subject not in gone]
        items += map(self._item, listed)
        self._keep(items)

    def _item(self, plan: Listed) -> Item:
        item = item_of(plan, self.day)
        return item._replace(begun=True) if plan.subject in self.begun else item

    def _keep(self, items: Iterable[Item]) -> None:
        self._items = sorted(items, key=_due)
        self.kept = sum(not item.row.deleted for item in self._items)
        self._counts: dict[Filter, dict[str, int]] = {}

    def find(self, wanted: Filter, found: Collection[str] | None = None) -> list[Item]:
        """Return the plans that a filter shows, in their order; ``found`` are those that its text finds."""
        day, items = self.day, self._items
        if found is not None:
            among = frozenset(found)
            items = [item for item in items if item.subject in among]
        plain = wanted._replace(text="")
        if plain == Filter():
            return [item for item in items if not item.row.deleted]
        return [item for item in items if shows(plain, item.row, item.today, day)]

    def counts(self, wanted: Filter, parts: Mapping[str, Filter]) -> Mapping[str, int]:
        """Return how many plans each of some filters would show by itself, of those that the rest of one shows.

        What is typed is not asked: the counts stand still meanwhile.
        """
        rest = wanted._replace(text="", **{key: Filter._field_defaults[key] for key in _PARTS})
        if rest not in self._counts:
            items, day = self.find(rest), self.day
            asked = {name: part._replace(deleted=rest.deleted) for name, part in parts.items()}
            self._counts = {
                rest: {
                    name: sum(shows(part, item.row, item.today, day) for item in items)
                    for name, part in asked.items()
                }
            }
        return self._counts[rest]

    def choices(self, of: Callable[[Row], str]) -> list[str]:
        """Return what rows name, such as their conditions, each once, in alphabetical order."""
        return sorted({of(item.row) for item in self._items} - {""}, key=collated)


def item_of(listed: Listed, day: date) -> Item:
    """Return a plan as it is listed on a day."""
    subject, row, today = listed
    if waits_for_you(row, today):
        return Item(subject, row, today, Group.WAITING, _waits_since(row, today, day))
    due = due_on(row, today, day)
    return Item(subject, row, today, group_of(due, day), due or date.max)


def group_of(due: date | None, day: date) -> Group:
    """Return the group of what is due on a day; weeks end on Sundays."""
    sunday = sunday_of(day)
    if due is None:
        return Group.NOTHING
    if due <= day:
        return Group.TODAY
    if due <= sunday:
        return Group.WEEK
    return Group.NEXT_WEEK if due <= sunday + timedelta(weeks=1) else Group.LATER


def lines_of(items: Sequence[Item], folded: Collection[Group]) -> Sequence[Line]:
    """Return what is shown of plans in the order of what is due: each group below its heading."""
    groups: dict[Group, list[Item]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    lines: list[Line] = []
    for group in Group:
        if plans := groups.get(group):
            lines.append(Heading(group, len(plans), group in folded))
            lines += () if group in folded else plans
    return lines


def ordered(items: Iterable[Item], order: Order) -> Sequence[Item]:
    """Return plans in an order by a column; those that have nothing there come last either way."""
    key = _KEYS[order.column]
    keyed = [(key(item), item) for item in items]
    keyed.sort(key=_collated_pair)
    told = [pair for pair in keyed if pair[0] is not None]
    told.sort(key=_first, reverse=order.descending)
    return [item for _, item in told] + [item for found, item in keyed if found is None]


def collated(text: str) -> str:
    """Return what a text is sorted by: case and marks do not count."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _waits_since(row: Row, today: Today, day: date) -> date:
    """Return since when somebody waits; what nobody can date waits since today."""
    if today.late_fill is not None:
        return today.late_fill
    if today.status is Status.OVER:
        return date.fromordinal(row.spans[-1].last + 1)
    if today.status is Status.PAUSED and today.next_change is None:
        return paused_from(row, today, day)
    return day


def paused_from(row: Row, today: Today, day: date) -> date:
    """Return the first day of the pause that a plan is in."""
    if today.day_of_step:
        return day - timedelta(days=today.day_of_step - 1)
    return date.fromordinal(row.spans[-1].last + 1)


def _due(item: Item) -> tuple[date, str, str]:
    return item.due, collated(item.row.name), item.subject


def _collated_pair(pair: tuple[Any, Item]) -> tuple[str, str]:
    return collated(pair[1].row.name), pair[1].subject


def _first(pair: tuple[Any, Item]) -> Any:
    return pair[0]


_STATUSES = tuple(Status)
_KEYS: Mapping[Column, Callable[[Item], Any]] = {
    Column.PATIENT: lambda item: collated(item.row.name) or None,
    Column.CONDITION: lambda item: collated(item.row.condition) or None,
    Column.DOSE: lambda item: item.today.dose_ng or None,
    Column.STATUS: lambda item: _STATUSES.index(item.today.status),
    Column.CHANGE: lambda item: last_day(item.today) or item.today.next_change,
    Column.FILL: lambda item: item.today.late_fill or item.today.next_fill,
    Column.VISIT: lambda item: item.row.last_visit,
    Column.REVISION: lambda item: item.row.number,
}
