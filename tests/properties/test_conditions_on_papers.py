"""Wherever head or card name the dose of a step that waits for a condition, the condition stands with it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.papers.wallet_card import wallet_card
from ldn_desktop.reference.words.bold import plain
from tests.papers.test_patient_plan import KNOWLEDGE

START = date(2026, 11, 30)
DOSES = ("1.5 mg", "3 mg", "4.5 mg")
RHYTHMS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"rhythm": {"every": 7}},
    {"rhythm": {"on": 3, "off": 3}},
    {"rhythm": {"weekdays": ["friday"]}},
)
GO_ON = {"if-tolerated": "If side effects trouble", "after-review": "only after a review"}
ON_CARD = {"if-tolerated": ", only if side effects allow", "after-review": ", only after a review"}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    ladder: list[dict[str, Any]] = [
        {"dose": dose, "days": draw(st.sampled_from(days)), **draw(st.sampled_from(RHYTHMS))}
        for dose, days in zip(DOSES, ((10, 14), (3, 10, 14), (3, 10, 14)), strict=True)
    ]
    for rung in ladder[:-1]:
        rung["go_on"] = draw(st.sampled_from(("on-date", "if-tolerated", "after-review", "after-review")))
    ends = ladder[0]["days"]
    on = START + timedelta(days=draw(st.sampled_from((ends - 1, ends, ends + 2))))
    until = on + timedelta(days=draw(st.integers(1, 9)))
    again = {"resume": draw(st.sampled_from(("continue", "continue", "step_back")))}
    adjustments = draw(
        st.sampled_from(
            (
                [],
                [{"on": on, "action": "pause", "until": until, **again}],
                [{"on": on, "action": "pause"}, {"on": until, "action": "resume", **again}],
                [{"on": on, "action": "times", "times": ["morning"]}],
            )
        )
    )
    return {
        "format": "ldn-plan",
        "version": 2,
        "start_date": START,
        "ladder": ladder,
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1.5 mg"}],
        "adjustments": adjustments,
        "after": draw(st.sampled_from(("review", "continue", "stop"))),
    }


def awaited(regimen: Regimen, day: date, printed: date) -> tuple[date, str, str] | None:
    """Return the next dose from a day on, how much, and the condition, where its step waits for one."""
    taken = [step.phase for step in regimen.steps if step.takes]
    for at, phase in enumerate(taken):
        days = [each for each in phase.dose_days() if each >= day]
        if days:
            behind = any(each < printed for each in phase.dose_days())
            before = taken[at - 1] if at else phase
            go_on = regimen.plan.ladder[before.rung].go_on
            waits = phase.rung > before.rung and go_on != "on-date" and not behind
            return (days[0], DOSES[phase.rung], go_on) if waits else None
    return None


def is_told_with(sentences: tuple[str, ...], dose: str) -> bool:
    """Tell whether each sentence that names a dose to take is followed by its condition."""
    told = [plain(sentence) for sentence in (*sentences, "")]
    named = [after for one, after in pairwise(told) if f"take {dose}" in one or f": {dose}" in one]
    return all(after == "Begin it only as its step below says." for after in named)


@settings(max_examples=60)
@given(plans(), st.integers(-8, 14))
def test_a_dose_that_waits_is_named_with_its_condition(members: dict[str, Any], after: int) -> None:
    printed = START + timedelta(days=members["ladder"][0]["days"] + after)
    plan = read_plan(json.dumps(members, default=str).encode(), KNOWLEDGE.vocabulary)
    regimen = derive(plan, KNOWLEDGE.rules, printed)
    document = patient_plan(regimen, KNOWLEDGE.content, printed)
    if waits := awaited(regimen, printed, printed):
        day, dose, go_on = waits
        assert is_told_with(document.intro, dose)
        assert is_conditioned(document, day, go_on)
        assert ON_CARD[go_on] in wallet_card(regimen, KNOWLEDGE.content, printed).dose[1]
    if document.change and (waits := awaited(regimen, document.change.on, printed)):
        day, dose, go_on = waits
        assert is_told_with(document.change.sentences, dose)
        assert is_conditioned(document, day, go_on)


def is_conditioned(document: PatientPlan, day: date, go_on: str) -> bool:
    """Tell whether the row that holds a day begins on a condition."""
    (row,) = (row for row in document.rows if any(box.day == day for week in row.weeks for box in week))
    return any(GO_ON[go_on] in note for note in row.notes)
