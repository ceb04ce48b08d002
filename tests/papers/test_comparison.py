"""Two plans side by side in words: what differs is said, what does not is not, and either may stand first."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import Currency, Made, Pharmacy, Practice
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import COMPARISON
from ldn_desktop.papers.comparison import Compared
from ldn_desktop.papers.side_by_side import Row
from ldn_desktop.papers.tables import Tables
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.comparing import Side, beside
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED
from tests.strategies_v2 import plans_v2

MG = 1_000_000
TODAY = date(2026, 11, 26)
KNOWLEDGE = Knowledge(SHIPPED)
PLAN: dict[str, Any] = {
    "format": "ldn-plan",
    "version": 2,
    "start_date": "2026-12-01",
    "patient": {"name": "Ann Lee", "birth_date": "1980-05-01"},
    "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 7}, {"dose": "3 mg", "days": 14}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
}
OTHER = {
    "ladder": [{"dose": "1 mg", "days": 14}, {"dose": "3 mg", "days": 14}],
    "formulations": [{"id": "t", "kind": "tablet", "strength": "2 mg", "divisible_into": 2}],
}
MIRRORED = {
    "higher": "lower",
    "lower": "higher",
    "no dose in A": "no dose in B",
    "no dose in B": "no dose in A",
    "A planned no further": "B planned no further",
    "B planned no further": "A planned no further",
}
TURNED = {"more": "less", "less": "more", "fewer": "more", "later": "earlier", "earlier": "later"}


def side(name: str, knowledge: Knowledge = KNOWLEDGE, /, **changes: Any) -> Side:
    plan: Plan = read_plan(json.dumps(PLAN | changes).encode(), knowledge.vocabulary)
    return Side(name, derive(plan, knowledge.rules, TODAY))


def compared(left: Side, right: Side, knowledge: Knowledge = KNOWLEDGE) -> Compared:
    return Compared(beside(left, right, knowledge, TODAY, PLAIN))


def rows(found: Compared) -> list[Row]:
    return [row for group in found.groups() for row in group.rows]


def told(found: Compared) -> dict[str, tuple[str, str, str]]:
    return {row.label: (row.left, row.right, row.apart) for row in rows(found)}


def test_what_a_clinician_asks_of_two_plans_is_told() -> None:
    found = told(compared(side("mine"), side("other", **OTHER)))
    expected = {
        "Target dose": ("3 mg", "3 mg", "the same"),
        "Target dose reached": ("day 15, Tue 15 Dec 2026", "day 15, Tue 15 Dec 2026", "the same"),
        "First day with another dose": (
            "day 8, Tue 8 Dec 2026: 2 mg",
            "day 8, Tue 8 Dec 2026: 1 mg",
            "lower",
        ),
        "Pieces a day, at most": ("3", "2", "1 fewer"),
        "Pieces a day, mean": ("2.25 (63 on 28 days)", "1.5 (42 on 28 days)", "lower"),
        "Days with a cut tablet": ("0", "28", "28 more"),
        "Products": ("1: 1 mg capsule", "1: 2 mg tablet", "different"),
        "1 mg capsule": ("63 in 1 fill", "none", "63 fewer"),
        "2 mg tablet": ("none", "28 in 1 fill", "28 more"),
        "Cost": ("not known", "not known", "not known"),
        "Days 8 to 14 (8 Dec to 14 Dec 2026)": ("2 mg", "1 mg", "lower"),
        "Days 1 to 7 (1 Dec to 7 Dec 2026)": (
            "1 mg: 1 × 1 mg at bedtime",
            "1 mg: ½ × 2 mg tablet at bedtime",
            "taken otherwise",
        ),
    }
    assert {label: found[label] for label in expected} == expected


def test_a_mean_that_is_no_whole_hundredth_is_told_as_about() -> None:
    ladder = [{"dose": "1 mg", "days": 1}, {"dose": "2 mg", "days": 2}]
    found = told(compared(side("mine", ladder=ladder), side("other")))
    assert found["Pieces a day, mean"][0] == "about 1.67 (5 on 3 days)"


def test_the_findings_of_one_plan_alone_are_told_whole() -> None:
    ladder = [{"dose": "1 mg", "days": 7}, {"dose": "2.5 mg", "days": 14}]
    found = rows(compared(side("mine"), side("other", ladder=ladder)))
    (row,) = (row for row in found if row.label == "Blocking")
    assert row.left == "none"
    assert row.right.startswith("Step 2")


def test_findings_of_one_code_about_other_medicines_and_opioids_are_told_apart() -> None:
    def of(medicine: str, opioid: str) -> dict[str, Any]:
        opioids = [{"opioid": opioid, "last_dose": "2026-11-26"}]
        screening = {"answered_on": "2026-11-26", "answers": {}, "opioids": opioids}
        return {"medicines": [medicine], "screening": screening}

    one, other = of("disulfiram", "tramadol"), of("thioridazine", "methadone")
    found = rows(compared(side("one", **one), side("other", **other)))
    told_apart = [row for row in found if row.label in {"Blocking", "Caution"}]
    assert len(told_apart) == 4
    for name in ("tramadol", "Disulfiram"):
        assert any(name in row.left and row.right == "none" for row in told_apart)
    for name in ("methadone", "Thioridazine"):
        assert any(name in row.right and row.left == "none" for row in told_apart)
    named = [{"id": "another", "kind": "capsule", "strength": "1 mg"}]
    found = rows(compared(side("one", **one), side("other", **one, formulations=named)))
    assert not [row for row in found if row.label in {"Blocking", "Caution"}]


def test_another_dose_on_other_days_is_neither_higher_nor_lower() -> None:
    weekly = [{"dose": "2 mg", "days": 14, "rhythm": {"weekdays": ["saturday"]}}]
    found = told(compared(side("a", ladder=[{"dose": "1 mg", "days": 14}]), side("b", ladder=weekly)))
    assert ("1 mg", "2 mg, on Saturdays", "another dose on other days") in found.values()


def test_costs_are_told_where_there_is_a_price_and_else_which_is_missing() -> None:
    knowledge = Knowledge(SHIPPED)
    makes = (Made(Capsule("x", MG), 30),)
    pharmacies = (Pharmacy("Corner", makes=makes, currency=Currency("GBP")), Pharmacy("Other"))
    knowledge.keep_practice(Practice(pharmacies=pharmacies))
    both = compared(side("mine"), side("other", fill_days=7), knowledge)
    assert told(both)["Cost at Corner"] == ("GBP 18.90", "GBP 18.90", "the same")
    one = compared(side("mine"), side("other", **OTHER), knowledge)
    assert told(one)["Cost at Corner"] == ("GBP 18.90", "not known: no price for 2 mg tablet", "not known")
    assert not any(row.label == "Cost at Other" for row in rows(one))


def test_two_persons_and_a_blocked_plan_are_seen_first() -> None:
    other = side("other", patient={"name": "Bo Ray"}, screening={"answers": {"opioid-now": "yes"}})
    document = COMPARISON.make(beside(side("mine"), other, KNOWLEDGE, TODAY, PLAIN))
    assert isinstance(document, Tables)
    assert document.alert == (
        "CHECK THE PATIENT. Name, birth date or number is not the same in both plans. "
        "NOT CLEARED: B. Papers for the patient wait until what blocks is resolved or overridden."
    )
    assert document.frame.running_head == "Ann Lee / Bo Ray"
    for same in ({"name": ""}, {"name": "ann  LEE"}):
        assert list(compared(side("mine"), side("other", patient=same)).warnings()) == []


def test_plans_that_begin_on_different_days_are_told_by_number_alone() -> None:
    found = told(compared(side("mine"), side("other", start_date="2027-03-01")))
    assert found["Days 1 to 28"] == ("1 mg to 3 mg, 3 steps", "1 mg to 3 mg, 3 steps", "the same")
    assert found["Last planned dose"] == ("day 28, Mon 28 Dec 2026", "day 28, Sun 28 Mar 2027", "the same")


@pytest.mark.parametrize(
    ("after", "told_first", "told_then"),
    [
        ("review", ("none", "none", "the same"), ("no planned day", "3 mg", "A planned no further")),
        ("continue", ("none", "none", "the same"), ("3 mg, goes on", "3 mg", "the same")),
        (
            "stop",
            ("day 29, Tue 29 Dec 2026: no dose", "day 29, Tue 29 Dec 2026: 3 mg", "no dose in A"),
            ("no dose", "3 mg", "no dose in A"),
        ),
    ],
)
def test_behind_its_last_day_only_a_plan_that_stops_says_no_dose(
    after: str, told_first: tuple[str, str, str], told_then: tuple[str, str, str]
) -> None:
    longer = [*PLAN["ladder"][:-1], {"dose": "3 mg", "days": 28}]
    found = told(compared(side("mine", after=after), side("other", ladder=longer)))
    assert found["First day with another dose"] == told_first
    days = "Days 29 to 42 (29 Dec to 11 Jan 2027)"
    assert found[days] == told_then


IF_TOLERATED = [{"dose": "1 mg", "days": 7, "go_on": "if-tolerated"}, *PLAN["ladder"][1:]]
AFTER_REVIEW = [PLAN["ladder"][0], {"dose": "2 mg", "days": 7, "go_on": "after-review"}, PLAN["ladder"][2]]


def test_plans_that_differ_in_conditions_alone_are_not_the_same() -> None:
    by_date = side("mine", version=2, after="stop")
    waits = side("other", version=2, after="stop", ladder=IF_TOLERATED)
    found = compared(by_date, waits)
    assert told(found)["Days 1 to 7 (1 Dec to 7 Dec 2026)"] == ("1 mg", "1 mg", "the same")
    step = ("2 mg", "2 mg, only if it suits", "on another condition")
    assert told(found)["Days 8 to 14 (8 Dec to 14 Dec 2026)"] == step
    assert told(found)["Days 15 to 28 (15 Dec to 28 Dec 2026)"] == ("3 mg", "3 mg", "the same")
    reviewed = told(compared(waits, side("other", version=2, ladder=AFTER_REVIEW)))
    assert reviewed["Days 15 to 28 (15 Dec to 28 Dec 2026)"][1] == "3 mg, only after a review"


def test_days_behind_a_step_that_waits_are_the_earliest() -> None:
    by_date = side("mine", version=2, after="stop")
    waits = side("other", version=2, after="stop", ladder=IF_TOLERATED)
    found = compared(by_date, waits)
    day = "day 15, Tue 15 Dec 2026"
    assert told(found)["Target dose reached"] == (day, f"{day}, at the earliest", "on another condition")
    assert told(found)["Last planned dose"][1] == "day 28, Mon 28 Dec 2026, at the earliest"
    assert told(found)["After the last day"] == ("planned stop", "planned stop, at the earliest", "different")
    note = "Nobody writes down that a condition was met"
    assert any(line.startswith(note) for line in found.notes())
    assert not any(line.startswith(note) for line in compared(by_date, by_date).notes())
    earliest = "The days are the earliest from day 8 on in B: a step waits for a condition."
    assert found.chart_words().endswith(f"on each day that both plan. {earliest}")
    higher = [IF_TOLERATED[0], {"dose": "2.5 mg", "days": 7}, IF_TOLERATED[2]]
    first = told(compared(by_date, side("other", version=2, ladder=higher)))["First day with another dose"]
    assert first[1] == "day 8, Tue 8 Dec 2026, at the earliest: 2.5 mg"


def test_a_plan_that_was_stopped_or_paused_on_a_day_ends_then() -> None:
    stop = {"action": "stop", "on": "2026-12-20"}
    stopped = side("other", version=2, ladder=IF_TOLERATED, adjustments=[stop])
    found = told(compared(side("mine", version=2), stopped))
    assert found["Last planned dose"][1] == "day 19, Sat 19 Dec 2026"
    assert found["After the last day"][1] == "stopped"


PAUSE = {"action": "pause", "on": "2026-12-10", "until": "2026-12-13", "resume": "continue"}
WEEKLY = [*PLAN["ladder"][:2], {"dose": "3 mg", "days": 14, "rhythm": {"weekdays": ["sunday"]}}]


@pytest.mark.parametrize(
    ("changes", "days", "expected"),
    [
        (
            {"adjustments": [PAUSE]},
            "Days 10 to 12 (10 Dec to 12 Dec 2026)",
            ("2 mg", "pause", "no dose in B"),
        ),
        (
            {"ladder": WEEKLY, "adjustments": [{"action": "stop", "on": "2026-12-20"}]},
            "Days 15 to 19 (15 Dec to 19 Dec 2026)",
            ("3 mg", "no dose (3 mg on other days)", "no dose in B"),
        ),
        (
            {"adjustments": [{"action": "stop", "on": "2026-12-20"}]},
            "Days 20 to 28 (20 Dec to 28 Dec 2026)",
            ("3 mg", "no dose", "no dose in B"),
        ),
    ],
)
def test_where_one_plan_gives_none_it_is_said_and_nothing_is_lower(
    changes: dict[str, Any], days: str, expected: tuple[str, str, str]
) -> None:
    one, other = side("mine", version=2), side("other", version=2, **changes)
    assert told(compared(one, other))[days] == expected
    left, right, _ = expected
    assert told(compared(other, one))[days] == (right, left, "no dose in A")
    assert told(compared(one, other))["First day with another dose"][2] == "no dose in B"


def test_what_one_plan_takes_none_of_is_neither_higher_nor_lower() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.25",
        "capacity_ml": "5",
    }
    found = told(compared(side("mine"), side("other", formulations=[liquid])))
    assert found["Pieces a day, mean"] == ("2.25 (63 on 28 days)", "none", "different")
    assert found["mL a day, mean"] == ("none", "2.25 (63 on 28 days)", "different")
    never = [{"dose": "1 mg", "days": 2, "rhythm": {"weekdays": ["sunday"]}}]
    empty = told(compared(side("mine"), side("other", version=2, ladder=never)))
    assert empty["Highest dose of a day"] == ("3 mg", "no dose", "no dose in B")


def test_plans_that_go_on_with_another_dose_say_so_behind_both() -> None:
    higher = [*PLAN["ladder"][:2], {"dose": "4 mg", "days": 7}]
    one, other = (side("a", after="continue"), side("b", after="continue", ladder=higher))
    found = compared(one, other)
    assert told(found)["From day 29 (29 Dec 2026)"] == ("3 mg, goes on", "4 mg, goes on", "higher")
    assert told(found)["Days 22 to 28 (22 Dec to 28 Dec 2026)"] == ("3 mg", "4 mg, goes on", "higher")
    assert [line[-1].end for line in (found.chart().left, found.chart().right)] == [28, 28]


def test_a_dose_that_a_step_before_gave_already_is_reached_then() -> None:
    ladder = [
        {"dose": "2 mg", "days": 7},
        {"dose": "3 mg", "days": 7},
        {"dose": "3 mg", "days": 28, "rhythm": {"every": 2}},
    ]
    found = told(compared(side("mine"), side("other", version=2, ladder=ladder)))
    assert found["Target dose reached"][1] == "day 8, Tue 8 Dec 2026"


def test_of_a_plan_that_goes_on_it_is_said_how_far_it_is_counted() -> None:
    note = "A plan that goes on is counted up to its last planned day"
    assert not any(told.startswith(note) for told in compared(side("mine"), side("other")).notes())
    assert any(
        told.startswith(note) for told in compared(side("mine"), side("other", after="continue")).notes()
    )


def drawn(plan: dict[str, Any], name: str) -> Side:
    regimen = derive(read_plan(json.dumps(plan).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, TODAY)
    return Side(name, regimen)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(plans_v2())
def test_no_row_of_a_plan_beside_itself_differs(plan: dict[str, Any]) -> None:
    found = compared(drawn(plan, "mine"), drawn(plan, "mine"))
    for row in rows(found):
        assert (row.left, row.differs) == (row.right, False)
        assert row.apart == ("not known" if row.label == "Cost" else "the same")
    assert found.groups()[-1].sentence == "Both plans have the same findings."


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(plans_v2(), plans_v2())
def test_sides_exchanged_exchange_every_row(one: dict[str, Any], other: dict[str, Any]) -> None:
    left, right = drawn(one, "one"), drawn(other, "other")
    forth, back = compared(left, right), compared(right, left)
    alone = {"Blocking", "Warning", "Caution", "Note"}
    said = sorted((row.label, row.left, row.right, row.differs) for row in rows(forth))
    assert said == sorted((row.label, row.right, row.left, row.differs) for row in rows(back))
    here = {row[:3]: row.apart for row in rows(forth) if row.label not in alone}
    there = {(row.label, row.right, row.left): row.apart for row in rows(back)}
    for row, apart in here.items():
        figure, _, word = apart.rpartition(" ")
        turned = MIRRORED.get(apart) or (f"{figure} {TURNED[word]}" if word in TURNED else apart)
        assert there[row].replace("fewer", "less") == turned
