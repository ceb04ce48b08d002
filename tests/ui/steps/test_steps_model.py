"""Two syringes for one concentration are told apart wherever a product is named; the patient plan names each."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.clinician_record import RecordMaker
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.planner.result.supply_model import SupplyModel
from ldn_desktop.ui.steps.steps_model import StepColumn, StepsModel
from ldn_desktop.workspace.result_words import headline
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of


def liquid(name: str, marks: str, holds: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": marks,
        "capacity_ml": holds,
        **more,
    }


@pytest.fixture
def regimen() -> Regimen:
    return regimen_of(
        ladder=[{"dose": "0.25 mg", "days": 7}, {"dose": "1.5 mg", "days": 28}],
        formulations=[liquid("small", "0.05", "1"), liquid("big", "0.1", "3")],
    )


def test_the_patient_plan_names_size_and_marks_on_every_line(regimen: Regimen) -> None:
    text = patient_text(patient_plan(regimen, KNOWLEDGE.content, TODAY))
    assert "0.25 mL of the 1 mg/mL liquid = 0.25 mg, with the 1 mL syringe (marks every 0.05 mL)" in text
    assert "1.5 mL of the 1 mg/mL liquid = 1.5 mg, with the 3 mL syringe (marks every 0.1 mL)" in text
    assert "1 mg/mL liquid, 1 mL syringe with marks every 0.05 mL" in text


def test_two_fillings_name_the_syringe_too() -> None:
    one = regimen_of(ladder=[{"dose": "4.5 mg", "days": 7}], formulations=[liquid("l", "0.1", "3")])
    assert (
        "4.5 mL of the 1 mg/mL liquid = 4.5 mg, with the 3 mL syringe (marks every 0.1 mL) in two fillings: "
        "3 mL and then 1.5 mL"
    ) in patient_text(patient_plan(one, KNOWLEDGE.content, TODAY))


def test_steps_supply_record_and_headline_tell_them_apart(regimen: Regimen) -> None:
    words = PLAIN.of(regimen)
    steps, supply = StepsModel(), SupplyModel()
    steps.show_regimen(regimen, words)
    supply.show_regimen(regimen, words)
    taken = [steps.index(row, StepColumn.TAKE).data() for row in range(2)]
    assert taken == ["0.25 mL of 1 mg/mL (1 mL syringe)", "1.5 mL of 1 mg/mL (3 mL syringe)"]
    for told in (supply.as_text(), _record(regimen)):
        assert "1 mg/mL liquid (1 mL syringe)" in told
        assert "1 mg/mL liquid (3 mL syringe)" in told
    assert headline(regimen, words).facts.endswith(" · 43.75 mL, 2 syringes")


def _record(regimen: Regimen) -> str:
    sentences = KNOWLEDGE.findings.sentences(regimen, PLAIN)
    maker = RecordMaker(regimen, KNOWLEDGE.content, sentences, PLAIN.of(regimen))
    return "\n".join(" ".join(row) for part in maker.record(TODAY, TODAY).sections for row in part.rows)


def test_only_as_much_is_said_as_tells_them_apart() -> None:
    def names(*products: dict[str, Any]) -> list[str]:
        found = regimen_of(formulations=[*products, {"id": "c", "kind": "capsule", "strength": "0.5 mg"}])
        words = PLAIN.of(found)
        return [words.product(product) for product in found.products[:-1]]

    assert names(liquid("a", "0.1", "3")) == ["1 mg/mL liquid"]
    assert names(liquid("a", "0.02", "1"), liquid("b", "0.01", "1")) == [
        "1 mg/mL liquid (1 mL syringe, marks every 0.02 mL)",
        "1 mg/mL liquid (1 mL syringe, marks every 0.01 mL)",
    ]
    assert names(liquid("a", "0.1", "3"), liquid("b", "0.1", "3", beyond_use_days=14)) == [
        "1 mg/mL liquid (3 mL syringe, marks every 0.1 mL, no date)",
        "1 mg/mL liquid (3 mL syringe, marks every 0.1 mL, use within 14 days)",
    ]
    tablet = {"kind": "tablet", "strength": "3 mg"}
    assert names({"id": "a", **tablet}, {"id": "b", **tablet, "divisible_into": 2}) == [
        "3 mg tablet (whole)",
        "3 mg tablet (halves)",
    ]


def test_the_total_of_a_product_says_what_of_it_is_taken_after_a_change_of_products() -> None:
    change = {
        "on": "2026-12-10",
        "noted_on": "2026-12-10",
        "action": "formulations",
        "formulations": [{"id": "d", "kind": "capsule", "strength": "1 mg"}],
    }
    regimen = regimen_of(ladder=[{"dose": "1 mg", "days": 28}], adjustments=[change])
    supply = SupplyModel()
    supply.show_regimen(regimen, PLAIN.of(regimen))
    totals = [[supply.cell(row, at) for at in range(6)] for row in range(supply.rowCount())][-2:]
    assert [row[3] for row in totals] == ["18 of it taken", ""]
    assert [row[4] for row in totals] == ["56", "19"]
