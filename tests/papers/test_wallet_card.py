"""The card that the patient carries: the dose of the day, what is planned, and nothing that was not given."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.wallet_card import WalletCard, wallet_card
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of
from tests.strategies import plans

LADDER = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}]


def card_on(day: date, **changes: object) -> WalletCard:
    return wallet_card(regimen_of(**changes), KNOWLEDGE.content, day)


def dose_on(day: date, **changes: object) -> str:
    return card_on(day, **changes).dose[1]


def test_before_the_start() -> None:
    told = "0.5 mg a day, at bedtime, from 1 Dec 2026; planned to rise to 1 mg"
    assert dose_on(date(2026, 11, 23)) == told


def test_on_the_first_and_on_a_later_step() -> None:
    assert dose_on(date(2026, 12, 1)).startswith("0.5 mg a day, at bedtime, since 1 Dec 2026; planned")
    assert dose_on(date(2026, 12, 8)) == "1 mg a day, at bedtime, since 8 Dec 2026"


PAUSE = {"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"}


def test_in_a_pause_it_says_what_is_taken_after_it() -> None:
    told = "none from 10 Dec 2026 to 19 Dec 2026, then 1 mg a day, at bedtime"
    assert dose_on(date(2026, 12, 10), adjustments=[PAUSE]) == told
    assert dose_on(date(2026, 12, 19), adjustments=[PAUSE]) == told
    assert dose_on(date(2026, 12, 20), adjustments=[PAUSE]) == "1 mg a day, at bedtime, since 20 Dec 2026"
    lower = [{**PAUSE, "resume": "step_back"}]
    assert dose_on(date(2026, 12, 12), adjustments=lower) == (
        "none from 10 Dec 2026 to 19 Dec 2026, then 0.5 mg a day, at bedtime; planned to rise to 1 mg"
    )


def test_a_pause_ahead_is_told() -> None:
    assert dose_on(date(2026, 12, 9), adjustments=[PAUSE]) == (
        "1 mg a day, at bedtime, since 8 Dec 2026; pause planned from 10 Dec 2026 to 19 Dec 2026"
    )


def test_a_pause_that_nothing_follows() -> None:
    stopped = [PAUSE, {"on": "2026-12-16", "action": "stop"}]
    assert dose_on(date(2026, 12, 9), adjustments=stopped) == (
        "1 mg a day, at bedtime, since 8 Dec 2026; pause planned from 10 Dec 2026 to 15 Dec 2026; "
        "planned to stop, last dose on 9 Dec 2026"
    )
    for day in (12, 16):
        told = dose_on(date(2026, 12, day), adjustments=stopped)
        assert told == "stopped, last dose 1 mg on 9 Dec 2026"


def test_a_pause_in_which_the_time_changes_is_one() -> None:
    changes = [PAUSE, {"on": "2026-12-15", "action": "times", "times": ["morning"]}]
    assert dose_on(date(2026, 12, 12), adjustments=changes) == (
        "none from 10 Dec 2026 to 19 Dec 2026, then 1 mg a day, in the morning"
    )


def every_other_day(*days: int) -> list[dict[str, str]]:
    return [
        {
            "on": f"2026-12-{day:02}",
            "action": "pause",
            "until": f"2026-12-{day + 1:02}",
            "resume": "continue",
        }
        for day in days
    ]


@pytest.mark.parametrize("day", range(1, 21))
def test_with_a_pause_between_all_its_days_nothing_is_taken_each_day(day: int) -> None:
    plan = {"ladder": [{"dose": "0.5 mg", "days": 10}], "adjustments": every_other_day(*range(2, 20, 2))}
    told = dose_on(date(2026, 12, day), **plan)
    if day < 20:
        assert told == "0.5 mg at bedtime, with days without it, since 1 Dec 2026"
    else:
        assert told == "0.5 mg, with days without it, was planned until 19 Dec 2026; may still be taken"
    split = dose_on(
        date(2026, 12, 1),
        **plan,
        times=["morning", "bedtime"],
        formulations=[{"id": "c", "kind": "capsule", "strength": "0.25 mg"}],
    )
    assert split.startswith("0.25 mg each time, in the morning and at bedtime, with days without it, since")


def test_a_long_pause_among_short_ones_is_told_by_its_dates() -> None:
    long = {"on": "2026-12-08", "action": "pause", "until": "2026-12-16", "resume": "continue"}
    told = dose_on(
        date(2026, 12, 1),
        ladder=[{"dose": "0.5 mg", "days": 20}],
        adjustments=[*every_other_day(2, 4, 6), long],
    )
    assert told.endswith(
        "with days without it, since 1 Dec 2026; pause planned from 8 Dec 2026 to 15 Dec 2026"
    )


@pytest.mark.parametrize(("first", "second"), [(("08", "22"), ("29", "31")), (("15", "18"), ("26", "30"))])
def test_between_pauses_of_its_own_the_dose_is_one_of_every_day(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    pauses = [
        {"on": f"2026-12-{on}", "action": "pause", "until": f"2026-12-{until}", "resume": "continue"}
        for on, until in (first, second)
    ]
    plan = {"ladder": [{"dose": "0.5 mg", "days": 40}], "adjustments": pauses}
    assert dose_on(date(2026, 12, 1), **plan).startswith("0.5 mg a day, at bedtime, since 1 Dec 2026; pause")
    assert dose_on(date(2027, 1, 5), **plan) == f"0.5 mg a day, at bedtime, since {second[1]} Dec 2026"
    paused = f"none from {second[0]} Dec 2026 to {int(second[1]) - 1} Dec 2026"
    assert dose_on(date(2026, 12, int(second[0])), **plan) == f"{paused}, then 0.5 mg a day, at bedtime"
    assert dose_on(date(2027, 3, 1), **plan).startswith("0.5 mg a day was planned until ")


def test_other_products_do_not_begin_the_dose_anew() -> None:
    other = [{"id": "d", "kind": "capsule", "strength": "1 mg"}]
    changed = [{"on": "2026-12-12", "action": "formulations", "formulations": other}]
    assert dose_on(date(2026, 12, 14), adjustments=changed) == "1 mg a day, at bedtime, since 8 Dec 2026"


def test_after_the_planned_days_it_may_still_be_taken() -> None:
    assert dose_on(date(2027, 1, 4)) == "1 mg a day, at bedtime, since 8 Dec 2026"
    assert dose_on(date(2027, 1, 5)) == "1 mg a day was planned until 4 Jan 2027; may still be taken"


def test_the_start_is_the_first_day_with_a_dose() -> None:
    late = [{**PAUSE, "on": "2026-12-01"}]
    assert card_on(date(2026, 11, 23), adjustments=late).foot.startswith("Start 20 Dec 2026 · Plan revision")


@given(plans(), st.integers(-3, 400))
@settings(max_examples=60)
def test_the_dose_is_that_of_the_day(plan_json: dict[str, Any], after: int) -> None:
    try:
        plan = read_plan(json.dumps(plan_json).encode(), KNOWLEDGE.vocabulary)
    except FileError:
        return
    regimen = derive(plan, KNOWLEDGE.rules, TODAY)
    try:
        day = plan.start_date + timedelta(days=after)
        told = wallet_card(regimen, KNOWLEDGE.content, day).dose[1]
    except (BlockedError, OverflowError):
        return
    doses = PLAIN.of(regimen)
    phase = next((step.phase for step in regimen.steps if step.phase.first <= day <= step.phase.last), None)
    if phase is None:
        stopped = "stopped, last dose" if plan.stopped else "; may still be taken"
        begins = ", only on " if regimen.first == regimen.ends else ", from "
        assert begins in told if day < regimen.first else stopped in told
    elif "with days without it" in told:
        assert sum(not step.phase.dose_ng for step in regimen.steps) >= 2
    elif phase.dose_ng:
        once = regimen.first == regimen.ends
        assert told.startswith(f"{doses.dose(phase.dose_ng)} {'' if once else 'a day, '}")
        assert (", only on " if once else ", since ") in told
    else:
        assert told.startswith(("none from ", "stopped, last dose "))
    dosed = [step.phase.dose_ng for step in regimen.steps if step.phase.last >= day]
    assert not dosed or max(dosed) == 0 or doses.dose(max(dosed)) in told


def test_the_highest_dose_to_come_counts_not_the_highest_of_all() -> None:
    settled = [
        {"on": "2026-12-08", "action": "step_back", "days": 7},
        {"on": "2026-12-09", "action": "settle"},
    ]
    assert "rise" not in dose_on(date(2026, 12, 10), adjustments=settled)


def test_what_was_not_given_is_left_to_write() -> None:
    card = card_on(date(2026, 12, 1))
    assert (card.call, card.phone) == (("Call", ""), ("Telephone", ""))
    assert dict(card.front)["Name"] == ""
    filled = card_on(
        date(2026, 12, 1),
        patient={"name": "Ann **B**\nC", "birth_date": "1980-05-01"},
        prescriber={"name": "Dr D", "practice": "Riverside", "phone": "0123 4567"},
    )
    assert dict(filled.front)["Name"] == "Ann **B** C"
    assert dict(filled.front)["Born"] == "1 May 1980"
    assert filled.call == ("Call", "Dr D, Riverside")
    assert filled.phone == ("Telephone", "0123\N{NO-BREAK SPACE}4567")


def test_the_sheet_says_what_the_card_rests_on() -> None:
    card = card_on(date(2026, 12, 1))
    assert len(card.rests) == len(card.emergency) + 3
    judged = next(line for line in card.rests if line.startswith("Do not withhold"))
    assert "judgement" in judged
    assert "not evidence" in judged


def test_an_incomplete_safety_check_is_told() -> None:
    assert "not complete" in card_on(date(2026, 12, 1)).alert
    answers = dict.fromkeys(KNOWLEDGE.content.screening.questions, "no")
    assert card_on(date(2026, 12, 1), screening={"answers": answers}).alert == ""


def test_a_blocked_plan_has_no_card() -> None:
    with pytest.raises(BlockedError, match="not-measurable"):
        card_on(date(2026, 12, 1), ladder=[{"dose": "0.7 mg", "days": 7}])


def test_local_rules_are_said() -> None:
    regimen = regimen_of(ladder=LADDER)
    card = wallet_card(regimen, KNOWLEDGE.content, date(2026, 12, 1), local_clinic="Riverside")
    assert card.foot.endswith("Checked under the safety rules of Riverside.")
    licence, note = card.notes
    assert licence.startswith(
        "No low dose of naltrexone alone is licensed in the US, UK or EU, as far as we know. Source: "
    )
    assert note == KNOWLEDGE.content.words("patient_plan").say("local_rules", clinic="Riverside")


def test_after_a_stop_the_card_says_what_opioids_do_then() -> None:
    stop = [{"on": "2026-12-10", "action": "stop"}]
    before, after = (card_on(day, adjustments=stop) for day in (date(2026, 12, 9), date(2026, 12, 10)))
    assert (before.title, after.title) == ("I take naltrexone", "I took naltrexone")
    assert "It blocks opioids" in before.what
    assert "It blocks opioids" not in after.what
    told = "may still fail in the first days after the last dose, and then act more strongly than before"
    assert told in plain(after.what)
    assert (before.last, after.last) == ("Last dose", "")
    assert "more strongly" not in plain(before.what)


@pytest.mark.parametrize("state", ["taking", "pausing", "stopped"])
def test_every_card_says_how_long_the_block_lasts(state: str) -> None:
    stop = {"on": "2026-12-10", "action": "stop"}
    changes = {"taking": [], "pausing": [PAUSE], "stopped": [stop]}[state]
    card = card_on(date(2026, 12, 12), adjustments=changes)
    told = "How long a low dose blocks is not known: in a small study 12.5 mg still blocked at 24 hours, not at 72."
    assert told in plain(card.what)
    assert any(line.startswith(told) and "2005" in line for line in card.rests)
    assert sum("blocks is not known" in line for line in card.rests) == 1


def test_what_is_printed_in_a_pause_is_true_when_it_is_over() -> None:
    """A card is carried for months: what holds in the pause alone has its last day, and a new one is asked for."""
    for day in (10, 15, 19):
        card = card_on(date(2026, 12, day), adjustments=[PAUSE])
        assert (card.title, card.last) == ("I take naltrexone", "Last dose")
        what = plain(card.what)
        assert what.startswith(
            "Naltrexone in a low dose (LDN), paused until 19 Dec 2026. It blocks opioids in part"
        )
        assert card.foot.endswith("Print a new card after the pause, on 20 Dec 2026.")
        assert any("paused until 19 Dec 2026" in line for line in card.rests)
    for day in (9, 20):
        card = card_on(date(2026, 12, day), adjustments=[PAUSE])
        assert (card.title, card.last) == ("I take naltrexone", "Last dose")
        assert "pause" not in plain(f"{card.what} {card.foot}")


def test_what_a_pause_adds_to_the_card_has_its_day_and_keeps_what_holds_after_it() -> None:
    told = [
        entry for entry in KNOWLEDGE.content.words("wallet_card").lists["what"] if "pausing" in entry.when
    ]
    assert len(told) == 2
    for entry in KNOWLEDGE.content.words("wallet_card").lists["what"]:
        assert ("paused" in entry.text) == ("{until}" in entry.text) == (entry in told)
    for entry in told:
        text = plain(entry.text)
        assert re.search(
            r"paused until \{until\}\. It blocks opioids.* fail, also in the first days of a pause;", text
        )
        assert text.endswith("after that they may act more strongly.")


def test_a_pause_of_a_day_is_told_as_one_day() -> None:
    pause = {"on": "2026-12-11", "action": "pause", "until": "2026-12-12", "resume": "continue"}
    told = card_on(date(2026, 12, 11), adjustments=[pause])
    assert told.dose[1].startswith("none on 11 Dec 2026, then ")
    assert "paused until 11 Dec 2026" in plain(told.what)
    assert "; pause planned on 11 Dec 2026" in card_on(date(2026, 12, 9), adjustments=[pause]).dose[1]


@given(plans(most_adjustments=5), st.integers(-3, 400))
def test_no_days_are_told_from_a_day_to_itself(plan_json: dict[str, Any], after: int) -> None:
    try:
        regimen = regimen_of(**{**plan_json, "version": 2})
        card = wallet_card(regimen, KNOWLEDGE.content, regimen.first + timedelta(days=after))
    except (ValueError, BlockedError, OverflowError):
        return
    assert all(
        first != last for first, last in re.findall(r"from ([^;,]+ \d{4}) to ([^;,]+ \d{4})", card.dose[1])
    )


def test_a_day_between_two_doses_is_no_pause_and_a_longer_one_among_them_is() -> None:
    long = {"on": "2026-12-08", "action": "pause", "until": "2026-12-16", "resume": "continue"}
    plan = {"ladder": [{"dose": "0.5 mg", "days": 20}], "adjustments": [*every_other_day(2, 4, 6), long]}
    assert card_on(date(2026, 12, 4), **plan).title == "I take naltrexone"
    paused = card_on(date(2026, 12, 10), **plan)
    assert (paused.title, paused.last) == ("I take naltrexone", "Last dose")
    assert "paused until 15 Dec 2026" in plain(paused.what)
    assert paused.dose[1].startswith("none from 8 Dec 2026 to 15 Dec 2026, then 0.5 mg")


def test_before_the_first_dose_nothing_is_paused() -> None:
    late = [{**PAUSE, "on": "2026-12-01"}]
    card = card_on(date(2026, 12, 5), adjustments=late)
    assert (card.title, card.last) == ("I take naltrexone", "Last dose")
    assert "paused" not in plain(card.what)


def test_an_opioid_of_the_pause_is_named_while_it_lasts() -> None:
    opioids = [{"opioid": "codeine", "last_dose": "2026-12-11"}]
    later = {**PAUSE, "until": "2026-12-30"}
    told = "Opioid before: codeine until Fri 11 Dec 2026."
    for day, named in ((12, True), (29, True), (30, False)):
        printed = date(2026, 12, day)
        screening = {"answers": {}, "opioids": opioids, "opioids_asked_on": "2026-12-12"}
        plan = regimen_of(adjustments=[later], screening=screening).plan
        card = wallet_card(derive(plan, KNOWLEDGE.rules, printed), KNOWLEDGE.content, printed)
        assert (told in plain(card.also)) is named, day


SUNDAYS = {"dose": "1.5 mg", "days": 3, "rhythm": {"weekdays": ["sunday"]}}


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("stop", "planned to stop, last dose on 14 Dec 2026"),
        ("review", "no dose from 15 Dec 2026 to 17 Dec 2026"),
    ],
)
def test_days_of_a_step_on_which_no_dose_falls_are_no_pause(after: str, told: str) -> None:
    ladder = [{"dose": "3 mg", "days": 14}, SUNDAYS]
    card = dose_on(TODAY, ladder=ladder, after=after)
    assert card == f"3 mg a day, at bedtime, from 1 Dec 2026; {told}"


def test_above_what_is_published_it_is_no_low_dose_and_blocks_not_in_part() -> None:
    tablets = [{"id": "t", "kind": "tablet", "strength": "10 mg", "divisible_into": 2}]
    overrides = [{"code": "above-documented-range", "reason": "A trial"}]
    for dose, published, documented in (
        ("10 mg", True, True),
        ("15 mg", False, True),
        ("20 mg", False, False),
    ):
        card = card_on(
            TODAY,
            ladder=[{"dose": dose, "days": 14}],
            formulations=tablets,
            overrides=[] if documented else overrides,
        )
        text = " ".join((card.what, *card.emergency))
        assert {"low dose" in text, "in part" in text, "Naltrexone in a low dose (LDN)" in text} == {
            published
        }
