"""The oracle of version 2 against itself: what must hold of its answers for any plan, told from the answers alone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.oracle import Refused, expected, ladder_geometric, ladder_linear
from tests.oracle.amounts import amount_text, read_amount
from tests.oracle.ladders import lengths, target_by_weight
from tests.oracle.rhythms import WEEKDAYS
from tests.strategies import plans
from tests.strategies_v2 import plans_v2

Entry = dict[str, Any]
DAY = timedelta(days=1)
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dates(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + number * DAY for number in range((end - start).days + 1)]


def dose_dates(phase: Entry) -> list[date]:
    if phase["kind"] == "pause":
        return []
    if "rhythm" in phase:
        return [date.fromisoformat(day) for day in phase["dose_dates"]]
    return dates(phase["first"], phase["last"])


def runs(answer: Entry) -> Iterator[list[Entry]]:
    """Yield the phases of each run: neighbours of one rhythm, without a pause between them."""

    def key(phase: Entry) -> tuple[bool, str]:
        return phase["kind"] == "pause", repr(phase.get("rhythm"))

    for (is_pause, _), phases in groupby(answer["phases"], key=key):
        if not is_pause:
            yield list(phases)


def counted(rhythm: Entry | None, days: list[date]) -> int:
    """Count the days with a dose of a whole run by arithmetic."""
    match rhythm:
        case None:
            return len(days)
        case {"every": every}:
            return -(-len(days) // int(every))
        case {"on": on, "off": off}:
            rounds, rest = divmod(len(days), on + off)
            return int(rounds * on + min(rest, on))
        case _:
            return sum(WEEKDAYS[day.weekday()] in rhythm["weekdays"] for day in days)


def needs(answer: Entry) -> dict[str, dict[date, Fraction]]:
    """Give what each formulation's days use, from the phases told."""
    found: dict[str, dict[date, Fraction]] = {}
    for phase in answer["phases"]:
        for take in phase["takes"]:
            for line in take["recipe"] or ():
                by_day = found.setdefault(line["formulation"], {})
                amount = Fraction(next(value for key, value in line.items() if key != "formulation"))
                for day in dose_dates(phase):
                    by_day[day] = by_day.get(day, Fraction(0)) + amount
    return {name: by_day for name, by_day in found.items() if by_day}


@dataclass
class Lot:
    first: date
    left: Fraction


def beyond_use(plan: Entry) -> dict[str, int]:
    listed = [plan["formulations"]]
    listed += [entry["formulations"] for entry in plan.get("adjustments", []) if "formulations" in entry]
    return {entry["id"]: entry.get("beyond_use_days", 100_000) for entries in listed for entry in entries}


@OFTEN
@given(plans_v2())
def test_phases_follow_each_other_and_hold_their_doses(plan: Entry) -> None:
    answer = expected(plan)
    days = [day for phase in answer["phases"] for day in dates(phase["first"], phase["last"])]
    assert days == dates(plan["start_date"], answer["ends"])
    for phase in answer["phases"]:
        dosed = dose_dates(phase)
        assert (len(dosed), phase["days"]) == (
            phase["dose_days"],
            len(dates(phase["first"], phase["last"])),
        )
        assert ("rhythm" in phase) == ("dose_dates" in phase)
        assert all(phase["first"] <= day.isoformat() <= phase["last"] for day in dosed)
        assert (phase["takes"] == []) == (phase["kind"] == "pause")
        doses = [take["dose"] for take in phase["takes"]]
        if None not in doses:
            assert amount_text(sum(map(read_amount, doses), Fraction(0))) == phase["daily_dose"]


@settings(OFTEN, max_examples=150)
@given(plans_v2())
def test_dose_days_of_a_run_are_those_that_its_rhythm_counts(plan: Entry) -> None:
    for phases in runs(expected(plan)):
        days = dates(phases[0]["first"], phases[-1]["last"])
        dosed = [day for phase in phases for day in dose_dates(phase)]
        assert len(dosed) == counted(phases[0].get("rhythm"), days)
        if "rhythm" in phases[0] and "weekdays" not in phases[0]["rhythm"]:
            assert dosed[0] == days[0]


@OFTEN
@given(plans_v2())
def test_fills_cover_every_days_need_in_time(plan: Entry) -> None:
    answer, keeps = expected(plan), beyond_use(plan)
    for name, by_day in needs(answer).items():
        lots = [
            Lot(date.fromisoformat(fill["from"]), Fraction(fill["quantity"]))
            for fill in answer["fills"]
            if fill["formulation"] == name
        ]
        for day, need in sorted(by_day.items()):
            left = need
            for lot in lots:  # all fills keep equally long: the earliest is discarded first
                if lot.first <= day < lot.first + keeps[name] * DAY:
                    used = min(left, lot.left)
                    lot.left -= used
                    left -= used
            assert left == 0, (name, day)


