"""Forty schedules as clinics write them, as plan files (``tests/cases/schedules``), and what is computed of them.

What they mean stands beside them in ``expected.toml``, written by hand from their words.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import CASES, SHIPPED

FOLDER = CASES / "schedules"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
KNOWLEDGE = Knowledge(SHIPPED)
TODAY = date(2026, 11, 26)
"""Before the first of them starts."""

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
