"""A planned operation: the last dose told, the pause put into the plan, the card offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox

from ldn_desktop.domain.adjustment import Adjustment, Pause
from ldn_desktop.domain.plan import Operation, Screening
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.planner.follow_up.surgery_panel import SurgeryPanel
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import LinkLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.draft import opened
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import TODAY, Desk, child, press, said, settle, words


@pytest.fixture
def panel(desk: Desk) -> SurgeryPanel:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    safety = desk.safety
    safety.open_check()
    settle()
    desk.button("All no").click()
    safety.form.answer("surgery-planned", "yes")
    settle()
    return desk.part(SurgeryPanel)


def _says(panel: SurgeryPanel, begins: str) -> bool:
    return any(text.startswith(begins) for text in words(panel))


def _set(desk: Desk, name: str, day: date) -> None:
    desk.named(DateEdit, name).set_day(day)


def _unread(desk: Desk) -> list[str]:
    return [entry.problem for entry in desk.session.unread]


def _findings(desk: Desk) -> set[str]:
    regimen = desk.session.regimen
    return {finding.code for finding in regimen.findings} if regimen is not None else set()


def test_the_pause_goes_into_the_plan_in_one_click(desk: Desk, panel: SurgeryPanel) -> None:
    assert "Say on which day the operation is." in words(panel)
    _set(desk, "Day of the operation", date(2026, 12, 20))
    assert _says(panel, "Last dose on Wed 16 Dec 2026, before midnight; none from Thu 17 Dec 2026")
    assert "Say from which day it is taken again" in said(panel)
    assert not desk.button("Put the pause into the plan").isEnabled()
    # Doses before an operation are a warning, on the papers too: none of them waits for the pause.
    assert "dose-before-operation" in _findings(desk)
    assert _unread(desk) == []
    assert desk.window.actions_.print.isEnabled()
    _set(desk, "Taken again from, after the operation", date(2027, 1, 4))
    resume = desk.named(QComboBox, "How it goes on after the operation")
    resume.setCurrentIndex(resume.findData("continue"))
    assert "After a pause of 18 days the plan goes on" in said(panel)
    press(panel, "Put the pause into the plan")
    (pause,) = desk.session.draft.plan.adjustments
    assert pause == Pause(date(2026, 12, 17), date(2027, 1, 4), "continue", noted_on=TODAY)
    assert (
        "The plan pauses from Thu 17 Dec 2026 and goes on from Mon 4 Jan 2027: "
        "last dose on Wed 16 Dec 2026, at least 72 hours before the operation."
    ) in words(panel)
    assert not desk.button("Put the pause into the plan").isEnabled()
    assert "dose-before-operation" not in _findings(desk)
    assert desk.window.actions_.print.isEnabled()
    desk.session.undo()
    assert desk.button("Put the pause into the plan").isEnabled()
    assert not desk.session.draft.plan.adjustments


def test_an_operation_that_is_not_planned_after_all_stands_in_no_papers_way(
    desk: Desk, panel: SurgeryPanel
) -> None:
    desk.type_into(desk.named(DateEdit, "Day of the operation"), "x")
    assert _unread(desk)
    desk.safety.form.answer("surgery-planned", "no")
    assert _unread(desk) == []
    desk.session.undo()
    assert [entry.text for entry in desk.session.unread] == ["x"]


def test_the_hours_can_be_changed(desk: Desk, panel: SurgeryPanel) -> None:
    _set(desk, "Day of the operation", date(2026, 12, 20))
    desk.button("48 hours").click()
    assert _says(panel, "Last dose on Thu 17 Dec 2026")
    desk.named(CountEdit, "Last dose, hours before the operation").set_count(100)
    assert _says(
        panel, "Last dose on Mon 14 Dec 2026, before midnight; none from Tue 15 Dec 2026 on: at least 100"
    )


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (date(2026, 11, 20), "The operation is before the first dose, Tue 1 Dec 2026"),
        (date(2026, 12, 3), "The first dose, Tue 1 Dec 2026, is too near"),
        (
            date(2031, 1, 1),
            (
                "The planned days end with Mon 11 Jan 2027, at least 72 hours before the operation. "
                "Until the plan is stopped, it may still be taken"
            ),
        ),
    ],
)
def test_an_operation_that_needs_no_pause_says_why(
    desk: Desk, panel: SurgeryPanel, operation: date, told: str
) -> None:
    _set(desk, "Day of the operation", operation)
    _set(desk, "Taken again from, after the operation", date(2031, 2, 1))
    assert _says(panel, told)
    assert not desk.button("Put the pause into the plan").isEnabled()


def test_going_on_before_the_operation_is_refused(desk: Desk, panel: SurgeryPanel) -> None:
    _set(desk, "Day of the operation", date(2026, 12, 20))
    _set(desk, "Taken again from, after the operation", date(2026, 12, 20))
    assert "after the day of the operation" in said(panel)
    assert not desk.button("Put the pause into the plan").isEnabled()


def test_links_follow_the_theme(desk: Desk, panel: SurgeryPanel) -> None:
    themes = desk.themes

    def linked() -> set[str]:
        """The colours on the label that are the accent of a theme."""
        image = child(panel, LinkLabel).grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return {f"#{pixel & 0xFFFFFF:06x}" for pixel in memoryview(image.constBits()).cast("I")} & accents

    accents: set[str] = set()
    mode: Literal["light", "dark"]
    for mode in ("light", "dark"):
        themes.set_mode(mode)
        accents.add(themes.theme.color("accent").name())
    assert len(accents) == 2
    for mode in ("light", "dark", "light"):
        themes.set_mode(mode)
        settle()
        assert linked() == {themes.theme.color("accent").name()}


def test_the_card_opens_in_the_preview(desk: Desk, panel: SurgeryPanel) -> None:
    opened: list[str] = []

    def shown(dialog: PreviewDialog) -> int:
        opened.append(dialog.kind)
        return 0

    with patch.object(PreviewDialog, "exec", shown):
        press(panel, "Wallet card…")
    assert opened == ["wallet-card"]


def test_the_card_waits_while_something_cannot_be_read(desk: Desk, panel: SurgeryPanel) -> None:
    desk.type_into(desk.field("Start"), "1,5 mg")
    settle()
    assert desk.page.waiting
    with patch.object(PreviewDialog, "exec", side_effect=AssertionError):
        press(panel, "Wallet card…")


def test_another_answer_puts_it_away(desk: Desk, panel: SurgeryPanel) -> None:
    assert panel.isVisible()
    desk.safety.form.answer("surgery-planned", "no")
    assert not panel.isVisible()


def test_words_that_count_from_today_are_kept_as_the_day_they_mean(desk: Desk, panel: SurgeryPanel) -> None:
    operation = desk.named(DateEdit, "Day of the operation")
    desk.type_into(operation, "in 3 weeks")
    desk.press(Qt.Key.Key_Tab)
    assert (operation.text(), operation.day()) == ("22 Dec 2026", date(2026, 12, 22))
    assert desk.session.draft.plan.operation == Operation(date(2026, 12, 22), 72)
    assert "typed as “in 3 weeks”" in desk.sentences


def _chosen_doses(combo: QComboBox) -> dict[str, str]:
    return {str(combo.itemData(at)): combo.itemText(at) for at in range(combo.count())}


def test_each_way_to_go_on_names_its_dose(desk: Desk, panel: SurgeryPanel) -> None:
    """The pause begins on the first day of a step: one step back is the dose that was taken last, and says so."""
    resume = desk.named(QComboBox, "How it goes on after the operation")
    assert _chosen_doses(resume)["step_back"] == "One step back"
    _set(desk, "Day of the operation", date(2026, 12, 18))
    _set(desk, "Taken again from, after the operation", date(2027, 1, 4))
    assert _chosen_doses(resume) == {
        "continue": "Go on where it stopped: 1.5 mg",
        "step_back": "One step back: 1 mg",
        "restart": "From the first step: 0.5 mg",
    }
    for code, told in _chosen_doses(resume).items():
        resume.setCurrentIndex(resume.findData(code))
        press(panel, "Put the pause into the plan")
        dose = next(step[2] for step in desk.steps if step[0].startswith("4 Jan"))
        assert told.endswith(f": {dose}")
        desk.session.undo()
        settle()
    desk.day("Taken again from, after the operation").clear()
    settle()
    assert _chosen_doses(resume)["step_back"] == "One step back"
    desk.window.force_close()


def test_a_pause_in_the_follow_up_names_its_doses(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    follow_up = desk.follow_up
    follow_up.set_folded(False)
    settle()
    follow_up.form.begin("pause")
    desk.named(DateEdit, "From, the first day that changes").set_day(date(2026, 12, 15))
    desk.named(DateEdit, "Taken again from").set_day(date(2027, 1, 4))
    settle()
    resume = desk.named(QComboBox, "How it goes on after the pause")
    assert _chosen_doses(resume)["step_back"] == "One step back: 1 mg"
    assert _chosen_doses(resume)["continue"] == "Go on where it stopped: 1.5 mg"
    desk.window.force_close()


def _operation(desk: Desk) -> Operation | None:
    return desk.session.draft.plan.operation


def _changes(desk: Desk) -> tuple[Adjustment, ...]:
    return desk.session.draft.plan.adjustments


def test_the_operation_is_kept_in_the_plan(desk: Desk, panel: SurgeryPanel) -> None:
    desk.button("48 hours").click()
    assert _operation(desk) is None
    desk.type_into(desk.day("Day of the operation"), "20 Dec 2026")
    assert _operation(desk) == Operation(date(2026, 12, 20), 48)
    desk.named(CountEdit, "Last dose, hours before the operation").set_count(72)
    assert _operation(desk) == Operation(date(2026, 12, 20), 72)
    desk.session.undo()
    assert _operation(desk) == Operation(date(2026, 12, 20), 48)
    assert desk.named(CountEdit, "Last dose, hours before the operation").count() == 48
    desk.type_into(desk.day("Day of the operation"), "x")
    assert next(entry.text for entry in desk.session.unread) == "x"
    desk.day("Day of the operation").set_day(None)
    assert _operation(desk) is None
    assert not desk.session.unread


def test_an_operation_of_a_plan_is_in_sight_whatever_is_answered(desk: Desk, panel: SurgeryPanel) -> None:
    plan = replace(
        desk.session.draft.plan, screening=Screening(), operation=Operation(date(2026, 12, 20), 24)
    )
    desk.session.open(opened(plan), Unsaved())
    settle()
    desk.safety.open_check()
    settle()
    assert panel.isVisible()
    assert desk.day("Day of the operation").day() == date(2026, 12, 20)
    assert desk.named(CountEdit, "Last dose, hours before the operation").count() == 24
    desk.safety.form.answer("surgery-planned", "yes")
    desk.safety.form.answer("surgery-planned", "no")
    assert _operation(desk) is None
    assert not panel.isVisible()
    desk.session.undo()
    assert _operation(desk) == plan.operation


def test_nobody_knows_yet_when_it_goes_on_after_the_operation(desk: Desk, panel: SurgeryPanel) -> None:
    desk.day("Day of the operation").set_day(date(2026, 12, 20))
    unknown = child(panel, QCheckBox)
    desk.give_focus(unknown)
    desk.press(Qt.Key.Key_Space)
    settle()
    assert not desk.day("Taken again from, after the operation").isVisible()
    press(panel, "Put the pause into the plan")
    assert _changes(desk) == (Pause(date(2026, 12, 17), noted_on=TODAY),)
    assert not desk.session.unread
    assert (
        "The plan pauses from Thu 17 Dec 2026 until the prescriber says when it is taken again: "
        "last dose on Wed 16 Dec 2026, at least 72 hours before the operation."
    ) in words(panel)
    desk.session.undo()
    assert _changes(desk) == ()
    assert unknown.isChecked()
