"""A paper printed along the way is about what lies ahead: today's change, no box for a day that has passed."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.read_back import dates_of, rows_of
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.difference import difference
from ldn_desktop.domain.plan import TIMES
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.change_words import difference_text, times_changes
from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.english import ENGLISH, weekday_date
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of
from tests.papers.test_plan_facts import FORBIDS
from tests.strategies import plans

START = date(2026, 12, 1)
LADDER = [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 14}, {"dose": "3 mg", "days": 28}]
BACK = {"action": "step_back", "on": "2026-12-20", "days": 7}


def paper(printed: date, **changes: Any) -> PatientPlan:
    regimen = regimen_of(**{"ladder": LADDER, "max_pieces_per_dose": 8, **changes})
    return patient_plan(regimen, KNOWLEDGE.content, printed)


def told(document: PatientPlan) -> str:
    """Return the box and what stands under it, in one line."""
    lines = [*(document.change or ())[1:], document.replaces, *document.intro]
    flat = [text for part in lines for text in ((part,) if isinstance(part, str) else part)]
    return plain(" ".join(flat)).strip()


@pytest.mark.parametrize("printed", [date(2026, 11, 20), START])
def test_until_the_first_dose_the_paper_says_when_to_start(printed: date) -> None:
    document = paper(printed, adjustments=[BACK])
    assert told(document).startswith("Start on Tue 1 Dec 2026.")
    assert (document.change, document.done, document.replaces) == (None, (), "")
    assert "revision 2. It replaces every earlier paper" in told(paper(printed, revision=2))


@pytest.mark.parametrize("after", range(1, 63))
def test_no_day_that_has_passed_has_a_box_and_no_day_ahead_is_lost(after: int) -> None:
    printed = START + timedelta(days=after)
    document = paper(printed, adjustments=[BACK])
    regimen = regimen_of(ladder=LADDER, max_pieces_per_dose=8, adjustments=[BACK])
    text = patient_text(document)
    assert "Start on" not in text
    assert "Do not start" not in text
    boxed = [box.day for row in document.rows for week in row.weeks for box in week]
    ahead = [printed + timedelta(days=at) for at in range((regimen.ends - printed).days + 1)]
    assert boxed == ahead
    if not ahead:
        assert "The planned days are over: the last was Sun 31 Jan 2027." in text
        return
    rows = rows_of(text)
    assert rows[0].first == printed
    assert [(row.first, row.dose_mg) for row in rows[1:]] == [
        (step.phase.first, Fraction(step.phase.dose_ng, 10**6))
        for step in regimen.steps
        if step.phase.first > printed
    ]
    numbers = [step.number for step in regimen.steps if step.phase.last >= printed]
    assert [row.number for row in document.rows] == [str(number) for number in numbers]
    behind = [day for line in document.done for day in dates_of(line)]
    assert behind[0] == START
    assert behind[-1] == printed - timedelta(days=1)


def test_the_change_of_the_day_stands_first() -> None:
    document = paper(date(2026, 12, 20), adjustments=[BACK], revision=3)
    assert document.frame.title.startswith("Your changed plan")
    assert document.change is not None
    assert document.change.heading == "What changes today, Sun 20 Dec 2026"
    assert document.change.figure == "1 mg"
    assert told(document).endswith(
        "From today take 1 mg at bedtime, not 2 mg, until Sat 26 Dec 2026. Then go on as the steps below say. "
        "This is revision 3. It replaces every earlier paper: throw the old ones away."
    )


def test_a_change_to_come_says_what_is_taken_until_then() -> None:
    document = paper(date(2026, 12, 18), adjustments=[BACK])
    assert document.change is not None
    assert document.change.heading == "What changes on Sun 20 Dec 2026"
    assert "From Sun 20 Dec 2026 take 1 mg at bedtime, not 2 mg" in told(document)
    assert "Go on with 2 mg at bedtime until Sat 19 Dec 2026." in told(document)


def test_after_a_change_the_paper_goes_on() -> None:
    document = paper(date(2026, 12, 22), adjustments=[BACK])
    assert document.change is None
    assert "Go on with 1 mg at bedtime until Sat 26 Dec 2026. Then go on" in told(document)


@pytest.mark.parametrize(
    ("change", "figure", "words"),
    [
        (
            {"action": "hold", "days": 14},
            "2 mg",
            "Stay on 2 mg at bedtime, 14 days longer than planned before: until Mon 11 Jan 2027.",
        ),
        (
            {"action": "settle"},
            "2 mg",
            "Stay on 2 mg at bedtime until Sat 16 Jan 2027: this is now your dose.",
        ),
        (
            {"action": "pause", "until": "2026-12-27", "resume": "step_back"},
            "No dose",
            ("From today take no naltrexone. Take it again from Sun 27 Dec 2026: 1 mg at bedtime."),
        ),
        (
            {"action": "stop"},
            "No dose",
            "From today take no naltrexone: the plan is stopped. Your last dose is the one on Sat 19 Dec 2026.",
        ),
        (
            {"action": "formulations", "formulations": [{"id": "d", "kind": "capsule", "strength": "1 mg"}]},
            "2 mg",
            "Your capsules, tablets or liquid change. Read the steps below",
        ),
        (
            {"action": "times", "times": ["morning", "bedtime"]},
            "2 mg",
            "From today take 2 mg a day, 1 mg each time, in the morning and at bedtime until",
        ),
    ],
)
def test_every_change_is_told_in_its_own_words(change: dict[str, Any], figure: str, words: str) -> None:
    document = paper(date(2026, 12, 20), adjustments=[{**change, "on": "2026-12-20"}])
    assert document.change is not None
    assert document.change.figure == figure
    assert words in told(document)


def test_in_a_pause_and_after_a_stop() -> None:
    pause = {"action": "pause", "on": "2026-12-20", "until": "2026-12-27", "resume": "continue"}
    assert "You are in a pause: take no naltrexone. Take it again from Sun 27 Dec 2026" in told(
        paper(date(2026, 12, 22), adjustments=[pause])
    )
    stop = {"action": "stop", "on": "2026-12-24"}
    assert "You are in a pause: take no naltrexone. Ask" in told(
        paper(date(2026, 12, 22), adjustments=[pause, {**stop, "on": "2026-12-23"}])._replace(change=None)
    )
    after = paper(date(2026, 12, 26), adjustments=[stop])
    assert after.rows == ()
    text = patient_text(after)
    for untrue in (
        "Take the next one",
        FORBIDS,
        "you take naltrexone",
        "can move the dose",
    ):
        assert untrue not in text
    assert "If you stop" not in text
    assert "Opioids may now act more strongly than before" in text
    assert "when you took the last dose" in text
    assert "The plan is stopped: your last dose was the one on Wed 23 Dec 2026." in told(after)


def test_what_is_long_behind_shares_a_line() -> None:
    ladder = [{"dose": f"{at} mg", "days": 1} for at in range(1, 13)]
    document = paper(date(2026, 12, 11), ladder=ladder, max_pieces_per_dose=64)
    assert len(document.done) == 6
    assert document.done[0] == "Done, up to step 5: Tue 1 Dec 2026 to Sat 5 Dec 2026"
    assert document.done[1] == "Done, step 6: Sun 6 Dec 2026: 6 mg"


PATTERNS = [times for many in (1, 2, 3, 4) for times in combinations(TIMES, many)]
HOURS = {"morning": 8, "midday": 13, "evening": 18, "bedtime": 23}


@pytest.mark.parametrize("old", PATTERNS)
def test_every_change_of_times_is_told_rightly(old: tuple[str, ...]) -> None:
    for new in PATTERNS:
        doses = [{"dose": "12 mg", "days": 14}]
        regimen = regimen_of(
            ladder=doses,
            times=list(old),
            max_pieces_per_dose=64,
            adjustments=[{"action": "times", "on": "2026-12-06", "times": list(new)}],
        )
        found = list(times_changes(step.phase for step in regimen.steps))
        if old == new:
            assert found == []
            continue
        # Told by the clock: every dose of the days around, in order.
        hours = [
            24 * day + HOURS[time] for day in range(14) for time in TIMES if time in (old if day < 5 else new)
        ]
        turn = next(at for at, hour in enumerate(hours) if hour >= 24 * 5)
        gaps = [later - earlier for earlier, later in pairwise(hours)]
        at_turn, rest = gaps[turn - 1], gaps[: turn - 1] + gaps[turn:]
        (change,) = found
        assert (change.last, change.first) == (date(2026, 12, 5), date(2026, 12, 6))
        assert HOURS[change.old] == hours[turn - 1] % 24
        assert HOURS[change.new] == hours[turn] % 24
        if change.sentence == "times_short":
            assert at_turn < min(rest)
        elif change.sentence == "times_long":
            assert at_turn > max(rest)
        if len(old) == len(new) == 1:
            assert change.sentence == ("times_short" if at_turn < 24 else "times_long")


def test_from_bedtime_to_morning_says_both_doses_and_how_to_leave_one_out() -> None:
    to_morning = {"action": "times", "on": "2026-12-10", "times": ["morning"]}
    words = (
        "Last dose at bedtime: Wed 9 Dec 2026. First dose in the morning: Thu 10 Dec 2026. "
        "Just this once, these two doses are closer together than usual."
    )
    today = paper(date(2026, 12, 10), adjustments=[to_morning])
    assert words in told(today)
    assert "From today take 1 mg in the morning until Mon 14 Dec 2026." in told(today)
    assert not any("Last dose" in note for row in today.rows for note in row.notes), "the box has said it"
    assert today.heads[2:4] == ("Each morning", "What to take in the morning")
    ahead = paper(date(2026, 11, 20), adjustments=[to_morning])
    assert any(words in plain(note) for note in ahead.rows[1].notes)
    before, after = regimen_of(ladder=LADDER), regimen_of(ladder=LADDER, adjustments=[to_morning])
    form = difference_text(difference(before, after), after, KNOWLEDGE.changes, ENGLISH)
    assert "To leave out the dose at bedtime on Wed 9 Dec 2026, add a pause from that day" in form
    pause = {"action": "pause", "on": "2026-12-09", "until": "2026-12-10", "resume": "continue"}
    planned = paper(date(2026, 12, 9), adjustments=[pause, to_morning])
    text = patient_text(planned)
    assert "Last dose at bedtime: Tue 8 Dec 2026. First dose in the morning: Thu 10 Dec 2026." in text
    assert "closer together" not in text
    assert weekday_date(date(2026, 12, 9)) in text


@settings(max_examples=120)
@given(plans(), st.integers(0, 90))
def test_what_is_told_of_any_day_is_what_is_taken_then(plan_json: dict[str, Any], after: int) -> None:
    try:
        plan = read_plan(json.dumps(plan_json).encode(), KNOWLEDGE.vocabulary)
        printed = plan.start_date + timedelta(days=after)
        regimen = derive(plan, KNOWLEDGE.rules, printed)
        document = patient_plan(regimen, KNOWLEDGE.content, printed)
    except (FileError, BlockedError, OverflowError):
        return
    words = PLAIN.of(regimen)
    taken: dict[date, tuple[int, tuple[str, ...]]] = {}
    for step in regimen.steps:
        for at in range(step.phase.days):
            dose = step.phase.dose_ng
            taken[step.phase.first + timedelta(days=at)] = (dose, step.phase.times if dose else ())
    begun = any(dose for day, (dose, _) in taken.items() if day < printed)
    first = printed if begun else regimen.first
    rows = rows_of(patient_text(document)) if document.rows else []
    read = {
        row.first + timedelta(days=at): row.dose_mg * 10**6
        for row in rows
        for at in range((row.last - row.first).days + 1)
    }
    assert read == {day: dose for day, (dose, _) in taken.items() if day >= first}
    change = document.change
    if change is not None:
        assert change.on >= printed
        dose, _ = taken.get(change.on, (0, ()))
        assert change.figure == (words.dose(dose) if dose else "No dose")
        _until(change.sentences[0], change.on, taken)
    for sentence in document.intro if begun else ():
        _until(sentence, printed, taken)


def _until(sentence: str, since: date, taken: dict[date, tuple[int, tuple[str, ...]]]) -> None:
    """Check that a sentence that says until when names the last day on end that is like the first."""
    flat = sentence.replace("*", "")
    if "until" not in flat:
        return
    (until, *_) = dates_of(flat[flat.rindex("until") :])
    length = (until - since).days + 1
    assert {taken[since + timedelta(days=at)] for at in range(length)} == {taken[since]}
    assert taken.get(until + timedelta(days=1)) != taken[since]


CHANGES: dict[str, dict[str, Any]] = {
    "hold": {"days": 7},
    "step_back": {"days": 7},
    "pause": {"until": "2027-01-10", "resume": "continue"},
    "settle": {},
    "stop": {},
    "times": {"times": ["morning"]},
    "formulations": {
        "formulations": [
            {
                "id": "l",
                "kind": "liquid",
                "concentration": "1 mg/mL",
                "graduation_ml": "0.1",
                "capacity_ml": "3",
            }
        ]
    },
}


@pytest.mark.parametrize("action", CHANGES)
@pytest.mark.parametrize("on", range(17, 22))
def test_nothing_is_said_twice_and_no_visit_is_asked_for_before_today(action: str, on: int) -> None:
    printed = date(2026, 12, 19)
    change = {"on": f"2026-12-{on}", "action": action, **CHANGES[action]}
    document = paper(printed, adjustments=[change])
    boxed = document.change.sentences if document.change else ()
    said = [plain(line) for line in (*boxed, *document.intro)]
    assert said
    assert len(set(said)) == len(said)
    assert sum("until" in line and "Go on with" in line for line in said) <= 1
    text = patient_text(document)
    for row in document.rows:
        assert row.one_day == (row.until == f"to {row.first}")
        assert f"{row.first} to {row.first}" not in text
    assert (document.key_note in text) == bool(document.key) or not document.key_note
    stopped = action == "stop" and on <= printed.day
    assert ("Opioids may now act more strongly" in text) == stopped
    assert ("After that they may act more strongly" in text) != stopped


def test_on_the_last_planned_day_the_visit_is_due_now() -> None:
    last = paper(date(2026, 12, 19)).rows[-1].until.removeprefix("to ")
    end = datetime.strptime(last, "%a %d %b %Y").date()  # noqa: DTZ007 - a day has no time zone
    assert f"before {last} about what comes next" in patient_text(paper(end - timedelta(days=1)))
    text = patient_text(paper(end))
    assert f"See your prescriber now about what comes next: {last} is the last planned day." in text
    assert f"before {last}" not in text
    # Boxes and supply end: no paper says to go on by oneself, though an emergency team may not rule it out.
    for day in (end - timedelta(days=1), end):
        assert "With no new plan, take none after that day" in patient_text(paper(day))
    over = patient_text(paper(end + timedelta(days=1)))
    assert "Take none before you have called: ask your prescriber now what comes next." in over


def test_on_the_last_planned_day_nobody_is_told_to_stay_on_a_dose() -> None:
    last = paper(date(2026, 12, 19)).rows[-1].until.removeprefix("to ")
    end = datetime.strptime(last, "%a %d %b %Y").date()  # noqa: DTZ007 - a day has no time zone
    told = ["stay on it" in patient_text(paper(end - timedelta(days=left))) for left in (1, 0)]
    assert told == [True, False]


def test_a_change_that_changes_nothing_has_no_box() -> None:
    """Other products in force, of which nothing is taken yet, tell from the step that takes them."""
    products = [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in (1, 2)]
    change = {"on": "2026-12-05", "action": "formulations", "formulations": products}
    plan = {"formulations": products[:1], "adjustments": [change]}
    document = paper(date(2026, 12, 3), **plan)
    assert document.change is not None
    assert document.change.on == date(2026, 12, 15)
    assert "Your capsules, tablets or liquid change." in told(document)
    assert paper(date(2026, 12, 7), **plan).change == document.change
    never = paper(date(2026, 12, 3), ladder=LADDER[:1], **plan)
    assert never.change is None
    assert told(never).startswith("This is revision 1")
    assert "Go on with 1 mg at bedtime" in told(never)
