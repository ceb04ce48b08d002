"""The FHIR Bundle: by the schema of R4 and the models of R4B, who and what it tells, and which codes."""

from __future__ import annotations

import json
from base64 import b64decode
from decimal import Decimal
from typing import Any

import pytest
import yaml

from checks.exports_back import refuse_invalid
from checks.read_back import MismatchError
from ldn_desktop.exchange.fhir_bundle import export
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.papers.catalogue import PaperContext
from tests.exchange.handed import context_of, plan
from tests.places import FACTS

RHYTHMS: list[Any] = [
    {"every": 2},
    {"weekdays": ["monday", "friday"]},
    {"on": 5, "off": 2},
]


def bundle(context: PaperContext) -> dict[str, Any]:
    """Return the Bundle of a plan, which the schema and the models take."""
    data = export(context)
    refuse_invalid(data)
    found: dict[str, Any] = json.loads(data, parse_float=Decimal)
    return found


def resources(told: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in told["entry"]:
        assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


def dosages(**changes: Any) -> list[dict[str, Any]]:
    return list(resources(bundle(context_of(plan(**changes))))["MedicationRequest"][0]["dosageInstruction"])


def test_it_says_for_whom_by_whom_and_what() -> None:
    told = bundle(context_of(plan(instructions="With food.")))
    assert (told["type"], told["meta"]) == ("collection", {"versionId": "3"})
    found = resources(told)
    (patient,), (prescriber,), (file,) = (found[kind] for kind in ("Patient", "Practitioner", "Binary"))
    regimen, *products = found["MedicationRequest"]
    assert patient["name"] == [{"text": "Anna Muster"}]
    assert (patient["birthDate"], patient["identifier"]) == ("1980-05-01", [{"value": "4711"}])
    assert prescriber["telecom"] == [{"system": "phone", "value": "+41 44 000 00 00"}]
    assert regimen["requester"]["display"] == "Dr. Béla Beispiel, Practice by the Lake"
    assert (regimen["intent"], regimen["status"]) == ("plan", "draft")
    assert regimen["reasonCode"] == [{"text": "Fibromyalgia"}]
    assert [note["text"] for note in regimen["note"]] == [
        (
            "The last planned day is Mon 11 Jan 2027: see your prescriber about what comes next. "
            "With no new plan, take none after that day: call first."
        ),
        "With food.",
    ]
    for request in found["MedicationRequest"]:
        assert request["subject"]["reference"] == f"urn:uuid:{patient['id']}"
        assert request["requester"]["reference"] == f"urn:uuid:{prescriber['id']}"
    for product in products:
        assert product["basedOn"] == [{"reference": f"urn:uuid:{regimen['id']}"}]
        assert "dosageInstruction" not in product
    assert regimen["supportingInformation"] == [{"reference": f"urn:uuid:{file['id']}"}]
    assert b64decode(file["data"]) == write_plan(context_of(plan(instructions="With food.")).regimen.plan)


def test_the_code_of_the_medicine_is_the_one_that_was_verified() -> None:
    facts = yaml.safe_load((FACTS / "pharmacology.yaml").read_text("utf-8"))
    (fact,) = (entry for entry in facts["coding"] if entry["id"] == "rxcui")
    for request in resources(bundle(context_of(plan())))["MedicationRequest"]:
        assert request["medicationCodeableConcept"]["coding"] == [{**fact["data"], "display": "naltrexone"}]


def test_each_time_of_each_step_has_its_instruction() -> None:
    found = dosages(
        ladder=[
            {"dose": "0.5 mg", "days": 7, "go_on": "after-review"},
            {"doses": {"morning": "0.5 mg", "bedtime": "1.5 mg"}, "days": 7},
        ]
    )
    assert [entry["sequence"] for entry in found] == [1, 2, 2]
    assert [entry["timing"]["repeat"]["when"] for entry in found] == [["HS"], ["MORN"], ["HS"]]
    assert (
        found[0]["text"] == "Tue 1 Dec 2026 to Mon 7 Dec 2026: 0.5 mg at bedtime. Take 1 capsule of 0.5 mg."
    )
    assert found[0]["additionalInstruction"][0]["text"].startswith("Stay on this step until a review")
    assert "additionalInstruction" not in found[1]
    assert found[2]["timing"]["repeat"]["boundsPeriod"] == {"start": "2026-12-08", "end": "2026-12-14"}
    dose = {"unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
    assert found[2]["doseAndRate"] == [{"doseQuantity": {"value": Decimal("1.5"), **dose}}]


@pytest.mark.parametrize(
    ("rhythm", "repeat", "events"),
    [
        ({"every": 2}, {"frequency": 1, "period": 2, "periodUnit": "d"}, 0),
        (
            {"weekdays": ["monday", "friday"]},
            {"frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": ["mon", "fri"]},
            0,
        ),
        ({"on": 5, "off": 2}, {}, 10),
    ],
)
def test_a_rhythm_is_coded_or_its_days_are_listed(rhythm: Any, repeat: Any, events: int) -> None:
    (found,) = dosages(ladder=[{"dose": "0.5 mg", "days": 14, "rhythm": rhythm}])
    told = dict(found["timing"]["repeat"])
    del told["boundsPeriod"], told["when"]
    assert told == repeat
    assert len(found["timing"].get("event", [])) == events


def test_a_small_dose_is_an_exact_number_without_exponent() -> None:
    capsule = {"id": "c", "kind": "capsule", "strength": "1 mcg"}
    data = export(context_of(plan(ladder=[{"dose": "1 mcg", "days": 7}], formulations=[capsule])))
    assert b'"doseQuantity":{"value":0.001,"unit":"mg"' in data


def test_the_way_is_told_where_it_is_not_the_mouth() -> None:
    drops = {
        "id": "d",
        "kind": "drops",
        "concentration": "1 mg/mL",
        "drops_per_ml": 20,
        "route": "sublingual",
    }
    (found,) = dosages(ladder=[{"dose": "0.5 mg", "days": 7}], formulations=[drops])
    assert found["route"] == {"text": "under the tongue"}
    assert "0.5 mg at bedtime, under the tongue" in found["text"]


def test_fills_that_are_alike_are_coded_and_all_are_told_one_by_one() -> None:
    def dispensed(*ladder: Any) -> dict[str, Any]:
        found = resources(bundle(context_of(plan(ladder=list(ladder), fill_days=7))))["MedicationRequest"]
        return dict(found[1]["dispenseRequest"])

    alike = dispensed({"dose": "0.5 mg", "days": 21})
    assert (alike["quantity"], alike["numberOfRepeatsAllowed"]) == ({"value": 7, "unit": "capsule"}, 2)
    assert alike["validityPeriod"] == {"start": "2026-12-01", "end": "2026-12-21"}
    first = dispensed({"dose": "1 mg", "days": 7}, {"dose": "0.5 mg", "days": 14})
    assert (first["initialFill"]["quantity"]["value"], first["quantity"]["value"]) == (14, 7)
    other = dispensed(
        {"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 7}, {"dose": "0.5 mg", "days": 7}
    )
    assert "quantity" not in other
    assert len(other["extension"]) == 3


def test_ids_stay_over_revisions_and_are_another_plans_never() -> None:
    def ids(**changes: Any) -> list[str]:
        return [entry["fullUrl"] for entry in bundle(context_of(plan(**changes)))["entry"]]

    assert ids() == ids(revision=4, notes="other")
    assert not set(ids()) & set(ids(id="another"))
    assert ids(id=None) == ids(id=None, revision=9)
    assert not set(ids(id=None)) & set(ids(id=None, patient={"name": "Béla Beispiel"}))


def test_nothing_that_a_person_typed_makes_it_invalid() -> None:
    odd = "\u0007 Anna\u001b[31m\u2028\u202e"
    told = resources(
        bundle(context_of(plan(patient={"name": odd, "identifier": "\u0007"}, prescriber={"practice": odd})))
    )
    assert told["Patient"][0]["name"] == [{"text": "Anna[31m"}]
    assert "identifier" not in told["Patient"][0]
    assert not {"name", "telecom"} & set(told["Practitioner"][0])


def test_a_clinics_weaker_rules_are_named() -> None:
    context = context_of(plan())._replace(clinic="Practice by the Lake")
    notes = [note["text"] for note in resources(bundle(context))["MedicationRequest"][0]["note"]]
    assert notes[-1].startswith("Checked by the safety rules of Practice by the Lake.")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b'"status":"draft"', b'"state":"draft"'),
        (b'"value":0.5', b'"value":"0.5 mg"'),
        (b'"HS"', b'"BEDTIME"'),
    ],
)
def test_what_is_no_fhir_is_found(written: bytes, instead: bytes) -> None:
    data = export(context_of(plan()))
    assert written in data
    with pytest.raises(MismatchError):
        refuse_invalid(data.replace(written, instead, 1))
