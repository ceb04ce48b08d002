"""The card that the patient carries: the dose of the day, what is planned, and nothing that was not given."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.documents.papers import BlockedError
from ldn_desktop.documents.wallet_card import WalletCard, wallet_card
from tests.documents.test_patient_plan import KNOWLEDGE, regimen_of

LADDER = [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}]


def card_on(day: date, **changes: object) -> WalletCard:
    return wallet_card(regimen_of(**changes), KNOWLEDGE.content.wallet_words, day)


def dose_on(day: date, **changes: object) -> str:
    return dict(card_on(day, **changes).front)["Dose"]


def test_before_the_start() -> None:
    told = "0.5 mg a day, at bedtime, from 1 Dec 2026; planned to rise to 1 mg"
    assert dose_on(date(2026, 11, 23)) == told


def test_on_the_first_and_on_a_later_step() -> None:
    assert dose_on(date(2026, 12, 1)).startswith("0.5 mg a day, at bedtime, since 1 Dec 2026; planned")
    assert dose_on(date(2026, 12, 8)) == "1 mg a day, at bedtime, since 8 Dec 2026"


def test_in_a_pause_and_after_the_end() -> None:
    pause = [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"}]
    assert dose_on(date(2026, 12, 12), adjustments=pause) == "paused from 10 Dec 2026 to 19 Dec 2026"
    assert dose_on(date(2027, 2, 1)) == "the plan ended on 4 Jan 2027"


def test_the_highest_dose_to_come_counts_not_the_highest_of_all() -> None:
    settled = [
        {"on": "2026-12-08", "action": "step_back", "days": 7},
        {"on": "2026-12-09", "action": "settle"},
    ]
    assert "rise" not in dose_on(date(2026, 12, 10), adjustments=settled)


def test_what_was_not_given_is_left_to_write() -> None:
    card = card_on(date(2026, 12, 1))
    assert card.call == ()
    assert dict(card.front)["Name"] == ""
    given = card_on(
        date(2026, 12, 1),
        patient={"name": "Ann **B**\nC", "birth_date": "1980-05-01"},
        prescriber={"name": "Dr D", "phone": "0123"},
    )
    assert dict(given.front)["Name"] == "Ann *B* C"
    assert dict(given.front)["Born"] == "1 May 1980"
    assert given.call == ("Dr D", "0123")


def test_a_blocked_plan_has_no_card() -> None:
    with pytest.raises(BlockedError, match="not-measurable"):
        card_on(date(2026, 12, 1), ladder=[{"dose": "0.7 mg", "days": 7}])


def test_local_rules_are_said() -> None:
    regimen = regimen_of(ladder=LADDER)
    card = wallet_card(regimen, KNOWLEDGE.content.wallet_words, date(2026, 12, 1), local_clinic="Riverside")
    assert card.foot.endswith("Checked under the safety rules of Riverside.")
