"""Plan files of version 1: what of them is carried over, what is asked again, and what no such file can hold."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.exchange.migrations import DRAFT_FORMAT, asked_anew
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from tests.domain.given_rules import QUESTIONS, VOCABULARY
from tests.places import VECTORS

OLD, NEW = "acute-hepatitis-or-liver-failure", "severe-liver-disease"
ONE: dict[str, Any] = {
    "format": "ldn-plan",
    "version": 1,
    "start_date": "2026-12-01",
    "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
    "adjustments": [{"on": "2026-12-10", "action": "hold", "days": 7}],
    "screening": {
        "answered_on": "2026-11-25",
        "answers": {"pregnant": "no"},
        "opioids": [{"opioid": "tramadol", "last_dose": "2026-11-01"}],
    },
}
OTHERS = sorted({*QUESTIONS} - {NEW})


def encoded(plan: object) -> bytes:
    return json.dumps(plan).encode()


def answers_of(plan: dict[str, Any]) -> dict[str, str]:
    return dict(read_plan(encoded(plan), VOCABULARY).screening.answers)


def answered(**answers: str) -> dict[str, Any]:
    return ONE | {
        "screening": {"answers": {name.replace("_", "-"): given for name, given in answers.items()}}
    }


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_what_version_1_says_version_2_says(path: Path) -> None:
    plan = json.loads(path.read_bytes())["plan"]
    assert plan["version"] == 1
    old = read_plan(encoded(plan), VOCABULARY)
    assert old == read_plan(encoded(plan | {"version": 2}), VOCABULARY)
    assert json.loads(write_plan(old))["version"] == 2


@pytest.mark.parametrize(("given", "kept"), [("yes", {NEW: "yes"}), ("no", {}), ("unknown", {})])
def test_of_the_question_about_the_liver_only_a_yes_is_carried_over(given: str, kept: dict[str, str]) -> None:
    plan = answered(acute_hepatitis_or_liver_failure=given, cirrhosis="no", pregnant="unknown")
    assert answers_of(plan) == {"cirrhosis": "no", "pregnant": "unknown", **kept}


@pytest.mark.parametrize(
    ("given", "anew"), [("no", (NEW,)), ("yes", ()), ("unknown", (NEW,))], ids=["no", "yes", "unknown"]
)
def test_the_question_that_is_open_again_is_named(given: str, anew: tuple[str, ...]) -> None:
    plan = answered(acute_hepatitis_or_liver_failure=given, pregnant="no")
    draft = {"format": DRAFT_FORMAT, "version": 1, "plan": plan}
    for held in (plan, draft):
        assert asked_anew(parse(encoded(held))) == anew
    for held in (ONE, {key: ONE[key] for key in ONE if key != "screening"}, answered(pregnant="no")):
        assert asked_anew(parse(encoded(held))) == ()
    current = ONE | {"version": 2, "screening": {"answers": {NEW: "no"}}}
    assert asked_anew(parse(encoded(current))) == ()


def test_what_overruled_the_one_question_overrules_the_other() -> None:
    reason = "Known to the liver clinic."
    plan = answered(acute_hepatitis_or_liver_failure="yes") | {"overrides": [{"code": OLD, "reason": reason}]}
    read = read_plan(encoded(plan), VOCABULARY)
    assert [(entry.code, entry.reason) for entry in read.overrides] == [(NEW, reason)]


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([*OTHERS, OLD]), st.sampled_from(("yes", "no", "unknown"))),
    st.lists(st.sampled_from(sorted({*VOCABULARY.overridable} - {NEW} | {OLD})), unique=True, max_size=3),
)
def test_every_other_answer_and_reason_stays_as_it_was(answers: dict[str, str], codes: list[str]) -> None:
    plan = ONE | {"screening": {"answers": answers}}
    plan |= {"overrides": [{"code": code, "reason": f"Because of {code}."} for code in codes]}
    read = read_plan(encoded(plan), VOCABULARY)
    expected = {name: given for name, given in answers.items() if name != OLD}
    if answers.get(OLD) == "yes":
        expected[NEW] = "yes"
    assert dict(read.screening.answers) == expected
    renamed = [(NEW if code == OLD else code, f"Because of {code}.") for code in codes]
    assert [tuple(entry) for entry in read.overrides] == renamed


IN_VERSION_1 = "is not known in version 1; remove it, or say version 2."
ONLY_IN_2 = {
    "medicines": ("medicines", ["aspirin"]),
    "no medicines": ("medicines", []),
    "screening.opioids_asked_on": ("screening.opioids_asked_on", "2026-11-25"),
    "screening.opioids[0].use": ("screening.opioids.0.use", "daily"),
    "screening.answers.severe-liver-disease": ("screening.answers.severe-liver-disease", "no"),
    "overrides[0].code": ("overrides", [{"code": NEW, "reason": "x"}]),
}
LATER = {
    "instructions": "With water.",
    "after": "review",
    "basis": {"kind": "linear"},
    "max_measures_per_dose": 2,
    "max_drops_per_dose": 20,
    "operation": {"on": "2026-12-20", "last_dose_hours": 72},
    "order": {"refills": 1},
    "ladder.0.doses": {"morning": "0.5 mg"},
    "ladder.0.rhythm": {"every": 2},
    "ladder.0.go_on": "if-tolerated",
    "formulations.0.route": "oral",
    "adjustments.0.noted_on": "2026-12-09",
    "adjustments.0.note": "vivid dreams",
}


def with_value(plan: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    changed: Any = deepcopy(plan)
    *way, last = place.split(".")
    holder = changed
    for key in way:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    holder[last] = value
    whole: dict[str, Any] = changed
    return whole


@pytest.mark.parametrize("name", ONLY_IN_2)
def test_version_1_is_refused_where_it_has_what_only_version_2_knows(name: str) -> None:
    place, value = ONLY_IN_2[name]
    path = name.removeprefix("no ")
    plan = with_value(ONE, place, value)
    with pytest.raises(FileError) as caught:
        read_plan(encoded(plan), VOCABULARY)
    assert str(caught.value) == f"{path}: {IN_VERSION_1}"
    assert read_plan(encoded(plan | {"version": 2}), VOCABULARY).start_date.year == 2026


@pytest.mark.parametrize("place", LATER)
def test_what_only_version_2_knows_is_refused_in_version_1(place: str) -> None:
    plan = with_value(ONE, place, LATER[place])
    with pytest.raises(FileError) as caught:
        read_plan(encoded(plan), VOCABULARY)
    top, *rest = place.split(".")
    path = f"{top}[{rest[0]}].{rest[1]}" if rest else top
    assert str(caught.value) == f"{path}: {IN_VERSION_1}"


def test_a_pause_without_an_end_and_the_action_that_ends_it_are_refused_in_version_1() -> None:
    pause = {"on": "2026-12-10", "action": "pause"}
    ended = {"on": "2026-12-20", "action": "resume", "resume": "restart"}
    for adjustments, path in (
        ([pause], "adjustments[0].until"),
        ([pause, ended], "adjustments[0].until"),
        ([ended], "adjustments[0].action"),
    ):
        with pytest.raises(FileError) as caught:
            read_plan(encoded(ONE | {"adjustments": adjustments}), VOCABULARY)
        assert caught.value.path == path
    assert (
        read_plan(encoded(ONE | {"version": 2, "adjustments": [pause, ended]}), VOCABULARY).follows
        == "review"
    )


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("screening.answers", {OLD: "maybe"},
         f"screening.answers.{OLD}: “maybe” is not known; use one of yes, no, unknown."),
        ("screening.answers", {OLD: True}, f"screening.answers.{OLD}: must be text in quotation marks, not true."),
        ("screening.answers", [], "screening.answers: must be an object in curly braces, not a list."),
        ("screening", 1, "screening: must be an object in curly braces, not a number."),
        ("screening.opioids", {}, "screening.opioids: must be a list in square brackets, not an object."),
        ("screening.opioids", ["x"], "screening.opioids[0]: must be an object in curly braces, not text."),
        ("overrides", {}, "overrides: must be a list in square brackets, not an object."),
        ("overrides", [OLD], "overrides[0]: must be an object in curly braces, not text."),
        ("overrides", [{"code": [OLD], "reason": "x"}],
         "overrides[0].code: must be text in quotation marks, not a list."),
        ("overrides", [{"code": OLD}], "overrides[0].reason: is missing; add it."),
        ("overrides", [{"code": OLD, "reason": "x"}] * 2,
         f"overrides[1].code: {NEW} stands there twice; remove one of the two."),
        ("version", 1.5, "version: must be a whole number from 1, not the decimal number 1.5."),
    ],
)  # fmt: skip
def test_a_broken_file_of_version_1_is_refused_with_the_place(place: str, value: Any, sentence: str) -> None:
    with pytest.raises(FileError) as caught:
        read_plan(encoded(with_value(ONE, place, value)), VOCABULARY)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("holder", ["screening", "answers", "override"])
def test_a_repeated_key_does_not_get_lost_on_the_way(holder: str) -> None:
    plan = ONE | {"overrides": [{"code": OLD, "reason": "x"}]}
    told = {
        "screening": (
            '"answered_on": "2026-11-25"',
            '"answered_on": "2026-11-25", "answered_on": "2026-11-26"',
        ),
        "answers": ('"pregnant": "no"', '"pregnant": "no", "pregnant": "yes"'),
        "override": ('"reason": "x"', '"reason": "x", "reason": "y"'),
    }[holder]
    with pytest.raises(FileError, match="stands there twice"):
        read_plan(json.dumps(plan).replace(*told).encode(), VOCABULARY)
