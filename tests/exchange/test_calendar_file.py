"""The calendar: which entries it has, that later revisions replace them, and what it keeps to itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from ldn_desktop.exchange.calendar_file import cancel, export
from tests.exchange.handed import TODAY, context_of, plan
from tests.places import ROOT

OPERATION = {"on": "2027-01-20", "last_dose_hours": 72}
ON_DATES = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 7}, {"dose": "1.5 mg", "days": 28}]
LAST_BEFORE = "Naltrexone: the last dose before the operation"
NOTED = {"on": "2026-12-10", "noted_on": "2026-12-09"}


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def told(**changes: Any) -> list[tuple[str, date, str]]:
    found = [event for event in events(export(context_of(plan(**changes)))) if event["status"] == "CONFIRMED"]
    return [(str(event["summary"]), event["dtstart"].dt, str(event["description"])) for event in found]


def test_there_is_an_entry_for_each_change_fill_pause_operation_and_end() -> None:
    pause = {"on": "2026-12-15", "action": "pause", "until": "2026-12-20", "resume": "continue"}
    found = told(adjustments=[pause], operation=OPERATION, after="continue")
    assert [(summary.removeprefix("Naltrexone: "), day.isoformat()) for summary, day, _ in found] == [
        ("0.5 mg at bedtime", "2026-12-01"),
        ("1 mg at bedtime", "2026-12-08"),
        ("1.5 mg at bedtime", "2026-12-20"),
        ("pause, take none", "2026-12-15"),
        ("0.5 mg capsule, fetch 21", "2026-12-01"),
        ("1.5 mg capsule, fetch 9", "2026-12-20"),
        ("1.5 mg capsule, fetch 19", "2026-12-29"),
        ("the last dose before the operation", "2027-01-16"),
        ("the supply is planned until today", "2027-01-16"),
    ]
    assert found[0][2].splitlines() == [
        "Take 1 capsule of 0.5 mg.",
        "From Tue 1 Dec 2026 until Mon 7 Dec 2026.",
        "If side effects trouble you, stay on this step and call. The later steps then begin later.",
    ]


@pytest.mark.parametrize(
    ("changes", "summary", "day"),
    [
        ({"after": "stop", "ladder": ON_DATES}, "the last dose", date(2027, 1, 11)),
        ({"after": "stop"}, "the last dose if every step begins on its day", date(2027, 1, 11)),
        ({"after": "review"}, "the last planned day", date(2027, 1, 11)),
        (
            {"adjustments": [{"on": "2026-12-10", "action": "pause"}]},
            "the last dose before a pause without a date",
            date(2026, 12, 9),
        ),
    ],
)
def test_the_end_says_what_follows(changes: dict[str, Any], summary: str, day: date) -> None:
    assert told(**changes)[-1][:2] == (f"Naltrexone: {summary}", day)


def test_a_pause_without_a_date_is_an_entry_of_its_own() -> None:
    found = [
        entry
        for entry in told(adjustments=[{"on": "2026-12-10", "action": "pause"}])
        if "pause, " in entry[0]
    ]
    assert found == [
        (
            "Naltrexone: pause, take none",
            date(2026, 12, 10),
            "No day is set for the next dose: ask your prescriber before you take it again.",
        )
    ]


def test_entries_are_whole_days_of_their_own_kind() -> None:
    for event in events(export(context_of(plan(operation=OPERATION)))):
        assert type(event["dtstart"].dt) is date
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert (event["class"], event["transp"], event["status"]) == ("PRIVATE", "TRANSPARENT", "CONFIRMED")


def test_a_later_revision_replaces_the_entries_and_a_cancelled_one_takes_them_off() -> None:
    first, later = context_of(plan(revision=3)), context_of(plan(revision=4, start_date="2027-02-01"))
    before, after, gone = events(export(first)), events(export(later)), events(cancel(later))
    ids = [str(event["uid"]) for event in before]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= {str(event["uid"]) for event in after}
    assert [str(event["uid"]) for event in gone] == [str(event["uid"]) for event in after]
    assert {event["sequence"] for event in before} == {3}
    assert {event["sequence"] for event in gone} == {4}
    assert {event["status"] for event in gone} == {"CANCELLED"}
    assert all(one["dtstamp"].dt > other["dtstamp"].dt for one, other in zip(gone, after, strict=True))
    assert b"METHOD:PUBLISH\r\n" in cancel(later)


def test_it_tells_nothing_of_the_safety_check_and_no_name() -> None:
    screened = plan(
        screening={
            "answered_on": "2026-11-20",
            "answers": {"pregnant": "yes"},
            "opioids": [{"opioid": "tramadol", "last_dose": "2026-10-01"}],
        },
        notes="Confidential",
        medicines=["duloxetine 60 mg"],
    )
    data = export(context_of(screened)).decode().lower()
    for word in (
        "muster",
        "beispiel",
        "4711",
        "pregnan",
        "tramadol",
        "confidential",
        "duloxetine",
        "fibromyalgia",
    ):
        assert word not in data


def test_lines_are_folded_and_end_as_they_must() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "1",
    }
    data = export(context_of(plan(ladder=[{"dose": "1.5 mg", "days": 7}], formulations=[liquid])))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_last_days_of_the_calendar_have_their_entries() -> None:
    ends = date.max - timedelta(days=6)
    found = events(
        export(context_of(plan(start_date=ends.isoformat(), ladder=[{"dose": "0.5 mg", "days": 7}])))
    )
    assert found[0]["duration"].dt == timedelta(days=7)
    one_day = plan(start_date=date.max.isoformat(), ladder=[{"dose": "0.5 mg", "days": 1}])
    assert not {"dtend", "duration"} & set(events(export(context_of(one_day)))[0])


@pytest.mark.parametrize(("day", "hours"), [("0001-01-02", 72), ("0001-01-02", 24)])
def test_before_an_operation_that_no_dose_keeps_clear_of_somebody_is_called(day: str, hours: int) -> None:
    (found,) = operations(start_date="0001-01-01", operation={"on": day, "last_dose_hours": hours})
    assert found[:2] == ("Naltrexone: an operation is near, call before this dose", date(1, 1, 1))
    assert found[2].endswith("No dose of this plan leaves so much time before it: call your prescriber now.")


def operations(**changes: Any) -> list[tuple[str, date, str]]:
    return [entry for entry in told(**changes) if "operation" in entry[0]]


@pytest.mark.parametrize(
    ("on", "changes", "day"),
    [
        ("2026-11-30", {}, None),
        ("2026-12-31", {"adjustments": [{"on": "2026-12-20", "action": "stop"}]}, date(2026, 12, 19)),
        ("2026-12-31", {"adjustments": [{"on": "2026-12-20", "action": "pause"}]}, date(2026, 12, 19)),
        ("2027-06-20", {"after": "stop"}, date(2027, 1, 11)),
        ("2027-06-20", {"after": "continue"}, date(2027, 6, 16)),
        ("2027-06-20", {"after": "review"}, None),
        ("2026-12-20", {}, date(2026, 12, 16)),
        ("2027-06-21", {"after": "continue", "ladder": [{"dose": "1 mg", "days": 14, "rhythm": {"every": 7}}]},
         date(2027, 6, 15)),
    ],
)  # fmt: skip
def test_the_last_dose_before_an_operation_is_a_dose_of_the_plan(
    on: str, changes: dict[str, Any], day: date | None
) -> None:
    found = operations(operation={"on": on, "last_dose_hours": 72}, **changes)
    assert [entry[:2] for entry in found] == ([] if day is None else [(LAST_BEFORE, day)])


def test_an_operation_after_the_planned_days_stands_in_the_entry_of_their_end() -> None:
    *_, (_, day, text) = told(operation={"on": "2027-06-20", "last_dose_hours": 72})
    assert (day, text.splitlines()[-1]) == (
        date(2027, 1, 11),
        "The operation is on Sun 20 Jun 2027: take none for 72 hours before it.",
    )


def test_a_step_says_on_what_condition_it_begins() -> None:
    assert "If side effects trouble you, stay on the step before and call." in told()[1][2]


def test_what_is_fetched_is_for_the_doses_that_it_is_taken_for() -> None:
    (fetched,) = [text for summary, _, text in told() if "0.5 mg capsule, fetch" in summary]
    assert fetched == "Meant for the doses from Tue 1 Dec 2026 to Mon 14 Dec 2026."


def test_what_was_fetched_before_a_change_is_for_the_doses_that_were_known() -> None:
    stop = {"on": "2026-12-05", "action": "stop", "noted_on": "2026-12-05"}
    first = {
        "ladder": [{"dose": "1 mg", "days": 10}, {"dose": "2 mg", "days": 20, "rhythm": {"every": 3}}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
        "start_date": "2026-12-01",
    }
    for changes in ([], [stop]):
        ((summary, text),) = [
            (summary, text)
            for summary, day, text in told(**first, adjustments=changes)
            if "fetch" in summary and day == date(2026, 12, 1)
        ]
        assert summary.endswith("1 mg capsule, fetch 22")
        assert text == "Meant for the doses from Tue 1 Dec 2026 to Sat 26 Dec 2026."


def test_the_name_of_the_calendar_tells_of_a_low_dose_only_where_it_is_one() -> None:
    assert b"X-WR-CALNAME:Low dose naltrexone\r\n" in export(context_of(plan()))
    high = plan(
        ladder=[{"dose": "20 mg", "days": 7}],
        formulations=[{"id": "c10", "kind": "capsule", "strength": "10 mg"}],
        overrides=[{"code": "above-documented-range", "reason": "a trial"}],
    )
    assert b"X-WR-CALNAME:Naltrexone\r\n" in export(context_of(high))


def kept(revisions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a calendar holds by id after it read the files of revisions, one after the other."""
    held: dict[str, Any] = {}
    for told in revisions:
        for event in events(export(context_of(told))):
            held[str(event["uid"])] = event
    return {uid: event["summary"] for uid, event in held.items() if event["status"] == "CONFIRMED"}


