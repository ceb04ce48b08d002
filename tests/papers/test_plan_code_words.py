"""What stands beside the codes of a plan."""

from __future__ import annotations

import pytest

from ldn_desktop.domain.handover import Scope
from ldn_desktop.papers.plan_code_words import PLAN_CODE, Coding, plan_code
from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

WORDS = Content(SHIPPED).sentences(PLAN_CODE)
LEFT_OUT = {
    "the safety check": "safety check",
    "other medicines": "other medicines",
    "notes": "notes",
    "overrides": "overrides",
}


def made(count: int, *, whole: bool = False, named: bool = False) -> tuple[list[Scope], tuple[str, ...]]:
    asked: list[Scope] = []

    def codes(scope: Scope) -> tuple[str, ...]:
        asked.append(scope)
        return tuple(f"CODE{at}" for at in range(count))

    code = plan_code(Coding(codes, named=named), WORDS, whole=whole)
    return asked, (*code.told, *code.labels)


@pytest.mark.parametrize("named", [False, True])
def test_a_code_for_others_says_that_the_record_is_not_in_it(*, named: bool) -> None:
    asked, told = made(1, named=named)
    assert asked == [Scope(whole=False, named=named)]
    for words in LEFT_OUT.values():
        assert words in told[1]
    assert told[1].endswith("The safety check has to be asked again.")
    assert ("name, birth date" in told[1]) is not named


@pytest.mark.parametrize("named", [False, True])
def test_a_code_on_the_record_lacks_the_patient_alone(*, named: bool) -> None:
    asked, told = made(1, whole=True, named=named)
    assert asked == [Scope(whole=True, named=named)]
    assert ("Not in the code" in told[1]) is not named


def test_several_codes_are_numbered_and_counted() -> None:
    _, told = made(3)
    assert told[2:] == (
        "The plan has 3 codes: scan each of them, in any order.",
        "Code 1 of 3",
        "Code 2 of 3",
        "Code 3 of 3",
    )


def test_a_plan_too_large_for_codes_says_so() -> None:
    assert made(0)[1] == ("This plan is too large for a code on paper. Hand over its file instead.",)
