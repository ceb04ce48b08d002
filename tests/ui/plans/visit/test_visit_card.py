"""The cards of a visit have the room that there is, whatever letters and windows were there before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library.bodies import SideEffect, Visit
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.theme.theme import ThemeManager
from tests.ui.plans.visit.given import on, shown, supplied
from tests.workspace.visits import TODAY


def places(room: VisitRoom) -> list[tuple[str, QRect]]:
    """Return where every part of the form is."""
    QTest.qWait(50)
    held = room.form
    return [
        (type(part).__name__, QRect(part.mapTo(held, QPoint()), part.size()))
        for part in held.findChildren(QWidget)
        if part.isVisible()
    ]


def test_after_large_letters_every_field_is_where_it_was(
    qtbot: QtBot, tmp_path: Path, themes: ThemeManager
) -> None:
    supplies, subject = supplied(tmp_path)
    supplies.keeper.library.kept.see(Visit(date(2026, 12, 20), "go-on", scores=(("pain", 6),)), subject, "A")
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.effects.changed.emit((SideEffect("Poor sleep", "moderate"),), "")
        before = places(room)
        themes.set_zoom(200)
        assert places(room) != before
        themes.set_zoom(100)
        assert places(room) == before
