"""Every figure of a study is that of the data, and nothing that could not be made sure of is shipped."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.studies import Study
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
STUDIES = tuple(CONTENT.studies.values())
FACTS: dict[str, tuple[str, ...]] = {
    "ams-2025-meta": ("vivid_dreams_rr",),
    "bolton-2019-safety": ("bolton_sae", "bolton_ae"),
    "bruun-2024-final": ("final_ae",),
    "smith-2007": ("crohn_sleep",),
}
"""Facts on adverse effects that add to the entry of a study."""
NEVER: dict[str, tuple[str, ...]] = {"parker-2018-cochrane": ("30", "18")}
"""Figures that stand in the data only as not made sure of."""
FINDINGS = {
    "positive": {"benefit", "uncontrolled benefit"},
    "negative": {"no benefit"},
    "mixed": {"mixed"},
    "neutral": {"not shown", "none"},
    "unclear": {"not shown"},
    "not reported": {"none"},
}
WITHIN_GROUP = ("smith-2013-paediatric",)
"""Randomised, with a comparison, yet what is reported is the change within a group."""
NO_LOW_DOSE = ("escamilla-2023", "nice-ng206-2021")
"""Their doses are told in no figure, or were not made sure of."""
COPIED_WORDS = 9


@cache
def entries() -> dict[str, dict[str, Any]]:
    return {study["id"]: study for study in data("evidence.yaml")["studies"]}


@cache
def facts() -> dict[str, dict[str, Any]]:
    return {fact["id"]: fact for fact in data("pharmacology.yaml")["adverse_effects_low_dose"]}


def numbers(text: object) -> set[Decimal]:
    plain = re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", str(text))
    return {Decimal(found).normalize() for found in re.findall(r"\d+(?:\.\d+)?", plain)}


def unsure(entry: dict[str, Any]) -> set[str]:
    return {field.split(" ")[0] for field in entry.get("unverified_fields", [])}


def known_numbers(entry: dict[str, Any]) -> set[Decimal]:
    hidden = {*unsure(entry), "unverified_fields", "doi", "pmid", "page"}
    extra = [facts()[name] for name in FACTS.get(entry["id"], ())]
    assert all(fact["status"] == "verified" for fact in extra)
    told = [value for key, value in entry.items() if key not in hidden]
    found = numbers([*told, *(fact["fact"] for fact in extra)])
    return found - {Decimal(number).normalize() for number in NEVER.get(entry["id"], ())}


def texts(study: Study) -> dict[str, str]:
    names = ("name", "details", "comparator", "dose", "weeks", "outcome", "result", "harms")
    return {name: getattr(study, name) for name in names}


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z]+", text.lower())
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}


def test_the_studies_are_those_whose_result_was_made_sure_of() -> None:
    verified = {name for name, entry in entries().items() if entry["status"] == "verified"}
    assert set(CONTENT.studies) == verified
    assert verified <= set(CONTENT.sources)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_every_figure_is_that_of_the_study(study: Study) -> None:
    entry = entries()[study.id]
    known = known_numbers(entry)
    for name, text in texts(study).items():
        assert numbers(text) <= known, (name, numbers(text) - known)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_what_could_not_be_made_sure_of_is_blank(study: Study) -> None:
    entry = entries()[study.id]
    hidden = unsure(entry)
    assert study.n == (0 if "n" in hidden else entry.get("n", 0))
    for field, shown in (("dose_mg", study.dose), ("duration_weeks", study.weeks)):
        if field in hidden or entry.get(field) is None:
            assert not shown, field


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_dose_and_length_are_told_where_they_are_known(study: Study) -> None:
    entry = entries()[study.id]
    for field, shown in (("dose_mg", study.dose), ("duration_weeks", study.weeks)):
        if entry.get(field) and field not in unsure(entry):
            assert shown or study.id in NO_LOW_DOSE, field


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_kind_and_finding_are_those_of_the_data(study: Study) -> None:
    entry = entries()[study.id]
    assert study.finding in FINDINGS[entry["direction"]]
    assert study.low_dose == entry["is_low_dose"]
    assert list(study.conditions) == [name for name in entry["conditions"] if name != "all"]
    assert set(study.conditions) <= set(CONTENT.conditions)
    if study.controlled:
        assert "RCT" in entry["design"]
    if study.finding == "benefit":
        assert study.controlled or study.design == "meta-analysis"
    if study.controlled and study.finding == "uncontrolled benefit":
        assert study.id in WITHIN_GROUP


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_a_result_is_told_in_own_words(study: Study) -> None:
    entry = entries()[study.id]
    told = runs(f"{entry.get('result', '')} {entry.get('note', '')} {entry['design']}")
    assert not runs(f"{study.result} {study.harms}") & told


def test_a_dose_has_a_unit_and_no_trailing_zero() -> None:
    for study in STUDIES:
        for text in texts(study).values():
            assert not re.search(r"\.\d*0 ?m[cg]|(?<!\d)\.\d|µ|\bug\b", text), study.id
        if re.search(r"\d", study.dose):
            assert re.search(r"\bm[cg]g?\b", study.dose), study.id
