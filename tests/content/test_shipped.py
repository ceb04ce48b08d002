"""The shipped content is whole, and says what the plan format asks of it."""

from __future__ import annotations

import pytest

from ldn_desktop.domain.codes import kind_of
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED, solve
from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.bold import BOLD
from tests.domain.given_rules import MCG, MG, QUESTIONS, SEVERITIES
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


def test_the_check_finds_nothing() -> None:
    assert check_content(SHIPPED, declarations()) == []


def test_the_questions_are_those_of_the_plan_format_in_its_order() -> None:
    assert tuple(CONTENT.screening.questions) == QUESTIONS


def test_every_finding_has_the_severity_of_the_plan_format() -> None:
    assert {code: words.severity for code, words in CONTENT.finding_words.items()} == SEVERITIES


def test_only_what_cannot_be_measured_or_printed_is_never_overridable() -> None:
    never = {code for code in CONTENT.finding_words if not kind_of(code).overridable}
    assert never == {"not-measurable", "text-not-printable"}


def test_only_arithmetic_goes_without_a_source() -> None:
    bare = {code for code, words in CONTENT.finding_words.items() if not words.sources}
    assert bare == {"not-measurable", "many-pieces"}


def test_the_thresholds_are_those_of_the_plan_format() -> None:
    limits = CONTENT.thresholds
    assert (limits.above_documented_ng, limits.above_published_ng) == (16 * MG, 12 * MG)
    assert (limits.above_typical_ng, limits.below_documented_ng) == (4500 * MCG, MCG)
    assert (limits.steep_factor, limits.steep_rise_ng) == (2, 1500 * MCG)
    assert (limits.quick_days, limits.resume_days, limits.small_volume_nl) == (7, 7, 100_000)
    assert (limits.tenfold_factors, limits.adult_years) == ((10, 100, 1000), 18)


@pytest.mark.parametrize("code", ["resumes-high", "steep-step", "above-published-ldn", "opioid-review"])
def test_a_judgement_is_named_as_such(code: str) -> None:
    assert "judgement" in CONTENT.finding_words[code].sources
    assert CONTENT.sources["judgement"].kind == "judgement"
    assert "judgement" in CONTENT.sources["judgement"].title


def test_weak_opioids_in_high_dose_count_as_the_rules_of_opioids_have_it() -> None:
    words, intervals = CONTENT.finding_words["opioid-review"], CONTENT.opioids.by_id
    daily, short = intervals["loperamide"].interval.daily, intervals["codeine"].interval
    assert daily is not None
    assert (daily.days_min, daily.days_max) == (short.days_min, short.days_max)
    for message in words.messages.values():
        assert f"at least {short.days_min} to {short.days_max} days without it" in message
        assert f"plan {short.days_max}, after misuse 14" in message
    assert "14 after misuse" in daily.text
    assert "what the label asks for after short-acting opioids" in words.why
    assert "is our judgement" in words.why


def test_practice_custom_never_has_more_than_one_square() -> None:
    for preset in CONTENT.presets.ladders:
        kinds = {CONTENT.sources[name].kind for name in preset.sources}
        custom = kinds <= {"practice", "leaflet"}
        assert (preset.support == 1) == custom, preset.id
        assert custom == (preset.support_words == "practice custom, not evidence"), preset.id


def test_a_trial_schedule_rests_on_a_trial_and_states_its_length() -> None:
    schedules = [preset for preset in CONTENT.presets.ladders if preset.support == 4]
    assert schedules
    for preset in schedules:
        kinds = {CONTENT.sources[name].kind for name in preset.sources}
        assert kinds <= {"trial", "record"}, preset.id
        assert preset.maintenance_stated, preset.id


def test_capsule_sets_make_every_dose_of_the_presets_they_are_named_for() -> None:
    sets = {entry.id: entry.products for entry in CONTENT.formulary.sets}
    presets = {preset.id: preset for preset in CONTENT.presets.ladders}
    for set_id, preset_id in (
        ("half-steps", "weekly-half"),
        ("one-and-a-half", "classic-fortnightly"),
        ("quarter-steps", "thyroiditis-slow"),
    ):
        preset = presets[preset_id]
        for dose in range(preset.start_ng, preset.target_ng + 1, preset.step_ng):
            recipe = solve(dose, sets[set_id], DEFAULT_ALLOWED)
            assert recipe is not None, (set_id, dose)
            assert not recipe.over_limit, (set_id, dose)


