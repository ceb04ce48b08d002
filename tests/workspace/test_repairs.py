"""What is offered where an opioid stands in the way: a later start, or a pause once doses have been taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import Hold, Pause
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Plan, Screening
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import opened
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.repairs import Repair, repairs
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
TODAY, DAY = date(2026, 12, 10), timedelta(days=1)
CODE = "opioid-free-interval"


def taking(start: date, *last_doses: date) -> Plan:
    opioids = ("tramadol", "methadone")
    uses = tuple(OpioidUse(opioid, day) for opioid, day in zip(opioids, last_doses, strict=False))
    return Plan(
        start,
        (Rung(500_000, 7), Rung(1_000_000, 28)),
        (Capsule("c", 500_000),),
        screening=Screening(opioids=uses),
    )


def computed(plan: Plan) -> Regimen:
    return derive(plan, KNOWLEDGE.rules, TODAY)


def offered(plan: Plan) -> list[Repair]:
    regimen = computed(plan)
    words = PLAIN.of(regimen)
    found = (repairs(finding, regimen, words) for finding in regimen.findings if finding.code == CODE)
    return list(dict.fromkeys(repair for each in found for repair in each))


@pytest.mark.parametrize("begun", range(-8, 12, 4))
@pytest.mark.parametrize("last", range(-12, 12, 3))
@pytest.mark.parametrize("both", [False, True])
def test_what_is_offered_helps(begun: int, last: int, *, both: bool) -> None:
    last_dose = TODAY + last * DAY
    plan = taking(TODAY - begun * DAY, last_dose, *([last_dose - 2 * DAY] if both else []))
    regimen = computed(plan)
    if CODE not in {finding.code for finding in regimen.findings}:
        return
    (repair,) = offered(plan)
    repaired = computed(apply(opened(plan), repair.intent).plan)
    assert CODE not in {finding.code for finding in repaired.findings}


def test_a_yes_that_no_opioid_of_the_list_explains_is_taken_back_by_one_click() -> None:
    plan = taking(TODAY, TODAY - 40 * DAY)
    asked = replace(
        plan, screening=plan.screening._replace(answers=(("opioid-now", "yes"), ("pregnant", "no")))
    )
    regimen = computed(asked)
    (found,) = (finding for finding in regimen.findings if finding.code == "opioid-now")
    (repair,) = repairs(found, regimen, PLAIN.of(regimen))
    assert repair.label == "Answer No"
    repaired = apply(opened(asked), repair.intent).plan
    assert dict(repaired.screening.answers) == {"opioid-now": "no", "pregnant": "no"}
    assert repaired.screening.opioids == asked.screening.opioids
    assert repaired.screening.answered_on == local_today()
    assert "opioid-now" not in {finding.code for finding in computed(repaired).findings}
    still = replace(asked, screening=asked.screening._replace(opioids=(OpioidUse("tramadol", None),)))
    regimen = computed(still)
    assert not [r for f in regimen.findings for r in repairs(f, regimen, PLAIN.of(regimen))]


def test_what_could_not_be_carried_out_is_not_offered() -> None:
    plan = taking(TODAY - 4 * DAY, TODAY - DAY)
    blocked = replace(plan, adjustments=(Hold(TODAY + DAY, 3),))
    assert offered(plan)
    assert offered(blocked) == []
    assert (
        offered(
            replace(
                taking(TODAY, TODAY - DAY), adjustments=(Pause(TODAY + DAY, TODAY + 3 * DAY, "continue"),)
            )
        )
        == []
    )


def test_a_dose_of_one_time_is_put_right_by_itself() -> None:
    odd, even = 700_000, 1_000_000
    told = Rung(odd + even, 7, doses=(("morning", odd), ("bedtime", even)))
    plan = Plan(TODAY, (Rung(odd + even, 7), told, Rung(odd, 7)), (Capsule("c", 500_000),))
    regimen = computed(plan)
    words = PLAIN.of(regimen)
    found = next(f for f in regimen.findings if f.code == "not-measurable" and f.figure("rung") == 2)
    fewer, more = repairs(found, regimen, words)
    assert fewer.label.startswith("0.5 mg in the morning")
    assert more.label.startswith("1 mg in the morning")
    repaired = apply(opened(plan), more.intent).plan
    mended = Rung(2 * even, 7, doses=(("morning", even), ("bedtime", even)))
    assert repaired.ladder == (plan.ladder[0], mended, plan.ladder[2])


def test_a_daily_dose_that_is_put_right_leaves_doses_by_time_alone() -> None:
    odd = 700_000
    told = Rung(odd, 7, doses=(("morning", 200_000), ("bedtime", 500_000)))
    plan = Plan(TODAY, (Rung(odd, 7), told), (Capsule("c", 500_000),))
    regimen = computed(plan)
    found = next(f for f in regimen.findings if f.code == "not-measurable" and f.figure("rung") == 1)
    repair = repairs(found, regimen, PLAIN.of(regimen))[0]
    assert apply(opened(plan), repair.intent).plan.ladder == (Rung(500_000, 7), told)
