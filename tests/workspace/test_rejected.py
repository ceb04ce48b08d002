"""A plan without a course: what is at fault is named, and that is not always what was changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.course import check_course
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.workspace.rejected import no_course
from tests.domain.given_rules import MG

DAY, LATER = date(2026, 12, 20), date(2026, 12, 28)
ONE = Capsule("one", MG)
PLAN = Plan(date(2026, 12, 1), (Rung(MG, 7), Rung(2 * MG, 28)), (ONE,))


def _said(before: Plan, changed: Plan) -> str:
    with pytest.raises(CourseError) as caught:
        check_course(changed)
    return str(no_course(caught.value, before, changed))


@pytest.mark.parametrize(
    ("change", "called"),
    [
        (Hold(DAY, 3), "hold"),
        (StepBack(DAY), "step back"),
        (Pause(DAY, LATER, "continue"), "pause"),
        (Settle(DAY), "settling"),
        (Stop(DAY), "stop"),
        (ChangeTimes(DAY, ("morning",)), "change of the time"),
        (ChangeFormulations(DAY, (ONE,)), "change of the products"),
    ],
)
def test_a_change_that_stood_there_and_no_longer_fits_is_named(change: Adjustment, called: str) -> None:
    before = replace(PLAN, adjustments=(change,))
    told = f"Not done: the {called} from Sun 20 Dec 2026 would no longer fit; remove or change it first."
    assert _said(before, replace(before, start_date=date(2027, 1, 1))) == told
    assert _said(before, replace(before, adjustments=(Stop(date(2026, 12, 10)), change))) == told


def test_going_on_no_longer_fits_where_its_pause_is_gone() -> None:
    before = replace(PLAN, adjustments=(Pause(DAY), Resume(LATER, "continue")))
    told = "Not done: the resumption from Mon 28 Dec 2026 would no longer fit; remove or change it first."
    assert _said(before, replace(before, adjustments=before.adjustments[1:])) == told


def test_what_is_new_says_itself_why_not_though_another_is_equal() -> None:
    stopped = replace(PLAN, adjustments=(Stop(DAY),))
    told = "Not done: Sun 20 Dec 2026 is outside the course, Tue 1 Dec 2026 to Sat 19 Dec 2026; choose a day in it."
    assert _said(stopped, replace(PLAN, adjustments=(Stop(DAY), Stop(DAY)))) == told
    assert _said(PLAN, replace(PLAN, adjustments=(Stop(DAY), Stop(DAY)))) == told


def test_days_that_are_too_many_are_no_change_s_fault() -> None:
    held = replace(PLAN, adjustments=(Hold(DAY, 3),))
    longest = (Rung(MG, 3650),) * 10 + (Rung(MG, 24),)
    told = "Not done: the course would have more than 36,525 days; choose fewer days."
    assert _said(held, replace(held, ladder=longest)) == told


def test_no_dose_at_all_cannot_be_stopped() -> None:
    # A Tuesday; the rhythm's one day is the Monday.
    never = replace(PLAN, ladder=(Rung(MG, 3, rhythm=Weekdays((0,))),))
    stopped = replace(never, adjustments=(Stop(date(2026, 12, 2)),))
    told = "Not done: no day of the plan has a dose, so it cannot stop; remove it."
    assert _said(never, stopped) == told


ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize(
    "adjustments",
    [
        (Hold(DAY, 3), Hold(date(2026, 12, 19), 3)),
        (Hold(date(2027, 12, 1), 3),),
        (Pause(DAY), Hold(LATER, 3)),
        (Pause(DAY), Resume(DAY, "continue")),
        (Pause(DAY, DAY, "continue"),),
    ],
)
def test_days_in_a_refusal_are_written_as_the_window_writes_them(adjustments: tuple[Adjustment, ...]) -> None:
    changed = replace(PLAN, adjustments=adjustments)
    with pytest.raises(CourseError) as caught:
        check_course(changed)
    assert ISO.search(str(caught.value)), "as in the file"
    told = _said(PLAN, changed)
    assert "Dec 202" in told
    assert not ISO.search(told)
