"""Adjustments as forms, and their places among the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

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
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.phase import days_after
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.workspace.adjusting import (
    NEW,
    AdjustmentForm,
    Entering,
    blank_form,
    edit_form,
    form_of,
    in_first_step,
    placed,
    waiting,
    without,
)
from tests.domain.given_rules import MG, RULES

DAY = date(2026, 12, 10)
ONE = Capsule("one", MG)
ALL: tuple[Adjustment, ...] = (
    Hold(DAY, 3),
    StepBack(DAY),
    StepBack(DAY, 5),
    Pause(DAY, date(2026, 12, 20), "restart"),
    Settle(DAY),
    Stop(DAY),
    ChangeTimes(DAY, ("morning", "bedtime")),
    ChangeFormulations(DAY, (ONE,)),
)


@pytest.mark.parametrize("adjustment", ALL, ids=lambda a: a.action)
def test_a_form_gives_its_adjustment_back(adjustment: Adjustment) -> None:
    form = form_of(adjustment)
    assert form.problem() == ""
    assert form.adjustment() == adjustment


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (AdjustmentForm("hold", DAY), "for how many days"),
        (AdjustmentForm("pause", DAY), "on which day it is taken again"),
        (AdjustmentForm("pause", DAY, until=DAY), "must be after the first day"),
        (AdjustmentForm("times", DAY), "at least one time"),
        (AdjustmentForm("formulations", DAY), "at least one product"),
    ],
)
def test_what_is_missing_is_said(form: AdjustmentForm, told: str) -> None:
    assert told in form.problem()
    with pytest.raises(ValueError, match=told):
        form.adjustment()


def test_what_a_kind_does_not_say_is_as_in_force() -> None:
    plan = Plan(date(2026, 12, 1), (Rung(MG, 7), Rung(2 * MG, 14)), (ONE,), id="p")
    regimen = derive(plan, RULES, DAY)
    form = edit_form(Hold(DAY, 3), regimen)
    assert (form.days, form.times, form.formulations) == (3, ("bedtime",), (ONE,))
    assert edit_form(ChangeTimes(DAY, ("morning",)), regimen).times == ("morning",)


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(ValueError, match="no adjustment 'double'"):
        AdjustmentForm("double", DAY).adjustment()


def test_an_adjustment_goes_after_those_of_its_day() -> None:
    first, same, later = Hold(date(2026, 12, 1), 1), Settle(DAY), Stop(date(2027, 1, 1))
    new = StepBack(DAY)
    assert placed((first, same, later), new) == (first, same, new, later)
    assert placed((), new) == (new,)
    assert without((first, same, later), 1) == (first, later)


@pytest.mark.parametrize(
    ("today", "on"),
    [
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 9), date(2026, 12, 9)),
        (date(2028, 1, 1), date(2026, 12, 21)),
    ],
)
def test_a_new_form_begins_inside_the_course(today: date, on: date) -> None:
    plan = Plan(date(2026, 12, 1), (Rung(MG, 7), Rung(2 * MG, 14)), (ONE,), id="p")
    form = blank_form("times", derive(plan, RULES, today), today)
    assert (form.on, form.times, form.formulations) == (on, ("bedtime",), (ONE,))


def test_a_stop_begins_after_the_first_dose_of_a_plan_that_is_paused_at_first() -> None:
    paused = Plan(
        start_date=DAY,
        ladder=(Rung(MG, 7),),
        formulations=(ONE,),
        adjustments=(Pause(DAY, date(2026, 12, 15), "continue"),),
    )
    form = blank_form("stop", derive(paused, RULES, DAY), DAY)
    assert form.on == date(2026, 12, 16)
    stopped = placed(paused.adjustments, form.adjustment())
    assert derive(replace(paused, adjustments=stopped), RULES, DAY).last_dose == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("text", "entering", "rest"),
    [
        ("new", Entering(), (0, 1)),
        ("edit 1", Entering("edit", 1), (0,)),
        ("remove 0", Entering("remove", 0), (1,)),
        ("edit 2", Entering(), (0, 1)),
        ("remove -1", Entering(), (0, 1)),
        ("edit", Entering(), (0, 1)),
        ("double 1", Entering(), (0, 1)),
    ],
)
def test_a_draft_brings_back_what_was_being_done(
    text: str, entering: Entering, rest: tuple[int, ...]
) -> None:
    adjustments = (Hold(DAY, 1), Settle(DAY))
    found = Entering.read(text, adjustments)
    assert found == entering
    assert Entering.read(found.text, adjustments) == found
    assert found.rest(adjustments) == tuple(adjustments[at] for at in rest)
    assert found.removes is text.startswith("remove 0")


OPEN = Pause(DAY)
LATER = Hold(date(2027, 1, 2), 1)


def test_what_ends_a_pause_stands_straight_after_it_whatever_its_day() -> None:
    for on in (date(2026, 12, 1), DAY, date(2026, 12, 20), date(2027, 2, 1)):
        again = Resume(on, "continue")
        assert placed((OPEN,), again) == (OPEN, again)
        assert placed((OPEN, LATER), again) == (OPEN, again, LATER)


def test_a_pause_waits_until_it_is_said_when_it_ends() -> None:
    again = Resume(date(2026, 12, 20), "continue")
    assert waiting(()) is None
    assert waiting((Pause(DAY, date(2026, 12, 20), "continue"), LATER)) is None
    assert waiting((OPEN, LATER)) == 0
    assert waiting((OPEN, again, LATER)) is None
    assert waiting((OPEN, again, Pause(date(2027, 1, 2)))) == 2


def test_what_is_edited_keeps_its_place_among_those_of_its_day() -> None:
    back, hold, morning = StepBack(DAY), Hold(DAY, 3), ChangeTimes(date(2026, 12, 20), ("morning",))
    adjustments = (back, hold, morning)
    noted = replace(back, note="poor sleep")
    assert Entering("edit", 0).put(adjustments, noted) == (noted, hold, morning)
    assert Entering("edit", 1).put(adjustments, replace(hold, days=5)) == (
        back,
        replace(hold, days=5),
        morning,
    )
    later = replace(back, on=date(2027, 1, 1))
    assert Entering("edit", 0).put(adjustments, later) == (hold, morning, later)
    assert NEW.put(adjustments, noted) == (back, hold, noted, morning)
    again = Resume(date(2026, 12, 20), "continue")
    moved = replace(again, on=date(2026, 12, 1))
    assert Entering("edit", 1).put((OPEN, again, LATER), moved) == (OPEN, moved, LATER)


@pytest.mark.parametrize("action", ["hold", "pause", "stop", "resume"])
def test_a_form_begins_on_the_last_day_of_the_calendar(action: str) -> None:
    start = date.max - timedelta(days=1)
    adjustments = (Pause(date.max),) if action == "resume" else ()
    plan = Plan(start, (Rung(MG, 2),), (ONE,), adjustments=adjustments)
    assert blank_form(action, derive(plan, RULES, start), date.max).on == date.max
    assert days_after(date.max) == date.max


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (Pause(DAY, date(2026, 12, 20), "step_back"), True),
        (Pause(date(2026, 12, 15), date(2026, 12, 20), "step_back"), False),
        (Resume(date(2027, 2, 1), "step_back"), False),
    ],
)
def test_a_pause_in_the_first_step_has_no_step_before(change: Pause | Resume, *, first: bool) -> None:
    """The ladder rises on 15 December; what is taken up again after its end interrupts its last step."""
    plan = Plan(date(2026, 12, 1), (Rung(MG, 14), Rung(2 * MG, 14)), (ONE,))
    assert in_first_step(change, derive(plan, RULES, DAY)) is first
