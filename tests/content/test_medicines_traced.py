"""Every medicine of the data is in the table with its names, severity and sources; what nobody found is no promise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
FACTS: list[dict[str, Any]] = data("medicines.yaml")["medicines"]
BY_ID = {fact["id"]: fact for fact in FACTS}


def test_the_table_holds_the_medicines_of_the_data_and_no_others() -> None:
    assert list(CONTENT.medicine_table.by_id) == list(BY_ID)
    assert len(BY_ID) == 273


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["id"]))
def test_a_medicine_has_its_names_severity_and_sources(fact: dict[str, Any]) -> None:
    known = CONTENT.medicines[fact["id"]]
    medicine = known.medicine
    assert medicine.names[0] == fact["names"][0]
    assert set(fact["names"]) <= set(medicine.names)
    assert medicine.category == fact["class"]
    assert list(medicine.atc) == fact["atc"]
    assert known.severity == fact["severity"]
    assert set(fact["sources"]) <= set(known.sources), known.sources
    assert list(medicine.opioids) == fact.get("opioids", [])


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["id"]))
def test_a_judgement_is_named_as_one_and_hearsay_too(fact: dict[str, Any]) -> None:
    known = CONTENT.medicines[fact["id"]]
    told = f"{known.known} {known.basis}".lower()
    if fact["status"] == "our inference":
        assert "judgement" in known.sources, known.id
        assert any(word in told for word in ("judgement", "inference", "pharmacology")), known.id
    if fact.get("secondary"):
        assert any(
            word in told for word in ("practice", "case report", "said", "label; one trial", "they think")
        ), told


def test_no_seven_words_come_twice_in_what_is_told_of_a_medicine() -> None:
    """A note once told of a trial what its interaction tells, in a sentence one word longer."""
    for known in CONTENT.medicines.values():
        words = re.findall(r"\w+", known.known.lower())
        runs = [tuple(words[at : at + 7]) for at in range(len(words) - 6)]
        assert len(set(runs)) == len(runs), known.id


def test_nothing_is_told_twice_of_a_medicine() -> None:
    """What is told is put together of the interaction, a note and the rule of the opioid: they may say the same."""
    for known in CONTENT.medicines.values():
        clauses = [" ".join(clause.split()[:4]) for clause in re.split(r"[.;:]\s", known.known)]
        said = [clause.lower() for clause in clauses if len(clause.split()) > 2]
        assert len(said) == len(set(said)), known.known
        assert known.known.count("effect may be lost") <= 1, known.known


IMMEDIATE = {
    "Percocet": "oxycodone with paracetamol (acetaminophen)",
    **dict.fromkeys(("Vicodin", "Norco", "Lortab"), "hydrocodone with paracetamol (acetaminophen)"),
    "Suboxone": "buprenorphine with naloxone",
}


@pytest.mark.parametrize("brand", IMMEDIATE)
def test_a_brand_of_a_mixture_is_told_of_once_and_by_its_name(brand: str) -> None:
    (match,) = CONTENT.read_medicine(brand).matches
    assert (match.name, match.unsure) == (IMMEDIATE[brand], False)
    assert match.medicine.severity == "blocking"
    assert "Modified-release" not in match.medicine.known


SEVERAL = {"Temgesic", "Fentanyl", "buprenorphine"}
"""Names of more than one preparation: under the tongue, injected, as a patch or a depot."""


def test_a_brand_of_an_opioid_leads_to_one_medicine() -> None:
    """Names of mixtures are read in full: they hold the names of what is mixed."""
    names = {name for o in CONTENT.opioids.by_id.values() for name in (*o.brands, *o.synonyms)}
    names |= {name for known in CONTENT.medicines.values() for name in known.medicine.names}
    assert len(names) > 700
    twice = {name for name in names if len(CONTENT.read_medicine(name).sure) > 1}
    assert {name for name in twice if "(" not in name and " with " not in name} == SEVERAL


def test_nothing_found_is_told_as_no_promise() -> None:
    for known in CONTENT.medicines.values():
        assert known.sources
        if known.severity == NONE_FOUND:
            assert (
                "texts we read name no" in known.known
                or "Italian text" in known.known
                or known.opioids
                or ("No interaction is known" in known.known)
            ), known.id
            assert "safe" not in known.known.lower().split(), known.id
        if known.interaction in {"not-named", "no-report", "immune-no-report"} and not known.opioids:
            assert "The texts we read name nothing; it was not studied" in known.known
            assert "no promise" in known.known or "Never stop" in known.known


def test_every_opioid_is_as_severe_as_its_rule() -> None:
    expected = {
        "interval": "blocking",
        "depot": "blocking",
        "clue": "blocking",
        "hint": "warning",
        "duplicate": "warning",
        "review": "caution",
    }
    told = {opioid.id for known in CONTENT.medicines.values() for opioid in known.opioids}
    assert told == set(CONTENT.opioids.by_id)
    for known in CONTENT.medicines.values():
        for opioid in known.opioids:
            if opioid.interval.effect in expected:
                assert known.severity == expected[opioid.interval.effect], opioid.id
            assert opioid.interval.text in known.known


# Certain of them only: what a brand is named as stands on screen and record.
_BRANDS = {
    "Mirena": "levonorgestrel intrauterine system",
    "Nexplanon": "etonogestrel implant",
    "Depo-Provera": "medroxyprogesterone injection",
    "Yaz": "ethinylestradiol with drospirenone",
    "Orapred": "prednisolone",
    "Rayos": "prednisone delayed release",
    "Skilarence": "dimethyl fumarate",
    "Premarin": "conjugated oestrogens",
    "Gaviscon": "alginate",
    "Adderall": "mixed amphetamine salts",
    "COVID-19 vaccine": "covid vaccine",
    "B12": "vitamin B12",
}


@pytest.mark.parametrize("brand", _BRANDS)
def test_a_brand_in_a_row_of_several_is_named_as_its_own_medicine(brand: str) -> None:
    (match,) = CONTENT.read_medicine(brand).matches
    assert match.name == _BRANDS[brand]


@pytest.mark.parametrize(
    "typed", ["fentynal", "fentanly", "morfin", "tramodole", "codiene", "oxicodon", "hidromorphone"]
)
def test_a_misspelt_opioid_is_recognised_or_asked_for(typed: str) -> None:
    matches = CONTENT.read_medicine(typed).matches

    assert any(match.medicine.is_opioid for match in matches)
    assert all(match.medicine.is_opioid or match.unsure for match in matches)