@pytest.mark.parametrize(
    "changes",
    [
        [{**NOTED, "action": "stop"}],
        [{**NOTED, "action": "settle"}],
        [{**NOTED, "action": "pause"}],
        [{**NOTED, "action": "pause"}, {"on": "2026-12-20", "action": "resume", "resume": "restart"}],
        [
            {**NOTED, "action": "hold", "days": 7},
            {"on": "2026-12-12", "action": "times", "times": ["morning"]},
            {"on": "2026-12-14", "action": "stop"},
        ],
    ],
)
def test_a_plan_that_became_shorter_leaves_nothing_of_before_in_the_calendar(
    changes: list[dict[str, Any]],
) -> None:
    revisions = [
        plan(revision=count + 1, adjustments=changes[:count], operation=OPERATION)
        for count in range(len(changes) + 1)
    ]
    assert kept(revisions) == kept([{**revisions[-1], "revision": 1}])
    gone = events(cancel(context_of(revisions[-1])))
    known = {str(event["uid"]) for told in revisions for event in events(export(context_of(told)))}
    assert {str(event["uid"]) for event in gone} == known
    assert {event["status"] for event in gone} == {"CANCELLED"}


def test_the_next_visit_is_one_entry_that_a_later_file_moves() -> None:
    context = context_of(plan())
    plain = events(export(context))
    first, moved = (events(export(context._replace(next_visit=day))) for day in (TODAY, date(2027, 1, 12)))
    assert [event.to_ical() for event in first[:-1]] == [event.to_ical() for event in plain]
    visit, later = first[-1], moved[-1]
    assert (str(visit["summary"]), visit["dtstart"].dt) == ("Next visit", TODAY)
    assert str(visit["description"]) == "Its time is not in this calendar."
    assert (visit["class"], visit["transp"], visit["status"]) == ("PRIVATE", "TRANSPARENT", "CONFIRMED")
    assert (str(later["uid"]), later["dtstart"].dt) == (str(visit["uid"]), date(2027, 1, 12))
    assert str(visit["uid"]) not in {str(event["uid"]) for event in plain}
    other = events(export(context_of(plan(revision=4, start_date="2027-02-01"))._replace(next_visit=TODAY)))
    assert str(other[-1]["uid"]) == str(visit["uid"])


