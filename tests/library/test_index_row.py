from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.domain.rhythm import Cycle, Weekdays
from ldn_desktop.library.index_row import Row, Status, next_dose, on_day, read_row, write_row
from ldn_desktop.library.spans import Span
from tests.library.given import row

START = date(2026, 12, 1)
ENDS = START + timedelta(days=55)
MG = 1_000_000


def after(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "status", "dose", "step", "day_of_step", "next_change", "next_dose"),
    [
        (-1, Status.WAITING, 0, 0, 0, START, 3 * MG // 2),
        (0, Status.TITRATING, 3 * MG // 2, 1, 1, after(14), 3 * MG),
        (13, Status.TITRATING, 3 * MG // 2, 1, 14, after(14), 3 * MG),
        (14, Status.TITRATING, 3 * MG, 2, 1, after(28), 9 * MG // 2),
        (28, Status.MAINTENANCE, 9 * MG // 2, 3, 1, after(56), None),
        (55, Status.MAINTENANCE, 9 * MG // 2, 3, 28, after(56), None),
        (56, Status.OVER, 0, 0, 0, None, None),
    ],
)
def test_where_a_plan_stands_on_a_day(
    days: int,
    status: Status,
    dose: int,
    step: int,
    day_of_step: int,
    next_change: date,
    next_dose: int | None,
) -> None:
    today = on_day(row(), after(days))
    assert today[:6] == (status, dose, step, day_of_step, next_change, next_dose)


@pytest.mark.parametrize(
    ("follows", "status", "dose"),
    [
        ("review", Status.OVER, 0),
        ("stop", Status.STOPPED, 0),
        ("paused", Status.PAUSED, 0),
        ("continue", Status.MAINTENANCE, 9 * MG // 2),
    ],
)
def test_what_follows_the_last_day(follows: str, status: Status, dose: int) -> None:
    today = on_day(row(after=follows), ENDS + timedelta(days=30))
    assert (today.status, today.dose_ng, today.next_change) == (status, dose, None)


def test_a_course_that_goes_on_has_no_next_change_on_its_last_step() -> None:
    assert on_day(row(after="continue"), after(28)).next_change is None
    assert on_day(row(after="continue"), after(27)).next_change == after(28)


def test_a_pause_is_paused() -> None:
    first = START.toordinal()
    spans = (Span(first, first + 6, "titration", 1, MG), Span(first + 7, first + 13, "pause", 0, 0))
    today = on_day(row(spans=spans), after(8))
    assert (today.status, today.dose_ng, today.step, today.next_change) == (Status.PAUSED, 0, 0, after(14))


def test_a_day_of_a_rhythm_may_have_no_dose() -> None:
    first = START.toordinal()
    # 1 December 2026 is a Tuesday.
    spans = (
        Span(first, first + 13, "titration", 1, MG, Cycle(1, 1), first),
        Span(first + 14, first + 27, "maintenance", 2, MG, Weekdays((0, 2))),
    )
    doses = [on_day(row(spans=spans), after(days)).dose_ng for days in (0, 1, 2, 14, 15, 16, 20)]
    assert doses == [MG, 0, MG, 0, MG, 0, MG]
    assert on_day(row(spans=spans, after="continue"), after(13 + 365 * 7)).status is Status.MAINTENANCE


@pytest.mark.parametrize(
    ("days", "after_last", "on", "step"),
    [(-5, "review", 0, 1), (0, "review", 2, 1), (11, "review", 12, 1), (12, "review", 15, 2), (26, "review", None, 0),
     (26, "continue", 29, 2)],
)  # fmt: skip
def test_the_next_day_with_a_dose_lies_in_this_step_or_in_a_later_one(
    days: int, after_last: str, on: int | None, step: int
) -> None:
    first = START.toordinal()
    spans = (
        Span(first, first + 13, "titration", 1, MG, Cycle(1, 1), first),
        Span(first + 14, first + 27, "maintenance", 2, MG, Weekdays((2,))),
    )
    found = next_dose(row(spans=spans, after=after_last), after(days))
    assert found == (None if on is None else (after(on), spans[step - 1]))


def test_a_dose_that_cannot_be_measured_is_told_on_its_step_and_on_the_one_before() -> None:
    spans = (row().spans[0], row().spans[1]._replace(measured=False), row().spans[2])
    told = [on_day(row(spans=spans), after(days)).unmeasured for days in (-1, 0, 14, 28, 56)]
    assert told == [False, True, True, False, False]
    last = (*row().spans[:2], row().spans[2]._replace(measured=False))
    assert on_day(row(spans=last, after="continue"), after(90)).unmeasured
    assert not on_day(row(spans=last, after="stop"), after(90)).unmeasured


def test_fills_that_come_and_that_are_late() -> None:
    assert on_day(row(), after(0)).next_fill == START
    assert on_day(row(), after(1)).next_fill == after(28)
    assert on_day(row(), after(29)).next_fill is None
    assert on_day(row(), after(30)).late_fill is None
    handed = row(noted=True, fills=(after(28).toordinal(), after(42).toordinal()))
    assert on_day(handed, after(28)).late_fill is None
    assert (on_day(handed, after(28)).next_fill, on_day(handed, after(29)).next_fill) == (
        after(28),
        after(42),
    )
    assert on_day(handed, after(29)).late_fill == after(28)
    assert on_day(handed, after(50)).late_fill == after(28)
    assert on_day(handed, after(90)).late_fill is None, "nothing is taken any more"
    assert on_day(handed._replace(after="continue"), after(90)).late_fill == after(28)
    assert on_day(row(noted=True, fills=()), after(29)).late_fill is None


def test_a_change_is_told_as_long_as_its_step_lasts() -> None:
    held = row(changes=((START.toordinal() + 3, "times"), (START.toordinal() + 5, "hold")))
    assert [on_day(held, after(days)).changed for days in (2, 3, 5, 13, 14)] == [
        "",
        "times",
        "hold",
        "hold",
        "",
    ]


def test_a_plan_that_cannot_be_read_says_so() -> None:
    assert on_day(row(spans=(), problem="newer"), START).status is Status.UNREAD


@pytest.mark.parametrize(
    "told",
    [
        row(),
        row(
            born=None,
            noted=True,
            last_visit=13,
            next_visit=14,
            heads=2,
            deleted=True,
            newer=True,
            problem="x",
        ),
        row(changes=((5, "hold"),), name="Ängström “Å”", spans=(), fills=()),
        row(
            spans=(
                Span(1, 2, "titration", 1, 5, Cycle(3, 4), 1),
                Span(3, 4, "pause", 0, 0, Weekdays((6,)), 3),
                Span(5, 6, "titration", 2, 7, go_on="after-review", measured=False),
                Span(7, 8, "maintenance", 3, 9, measured=False),
            )
        ),
    ],
)
def test_what_the_index_keeps_comes_back(told: Row) -> None:
    assert read_row(write_row(told)) == told
