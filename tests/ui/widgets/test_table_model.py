"""What every table has in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Fills(TableModel):
    titles = ("Fill", "Product")
    numeric = frozenset({0})

    def __init__(self) -> None:
        super().__init__()
        self.rows = [("1", "capsule"), ("2", "tablet")]

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else len(self.rows)

    def cell(self, row: int, column: int) -> str:
        return self.rows[row][column]

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        with self.replacing(len(rows)):
            self.rows = rows


def test_a_table_is_shown_copied_and_heard() -> None:
    fills = Fills()
    assert fills.as_text() == "Fill\tProduct\n1\tcapsule\n2\ttablet\n"
    assert fills.headerData(1, Qt.Orientation.Horizontal) == "Product"
    assert fills.headerData(0, Qt.Orientation.Vertical) is None
    last = fills.index(1, 1)
    assert fills.data(last) == "tablet"
    assert fills.data(last, Qt.ItemDataRole.AccessibleTextRole) == "Product: tablet"


def test_numbers_stand_at_the_right_below_their_titles() -> None:
    fills, role = Fills(), Qt.ItemDataRole.TextAlignmentRole
    for column, side in ((0, _RIGHT), (1, _LEFT)):
        assert fills.headerData(column, Qt.Orientation.Horizontal, role) == side
        assert fills.data(fills.index(0, column), role) == side


def test_as_many_rows_are_replaced_where_they_stand(qtbot: QtBot) -> None:
    fills = Fills()
    with qtbot.assertNotEmitted(fills.modelReset), qtbot.waitSignal(fills.dataChanged):
        fills.show_rows([("1", "liquid"), ("2", "drops")])
    with qtbot.assertNotEmitted(fills.dataChanged), qtbot.waitSignal(fills.modelReset):
        fills.show_rows([("1", "liquid")])
    assert fills.data(fills.index(0, 1)) == "liquid"
