"""Canonical writing, spelt out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Patient, Plan, Screening
from ldn_desktop.exchange.migrations import migrate
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from tests.domain.given_rules import MG, VOCABULARY
from tests.places import VECTORS

SMALLEST = """{
  "format": "ldn-plan",
  "formulations": [
    {
      "id": "c",
      "kind": "capsule",
      "strength": "1 mg"
    }
  ],
  "ladder": [
    {
      "days": 28,
      "dose": "0.5 mg"
    }
  ],
  "start_date": "2026-12-01",
  "version": 2
}
"""
PLAN = Plan(date(2026, 12, 1), (Rung(MG // 2, 28),), (Capsule("c", MG),))


def test_defaults_and_empty_members_are_left_out() -> None:
    assert write_plan(PLAN).decode() == SMALLEST


def test_everything_spelt_out_is_written_the_same() -> None:
    wordy: dict[str, object] = json.loads(SMALLEST)
    wordy |= {
        "id": "",
        "revision": 1,
        "condition": "",
        "notes": "",
        "max_pieces_per_dose": 4,
        "fill_days": 28,
    }
    wordy |= {"patient": {"name": "", "identifier": ""}, "prescriber": {}, "times": ["bedtime"]}
    wordy |= {
        "adjustments": [],
        "overrides": [],
        "screening": {"answers": {}, "opioids": []},
        "medicines": [],
    }
    wordy |= {"ladder": [{"dose": " 500.0 \u00b5g", "days": 28}]}
    wordy |= {"formulations": [{"id": "c", "kind": "capsule", "strength": "1.0mg"}]}
    assert write_plan(read_plan(json.dumps(wordy).encode(), Vocabulary())).decode() == SMALLEST


def test_a_null_last_dose_stays() -> None:
    plan = Plan(
        PLAN.start_date,
        PLAN.ladder,
        PLAN.formulations,
        screening=Screening(opioids=(OpioidUse("tramadol", None),)),
    )
    written = write_plan(plan)
    assert json.loads(written)["screening"] == {"opioids": [{"last_dose": None, "opioid": "tramadol"}]}
    assert read_plan(written, VOCABULARY) == plan


def test_the_day_on_which_opioids_were_asked_for_is_left_out_where_all_was_answered_then() -> None:
    on, later = "2026-12-01", "2027-02-01"
    screening = {"answered_on": on, "opioids_asked_on": on, "answers": {"opioid-now": "no"}}

    def written(**more: str) -> Any:
        data = json.dumps({**json.loads(SMALLEST), "screening": screening | more}).encode()
        plan = read_plan(data, VOCABULARY)
        assert read_plan(write_plan(plan), VOCABULARY) == plan
        return json.loads(write_plan(plan))["screening"], plan.screening.asked_on

    assert written() == ({"answered_on": on, "answers": {"opioid-now": "no"}}, date(2026, 12, 1))
    assert written(opioids_asked_on=later) == (screening | {"opioids_asked_on": later}, date(2027, 2, 1))
    assert written(answered_on=later) == (screening | {"answered_on": later}, date(2026, 12, 1))


def test_other_medicines_and_the_use_of_an_opioid_stand_as_they_are_typed() -> None:
    screening = Screening(opioids=(OpioidUse("kratom", None, "daily"), OpioidUse("tramadol", None)))
    medicines = ("duloxetine 60 mg", " Ibuprofen", "\u00c6sculus")
    plan = replace(PLAN, screening=screening, medicines=medicines)
    written = json.loads(write_plan(plan))
    assert written["medicines"] == list(medicines)
    assert written["screening"]["opioids"] == [
        {"last_dose": None, "opioid": "kratom", "use": "daily"},
        {"last_dose": None, "opioid": "tramadol"},
    ]
    assert read_plan(write_plan(plan), VOCABULARY) == plan


def test_other_alphabets_stand_as_they_are() -> None:
    plan = Plan(PLAN.start_date, PLAN.ladder, PLAN.formulations, patient=Patient(name="Zoë 日本"))
    assert "Zoë 日本".encode() in write_plan(plan)


def test_times_come_in_the_order_of_the_day() -> None:
    data = SMALLEST.replace('"version"', '"times": ["bedtime", "morning"], "version"').encode()
    assert read_plan(data, VOCABULARY).times == ("morning", "bedtime")
    assert json.loads(write_plan(read_plan(data, VOCABULARY)))["times"] == ["morning", "bedtime"]


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_a_worked_example_is_written_the_same_twice(path: Path) -> None:
    plan = read_plan(json.dumps(json.loads(path.read_bytes())["plan"]).encode(), VOCABULARY)
    written = write_plan(plan)
    assert read_plan(written, VOCABULARY) == plan
    assert write_plan(read_plan(written, VOCABULARY)) == written


def test_a_draft_may_lack_its_ladder_and_products() -> None:
    draft = Plan(PLAN.start_date, (), ())
    assert read_plan(write_plan(draft), VOCABULARY, complete=False) == draft
    with pytest.raises(FileError, match=r"^ladder: is missing; add it\.$"):
        read_plan(write_plan(draft), VOCABULARY)


def test_older_versions_are_migrated_one_at_a_time() -> None:
    seen: list[int] = []

    def to_two(node: Node) -> Node:
        seen.append(2)
        return node

    def to_three(node: Node) -> Node:
        seen.append(3)
        return node

    root = parse(b'{"format": "ldn-plan", "version": 1}')
    assert migrate(root, current=3, migrations={1: to_two, 2: to_three}) == root
    assert seen == [2, 3]


def test_a_file_of_exactly_one_mebibyte_is_read() -> None:
    data = SMALLEST.encode()
    assert read_plan(data + b" " * ((1 << 20) - len(data)), VOCABULARY) == PLAN


def test_a_repeated_key_is_found_among_very_many() -> None:
    keys = ",".join(f'"k{number}":1' for number in range(70_000))
    with pytest.raises(FileError) as caught:
        read_plan(f'{{{keys},"k69999":1}}'.encode(), VOCABULARY)
    assert str(caught.value) == "k69999: stands there twice; remove one of the two."


def test_a_revision_has_no_upper_bound() -> None:
    data = SMALLEST.replace('"version"', f'"revision": {10**15}, "version"').encode()
    assert read_plan(data, VOCABULARY).revision == 10**15
