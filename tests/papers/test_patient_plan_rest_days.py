"""Papers printed on a day without a dose: none sends a patient on to a dose that is not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.reference.words.bold import plain
from tests.papers.test_patient_plan_says import card_of, plan_of, text_of

OTHER, THREE = {"every": 2}, {"on": 3, "off": 4}
WEEK = {"weekdays": ["monday", "wednesday", "friday"]}


def rung(dose: str, days: int, rhythm: dict[str, Any]) -> dict[str, Any]:
    return {"dose": dose, "days": days, "rhythm": rhythm}


def now_of(printed: date, **changes: Any) -> str:
    return plain(" ".join(plan_of(printed, **changes).intro))


@pytest.mark.parametrize(
    ("printed", "changes"),
    [
        (date(2026, 12, 14), {"ladder": [rung("1 mg", 14, OTHER)], "after": "stop"}),
        (
            date(2026, 12, 14),
            {"ladder": [rung("1 mg", 28, OTHER)], "adjustments": [{"on": "2026-12-15", "action": "stop"}]},
        ),
    ],
)
def test_after_the_last_dose_before_a_stop_the_plan_is_stopped(
    printed: date, changes: dict[str, Any]
) -> None:
    told = now_of(printed, **changes)
    assert told == (
        "The plan is stopped: your last dose was the one on Sun 13 Dec 2026."
        " Take no naltrexone without a new plan."
    )
    assert "Go on with" not in text_of(printed, **changes)
    assert card_of(printed, **changes) == "stopped, last dose 1 mg on 13 Dec 2026"


def test_after_the_last_dose_before_a_review_none_is_left() -> None:
    changes: dict[str, Any] = {"ladder": [rung("1 mg", 14, OTHER)]}
    printed = date(2026, 12, 14)
    assert now_of(printed, **changes) == "No dose is left: your last dose was the one on Sun 13 Dec 2026."
    told = text_of(printed, **changes)
    assert "See your prescriber now about what comes next" in told
    assert "stay on it" not in told
    assert card_of(printed, **changes) == (
        "1 mg at bedtime, every other day, since 1 Dec 2026; last planned dose 13 Dec 2026"
    )


def test_the_last_days_of_a_step_name_the_first_dose_of_the_next() -> None:
    changes: dict[str, Any] = {"ladder": [rung("0.5 mg", 14, THREE), rung("1 mg", 12, THREE)]}
    printed = date(2026, 12, 12)
    assert now_of(printed, **changes) == (
        "The next dose is on Tue 15 Dec 2026: 1 mg at bedtime (3 days on, 4 days off)."
        " Then go on as the steps below say."
    )
    assert card_of(printed, **changes) == (
        "0.5 mg at bedtime, 3 days on, 4 days off, since 1 Dec 2026; next dose 15 Dec 2026: 1 mg"
    )


@pytest.mark.parametrize(
    ("pause", "card"),
    [
        (
            {"until": "2026-12-22", "resume": "continue"},
            (
                "1 mg at bedtime, every other day, since 1 Dec 2026; next dose 22 Dec 2026;"
                " pause planned from 15 Dec 2026 to 21 Dec 2026"
            ),
        ),
        (
            {},
            (
                "1 mg at bedtime, every other day, since 1 Dec 2026;"
                " last dose on 13 Dec 2026, then a pause without a date"
            ),
        ),
    ],
)
def test_before_a_pause_no_dose_is_due(pause: dict[str, Any], card: str) -> None:
    changes: dict[str, Any] = {
        "ladder": [rung("1 mg", 28, OTHER)],
        "adjustments": [{"on": "2026-12-15", "action": "pause", **pause}],
    }
    printed = date(2026, 12, 14)
    assert now_of(printed, **changes) == "No dose is due before the pause from Tue 15 Dec 2026."
    assert card_of(printed, **changes) == card


@pytest.mark.parametrize("printed", [date(2026, 12, 29), date(2027, 2, 9)])
def test_an_open_plan_says_what_is_taken_and_when_once_its_planned_days_have_no_dose(printed: date) -> None:
    changes: dict[str, Any] = {"ladder": [rung("1 mg", 29, WEEK)], "after": "continue"}
    due = "Wed 30 Dec 2026" if printed.year == 2026 else "Wed 10 Feb 2027"
    told = now_of(printed, **changes)
    assert told.startswith("Go on with 1 mg at bedtime (Monday, Wednesday and Friday) until your prescriber")
    assert told.endswith(f"The next dose is on {due}.")
    (row,) = plan_of(printed, **changes).rows
    assert (row.dose, plain(row.intakes[0].portions[0].text)) == ("1 mg", "2 capsules of 0.5 mg")
    assert "take no naltrexone" not in text_of(printed, **changes)
    day = due.partition(" ")[2]
    assert card_of(printed, **changes) == (
        f"1 mg at bedtime, Monday, Wednesday and Friday, since 2 Dec 2026; next dose {day}"
    )


def test_an_open_plan_of_every_day_says_what_to_take_after_its_planned_days() -> None:
    document = plan_of(date(2027, 2, 1), after="continue")
    (row,) = document.rows
    assert (row.first, row.dose, len(document.key)) == ("Mon 1 Feb 2027", "1 mg", 1)
    assert "Go on in the same way after Sun 28 Feb 2027, until your prescriber changes it." in text_of(
        date(2027, 2, 1), after="continue"
    )


@pytest.mark.parametrize(
    ("go_on", "words"),
    [
        ("if-tolerated", "If side effects trouble you, stay on the step before and call."),
        ("after-review", "Begin this step only after a review with your prescriber."),
    ],
)
def test_the_condition_of_a_step_stands_until_its_first_dose_is_behind(go_on: str, words: str) -> None:
    ladder = [{**rung("0.5 mg", 7, OTHER), "go_on": go_on}, {"dose": "1 mg", "days": 28}]
    told = [words in text_of(date(2026, 12, day), ladder=ladder) for day in (1, 7, 8, 9)]
    assert told == [False, False, True, False]


def test_a_plan_that_has_stopped_does_not_tell_of_a_last_dose_to_come() -> None:
    changes: dict[str, Any] = {"ladder": [rung("1 mg", 14, OTHER)], "after": "stop"}
    assert "then stop" in text_of(date(2026, 12, 13), **changes)
    assert "then stop" not in text_of(date(2026, 12, 14), **changes)


def test_the_card_names_the_last_dose_where_a_step_begins_without_one() -> None:
    ladder = [{"dose": "0.5 mg", "days": 7}, rung("1 mg", 28, {"weekdays": ["friday"]})]
    assert card_of(date(2026, 12, 9), ladder=ladder) == (
        "0.5 mg until 7 Dec 2026; 1 mg at bedtime, on Fridays, from 11 Dec 2026"
    )
    assert "until" not in card_of(date(2026, 12, 11), ladder=ladder)