@OFTEN
@given(plans_v2())
def test_what_was_known_from_the_start_is_handed_out_once(plan: Entry) -> None:
    late = expected(plan)
    for entry in plan.get("adjustments", []):
        entry.pop("noted_on", None)
    answer, window = expected(plan), plan.get("fill_days", 28)
    assert {key: late[key] for key in ("phases", "ends", "after")} == {
        key: answer[key] for key in ("phases", "ends", "after")
    }
    needed = {name: sum(by_day.values(), Fraction(0)) for name, by_day in needs(answer).items()}
    assert {name: Fraction(text) for name, text in answer["totals"].items()} == needed
    start = date.fromisoformat(plan["start_date"])
    seen: dict[tuple[str, int], date] = {}
    for fill in answer["fills"]:
        first, last = (date.fromisoformat(fill[key]) for key in ("from", "to"))
        within = (first - start).days // window
        assert last <= min(start + (within + 1) * window * DAY - DAY, date.fromisoformat(answer["ends"]))
        before = seen.get((fill["formulation"], within))
        assert before is None or (first > before and beyond_use(plan)[fill["formulation"]] < window)
        seen[fill["formulation"], within] = last


@OFTEN
@given(plans_v2())
def test_a_later_change_rewrites_no_fill(plan: Entry) -> None:
    assume("noted_on" in (plan.get("adjustments") or [{}])[-1])
    *earlier, last = plan["adjustments"]
    told = min(last["noted_on"], last["on"])
    before = [fill for fill in expected(plan | {"adjustments": earlier})["fills"] if fill["from"] < told]
    assert [fill for fill in expected(plan)["fills"] if fill["from"] < told] == before


@OFTEN
@given(plans_v2())
def test_the_end_that_has_effect(plan: Entry) -> None:
    answer, entries = expected(plan), plan.get("adjustments", [])
    actions = [entry["action"] for entry in entries]
    waits = bool(entries) and actions[-1] == "pause" and "until" not in entries[-1]
    planned = plan.get("after", "review")
    if "stop" in actions or waits:
        assert answer["after"] == ("paused" if waits else "stop")
        assert date.fromisoformat(answer["ends"]) == date.fromisoformat(entries[-1]["on"]) - DAY
        assert any(phase["dose_days"] for phase in answer["phases"])
    elif "settle" in actions:
        assert answer["after"] == ("review" if planned == "stop" else planned)
    else:
        assert answer["after"] == planned
    if planned == "stop" and "settle" not in actions:
        assert "maintenance" not in {phase["kind"] for phase in answer["phases"]}


@OFTEN
@given(plans())
def test_a_plan_of_version_1_means_the_same_in_version_2(plan: Entry) -> None:
    try:
        answer = expected(plan)
    except Refused:
        return
    assert expected(plan | {"version": 1}) == answer


@OFTEN
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 9))
def test_a_linear_ladder_goes_from_start_to_target_in_equal_steps(start: int, target: int, step: int) -> None:
    doses = [
        read_amount(str(rung["dose"]))
        for rung in ladder_linear(f"{start} mg", f"{step} mg", f"{target} mg", 7, 28)
    ]
    assert [doses[0], doses[-1]] == [Fraction(start), Fraction(target)]
    assert len(doses) == 1 + -(-abs(target - start) // step)
    strides = [abs(one - other) for one, other in pairwise(doses)]
    assert all(stride == step for stride in strides[:-1])
    assert all(0 < stride <= step for stride in strides)


def test_a_geometric_ladder_goes_down_rounding_down() -> None:
    down = ladder_geometric("6 mg", "0.666", "0.1 mg", "0.5 mg", 10, 56)
    doses = [rung["dose"] for rung in down]
    assert doses == ["6 mg", "3.9 mg", "2.6 mg", "1.7 mg", "1.1 mg", "0.7 mg", "0.5 mg"]
    assert ladder_geometric("1 mg", "0.5", "0.3 mg", "1 mg", 10, 56) == [{"dose": "1 mg", "days": 56}]
    for factor, target in (
        ("0", "0.5 mg"),
        ("1", "0.5 mg"),
        ("2", "0.5 mg"),
        ("0.5", "2 mg"),
        ("1.0005", "2 mg"),
    ):
        with pytest.raises(Refused):
            ladder_geometric("1 mg", factor, "0.1 mg", target, 7, 28)


def test_months_are_counted_from_one_anchor() -> None:
    month, end_of_january = {"months": 1}, date(2027, 1, 31)
    assert lengths(4, month, month, end_of_january) == [28, 31, 30, 31]
    assert lengths(3, month, {"months": 2}, end_of_january) == [28, 31, 61]
    assert lengths(3, 14, month, date(2027, 1, 3)) == [14, 14, 28]
    assert lengths(2, month, 28, date(2028, 1, 30)) == [30, 28]


def test_a_target_by_weight_is_rounded_down_and_capped_unrounded() -> None:
    per_kg = {"weight": "32.5 kg", "weighed_on": "2026-11-20", "dose": "0.1 mg", "round_to": "0.2 mg"}
    assert target_by_weight(per_kg) == Fraction("3.2")
    assert target_by_weight(per_kg | {"at_most": "3.1 mg"}) == Fraction("3.1")
    for wrong in (
        {"weight": "500.001 kg"},
        {"weight": "0 kg"},
        {"weight": "1.0005 kg"},
        {"round_to": "4 mg"},
    ):
        with pytest.raises(Refused):
            target_by_weight(per_kg | wrong)


CAPSULE = {"id": "c", "kind": "capsule", "strength": "1 mg"}
TABLET = {"id": "t", "kind": "tablet", "strength": "1 mg", "route": "sublingual"}
WEEK = {"every": 7}
BASIS = {"kind": "linear", "start": "1 mg", "step": "1 mg", "target": "2 mg", "every": 7, "last": 28}
OPEN = {"on": "2027-01-05", "action": "pause"}
RESUMED = {"on": "2027-01-20", "action": "resume", "resume": "continue"}


def plan_with(*adjustments: Entry, **members: Any) -> Entry:
    rungs = [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 28}]
    plan = {"format": "ldn-plan", "version": 2, "start_date": "2027-01-01", "ladder": rungs}
    return deepcopy({**plan, "formulations": [CAPSULE], "adjustments": list(adjustments), **members})


