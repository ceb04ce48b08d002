"""A score by the keyboard: figures, X for 10, and the last visit's under a bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.plans.visit.score_row import ScoreRow


def made(qtbot: QtBot) -> tuple[ScoreRow, list[object]]:
    row = ScoreRow("Pain", "How bad the pain is.")
    qtbot.addWidget(row)
    row.show()
    told: list[object] = []
    row.scored.connect(told.append)
    return row, told


def test_figures_choose_x_is_ten_and_delete_takes_back(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    for key in (Qt.Key.Key_6, Qt.Key.Key_0, Qt.Key.Key_X, Qt.Key.Key_Left, Qt.Key.Key_Delete):
        QTest.keyClick(row, key)
    assert told == [6, 0, 10, 9, None]
    QTest.keyClick(row, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(row, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert row.score is None


def test_ten_is_typed_as_it_is_written(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    keys = (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_Left, Qt.Key.Key_0)
    for key in keys:
        QTest.keyClick(row, key)
    # An arrow that leads to 1 is no figure that was typed.
    assert told == [1, 10, 0, 2, 1, 0]
    QTest.keyClick(row, Qt.Key.Key_1)
    QApplication.sendEvent(row, QFocusEvent(QFocusEvent.Type.FocusOut))
    QTest.keyClick(row, Qt.Key.Key_0)
    assert row.score == 0


def test_the_arrows_begin_at_the_last_visits_score(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    row.show_score(None, 7, "7 on 10 Dec")
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert told == [8]
    QTest.keyClick(row, Qt.Key.Key_End)
    assert told == [8]


def test_a_click_chooses_and_the_same_again_takes_back(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    row.resize(row.sizeHint())
    for _ in range(2):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 4, 4))
    assert told == [10, None]


def test_who_hears_it_is_told_the_score_and_the_last_one(qtbot: QtBot) -> None:
    row, _ = made(qtbot)
    row.show_score(6, 7, "7 on 10 Dec")
    assert row.accessibleName() == "Pain, 0 to 10, 10 is worst: 6"
    assert row.accessibleDescription() == "7 on 10 Dec"
    with_bar = row.grab().toImage()
    row.show_score(6, None, "")
    assert row.grab().toImage() != with_bar
