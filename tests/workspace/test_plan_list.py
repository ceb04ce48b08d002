"""Which group a plan stands in, in which order, and what its cells say; held against a slow second grouping."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.library.filters import DUE_THIS_WEEK, FILLS_DUE, Filter, waits_for_you
from ldn_desktop.library.index_row import Row, Status, on_day
from ldn_desktop.workspace.kept_plans import Listed
from ldn_desktop.workspace.plan_list import (
    Column,
    Group,
    Heading,
    Item,
    Order,
    PlanList,
    collated,
    item_of,
    lines_of,
    ordered,
)
from tests.library.given import row

START = date(2026, 12, 1)
SEEN = START.toordinal()


def listed(day: date, *rows: Row) -> PlanList:
    return PlanList((Listed(f"s{at}", told, on_day(told, day)) for at, told in enumerate(rows)), day)


def group_on(day: date, told: Row) -> Group:
    return item_of(Listed("s", told, on_day(told, day)), day).group


@pytest.mark.parametrize(
    ("days", "told", "group"),
    [
        # The first dose is on Tue 1 Dec, the second step begins on the 15th; the plan is made for 56 days.
        (-9, row(), Group.LATER),
        (-8, row(), Group.NEXT_WEEK),
        (-2, row(), Group.NEXT_WEEK),
        (-1, row(), Group.WEEK),
        (0, row(), Group.TODAY),
        (0, row(fills=()), Group.TODAY),
        (1, row(fills=(), next_visit=SEEN + 3), Group.WEEK),
        (14, row(fills=()), Group.TODAY),
        (12, row(), Group.NEXT_WEEK if (START + timedelta(days=12)).isoweekday() == 7 else Group.WEEK),
        (55, row(), Group.TODAY),
        (56, row(), Group.WAITING),
        (60, row(last_visit=SEEN + 57), Group.NOTHING),
        (60, row(after="continue"), Group.NOTHING),
        (60, row(after="stop"), Group.NOTHING),
        (60, row(after="stop", next_visit=SEEN + 90), Group.LATER),
        (56, row(after="paused"), Group.TODAY),
        (60, row(after="paused"), Group.WAITING),
        (29, row(noted=True, fills=(SEEN + 28,)), Group.WAITING),
        (1, row(heads=2), Group.WAITING),
        (1, row(spans=(), problem="newer"), Group.WAITING),
    ],
)
def test_what_is_due_says_the_group(days: int, told: Row, group: Group) -> None:
    assert group_on(START + timedelta(days=days), told) is group


def test_those_that_wait_stand_first_and_the_longest_wait_before_them() -> None:
    day = START + timedelta(days=60)
    plans = listed(
        day,
        row(name="Goes on", after="continue"),
        row(name="Two heads", heads=2, after="continue"),
        row(name="Over", last_visit=None),
        row(name="Late", fills=(SEEN + 28,), noted=True, after="continue"),
    )
    lines = lines_of(plans.items, ())
    assert [line.group if isinstance(line, Heading) else line.row.name for line in lines] == [
        Group.WAITING,
        "Late",
        "Over",
        "Two heads",
        Group.NOTHING,
        "Goes on",
    ]
    folded = lines_of(plans.items, {Group.WAITING})
    assert folded[0] == Heading(Group.WAITING, 3, folded=True)
    assert [line.row.name for line in folded if isinstance(line, Item)] == ["Goes on"]


def test_a_plan_that_changed_takes_the_place_of_what_was_listed_and_one_that_is_gone_goes() -> None:
    day = START
    plans = listed(day, row(name="A"), row(name="B"), row(name="C", deleted=True))
    assert plans.kept == 2
    told = row(name="B", heads=2)
    plans.replace(["s0", "s1"], [Listed("s1", told, on_day(told, day))])
    assert [item.row.name for item in plans.find(Filter())] == ["B"]
    assert [item.row.name for item in plans.find(Filter(deleted=True))] == ["C"]
    assert plans.kept == 1


def test_counts_stand_still_while_one_types_and_tell_what_each_chip_would_show() -> None:
    plans = listed(START, row(name="A"), row(name="B", prescriber="Other", fills=()))
    parts = {"week": DUE_THIS_WEEK, "fills": FILLS_DUE, "paused": Filter(statuses=(Status.PAUSED,))}
    assert plans.counts(Filter(), parts) == {"week": 2, "fills": 1, "paused": 0}
    assert plans.counts(Filter(text="x", fill_days=7), parts) == {"week": 2, "fills": 1, "paused": 0}
    assert plans.counts(Filter(prescriber="Other"), parts)["fills"] == 0
    assert [item.row.name for item in plans.find(Filter(text="a"), ["s1"])] == ["B"]
    assert plans.find(Filter(prescriber="Other"), ["s0"]) == []


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order(Column.PATIENT), ["Émile", "Zoe", ""]),
        (Order(Column.PATIENT, descending=True), ["Zoe", "Émile", ""]),
        (Order(Column.VISIT), ["Zoe", "Émile", ""]),
        (Order(Column.VISIT, descending=True), ["Émile", "Zoe", ""]),
        (Order(Column.REVISION), ["Émile", "", "Zoe"]),
    ],
)
def test_a_column_orders_plainly_and_nothing_comes_last(order: Order, names: list[str]) -> None:
    plans = listed(
        START,
        row(name="Zoe", last_visit=SEEN, number=3),
        row(name="Émile", last_visit=SEEN + 1, number=1),
        row(name="", last_visit=None, number=2),
    )
    assert [item.row.name for item in ordered(plans.items, order)] == names


def test_what_plans_name_is_offered_once_in_alphabetical_order() -> None:
    plans = listed(START, row(condition="b"), row(condition="Ä"), row(condition="b"), row(condition=""))
    assert plans.choices(lambda told: told.condition) == ["Ä", "b"]


_ROWS = st.builds(
    lambda first, after, fills, noted, visit, heads, deleted: row(
        spans=tuple(span._replace(first=span.first + first, last=span.last + first) for span in row().spans),
        name=f"{first % 7}",
        after=after,
        fills=tuple(sorted(SEEN + first + fill for fill in fills)),
        noted=noted,
        last_visit=visit,
        heads=heads,
        deleted=deleted,
    ),
    st.integers(-80, 30),
    st.sampled_from(["review", "continue", "stop", "paused"]),
    st.sets(st.integers(0, 55), max_size=3),
    st.booleans(),
    st.none() | st.integers(SEEN - 80, SEEN),
    st.integers(1, 2),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_ROWS, max_size=8), st.integers(0, 20))
def test_groups_and_order_are_those_of_a_slow_second_grouping(rows: list[Row], days: int) -> None:
    day = START + timedelta(days=days)
    lines = lines_of(listed(day, *rows).find(Filter()), ())
    groups: list[Group] = []
    shown: list[str] = []
    for line in lines:
        if isinstance(line, Heading):
            groups.append(line.group)
            inside = [other for other in lines if isinstance(other, Item) and other.group is line.group]
            assert line.plans == len(inside) > 0
        else:
            shown.append(line.subject)
            assert line.group is groups[-1]
    assert groups == [group for group in Group if group in groups]
    expected = sorted(
        (_slow_place(told, day), collated(told.name), f"s{at}")
        for at, told in enumerate(rows)
        if not told.deleted
    )
    assert shown == [subject for *_, subject in expected]


def _slow_place(told: Row, day: date) -> tuple[int, date]:
    """Return the group and the day by which a plan is put, by walking through the days one by one."""
    today = on_day(told, day)
    if waits_for_you(told, today):
        since = [today.late_fill] if today.late_fill else []
        if not since and not today.step and today.status in {Status.OVER, Status.PAUSED}:
            since = [date.fromordinal(max(span.last for span in told.spans)) + timedelta(days=1)]
        return 0, (since or [day])[0]
    ends = max(span.last for span in told.spans)
    firsts = {span.first for span in told.spans}
    for ahead in range(120):
        other = day + timedelta(days=ahead)
        number = other.toordinal()
        begins = number in firsts
        last = number == ends and told.after != "continue"
        fill = number in told.fills and day.toordinal() <= ends
        if begins or last or fill:
            sundays = sum((day + timedelta(days=on)).isoweekday() == 7 for on in range(ahead))
            return (1 if not ahead else 2 + min(sundays, 2)), other
    return 4, date.max