@pytest.mark.parametrize(
    "plan",
    [
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "go_on": "on-date"}]),
        plan_with(ladder=[{"dose": "1 mg", "doses": {"morning": "1 mg"}, "days": 7}]),
        plan_with(ladder=[{"doses": {"morning": "1 mg", "bedtime": "0 mg"}, "days": 7}]),
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "rhythm": {"every": 29}}]),
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "rhythm": {"every": 1}}]),
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "rhythm": {"on": 27, "off": 2}}]),
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "rhythm": {"weekdays": []}}]),
        plan_with(ladder=[{"dose": "1 mg", "days": 7, "rhythm": {"weekdays": ["Monday"]}}]),
        plan_with(formulations=[CAPSULE, TABLET]),
        plan_with(formulations=[CAPSULE | {"route": "sublingual"}]),
        plan_with(basis=BASIS | {"last": 27}),
        plan_with(basis=BASIS | {"target": "3 mg"}),
        plan_with(version=1, after="stop"),
        plan_with(OPEN, version=1),
        plan_with(OPEN | {"on": "2027-01-01"}),
        plan_with(OPEN, {"on": "2027-01-06", "action": "settle"}),
        plan_with(OPEN, RESUMED | {"on": "2027-01-05"}),
        plan_with(OPEN, RESUMED | {"on": "2037-01-04"}),
        plan_with(RESUMED),
        plan_with(OPEN, RESUMED, RESUMED),
        plan_with(OPEN | {"until": "2027-01-09"}),
        plan_with(
            {"on": "2027-01-04", "action": "stop"},
            # The first Tuesday is the fifth.
            ladder=[{"dose": "1 mg", "days": 28, "rhythm": {"weekdays": ["tuesday"]}}],
        ),
    ],
)
def test_refused(plan: Entry) -> None:
    with pytest.raises(Refused):
        expected(plan)


def test_not_refused() -> None:
    assert expected(plan_with(basis=BASIS))["after"] == "review"
    assert expected(plan_with(OPEN))["after"] == "paused"
    resumed = expected(plan_with(OPEN, RESUMED | {"on": "2037-01-02"}))
    assert [phase["days"] for phase in resumed["phases"]] == [4, 3650, 3, 28]


LATE = {"on": "2027-01-05", "action": "stop", "noted_on": "2027-01-30"}
FIRST_FILL = ("c", "2027-01-01", "2027-01-28", "49")


@pytest.mark.parametrize(
    ("capsule", "fills"),
    [
        # What was handed out lies unused, and nobody who still thinks it is taken needs more.
        (CAPSULE, [FIRST_FILL]),
        (
            CAPSULE | {"beyond_use_days": 14},
            [
                ("c", "2027-01-01", "2027-01-14", "21"),
                ("c", "2027-01-15", "2027-01-28", "28"),
                ("c", "2027-01-29", "2027-02-04", "14"),
            ],
        ),
    ],
)
def test_until_a_stop_is_noted_the_course_known_is_filled(capsule: Entry, fills: list[object]) -> None:
    answer = expected(plan_with(LATE, formulations=[capsule]))
    assert answer["ends"] == "2027-01-04"
    assert [tuple(fill.values()) for fill in answer["fills"]] == fills


def test_a_hold_noted_late_is_used_first_and_then_filled() -> None:
    hold = {"on": "2027-01-05", "action": "hold", "days": 7, "noted_on": "2027-01-10"}
    answer = expected(plan_with(hold))
    # 28 days use 14 and 28 capsules, which leaves 7: they last to the 31st, with one over.
    assert [tuple(fill.values()) for fill in answer["fills"]] == [
        FIRST_FILL,
        ("c", "2027-02-01", "2027-02-11", "21"),
    ]
