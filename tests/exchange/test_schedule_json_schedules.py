"""Forty schedules as clinics write them are plans, and compute as their words mean."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.formulation import ORAL
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.exchange.plan_writer import write_plan
from tests.oracle import expected
from tests.schedules import EXPECTED, FOLDER, computed, each_schedule

SCHEDULES = 40


def test_every_schedule_is_a_plan_and_has_its_days_written_down() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in FOLDER.glob("*.ldnplan"))
    assert [int(name[:2]) for name in sorted(EXPECTED)] == list(range(1, SCHEDULES + 1))


@each_schedule
def test_its_file_is_written_the_same_again(name: str) -> None:
    schedule = computed(name)
    assert write_plan(schedule.regimen.plan) == schedule.data


@each_schedule
def test_each_day_has_what_the_words_say(name: str) -> None:
    schedule = computed(name)
    taken = schedule.taken()
    for line in EXPECTED[name]["days"]:
        days, what = line.split(": ", 1)
        for day in map(schedule.day, days.split()):
            assert taken.get(day, "none") == what, day


@each_schedule
def test_all_that_is_computed_is_the_oracles(name: str) -> None:
    schedule = computed(name)
    assert schedule.told == expected(json.loads(schedule.data))


@each_schedule
def test_it_ends_as_the_words_say(name: str) -> None:
    schedule, meant = computed(name), EXPECTED[name]
    assert max(schedule.taken()) == schedule.regimen.last_dose == date.fromisoformat(meant["last"])
    assert schedule.told["after"] == meant["after"]


@each_schedule
def test_its_steps_go_on_as_the_words_say(name: str) -> None:
    ladder = computed(name).regimen.plan.ladder
    conditions = {str(at): rung.go_on for at, rung in enumerate(ladder, 1) if rung.go_on != ON_DATE}
    assert conditions == EXPECTED[name].get("go_on", {})


@each_schedule
def test_it_is_taken_the_way_the_words_say(name: str) -> None:
    assert {product.route for product in computed(name).regimen.products} == {
        EXPECTED[name].get("route", ORAL)
    }


@each_schedule
def test_nothing_stands_against_it_but_what_is_meant(name: str) -> None:
    blocking = [finding for finding in computed(name).regimen.findings if finding.severity == BLOCKING]
    assert {finding.code for finding in blocking} == set(EXPECTED[name].get("overridden", ()))
    assert all(finding.overridden for finding in blocking)


@pytest.mark.parametrize("name", [name for name, meant in EXPECTED.items() if "fills" in meant])
def test_its_supply_reaches_as_far_as_the_words_say(name: str) -> None:
    schedule = computed(name)
    meant = [line.split() for line in EXPECTED[name]["fills"]]
    fills = [(fill["from"], fill["formulation"], fill["quantity"]) for fill in schedule.told["fills"]]
    assert fills == [(schedule.day(day).isoformat(), product, quantity) for day, product, quantity in meant]
