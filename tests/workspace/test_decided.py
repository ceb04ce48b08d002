"""What a change along the way came to: its dose, and until when; in the words of a history's line of time."""

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
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, Ladder
from ldn_desktop.domain.plan import CONTINUES, STOPS, Plan
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.reference.words.wording import PLAIN, held
from ldn_desktop.workspace.decided import Decided
from tests.workspace.story import KNOWLEDGE, MG, PLAN

DAY = date(2026, 12, 20)
AGAIN = date(2026, 12, 27)
HALF = Capsule("half", MG // 2)
OPEN = Pause(DAY)


def decided(plan: Plan) -> Decided:
    products = (*plan.formulations, HALF)
    doses = PLAIN.doses([*(rung.dose_ng for rung in plan.ladder), *map(held, products)], products)
    return Decided(plan, KNOWLEDGE.content.sentences(HISTORY), KNOWLEDGE.changes, doses)


def changed(*changes: Adjustment, plan: Plan = PLAN) -> Plan:
    return replace(plan, adjustments=changes)


def on_condition(*conditions: str) -> Ladder:
    pairs = zip(PLAN.ladder, conditions, strict=False)
    return (*(rung._replace(go_on=told) for rung, told in pairs), *PLAN.ladder[len(conditions) :])


WAITS = replace(PLAN, ladder=on_condition(IF_TOLERATED, AFTER_REVIEW))


@pytest.mark.parametrize(
    ("plan", "name", "told"),
    [
        (
            changed(Hold(DAY, 7)),
            "hold this step",
            "3 mg 7 days longer, until Mon 4 Jan 2027",
        ),
        (
            changed(Hold(date(2026, 12, 10), 14), plan=WAITS),
            "hold this step",
            "1.5 mg 14 days longer, until Mon 28 Dec 2026; next step only if it suits",
        ),
        (
            changed(Hold(date(2027, 1, 10), 7), plan=replace(PLAN, after=CONTINUES)),
            "hold this step",
            "4.5 mg 7 days longer, until it is changed",
        ),
        (
            changed(Hold(date(2027, 1, 10), 7), plan=replace(PLAN, after=STOPS)),
            "hold this step",
            "4.5 mg 7 days longer, until Mon 1 Feb 2027, then stop",
        ),
        (changed(StepBack(DAY, 5)), "one step back", "1.5 mg for 5 days, until Thu 24 Dec 2026"),
        (changed(StepBack(DAY)), "one step back", "1.5 mg for 14 days, until Sat 2 Jan 2027"),
        (changed(Settle(DAY)), "settle at 3 mg", "3 mg, planned to Sat 16 Jan 2027"),
        (
            changed(Settle(DAY), plan=replace(PLAN, after=CONTINUES)),
            "settle at 3 mg",
            "3 mg, until it is changed",
        ),
        (
            changed(Pause(DAY, until=AGAIN, resume="restart"), plan=WAITS),
            "pause",
            (
                "no dose for 7 days; from Sun 27 Dec 2026 1.5 mg, from the first step, until Sat 9 Jan 2027;"
                " next step only if it suits"
            ),
        ),
        (
            changed(OPEN),
            "pause",
            "no dose until the prescriber says when it is taken again; the last is that of Sat 19 Dec 2026",
        ),
        (
            changed(OPEN, Resume(AGAIN, resume="step_back")),
            "take it again",
            "1.5 mg, one step back, until Sat 9 Jan 2027",
        ),
        (changed(Stop(DAY)), "stop", "no dose; the last is that of Sat 19 Dec 2026"),
        (
            changed(ChangeTimes(DAY, ("morning",))),
            "change the time",
            "in the morning, planned to Mon 25 Jan 2027",
        ),
        (
            changed(ChangeFormulations(DAY, (HALF,)), plan=replace(PLAN, after=CONTINUES)),
            "change the products",
            "0.5 mg capsule, until it is changed",
        ),
    ],
)
def test_each_change_says_what_is_taken_and_until_when(plan: Plan, name: str, told: str) -> None:
    change = plan.adjustments[-1]
    found = decided(plan)
    assert found.name(change) == name
    day = AGAIN if isinstance(change, Resume) else change.on
    assert found.line(change) == f"From {PLAIN.language.weekday_date(day)}: {told}."


def test_other_times_hold_until_the_next_others() -> None:
    morning, midday = ChangeTimes(DAY, ("morning",)), ChangeTimes(AGAIN, ("midday",))
    told = decided(changed(morning, midday)).line(morning)
    assert told == "From Sun 20 Dec 2026: in the morning, until Sat 26 Dec 2026."


def test_other_times_that_no_step_takes_hold_for_none() -> None:
    own = tuple(rung._replace(doses=(("morning", rung.dose_ng),)) for rung in PLAN.ladder)
    evening = ChangeTimes(DAY, ("evening",))
    told = decided(changed(evening, plan=replace(PLAN, ladder=own))).line(evening)
    assert told == "From Sun 20 Dec 2026: in the evening; no step is left that it changes."


def test_a_dose_of_some_days_names_them() -> None:
    last = PLAN.ladder[-1]._replace(rhythm=Weekdays((0, 3)))
    plan = changed(Settle(date(2027, 1, 5)), plan=replace(PLAN, ladder=(*PLAN.ladder[:-1], last)))
    assert "4.5 mg, Monday and Thursday, planned to" in decided(plan).line(plan.adjustments[0])
    assert "in 3 steps, 1 not every day, planned to" in decided(plan).ladder()


def test_a_plan_without_a_course_tells_its_changes_as_they_were_noted() -> None:
    plan = changed(Pause(PLAN.start_date), Hold(DAY, 7), Stop(DAY + timedelta(days=900)))
    found = decided(plan)
    assert found.line(plan.adjustments[1]) == "From Sun 20 Dec 2026: 7 days longer."
    assert found.ladder() == "From Tue 1 Dec 2026: 1.5 mg to 4.5 mg in 3 steps."


def test_of_a_plan_without_a_course_nothing_is_said_of_what_was_taken() -> None:
    pause, stop = changed(OPEN, Stop(AGAIN)), changed(OPEN, ChangeTimes(AGAIN, ("morning",)), Stop(AGAIN))
    assert decided(pause).line(pause.adjustments[1]) == "From Sun 27 Dec 2026."
    assert (
        decided(pause).line(OPEN) == "From Sun 20 Dec 2026: until the prescriber says when it is taken again."
    )
    assert decided(stop).line(stop.adjustments[1]) == "From Sun 27 Dec 2026: in the morning."


def test_the_ladder_says_its_conditions_and_its_end() -> None:
    assert decided(WAITS).ladder() == (
        "From Tue 1 Dec 2026: 1.5 mg to 4.5 mg in 3 steps, 1 only if it suits, 1 only after a review, planned to"
        " Mon 25 Jan 2027 at the earliest."
    )
    one = replace(PLAN, ladder=PLAN.ladder[-1:], after=STOPS)
    assert decided(one).ladder() == "From Tue 1 Dec 2026: 4.5 mg, until Mon 28 Dec 2026, then stop."
