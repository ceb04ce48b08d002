"""A Bundle of ours gives its plan back; from elsewhere it is refused in a sentence."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.bundle_reader import PLAN_TYPE, plan_file_in
from ldn_desktop.exchange.fhir_bundle import export
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from tests.exchange.handed import KNOWLEDGE, context_of, plan

ELSEWHERE = "The file is FHIR without a plan file in it; choose a Bundle that LDN Desktop exported."


def refused(value: object) -> str:
    with pytest.raises(FileError) as error:
        read_plan(
            plan_file_in(value if isinstance(value, bytes) else json.dumps(value).encode()),
            KNOWLEDGE.vocabulary,
        )
    return str(error.value)


def binary(**changes: Any) -> dict[str, Any]:
    data = b64encode(json.dumps(plan()).encode()).decode()
    return {"resourceType": "Binary", "id": "a", "contentType": PLAN_TYPE, "data": data, **changes}


def bundle(*found: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in found]}


def test_the_plan_comes_back_whole() -> None:
    told = context_of(plan(notes='"resourceType": "Bundle"', instructions="With food.")).regimen.plan
    data = export(context_of(plan(notes='"resourceType": "Bundle"', instructions="With food.")))
    assert plan_file_in(data) == write_plan(told)
    assert read_plan(plan_file_in(data), KNOWLEDGE.vocabulary) == told


def test_the_rest_of_the_bundle_is_not_read() -> None:
    other = bundle({"resourceType": "Patient", "name": [{"text": "Somebody else"}], "x": 0.1}, binary())
    found = read_plan(plan_file_in(json.dumps(other).encode()), KNOWLEDGE.vocabulary)
    assert found.patient.name == "Anna Muster"


def test_a_plan_file_is_left_as_it_is() -> None:
    for data in (
        write_plan(context_of(plan(notes='"resourceType"')).regimen.plan),
        b"{}",
        b"\xff",
        b'["resourceType"]',
    ):
        assert plan_file_in(data) is data


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"resourceType": "Patient"}, ELSEWHERE),
        ({"resourceType": "Bundle"}, ELSEWHERE),
        ({"resourceType": ["Bundle"]}, ELSEWHERE),
        (bundle({"resourceType": "MedicationRequest"}), ELSEWHERE),
        (bundle(binary(contentType="application/pdf")), ELSEWHERE),
        (bundle(binary(), binary()), "The file holds 2 plans; open a Bundle of one plan."),
        (
            bundle(binary(data="%%%")),
            "entry[0].resource.data: is damaged, so its plan cannot be read; export it again.",
        ),
        (
            bundle(binary(data="ä")),
            "entry[0].resource.data: is damaged, so its plan cannot be read; export it again.",
        ),
        (bundle(binary(data=7)), "entry[0].resource.data: must be text in quotation marks, not a number"),
        (bundle(binary(more=1)), "entry[0].resource.more: unknown key; remove it, or use one of"),
        (bundle(binary(data="e30=")), "format: is missing, so this is no LDN plan; choose another file."),
        ({"resourceType": "Bundle", "entry": 3}, "entry: must be a list in square brackets, not a number."),
        (
            b'{"resourceType": "Bundle", "entry": [}',
            "The file is no valid JSON at line 1, column 38; restore it or",
        ),
        (b'{"resourceType": "Bundle", "resourceType": "Bundle"}', "resourceType: stands there twice"),
    ],
)
def test_what_holds_no_plan_is_refused_in_a_sentence(value: object, told: str) -> None:
    assert refused(value).startswith(told)


def test_one_that_is_too_large_is_not_read() -> None:
    assert refused(b'{"resourceType": "' + b"x" * (32 << 20)).startswith("The file is larger than 32 MiB")
    large = binary(data=b64encode(b" " * (1 << 20) + json.dumps(plan()).encode()).decode())
    assert refused(bundle(large)) == "The file is larger than 1 MiB, so it is no plan; choose another file."
