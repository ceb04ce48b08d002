"""Whatever language the machine speaks, words are English and digits are 0 to 9, everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ldn_desktop.ui.widgets.date_edit import DateEdit
from tests.journeys.desk import Desk, desk_on, settle


@pytest.fixture(params=["fa_IR", "ar_EG", "hi_IN", "de_DE"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    with desk_on(tmp_path) as desk:
        yield desk
    QLocale.setDefault(before)


def _texts(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if isinstance(widget, (QLabel, QLineEdit, QAbstractButton, QSpinBox)):
            yield widget.text()
        yield widget.accessibleName()


def test_digits_are_those_of_the_papers(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg", "2 weeks", "1000")
    desk.usual_set()
    desk.page.form.show_card("safety")
    first = desk.named(DateEdit, "First dose")
    desk.type_into(first, "21 Nov 2026")
    desk.press(Qt.Key.Key_F4)
    calendar = first.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.locale().language() == QLocale.Language.English
    texts = [*_texts(desk.window), *_texts(calendar), QLocale().toString(1234)]
    assert any("2026" in text for text in texts)
    assert [text for text in texts if any(c.isdigit() and not c.isascii() for c in text)] == []
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    settle()
