"""What is said of the doses studied in a condition spans its studies, and names a trial that has none to show."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.studies import Study
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
CONDITIONS = tuple(CONTENT.conditions.values())
FACTS = {entry["id"]: entry["typical_studied_dose"] for entry in data("evidence.yaml")["conditions"]}
POOLED = frozenset({"review", "meta-analysis", "guidance", "laboratory", "protocol"})
TOLD_BY_A_REVIEW = {"long-covid": "long-covid-sr-2025", "hailey-hailey": "jdd-2024-update"}
"""Reviews of these conditions that tell of doses which no other study of the table has."""
SAME_TRIAL = {"bruun-2025-final-secondary"}
"""More on a trial that stands in the table already."""
_MG = re.compile(r"(\d+(?:\.\d+)?)(?:(?: to |, | or )(?=[\d., or]*\d ?mg)| ?mg\b(?!/))")
_WEEKS = re.compile(r"(\d+)(?: to (\d+))? (weeks|months)")


def milligrams(text: str) -> set[Decimal]:
    """Return the doses of a text in mg a day, those by weight left out."""
    found = {Decimal(number) for number in _MG.findall(re.sub(r"[\d.]+(?: to [\d.]+)? mg/kg", "", text))}
    return {2 * dose for dose in found} if "twice daily" in text else found


def of_its_own(condition: Condition) -> list[Study]:
    """Return the studies with a low dose that report on a condition itself."""
    wanted = TOLD_BY_A_REVIEW.get(condition.id)
    return [
        study
        for study in CONTENT.studies.values()
        if condition.id in study.conditions
        and condition.id not in study.indirect
        and study.low_dose
        and (study.design not in POOLED or study.id == wanted)
        and study.id in condition.sources
    ]


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("3 to 4.5 mg a day; 4 to 12 mg in three cases", {"3", "4.5", "4", "12"}),
        ("1 mg twice daily", {"2"}),
        ("4.5 or 6 mg a day, 3 to 52 weeks", {"4.5", "6"}),
        ("0.5 to 1 mg/kg a day", set()),
        ("2 to 6 mg (0.06 mg/kg)", {"2", "6"}),
    ],
)
def test_doses_are_read(text: str, doses: set[str]) -> None:
    assert milligrams(text) == {Decimal(dose) for dose in doses}


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_no_study_lies_outside_the_doses_that_are_named(condition: Condition) -> None:
    named = milligrams(condition.studied_dose)
    for study in of_its_own(condition):
        doses = set() if study.dose.startswith("Not recorded") else milligrams(study.dose)
        assert not doses or (named and min(named) <= min(doses) and max(doses) <= max(named)), study.id


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_no_randomised_trial_lasted_longer_or_shorter_than_is_named(condition: Condition) -> None:
    spans = _WEEKS.findall(condition.studied_dose)
    lengths = [
        int(number) * (1 if unit == "weeks" else 52 / 12)
        for *pair, unit in spans
        for number in pair
        if number
    ]
    for study in of_its_own(condition):
        if lengths and study.controlled and study.weeks.isdecimal():
            assert min(lengths) - 1 <= int(study.weeks) <= max(lengths) + 1, study.id


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_a_dose_that_only_a_registered_trial_has_is_said_to_be_one(condition: Condition) -> None:
    studies = [study for study in CONTENT.studies.values() if condition.id in study.conditions]
    registered = [study for study in studies if study.design == "protocol" and milligrams(study.dose)]
    told = [study for study in studies if study.design != "protocol" and milligrams(study.dose)]
    if registered and not told and milligrams(condition.studied_dose):
        assert "registered trial without results" in condition.studied_dose


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_its_figures_are_those_of_the_data(condition: Condition) -> None:
    numbers = re.compile(r"\d+(?:\.\d+)?")
    assert set(numbers.findall(condition.studied_dose)) <= set(numbers.findall(FACTS[condition.id]))


@pytest.mark.parametrize("condition", ["long-covid", "crps", "hailey-hailey", "fibromyalgia"])
def test_the_article_and_the_table_name_the_same_doses(condition: str) -> None:
    told = milligrams(CONTENT.topics[condition].body)
    assert milligrams(CONTENT.conditions[condition].studied_dose) <= told


def test_every_study_above_the_usual_range_is_in_the_article_on_it() -> None:
    body = CONTENT.topics["above-4-5-mg"].body
    above = [
        study.id
        for study in CONTENT.studies.values()
        if study.low_dose
        and (study.design not in POOLED or study.id in TOLD_BY_A_REVIEW.values())
        and max(milligrams(study.dose), default=Decimal(0)) > Decimal("4.5")
        and study.id not in SAME_TRIAL
    ]
    assert len(above) >= 8
    for name in above:
        assert name in body, name


def test_three_trials_judged_and_one_has_not_reported() -> None:
    topic = CONTENT.topics["time-to-effect"]
    assert topic.summary.startswith("Three trials judged")
    assert "without results, plans 12 weeks" in topic.summary
    trials = ("srinivasan-2021", "final-registry", "rodriguez-freire-2026-innova")
    rows = [line for line in topic.body.splitlines() if line.startswith("| ") and "[@" in line]
    assert [line for line in rows if "no results" not in line] == [
        next(line for line in rows if name in line) for name in trials
    ]


def test_both_readings_of_the_trial_against_amitriptyline_are_shown() -> None:
    result = CONTENT.studies["srinivasan-2021"].result
    for part in ("1.64", "−0.92 to 4.20", "in the abstract", "1.5", "−1.11 to 4.13"):
        assert part in result
