"""What was known of a course on which day, and how much of it is laid out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import Adjustment, Hold, Pause, Resume, Stop
from ldn_desktop.domain.course import KnownCourse, known_courses, lay
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import administered
from ldn_desktop.domain.work import TooMuchWorkError, Work
from tests.domain.given_rules import MG

START = date(2026, 12, 1)
DAY = timedelta(days=1)


def day(number: int) -> date:
    return START + number * DAY


def plan(*changes: Adjustment) -> Plan:
    return Plan(START, (Rung(MG, 28), Rung(2 * MG, 56)), (Capsule("c", MG),), adjustments=changes)


def known(*changes: Adjustment) -> list[KnownCourse]:
    return list(known_courses(plan(*changes), Work()))


def test_what_was_known_from_the_start_has_no_later_course() -> None:
    assert known() == []
    assert known(Hold(day(5), 3)) == []
    assert known(Hold(day(5), 3, noted_on=START - DAY)) == []


def test_a_change_is_known_from_the_day_it_was_noted_on() -> None:
    first, second = known(Hold(day(30), 7, noted_on=day(20)))
    assert (first.since, first.ends) == (START, day(83))
    assert (second.since, second.ends) == (day(20), day(90))


def test_only_the_days_up_to_the_end_of_the_window_are_laid_out() -> None:
    first, second = known(Hold(day(30), 7, noted_on=day(20)))
    # More is known on day 20, which lies in the fill window of days 0 to 27.
    assert [(phase.first, phase.last) for phase in first.phases] == [(START, day(27))]
    assert second.phases == lay(plan(Hold(day(30), 7)))


def test_what_lies_behind_is_not_laid_out_again() -> None:
    _, second = known(Hold(day(30), 7, noted_on=day(29)))
    assert [phase.first for phase in second.phases] == [day(28)]
    assert second.phases == lay(plan(Hold(day(30), 7)))[1:]


def test_a_change_that_does_not_fit_what_was_known_is_left_out() -> None:
    # Day 86 lies in the course only once the hold is known.
    stop, hold = Stop(day(86), noted_on=day(10)), Hold(day(30), 7, noted_on=day(20))
    first, second, third = known(hold, stop)
    assert (first.ends, second.ends, third.ends) == (day(83), day(83), day(85))


def test_a_pause_that_waits_ends_the_course_until_its_end_is_known() -> None:
    changes = Pause(day(40)), Resume(day(50), "continue", noted_on=day(45))
    first, second = known(*changes)
    assert first.ends == day(39)
    assert second.ends == day(93)


def test_noted_the_last_first_is_the_same_at_the_end() -> None:
    changes = tuple(Hold(day(30 + at), 2, noted_on=day(60 - at)) for at in range(5))
    found = known(*changes)
    assert [each.since for each in found] == [START, *(day(60 - at) for at in range(4, -1, -1))]
    assert found[-1].phases == tuple(phase for phase in lay(plan(*changes)) if phase.last >= day(60))


def test_the_work_of_what_was_known_is_counted() -> None:
    many = plan(*(Hold(day(5), 1, noted_on=day(200 - at)) for at in range(200)))
    administered(many, Work())
    with pytest.raises(TooMuchWorkError):
        list(known_courses(many, Work(1000)))
