"""A planned operation: the last dose told, the pause put into the plan, the card offered."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QComboBox

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.ui.planner.surgery_panel import SurgeryPanel
from ldn_desktop.ui.printing.preview import PreviewDialog
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.spin import Spin
from tests.journeys.desk import Desk, settle


@pytest.fixture
def panel(desk: Desk) -> SurgeryPanel:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    safety = desk.window._page._safety
    safety.open_check()
    settle()
    desk.button("All no").click()
    safety.form.answer("surgery-planned", "yes")
    settle()
    assert safety.form._surgery is not None
    return safety.form._surgery


def _set(desk: Desk, name: str, day: date) -> None:
    desk.named(DateEdit, name).set_day(day)


def test_the_pause_goes_into_the_plan_in_one_click(desk: Desk, panel: SurgeryPanel) -> None:
    assert panel._told.text() == "Say on which day the operation is."
    _set(desk, "Day of the operation", date(2026, 12, 20))
    assert panel._told.text().startswith("Last dose on Wed 16 Dec 2026, none from Thu 17 Dec 2026 on")
    assert "Say from which day it is taken again" in panel._told.text()
    assert not panel._put.isEnabled()
    _set(desk, "Taken again from, after the operation", date(2027, 1, 4))
    resume = desk.named(QComboBox, "How it goes on after the operation")
    resume.setCurrentIndex(resume.findData("continue"))
    panel._put.click()
    (pause,) = desk.session.draft.plan.adjustments
    assert pause == Pause(date(2026, 12, 17), date(2027, 1, 4), "continue")
    desk.session.undo()
    assert not desk.session.draft.plan.adjustments


def test_the_hours_can_be_changed(desk: Desk, panel: SurgeryPanel) -> None:
    _set(desk, "Day of the operation", date(2026, 12, 20))
    desk.button("48 hours").click()
    assert panel._told.text().startswith("Last dose on Thu 17 Dec 2026")
    desk.named(Spin, "Last dose, hours before the operation").setValue(100)
    assert panel._told.text().startswith(
        "Last dose on Mon 14 Dec 2026, none from Tue 15 Dec 2026 on: at least 100"
    )


def test_an_operation_outside_the_course_says_so(desk: Desk, panel: SurgeryPanel) -> None:
    _set(desk, "Day of the operation", date(2026, 12, 3))
    _set(desk, "Taken again from, after the operation", date(2026, 12, 20))
    assert "outside the course" in panel._told.text()
    assert not panel._put.isEnabled()


def test_the_card_opens_in_the_preview(desk: Desk, panel: SurgeryPanel) -> None:
    opened: list[str] = []

    def shown(dialog: PreviewDialog) -> int:
        opened.append(dialog.kind)
        return 0

    with patch.object(PreviewDialog, "exec", shown):
        panel._card.click()
    assert opened == ["wallet-card"]


def test_another_answer_puts_it_away(desk: Desk, panel: SurgeryPanel) -> None:
    assert panel.isVisible()
    desk.window._page._safety.form.answer("surgery-planned", "no")
    assert not panel.isVisible()
