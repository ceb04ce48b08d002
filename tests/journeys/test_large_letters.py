"""In large letters and a small window nothing is cut at the right; what has no room gives way in a sensible order."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QToolButton, QWidget

from ldn_desktop.domain.plan import OpioidUse, Screening
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.widgets.buttons import ActionButton
from ldn_desktop.workspace.intents import SetCondition, SetScreening
from tests.journeys.desk import TODAY, Desk, settle

_SIZES = [(1440, 900), (1024, 700), (1300, 800), (1024, 700), (1100, 700)]


def _planned(desk: Desk) -> None:
    """A plan that fills the head: a long name, a condition, something that blocks."""
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    desk.usual_set()
    desk.type_into(desk.named(QLineEdit, "Patient's name"), "Patricia Montgomery-Featherstone")
    desk.session.do(SetCondition("fibromyalgia"), "condition")
    opioids = (OpioidUse("codeine", date(2026, 11, 29)),)
    desk.session.do(SetScreening(Screening(TODAY, (), opioids, TODAY)), "check")
    settle()


def _cut(desk: Desk) -> list[str]:
    """Return what reaches over the right edge of the window, or of the list that it scrolls in."""
    window = desk.window
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow():
            continue
        parent, right = widget.parentWidget(), window.width()
        while parent is not None and parent is not window:
            if isinstance(parent, QAbstractScrollArea) and parent.viewport().isAncestorOf(widget):
                viewport = parent.viewport()
                right = viewport.mapTo(window, QPoint(viewport.width(), 0)).x()
                break
            parent = parent.parentWidget()
        inside_table = isinstance(parent, QAbstractScrollArea) and parent.horizontalScrollBar().maximum()
        if widget.mapTo(window, QPoint(widget.width(), 0)).x() > right and not inside_table:
            found.append(f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}")
    return found


@pytest.mark.parametrize("percent", [100, 150, 190, 200])
def test_nothing_is_cut_at_the_right_at_any_size(desk: Desk, percent: int) -> None:
    _planned(desk)
    window, page = desk.window, desk.page
    desk.themes.set_zoom(percent)
    for width, height in _SIZES:
        window.resize(width, height)
        settle()
        assert window.width() == width, "the window is no wider than it is asked to be"
        for part in ("form", "result"):
            page.show_part(part, "")
            settle()
            middle = window.centralWidget()
            assert middle is not None
            assert middle.width() == width, "the content follows at once"
            assert not _cut(desk), (width, part)
            for label in map(desk.heading, ("chip", "findings", "saved")):
                assert label.isHidden() or label.width() >= label.sizeHint().width(), label.text()
            assert desk.heading("findings").isVisible()
            assert desk.heading("findings").text() == "1 blocking"
            assert "Draft · revision 1" in (
                desk.heading("chip").accessibleName(),
                desk.heading("chip").text(),
            )
            letters = desk.heading("name").fontMetrics().horizontalAdvance("Patricia")
            assert desk.heading("name").width() >= letters, "whose plan it is"
    window.force_close()


def test_whatever_is_left_out_of_the_head_comes_back(desk: Desk) -> None:
    _planned(desk)
    buttons, window = desk.head.findChildren(ActionButton), desk.window
    assert len(buttons) == 3
    whole = desk.heading("chip").text()
    assert desk.heading("condition").isVisible()
    desk.themes.set_zoom(200)
    window.resize(1024, 700)
    settle()
    assert len(desk.heading("chip").text()) < len(whole)
    assert desk.heading("chip").toolTip()
    assert not [b.text() for b in buttons if b.text()]
    desk.themes.set_zoom(100)
    window.resize(1440, 900)
    settle()
    assert desk.heading("chip").text() == whole
    assert not desk.heading("chip").toolTip()
    assert desk.heading("condition").isVisible()
    assert all(b.text() for b in buttons)
    window.force_close()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_the_rail_stands_as_at_the_start_after_a_change_of_the_letters(
    desk: Desk, size: tuple[int, int]
) -> None:
    def places() -> list[QRect]:
        return [item.geometry() for item in rail.findChildren(QToolButton)]

    rail = desk.part(Rail)
    desk.window.resize(*size)
    settle()
    at_first = places()
    for percent in (200, 100):
        desk.themes.set_zoom(percent)
        settle()
    assert places() == at_first
    assert {place.height() for place in at_first} == {56}
