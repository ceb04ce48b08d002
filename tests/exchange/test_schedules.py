"""Forty schedules as clinics write them (``tests/cases/schedules``) are plans that compute as their words mean.

What they mean stands in ``expected.toml``, written by hand from the words.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.formulation import ORAL
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from ldn_desktop.workspace.knowledge import Knowledge
from tests.oracle import expected
from tests.places import CASES, SHIPPED

FOLDER = CASES / "schedules"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
KNOWLEDGE = Knowledge(SHIPPED)
TODAY = date(2026, 11, 26)
SCHEDULES = 40

each_schedule = pytest.mark.parametrize("name", EXPECTED)


class Computed(NamedTuple):
    """A plan file, what is read of it and what is computed, as programs are told it."""

    data: bytes
    regimen: Regimen
    told: dict[str, Any]

    def day(self, text: str) -> date:
        """Return the day that a number (1 is the start) or a date means."""
        if text.isdigit():
            return self.regimen.plan.start_date + timedelta(days=int(text) - 1)
        return date.fromisoformat(text)

    def taken(self) -> dict[date, str]:
        """Return what is taken on each day that has a dose."""
        return {
            day: "; ".join(map(_take, phase["takes"]))
            for phase in self.told["phases"]
            for day in _dose_days(phase)
        }


@cache
def computed(name: str) -> Computed:
    """Return one of the schedules."""
    data = (FOLDER / f"{name}.ldnplan").read_bytes()
    regimen = derive(read_plan(data, KNOWLEDGE.vocabulary), KNOWLEDGE.rules, TODAY)
    return Computed(data, regimen, schedule_json(regimen))


def _dose_days(phase: dict[str, Any]) -> list[date]:
    if "dose_dates" in phase:
        return [date.fromisoformat(day) for day in phase["dose_dates"]]
    first = date.fromisoformat(phase["first"])
    return [first + timedelta(days=at) for at in range(phase["dose_days"])]


def _take(take: dict[str, Any]) -> str:
    return f"{take['time']} {take['dose']} = {' + '.join(map(_portion, take['recipe']))}"


def _portion(portion: dict[str, Any]) -> str:
    product = portion["formulation"]
    if "drops" in portion:
        return f"{portion['drops']} drops {product}"
    return f"{portion['count']} {product}" if "count" in portion else f"{portion['volume_ml']} mL {product}"


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
