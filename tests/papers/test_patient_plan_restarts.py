"""Every paper asks for opioids before the first dose after a pause.

The patient's row and box, and the clinician's record.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.english import weekday_date
from tests.papers.test_clinician_record import record_of, rows
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of
from tests.papers.test_plan_facts import NO
from tests.strategies import plans

START, DAY = date(2026, 12, 1), timedelta(days=1)
LADDER = [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 40}]
PAUSE = {"on": "2026-12-20", "action": "pause", "until": "2026-12-30", "resume": "restart"}
AGAIN = date(2026, 12, 30)
IN_A_ROW = (
    "Before you take it again: have you had any opioid since the pause began, such as a strong painkiller or a patch? "
    "Then do not take it: call first."
)
IN_THE_BOX = (
    "Before that first dose: have you had any opioid since the pause began? Then do not take it: call first."
)
ADVICE = (
    "After every pause: if you had an opioid since it began, do not start again: call first. "
    "One milligram made a man very ill who had long taken opioids."
)


def paper(printed: date, **changes: Any) -> PatientPlan:
    regimen = regimen_of(**{"ladder": LADDER, "max_pieces_per_dose": 8, "adjustments": [PAUSE], **changes})
    return patient_plan(regimen, KNOWLEDGE.content, printed)


def asking(document: PatientPlan) -> list[str]:
    """Return the first days of the rows that ask."""
    return [row.first for row in document.rows if IN_A_ROW in [plain(note) for note in row.notes]]


def test_the_row_of_the_first_dose_after_a_pause_asks_until_it_is_taken() -> None:
    assert asking(paper(START)) == [weekday_date(AGAIN)]
    for printed in (START + 5 * DAY, date(2026, 12, 20), date(2026, 12, 29), AGAIN):
        assert asking(paper(printed)) == [weekday_date(AGAIN)]
        assert ADVICE in plain(patient_text(paper(printed)))
    # From the day after it has been taken again, and without a pause, nobody is asked.
    for document in (paper(AGAIN + DAY), paper(START, adjustments=[])):
        assert asking(document) == []
        assert "pause began" not in patient_text(document)
        assert "every pause" not in plain(patient_text(document))


def test_the_box_asks_where_it_says_when_to_take_it_again() -> None:
    at_the_pause = paper(date(2026, 12, 20)).change
    assert at_the_pause is not None
    assert plain(at_the_pause.sentences[-1]) == IN_THE_BOX
    assert "Take it again from Wed 30 Dec 2026" in plain(at_the_pause.sentences[0])
    assert [plain(text) for text in paper(date(2026, 12, 25)).intro][-1] == IN_THE_BOX
    on_the_day = [plain(text) for text in paper(AGAIN).intro]
    assert on_the_day[:2] == ["From today take 1 mg at bedtime until Tue 12 Jan 2027.", IN_THE_BOX]
    to_the_end = paper(date(2026, 12, 20), adjustments=[PAUSE, {"on": "2026-12-28", "action": "stop"}])
    assert to_the_end.change is not None
    assert not any("opioid" in text for text in to_the_end.change.sentences)


TAKEN = {
    "answered_on": "2026-12-22",
    "answers": NO,
    "opioids": [{"opioid": "codeine_cough", "last_dose": "2026-12-21"}],
}


def test_an_opioid_in_the_pause_that_the_plan_knows_is_not_asked_for_again() -> None:
    again = {**PAUSE, "until": "2027-01-05"}
    overrides = [{"code": "opioid-free-interval", "reason": "asked on the day"}]
    document = paper(date(2026, 12, 22), adjustments=[again], screening=TAKEN, overrides=overrides)
    row = next(row for row in document.rows if row.first == "Tue 5 Jan 2027")
    assert plain(row.notes[0]) == (
        "Before you take it again: since the pause began, have you had any opioid that your prescriber does not know "
        "of, or any after Mon 21 Dec 2026, such as a strong painkiller or a patch? Then do not take it: call first."
    )
    assert [plain(text) for text in document.intro][-1] == (
        "Before that first dose: since the pause began, have you had any opioid that your prescriber does not know of, "
        "or any after Mon 21 Dec 2026? Then do not take it: call first."
    )
    text = plain(patient_text(document))
    assert "any opioid since the pause began" not in text
    assert "if you had an opioid that your prescriber does not know of, do not start again" in text
    # One of before the pause, or of after it, is none of the pause's.
    for day in ("2026-12-02", "2027-01-20"):
        early = TAKEN | {"opioids": [{"opioid": "loperamide", "last_dose": day}]}
        later = paper(date(2026, 12, 22), adjustments=[again], screening=early)
        assert "does not know of, or any after" not in plain(patient_text(later))
        assert "opioid since the pause began" in plain(patient_text(later))


def test_no_question_before_a_first_dose_leaves_out_days_of_the_pause() -> None:
    """One opioid that the plan knows of says nothing of another that was taken before its last day."""
    content = KNOWLEDGE.content
    words = content.words("patient_plan")
    for phrases in (words.group(""), words.group("change")):
        asked = {name: plain(text) for name, text in phrases.items() if name.startswith("restart")}
        assert len(asked) == 3
        for text in asked.values():
            assert "since the pause began" in text
            assert text.endswith("Then do not take it: call first.")


def test_the_record_gives_the_answer_and_the_day() -> None:
    again = {**PAUSE, "until": "2027-01-05"}
    ((_, told),) = answers_of(None, adjustments=[again], screening=TAKEN)
    name = KNOWLEDGE.content.opioids.by_id["codeine_cough"].name
    assert told == f"Yes: {name}, last taken Mon 21 Dec 2026. Asked on 22 Dec 2026."


def test_of_very_many_restarts_the_next_row_asks_and_the_advice_speaks_of_every_pause() -> None:
    """A plan taken every other day, as pauses of a day spell it, would otherwise ask in every row."""
    days = [START + 2 * at * DAY + DAY for at in range(6)]
    often = [
        {"on": str(day), "action": "pause", "until": str(day + DAY), "resume": "continue"} for day in days
    ]
    assert len(asking(paper(START, adjustments=often[:4]))) == 4
    assert asking(paper(START, adjustments=often)) == [weekday_date(days[0] + DAY)]
    assert ADVICE in plain(patient_text(paper(START, adjustments=often)))


def test_where_an_opioid_is_planned_along_any_other_is_asked_for() -> None:
    screening = {
        "answers": NO | {"opioid-now": "yes"},
        "opioids": [{"opioid": "oxycodone", "last_dose": None}],
    }
    overrides = [{"code": "opioid-now", "reason": "Pain clinic"}]
    document = paper(date(2026, 12, 20), screening=screening, overrides=overrides)
    text = plain(patient_text(document))
    assert asking(document) == []
    assert text.count("any other opioid since") == 3
    assert "if you had any other opioid since it began" in text
    assert "any opioid since" not in text


@settings(max_examples=60)
@given(plans(most_adjustments=5), st.integers(-5, 90))
def test_a_row_asks_where_the_day_before_it_has_no_dose(plan_json: dict[str, Any], after: int) -> None:
    try:
        regimen = regimen_of(**{**plan_json, "version": 2})
        printed = regimen.first + after * DAY
        document = patient_plan(regimen, KNOWLEDGE.content, printed)
    except (ValueError, BlockedError, OverflowError):
        return
    taken = {
        step.phase.first + at * DAY
        for step in regimen.steps
        if step.phase.dose_ng
        for at in range(step.phase.days)
    }
    restarts = sorted(
        day for day in taken if day >= printed and day - DAY not in taken and day > regimen.first
    )
    wanted = restarts if len(restarts) <= 4 else restarts[:1]
    assert asking(document) == [weekday_date(day) for day in wanted]


def answers_of(asked: str | None, **changes: Any) -> list[tuple[str, ...]]:
    screening: dict[str, Any] = {"answered_on": "2026-11-20", "answers": {"opioid-now": "no"}}
    if asked:
        screening["opioids_asked_on"] = asked
    record = record_of(
        printed=date(2027, 1, 10),
        ladder=LADDER,
        **{"screening": screening, "adjustments": [PAUSE], **changes},
    )
    told = rows(record, "Safety check, ")
    return [row for row in told if row[0].startswith("Any opioid since the pause")]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (None, "Not asked yet"),
        ("2026-12-19", "Not asked yet"),
        # Asked on its first day, nothing is known of those that follow.
        ("2026-12-20", "Not asked yet"),
        ("2026-12-21", "No. Asked on 21 Dec 2026."),
        ("2026-12-29", "No. Asked on 29 Dec 2026."),
    ],
)
def test_the_record_says_for_every_pause_whether_opioids_were_asked_for(
    asked: str | None, answer: str
) -> None:
    assert answers_of(asked) == [("Any opioid since the pause began on 20 Dec 2026?", answer)]


def test_the_record_asks_for_pauses_to_come_too_and_for_none_that_nothing_follows() -> None:
    later = {"on": "2027-01-10", "action": "pause", "until": "2027-01-12", "resume": "continue"}
    assert answers_of("2026-12-21", adjustments=[PAUSE, later]) == [
        ("Any opioid since the pause began on 20 Dec 2026?", "No. Asked on 21 Dec 2026."),
        ("Any opioid since the pause began on 10 Jan 2027?", "Not asked yet"),
    ]
    assert answers_of(None, adjustments=[PAUSE, {"on": "2026-12-25", "action": "stop"}]) == []
    assert answers_of(None, adjustments=[]) == []
