"""However much stands in the result, nothing in it is cut or drawn over something else; what has no room scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QTabBar, QWidget

from checks.key_states import STATES
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.planner.result.past_bar import PastBar
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.steps.steps_table import StepsTable
from ldn_desktop.ui.widgets.messages import MessageBar
from tests.journeys.desk import Desk, settle
from tests.journeys.test_tab_order import open_everything

_TURNS = 10
_SIZES = ((1024, 700), (1440, 900))
_ZOOMS = (100, 200)
_BEGIN = dict(STATES)
_ROWS = 3


def _show(desk: Desk, size: tuple[int, int], zoom: int) -> None:
    desk.window.show_state("light", zoom, "Steps", "result")
    desk.window.resize(*size)
    for _ in range(_TURNS):
        settle()


def _shown(parent: QWidget) -> list[QWidget]:
    children = [child for child in parent.children() if isinstance(child, QWidget)]
    return [child for child in children if child.isVisible() and not child.isWindow()]


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Name what is drawn over something beside it or leaves its parent, down to what scrolls or paints by itself."""
    for one, other in combinations(_shown(parent), 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{one} {one.geometry()} lies over {other} {other.geometry()}"
    for child in _shown(parent):
        if not parent.rect().contains(child.geometry()):
            yield f"{child} {child.geometry()} leaves {parent} {parent.rect()}"
        if not isinstance(child, QAbstractScrollArea | QTabBar):
            yield from _overlaps(child)


def _check(desk: Desk) -> list[MessageBar]:
    """Look at the geometry of all that the result shows; return its bars."""
    pane = desk.result
    holder = pane.widget()
    assert holder is not None
    assert list(_overlaps(holder)) == []
    for words in (*holder.findChildren(QLabel), *holder.findChildren(MessageBar)):
        if words.isVisible() and words.hasHeightForWidth():
            assert words.height() >= words.heightForWidth(words.width()), words
    for button in holder.findChildren(QPushButton):
        if button.isVisible():
            assert button.height() >= button.sizeHint().height(), button.text()
    assert holder.width() <= pane.viewport().width(), "something is cut at the side"
    table = desk.part(StepsTable)
    rows = min(_ROWS, table.model().rowCount())
    assert table.viewport().height() >= sum(map(table.rowHeight, range(rows))) - 1
    assert not (pane.verticalScrollBar().isVisible() and desk.part(ChartWidget).isVisible()), (
        "the chart gives way"
    )
    return [bar for bar in holder.findChildren(MessageBar) if bar.isVisible()]


def _in_sight(desk: Desk, widget: QWidget) -> bool:
    """Tell whether a widget is seen whole, or as much of it as the pane has room for."""
    view = desk.result.viewport()
    seen = QRect(widget.mapTo(view, QPoint()), widget.size()) & view.rect()
    return seen.height() >= min(widget.height(), view.height() // 2)


@pytest.mark.parametrize("zoom", _ZOOMS)
@pytest.mark.parametrize("size", _SIZES, ids=str)
def test_bars_stand_whole_however_many_there_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: tuple[int, int], zoom: int
) -> None:
    open_everything(desk, monkeypatch, tmp_path)
    _show(desk, size, zoom)
    bars = _check(desk)
    proposal = next(bar for bar in bars if "Proposed, not yet in the plan" in bar.text())
    least = {desk.part(UnreadBar), desk.part(PastBar), proposal, *desk.bars}
    assert least <= set(bars)
    assert len(desk.bars) == len(least) - len(("unread", "past", "proposal"))

    # What Tab comes to is brought into sight; links of one sentence come one after the other.
    desk.give_focus(desk.part(UnreadBar).buttons()[0])
    met: list[QWidget] = []
    while desk.result.isAncestorOf(focus := _focus()) and focus not in met[:-1]:
        assert _in_sight(desk, focus), focus
        met.append(focus)
        desk.press(Qt.Key.Key_Tab)
    assert desk.part(StepsTable) in met
    desk.give_focus(desk.part(UnreadBar).buttons()[0])
    assert _in_sight(desk, _focus())


@pytest.mark.parametrize(
    "state", ["empty", "linear", "safety: several yes", "changed: times", "wrong: an opioid"]
)
def test_nothing_lies_over_anything_in_usual_states(desk: Desk, state: str) -> None:
    _BEGIN[state](desk)
    for size in _SIZES:
        for zoom in _ZOOMS:
            _show(desk, size, zoom)
            if desk.session.regimen is not None:
                _check(desk)


def test_a_bar_that_comes_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_everything(desk, monkeypatch, tmp_path)
    desk.type_into(desk.dose("Target"), "4.5 mg")
    desk.type_into(desk.field("Date of birth"), "3 Apr 1980")
    desk.press(Qt.Key.Key_Tab)
    _show(desk, (1024, 700), 100)
    assert not desk.part(UnreadBar).isVisible()
    bar = desk.result.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.type_into(desk.field("Date of birth"), "3/4/1980")
    desk.press(Qt.Key.Key_Tab)
    settle()
    assert desk.part(UnreadBar).isVisible()
    assert _in_sight(desk, desk.part(UnreadBar))


@pytest.mark.parametrize("by", ["size", "zoom"])
def test_the_keyboard_goes_on_in_the_result_when_the_form_has_no_room(desk: Desk, by: str) -> None:
    _BEGIN["linear"](desk)
    page = desk.page
    page.show_part("result", "Steps")
    desk.give_focus(desk.dose("Step"))
    if by == "size":
        desk.window.resize(900, 700)
    else:
        desk.window.show_state("light", 200)
    settle()
    assert not desk.form.isVisible()
    assert desk.result.isAncestorOf(_focus())
    assert _focus() is desk.part(StepsTable)


def test_the_keyboard_goes_on_in_the_form_when_the_result_has_no_room(desk: Desk) -> None:
    _BEGIN["linear"](desk)
    desk.give_focus(desk.part(StepsTable))
    desk.window.resize(900, 700)
    settle()
    assert not desk.result.isVisible()
    assert desk.form.isAncestorOf(_focus())


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus
