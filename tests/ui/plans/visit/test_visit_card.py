"""The cards of a visit have the room that there is, whatever letters and windows were there before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library.bodies import SideEffect, Visit
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.theme.theme import ThemeManager
from tests.ui.plans.visit.given import on, shown, supplied, words
from tests.workspace.visits import PLAN, TODAY


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


def test_folded_a_side_effect_is_told_apart_from_the_score_of_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject, (800, 700))
        qtbot.addWidget(room)
        how = room.form.how
        assert "nothing written yet" in words(how)
        assert room.desk is not None
        told = replace(room.desk.draft.visit, tolerability="poor", scores=(("fatigue", 7), ("poor-sleep", 8)))
        room.form.written.emit(replace(room.desk.draft, visit=told), "the visit", "")
        assert "poor · fatigue 7, poor sleep 8 of 10" in words(how)
        how.effects.changed.emit((SideEffect("Poor sleep", "moderate"), SideEffect("Headache", "mild")), "")
        assert words(how).endswith(" of 10 · side effects: Poor sleep (moderate), Headache (mild)")


def test_with_one_side_alone_what_it_becomes_takes_no_room_beside_the_patient(
    qtbot: QtBot, tmp_path: Path
) -> None:
    patient = PLAN.patient._replace(identifier="number 000000")
    supplies, subject = supplied(tmp_path, replace(PLAN, patient=patient))
    with on(TODAY):
        room = shown(supplies, subject, (800, 700))
        qtbot.addWidget(room)
        becomes, who = (
            next(label for label in room.head.findChildren(QLabel) if label.text().startswith(begun))
            for begun in ("no new revision", "born ")
        )
        for width, below in ((800, True), (1_371, False), (800, True)):
            room.resize(width, 700)
            QTest.qWait(50)
            assert (becomes.y() >= who.geometry().bottom()) is below
            assert becomes.width() == becomes.sizeHint().width()