def test_liquids_keep_as_long_as_an_unpreserved_one_in_the_refrigerator() -> None:
    days = {
        product.beyond_use_days for product in CONTENT.formulary.products.values() if product.kind == "liquid"
    }
    assert days == {14}


def test_marks_of_bold_letters_are_read_in_every_phrase() -> None:
    files = [CONTENT.words(file) for file in CONTENT.word_files]
    texts = [text for file in files for text in file.texts.values()]
    texts += [told.text for file in files for _, told in file.sourced()]
    assert [text for text in texts if "**" in text or text.count(BOLD) % 2] == []
    assert sum(BOLD in text for text in texts) > 20


def test_what_the_label_says_to_patients_rests_on_a_label() -> None:
    for name, section in CONTENT.words("patient_plan").sections.items():
        for advice in section.advice:
            kinds = {CONTENT.sources[source].kind for source in advice.sources}
            if advice.basis == "label":
                assert "label" in kinds, (name, advice.text)
            if advice.basis == "judgement":
                assert "judgement" in kinds, (name, advice.text)
            if advice.basis == "evidence":
                assert kinds & {"trial", "review", "registry", "cohort"}, (name, advice.text)


@pytest.mark.parametrize(
    ("opioid", "effect", "days"),
    [
        ("tramadol", "interval", 10),
        ("codeine", "interval", 10),
        ("methadone", "interval", 14),
        ("buprenorphine_patch", "interval", 14),
        ("fentanyl_patch", "interval", 14),
        ("kratom", "interval", 10),
        ("buprenorphine_depot", "depot", 0),
        ("loperamide", "review", 0),
        ("opium", "interval", 10),
        ("pamora", "clue", 0),
        ("naloxone", "hint", 0),
        ("lofexidine", "hint", 0),
        ("bupropion_naltrexone", "duplicate", 0),
        ("noscapine", "none", 0),
    ],
)
def test_opioids_bear_on_the_start_as_their_interval_says(opioid: str, effect: str, days: int) -> None:
    rule = CONTENT.opioids.rules()[opioid]
    assert (rule.effect, rule.longest_days) == (effect, days)


@pytest.mark.parametrize(
    ("opioid", "effect", "days"),
    [
        ("kratom", "interval", 14),
        ("tianeptine", "interval", 14),
        ("poppy", "interval", 14),
        ("akuamma", "interval", 14),
        ("loperamide", "interval", 10),
        ("diphenoxylate", "interval", 10),
        ("difenoxin", "interval", 10),
        ("eluxadoline", "interval", 10),
        # Where the rule does not ask for it, the use changes nothing.
        ("tramadol", "interval", 10),
        ("methadone", "interval", 14),
        ("buprenorphine_depot", "depot", 0),
        ("pamora", "clue", 0),
        ("trimebutine", "review", 0),
        ("dextromethorphan", "none", 0),
    ],
)
def test_daily_use_counts_where_the_rule_asks_for_it(opioid: str, effect: str, days: int) -> None:
    rule = CONTENT.opioids.rules()[opioid].under("daily")
    assert (rule.effect, rule.longest_days) == (effect, days)


@pytest.mark.parametrize(("name", "opioid"), [("meperidine", "pethidine"), ("heroin", "diamorphine")])
def test_an_opioid_has_its_other_names(name: str, opioid: str) -> None:
    assert name in CONTENT.opioids.by_id[opioid].synonyms


def test_a_condition_is_told_in_one_line() -> None:
    assert len(CONTENT.conditions) == 23
    for condition in CONTENT.conditions.values():
        assert condition.summary.endswith("."), condition.id
        assert len(condition.summary) < 200, condition.id
        assert condition.caution.endswith("."), condition.id
        assert len(condition.caution) < 100, condition.id
