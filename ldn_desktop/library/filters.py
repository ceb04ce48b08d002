"""Filters of the list of plans, as values: what is looked for, asked of a row and a day, and kept by name as text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, NamedTuple

from ldn_desktop.decoding.strict import Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.library.index_row import Row, Status, Today

_MOST_DAYS = 3_650
_SUNDAY = 7
_ONGOING = {Status.TITRATING, Status.MAINTENANCE, Status.PAUSED, Status.OVER}


class Filter(NamedTuple):
    """What a plan must be to be shown; what is empty is not asked.

    ``change_days`` and ``fill_days`` count from today, today included: a change, or a fill, that is due within them, or
    a fill that is late. ``due_this_week`` asks for a change, a fill or a visit from today to Sunday. ``no_visit_days``
    asks for plans under way whose last visit, or without one the first day, lies so many days back or
    more. ``deleted`` asks for what was deleted, and for nothing else.
    """

    text: str = ""
    statuses: tuple[Status, ...] = ()
    condition: str = ""
    prescriber: str = ""
    change_days: int = 0
    fill_days: int = 0
    no_visit_days: int = 0
    waiting_for_you: bool = False
    deleted: bool = False
    due_this_week: bool = False


DUE_THIS_WEEK = Filter(due_this_week=True)
FILLS_DUE = Filter(fill_days=7)
NO_VISIT_FOR_8_WEEKS = Filter(no_visit_days=56)
WAITING_FOR_YOU = Filter(waiting_for_you=True)
SHIPPED = (DUE_THIS_WEEK, FILLS_DUE, NO_VISIT_FOR_8_WEEKS, WAITING_FOR_YOU)


def shows(wanted: Filter, row: Row, today: Today, day: date) -> bool:
    """Tell whether a plan is shown. ``text`` is not asked here: the store searches."""
    if row.deleted != wanted.deleted:
        return False
    if wanted.statuses and today.status not in wanted.statuses:
        return False
    if wanted.condition and wanted.condition != row.condition:
        return False
    if wanted.prescriber and wanted.prescriber != row.prescriber:
        return False
    if wanted.change_days and not _within(today.next_change, day, wanted.change_days):
        return False
    if wanted.fill_days and not (today.late_fill or _within(today.next_fill, day, wanted.fill_days)):
        return False
    if wanted.no_visit_days and not _unseen(row, today, day, wanted.no_visit_days):
        return False
    if wanted.due_this_week and (due_on(row, today, day) or date.max) > sunday_of(day):
        return False
    return not wanted.waiting_for_you or waits_for_you(row, today)


def due_on(row: Row, today: Today, day: date) -> date | None:
    """Return the next day on which something is due, this day included; ``None`` where nothing is.

    Something is a change, the last planned day, a fill or a visit.
    """
    if today.day_of_step == 1:
        return day
    visit = None if row.next_visit is None else date.fromordinal(row.next_visit)
    if visit is not None and visit < day:
        visit = None
    return min(filter(None, (last_day(today) or today.next_change, today.next_fill, visit)), default=None)


def last_day(today: Today) -> date | None:
    """Return the last planned day, where no other step comes before it."""
    if today.next_change is None or today.next_dose_ng is not None:
        return None
    return today.next_change - timedelta(days=1)


def sunday_of(day: date) -> date:
    """Return the last day of the calendar week of a day."""
    return day + timedelta(days=_SUNDAY - day.isoweekday())


def asks(wanted: Filter, part: Filter) -> bool:
    """Tell whether a filter asks for all that another asks for."""
    return all(getattr(wanted, key) == value for key, value in _asked(part).items())


def toggled(wanted: Filter, part: Filter) -> Filter:
    """Return a filter that asks for a part besides, or no longer where it does."""
    asked = _asked(part)
    return wanted._replace(
        **{key: Filter._field_defaults[key] for key in asked} if asks(wanted, part) else asked
    )


def waits_for_you(row: Row, today: Today) -> bool:
    """Tell whether nobody has said what comes next.

    A fill is late; the planned days are over and no visit followed; a pause has no end; the dose of a step that is near
    cannot be measured; revisions stand beside each other; the plan cannot be read.
    """
    over = today.status is Status.OVER and (row.last_visit or 0) <= row.spans[-1].last
    # Who paused it today knows.
    no_end = today.status is Status.PAUSED and today.next_change is None and today.day_of_step > 1
    unread = today.status is Status.UNREAD
    return bool(today.late_fill or over or no_end or today.unmeasured or row.heads > 1 or unread)


def write_filter(wanted: Filter) -> str:
    """Return a filter as text; what is not asked is left out."""
    return json.dumps(_asked(wanted), ensure_ascii=False, sort_keys=True)


def read_filter(data: str) -> Filter:
    """Return a filter that ``write_filter`` wrote. Refused (``FileError``): anything else, with its path."""
    f = parse(data.encode(), "filter").fields((), Filter._fields)

    def text(name: str) -> str:
        return f[name].text() if name in f else ""

    def days(name: str) -> int:
        return f[name].whole(1, _MOST_DAYS) if name in f else 0

    def flag(name: str) -> bool:
        return f[name].flag() if name in f else False

    return Filter(
        text("text"),
        tuple(map(_status, f["statuses"].any_items())) if "statuses" in f else (),
        text("condition"),
        text("prescriber"),
        days("change_days"),
        days("fill_days"),
        days("no_visit_days"),
        flag("waiting_for_you"),
        flag("deleted"),
        flag("due_this_week"),
    )


def _asked(wanted: Filter) -> dict[str, Any]:
    return {key: value for key, value in wanted._asdict().items() if value != Filter._field_defaults[key]}


def _status(node: Node) -> Status:
    return Status(node.choice(*Status))


def _within(on: date | None, day: date, days: int) -> bool:
    return on is not None and day <= on < day + timedelta(days=days)


def _unseen(row: Row, today: Today, day: date, days: int) -> bool:
    if today.status not in _ONGOING:
        return False
    return day.toordinal() - (row.last_visit or row.spans[0].first) >= days
