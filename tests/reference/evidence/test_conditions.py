"""The conditions: codes, grade and direction."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.reference.evidence.conditions import Condition, read_conditions

GOOD: dict[str, Any] = {
    "id": "crps",
    "name": "Complex regional pain syndrome",
    "grade": "C",
    "direction": "unknown",
    "summary": "Single patients improved.",
    "studied_dose": "1.5 to 4.5 mg a day",
    "caution": "It rests on single patients.",
    "sources": ["chopra-2013"],
}


def read(**changes: Any) -> Condition:
    return read_conditions(Node({"condition": [GOOD | changes]}, ""))["crps"]


def test_codes_are_read() -> None:
    condition = read(icd10=["M89.0", "G56.4"], icd10_cm=["G90.50"], icd11="8D8A.0")
    assert (condition.icd10, condition.icd10_cm) == (("M89.0", "G56.4"), ("G90.50",))
    assert condition.icd11 == "8D8A.0"


def test_a_condition_needs_no_codes_no_members_and_no_judgement() -> None:
    condition = read()
    assert (condition.icd10, condition.icd10_cm, condition.icd11) == ((), (), "")
    assert (condition.members, condition.judgement) == ((), "")


@pytest.mark.parametrize(
    "changes",
    [
        {"icd10": "M89.0"},
        {"icd10_cm": [""]},
        {"icd11": ""},
        {"grade": "E"},
        {"direction": "good"},
        {"caution": ""},
        {"judgement": ""},
        {"icd9": []},
    ],
)
def test_a_faulty_condition_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(FileError):
        read(**changes)
