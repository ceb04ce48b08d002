"""The row of a plan, against the derived view asked day by day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import administered
from ldn_desktop.domain.work import Work
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Deletion, Handed, Revision, SideEffect, Visit
from ldn_desktop.library.contract import Kept
from ldn_desktop.library.history import history
from ldn_desktop.library.index_row import Row, Status, on_day, read_row
from ldn_desktop.library.records import Record
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_rows import entry_of
from tests.library.given import AT, SUBJECTS, made, plan_bytes, store_in
from tests.places import SHIPPED
from tests.strategies_v2 import plans_v2

A = SUBJECTS[0]
KNOWLEDGE = Knowledge(SHIPPED)
PLAN: dict[str, Any] = {
    "format": "ldn-plan", "version": 2, "id": "p", "start_date": "2026-12-01", "condition": "fibromyalgia",
    "patient": {"name": "Anna Müller", "birth_date": "1980-05-01", "identifier": "00-17"},
    "prescriber": {"name": "Dr. Quux"}, "notes": "prefers capsules", "medicines": ["duloxetine 60 mg"],
    "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
    "formulations": [{"id": "c1.5", "kind": "capsule", "strength": "1.5 mg"}],
}  # fmt: skip


def told(*records: Record) -> tuple[Row, tuple[str, ...]]:
    kept = [Kept(at, A, record.hash, record.data) for at, record in enumerate(records, 1)]
    entry = entry_of(A, history(kept), KNOWLEDGE.vocabulary, KNOWLEDGE.condition_name)
    assert (entry.subject, entry.upto) == (A, len(records))
    return read_row(entry.told), entry.words


def revision(plan: dict[str, Any], *parents: Record) -> Record:
    read = read_plan(json.dumps(plan).encode(), KNOWLEDGE.vocabulary)
    return made(Revision(write_plan(read, compact=True), read.revision), A, *parents)


def test_a_row_says_what_the_list_shows() -> None:
    seen = Visit(
        date(2026, 12, 10), "go-on", note="sleeps badly", next_visit=date(2027, 1, 5),
        side_effects=(SideEffect("Headache", "mild"),),
    )  # fmt: skip
    first = revision(PLAN)
    handed = Handed(date(2026, 12, 1), "c1.5", "42", first.hash)
    row, words = told(first, made(seen, A), made(handed, A))
    assert (row.head, row.number, row.name, row.born) == (first.hash, 1, "Anna Müller", date(1980, 5, 1))
    assert (row.condition, row.prescriber, row.steps, row.after) == ("Fibromyalgia", "Dr. Quux", 2, "review")
    assert [date.fromordinal(day) for day in row.fills] == [date(2026, 12, 29)]
    assert row.last_visit == date(2026, 12, 10).toordinal()
    assert row.next_visit == date(2027, 1, 5).toordinal()
    assert row.noted
    row, _ = told(first)
    assert [date.fromordinal(day) for day in row.fills] == [date(2026, 12, 1), date(2026, 12, 29)]
    assert not row.noted
    row, _ = told(first, made(handed, A), made(seen, A))
    assert (row.heads, row.deleted, row.problem) == (1, False, "")
    for word in ("Anna Müller", "00-17", "prefers capsules", "duloxetine 60 mg", "sleeps badly", "Headache"):
        assert word in words
    assert "1980 05 01 1 5 May 19800501 01051980 05011980" in words


NOTED = (
    Visit(date(2026, 12, 10), "go-on", next_visit=date(2027, 1, 5)),
    Visit(date(2026, 12, 3), "go-on", next_visit=date(2026, 12, 10)),
    Visit(date(2026, 12, 17), "go-on"),
    Visit(date(2027, 1, 5), "go-on"),
)


@pytest.mark.parametrize(
    ("noted", "last", "following"),
    [
        ((0,), date(2026, 12, 10), date(2027, 1, 5)),
        ((0, 1), date(2026, 12, 10), date(2027, 1, 5)),
        ((1, 0), date(2026, 12, 10), date(2027, 1, 5)),
        ((1,), date(2026, 12, 3), date(2026, 12, 10)),
        # A telephone call that names no day leaves the appointment.
        ((0, 2), date(2026, 12, 17), date(2027, 1, 5)),
        ((3, 0), date(2027, 1, 5), None),
    ],
)
def test_the_last_visit_is_that_of_the_last_day_whenever_it_was_noted(
    noted: tuple[int, ...], last: date, following: date | None
) -> None:
    row, _ = told(revision(PLAN), *(made(NOTED[at], A) for at in noted))
    assert row.last_visit == last.toordinal()
    assert row.next_visit == (following and following.toordinal())


def test_of_two_visits_on_a_day_the_one_noted_last_names_the_next() -> None:
    other = replace(NOTED[0], next_visit=date(2027, 1, 12))
    row, _ = told(revision(PLAN), made(NOTED[0], A), made(other, A))
    assert row.next_visit == date(2027, 1, 12).toordinal()


def test_a_visit_that_was_deleted_counts_no_longer() -> None:
    wrong = made(Visit(date(2026, 12, 24), "go-on", next_visit=date(2027, 2, 1)), A)
    row, _ = told(revision(PLAN), made(NOTED[0], A), wrong, made(Deletion((wrong.hash,)), A))
    assert (row.last_visit, row.next_visit) == (date(2026, 12, 10).toordinal(), date(2027, 1, 5).toordinal())


STOP: dict[str, Any] = {"after": "stop", "ladder": [
    {"dose": "1.5 mg", "days": 14, "go_on": "if-tolerated"}, {"dose": "3 mg", "days": 28},
]}  # fmt: skip


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"after": "stop"}, Status.STOPPED),
        (STOP, Status.OVER),
        (STOP | {"adjustments": [{"on": "2026-12-20", "action": "stop"}]}, Status.STOPPED),
    ],
)
def test_a_stop_behind_a_condition_has_not_come_by_its_date_alone(
    members: dict[str, Any], status: Status
) -> None:
    row, _ = told(revision(PLAN | members))
    assert on_day(row, date(2027, 2, 1)).status is status


def test_a_plan_is_found_by_its_birth_date_as_the_list_writes_it_and_by_what_was_noted_of_a_change(
    tmp_path: Path,
) -> None:
    held = {"on": "2026-12-05", "action": "hold", "days": 7, "note": "vivid dreams"}
    store = store_in(tmp_path)
    kept = KeptPlans(store, KNOWLEDGE, lambda: AT)
    patient = PLAN["patient"] | {"birth_date": "1952-03-09"}
    members = PLAN | {"adjustments": [held], "patient": patient}
    record = kept.keep(read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary), "")
    for text in ("9 Mar 1952", "Mar 1952", "march 1952", "1952-03-09", "9.3.1952", "vivid dreams", "quux"):
        assert store.search(text) == [record.subject], text
    store.close()


@pytest.mark.parametrize(
    ("identifier", "typed", "other"),
    [
        (
            "NHS 001 234",
            ("nhs001234", "nhs001", "001234", "NHS-001", "nhs 001 234"),
            ("nhs002", "nhs0012345"),
        ),
        ("NHS-001", ("nhs001", "nhs 001", "001"), ("01", "nhs001 1953")),
        ("NHS001", ("nhs 001", "nhs-001", "001", "quux nhs 001"), ("nhs 002",)),
        ("9434765919", ("943 476 5919", "943-476"), ("943 477 5919",)),
    ],
)
def test_a_plan_is_found_by_its_number_and_its_birth_date_with_and_without_blanks_and_signs(
    identifier: str, typed: Sequence[str], other: Sequence[str], tmp_path: Path
) -> None:
    store = store_in(tmp_path)
    kept = KeptPlans(store, KNOWLEDGE, lambda: AT)
    patient = {"name": "Quux", "birth_date": "1980-06-05", "identifier": identifier}
    record = kept.keep(read_plan(json.dumps(PLAN | {"patient": patient}).encode(), KNOWLEDGE.vocabulary), "")
    days = (
        "19800605",
        "198006",
        "05061980",
        "06051980",
        "1980-06-05",
        "5 Jun 1980",
        "05/06/1980",
        "5.6.1980",
    )
    for text in (*typed, *days):
        assert store.search(text) == [record.subject], text
    for text in (*other, "19800606", "1981-06-05"):
        assert store.search(text) == [], text
    store.close()


def test_a_step_says_on_what_condition_it_follows_and_whether_products_make_its_dose() -> None:
    ladder = [
        {"dose": "1.5 mg", "days": 14, "go_on": "if-tolerated"},
        {"dose": "2 mg", "days": 14, "go_on": "after-review"},
        {"dose": "3 mg", "days": 28},
    ]
    row, _ = told(revision(PLAN | {"ladder": ladder}))
    assert [span.go_on for span in row.spans] == ["on-date", "if-tolerated", "after-review"]
    assert [span.measured for span in row.spans] == [True, False, True]


def test_steps_are_counted_where_no_change_left_some_out_or_put_others_in() -> None:
    ladder = [{"dose": f"{dose} mg", "days": 14} for dose in ("1.5", "3", "4.5")]
    six = PLAN | {"ladder": ladder}
    paused = {"on": "2026-12-20", "action": "pause"}
    back = {"on": "2026-12-20", "action": "step_back"}
    assert [told(revision(six | {"adjustments": made}))[0].steps for made in ([], [paused], [back])] == [
        3,
        0,
        0,
    ]


def test_the_revision_that_stands_is_shown() -> None:
    first = revision(PLAN)
    changed = PLAN | {"revision": 2, "after": "stop", "notes": ""}
    second = revision(changed, first)
    row, words = told(first, second)
    assert (row.number, row.after) == (2, "stop")
    assert "prefers capsules" not in words
    beside = revision(changed | {"notes": "beside"}, first)
    assert told(first, second, beside)[0].heads == 2
    assert told(first, second, made(Deletion(), A))[0].deleted


@pytest.mark.parametrize(
    "plan", [plan_bytes("Zqxjkv"), plan_bytes("Zqxjkv").replace(b'"version":2', b'"version":3')]
)
def test_a_plan_that_cannot_be_read_is_found_by_its_name_and_says_why(plan: bytes) -> None:
    row, words = told(made(Revision(plan, 1), A))
    assert (row.name, row.spans) == ("Zqxjkv", ())
    assert row.problem
    assert "Zqxjkv" in words
    assert on_day(row, date(2026, 12, 1)).status is Status.UNREAD


@pytest.mark.parametrize(
    "plan", [b'{"format":"ldn-plan"}\n', b'{"format":"ldn-plan","patient":{"name":5}}\n']
)
def test_one_without_a_name_has_none(plan: bytes) -> None:
    assert told(made(Revision(plan, 1), A))[0].name == ""


def test_records_without_a_revision_say_so() -> None:
    assert told(made(Visit(date(2026, 12, 10), "go-on"), A))[0].problem == "It has no revision."


@given(plans_v2(), st.integers(-3, 400))
@settings(max_examples=60)
def test_a_day_of_a_row_is_that_of_the_derived_view(members: dict[str, Any], days: int) -> None:
    plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    try:
        steps, supply = administered(plan, Work())
    except CourseError:
        return
    row, _ = told(revision(members))
    for day in (
        plan.start_date + timedelta(days=days),
        steps[-1].phase.last,
        steps[-1].phase.last + timedelta(days=1),
    ):
        today = on_day(row, day)
        step = next((step for step in steps if step.phase.first <= day <= step.phase.last), None)
        if step is not None:
            assert today.dose_ng == (step.phase.dose_ng if day in step.phase.dose_days() else 0)
            assert (today.step, today.day_of_step) == (step.number, (day - step.phase.first).days + 1)
        assert today.next_fill == (
            min((fill.first for fill in supply.fills if fill.first >= day), default=None)
            if day <= steps[-1].phase.last
            else None
        )
        _check_status(plan, today.status, day, step)


def _check_status(plan: Plan, status: Status, day: date, step: Any) -> None:
    if step is not None:
        kinds = {"pause": Status.PAUSED, "maintenance": Status.MAINTENANCE}
        assert status is kinds.get(step.phase.kind, Status.TITRATING)
    elif day < plan.start_date:
        assert status is Status.WAITING
    else:
        assert status in {Status.OVER, Status.STOPPED, Status.PAUSED, Status.MAINTENANCE}
