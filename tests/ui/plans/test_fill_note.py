"""Noting what a pharmacy handed out: from the list and from a history, by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.formulation import Liquid
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import Practice
from ldn_desktop.library.bodies import Handed
from ldn_desktop.ui.plans import fill_note
from ldn_desktop.ui.plans.fill_note import FillNote
from ldn_desktop.ui.plans.history.room import HistoryRoom
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.plans.listing.room import ListingRoom
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.handed_fills import Noting
from ldn_desktop.workspace.plan_list import Group
from tests.journeys.desk import child
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import PLAN, TODAY

PRODUCTS = (Noting("c1", "1 mg", "", "56", "due"), Noting("l", "1 mg/mL", "mL", "", ""))


@pytest.fixture(autouse=True)
def _at_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill_note, "local_today", lambda: TODAY)


@pytest.fixture
def supplies(tmp_path: Path) -> Iterator[Supplies]:
    made = supplies_in(tmp_path)
    yield made
    made.keeper.library.lock()


def note(qtbot: QtBot) -> FillNote:
    dialog = FillNote("Anna Müller", PRODUCTS)
    qtbot.addWidget(dialog)
    return dialog


def answering(answer: Callable[[FillNote], None]) -> None:
    """Answer the dialog that is about to be open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FillNote)
        answer(dialog)

    QTimer.singleShot(0, look)


def ok(dialog: FillNote) -> QWidget:
    return child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def field(dialog: FillNote, name: str) -> QLineEdit:
    found = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == name)
    assert isinstance(found, QLineEdit)
    return found


def test_every_line_is_seen_with_what_is_wrong_below_it_and_scrolls_in_a_low_window(
    qtbot: QtBot, themes: ThemeManager
) -> None:
    themes.set_zoom(200)
    for high, scrolls in ((1_400, False), (500, True)):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1_024, high)
        dialog = FillNote("Anna Müller", PRODUCTS, window)
        dialog.show()
        for line in dialog.findChildren(QLineEdit):
            line.selectAll()
            QTest.keyClicks(line, "soon")
        QTest.qWait(50)
        assert dialog.height() <= high
        assert bool(child(dialog, QScrollArea).verticalScrollBar().maximum()) is scrolls
        lines = [part for part in dialog.findChildren(QLabel) if part.isVisible() and part.text()]
        assert sum("such as" in part.text() for part in lines) == len(PRODUCTS)
        assert all(part.height() >= part.heightForWidth(part.width()) for part in lines)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Handed out of 1 mg", "28", ""),
        ("Handed out of 1 mg", "0", "no number of pieces"),
        ("Handed out of 1 mg", "2.5", "no number of pieces"),
        ("Handed out of 1 mg", "", "Type how much"),
        ("Handed out of 1 mg/mL, mL", "2.5", ""),
        ("Handed out of 1 mg/mL, mL", "0.0", "no amount"),
        ("Handed out of 1 mg/mL, mL", "2.5 mL", "no amount"),
        ("Handed out on", "24 Dec 2026", "24 Dec"),
        ("Handed out on", "1 Dec 2026", ""),
    ],
)
def test_only_what_can_have_been_handed_out_is_noted(qtbot: QtBot, name: str, text: str, told: str) -> None:
    dialog = note(qtbot)
    assert ok(dialog).isEnabled()
    assert dialog.amounts == {"c1": "56"}
    line = field(dialog, name)
    line.selectAll()
    if text:
        QTest.keyClicks(line, text)
    else:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    assert ok(dialog).isEnabled() is not bool(told)
    assert told in ok(dialog).toolTip()


@pytest.mark.parametrize(
    ("name", "text", "noted"),
    [
        ("Handed out of 1 mg", "007", "7"),
        ("Handed out of 1 mg", " 70 ", "70"),
        ("Handed out of 1 mg/mL, mL", "00.5", "0.5"),
        ("Handed out of 1 mg/mL, mL", "030.50", "30.5"),
        ("Handed out of 1 mg/mL, mL", "20.0", "20"),
    ],
)
def test_an_amount_is_noted_as_it_is_written(qtbot: QtBot, name: str, text: str, noted: str) -> None:
    dialog = note(qtbot)
    line = field(dialog, name)
    line.selectAll()
    QTest.keyClicks(line, text)
    assert dialog.amounts["l" if name.endswith("mL") else "c1"] == noted


