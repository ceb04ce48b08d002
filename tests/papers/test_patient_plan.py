"""The patient document: what it says to take is the dose, read back by a parser that knows only the page."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checks.paper_grid import cases, check
from checks.read_back import MismatchError, rows_of
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.amount import NG_PER_MG
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.words.bold import BOLD, plain
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED
from tests.strategies import plans

KNOWLEDGE = Knowledge(SHIPPED)
TODAY = date(2026, 11, 23)


def regimen_of(**changes: Any) -> Regimen:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        **changes,
    }
    plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    return derive(plan, KNOWLEDGE.rules, TODAY)


def text_of(**changes: Any) -> str:
    return patient_text(patient_plan(regimen_of(**changes), KNOWLEDGE.content, TODAY))


def test_a_sample_of_the_grid_has_no_mismatch() -> None:
    kinds = [check(plan, KNOWLEDGE)[0] for plan in islice(cases(), 0, 6000, 20)]
    assert kinds.count("printed") > 80
    assert kinds.count("refused") > 80


def test_a_single_day_of_the_week_is_said_as_one_speaks() -> None:
    text = text_of(ladder=[{"dose": "1 mg", "days": 56, "rhythm": {"weekdays": ["sunday"]}}])
    assert "at bedtime (on Sundays)" in text
    assert "On Sundays: first on" in text


_FILLINGS = re.compile(
    r"in (?:two fillings: (?P<one>[\d.]+) mL and then (?P<two>[\d.]+) mL"
    r"|(?P<count>\d+) fillings: the first (?P<full>\d+) of (?P<each>[\d.]+) mL each, the last of (?P<rest>[\d.]+) mL)"
)


@given(marks=st.integers(1, 100), share=st.sampled_from((1, 2, 5, 10)))
def test_no_filling_exceeds_its_syringe_and_together_they_are_the_dose(marks: int, share: int) -> None:
    """Of a syringe with ``share`` marks of 0.1 mL and a dose of so many of its marks."""
    assume(marks <= 10 * share)
    capacity = Fraction(share, 10)
    syringe = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": f"{share // 10}.{share % 10}",
    }
    ladder = [{"dose": f"{marks // 10}.{marks % 10} mg", "days": 7}]
    (found,) = rows_of(text_of(ladder=ladder, formulations=[syringe], max_measures_per_dose=10))
    said = _FILLINGS.search(found.text)
    fillings = [Fraction(marks, 10)]
    if said is not None and said["one"]:
        fillings = [Fraction(said["one"]), Fraction(said["two"])]
    elif said is not None:
        fillings = [Fraction(said["each"])] * int(said["full"]) + [Fraction(said["rest"])]
        assert len(fillings) == int(said["count"])
    assert sum(fillings) == Fraction(marks, 10)
    assert all(0 < filling <= capacity for filling in fillings)
    assert len(fillings) == -(-marks // share)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("1.2 mg", "in two fillings: 1 mL and then 0.2 mL"),
        ("2.2 mg", "in 3 fillings: the first 2 of 1 mL each, the last of 0.2 mL"),
        ("3.5 mg", "in 4 fillings: the first 3 of 1 mL each, the last of 0.5 mL"),
        ("4.5 mg", "in 5 fillings: the first 4 of 1 mL each, the last of 0.5 mL"),
    ],
)
def test_every_filling_of_a_syringe_is_said(dose: str, said: str) -> None:
    syringe = {"concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "1"}
    text = text_of(
        ladder=[{"dose": dose, "days": 7}],
        formulations=[{"id": "l", "kind": "liquid", **syringe}],
        max_measures_per_dose=5,
    )
    assert said in " ".join(text.split())


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@settings(max_examples=60)
@given(plans())
def test_any_plan_that_prints_says_its_own_doses(plan_json: dict[str, Any]) -> None:
    try:
        plan = read_plan(json.dumps(plan_json).encode(), KNOWLEDGE.vocabulary)
    except FileError:
        return
    regimen = derive(plan, KNOWLEDGE.rules, TODAY)
    try:
        document = patient_plan(regimen, KNOWLEDGE.content, TODAY)
    except BlockedError:
        assert regimen.blocked
        return
    if not document.rows:
        assert regimen.ends < TODAY
        return
    begun = next(step.phase.first for step in regimen.steps if step.phase.dose_ng) < TODAY
    first = TODAY if begun else regimen.first
    told: dict[date, Fraction] = {}
    for row in rows_of(patient_text(document)):
        assert row.dose_mg * NG_PER_MG == row.taken_mg * NG_PER_MG
        told |= dict.fromkeys(days(row.first, row.last), row.dose_mg * NG_PER_MG)
    taken: dict[date, int] = {}
    for step in regimen.steps:
        taken |= dict.fromkeys(days(step.phase.first, step.phase.last), step.phase.dose_ng)
    assert told == {day: dose for day, dose in taken.items() if day >= first}


def test_the_reader_of_pages_finds_a_wrong_dose() -> None:
    text = text_of()
    wrong = text.replace("Take 2 capsules of 0.5 mg", "Take 3 capsules of 0.5 mg")
    assert wrong != text
    row = rows_of(wrong)[1]
    assert row.dose_mg != row.taken_mg
    with pytest.raises(MismatchError):
        rows_of(text.replace("Tue 1 Dec 2026 to", "Wed 1 Dec 2026 to"))
    with pytest.raises(MismatchError):
        rows_of(text.replace("Dose: 1 mg", "Dose: 1.0 mg"))
    with pytest.raises(MismatchError, match="6 days have boxes where 7 were meant"):
        rows_of(text.replace("Su 6 Mo 7", "Su 6"))
    with pytest.raises(MismatchError, match="a box says Su 7"):
        rows_of(text.replace("Su 6 Mo 7", "Su 7 Mo 8"))


def test_a_blocked_plan_gives_no_paper() -> None:
    with pytest.raises(BlockedError, match="not-measurable"):
        text_of(ladder=[{"dose": "0.7 mg", "days": 7}])


def test_the_safety_check_is_said_to_be_open() -> None:
    assert KNOWLEDGE.content.words("patient_plan").say("screening_open") in text_of()
    answers = dict.fromkeys(KNOWLEDGE.rules.questions, "no")
    assert KNOWLEDGE.content.words("patient_plan").say("screening_open") not in text_of(
        screening={"answers": answers}
    )


@pytest.mark.parametrize("stars", ["**", "***", "****", "*\u200b*", "***** x **", BOLD, f"{BOLD}x{BOLD}"])
def test_no_name_makes_bold_letters(stars: str) -> None:
    regimen = regimen_of(
        patient={"name": f"A {stars} B", "identifier": stars}, prescriber={"practice": stars}
    )
    document = patient_plan(regimen, KNOWLEDGE.content, TODAY)
    told = (document.head.name, *(value for _, value in document.person), document.frame.footer_left)
    assert all(BOLD not in text for text in told)
    shown = stars.replace("\u200b", "").replace(BOLD, " ").strip()
    assert document.head.name == dict(document.person)["Number"] == shown
    assert " ".join(f"A {shown} B".split()) in document.frame.footer_left


def test_texts_of_people_stay_texts() -> None:
    name = "A ** B\n2 capsules of 9 mg\u202e <b>x</b>"
    text = text_of(patient={"name": name})
    assert "A ** B 2 capsules of 9 mg" in text
    assert "<b>x</b>" in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Go up one step a week, from 0.5 mg to 1 mg in 2 steps."),
        ({"ladder": [{"dose": "1 mg", "days": 28}]}, "Take 1 mg on each day."),
        (
            {"ladder": [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 14}]},
            "Go up one step every 2 weeks, from 1 mg to 2 mg in 2 steps.",
        ),
        (
            {"ladder": [{"dose": "2 mg", "days": 7}, {"dose": "1 mg", "days": 14}]},
            "Follow the 2 steps below, from 2 mg to 1 mg.",
        ),
        (
            {"times": ["morning", "bedtime"], "ladder": [{"dose": "1 mg", "days": 7}]},
            "twice a day, in the morning",
        ),
    ],
)
def test_the_opening_says_only_what_is_true(changes: dict[str, Any], words: str) -> None:
    assert words in text_of(**changes)


def test_every_day_has_a_box_until_the_page_says_how_to_go_on() -> None:
    document = patient_plan(regimen_of(), KNOWLEDGE.content, TODAY)
    first, second = document.rows
    assert [box.day for week in first.weeks for box in week] == [
        date(2026, 12, 1) + timedelta(days=d) for d in range(7)
    ]
    assert sum(len(week) for week in second.weeks) == 28
    long = regimen_of(ladder=[{"dose": "1 mg", "days": 400}])
    row = patient_plan(long, KNOWLEDGE.content, TODAY).rows[0]
    assert sum(len(week) for week in row.weeks) == 56
    assert any("every day until Tue 4 Jan 2028" in plain(note) for note in row.notes)


def test_four_weeks_have_their_boxes_however_often_a_day() -> None:
    often = regimen_of(times=["morning", "midday", "bedtime"], ladder=[{"dose": "1.5 mg", "days": 28}])
    row = patient_plan(often, KNOWLEDGE.content, TODAY).rows[0]
    assert sum(len(week) for week in row.weeks) == 28
    assert row.times == ("morning", "midday", "bedtime")


def test_a_pause_is_told_at_the_top() -> None:
    pause = {"on": "2026-12-03", "action": "pause", "until": "2026-12-06", "resume": "continue"}
    told = text_of(ladder=[{"dose": "1 mg", "days": 28}], adjustments=[pause])
    assert "Take 1 mg on the days of the steps, with 1 pause." in told
    assert "Take it at bedtime, only on the days of the steps below." in told
    assert "Follow the 3 steps below, from 0.5 mg to 1 mg, with 1 pause." in text_of(adjustments=[pause])
    split = [pause, {"on": "2026-12-04", "action": "times", "times": ["morning"]}]
    assert "with 1 pause." in text_of(adjustments=split)
    ended = {"action": "resume", "on": "2026-12-22", "resume": "continue"}
    again = [{"action": "pause", "on": day} for day in ("2026-12-20", "2026-12-22")]
    on_end = [again[0], ended, again[1], ended | {"on": "2026-12-25"}]
    assert "with 1 pause." in text_of(adjustments=on_end)


def test_ultra_low_doses_carry_both_units() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "10 mcg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "10",
    }
    doses = ("5 mcg", "20 mcg", "0.1 mg")
    ladder = [{"dose": dose, "days": 7} for dose in doses]
    text = text_of(formulations=[liquid], ladder=ladder)
    assert "Dose: 0.005 mg (5 mcg)" in text
    assert "0.5 mL of the 0.01 mg/mL (10 mcg/mL) liquid = 0.005 mg (5 mcg)" in text


def test_the_key_names_products_as_the_rows_do_and_how_long_they_keep() -> None:
    drops = {
        "id": "d",
        "kind": "drops",
        "concentration": "1 mg/mL",
        "drops_per_ml": 20,
        "beyond_use_days": 14,
    }
    text = text_of(formulations=[drops])
    assert "1 mg/mL liquid, dropper of 20 drops per mL, use within 14 days" in text
    assert "10 drops of the 1 mg/mL liquid = 0.5 mg, with the dropper of 20 drops per mL" in text


def test_nobody_is_told_to_stay_on_a_dose_before_a_pause() -> None:
    pause = {"on": "2026-12-20", "action": "pause", "until": "2026-12-27", "resume": "continue"}
    document = patient_plan(regimen_of(adjustments=[pause]), KNOWLEDGE.content, TODAY)
    stay = KNOWLEDGE.content.words("patient_plan").say("maintenance")
    told = [stay in row.notes for row in document.rows]
    assert told == [False, False, False, True]


ENDS = "The plan is stopped here: your last dose is on {}."


@pytest.mark.parametrize("on", ["2026-12-04", "2026-12-20"])
@pytest.mark.parametrize("before", [[], [{"action": "step_back", "on": "2026-12-10"}]])
def test_a_stop_is_the_last_dose_also_in_maintenance_and_after_a_step_back(
    on: str, before: list[dict[str, str]]
) -> None:
    adjustments = [*(a for a in before if a["on"] < on), {"action": "stop", "on": on}]
    text = text_of(adjustments=adjustments)
    last = date.fromisoformat(on) - timedelta(days=1)
    assert ENDS.format(f"{last:%a} {last.day} {last:%b} {last.year}") in text
    assert "stay on it" not in text
    assert "before" not in text.split("Step")[-1].split("See your prescriber")[-1][:10]


def test_a_course_that_ends_in_a_step_back_says_so() -> None:
    text = text_of(
        adjustments=[{"action": "step_back", "on": "2026-12-10"}, {"action": "stop", "on": "2026-12-12"}]
    )
    assert "One step back." in text
    assert ENDS.format("Fri 11 Dec 2026") in text
