"""What is opened is seen: the form scrolls to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.planner.titration.step_panel import StepPanel
from ldn_desktop.ui.widgets.card import Card
from tests.journeys.desk import Desk, desk_on, settle

_TURNS = 100


@pytest.fixture(params=[(1440, 900), (1280, 720)], ids=str)
def planned(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path, size=request.param) as desk:
        desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
        desk.usual_set()
        yield desk


def _in_sight(desk: Desk, part: QWidget) -> bool:
    """Tell whether all of a part is seen, soon: layouts take their turns."""
    view = desk.form.viewport()
    for _ in range(_TURNS):
        if view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size())):
            return True
        QTest.qWait(20)
    return False


def _wait() -> None:
    settle()
    QTest.qWait(20)


def _follow_up(desk: Desk) -> Card:
    card = desk.follow_up
    assert isinstance(card, Card)
    return card


def test_an_opened_card_is_seen_whole(planned: Desk) -> None:
    card = _follow_up(planned)
    planned.form.verticalScrollBar().setValue(0)
    card.set_folded(False)
    _wait()
    assert _in_sight(planned, card)


def test_the_form_of_a_change_is_seen_with_its_buttons(planned: Desk) -> None:
    _follow_up(planned).set_folded(False)
    _wait()
    planned.follow_up.form.begin("step_back", date(2026, 12, 20))
    _wait()
    assert _in_sight(planned, planned.button("Accept"))
    assert _in_sight(planned, planned.button("Cancel"))
    planned.button("Accept").click()
    _wait()
    assert _in_sight(planned, planned.button("Add a change"))


def test_a_card_too_long_is_seen_from_its_head_on(planned: Desk) -> None:
    card = planned.safety
    card.set_folded(False)
    _wait()
    card.form.show()
    assert planned.form.verticalScrollBar().value() <= card.y()


def test_what_is_in_sight_stays_where_it_is(planned: Desk) -> None:
    bar = planned.form.verticalScrollBar()
    bar.setValue(0)
    planned.patient.set_folded(True)
    planned.patient.set_folded(False)
    _wait()
    assert bar.value() == 0


def test_more_for_a_step_is_seen_whole(planned: Desk) -> None:
    planned.form.verticalScrollBar().setValue(0)
    editor = planned.begin_edit(0, 1)
    QTest.keyClick(editor, Qt.Key.Key_M)
    _wait()
    assert _in_sight(planned, planned.part(StepPanel))
    held = QApplication.focusWidget()
    assert held is not None
    assert _in_sight(planned, held)


def test_the_day_of_an_operation_that_is_asked_for_fits_and_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_on(tmp_path, size=(1024, 700)) as desk:
        desk.plan("0.5 mg", "0.5 mg", "2 mg")
        desk.safety.open_check()
        settle()
        row = next(
            row for row in desk.safety.findChildren(QuestionRow) if row.question.id == "surgery-planned"
        )
        row.take_focus()
        settle()
        desk.press(Qt.Key.Key_Y)
        _wait()
        held = QApplication.focusWidget()
        assert held is not None
        assert held.accessibleName() == "Day of the operation"
        assert _in_sight(desk, held)
        held = desk.form.widget()
        assert held is not None
        assert held.width() == desk.form.viewport().width()
