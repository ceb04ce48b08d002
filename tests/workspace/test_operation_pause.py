"""The pause around an operation: said and proposed by what is known of it so far."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.intents import SetAdjustments
from ldn_desktop.workspace.operation_pause import Around, OperationFields, around, with_pause
from ldn_desktop.workspace.rejected import RejectedError
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of

FIELDS = OperationFields(date(2026, 12, 20), 72, date(2026, 12, 24), endless=False, resume="continue")
PLANNED = Pause(date(2026, 12, 17), date(2026, 12, 24), "continue", noted_on=TODAY)


def found(fields: OperationFields, regimen: Regimen | None, after: Regimen | None = None) -> Around:
    return around(fields, regimen, lambda _: after, KNOWLEDGE, PLAIN, TODAY)


def test_the_pause_keeps_the_hours_before_the_operation() -> None:
    made = found(FIELDS, regimen_of())
    assert made.pause == PLANNED == FIELDS.pause(TODAY)
    endless = found(FIELDS._replace(endless=True, again=None), regimen_of())
    assert endless.pause == Pause(date(2026, 12, 17), noted_on=TODAY)
    assert with_pause((), PLANNED) == SetAdjustments((PLANNED,))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"on": None}, "Say on which day the operation is."),
        ({"hours": None}, "Say on which day the operation is."),
        ({"again": None}, "Say from which day it is taken again, after the operation."),
        ({"again": date(2026, 12, 20)}, "It must be taken again after the day of the operation, not before."),
    ],
)
def test_what_is_not_known_yet_is_asked_for(changes: dict[str, Any], told: str) -> None:
    made = found(FIELDS._replace(**changes), regimen_of())
    assert made.told.endswith(told)
    assert made.pause is None


def test_without_a_plan_or_a_need_there_is_no_pause() -> None:
    assert found(FIELDS, None) == Around(
        "Make a plan first: it says which doses are taken before the operation."
    )
    later = FIELDS._replace(on=date(2028, 1, 1), again=date(2028, 1, 4))
    assert found(later, regimen_of()).pause is None
    assert FIELDS._replace(on=None).pause(TODAY) is None


def test_a_pause_that_the_plan_refuses_is_not_proposed() -> None:
    def refuse(_: SetAdjustments) -> None:
        raise RejectedError("Not done: no.")

    made = around(FIELDS, regimen_of(), refuse, KNOWLEDGE, PLAIN, TODAY)
    assert made.told.endswith(" Not done: no.")
    assert made.pause is None


def test_going_on_as_high_as_before_is_cautioned_against() -> None:
    long = FIELDS._replace(again=date(2027, 1, 4))
    entry = {"on": "2026-12-17", "action": "pause", "until": "2027-01-04", "resume": "continue"}
    after = regimen_of(adjustments=[entry])
    (caution,) = (finding for finding in after.findings if finding.code == "resumes-high")
    made = found(long, regimen_of(), after)
    assert made.told.endswith(KNOWLEDGE.findings.sentence(caution, after, PLAIN))
    assert made.pause is not None
