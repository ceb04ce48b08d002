"""Every figure of the content is that of the fact it was taken from, and nothing unverified is shipped."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ldn_desktop.domain.amount import parse_dose
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.table import BRAND_LISTS
from ldn_desktop.reference.planning.presets import Preset
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
WITHOUT_DATA: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "ms_cree": ("4.5 mg", 56, ("bedtime",)),
    "crohn_adult": ("4.5 mg", 84, ("evening",)),
}
"""Facts that give their dose, days and time in a sentence only: `4.5 mg nightly, 8 weeks`."""
TIMES = {"bedtime": ("bedtime",), "morning and evening": ("morning", "evening")}


def dosing() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in data("pharmacology.yaml")["dosing"]}


def ng(milligrams: float | str) -> int:
    exact = Fraction(str(milligrams)) * 1_000_000
    assert exact.denominator == 1
    return exact.numerator


@pytest.mark.parametrize("preset", CONTENT.presets.ladders, ids=lambda preset: preset.id)
def test_a_preset_has_the_numbers_of_its_fact(preset: Preset) -> None:
    fact = dosing()[preset.fact]
    assert fact["status"] == "verified"
    if preset.fact in WITHOUT_DATA:
        dose, days, times = WITHOUT_DATA[preset.fact]
        assert (preset.start_ng, preset.step_ng, preset.target_ng) == (parse_dose(dose), 0, parse_dose(dose))
        assert (preset.maintenance_days, preset.times) == (days, times)
        return
    numbers = fact["data"]
    times = TIMES[numbers["time_of_day"]]
    each = 1 if numbers["step_mg"] else len(times)
    assert preset.start_ng == ng(numbers["start_mg"]) * each
    assert preset.step_ng == ng(numbers["step_mg"])
    assert preset.target_ng == ng(numbers["target_mg"])
    assert preset.times == times
    known = {numbers["step_every_days"], numbers.get("alt_step_every_days")} - {None}
    assert not known or preset.every_days in known


@pytest.mark.parametrize("preset", CONTENT.presets.ladders, ids=lambda preset: preset.id)
def test_custom_is_told_as_custom(preset: Preset) -> None:
    custom = dosing()[preset.fact].get("confidence") == "practice custom, not evidence"
    assert custom == (preset.support_words == "practice custom, not evidence")


def test_no_length_of_the_last_step_is_put_into_a_source_that_gives_none() -> None:
    facts = dosing()
    weeks = {study["id"]: study.get("duration_weeks") for study in data("evidence.yaml")["studies"]}
    for preset in CONTENT.presets.ladders:
        if preset.maintenance_stated:
            total = weeks[preset.sources[0]] * 7
            climbing = preset.every_days if preset.step_ng else 0
            assert preset.maintenance_days == total - climbing, preset.id
        else:
            assert facts[preset.fact].get("confidence") == "practice custom, not evidence", preset.id


def test_every_schedule_that_may_be_shipped_is() -> None:
    facts = dosing()
    whole = {
        name
        for name, fact in facts.items()
        if fact["status"] == "verified"
        and (fact.get("data") or {}).get("target_mg")
        and "step_mg" in fact["data"]
    }
    told = {preset.fact for preset in CONTENT.presets.ladders} | {
        dose.fact for dose in CONTENT.presets.trial_doses
    }
    assert whole <= told
    assert told <= set(facts)


def test_a_dose_of_a_trial_is_verified_and_its_highest_is_in_the_fact() -> None:
    facts = dosing()
    for dose in CONTENT.presets.trial_doses:
        fact = facts[dose.fact]
        assert fact["status"] == "verified", dose.id
        milligrams = Fraction(dose.highest_ng, 1_000_000)
        text = str(milligrams.numerator) if milligrams.denominator == 1 else str(float(milligrams))
        assert f"{text} mg" in fact["fact"], dose.id


def test_every_opioid_is_that_of_the_data() -> None:
    opioids = data("opioids.yaml")["opioids"]
    assert [entry["id"] for entry in opioids] == list(CONTENT.opioids.by_id)
    for entry in opioids:
        shipped = CONTENT.opioids.by_id[entry["id"]]
        interval = entry["opioid_free_interval"]
        for name in ("name", "group", "receptor_action", "duration"):
            assert getattr(shipped, name) == entry[name], entry["id"]
        assert shipped.interval.code == interval["code"], entry["id"]
        assert shipped.interval.days_min == (interval["days_min"] or 0), entry["id"]
        assert shipped.interval.days_max == (interval["days_max"] or 0), entry["id"]
        daily = shipped.interval.daily
        told = daily and {"days_min": daily.days_min, "days_max": daily.days_max}
        assert told == interval.get("daily"), entry["id"]
        for name in ("atc", *BRAND_LISTS, "synonyms"):
            assert list(getattr(shipped, name)) == (entry.get(name) or []), entry["id"]
        assert shipped.rxcui == (entry.get("rxcui") or ""), entry["id"]


def test_a_note_on_an_opioid_stands_where_the_data_have_a_sure_one() -> None:
    notes = {entry["id"]: entry.get("note", "") for entry in data("opioids.yaml")["opioids"]}
    for opioid in CONTENT.opioids.by_id.values():
        if opioid.note:
            assert notes[opioid.id], opioid.id
            assert "unverified" not in notes[opioid.id], opioid.id
            assert opioid.note != notes[opioid.id], opioid.id


def test_every_condition_has_the_grade_direction_and_sources_of_the_data() -> None:
    evidence = data("evidence.yaml")
    studies = {study["id"]: study for study in evidence["studies"]}
    assert [entry["id"] for entry in evidence["conditions"]] == list(CONTENT.conditions)
    for entry in evidence["conditions"]:
        shipped = CONTENT.conditions[entry["id"]]
        assert shipped.grade == entry["grade"], shipped.id
        assert shipped.direction == entry["direction"].replace("_", " "), shipped.id
        assert bool(shipped.caution) == bool(entry.get("headline_caution")), shipped.id
        assert shipped.summary not in entry["summary"], shipped.id
        verified = [name for name in entry["study_ids"] if studies[name]["status"] == "verified"]
        assert list(shipped.sources) == verified, shipped.id


def test_a_source_says_only_what_the_data_verified() -> None:
    studies = {study["id"]: study for study in data("evidence.yaml")["studies"]}
    described = [source for source in CONTENT.sources.values() if source.id in studies]
    assert len(described) > 80
    for source in described:
        study = studies[source.id]
        assert study["status"] == "verified", source.id
        assert source.title == study["title"], source.id
        assert source.doi in {"", study.get("doi")}, source.id
        assert source.pmid in {"", str(study.get("pmid"))}, source.id
        assert source.year in {0, study.get("year")}, source.id
        unsure = " ".join(field.split(" ")[0] for field in study.get("unverified_fields", []))
        for name, shown in (
            ("journal", source.journal),
            ("year", str(source.year or "")),
            ("doi", source.doi),
        ):
            assert not (name in unsure.split() and shown), (source.id, name)
        assert not ("pmid" in unsure.split() and source.pmid), source.id
        assert not ("first author" in study.get("unverified_fields", []) and source.author)


def test_a_source_has_no_number_or_address_that_nobody_gave() -> None:
    studies = {study["id"] for study in data("evidence.yaml")["studies"]}
    named = {entry["id"]: entry for entry in data("sources.yaml")["sources"]}
    pages = f"{data('pharmacology.yaml')} {data('opioids.yaml')} {data('evidence.yaml')}"
    for source in CONTENT.sources.values():
        facts = named.get(source.id, {})
        for name in ("doi", "pmid", "number"):
            if name == "number" or source.id not in studies:
                assert getattr(source, name) == facts.get(name, ""), (source.id, name)
        assert source.url in {"", facts.get("url")} or source.url in pages, source.id
        assert source.copy_at == facts.get("copy_at", ""), source.id
        assert source.read == facts.get("read", ""), source.id
        assert source.secondary == (facts.get("status") == "secondary"), source.id


def test_the_hours_before_an_operation_are_those_of_the_facts() -> None:
    facts = {
        entry["id"]: entry
        for section in data("pharmacology.yaml").values()
        if isinstance(section, list)
        for entry in section
        if isinstance(entry, dict) and "id" in entry
    }
    surgery = CONTENT.surgery
    assert facts["surgery_default"]["fact"].startswith(
        f"Default stop before surgery with opioids: {surgery.stop.hours} h"
    )
    assert f"the {surgery.practice.hours} h view shown as practice" in facts["surgery_default"]["fact"]
    assert facts["surgery_default"]["status"] == "our inference"
    assert "judgement" in surgery.stop.sources
    assert f"{surgery.practice.hours} hours" in facts["surgery_ldn_48"]["fact"]
    assert facts["surgery_ldn_48"]["status"] == "verified"
    assert "completely off opioids" in facts["surgery_ldn_trust"]["fact"]
    assert "completely off opioids" in surgery.restart


def test_every_sentence_of_the_card_and_the_record_names_known_sources() -> None:
    assert {"wallet_card", "clinician_record"} <= set(CONTENT.word_files)
    files = [CONTENT.words(file) for file in CONTENT.word_files]
    named = {name for file in files for _, told in file.sourced() for name in told.sources}
    named |= {name for file in files for name in file.sources}
    surgery = CONTENT.surgery
    named |= {*surgery.stop.sources, *surgery.practice.sources, *surgery.restart_sources}
    assert named <= set(CONTENT.sources)
