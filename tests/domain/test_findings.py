"""For every code a plan that has the finding, and a near neighbour that has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, Pause, Settle, StepBack, Stop
from ldn_desktop.domain.figure import Deviation, Dose
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.formulation import Capsule, Drops, Liquid, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Override, Plan, Screening
from ldn_desktop.domain.regimen import derive
from tests.domain.given_rules import MCG, MG, QUESTIONS, RULES, TODAY

START = date(2026, 12, 1)
ANSWERED = Screening(answers=tuple(sorted((question, "no") for question in QUESTIONS)))
FINE = Drops("fine", 1_000_000 * MCG, 100)
ONE = Capsule("one", MG)
Doses: TypeAlias = tuple[tuple[int, int], ...]


def plan(*rungs: tuple[int, int], **changes: Any) -> Plan:
    """Return a plan without a finding of its own beyond its rungs: doses in nanograms, days."""
    ladder = tuple(Rung(dose, days) for dose, days in rungs) or (Rung(MG, 28),)
    found = Plan(START, ladder, (ONE,), screening=ANSWERED)
    return replace(found, **changes)


def findings(tried: Plan, today: date = TODAY) -> list[Finding]:
    return list(derive(tried, RULES, today).findings)


def codes(tried: Plan, today: date = TODAY) -> list[str]:
    return [finding.code for finding in findings(tried, today)]


def day(number: int) -> date:
    return START + timedelta(days=number)


def liquid(capacity_ml: int = 3, ng_per_ml: int = MG) -> Liquid:
    return Liquid("liq", ng_per_ml, 10_000, capacity_ml * 1_000_000)


def test_a_plain_plan_has_no_findings() -> None:
    assert codes(plan()) == []


WEEKS = (MG, 7), (2 * MG, 7), (3 * MG, 28)
PAUSED = (MG, 7), (2 * MG, 28)

CASES: list[tuple[str, Plan, Plan]] = [
    ("not-measurable", plan((MG + 1, 28)), plan((MG, 28))),
    ("not-measurable", plan((MG, 28), times=("morning", "midday", "bedtime")), plan((MG, 28))),
    ("above-documented-range", plan((16 * MG + MG, 28), max_pieces_per_dose=20), plan((16 * MG, 28))),
    ("above-published-ldn", plan((13 * MG, 28)), plan((12 * MG, 28))),
    ("above-published-ldn", plan((16 * MG, 28)), plan((17 * MG, 28))),
    ("above-typical", plan((5 * MG, 28)), plan((9 * MG // 2, 28))),
    ("above-typical", plan((12 * MG, 28)), plan((13 * MG, 28))),
    ("below-documented-range", plan((999, 28)), plan((MCG, 28))),
    ("steep-step", plan((MG, 7), (2 * MG + 1, 28)), plan((MG, 7), (2 * MG, 28))),
    ("steep-step", plan((3 * MG, 7), (9 * MG // 2 + 1, 28)), plan((3 * MG, 7), (9 * MG // 2, 28))),
    ("steep-step", plan((MG, 7), (3 * MG, 28)), plan((3 * MG, 7), (MG, 28))),
    ("quick-step", plan((MG, 6), (2 * MG, 28)), plan((MG, 7), (2 * MG, 6))),
    (
        "quick-step",
        plan((MG, 6), (2 * MG, 28), adjustments=(Hold(START, 7),)),
        plan(*WEEKS, adjustments=(StepBack(day(8), 2),)),
    ),
    (
        "resumes-high",
        plan(*PAUSED, adjustments=(Pause(day(8), day(16), "continue"),)),
        plan(*PAUSED, adjustments=(Pause(day(8), day(15), "continue"),)),
    ),
    (
        "resumes-high",
        plan(*PAUSED, adjustments=(Pause(day(8), day(16), "continue"), ChangeFormulations(day(10), (FINE,)))),
        plan(*PAUSED, adjustments=(Pause(day(8), day(16), "restart"),)),
    ),
    (
        "resumes-high",
        plan(*PAUSED, adjustments=(Pause(day(8), day(30), "continue"), Stop(day(32)))),
        plan(*PAUSED, adjustments=(Pause(day(8), day(30), "continue"), Stop(day(20)))),
    ),
    (
        # From the first step again, which is no lower: the ladder goes down.
        "resumes-high",
        plan((2 * MG, 7), (MG, 28), adjustments=(Pause(day(8), day(16), "restart"),)),
        plan((2 * MG, 7), (MG, 28), adjustments=(Pause(day(8), day(16), "continue"),)),
    ),
    (
        "resumes-high",
        plan((MG, 7), (2 * MG, 7), (2 * MG, 28), adjustments=(Pause(day(15), day(23), "step_back"),)),
        plan(*WEEKS, adjustments=(Pause(day(15), day(23), "step_back"),)),
    ),
    (
        "resumes-high",
        plan((2 * MG, 7), (MG, 28), adjustments=(Pause(day(1), day(9), "continue"),)),
        plan((2 * MG, 7), (MG, 28), adjustments=(Pause(START, day(9), "continue"),)),
    ),
    ("many-pieces", plan((5 * MG, 28)), plan((4 * MG, 28))),
    (
        "two-measures",
        plan((4 * MG, 28), formulations=(liquid(),)),
        plan((3 * MG, 28), formulations=(liquid(),)),
    ),
    (
        "small-volume",
        plan((90 * MCG, 28), formulations=(liquid(),)),
        plan((100 * MCG, 28), formulations=(liquid(),)),
    ),
    *(
        (
            "tenfold-strengths",
            plan(formulations=(ONE, Tablet("other", MG // factor))),
            plan(formulations=(ONE, Tablet("other", MG // factor + 1))),
        )
        for factor in (10, 100, 1000)
    ),
    (
        "tenfold-strengths",
        plan(formulations=(liquid(), Drops("dr", MG // 10, 20))),
        plan(formulations=(ONE, Drops("dr", MG // 10, 20))),
    ),
    (
        "tenfold-strengths",
        plan(formulations=(ONE, Capsule("tenth", MG // 10))),
        plan(adjustments=(ChangeFormulations(day(5), (Capsule("tenth", MG // 10),)),)),
    ),
    (
        "strength-above-dose",
        plan(formulations=(Tablet("t", 2 * MG, 2),)),
        plan((2 * MG, 28), formulations=(Tablet("t", 2 * MG, 2),)),
    ),
    (
        "strength-above-dose",
        plan((2 * MG, 28), formulations=(Tablet("t", 2 * MG, 2),), times=("morning", "bedtime")),
        plan((2 * MG, 28), formulations=(Tablet("t", 2 * MG, 2),)),
    ),
    (
        "beyond-use",
        plan(formulations=(Capsule("c", MG, 27),)),
        plan(formulations=(Capsule("c", MG, 28),)),
    ),
]


@pytest.mark.parametrize(("code", "with_it", "without_it"), CASES)
def test_a_finding_and_its_near_neighbour(code: str, with_it: Plan, without_it: Plan) -> None:
    assert code in codes(with_it)
    assert code not in codes(without_it)


def test_a_start_in_the_past() -> None:
    assert codes(plan(), START) == []
    assert codes(plan(), day(1)) == ["starts-in-past"]


def test_every_finding_carries_the_severity_of_its_code() -> None:
    for _, with_it, _ in CASES:
        for finding in findings(with_it):
            assert finding.severity == RULES.severities[finding.code]


@pytest.mark.parametrize(
    ("dose", "code"), [(5, "above-typical"), (13, "above-published-ldn"), (17, "above-documented-range")]
)
def test_only_the_highest_range_that_applies(dose: int, code: str) -> None:
    found = [found for found in codes(plan((dose * MG, 28))) if found.startswith("above-")]
    assert found == [code]


def test_a_range_finding_names_the_days_above_it() -> None:
    found = findings(plan((4 * MG, 7), (5 * MG, 7), (4 * MG, 28)))
    above = next(finding for finding in found if finding.code == "above-typical")
    assert (above.first, above.last) == (day(7), day(13))
    assert above.figure("dose") == Dose(5 * MG)


def test_a_dose_that_cannot_be_measured_names_its_neighbours() -> None:
    found = next(f for f in findings(plan((5 * MG // 2, 28))) if f.code == "not-measurable")
    assert (found.figure("below"), found.figure("above")) == (Dose(2 * MG), Dose(3 * MG))
    deviation = found.figure("above_percent")
    assert isinstance(deviation, Deviation)
    assert deviation.tenths_of_percent() == 200


@pytest.mark.parametrize(
    ("dose", "variant"), [(MG // 2, "above_only"), (9 * MG // 2 + 60 * MG, "below_only"), (5 * MG // 2, "")]
)
def test_the_sentence_for_a_missing_neighbour(dose: int, variant: str) -> None:
    found = next(f for f in findings(plan((dose, 28))) if f.code == "not-measurable")
    assert found.variant == variant


def test_a_rung_never_reached_has_no_findings() -> None:
    ladder = (MG, 7), (2 * MG, 7), (12 * MG, 28)
    settled = codes(plan(*ladder, adjustments=(Settle(day(8)),)))
    assert "steep-step" in codes(plan(*ladder))
    assert "steep-step" not in settled
    assert "above-typical" not in settled


def test_an_unmeasurable_dose_is_told_once_for_the_same_products() -> None:
    back = codes(plan((MG, 7), (3 * MG // 2, 7), (2 * MG, 28), adjustments=(StepBack(day(15), 7),)))
    assert back.count("not-measurable") == 1


def test_the_most_severe_come_first_then_the_earliest() -> None:
    found = findings(plan((MG, 6), (2 * MG, 6), (13 * MG + 1, 28)), today=day(2))
    order = [RULES.severities[finding.code] for finding in found]
    assert order == sorted(order, key=("blocking", "warning", "caution", "info").index)
    quick = [finding.first for finding in found if finding.code == "quick-step"]
    assert quick == sorted(quick, key=lambda first: first or date.min)


def test_an_override_is_for_every_finding_of_its_code() -> None:
    reason = Override("above-documented-range", "Agreed with the pain clinic.")
    plain = derive(plan((17 * MG, 28), max_pieces_per_dose=20), RULES, TODAY)
    overruled = derive(plan((17 * MG, 28), max_pieces_per_dose=20, overrides=(reason,)), RULES, TODAY)
    assert [finding.code for finding in plain.blocked] == ["above-documented-range"]
    assert overruled.blocked == ()
    assert overruled.findings[0].overridden == "Agreed with the pain clinic."


def test_what_cannot_be_measured_is_never_overridden() -> None:
    tried = plan((MG + 1, 28), overrides=(Override("not-measurable", "No."),))
    assert [finding.code for finding in derive(tried, RULES, TODAY).blocked] == ["not-measurable"]


def test_two_tenfold_strengths_are_told_once() -> None:
    tenth = Capsule("tenth", MG // 10)
    turned = ChangeFormulations(day(5), (tenth, ONE))
    assert codes(plan(formulations=(ONE, tenth), adjustments=(turned,))).count("tenfold-strengths") == 1


def test_a_dose_that_cannot_be_split_is_still_larger_than_a_small_piece() -> None:
    tried = plan((3 * MG + 1, 28), formulations=(Capsule("half", MG // 2),), times=("morning", "bedtime"))
    assert "strength-above-dose" not in codes(tried)


def test_a_step_has_one_number_everywhere() -> None:
    pause = Pause(day(3), day(9), "continue")
    tried = plan((MG, 7), (7 * MG, 28), adjustments=(pause,))
    steps = derive(tried, RULES, START).steps
    assert [step.number for step in steps] == [1, 0, 2, 3]
    found = {finding.code: finding.figure("step") for finding in derive(tried, RULES, START).findings}
    assert found["steep-step"] == 3
