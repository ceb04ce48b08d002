"""Days of a rhythm: told by where they lie, counted and searched as if they were listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.rhythm import Cycle, Rhythm, Weekdays, day_numbers, every, gaps

START = date(2026, 12, 1)
"""A Tuesday."""
CYCLES = st.integers(1, 27).flatmap(lambda on: st.builds(Cycle, st.just(on), st.integers(1, 28 - on)))
WEEKS = st.sets(st.integers(0, 6), min_size=1, max_size=6).map(lambda days: Weekdays(tuple(sorted(days))))


def listed(rhythm: Rhythm | None, first: int, last: int) -> list[int]:
    """Return the places, from the start of the run, of the days with a dose, each asked by itself."""
    found = []
    for at in range(first, last + 1):
        if rhythm is None:
            taken = True
        elif isinstance(rhythm, Cycle):
            taken = at % (rhythm.on + rhythm.off) < rhythm.on
        else:
            taken = (START + timedelta(days=at)).weekday() in rhythm.days
        found += [at] if taken else []
    return found


@given(st.none() | CYCLES | WEEKS, st.integers(0, 200), st.integers(0, 120))
def test_days_are_those_that_asking_each_gives(rhythm: Rhythm | None, first: int, more: int) -> None:
    begin, end = START + timedelta(days=first), START + timedelta(days=first + more)
    numbers = day_numbers(rhythm, START, begin, end)
    wanted = [START.toordinal() + at for at in listed(rhythm, first, first + more)]
    assert list(numbers) == wanted
    assert [numbers[at] for at in range(len(numbers))] == wanted
    assert [number in numbers for number in range(begin.toordinal() - 2, end.toordinal() + 3)] == [
        number in wanted for number in range(begin.toordinal() - 2, end.toordinal() + 3)
    ]
    assert list(numbers[1:]) == wanted[1:]
    assert list(numbers[:-1]) == wanted[:-1]


def test_every_second_day_is_one_on_and_one_off() -> None:
    assert every(2) == Cycle(1, 1)
    assert every(28).length == 28


def test_a_run_goes_on_where_a_phase_begins() -> None:
    begin = START + timedelta(days=3)
    assert [number - START.toordinal() for number in day_numbers(every(2), START, begin, begin)] == []
    assert list(day_numbers(every(3), START, begin, begin)) == [begin.toordinal()]


def test_days_are_sliced_one_by_one() -> None:
    numbers = day_numbers(every(2), START, START, START + timedelta(days=9))
    with pytest.raises(ValueError, match="one by one"):
        numbers[::2]
    with pytest.raises(IndexError):
        numbers[5]


@pytest.mark.parametrize(
    ("rhythm", "found"),
    [
        (None, (1, 1)),
        (every(14), (14, 14)),
        (Cycle(5, 2), (1, 3)),
        (Weekdays((6,)), (7, 7)),
        (Weekdays((0, 3)), (3, 4)),
    ],
)
def test_how_far_apart_two_doses_lie(rhythm: Cycle | Weekdays | None, found: tuple[int, int]) -> None:
    assert gaps(rhythm) == found
