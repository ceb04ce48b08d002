"""The calendar: which entries it has, that later revisions replace them, and what it keeps to itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from ldn_desktop.exchange.calendar_file import cancel, export
from tests.exchange.handed import context_of, plan
from tests.places import ROOT

OPERATION = {"on": "2027-01-20", "last_dose_hours": 72}


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def told(**changes: Any) -> list[tuple[str, date, str]]:
    found = events(export(context_of(plan(**changes))))
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
        ({"after": "stop"}, "the last dose", date(2027, 1, 11)),
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
def test_an_operation_before_all_calendars_has_no_entry(day: str, hours: int) -> None:
    found = told(start_date="0001-01-01", operation={"on": day, "last_dose_hours": hours})
    assert not [summary for summary, *_ in found if "operation" in summary]


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