def test_a_visit_that_is_over_stays_until_all_is_taken_back() -> None:
    day = date(2026, 12, 20)
    context, after = context_of(plan()), context_of(plan(), date(2026, 12, 21))
    visit = events(export(context._replace(next_visit=day)))[-1]
    assert export(after._replace(next_visit=day)) == export(after)
    for before in (context, after):
        found = [
            event
            for event in events(cancel(before._replace(next_visit=day)))
            if str(event["uid"]) == str(visit["uid"])
        ]
        assert [event["status"] for event in found] == ["CANCELLED"]
        assert found[0]["dtstamp"].dt > visit["dtstamp"].dt


def test_the_same_plan_gives_the_same_bytes_and_a_huge_revision_fits() -> None:
    assert export(context_of(plan())) == export(context_of(plan()))
    (sequence,) = {event["sequence"] for event in events(export(context_of(plan(revision=10**17))))}
    assert sequence == 2**31 - 1


def test_a_system_without_time_zones_makes_the_same_calendar() -> None:
    told = (
        "import sys, zoneinfo; sys.modules['tzdata'] = None; zoneinfo.reset_tzpath(to=[]);"
        "from tests.exchange.test_calendar_file import *;"
        "sys.stdout.buffer.write(export(context_of(plan(operation=OPERATION))))"
    )
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == export(context_of(plan(operation=OPERATION)))
