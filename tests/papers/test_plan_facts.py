"""No fixed sentence of a paper contradicts the plan it is printed for, whatever was overruled or answered."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.codes import kind_of
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.opioid_words import opioids_along
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.papers.plan_facts import CONDITIONS, facts_of
from ldn_desktop.papers.wallet_card import WalletCard, wallet_card
from ldn_desktop.reference.words.bold import plain
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of
from tests.strategies import plans

WORDS, CARD = KNOWLEDGE.content.words("patient_plan"), KNOWLEDGE.content.words("wallet_card")
FORBIDS = "Take no opioid:"
BOTH = "your prescriber planned both together. Do not stop or change either on your own."
NO = dict.fromkeys(KNOWLEDGE.content.screening.questions, "no")
CONTRADICTED = {
    "opioid-now": FORBIDS,
    "opioid-dependence": FORBIDS,
    # Nothing that the paper says is untrue where these are overruled.
    "opioid-free-interval": "",
    "opioid-withdrawal": "",
    "failed-opioid-test": "",
    "naltrexone-allergy": "",
    "severe-liver-disease": "Yellow skin or eyes, or dark urine: stop naltrexone and call the same day.",
    "severe-renal-failure": "",
    "above-documented-range": "",
    "tenfold-step": "",
    "opioid-probable": "",
}
"""Every finding that blocks and can be overruled, with the sentence that its override would make untrue."""


def plan_with(*overridden: str, opioids: list[dict[str, Any]] | None = None, **more: Any) -> Regimen:
    yes = {code: "yes" for code in overridden if code in NO}
    return regimen_of(
        screening={
            "answered_on": "2026-11-25",
            "answers": {**NO, **yes, **more.pop("answers", {})},
            "opioids": opioids or [],
        },
        overrides=[{"code": code, "reason": "agreed"} for code in overridden],
        **more,
    )


def text_of(regimen: Regimen, printed: date = TODAY) -> str:
    return patient_text(patient_plan(regimen, KNOWLEDGE.content, printed))


def card_of(regimen: Regimen, printed: date = TODAY) -> WalletCard:
    return wallet_card(regimen, KNOWLEDGE.content, printed)


def test_every_override_was_thought_of() -> None:
    known = KNOWLEDGE.content.finding_words.values()
    blocking = {words.code for words in known if words.severity == "blocking"}
    assert {code for code in blocking if kind_of(code).overridable} <= {*CONTRADICTED}


@pytest.mark.parametrize("code", [code for code in CONTRADICTED if code in NO])
def test_no_sentence_contradicts_an_override(code: str) -> None:
    untrue = CONTRADICTED[code]
    assert not untrue or untrue in text_of(plan_with())
    assert not untrue or untrue not in text_of(plan_with(code))


@pytest.mark.parametrize(
    ("code", "use"),
    [
        ("opioid-now", {"opioid": "oxycodone", "last_dose": None}),
        ("opioid-free-interval", {"opioid": "oxycodone", "last_dose": "2026-12-20"}),
    ],
)
def test_an_opioid_that_is_planned_along_is_named_and_not_forbidden(code: str, use: dict[str, Any]) -> None:
    regimen = plan_with(code, opioids=[use])
    name = "oxycodone" + (" until Sun 20 Dec 2026" if use["last_dose"] else "")
    text, card = text_of(regimen), card_of(regimen)
    assert f"You also take {name}: {BOTH}" in text
    assert FORBIDS not in text
    assert "after any opioid" not in text
    assert plain(card.also) == f"Also takes {name}, planned together."
    assert not any(told.startswith("After an opioid") for told in card.emergency)


@pytest.mark.parametrize(
    ("typed", "told", "also"),
    [
        ("codeine 30 mg", f"You also take codeine: {BOTH}", "Also takes codeine, planned together."),
        ("Zydol", f"You also take tramadol: {BOTH}", "Also takes tramadol, planned together."),
        ("codiene", f"You also take codeine: {BOTH}", "Also takes codeine, planned together."),
        ("kratom", "Your prescriber knows that you take kratom", "Also takes kratom, not planned with it."),
        ("Migraleve", f"You also take an opioid: {BOTH}", "Also takes an opioid, planned together."),
    ],
)
def test_an_opioid_among_the_other_medicines_alone_is_told_as_one_of_the_list(
    typed: str, told: str, also: str
) -> None:
    """Overruled there or in the list, papers say the same: one of the list is compared with one that was typed."""
    regimen = plan_with("known-interaction", "opioid-probable", medicines=[typed])
    text, card = text_of(regimen), card_of(regimen)
    assert told in text
    assert plain(card.also) == also
    ended = plan_with(
        "known-interaction",
        "opioid-probable",
        medicines=[typed],
        opioids=[{"opioid": "cocodamol", "last_dose": "2026-01-01"}],
    )
    assert plain(card_of(ended).also) == also, "another that ended long ago is not the one that was typed"
    planned = BOTH in told
    assert (FORBIDS not in text) == planned
    assert any(sentence.startswith("After an opioid") for sentence in card.emergency) != planned


def test_every_opioid_is_told_alike_by_both_ways_into_the_plan() -> None:
    for name, opioid in KNOWLEDGE.content.opioids.by_id.items():
        effect = opioid.interval.effect
        if effect not in {"interval", "depot", "review"}:
            continue
        listed = plan_with(
            "opioid-now", "opioid-free-interval", opioids=[{"opioid": name, "last_dose": None}]
        )
        typed = plan_with("known-interaction", medicines=[opioid.name])
        facts = [
            facts_of(regimen, opioids_along(regimen, KNOWLEDGE.content, TODAY), TODAY, KNOWLEDGE.content)
            for regimen in (listed, typed)
        ]
        about = [{fact for fact in found if "opioid" in fact} for found in facts]
        assert about[0] == about[1], name


def test_a_weak_one_among_the_other_medicines_is_told_too() -> None:
    text = text_of(plan_with(medicines=["loperamide"]))
    assert "You also take loperamide. Your prescriber knows this." in text


def test_an_opioid_in_the_list_and_among_the_other_medicines_is_told_once() -> None:
    regimen = plan_with(
        "opioid-now", opioids=[{"opioid": "tramadol", "last_dose": None}], medicines=["Zydol 50 mg"]
    )
    assert plain(card_of(regimen).also) == "Also takes tramadol, planned together."


@pytest.mark.parametrize(
    "opioid", [name for name, told in KNOWLEDGE.content.opioids.by_id.items() if not told.prescribed]
)
def test_what_nobody_prescribes_is_known_and_not_planned(opioid: str) -> None:
    regimen = plan_with("opioid-now", opioids=[{"opioid": opioid, "last_dose": None}])
    name = KNOWLEDGE.content.opioids.by_id[opioid].name
    text, card = text_of(regimen), card_of(regimen)
    assert f"Your prescriber knows that you take {name}, and chose this plan all the same." in text
    assert "It is not part of the plan" in text
    assert FORBIDS in text
    for untrue in ("planned both together", "Do not stop", "no other opioid", "any other opioid"):
        assert untrue not in text
    assert plain(card.also) == f"Also takes {name}, not planned with it."
    both: list[dict[str, Any]] = [
        {"opioid": opioid, "last_dose": None},
        {"opioid": "methadone", "last_dose": "2027-01-05"},
    ]
    regimen = plan_with("opioid-now", "opioid-free-interval", opioids=both)
    text, card = text_of(regimen), card_of(regimen)
    assert f"You also take methadone until Tue 5 Jan 2027: {BOTH}" in text
    assert f"knows that you take {name}, and" in text
    assert FORBIDS not in text
    assert "planned together. Also takes" in plain(card.also)


@pytest.mark.parametrize("opioid", ["oxycodone", "loperamide", "kratom", ""])
def test_after_a_stop_no_opioid_is_planned_along_and_no_check_is_asked_for(opioid: str) -> None:
    uses = [{"opioid": opioid, "last_dose": None}] if opioid else []
    stop = [{"action": "stop", "on": "2026-12-08"}]
    running, stopped = date(2026, 12, 7), date(2026, 12, 8)
    regimen = plan_with("opioid-now", opioids=uses, adjustments=stop)
    assert card_of(regimen, running).also
    assert card_of(regimen, stopped).also == ""
    text = text_of(regimen, stopped)
    for untrue in ("planned", "You also take", "Your prescriber knows", "safety check"):
        assert untrue not in text
    assert "no naltrexone" in plain(" ".join(card_of(regimen, stopped).emergency))


def test_an_open_safety_check_is_not_asked_for_after_a_stop() -> None:
    regimen = regimen_of(adjustments=[{"action": "stop", "on": "2026-12-08"}])
    for printed, asked in ((date(2026, 12, 7), True), (date(2026, 12, 8), False)):
        assert ("Your safety check is not complete" in text_of(regimen, printed)) == asked
        assert bool(card_of(regimen, printed).alert) == asked


def test_every_illicit_and_herbal_opioid_is_one_that_nobody_prescribes() -> None:
    known = KNOWLEDGE.content.opioids.by_id.values()
    assert {told.id for told in known if told.group in {"illicit", "herbal"}} == {
        told.id for told in known if not told.prescribed
    }


@pytest.mark.parametrize("answered", ["yes", "no"])
def test_a_weak_opioid_that_nothing_forbids_was_not_planned_along(answered: str) -> None:
    overridden = ["opioid-now"] if answered == "yes" else []
    regimen = plan_with(*overridden, opioids=[{"opioid": "loperamide", "last_dose": None}])
    text, card = text_of(regimen), card_of(regimen)
    assert "You also take loperamide. Your prescriber knows this. Naltrexone may stop it from working" in text
    assert "Take no other opioid with naltrexone" in text
    for untrue in ("planned both together", "Do not stop", FORBIDS, "You also take an opioid"):
        assert untrue not in text
    assert plain(card.also) == "Also takes loperamide."


def test_an_opioid_without_a_name_and_treatment_of_dependence() -> None:
    unnamed = plan_with("opioid-now")
    assert f"You also take an opioid: {BOTH}" in text_of(unnamed)
    assert plain(card_of(unnamed).also) == "Also takes an opioid, planned together."
    treated = plan_with("opioid-dependence")
    assert "If you are treated with an opioid such as methadone or buprenorphine" in text_of(treated)
    assert plain(card_of(treated).also) == "Ask about opioid treatment, planned together."
    methadone = plan_with(
        "opioid-dependence", "opioid-now", opioids=[{"opioid": "methadone", "last_dose": None}]
    )
    assert "You also take methadone:" in text_of(methadone)
    assert "If you are treated" not in text_of(methadone)


def test_an_opioid_of_before_is_known_and_still_forbidden() -> None:
    regimen = plan_with("opioid-free-interval", opioids=[{"opioid": "oxycodone", "last_dose": "2026-11-28"}])
    for printed in (TODAY, date(2026, 12, 1)):
        text = text_of(regimen, printed)
        assert "You took oxycodone until Sat 28 Nov 2026. Your prescriber knows this and set the days" in text
        assert FORBIDS in text
        assert "planned both together" not in text
        assert plain(card_of(regimen, printed).also) == "Opioid before: oxycodone until Sat 28 Nov 2026."


def test_an_opioid_that_ends_long_enough_before_the_start_is_not_planned_along() -> None:
    regimen = plan_with(opioids=[{"opioid": "oxycodone", "last_dose": "2026-11-28"}], start_date="2027-01-10")
    assert card_of(regimen).also == ""
    assert FORBIDS in text_of(regimen)


def test_a_depot_and_a_medicine_for_cough_or_diarrhoea() -> None:
    depot = next(o for o in KNOWLEDGE.content.opioids.by_id.values() if o.interval.effect == "depot")
    planned = plan_with("opioid-free-interval", opioids=[{"opioid": depot.id, "last_dose": "2026-10-01"}])
    assert f"Also takes {depot.name}" in card_of(planned).also
    daily = plan_with("opioid-now", opioids=[{"opioid": "loperamide", "last_dose": None, "use": "daily"}])
    assert f"You also take loperamide: {BOTH}" in text_of(daily)
    clue = plan_with("opioid-probable", opioids=[{"opioid": "pamora", "last_dose": None}])
    assert FORBIDS in text_of(clue)
    assert card_of(clue).also == ""
    gut = plan_with(opioids=[{"opioid": "loperamide", "last_dose": None}])
    assert "You also take loperamide. Your prescriber knows this" in text_of(gut)
    assert FORBIDS not in text_of(gut)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "You are or may be pregnant, or you breastfeed."),
        ({"pregnant": "yes"}, "You begin to breastfeed."),
        ({"breastfeeding": "yes"}, "You are or may be pregnant.\n"),
        ({"pregnant": "yes", "breastfeeding": "yes"}, ""),
    ],
)
def test_nobody_is_asked_to_tell_what_the_plan_was_made_for(answers: dict[str, str], told: str) -> None:
    text = text_of(plan_with(answers=answers))
    assert told in text
    assert ("pregnant" in text) == (answers.get("pregnant") != "yes")
    assert ("breastfe" in text) == (answers.get("breastfeeding") != "yes" and told != "")


@pytest.mark.parametrize(
    ("times", "moves"),
    [
        (["bedtime"], True),
        (["morning", "evening"], True),
        (["morning"], False),
        (["morning", "midday"], False),
    ],
)
def test_only_a_late_dose_can_be_moved_to_the_morning(times: list[str], *, moves: bool) -> None:
    ladder = [{"dose": "1 mg", "days": 7}]
    assert ("can use the morning instead" in text_of(plan_with(times=times, ladder=ladder))) is moves


TAPER = [{"dose": "1 mg", "days": 14}, {"dose": "0.5 mg", "days": 14}]


def test_a_dose_above_what_is_called_low_is_no_partial_block() -> None:
    high = [{"dose": "50 mg", "days": 7}]
    products = [{"id": "t", "kind": "tablet", "strength": "50 mg"}]
    low, full = (
        plain(f"{card.what} {' '.join(card.emergency)}")
        for card in (
            card_of(plan_with()),
            card_of(plan_with("above-documented-range", ladder=high, formulations=products)),
        )
    )
    for told, untrue in (
        (low, "it may take more than usual"),
        (full, "in part"),
        (full, "low dose"),
        (full, "usual starting dose"),
    ):
        assert untrue not in told
    assert "It blocks opioids in part" in low
    assert "titrated from the usual starting dose" in low
    assert "it may take more than usual: short-acting, titrated" in full


def test_above_what_is_published_of_low_doses_no_side_of_the_card_says_what_holds_of_those() -> None:
    ladder = [{"dose": "12.5 mg", "days": 28}]
    products = [{"id": "t", "kind": "tablet", "strength": "50 mg", "divisible_into": 4}]
    card = card_of(plan_with(ladder=ladder, formulations=products))
    told = plain(f"{card.what} {' '.join(card.emergency)}")
    for untrue in ("low dose", "in part", "usual starting dose"):
        assert untrue not in told
    assert "it may take more than usual: short-acting, titrated" in told
    assert (
        "How long this dose blocks is not known: in a small study 12.5 mg still blocked at 24 hours" in told
    )


@pytest.mark.parametrize("ill", [False, True])
@pytest.mark.parametrize("stopped", [False, True])
def test_yellow_skin_stops_what_is_still_taken(*, stopped: bool, ill: bool) -> None:
    stop = [{"action": "stop", "on": "2026-12-08"}] if stopped else []
    regimen = plan_with(adjustments=stop, answers={"cirrhosis": "yes"} if ill else {})
    text = text_of(regimen, date(2026, 12, 8))
    assert ("or more yellow than now" in text) is ill
    assert ("dark urine: stop naltrexone and call the same day." in text) is not stopped
    assert ("dark urine: call the same day." in text) is stopped


KEPT = "This is your maintenance dose: stay on it."


def test_the_end_of_a_ladder_that_goes_down_is_no_dose_to_stay_on() -> None:
    text = text_of(plan_with(ladder=TAPER))
    assert KEPT not in text
    assert "See your prescriber before Mon 28 Dec 2026 about what comes next." in text
    turned = [{"action": "times", "on": "2026-12-20", "times": ["morning"]}]
    assert KEPT not in text_of(plan_with(ladder=TAPER, adjustments=turned))
    assert KEPT in text_of(plan_with(ladder=list(reversed(TAPER))))
    settled = [{"action": "settle", "on": "2026-12-20"}]
    assert KEPT in text_of(plan_with(ladder=TAPER, adjustments=settled))


def test_with_pauses_between_its_days_nothing_is_taken_each_day() -> None:
    pauses = [
        {"action": "pause", "on": f"2026-12-{day:02}", "until": f"2026-12-{day + 1:02}", "resume": "continue"}
        for day in range(2, 20, 2)
    ]
    for times in (["bedtime"], ["morning", "bedtime"]):
        regimen = plan_with(ladder=[{"dose": "1 mg", "days": 10}], times=times, adjustments=pauses)
        document = patient_plan(regimen, KNOWLEDGE.content, TODAY)
        told = " ".join([patient_text(document), *document.heads, *card_of(regimen).dose]).lower()
        for untrue in ("each day", "each night", "a day", "every day", "stay on it"):
            assert untrue not in told


def test_every_condition_is_used_and_no_field_is_left_open() -> None:
    sections = WORDS.sections.values()
    used = {condition for section in sections for condition in section.when}
    used |= {condition for section in sections for advice in section.advice for condition in advice.when}
    used |= {condition for told in (*CARD.lists["what"], *CARD.lists["emergency"]) for condition in told.when}
    assert used == set(CONDITIONS)


@settings(max_examples=50)
@given(plans(), st.integers(-5, 120))
def test_no_paper_shows_a_field_or_a_name_of_the_program(plan_json: dict[str, Any], after: int) -> None:
    try:
        plan = read_plan(json.dumps(plan_json).encode(), KNOWLEDGE.vocabulary)
        printed = date.fromordinal(plan.start_date.toordinal() + after)
        regimen = derive(plan, KNOWLEDGE.rules, printed)
        document, card = patient_plan(regimen, KNOWLEDGE.content, printed), card_of(regimen, printed)
    except (FileError, BlockedError, ValueError, OverflowError):
        return
    assert len(document.section("opioids").advice) >= 3 or (plan.stopped and not document.rows)
    assert not any(code in patient_text(document) for code in ("None", "()", "opioid-now"))
    assert "{" not in card.dose[1] + card.also
