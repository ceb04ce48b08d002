"""The rows of the steps table say what is taken, when, and on which days."""

from __future__ import annotations

from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.steps.steps_model import StepColumn, StepsModel
from ldn_desktop.workspace.result_words import headline
from ldn_desktop.workspace.step_words import earliest_from, follows_text, taken_text
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC, notes


def test_a_plan_of_version_1_has_no_word_more() -> None:
    pause = {"on": "2026-12-04", "action": "pause", "until": "2026-12-08", "resume": "continue"}
    regimen = regimen_of(adjustments=[pause])
    assert notes(regimen) == [""] * 4
    assert follows_text(regimen) == ""
    model = StepsModel()
    model.show_regimen(regimen, PLAIN.of(regimen))
    assert model.title(StepColumn.DOSE) == "Daily dose"
    assert not any(model.note(row, column) for row in range(4) for column in StepColumn)


def test_dates_after_a_review_are_the_earliest() -> None:
    regimen = regimen_of(**CLINIC)
    assert earliest_from(regimen) == 4
    model = StepsModel()
    model.show_regimen(regimen, PLAIN.of(regimen))
    firsts = [model.note(row, StepColumn.FIRST) for row in range(5)]
    assert firsts == ["", "", "", "", "at the earliest"]
    assert model.whole(4, StepColumn.DAYS) == "28, 20 dose days"
    assert "every other day: 1, 3, 5, 7, 9, 11, 13 Dec" in model.as_text()


def test_each_time_is_said_with_its_own_recipe() -> None:
    regimen = regimen_of(**CLINIC)
    words = PLAIN.of(regimen)
    assert taken_text(regimen.steps[3].takes, words) == "morning 1 × 0.5 mg, bedtime 1 × 1.5 mg"
    model = StepsModel()
    model.show_regimen(regimen, words)
    assert model.cell(3, StepColumn.TAKE) == "morning 1 × 0.5 mg, bedtime 1 × 1.5 mg"
    assert model.cell(3, StepColumn.PIECES) == "2"
    assert model.cell(0, StepColumn.TAKE) == "1 × 0.5 mg, at bedtime"
    assert model.title(StepColumn.DOSE) == "Dose"


def test_one_time_that_cannot_be_measured_hides_no_other() -> None:
    regimen = regimen_of(ladder=[{"doses": {"morning": "0.5 mg", "bedtime": "0.7 mg"}, "days": 14}])
    model = StepsModel()
    model.show_regimen(regimen, PLAIN.of(regimen))
    assert model.cell(0, StepColumn.TAKE) == "morning 1 × 0.5 mg, bedtime cannot be measured"


def test_one_dose_in_a_rhythm_is_not_told_as_a_daily_one() -> None:
    drops = {"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20, "route": "eye"}
    regimen = regimen_of(
        ladder=[{"dose": "0.5 mg", "days": 28, "rhythm": {"every": 3}}], formulations=[drops]
    )
    told = headline(regimen, PLAIN.of(regimen))
    assert told.strong + told.tail == "0.5 mg, every 3 days, 28 days"
    assert "10 dose days, at bedtime · into the eye" in told.facts
    model = StepsModel()
    model.show_regimen(regimen, PLAIN.of(regimen))
    assert model.cell(0, StepColumn.TAKE) == "10 drops of 1 mg/mL into the eye"
