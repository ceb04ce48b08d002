"""What is left of each product and what is needed, as the paper of a noted change tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.reference.words.bold import plain
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of

VISIT = date(2027, 1, 5)
PLAN: dict[str, Any] = {
    "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 14}, {"dose": "4.5 mg", "days": 28}],
    "formulations": [
        {"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("1.5", "3", "4.5")
    ],
}
HELD = {"on": "2026-12-10", "action": "hold", "days": 14}
BACK = {"on": "2027-01-05", "action": "step_back", "days": 14}


def paper(printed: date, *adjustments: dict[str, Any], **changes: Any) -> PatientPlan:
    regimen = regimen_of(**PLAN, adjustments=list(adjustments), **changes)
    return patient_plan(regimen, KNOWLEDGE.content, printed)


def told(document: PatientPlan) -> dict[str, tuple[str, str]]:
    assert document.supply is not None
    return {
        row.product: (plain("; ".join(row.left)), plain("; ".join(row.need))) for row in document.supply.rows
    }


def test_a_visit_says_what_is_left_and_what_is_needed() -> None:
    document = paper(VISIT, HELD | {"noted_on": "2026-12-10"}, BACK | {"noted_on": "2027-01-05"})
    assert told(document) == {
        "1.5 mg capsule": ("none", "14 capsules today"),
        "3 mg capsule": ("7 capsules: keep for Tue 19 Jan 2027", "7 capsules on Tue 26 Jan 2027"),
        "4.5 mg capsule": ("none", "21 capsules on Tue 2 Feb 2027; 7 capsules on Tue 23 Feb 2027"),
    }
    assert not any("as you told us" in line for line in document.done)
    # Of parts and liquids more was handed out than the exact need.
    assert document.supply is not None
    assert document.supply.heads == ("Your medicine", "You have left, at least", "You need")


def test_of_days_that_had_passed_the_paper_says_who_told_them() -> None:
    document = paper(date(2027, 1, 8), HELD | {"noted_on": "2026-12-10"}, BACK | {"noted_on": "2027-01-08"})
    assert document.done[-1] == (
        "What you took from Tue 5 Jan 2027 to Thu 7 Jan 2027 is written down here as you told us."
    )
    assert told(document)["1.5 mg capsule"] == ("none", "11 capsules today")


def test_what_nothing_uses_again_is_not_kept() -> None:
    stop = {"on": "2027-01-02", "action": "stop", "noted_on": "2027-01-05"}
    document = paper(VISIT, HELD | {"noted_on": "2026-12-10"}, stop)
    assert told(document) == {"3 mg capsule": ("10 capsules: not used any more", "nothing more")}


def test_what_a_pause_without_a_date_leaves_is_kept() -> None:
    pause = {"on": "2027-01-02", "action": "pause", "noted_on": "2027-01-02"}
    document = paper(VISIT, HELD | {"noted_on": "2026-12-10"}, pause)
    assert told(document) == {
        "3 mg capsule": ("10 capsules: keep until your prescriber allows it again", "nothing more")
    }


def test_what_a_pause_without_a_date_leaves_keeps_its_own_date() -> None:
    liquid = {"concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "5", "beyond_use_days": 14}
    pause = {"on": "2027-01-02", "action": "pause", "noted_on": "2027-01-02"}
    formulations = [{"id": "l", "kind": "liquid", **liquid}]
    regimen = regimen_of(ladder=PLAN["ladder"], formulations=formulations, adjustments=[pause])
    document = patient_plan(regimen, KNOWLEDGE.content, VISIT)
    (left, need) = next(iter(told(document).values()))
    assert (left, need) == (
        "45 mL: keep until your prescriber allows it again, the oldest by Mon 11 Jan 2027 at the latest",
        "nothing more",
    )


def test_what_was_changed_for_another_product_is_not_kept_in_a_pause() -> None:
    other = [{"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 2}]
    changed = {"on": "2026-12-17", "action": "formulations", "formulations": other, "noted_on": "2026-12-17"}
    pause = {"on": "2027-01-02", "action": "pause", "noted_on": "2027-01-02"}
    rows = told(paper(VISIT, changed, pause))
    assert rows["3 mg capsule"][0] == "12 capsules: not used any more"
    assert rows["3 mg tablet"][0].endswith("keep until your prescriber allows it again")


def test_many_fills_end_in_a_sum() -> None:
    settle = {"on": "2026-12-05", "action": "settle", "noted_on": "2026-12-05"}
    ladder = [*PLAN["ladder"][:2], {"dose": "4.5 mg", "days": 200}]
    regimen = regimen_of(**PLAN | {"ladder": ladder}, adjustments=[settle])
    document = patient_plan(regimen, KNOWLEDGE.content, date(2026, 12, 5))
    assert told(document)["1.5 mg capsule"][1] == (
        "14 capsules on Tue 15 Dec 2026; 28 capsules on Tue 29 Dec 2026; 148 capsules more in all from Tue 26 Jan 2027"
    )


def test_without_a_day_of_its_own_a_change_tells_nothing_of_the_supply() -> None:
    assert paper(VISIT, HELD, BACK).supply is None
    assert paper(date(2026, 11, 30), HELD | {"noted_on": "2026-11-30"}).supply is None


def test_only_days_that_a_late_note_changed_are_as_told() -> None:
    late = {"on": "2026-12-10", "action": "hold", "days": 7, "noted_on": "2026-12-12"}
    assert not any("as you told us" in line for line in paper(date(2027, 1, 8), late).done)
    # The step would have ended on 14 December.
    later = late | {"noted_on": "2026-12-18"}
    assert paper(date(2027, 1, 8), later).done[-1] == (
        "What you took from Tue 15 Dec 2026 to Thu 17 Dec 2026 is written down here as you told us."
    )
    times = {"on": "2026-12-20", "action": "times", "times": ["bedtime"], "noted_on": "2026-12-22"}
    assert paper(date(2027, 1, 8), late, times).done[-1].startswith("So far")


def test_before_the_first_dose_nothing_was_told() -> None:
    paused = {"on": "2026-12-01", "action": "pause", "until": "2026-12-05", "resume": "continue"}
    late = paused | {"noted_on": "2026-12-03"}
    assert not paper(date(2026, 12, 4), late).done
    assert (
        paper(date(2026, 12, 6), late)
        .done[-1]
        .startswith("That you took none from Tue 1 Dec 2026 to Wed 2 Dec")
    )


def test_of_what_a_stop_leaves_a_rest_the_last_day_is_named_once() -> None:
    """The oldest must be used up by a day that comes before the last one; where it does not, one day is enough."""
    liquid = {"kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "3"}
    plan = {
        "ladder": [{"dose": "1 mg", "days": 56}],
        "formulations": [liquid | {"id": "l", "beyond_use_days": 14}],
        "start_date": "2026-12-01",
    }
    stop = {"on": "2026-12-27", "action": "stop", "noted_on": "2026-12-16"}
    regimen = regimen_of(**plan, adjustments=[stop])
    document = patient_plan(regimen, KNOWLEDGE.content, date(2026, 12, 17))
    ((left, need),) = told(document).values()
    assert left == "10 mL: use first, the last on Sat 26 Dec 2026; 2 mL: not used any more"
    assert need == "nothing more"


def test_before_a_pause_without_an_end_only_what_is_taken_is_used_first() -> None:
    pause = {"on": "2027-01-10", "action": "pause", "noted_on": "2027-01-05"}
    assert told(paper(VISIT, HELD | {"noted_on": "2026-12-10"}, pause)) == {
        "3 mg capsule": (
            "5 capsules: use first, the last on Sat 9 Jan 2027; 2 capsules: keep until your prescriber allows it again",
            "nothing more",
        )
    }
    liquid = {"concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "5", "beyond_use_days": 14}
    regimen = regimen_of(
        ladder=PLAN["ladder"], formulations=[{"id": "l", "kind": "liquid", **liquid}], adjustments=[pause]
    )
    ((left, _),) = told(patient_plan(regimen, KNOWLEDGE.content, VISIT)).values()
    assert left.endswith(
        "keep until your prescriber allows it again, the oldest by Mon 11 Jan 2027 at the latest"
    )


def test_what_is_left_after_the_planned_days_of_a_plan_that_goes_on_is_used_first() -> None:
    ladder = [{"dose": "1.5 mg", "days": 7}, {"dose": "3 mg", "days": 7}]
    settle = {"on": "2026-12-03", "action": "settle", "noted_on": "2026-12-03"}
    one = {"ladder": ladder, "formulations": PLAN["formulations"][:1], "adjustments": [settle]}
    for after, left in (("continue", "12 capsules: use first"), ("review", "12 capsules: not used any more")):
        regimen = regimen_of(**one, after=after)
        document = patient_plan(regimen, KNOWLEDGE.content, date(2026, 12, 12))
        assert told(document) == {"1.5 mg capsule": (left, "nothing more")}


def test_what_no_later_dose_is_made_of_is_not_used_first_though_it_may_be_used() -> None:
    """The change adds 3 mg to the 0.5 mg that there are: what is in force is not what the last dose is made of."""
    half, three = ({"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "3"))
    on = {"on": "2026-12-15", "noted_on": "2026-12-15"}
    added = on | {"action": "formulations", "formulations": [half, three]}
    for days, left in (
        (7, "84 capsules: not used any more"),
        (
            21,
            "14 capsules: use first, the last on Mon 21 Dec 2026; 42 capsules: not used any more",
        ),
    ):
        ladder = [{"dose": "1 mg", "days": days}, {"dose": "3 mg", "days": 56}]
        for after in ("continue", "review"):
            regimen = regimen_of(
                ladder=ladder, formulations=[half], adjustments=[added], after=after, start_date="2026-12-01"
            )
            document = patient_plan(regimen, KNOWLEDGE.content, date(2026, 12, 15))
            assert told(document)["0.5 mg capsule"][0] == left
