"""Up to six steps the calendar stands below the table, where it has room; else in its tab alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.planner.result.calendar_widget import CalendarWidget
from ldn_desktop.ui.planner.result.steps_page import StepsPage
from ldn_desktop.workspace.month_calendar import weeks_of
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC


def _page(
    qtbot: QtBot, height: int = 600, plan: dict[str, Any] | None = None, today: date | None = None
) -> StepsPage:
    page = StepsPage()
    qtbot.addWidget(page)
    page.resize(750, height)
    page.show()
    regimen = regimen_of(**(CLINIC if plan is None else plan))
    words = PLAIN.of(regimen)
    page.show_regimen(regimen, words, frozenset(), lambda: weeks_of(regimen, words, (), today))
    qtbot.wait(1)
    return page


def _calendar(page: StepsPage) -> CalendarWidget:
    return page.findChildren(CalendarWidget)[0]


def _said(page: StepsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_whole_weeks_stand_below_the_whole_table(qtbot: QtBot) -> None:
    page = _page(qtbot)
    calendar = _calendar(page)
    assert calendar.isVisible()
    assert page.table.viewport().height() >= sum(map(page.table.rowHeight, range(5)))
    assert calendar.height() == calendar.height_of(len(calendar.weeks))
    assert calendar.weeks[0].monday == date(2026, 11, 30)
    assert _said(page) == ["In the calendar", "from the first dose"]


def test_the_chosen_step_stands_in_it_and_a_click_on_it_chooses(qtbot: QtBot) -> None:
    page = _page(qtbot, 480)
    page.select(4)
    weeks = _calendar(page).weeks
    assert weeks[0].monday == date(2027, 1, 18), "the week before, and that of 26 January"
    assert 4 in weeks[1].phases
    assert _said(page)[-1] == "from the chosen step"
    chosen: list[int] = []
    page.chosen.connect(chosen.append)
    _calendar(page).chosen.emit(3)
    assert chosen == [3]


def test_without_a_chosen_step_it_is_about_today(qtbot: QtBot) -> None:
    page = _page(qtbot, today=date(2027, 1, 5))
    assert any(week.today is not None for week in _calendar(page).weeks[:2])
    assert _said(page)[-1] == "about today"


@pytest.mark.parametrize("why", ["low", "narrow", "seven steps"])
def test_where_it_has_no_room_the_table_has_all_of_it(qtbot: QtBot, why: str) -> None:
    seven = {"ladder": [{"dose": f"{at}.5 mg", "days": 7} for at in range(7)]}
    page = _page(qtbot, 300 if why == "low" else 600, seven if why == "seven steps" else None)
    page.set_narrow(narrow=why == "narrow")
    qtbot.wait(1)
    assert not _calendar(page).isVisible()
    assert page.table.height() == page.height()


def test_it_comes_and_goes_with_the_height(qtbot: QtBot) -> None:
    page = _page(qtbot)
    for height, shown in ((300, False), (700, True), (310, False), (600, True)):
        page.resize(750, height)
        qtbot.wait(1)
        assert _calendar(page).isVisible() is shown, height


def test_a_short_plan_has_no_empty_weeks(qtbot: QtBot) -> None:
    page = _page(qtbot, 900, {"ladder": [{"dose": "0.5 mg", "days": 21}]})
    calendar = _calendar(page)
    assert len(calendar.weeks) == 4
    assert calendar.height() == calendar.height_of(4)


def test_the_whole_calendar_is_one_press_away(qtbot: QtBot) -> None:
    page = _page(qtbot)
    with qtbot.waitSignal(page.calendar_wanted):
        page.findChildren(QPushButton)[0].click()
