"""Forty schedules as clinics write them are printed as their words mean: the days, the conditions, the end."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.clinician_record import RecordMaker
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.papers.tables import Tables
from ldn_desktop.papers.wallet_card import wallet_card
from ldn_desktop.reference.words.wording import PLAIN
from tests.schedules import EXPECTED, KNOWLEDGE, TODAY, computed, each_schedule

CONDITIONS = {
    "if-tolerated": "If side effects trouble you, stay on this step and call. The later steps then begin later.",
    "after-review": "Stay on this step until a review with your prescriber. The later steps may begin later.",
}
ENDS = {
    "review": "See your prescriber before",
    "continue": "Go on in the same way after",
    "stop": "our last dose is on",
}
EVERY_DAY = re.compile(r"once a day|each (day|night)|every (day|night)|mg a day", re.IGNORECASE)


def _text(regimen: Regimen, day: date = TODAY) -> str:
    return patient_text(patient_plan(regimen, KNOWLEDGE.content, day))


def _record(name: str) -> Tables:
    regimen = computed(name).regimen
    maker = RecordMaker(
        regimen, KNOWLEDGE.content, KNOWLEDGE.findings.sentences(regimen, PLAIN), PLAIN.of(regimen)
    )
    return maker.record(TODAY, TODAY)


def _steps(text: str) -> list[str]:
    """Return what stands under each step, in order."""
    return re.split(r"^Step \S+: ", text.split("\nWhen to call\n", maxsplit=1)[0], flags=re.MULTILINE)[1:]


@each_schedule
def test_the_patients_plan_says_what_the_words_say(name: str) -> None:
    text = _text(computed(name).regimen)
    for told in EXPECTED[name].get("patient", ()):
        assert told in text
    for wrong in EXPECTED[name].get("never", ()):
        assert wrong not in text


@each_schedule
def test_a_condition_stands_at_its_step_and_at_no_other(name: str) -> None:
    regimen = computed(name).regimen
    if regimen.plan.adjustments:
        return
    meant = EXPECTED[name].get("go_on", {})
    for number, step in enumerate(_steps(_text(regimen)), 1):
        stands = {condition for condition, sentence in CONDITIONS.items() if sentence in step}
        assert stands == {meant[each] for each in [str(number)] if each in meant}, number


@each_schedule
def test_the_last_step_says_what_follows_and_no_other_does(name: str) -> None:
    *before, last = _steps(_text(computed(name).regimen))
    assert {after for after, words in ENDS.items() if words in last} == {EXPECTED[name]["after"]}
    assert not any(words in step for step in before for words in ENDS.values())


@each_schedule
def test_no_step_with_days_off_speaks_of_each_day(name: str) -> None:
    regimen = computed(name).regimen
    for phase, step in zip(regimen.course, _steps(_text(regimen)), strict=True):
        assert phase.rhythm is None or not EVERY_DAY.search(step)


@each_schedule
def test_the_card_says_the_dose_as_it_is_taken(name: str) -> None:
    assert wallet_card(computed(name).regimen, KNOWLEDGE.content, TODAY).dose[1] == EXPECTED[name]["card"]


@pytest.mark.parametrize(("name", "day", "told"), [
    ("36-monday-wednesday-friday", date(2026, 12, 17), "Then go on in the same way until your prescriber"),
    ("39-moved-to-the-morning", date(2026, 12, 17), "Then go on in the same way until your prescriber"),
    ("37-fewer-and-fewer-days", date(2026, 12, 17), "The last dose is on Sun 27 Dec 2026, then stop."),
    ("35-stopping", date(2027, 6, 10), "The last dose is on Tue 29 Jun 2027, then stop."),
])  # fmt: skip
def test_in_the_last_step_the_head_says_what_follows_it(name: str, day: date, told: str) -> None:
    assert told in _text(computed(name).regimen, day).split("Naltrexone blocks opioids", maxsplit=1)[0]


def test_the_record_says_where_a_dose_by_weight_comes_from() -> None:
    told = "0.1 mg for each kilogram of 24.3 kg (weighed on 20 Nov 2026), rounded down in steps of 0.1 mg"
    assert ("Dose by weight", f"{told}, at most 4.5 mg") in _record("23-child-by-weight").person


def test_the_record_names_no_condition_where_another_step_follows_than_the_next() -> None:
    taken = [row[-1] for row in _record("13-back-a-step").sections[0].rows]
    assert ["only if it suits" in each for each in taken] == [True, False, True, True, True, False]


def test_the_record_says_where_a_cream_goes() -> None:
    assert "on the skin" in _record("24-cream").sections[0].rows[0][-1]