LIQUID = Liquid("l", concentration_ng_per_ml=1_000_000, capacity_nl=5_000_000, graduation_nl=100_000)


@pytest.mark.parametrize(("plan", "overage"), [(PLAN, 0), (replace(PLAN, formulations=(LIQUID,)), 20)])
def test_the_overage_of_the_practice_is_noted_with_a_liquid(
    qtbot: QtBot, supplies: Supplies, plan: Plan, overage: int
) -> None:
    supplies.knowledge.keep_practice(Practice(overage_percent=20))
    (subject,) = open_library(supplies, [plan])
    room = HistoryRoom(supplies)
    qtbot.addWidget(room)
    room.open(subject)
    room.show()
    answering(lambda dialog: dialog.accept())
    QTest.keyClick(child(room, Timeline), Qt.Key.Key_F)
    records = supplies.keeper.library.kept.history(subject).records
    assert [r.body.overage_percent for r in records if isinstance(r.body, Handed)] == [overage]


def test_in_the_list_f_and_enter_note_the_fill_that_is_due(qtbot: QtBot, supplies: Supplies) -> None:
    (subject,) = open_library(supplies, [PLAN])
    kept = supplies.keeper.library.kept
    room = ListingRoom(supplies)
    qtbot.addWidget(room)
    room.resize(1370, 850)
    room.open("")
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    room.focus_first()
    said = QSignalSpy(room.message)
    answering(lambda dialog: QTest.keyClick(field(dialog, "Handed out of 1 mg capsule"), Qt.Key.Key_Return))
    QTest.keyClick(room.table, Qt.Key.Key_F)
    (noted,) = (r.body for r in kept.history(subject).records if isinstance(r.body, Handed))
    assert (noted.on, noted.formulation, noted.quantity) == (TODAY, "c1", "84")
    assert [noted.revision] == [head.hash for head in kept.history(subject).heads]
    assert said.at(0)[0].startswith("Noted as handed out to Anna Müller: 84 × 1 mg capsule.")
    assert room.list.current is not None
    assert room.list.current.today.next_fill is None or room.list.current.today.next_fill > TODAY
    answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    QTest.keyClick(room.table, Qt.Key.Key_F)
    assert sum(isinstance(record.body, Handed) for record in kept.history(subject).records) == 1


def test_a_fill_that_is_late_waits_until_it_is_noted(qtbot: QtBot, supplies: Supplies) -> None:
    start = date(2026, 11, 16)
    (subject,) = open_library(supplies, [PLAN.__class__(start, PLAN.ladder, PLAN.formulations, id="p")])
    kept = supplies.keeper.library.kept
    head = kept.history(subject).head
    assert head is not None
    kept.note(Handed(start, "c1", "42", head.hash), subject, "A")
    room = ListingRoom(supplies)
    qtbot.addWidget(room)
    room.open(subject)
    assert room.list.current is not None
    assert room.list.current.group is Group.WAITING
    answering(lambda dialog: dialog.accept())
    room.fills.ask(subject, "")
    assert room.list.current.group is not Group.WAITING


def test_in_a_history_it_is_noted_told_and_deleted(qtbot: QtBot, supplies: Supplies) -> None:
    (subject,) = open_library(supplies, [PLAN])
    room = HistoryRoom(supplies)
    qtbot.addWidget(room)
    room.resize(1370, 850)
    room.open(subject)
    room.show()
    answering(lambda dialog: dialog.accept())
    timeline = child(room, Timeline)
    QTest.keyClick(timeline, Qt.Key.Key_F)
    entry = timeline.entries.entries[0]
    assert entry.title == "Handed out: 84 × 1 mg capsule"
    timeline.choose(entry.key)
    room.acts.delete(list(entry.records), "of another patient")
    assert [told.counts for told in timeline.entries.entries if told.title == entry.title] == [False]
