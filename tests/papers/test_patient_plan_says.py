"""Rhythms, doses by time of day, what follows, conditions, routes and instructions, as each paper says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from ldn_desktop.papers.clinician_record import RecordMaker
from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.papers.wallet_card import wallet_card
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of

_EVERY_DAY = ("each night", "each morning", "each day", "every day", "on each day", " a day")
OTHER, WEEK = {"every": 2}, {"weekdays": ["monday", "wednesday", "friday"]}
SOLIDS = [{"id": f"c{s}", "kind": "capsule", "strength": f"{s} mg"} for s in ("0.5", "1", "4.5")]


def plan_of(printed: date = TODAY, **changes: Any) -> PatientPlan:
    return patient_plan(regimen_of(**changes), KNOWLEDGE.content, printed)


def text_of(printed: date = TODAY, **changes: Any) -> str:
    return " ".join(patient_text(plan_of(printed, **changes)).split())


def card_of(printed: date = TODAY, **changes: Any) -> str:
    return wallet_card(regimen_of(**changes), KNOWLEDGE.content, printed).dose[1]


def record_of(printed: date = TODAY, **changes: Any) -> str:
    regimen = regimen_of(**changes)
    sentences = dict.fromkeys(regimen.findings, "")
    record = RecordMaker(regimen, KNOWLEDGE.content, sentences, PLAIN.of(regimen)).record(printed, TODAY)
    person = " ".join(text for _, text in record.person)
    rows = (cell for section in record.sections for row in section.rows for cell in row)
    return plain(" ".join((person, *rows, *(section.sentence for section in record.sections))))


@pytest.mark.parametrize(
    ("rhythm", "days", "boxes", "words"),
    [
        (OTHER, 7, [1, 3, 5, 7], "Every other day: first on Tue 1 Dec 2026, last on Mon 7 Dec 2026."),
        (WEEK, 14, [2, 4, 7, 9, 11, 14], "Monday, Wednesday and Friday: first on Wed 2 Dec 2026"),
        ({"on": 3, "off": 2}, 7, [1, 2, 3, 6, 7], "3 days on, 2 days off: first on Tue 1 Dec 2026"),
        ({"every": 7}, 5, [1], "Every 7 days: only on Tue 1 Dec 2026."),
    ],
)
def test_a_rhythm_has_boxes_on_its_days_and_none_on_the_others(
    rhythm: object, days: int, boxes: list[int], words: str
) -> None:
    ladder = [{"dose": "0.5 mg", "days": days, "rhythm": rhythm}]
    row = plan_of(ladder=ladder).rows[0]
    shown = [box for week in row.weeks for box in week]
    assert [box.day.day for box in shown if box.due] == boxes
    assert [box.day.day for box in shown] == list(range(1, days + 1))
    told = text_of(ladder=ladder)
    assert words in told
    assert not [often for often in _EVERY_DAY if often in told.lower()]


def test_days_without_a_dose_are_seen_to_be_free() -> None:
    told = text_of(ladder=[{"dose": "0.5 mg", "days": 5, "rhythm": OTHER}])
    assert "Boxes: Tu 1 We – Th 3 Fr – Sa 5" in told
    told = text_of(ladder=[{"dose": "0.5 mg", "days": 6, "rhythm": {"on": 3, "off": 3}}])
    assert "Boxes: Tu 1 We 2 Th 3 Fr – Sa – Su –" in told


def test_a_long_rhythm_goes_on_in_words_and_never_every_day() -> None:
    told = text_of(ladder=[{"dose": "0.5 mg", "days": 90, "rhythm": OTHER}])
    assert (
        "The boxes end on Sun 24 Jan 2027: then go on in the same way (every other day), next on Tue 26 Jan 2027, "
        "until Sun 28 Feb 2027."
    ) in told


@pytest.mark.parametrize(
    ("rhythm", "boxes", "told"),
    [
        (
            {"weekdays": ["sunday"]},
            24,
            "The boxes end on Sun 16 May 2027: then go on in the same way (on Sundays),",
        ),
        ({"every": 28}, 7, "The boxes end on Tue 18 May 2027: then go on in the same way (every 28 days),"),
        (OTHER, 28, "The boxes end on Sun 24 Jan 2027: then go on in the same way (every other day),"),
    ],
)
def test_rare_doses_get_boxes_for_longer(rhythm: object, boxes: int, told: str) -> None:
    ladder = [{"dose": "0.5 mg", "days": 364, "rhythm": rhythm}]
    shown = [box for week in plan_of(ladder=ladder).rows[0].weeks for box in week]
    assert sum(box.due for box in shown) == boxes
    assert told in text_of(ladder=ladder)
    last = shown[-1].day
    assert all(box.due == (box.day in regimen_of(ladder=ladder).course[0].dose_days()) for box in shown)
    assert (last - shown[0].day).days + 1 == len(shown)


def test_a_step_that_goes_on_has_no_last_day() -> None:
    ladder = [{"dose": "0.5 mg", "days": 28, "rhythm": OTHER}]
    told = text_of(ladder=ladder, after="continue")
    assert "Every other day: first on Tue 1 Dec 2026. Take none on the other days." in told
    assert "last on" not in told
    assert "Every other day: first on Tue 1 Dec 2026, last on Sun 27 Dec 2026." in text_of(ladder=ladder)


def test_a_last_dose_waits_for_the_conditions_before_it() -> None:
    ladder = [
        {"dose": "0.5 mg", "days": 14, "go_on": "after-review"},
        {"dose": "1 mg", "days": 14},
    ]
    told = "If every step begins on its day, {} last dose is on Mon 28 Dec 2026, then stop."
    # That it has begun on its day stands nowhere: the days stay those planned.
    for printed in (date(2026, 11, 30), date(2026, 12, 10), date(2026, 12, 15), date(2026, 12, 16)):
        text = text_of(printed, ladder=ladder, after="stop")
        assert told.format("your") in text
        assert "If one begins later, this day moves too." in text
        assert "Then go on as the steps below say." in text or told.format("the") in text
    over = text_of(date(2026, 12, 29), ladder=ladder, after="stop")
    assert "By the planned dates your last dose was the one on Mon 28 Dec 2026." in over
    assert "The plan is stopped" not in over
    stopped = text_of(date(2026, 12, 29), ladder=[{**ladder[0], "go_on": "on-date"}, ladder[1]], after="stop")
    assert "The plan is stopped: your last dose was the one on Mon 28 Dec 2026." in stopped


def test_a_step_without_any_day_with_a_dose_says_so() -> None:
    ladder = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 2, "rhythm": {"weekdays": ["sunday"]}}]
    row = plan_of(ladder=ladder).rows[1]
    assert (row.number, row.dose, row.intakes, row.weeks) == ("2", "none", (), ())
    assert "No dose falls on these days: take no naltrexone." in text_of(ladder=ladder)
    assert "no dose falls on these days" in record_of(ladder=ladder)


def test_the_card_says_the_rhythm_and_the_next_dose() -> None:
    ladder = [{"dose": "0.5 mg", "days": 28, "rhythm": OTHER}]
    assert card_of(ladder=ladder) == ("0.5 mg at bedtime, every other day, from 1 Dec 2026")
    late = [{"dose": "0.5 mg", "days": 28, "rhythm": WEEK}]
    assert card_of(ladder=late) == ("0.5 mg at bedtime, Monday, Wednesday and Friday, from 2 Dec 2026")
    assert card_of(date(2026, 12, 4), ladder=ladder) == (
        "0.5 mg at bedtime, every other day, since 1 Dec 2026; next dose 5 Dec 2026"
    )


def test_what_has_begun_says_the_rhythm_and_the_next_dose() -> None:
    told = text_of(
        date(2026, 12, 4),
        ladder=[{"dose": "0.5 mg", "days": 7, "rhythm": OTHER}, {"dose": "1 mg", "days": 28}],
    )
    assert "Go on with 0.5 mg at bedtime (every other day) until Mon 7 Dec 2026." in told
    assert "The next dose is on Sat 5 Dec 2026." in told
    assert "So far, step 1: Tue 1 Dec 2026 to Thu 3 Dec 2026: 0.5 mg, every other day" in told


def test_each_time_has_its_own_dose_and_recipe() -> None:
    changes: Mapping[str, Any] = {
        "ladder": [{"doses": {"morning": "2 mg", "bedtime": "4.5 mg"}, "days": 28}],
        "formulations": SOLIDS,
    }
    row = plan_of(**changes).rows[0]
    assert row.dose == "6.5 mg"
    told = [(intake.time, [plain(portion.text) for portion in intake.portions]) for intake in row.intakes]
    assert told == [
        ("Morning, 2 mg", ["2 capsules of 1 mg"]),
        ("Bedtime, 4.5 mg", ["1 capsule of 4.5 mg"]),
    ]
    assert card_of(**changes) == "2 mg in the morning and 4.5 mg at bedtime, from 1 Dec 2026"
    assert "6.5 mg a day, 2 mg in the morning and 4.5 mg at bedtime until" in text_of(
        date(2026, 12, 4), **changes
    )
    assert "in the morning 2 mg: 2 × 1 mg; at bedtime 4.5 mg: 1 × 4.5 mg" in record_of(**changes)


def test_a_taper_ends_in_its_last_dose() -> None:
    ladder = [{"dose": "1 mg", "days": 7}, {"dose": "0.5 mg", "days": 14, "rhythm": OTHER}]
    told = text_of(ladder=ladder, after="stop")
    assert "The last dose is on Sun 20 Dec 2026, then stop." in told
    assert "Your last dose is on Sun 20 Dec 2026, then stop." in told
    assert "maintenance" not in told
    assert "prescriber before Mon 21 Dec 2026" not in told
    assert card_of(ladder=ladder, after="stop").endswith("; planned to stop, last dose on 20 Dec 2026")
    assert (
        card_of(date(2027, 1, 1), ladder=ladder, after="stop") == "stopped, last dose 0.5 mg on 20 Dec 2026"
    )
    assert "Planned to stop: the last dose is that of Sun 20 Dec 2026." in record_of(
        ladder=ladder, after="stop"
    )


def test_an_open_plan_goes_on_in_words_after_its_last_day() -> None:
    told = text_of(after="continue")
    assert "Then go on in the same way until your prescriber changes it." in told
    assert "Go on in the same way after Mon 4 Jan 2027, until your prescriber changes it." in told
    late = text_of(date(2027, 2, 1), after="continue")
    assert "Go on with 1 mg at bedtime until your prescriber changes it." in late
    assert "may still be taken" not in card_of(date(2027, 2, 1), after="continue")
    assert card_of(date(2027, 2, 1), after="continue") == "1 mg a day, at bedtime, since 8 Dec 2026"
    assert "The supply is planned until Mon 4 Jan 2027." in record_of(after="continue")


PAUSED = [{"on": "2026-12-20", "action": "pause", "noted_on": "2026-12-10", "note": "operation"}]


def test_a_pause_without_a_date_says_when_to_stop_and_that_the_prescriber_allows_a_restart() -> None:
    told = text_of(adjustments=PAUSED)
    assert (
        "your last dose before it is on Sat 19 Dec 2026. Take none until your prescriber allows it." in told
    )
    assert "After an opioid, as for an operation: only when your prescriber allows it." in told
    assert "The plan is stopped" not in told
    assert "do not start again: call first" in told
    today = text_of(date(2026, 12, 20), adjustments=PAUSED)
    assert "From today take no naltrexone until your prescriber allows it: a pause without a date." in today
    later = text_of(date(2026, 12, 28), adjustments=PAUSED)
    assert "You are in a pause without a date" in later
    assert card_of(adjustments=PAUSED).endswith("; last dose on 19 Dec 2026, then a pause without a date")
    assert card_of(date(2026, 12, 28), adjustments=PAUSED) == (
        "paused without a date, last dose 1 mg on 19 Dec 2026"
    )
    record = record_of(adjustments=PAUSED)
    assert "Planned to pause without a date: the last dose before it is that of Sat 19 Dec 2026." in record
    assert "Noted on Thu 10 Dec 2026. Note: operation" in record


@pytest.mark.parametrize(
    ("go_on", "words"),
    [
        (
            "if-tolerated",
            "If side effects trouble you, stay on this step and call. The later steps then begin later.",
        ),
        (
            "after-review",
            "Stay on this step until a review with your prescriber. The later steps may begin later.",
        ),
    ],
)
def test_a_condition_stands_at_its_step_alone(go_on: str, words: str) -> None:
    ladder = [
        {"dose": "0.5 mg", "days": 7, "go_on": go_on},
        {"dose": "1 mg", "days": 7},
        {"dose": "1.5 mg", "days": 28},
    ]
    rows = plan_of(ladder=ladder).rows
    assert [words in plain(" ".join(row.notes)) for row in rows] == [True, False, False]
    assert "Go on to the next step only as each step says." in text_of(ladder=ladder)


def test_a_plan_settled_on_its_step_has_no_condition() -> None:
    ladder = [{"dose": "0.5 mg", "days": 7, "go_on": "if-tolerated"}, {"dose": "1 mg", "days": 28}]
    told = text_of(ladder=ladder, adjustments=[{"on": "2026-12-03", "action": "settle"}])
    assert "If side effects trouble you" not in told
    assert "only as each step says" not in told


@pytest.mark.parametrize(
    ("product", "route", "words"),
    [
        ({"kind": "tablet", "strength": "0.5 mg"}, "sublingual", "under the tongue"),
        (
            {"kind": "liquid", "concentration": "0.5 mg/mL", "graduation_ml": "0.1", "capacity_ml": "3"},
            "topical",
            "on the skin",
        ),
        ({"kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}, "eye", "into the eye"),
    ],
)
def test_a_route_stands_in_every_sentence(product: dict[str, Any], route: str, words: str) -> None:
    changes: Mapping[str, Any] = {"formulations": [{"id": "x", "route": route} | product]}
    document = plan_of(**changes)
    assert f"It goes {words}." in text_of(**changes)
    assert all(
        plain(p.text).endswith(f", {words}") for row in document.rows for i in row.intakes for p in i.portions
    )
    assert all(words in text for text, _ in document.key)
    assert f"at bedtime, {words} until" in text_of(date(2026, 12, 4), **changes)
    assert f", {words}," in card_of(**changes)
    assert f", {words}, at bedtime" in record_of(**changes)


def test_instructions_have_a_box_of_their_own_line_by_line() -> None:
    document = plan_of(instructions="With water.\r\n\n  **Call** me.  ")
    assert document.instructions[1:] == ("With water.", "**Call** me.")
    assert plan_of().instructions == ()
    assert "Instructions" not in record_of()
    assert "With water. **Call** me." in record_of(instructions="With water.\n**Call** me.")


def test_an_operation_stands_on_plan_and_record_until_it_is_over() -> None:
    operation = {"on": "2026-12-24", "last_dose_hours": 72}
    told = text_of(operation=operation)
    assert "Operation on Thu 24 Dec 2026: take no naltrexone for 72 hours before it." in told
    assert "The last dose before it is on Sun 20 Dec 2026 at the latest. The boxes after that day" in told
    assert "The boxes after" not in text_of(
        operation=operation,
        adjustments=[{"on": "2026-12-21", "action": "pause", "until": "2026-12-28", "resume": "continue"}],
    )
    assert "Operation" not in text_of(date(2026, 12, 25), operation=operation)
    assert "Thu 24 Dec 2026; no dose for 72 hours before it" in record_of(
        date(2026, 12, 25), operation=operation
    )


def test_a_ladder_in_months_goes_up_by_the_month() -> None:
    basis = {"kind": "linear", "start": "1 mg", "step": "0.5 mg", "target": "2 mg", "last": 28}
    for every, days, told in (
        ({"months": 1}, (31, 31), "Go up one step a month, from 1 mg to 2 mg in 3 steps."),
        ({"months": 2}, (62, 59), "Go up one step every 2 months, from 1 mg to 2 mg in 3 steps."),
        (31, (31, 31), "Go up one step every 31 days, from 1 mg to 2 mg in 3 steps."),
        (14, (14, 14), "Go up one step every 2 weeks, from 1 mg to 2 mg in 3 steps."),
    ):
        ladder = [
            {"dose": f"{dose} mg", "days": each}
            for dose, each in zip(("1", "1.5", "2"), (*days, 28), strict=True)
        ]
        assert told in text_of(ladder=ladder, basis={**basis, "every": every}, formulations=SOLIDS)


def test_a_month_that_a_change_made_longer_is_none() -> None:
    basis = {"kind": "linear", "start": "1 mg", "step": "1 mg", "target": "2 mg", "last": 28}
    told = text_of(
        ladder=[{"dose": "1 mg", "days": 31}, {"dose": "2 mg", "days": 28}],
        basis={**basis, "every": {"months": 1}},
        formulations=SOLIDS,
        adjustments=[{"on": "2026-12-10", "action": "hold", "days": 4}],
    )
    assert "Go up one step every 5 weeks" in told


def test_each_filling_of_a_syringe_is_drawn() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "1",
    }
    changes: Mapping[str, Any] = {"formulations": [liquid], "max_measures_per_dose": 10}
    for dose, filled in (
        ("0.5 mg", [500]),
        ("2.5 mg", [1000, 1000, 500]),
        ("2 mg", [1000, 1000]),
        ("9 mg", []),
    ):
        (intake,) = plan_of(ladder=[{"dose": dose, "days": 28}], **changes).rows[0].intakes
        assert [drawing.thousandths for drawing in intake.portions[0].drawings] == filled


def test_the_card_says_that_a_dose_goes_down() -> None:
    steps = [{"dose": f"{dose} mg", "days": 14} for dose in ("2", "1.5", "1")]
    assert card_of(ladder=steps, after="stop", formulations=SOLIDS) == (
        "2 mg a day, at bedtime, from 1 Dec 2026; planned to go down to 1 mg; planned to stop, last dose on 11 Jan 2027"
    )
    assert card_of(date(2027, 1, 4), ladder=steps, after="stop", formulations=SOLIDS) == (
        "1 mg a day, at bedtime, since 29 Dec 2026; planned to stop, last dose on 11 Jan 2027"
    )
    up = [{"dose": f"{dose} mg", "days": 14} for dose in ("1", "2", "1.5")]
    assert card_of(ladder=up, formulations=SOLIDS) == (
        "1 mg a day, at bedtime, from 1 Dec 2026; planned to rise to 2 mg, then to go down to 1.5 mg"
    )
    waits = [{"dose": "1 mg", "days": 14, "go_on": "if-tolerated"}, {"dose": "0.5 mg", "days": 14}]
    assert card_of(ladder=waits, after="stop").endswith(
        "planned to go down to 0.5 mg, as far as side effects allow; planned to stop, last dose on 28 Dec 2026 or later"
    )


def test_on_its_first_day_a_new_dose_is_said_to_begin() -> None:
    steps = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}]
    assert "From today take 1 mg at bedtime, not 0.5 mg, until Mon 4 Jan 2027." in text_of(
        date(2026, 12, 8), ladder=steps
    )
    for printed in (date(2026, 12, 7), date(2026, 12, 9)):
        assert "From today" not in text_of(printed, ladder=steps)
    assert "Go on with 1 mg at bedtime until Mon 4 Jan 2027." in text_of(date(2026, 12, 9), ladder=steps)
    rare = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28, "rhythm": WEEK}]
    told = "take 1 mg at bedtime (Monday, Wednesday and Friday), not 0.5 mg, until Mon 4 Jan 2027."
    assert f"From Wed 9 Dec 2026 {told}" in text_of(date(2026, 12, 8), ladder=rare)
    assert f"From today {told}" in text_of(date(2026, 12, 9), ladder=rare)
    assert "Go on with 1 mg" in text_of(date(2026, 12, 10), ladder=rare)


def test_a_new_dose_behind_a_condition_is_begun_only_as_it_says() -> None:
    steps = [{"dose": "0.5 mg", "days": 7, "go_on": "after-review"}, {"dose": "1 mg", "days": 28}]
    told = text_of(date(2026, 12, 8), ladder=steps)
    until = "Only after a review with your prescriber: from today take 1 mg at bedtime until Mon 4 Jan 2027."
    assert f"{until} Begin it only as its step below says." in told
    assert "Until a review with your prescriber stay on step 1, as said below: 0.5 mg at bedtime." in told
    assert "not 0.5 mg" not in told
    assert "Begin this step only after a review with your prescriber." in told
    assert "Begin it only" not in text_of(date(2026, 12, 9), ladder=steps)


def test_the_same_dose_at_another_time_is_said_to_begin() -> None:
    steps = [{"dose": "1 mg", "days": 7}, {"doses": {"morning": "1 mg"}, "days": 28}]
    told = text_of(date(2026, 12, 8), ladder=steps, formulations=SOLIDS)
    assert "From today take 1 mg in the morning until Mon 4 Jan 2027." in told


def test_the_card_of_a_plan_that_goes_on_tells_since_when() -> None:
    steps = [{"dose": "0.5 mg", "days": 7, "rhythm": {"every": 28}}, {"dose": "1 mg", "days": 7}]
    settle = [{"on": "2026-12-04", "action": "settle"}]
    told = "0.5 mg at bedtime, every 28 days, since 1 Dec 2026; next dose 29 Dec 2026"
    for printed in (date(2026, 12, 3), date(2026, 12, 5), date(2026, 12, 20)):
        assert card_of(printed, ladder=steps, adjustments=settle, after="continue") == told


def test_the_same_dose_written_by_its_time_is_no_new_dose() -> None:
    steps = [{"dose": "1 mg", "days": 7}, {"doses": {"bedtime": "1 mg"}, "days": 28}]
    for printed in (date(2026, 12, 7), date(2026, 12, 8)):
        told = text_of(printed, ladder=steps, formulations=SOLIDS)
        assert "Go on with 1 mg at bedtime until Mon 4 Jan 2027." in told


def test_the_footer_names_both_revisions() -> None:
    for revision, told in (
        (1, "Plan revision 1 · printed"),
        (3, "Plan revision 3, replaces revision 2 · printed"),
    ):
        assert plan_of(revision=revision).frame.footer_left.startswith(told)


def test_a_single_dose_is_not_taken_each_night() -> None:
    one = [{"dose": "1 mg", "days": 1}]
    assert plan_of(ladder=one, after="stop").heads[2] == "Dose"
    assert plan_of(ladder=one, after="continue").heads[2] == "Each night"
    assert plan_of(ladder=[{"dose": "1 mg", "days": 2}]).heads[2] == "Each night"
    weekly = [{"dose": "1 mg", "days": 7, "rhythm": {"every": 7}}, {"dose": "1 mg", "days": 7}]
    assert plan_of(ladder=weekly).heads[2] == "Dose"
