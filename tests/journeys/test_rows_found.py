"""A row opened from the search or from *Why?* is chosen and in sight, the first time as any other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from ldn_desktop.articles.reference_tables import grid
from ldn_desktop.ui.reference.table_page import TablePage
from tests.journeys.desk import Desk, child

_KINDS = ("study", "opioid", "glossary", "interaction", "medicine", "source")


def _last(desk: Desk, kind: str) -> str:
    """The last entry of a kind in its table: the farthest from what a table shows by itself."""
    content = desk.window.knowledge.content
    page = {
        "study": "studies",
        "opioid": "opioids",
        "glossary": "glossary",
        "interaction": "interactions",
        "medicine": "medicines",
        "source": "sources",
    }
    return grid(page[kind], content).rows[-1].id


def _table(desk: Desk) -> tuple[TablePage, QTableView]:
    reference = desk.reference
    assert reference is not None
    page = next(page for page in reference.findChildren(TablePage) if page.isVisible())
    return page, child(page, QTableView)


def _check(desk: Desk, name: str) -> None:
    page, table = _table(desk)
    index = table.currentIndex()
    assert index.isValid(), "a row is current"
    assert str(index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole + 2)) == name
    assert [chosen.row() for chosen in table.selectionModel().selectedRows()] == [index.row()]
    shown = table.visualRect(index)
    assert shown.height() > 0
    assert table.viewport().rect().contains(shown.topLeft()), (shown, table.viewport().rect())
    assert table.hasFocus()
    assert page.isVisible()


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_row_found_is_shown_the_first_time_and_again(desk: Desk, kind: str, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    name = _last(desk, kind)
    for _ in range(2):
        desk.search.opened.emit(kind, name, "", ())
        QTest.qWait(150)
        _check(desk, name)
        desk.window.resize(size[0] - 80, size[1] - 60)
        QTest.qWait(100)
        _check(desk, name)
        desk.window.resize(*size)
        desk.window.actions_.go_planner.trigger()


def test_a_source_behind_a_finding_is_shown_the_first_time(desk: Desk) -> None:
    name = _last(desk, "source")
    desk.page.link_wanted.emit(f"source:{name}")
    QTest.qWait(150)
    _check(desk, name)


def test_what_one_scrolled_to_stays_when_the_window_grows(desk: Desk) -> None:
    name = _last(desk, "study")
    desk.search.opened.emit("study", name, "", ())
    QTest.qWait(150)
    _, table = _table(desk)
    bar = table.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    desk.window.resize(1400, 860)
    QTest.qWait(100)
    assert bar.value() == 0
