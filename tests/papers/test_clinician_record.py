"""The clinician's record: everything the plan rests on, blocked or not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.papers.clinician_record import RecordMaker
from ldn_desktop.papers.tables import Tables
from ldn_desktop.reference.words.bold import bold
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of, text_of

TODAY = date(2026, 11, 23)
SHARED = {"dose": "1 mg", "days": 14}
OWN = {"doses": {"morning": "0.5 mg", "bedtime": "0.5 mg"}, "days": 14}
MIDDAY = {"on": "2026-12-10", "action": "times", "times": ["midday"]}


def record_of(local_rules: str = "", printed: date = TODAY, **changes: Any) -> Tables:
    regimen = regimen_of(**changes)
    maker = RecordMaker(
        regimen,
        KNOWLEDGE.content,
        KNOWLEDGE.findings.sentences(regimen, PLAIN),
        PLAIN.of(regimen),
        local_rules,
    )
    return maker.record(printed, date(2026, 11, 1))


def answer(record: Tables, question: str) -> str:
    return next(row[1] for row in rows(record, "Safety check") if row[0] == question)


def rows(record: Tables, heading: str) -> tuple[tuple[str, ...], ...]:
    return next(section.rows for section in record.sections if section.heading.startswith(heading))


def test_the_regimen_and_its_supply() -> None:
    record = record_of()
    assert rows(record, "Regimen") == (
        ("1", "Tue 1 Dec 2026", "Mon 7 Dec 2026", "7", "0.5 mg", "1 × 0.5 mg, at bedtime"),
        ("2", "Tue 8 Dec 2026", "Mon 4 Jan 2027", "28", "1 mg", "2 × 0.5 mg, at bedtime; maintenance"),
    )
    ((product, fills, total),) = rows(record, "Products and supply")
    assert product == "0.5 mg capsule"
    assert fills == "1 Dec 2026 to 28 Dec 2026: 49; 29 Dec 2026 to 4 Jan 2027: 14"
    assert total == "63"


def test_every_question_stands_with_its_answer() -> None:
    answers = {"pregnant": "unknown", "opioid-now": "no"}
    record = record_of(screening={"answered_on": "2026-11-20", "answers": answers})
    told = rows(record, "Safety check, 20 Nov 2026")
    assert len(told) == len(KNOWLEDGE.content.screening.questions)
    assert told[0] == (KNOWLEDGE.content.screening.questions["opioid-now"].text, "No")
    assert [row[1] for row in told].count("Unknown") == 1
    assert [row[1] for row in told].count("Not answered") == len(told) - 2


@pytest.mark.parametrize(
    ("answered", "given", "told"),
    [
        ("2026-11-20", "no", "No, but the plan keeps an operation"),
        ("2027-01-21", "no", "No"),
        ("2026-11-20", "yes", "Yes"),
        ("2026-11-20", "unknown", "Unknown"),
    ],
)
def test_an_operation_of_the_plan_contradicts_that_none_is_planned(
    answered: str, given: str, told: str
) -> None:
    screening = {"answered_on": answered, "answers": {"surgery-planned": given}}
    record = record_of(screening=screening, operation={"on": "2027-01-20", "last_dose_hours": 72})
    assert answer(record, KNOWLEDGE.content.screening.questions["surgery-planned"].text) == told


def test_what_is_noted_of_a_change_of_times_follows_one_full_stop() -> None:
    change = {
        "on": "2026-12-10",
        "action": "times",
        "times": ["morning"],
        "noted_on": "2026-12-12",
        "note": "sleep",
    }
    for adjustment in (change, {name: change[name] for name in change if name != "noted_on"}):
        ((_, told),) = rows(record_of(adjustments=[adjustment]), "Changes")
        assert ".." not in told
        assert "sleep" in told


def test_an_answer_that_the_plan_contradicts_is_no_plain_answer() -> None:
    """The record never says No above “still taken”, nor of an age that the birth date denies."""
    taken = [{"opioid": "morphine", "last_dose": None}, {"opioid": "tramadol", "last_dose": "2026-11-20"}]
    answers = {"opioid-now": "no", "under-18": "no", "pregnant": "no"}
    record = record_of(screening={"answers": answers, "opioids": taken}, patient={"birth_date": "2015-03-01"})
    told = {row[0]: row[1] for row in rows(record, "Safety check")}
    questions = KNOWLEDGE.content.screening.questions
    assert told[questions["opioid-now"].text] == "No, but morphine: still taken"
    assert told[questions["under-18"].text] == "No, but the date of birth says otherwise"
    assert told[questions["pregnant"].text] == "No"
    findings = [row[1] for row in rows(record, "Findings")]
    assert any("Morphine is listed as still taken, though the safety check says" in row for row in findings)
    assert any("though the safety check says No" in row for row in findings)
    whole = record_of(screening={"answers": {"opioid-now": "yes"}, "opioids": taken})
    assert (questions["opioid-now"].text, "Yes") in rows(whole, "Safety check")


def test_an_override_stands_with_its_reason() -> None:
    screening = {"answers": {"severe-renal-failure": "yes"}}
    blocked = record_of(screening=screening)
    assert blocked.alert.startswith("NOT CLEARED")
    overridden = record_of(
        screening=screening, overrides=[{"code": "severe-renal-failure", "reason": "Shared **care**"}]
    )
    assert overridden.alert == ""
    findings = rows(overridden, "Findings")
    told = next(row for row in findings if "renal" in row[1].lower())
    assert told[0] == "BLOCKING, overridden"
    assert told[1].endswith(f"{bold('Overridden:')} Shared **care**")
    assert " Source: " in told[2]


def test_opioids_changes_and_local_rules() -> None:
    record = record_of(
        "Local rules of Riverside are in force.",
        screening={
            "opioids": [
                {"opioid": "tramadol", "last_dose": "2026-11-20"},
                {"opioid": "codeine", "last_dose": None},
            ]
        },
        adjustments=[{"on": "2026-12-03", "action": "hold", "days": 3}],
        notes="Seen\nat home",
    )
    assert rows(record, "Opioids")[0][:2] == ("tramadol", "Fri 20 Nov 2026")
    assert rows(record, "Opioids")[0][3] == "Mon 30 Nov 2026"
    assert rows(record, "Opioids")[0][2] == "7 to 10 days; label, named"
    assert rows(record, "Opioids")[1][1] == "still taken"
    assert rows(record, "Changes") == (("Thu 3 Dec 2026", "Hold this step, 3 days longer"),)
    assert record.sections[-1].sentence == "Seen at home"
    assert record.foot[-1] == "Local rules of Riverside are in force."
    assert "Content edition of 1 Nov 2026." in record.foot


def test_a_plan_that_cannot_be_measured_is_recorded_as_such() -> None:
    record = record_of(ladder=[{"dose": "0.7 mg", "days": 7}])
    assert "cannot be measured" in rows(record, "Regimen")[0][5]
    assert record.alert


def test_an_opioid_without_days_says_its_rule() -> None:
    depot = next(
        opioid for opioid in KNOWLEDGE.content.opioids.by_id.values() if opioid.interval.effect == "depot"
    )
    record = record_of(screening={"opioids": [{"opioid": depot.id, "last_dose": "2026-01-20"}]})
    ((_, _, told, earliest),) = rows(record, "Opioids")
    assert told.startswith(depot.interval.text)
    assert depot.interval.basis in told
    assert earliest == "–"


def test_daily_use_stands_beside_the_opioid_with_its_days_and_what_else_it_asks_for() -> None:
    used = [
        {"opioid": "kratom", "last_dose": "2026-11-20", "use": "daily"},
        {"opioid": "kratom", "last_dose": "2026-11-20"},
        {"opioid": "loperamide", "last_dose": "2026-11-20", "use": "daily"},
        {"opioid": "pamora", "last_dose": None},
    ]
    told = [rows(record_of(screening={"opioids": [use]}), "Opioids")[0] for use in used]
    assert told[0][0] == "kratom (mitragynine, 7-hydroxymitragynine), daily or heavy use"
    assert told[0][2].startswith("14 days; our judgement; a case report")
    assert "naloxone challenge" in told[0][2]
    assert told[0][3] == "Fri 4 Dec 2026"
    assert told[1][0] == "kratom (mitragynine, 7-hydroxymitragynine)"
    assert (told[1][2].partition(";")[0], told[1][3]) == ("10 days", "Mon 30 Nov 2026")
    assert told[2][0] == "loperamide, daily or heavy use"
    assert told[2][3] == "Mon 30 Nov 2026"
    assert told[3][2].startswith("Taken because an opioid is")


def test_a_step_back_is_named() -> None:
    record = record_of(adjustments=[{"on": "2026-12-09", "action": "step_back", "days": 5}])
    assert [row[5].partition("; ")[2] for row in rows(record, "Regimen")] == [
        *("", "maintenance", "step back", "maintenance"),
    ]


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("2026-12-10", "Noted on Thu 10 Dec 2026"),
        ("2026-12-12", "Noted on Sat 12 Dec 2026: the days before it are written down as told"),
    ],
)
def test_a_change_of_days_that_had_passed_is_marked_as_told(noted: str, told: str) -> None:
    record = record_of(adjustments=[{"on": "2026-12-10", "action": "hold", "days": 3, "noted_on": noted}])
    ((_, change),) = rows(record, "Changes")
    assert change.endswith(told)


def test_no_opioid_entered_is_not_no_opioid_taken() -> None:
    section = next(section for section in record_of().sections if section.heading == "Opioids")
    assert section.sentence == "None was entered."


@pytest.mark.parametrize(
    ("ladder", "also", "told"),
    [
        ((OWN, OWN), [], "in the evening; no step is left that it changes"),
        ((SHARED, OWN), [], "in the evening; steps with a dose for each time keep theirs"),
        ((OWN, SHARED), [], "in the evening; steps with a dose for each time keep theirs"),
        ((SHARED, SHARED), [], "in the evening"),
        ((OWN, SHARED), [MIDDAY], "in the evening; no step is left that it changes"),
    ],
)
def test_other_times_are_said_only_of_steps_that_take_them(
    ladder: tuple[dict[str, object], ...], also: list[dict[str, object]], told: str
) -> None:
    evening = {"on": "2026-12-08", "action": "times", "times": ["evening"]}
    record = record_of(ladder=list(ladder), adjustments=[evening, *also])
    change = rows(record, "Changes along the way")[0][1]
    assert change.partition(". ")[0] == f"Change the time, {told}"


def test_a_change_of_times_names_the_doses_around_it_and_how_one_is_left_out() -> None:
    record = record_of(adjustments=[{"on": "2026-12-09", "action": "times", "times": ["morning"]}])
    ((on, told),) = rows(record, "Changes along the way")
    assert on == "Wed 9 Dec 2026"
    assert told == (
        "Change the time, in the morning. Last dose at bedtime: Tue 8 Dec 2026; first in the morning: Wed 9 Dec 2026. "
        "These two lie closer together than usual, once. To leave out the dose at bedtime on Tue 8 Dec 2026, add a "
        "pause from that day, taken again from Wed 9 Dec 2026."
    )


@pytest.mark.parametrize(
    ("printed", "stop", "told"),
    [
        (date(2026, 12, 20), [], ""),
        (
            date(2027, 3, 1),
            [],
            (
                "Planned days over: the last was Mon 4 Jan 2027. Not stopped: it may still be taken. "
                "The patient's plan says to call before more is taken."
            ),
        ),
        (date(2026, 12, 20), ["2026-12-24"], "Planned to stop: the last dose is that of Wed 23 Dec 2026."),
        (date(2026, 12, 24), ["2026-12-24"], "Stopped: the last dose was that of Wed 23 Dec 2026."),
    ],
)
def test_a_plan_is_stopped_only_after_a_stop(printed: date, stop: list[str], told: str) -> None:
    regimen = regimen_of(adjustments=[{"on": day, "action": "stop"} for day in stop])
    maker = RecordMaker(
        regimen, KNOWLEDGE.content, KNOWLEDGE.findings.sentences(regimen, PLAIN), PLAIN.of(regimen)
    )
    assert dict(maker.record(printed, printed).person).get("Course", "") == told


def test_a_condition_stands_with_what_the_planner_says_of_its_evidence() -> None:
    told = dict(record_of(condition="hiv").person)
    assert told["Condition"] == "HIV infection"
    assert told["Evidence"] == KNOWLEDGE.evidence("hiv")[0]
    assert told["Evidence"].endswith("Caution: Never instead of antiretroviral treatment.")
    assert "Evidence" not in dict(record_of(condition="gout").person)
    assert "Evidence" not in dict(record_of().person)


def test_no_patient_reads_a_grade() -> None:
    assert "Grade" not in text_of(condition="hiv")


def test_every_medicine_stands_as_typed_with_what_is_known_or_that_nobody_checked() -> None:
    typed = ("Prozac 20 mg", "Valiumm", "Frobnicate", "hyoscine", "duloxetine with Plumbus")
    found = rows(record_of(medicines=typed), "Other medicines")
    assert [row[0] for row in found] == [
        "Prozac 20 mg, read as fluoxetine",
        "Valiumm, read as Valium, diazepam",
        "Frobnicate",
        "hyoscine",
        "duloxetine with Plumbus",
        "duloxetine with Plumbus",
    ]
    assert [row[1] for row in found] == ["None found", "Caution", "–", "–", "None found", "–"]
    assert found[0][2].startswith("The texts we read name nothing; it was not studied.")
    assert "Source: " in found[1][2]
    assert found[2][2].startswith(bold("Not in our tables: not checked."))
    assert "hyoscine butylbromide" in found[3][2]
    assert found[5][2] == "Not in our tables and not checked: Plumbus."


@pytest.mark.parametrize(
    ("question", "medicine", "told"),
    [
        ("Taking any opioid now?", "codeine 30 mg", "No, but among the other medicines: codeine 30 mg"),
        ("Taking any opioid now?", "Migraleve", "No, but among the other medicines: Migraleve"),
        ("Taking any opioid now?", "loperamide", "No"),
        ("Taking any opioid now?", "duloxetine", "No"),
    ],
)
def test_an_answer_points_at_a_medicine_that_contradicts_it(question: str, medicine: str, told: str) -> None:
    screening = {"answers": dict.fromkeys(KNOWLEDGE.content.screening.questions, "no")}
    assert answer(record_of(medicines=(medicine,), screening=screening), question) == told


def test_every_question_that_medicines_touch_points_at_them() -> None:
    screening = {"answers": dict.fromkeys(KNOWLEDGE.content.screening.questions, "no")}
    tried = 0
    for known in KNOWLEDGE.content.medicines.values():
        if known.question and not known.opioids:
            tried += 1
            record = record_of(medicines=(known.name,), screening=screening)
            asked = KNOWLEDGE.content.screening.questions[known.question].text
            assert answer(record, asked).endswith(known.name), known.id
    assert tried > 10


def test_a_yes_needs_no_pointing() -> None:
    answers = dict.fromkeys(KNOWLEDGE.content.screening.questions, "no") | {"thyroid-hormone": "yes"}
    record = record_of(medicines=("thyroxine",), screening={"answers": answers})
    asked = KNOWLEDGE.content.screening.questions["thyroid-hormone"].text
    assert answer(record, asked) == "Yes"


def test_without_other_medicines_the_record_says_that_none_was_entered() -> None:
    section = next(s for s in record_of().sections if s.heading == "Other medicines")
    assert section.sentence == "None was entered."


def test_no_patient_reads_the_other_medicines() -> None:
    assert "Frobnicate" not in text_of(medicines=("Frobnicate", "aspirin"))
    assert "aspirin" not in text_of(medicines=("Frobnicate", "aspirin"))


def test_the_end_of_steps_with_conditions_is_the_earliest_one() -> None:
    ladder = [{"dose": "1 mg", "days": 7}, {"dose": "0.5 mg", "days": 7}]
    told = dict(record_of(after="stop", ladder=ladder).person)["Course"]
    assert told == "Planned to stop: the last dose is that of Mon 14 Dec 2026."
    ladder[0]["go_on"] = "if-tolerated"
    told = dict(record_of(after="stop", ladder=ladder).person)["Course"]
    assert "Mon 14 Dec 2026 at the earliest" in told


def test_a_pause_to_come_is_not_yet_to_be_asked_of() -> None:
    pause = {"on": "2026-11-22", "action": "pause", "until": "2026-11-29", "resume": "continue"}
    for begins, told in (
        ("2026-11-23", "Not asked yet"),
        ("2026-11-24", "Planned pause: to be asked before the first dose after it"),
    ):
        record = record_of(start_date="2026-11-10", adjustments=[pause | {"on": begins}])
        assert rows(record, "Safety check")[0][1] == told


def test_who_was_asked_on_the_first_day_of_a_pause_was_not_asked_since() -> None:
    pause = {"on": "2026-11-20", "action": "pause", "until": "2026-11-29", "resume": "continue"}
    for asked, told in (("2026-11-20", "Not asked yet"), ("2026-11-21", "No. Asked on 21 Nov 2026.")):
        answered = {"answered_on": asked, "answers": {"opioid-now": "no"}}
        record = record_of(start_date="2026-11-10", adjustments=[pause], screening=answered)
        assert rows(record, "Safety check")[0][1] == told
