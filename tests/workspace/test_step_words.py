"""A step in words: its days, its times, how one goes on, what follows; and the line that says a whole plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.result_words import headline, taken_units
from ldn_desktop.workspace.step_words import step_notes
from tests.papers.test_patient_plan import regimen_of

WORKDAYS = {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]}
BOTH = [
    {"id": "a", "kind": "capsule", "strength": "0.5 mg"},
    {"id": "b", "kind": "capsule", "strength": "1.5 mg"},
]
CLINIC: dict[str, Any] = {
    "ladder": [
        {"dose": "0.5 mg", "days": 14, "rhythm": {"every": 2}},
        {"dose": "0.5 mg", "days": 14, "go_on": "if-tolerated"},
        {"dose": "1 mg", "days": 14},
        {"doses": {"morning": "0.5 mg", "bedtime": "1.5 mg"}, "days": 14, "go_on": "after-review"},
        {"dose": "3 mg", "days": 28, "rhythm": WORKDAYS},
    ],
    "after": "continue",
    "formulations": BOTH,
}
TAPER: dict[str, Any] = {
    "ladder": [{"dose": "3 mg", "days": 14}, {"dose": "1.5 mg", "days": 7, "rhythm": {"every": 2}}],
    "after": "stop",
    "formulations": BOTH,
}


def notes(regimen: Regimen) -> list[str]:
    return [" · ".join(step_notes(regimen, at)) for at in range(len(regimen.steps))]


def test_each_step_says_its_days_and_how_one_goes_on() -> None:
    assert notes(regimen_of(**CLINIC)) == [
        "every other day: 1, 3, 5, 7, 9, 11, 13 Dec",
        "go on only if it suits",
        "",
        "go on only after a review",
        "Monday to Friday · goes on until the prescriber changes it",
    ]


def test_a_taper_names_its_last_dose_and_then_stops() -> None:
    regimen = regimen_of(**TAPER)
    assert (
        notes(regimen)[-1] == "every other day: 15, 17, 19, 21 Dec · last dose on Mon 21 Dec 2026, then stop"
    )
    told = headline(regimen, PLAIN.of(regimen))
    assert (told.strong, told.tail) == ("3 mg to 1.5 mg in 2 steps over 3 weeks", "")
    assert "last dose on Mon 21 Dec 2026, then stop" in told.facts


def test_a_rhythm_that_begins_later_names_its_first_day_and_one_without_any_says_so() -> None:
    month = regimen_of(ladder=[{"dose": "1 mg", "days": 35, "rhythm": {"weekdays": ["monday", "thursday"]}}])
    assert notes(month) == ["Monday and Thursday, first on 3 Dec"]
    none = regimen_of(
        ladder=[{"dose": "1 mg", "days": 2, "rhythm": {"weekdays": ["sunday"]}}, {"dose": "1 mg", "days": 7}]
    )
    assert notes(none)[0] == "on Sundays: no day with a dose"


@pytest.mark.parametrize(
    ("rhythm", "dates"),
    [
        ({"every": 3}, "30 Dec, 2, 5 Jan"),
        ({"on": 1, "off": 1}, "30 Dec, 1, 3, 5, 7 Jan"),
    ],
)
def test_dates_share_their_month(rhythm: dict[str, int], dates: str) -> None:
    days = 9 if "on" in rhythm else 8
    regimen = regimen_of(start_date="2026-12-30", ladder=[{"dose": "1 mg", "days": days, "rhythm": rhythm}])
    assert notes(regimen)[0].endswith(f": {dates}")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on": "2026-12-20", "action": "step_back", "days": 7}, [3]),
        ({"on": "2026-12-22", "action": "pause", "until": "2026-12-29", "resume": "continue"}, [1]),
        ({"on": "2026-12-22", "action": "pause", "until": "2026-12-29", "resume": "restart"}, [4]),
        ({"on": "2026-12-20", "action": "stop"}, []),
        ({"on": "2026-12-20", "action": "settle"}, []),
        ({"on": "2026-12-20", "action": "times", "times": ["morning"]}, [2]),
    ],
)
def test_the_condition_stands_where_one_would_go_on(change: dict[str, Any], told: list[int]) -> None:
    ladder = [
        {"dose": "0.5 mg", "days": 14},
        {"dose": "1 mg", "days": 7, "go_on": "if-tolerated"},
        {"dose": "1.5 mg", "days": 28},
    ]
    found = notes(regimen_of(ladder=ladder, formulations=BOTH, adjustments=[change]))
    places = [at for at, words in enumerate(found) if "if it suits" in words]
    assert places == told


def test_the_headline_counts_dose_days_and_says_what_follows() -> None:
    regimen = regimen_of(**CLINIC)
    told = headline(regimen, PLAIN.of(regimen))
    assert told.strong + told.tail == "0.5 mg to 3 mg in 5 steps over 8 weeks, 56 + 28 days"
    assert told.facts == (
        "Tue 1 Dec 2026 to Mon 22 Feb 2027 · goes on until the prescriber changes it · 69 dose days · 117 capsules"
    )


def test_a_pause_without_a_date_is_said_to_be_one() -> None:
    regimen = regimen_of(adjustments=[{"on": "2026-12-20", "action": "pause"}])
    told = headline(regimen, PLAIN.of(regimen), date(2027, 1, 1))
    assert "Tue 1 Dec 2026 to Sat 19 Dec 2026 · then paused, without a date to go on" in told.facts
    assert "over" not in told.facts
    step: Step = regimen.steps[-1]
    assert step.takes


@pytest.mark.parametrize(
    ("kind", "used"),
    [
        ({"kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}, " · 490 drops"),
        (
            {"kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.05", "capacity_ml": "1"},
            " · 24.5 mL",
        ),
    ],
)
def test_the_headline_says_how_much_is_measured(kind: dict[str, Any], used: str) -> None:
    ladder = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 21}]
    regimen = regimen_of(ladder=ladder, formulations=[{"id": "m", **kind}])
    assert headline(regimen, PLAIN.of(regimen)).facts.endswith(used)


@pytest.mark.parametrize(
    "change",
    [
        {"on": "2026-12-20", "action": "settle"},
        {"on": "2026-12-20", "action": "step_back"},
        {"on": "2026-12-10", "action": "times", "times": ["morning"]},
    ],
    ids=lambda change: str(change["action"]),
)
def test_pieces_of_a_step_are_one_step(change: dict[str, Any]) -> None:
    ladder = [{"dose": f"{dose} mg", "days": 14} for dose in ("0.5", "1", "1.5", "2")]
    changes = [change, {"on": "2026-12-22", "action": "hold", "days": 3}]
    regimen = regimen_of(ladder=ladder, formulations=BOTH, adjustments=changes)
    rungs = 2 if change["action"] == "settle" else 4
    assert f" in {rungs} steps over " in headline(regimen, PLAIN.of(regimen)).strong


def test_the_headline_says_what_of_the_supply_is_taken_and_what_it_could_not_count() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "1",
    }
    ladder = [{"dose": "0.5 mg", "days": 7}, {"dose": "0.25 mg", "days": 7}, {"dose": "0.75 mg", "days": 7}]
    regimen = regimen_of(ladder=ladder, formulations=[liquid])
    told = headline(regimen, PLAIN.of(regimen)).facts
    assert told.endswith(" · 3.5 mL, without the doses of 2 steps that cannot be measured")
    change = {
        "on": "2026-12-10",
        "noted_on": "2026-12-10",
        "action": "formulations",
        "formulations": [{"id": "d", "kind": "capsule", "strength": "1 mg"}],
    }
    regimen = regimen_of(ladder=[{"dose": "1 mg", "days": 28}], adjustments=[change])
    words = PLAIN.of(regimen)
    total, taken = (sum(each.values()) for each in (_handed(regimen), taken_units(regimen)))
    assert taken < total
    assert headline(regimen, words).facts.endswith(f" · {total // 4} capsules, {taken // 4} taken")


def _handed(regimen: Regimen) -> dict[str, int]:
    return {total.formulation.id: total.units for total in regimen.supply.totals}
