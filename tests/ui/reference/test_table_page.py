"""Parts of the tables: widths of columns, heights of rows, the filter by one of several values."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QTableView

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.column_widths import ColumnWidth, fitted
from ldn_desktop.ui.reference.opioid_page import OpioidPage
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.reference.table_page import TablePage
from tests.journeys.desk import child

_COLUMNS = st.lists(
    st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: ColumnWidth(sum(pair), pair[0])),
    min_size=1,
    max_size=9,
)


@given(_COLUMNS, st.integers(1, 3000))
def test_columns_keep_to_the_room_and_to_their_least(columns: list[ColumnWidth], room: int) -> None:
    widths = fitted(columns, room)

    for width, column in zip(widths, columns, strict=True):
        assert column.least <= width <= column.wanted
    if sum(column.least for column in columns) <= room:
        assert sum(widths) <= room
    if sum(column.wanted for column in columns) <= room:
        assert widths == [column.wanted for column in columns]


def _shown(page: ReferencePage, name: str) -> TablePage:
    page.open(f"page:{name}")
    table = child(page, QStackedWidget).currentWidget()
    assert isinstance(table, TablePage)
    return table


def _cells(view: QTableView) -> Iterator[tuple[int, int, str]]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if not view.isColumnHidden(column):
                yield row, column, str(model.index(row, column).data() or "")


@pytest.mark.parametrize("size", [(1368, 850), (960, 650)])
@pytest.mark.parametrize("name", ["studies", "conditions", "interactions", "effects"])
def test_every_cell_has_room_for_its_words(page: ReferencePage, name: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    view = child(_shown(page, name), QTableView)

    for row, column, words in _cells(view):
        room = QRect(0, 0, view.columnWidth(column) - 20, 10_000)
        needed = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        assert needed.height() <= view.rowHeight(row), words
        assert needed.width() <= view.columnWidth(column), words


def test_a_study_of_two_conditions_is_found_by_each(page: ReferencePage, content: Content) -> None:
    table = _shown(page, "studies")
    box = table.findChildren(QComboBox)[1]
    both = next(study for study in content.studies.values() if len(study.conditions) > 1)
    for condition in both.conditions:
        name = content.conditions[condition].name
        box.setCurrentIndex(box.findData(name))
        assert both.name in {row[0] for row in table.shown()}
        assert all(name in row[1] for row in table.shown())


def test_every_condition_with_a_study_can_be_chosen(page: ReferencePage, content: Content) -> None:
    box = _shown(page, "studies").findChildren(QComboBox)[1]
    used = {content.conditions[name].name for study in content.studies.values() for name in study.conditions}

    assert {box.itemData(at) for at in range(1, box.count())} == used


def test_medicines_are_found_by_what_people_type_and_narrowed_by_severity(page: ReferencePage) -> None:
    table = _shown(page, "medicines")
    for typed, found in (("Cymbalta", "duloxetine"), ("duloxitine", "duloxetine"), ("SSRIs", "fluoxetine")):
        child(table, QLineEdit).setText(typed)
        assert found in {row[0] for row in table.shown()}, typed
        assert len(table.shown()) < 20
    child(table, QLineEdit).setText("Frobnicate")
    assert table.shown() == []
    child(table, QLineEdit).clear()
    box = table.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData("Warning"))
    assert {row[1] for row in table.shown()} == {"Warning"}
    icons = [
        child(table, QTableView).model().index(row, 1).data(Qt.ItemDataRole.DecorationRole)
        for row in range(3)
    ]
    assert all(icon is not None and not icon.isNull() for icon in icons)


def test_an_opioid_among_the_medicines_leads_to_the_opioid_finder(page: ReferencePage) -> None:
    table = _shown(page, "medicines")
    assert table.select("tramadol")
    child(table, QTableView).activated.emit(child(table, QTableView).currentIndex())
    assert page.target == "page:opioid-finder#tramadol"
    finder = child(page, QStackedWidget).currentWidget()
    assert isinstance(finder, OpioidPage)
    assert child(finder, QLineEdit, "Find an opioid").text() == "tramadol"
