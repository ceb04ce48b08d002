"""The published schema of the plan file: never stricter than the reader, and as strict as a schema can be."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checks.fuzz_plan_files import GEOMETRIC, NEW, OLD, SHAPES, as_pairs, bases, written
from docs.plan_schema import OUT, schema, text
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_reader import read_plan
from tests.domain.given_rules import VOCABULARY
from tests.exchange.test_plan_reader import patched, rows
from tests.places import CASES, REFUSALS, VECTORS, VECTORS_2
from tests.strategies_v2 import plans_v2

PUBLISHED = Draft202012Validator(json.loads(OUT.read_text("utf-8")))
SCHEMA = Draft202012Validator(schema(VOCABULARY))
"""The same with the few ids of the tests."""
BASES = bases()

BEYOND_A_SCHEMA = {
    # What stands there twice, aside from case or from another member of it.
    *("duplicate id", "long id twice", "same id, other product", "medicine twice", "override twice"),
    # What rests on arithmetic, on the calendar, or on how a number is written.
    *("capacity off the marks", "days 7.0", "date that does not exist"),
    # What rests on the course.
    *("course past 9999", "hold past 9999", "adjustment before the course", "adjustment after the course"),
    *(
        "back in time",
        "stop before any dose",
        "step back on the first rung",
        "pause without a day",
        "pause too long",
    ),
    *("going on before the pause", "going on back in time without a pause", "hold after a stop"),
    *("open pause before any dose", "open pause inside a pause"),
    *("hold inside a pause", "step back inside a pause", "settle inside a pause", "pause inside a pause"),
}


def test_it_is_made_of_the_limits_and_names_that_the_reader_goes_by() -> None:
    assert OUT.read_text("utf-8") == text(), "run python -m docs.plan_schema to write it anew"
    Draft202012Validator.check_schema(PUBLISHED.schema)


@pytest.mark.parametrize("path", [*VECTORS, *VECTORS_2], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_worked_example_passes(path: Path) -> None:
    PUBLISHED.validate(json.loads(path.read_text("utf-8"))["plan"])


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.ldnplan")), ids=lambda path: path.stem)
def test_every_case_passes(path: Path) -> None:
    PUBLISHED.validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("plan", [NEW, GEOMETRIC, OLD], ids=["new", "geometric", "old"])
def test_a_plan_with_every_member_passes(plan: dict[str, Any]) -> None:
    SCHEMA.validate(plan)


@settings(max_examples=100)
@given(plans_v2())
def test_every_plan_drawn_passes(plan: dict[str, Any]) -> None:
    SCHEMA.validate(plan)


@settings(max_examples=300)
@given(st.randoms(use_true_random=True))
def test_what_it_refuses_the_reader_refuses(rng: Random) -> None:
    root = json.loads(rng.choice(BASES), object_pairs_hook=as_pairs)
    for _ in range(rng.choice((1, 1, 2))):
        rng.choice(SHAPES)(root, rng)
    data = written(root)
    if not SCHEMA.is_valid(json.loads(data)):
        with pytest.raises(FileError):
            read_plan(data.encode(), VOCABULARY)


@pytest.mark.parametrize(("places", "values", "_sentence"), rows())
def test_what_the_reader_refuses_it_refuses_as_far_as_a_schema_can(
    request: pytest.FixtureRequest, places: str, values: list[Any], _sentence: str
) -> None:
    name = request.node.callspec.id
    assert SCHEMA.is_valid(json.loads(patched(places, *values))) == (name in BEYOND_A_SCHEMA)


BEYOND_A_SCHEMA_OF_2 = {
    *("29 days on and off", "the last step going on", "one id with another route"),
    *("a basis of other days", "a basis of other doses", "months that are other days"),
    *("a factor of 1", "a factor that leads away from the target"),
    *("another target than the weight gives", "a dose by weight that rounds to 0"),
    "a start above the target by weight",
    *("a pause from the first day on without an end", "a change after a pause without an end"),
    *("going on without a pause", "going on after a pause with an end", "going on twice"),
    *(
        "going on the day of the pause",
        "going on 3,651 days later",
        "stopping before the first day with a dose",
    ),
    *(
        "going on before its pause",
        "stopping a plan without any day with a dose",
        "an open pause inside a pause",
    ),
    *("36,526 days", "a course past the year 9999 by a pause on the way"),
}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal["what"])
def test_the_refusals_that_are_handed_out_too(refusal: dict[str, Any]) -> None:
    assert PUBLISHED.is_valid(refusal["plan"]) == (refusal["what"] in BEYOND_A_SCHEMA_OF_2)
