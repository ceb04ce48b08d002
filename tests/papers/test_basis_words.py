"""How a ladder was made, as the clinician's record tells it."""

from __future__ import annotations

from typing import Any

from ldn_desktop.papers.clinician_record import RecordMaker
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of


def _made(days: tuple[int, ...], doses: tuple[str, ...], **basis: Any) -> str:
    ladder = [{"dose": dose, "days": each} for dose, each in zip(doses, days, strict=True)]
    made = {"start": doses[0], "target": doses[-1], "every": 7, "last": 28, **basis}
    formulations = [{"id": "c", "kind": "capsule", "strength": "0.25 mg"}]
    regimen = regimen_of(ladder=ladder, basis=made, formulations=formulations, max_pieces_per_dose=20)
    person = (
        RecordMaker(regimen, KNOWLEDGE.content, dict.fromkeys(regimen.findings, ""), PLAIN.of(regimen))
        .record(TODAY, TODAY)
        .person
    )
    return dict(person)["Ladder made by"]


def test_the_record_says_how_a_ladder_was_made() -> None:
    up = ("0.5 mg", "1 mg", "2 mg")
    assert _made((7, 7, 28), ("0.5 mg", "1 mg", "1.5 mg"), kind="linear", step="0.5 mg") == (
        "0.5 mg to 1.5 mg in steps of 0.5 mg, each for 7 days; the last for 28 days"
    )
    assert _made((7, 7, 28), up, kind="geometric", factor="2", round_to="0.25 mg") == (
        "0.5 mg to 2 mg by a factor of 2, rounded to 0.25 mg, each for 7 days; the last for 28 days"
    )
    down = {"kind": "geometric", "factor": "0.5", "round_to": "0.25 mg", "every": {"months": 1}}
    assert _made((31, 31, 28), up[::-1], **down) == (
        "2 mg to 0.5 mg by a factor of 0.5, rounded down to 0.25 mg, each for 1 month; the last for 28 days"
    )
    assert (
        _made((28,), ("1 mg",), kind="linear", step="1 mg")
        == "1 mg from the first day on, planned for 28 days"
    )
    by_hand = regimen_of()
    person = (
        RecordMaker(by_hand, KNOWLEDGE.content, dict.fromkeys(by_hand.findings, ""), PLAIN.of(by_hand))
        .record(TODAY, TODAY)
        .person
    )
    assert "Ladder made by" not in dict(person)
