"""The oracle against answers worked out by hand, where the worked examples are silent."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.oracle import Limits, Refused, expected, ladder_geometric, ladder_linear, nearest
from tests.strategies import plans

CAPSULE = {"id": "c", "kind": "capsule", "strength": "1 mg"}
START = "2027-01-01"


def plan(*adjustments: dict[str, Any], **members: Any) -> dict[str, Any]:
    rungs = [{"dose": f"{number} mg", "days": 5} for number in (1, 2, 3)]
    return (
        {"start_date": START, "ladder": rungs, "formulations": [CAPSULE]}
        | members
        | {"adjustments": adjustments}
    )


def shape(answer: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(phase["days"], phase["kind"], phase["daily_dose"]) for phase in answer["phases"]]


@pytest.mark.parametrize(
    "adjustments",
    [
        [{"on": "2026-12-31", "action": "hold", "days": 1}],
        [{"on": "2027-01-16", "action": "hold", "days": 1}],
        [{"on": "2027-01-05", "action": "step_back"}],
        [{"on": START, "action": "stop"}],
        [{"on": "2027-01-03", "action": "pause", "until": "2027-01-03", "resume": "continue"}],
        [
            {"on": "2027-01-03", "action": "stop"},
            {"on": "2027-01-03", "action": "times", "times": ["morning"]},
        ],
        [{"on": "2027-01-03", "action": "settle"}, {"on": "2027-01-02", "action": "settle"}],
        [{"on": "2027-01-03", "action": "formulations", "formulations": [CAPSULE | {"strength": "2 mg"}]}],
        *(
            [
                {"on": START, "action": "pause", "until": "2027-01-05", "resume": "continue"},
                {"on": "2027-01-04", "action": action, "days": 2, "until": "2027-01-09", "resume": "restart"},
            ]
            for action in ("hold", "step_back", "settle", "pause", "stop")
        ),
    ],
)
def test_refused(adjustments: list[dict[str, Any]]) -> None:
    with pytest.raises(Refused):
        expected(plan(*adjustments))


def test_last_day_of_the_calendar() -> None:
    assert expected(plan(start_date="9999-12-17"))["ends"] == "9999-12-31"
    with pytest.raises(Refused):
        expected(plan(start_date="9999-12-18"))


def test_continue_keeps_the_kind_and_the_days_left() -> None:
    back = {"on": "2027-01-06", "action": "step_back"}
    pause = {"on": "2027-01-08", "action": "pause", "until": "2027-02-08", "resume": "continue"}
    assert shape(expected(plan(back, pause)))[:5] == [
        (5, "titration", "1 mg"),
        (2, "step-back", "1 mg"),
        (31, "pause", "0 mg"),
        (3, "step-back", "1 mg"),
        (5, "titration", "2 mg"),
    ]


def test_same_formulations_in_other_words_split_nothing() -> None:
    again = {
        "on": "2027-01-03",
        "action": "formulations",
        "formulations": [CAPSULE | {"strength": "1000 mcg"}],
    }
    assert shape(expected(plan(again))) == shape(expected(plan()))


def test_nothing_climbs_above_the_settled_rung() -> None:
    settle = {"on": "2027-01-07", "action": "settle"}
    pause = {"on": "2027-01-08", "action": "pause", "until": "2027-01-09", "resume": "restart"}
    rungs = [{"dose": "1 mg", "days": 5}, {"dose": "2 mg", "days": 5}, {"dose": "3 mg", "days": 9}]
    assert shape(expected(plan(settle, pause, ladder=rungs)))[-2:] == [
        (5, "titration", "1 mg"),
        (9, "maintenance", "2 mg"),
    ]


def test_a_date_begins_a_new_fill_within_the_window() -> None:
    answer = expected(plan(formulations=[CAPSULE | {"beyond_use_days": 4}], fill_days=10))
    assert [tuple(fill.values()) for fill in answer["fills"]] == [
        ("c", "2027-01-01", "2027-01-04", "4"),
        ("c", "2027-01-05", "2027-01-08", "7"),
        ("c", "2027-01-09", "2027-01-10", "4"),
        ("c", "2027-01-11", "2027-01-14", "12"),
        ("c", "2027-01-15", "2027-01-15", "3"),
    ]
    assert answer["totals"] == {"c": "30"}


def test_nearest() -> None:
    assert nearest(Fraction(5, 2), [CAPSULE], Limits(4)) == (Fraction(2), Fraction(3))
    assert nearest(Fraction(1, 2), [CAPSULE], Limits(4)) == (None, Fraction(1))
    assert nearest(Fraction(9, 2), [CAPSULE], Limits(4)) == (Fraction(4), None)
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.2",
        "capacity_ml": "1",
    }
    assert nearest(Fraction(3, 2), [CAPSULE, liquid], Limits(4)) == (Fraction(7, 5), Fraction(8, 5))
    fine = {"id": "t", "kind": "tablet", "strength": "0.000005 mg", "divisible_into": 4}
    assert nearest(Fraction(6, 1_000_000), [fine], Limits(2)) == (
        Fraction(5, 1_000_000),
        Fraction(10, 1_000_000),
    )


def test_ladders() -> None:
    linear = ladder_linear("0.5 mg", "1 mg", "2 mg", 7, 28)
    assert [(rung["dose"], rung["days"]) for rung in linear] == [("0.5 mg", 7), ("1.5 mg", 7), ("2 mg", 28)]
    assert ladder_linear("2 mg", "1 mg", "2 mg", 7, 28) == [{"dose": "2 mg", "days": 28}]
    geometric = ladder_geometric("1 mcg", "1.5", "2 mcg", "10 mcg", 3, 14)
    assert [rung["dose"] for rung in geometric] == ["2 mcg", "4 mcg", "6 mcg", "8 mcg", "10 mcg"]
    tiny = ladder_geometric("0.4 mcg", "2", "1 mcg", "4 mcg", 3, 14)
    assert [rung["dose"] for rung in tiny] == ["1 mcg", "2 mcg", "3 mcg", "4 mcg"]
    for wrong in ({"start": "0 mg"}, {"factor": "1"}, {"round_to": "0 mg"}, {"start": "5 mcg"}):
        terms = {"start": "1 mcg", "factor": "2", "round_to": "1 mcg"} | wrong
        with pytest.raises(Refused):
            ladder_geometric(**terms, target="4 mcg", every=3, maintenance=14)


@given(plans())
def test_drawn_plans_are_answered_or_refused(drawn: dict[str, Any]) -> None:
    try:
        answer = expected(drawn)
    except Refused:
        return
    assert sum(phase["days"] for phase in answer["phases"]) > 0
    assert answer["phases"][0]["first"] == drawn["start_date"]
    assert answer["phases"][-1]["last"] == answer["ends"]
