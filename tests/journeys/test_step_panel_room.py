"""The panel of a step has room in a narrow window: its rows wrap, and nothing of it is cut or shortened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from ldn_desktop.domain.ladder import IF_TOLERATED
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.ui.planner.titration.step_panel import StepPanel
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.intents import SetRung
from tests.journeys.desk import Desk, settle


def _whole(desk: Desk) -> None:
    """See that the form is no wider than its view, and that in the panel every word and every field has its room."""
    view = desk.form.viewport()
    held = desk.form.widget()
    assert held is not None
    assert held.width() == view.width()
    panel = desk.part(StepPanel)
    shown = [w for kind in (QToolButton, ParsedEdit) for w in panel.findChildren(kind) if w.isVisible()]
    assert shown
    for part in shown:
        if isinstance(part, QToolButton) and part.text():
            letters = part.fontMetrics().horizontalAdvance(part.text())
            assert part.width() >= letters + desk.themes.theme.px(16), part.text()
        elif isinstance(part, ParsedEdit):
            assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
        assert part.mapTo(view, QPoint(part.width(), 0)).x() <= view.width(), part.accessibleName()
    for one in shown:
        for other in shown:
            apart = one is other or one.isAncestorOf(other) or other.isAncestorOf(one)
            assert apart or not _place(one, panel).intersects(_place(other, panel)), (
                one.accessibleName(),
                other.accessibleName(),
            )


def _place(part: QWidget, panel: QWidget) -> QRect:
    return QRect(part.mapTo(panel, QPoint()), part.size())


@pytest.mark.parametrize(("width", "percent"), [(1024, 100), (1440, 100), (1024, 200), (1440, 200)])
def test_the_panel_of_a_step_wraps_and_shows_every_word(desk: Desk, width: int, percent: int) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.themes.set_zoom(percent)
    desk.window.resize(width, 700)
    desk.window.show_card("titration")
    rung = desk.session.draft.plan.ladder[0]
    weekdays = rung._replace(rhythm=Weekdays((0, 2, 4)), go_on=IF_TOLERATED)
    desk.do(SetRung(0, weekdays, ()), "rhythm")
    settle()
    view = desk.table("Ladder")
    desk.give_focus(view)
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_M)
    settle()
    _whole(desk)
    each = weekdays._replace(
        dose_ng=1_500_000, doses=(("morning", 500_000), ("midday", 500_000), ("bedtime", 500_000))
    )
    desk.do(SetRung(0, each, ()), "doses")
    settle()
    _whole(desk)
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("percent", [100, 200])
def test_every_row_of_the_ladder_is_seen_after_the_window_became_narrow(desk: Desk, percent: int) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    desk.themes.set_zoom(percent)
    desk.window.resize(1440, 900)
    desk.window.show_card("titration")
    rung = desk.session.draft.plan.ladder[1]
    desk.do(SetRung(1, rung._replace(rhythm=Weekdays((0, 1, 2, 3, 4))), ()), "rhythm")
    settle()
    desk.window.resize(1024, 700)
    settle()
    view = desk.table("Ladder")
    assert view.verticalScrollBar().maximum() == 0
    last = view.visualRect(view.model().index(8, 0))
    assert view.viewport().rect().contains(last)
    if percent == 100:
        assert view.horizontalScrollBar().maximum() == 0
