"""Scrolling over the form never changes a plan."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from tests.journeys.desk import Desk


def _wheel(widget: QWidget) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_field(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.safety.set_folded(False)
    desk.follow_up.set_folded(False)
    desk.follow_up.form.begin("pause")
    before = desk.session.draft
    fields = [*desk.form.findChildren(QComboBox), *desk.form.findChildren(QLineEdit)]
    assert len(fields) > 15
    shown = [_state(field) for field in fields]
    for field in fields:
        field.setFocus()
        _wheel(field)
    assert [_state(field) for field in fields] == shown
    assert desk.session.draft == before


def _state(field: QWidget) -> object:
    return field.currentIndex() if isinstance(field, QComboBox) else field.property("text")


def test_the_wheel_takes_the_keyboard_from_no_field(desk: Desk) -> None:
    page = desk.page
    desk.follow_up.set_folded(False)
    fields = [*page.findChildren(QComboBox), *page.findChildren(QLineEdit)]
    assert len(fields) > 15
    assert {field.focusPolicy() for field in fields} == {Qt.FocusPolicy.StrongFocus}
