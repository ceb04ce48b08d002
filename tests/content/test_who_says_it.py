"""What a statement rests on is told as it is: the text that says it, our reading of it, a news summary, nobody."""

from __future__ import annotations

import re

import pytest

from docs.statements import Statement, statements
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from ldn_desktop.reference.opioids.table import Opioid
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
STATEMENTS = tuple(statements(CONTENT))
NO_MU = re.compile(r"no relevant (?:mu|opioid)|not a (?:clinically relevant )?mu agonist")


def saying(pattern: str) -> list[Statement]:
    """Return the statements, each up to its citation, whose words fit a pattern."""
    found = [statement for statement in STATEMENTS if re.search(pattern, statement.words, re.IGNORECASE)]
    assert found, pattern
    return found


def rests_on(pattern: str) -> set[tuple[str, ...]]:
    """Return what the statements rest on that fit a pattern."""
    return {statement.sources for statement in saying(pattern)}


@pytest.mark.parametrize("opioid", CONTENT.opioids.by_id.values(), ids=lambda opioid: opioid.id)
def test_what_is_no_mu_agonist_is_not_said_to_act_as_an_opioid(opioid: Opioid) -> None:
    if NO_MU.search(opioid.receptor_action):
        known = next(known for known in CONTENT.medicines.values() if opioid in known.opioids)
        assert opioid.interval.effect == "none"
        assert known.severity == NONE_FOUND
        assert "act a little at opioid receptors" not in known.known


def test_what_a_leaflet_says_of_a_class_is_our_reading_for_a_medicine_of_it() -> None:
    told = [known for known in CONTENT.medicines.values() if "uk-pil-8968" in known.sources]
    assert {"loperamide", "diphenoxylate", "eluxadoline"} <= {known.id for known in told}
    for known in told:
        note = known.medicine.note
        assert ("UK leaflet says" in note) <= ("our reading" in note), known.id


def test_the_us_label_is_not_cited_for_low_mood() -> None:
    for statement in saying(r"depress|suicid"):
        if "breath" not in statement.words.lower():
            assert "us-label" not in statement.sources, statement


def test_a_negative_challenge_is_asked_for_before_every_start_by_the_uk_text() -> None:
    assert rests_on(r"urine screening") == {("uk-smpc-2023",)}
    for name in ("naloxone", "opioid-free-interval"):
        assert "not certain" not in CONTENT.topics[name].body
    assert "(topic:contraindications#the-naloxone-challenge)" in CONTENT.topics["naloxone"].body


def test_one_case_with_thioridazine_is_told_by_the_italian_text_alone() -> None:
    assert rests_on(r"one case of lethargy|one case with thioridazine") == {("it-smpc-acc",)}
    assert "All were observed" not in CONTENT.topics["other-interactions"].body


def test_the_thyroid_is_checked_in_one_way() -> None:
    advice = "check TSH again after the start, sooner if symptoms change, and dose the hormone by it"
    places = (
        CONTENT.interactions["thyroid-hormone"].advice,
        CONTENT.finding_words["thyroid-hormone"].messages[""],
        CONTENT.topics["monitoring"].body,
        CONTENT.topics["hashimoto-hypothyroidism"].body,
    )
    for text in places:
        assert advice in text.replace("Check TSH", "check TSH")
    assert not any("check the thyroid" in statement.words.lower() for statement in STATEMENTS)


def test_yellow_skin_stops_it_wherever_it_is_told() -> None:
    for statement in saying(r"yellow (?:skin|eyes)"):
        if not statement.file.endswith(("words/en/patient_plan.toml", "wallet_card.toml")):
            for part in ("stop", "dark urine", "same day"):
                assert part in statement.words.lower(), (statement.file, part)


HEARSAY = {
    # fact known only through a press or news summary: what is said of it, who tells it
    "ms_dreams": (r"vivid dream\w* (?:was|were) the (?:only|one)", "press summary"),
    "final_ae": (r"8% against 6%|one serious event", "news summary"),
    "transient_blockade": (r"night(?: followed by|, then) more of the body's own opioids", "press summary"),
}


def test_every_fact_of_a_press_or_news_summary_is_held_here() -> None:
    facts = (entry for entries in data("pharmacology.yaml").values() for entry in entries)
    told = {fact["id"] for fact in facts if re.search(r"press|news", fact.get("source_kind", ""))}
    assert told == set(HEARSAY)


@pytest.mark.parametrize("fact", HEARSAY)
def test_what_only_a_press_or_news_summary_tells_says_so(fact: str) -> None:
    pattern, teller = HEARSAY[fact]
    files = (path for path in sorted(SHIPPED.rglob("*")) if path.suffix in {".md", ".toml"})
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    told = [line for line in lines if re.search(pattern, line, re.IGNORECASE)]
    assert told, fact
    for line in told:
        assert teller in line, line


def test_a_part_of_the_european_text_that_was_not_read_says_so() -> None:
    for statement in saying(r"800 mg a day"):
        assert "could not be read again" in statement.words, statement
        assert "judgement" in statement.sources
    for statement in STATEMENTS:
        if statement.sources == ("eu-smpc",) and re.search(
            r"toxicity|overdose|liver|kidney", statement.words
        ):
            assert "could not be read again" in statement.words, statement


def test_animals_are_told_of_as_copied_and_with_the_dose_that_is_meant() -> None:
    body = CONTENT.topics["pregnancy"].body
    assert "category C, as a consumer site copies it" in body
    assert "The human dose is the licensed 50 mg: our reading [@judgement]" in body


def test_under_18_rests_on_the_label_that_says_so() -> None:
    told = {*CONTENT.finding_words["under-18"].sources, *CONTENT.screening.questions["under-18"].sources}
    assert told == {"us-label-50-mg", "smith-2013-paediatric"}
    assert rests_on(r"under 18 years is not established$") == {("us-label-50-mg",)}


def test_32_mg_a_day_rests_on_the_label_that_counts_the_tablets() -> None:
    (row,) = (s for s in STATEMENTS if s.file == "interactions.toml" and "32 mg a day" in s.words)
    assert row.sources == ("contrave-label",)


def test_what_a_registry_leaves_out_is_whole_and_the_reason_is_ours() -> None:
    steroids = [s for s in saying(r"prednisone") if "crohn-child-registry" in s.sources]
    assert len(steroids) >= 3
    for statement in steroids:
        assert "10 mg or 0.2 mg/kg" in statement.words, statement
    assert rests_on(r"acts on nerve and immune cells") == {("judgement",)}


def test_ed50_is_told_in_both_senses() -> None:
    meaning = CONTENT.glossary["ed50"].meaning
    assert "half of it is reached" in meaning
    assert "half of them respond" in meaning


def test_a_plain_brand_that_is_also_sold_as_modified_release_says_so() -> None:
    opioids = CONTENT.opioids.by_id.values()
    found = 0
    for plain in opioids:
        for brand in (*plain.brands, *plain.brands_professional):
            longer = [
                other
                for other in opioids
                if other.interval.days_max > plain.interval.days_max
                and any(name.startswith(f"{brand} ") for name in (*other.brands, *other.brands_professional))
            ]
            if longer:
                found += 1
                assert brand in plain.note, (plain.id, brand)
                assert "choose the modified release" in plain.note, plain.id
    assert found >= 9


def test_a_medicine_is_not_told_twice_what_its_interaction_says() -> None:
    for name, part in (("thioridazine", "one case"), ("naltrexone-bupropion", "8 mg")):
        assert CONTENT.medicines[name].known.lower().count(part) == 1, name
