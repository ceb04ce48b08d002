"""From the locked library to the plan that somebody looks for, key by key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library, unlock
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.workspace.kept_plans import KeptPlans
from tests.journeys.desk import Desk, child, dragged
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import named

CTRL = Qt.KeyboardModifier.ControlModifier


def given_plans(desk: Desk, *names: str) -> None:
    make_library(desk.places.library, SENTENCE, RECOVERY_TEXT, CHEAP)
    opened = unlock(desk.places.library, Secret(PASSPHRASE, SENTENCE))
    kept = KeptPlans(opened.store, desk.window.knowledge, lambda: datetime(2026, 12, 1, tzinfo=UTC))
    for name in names:
        kept.keep(named(name), "Prescriber name")
    opened.close()


def type_text(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_plan_files_that_are_dropped_on_the_list_are_taken_in_and_none_is_opened(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    given_plans(desk, "Anna Müller")
    files = [tmp_path / f"{name}.ldnplan" for name in ("Emil", "Fay")]
    for file in files:
        file.write_bytes(write_plan(named(file.stem)))
    desk.press(Qt.Key.Key_3, CTRL)
    type_text(SENTENCE)
    desk.press(Qt.Key.Key_Return)
    table = child(desk.stack, PlansTable)
    before = desk.session.draft
    assert dragged(desk, *files)
    qtbot.waitUntil(lambda: len(table.plans.lines) == 4)
    assert desk.session.draft is before
    assert desk.place == "plans"


def test_a_plan_is_found_continued_and_left_for_its_visit_by_the_keyboard(desk: Desk) -> None:
    given_plans(desk, "Anna Müller", "Bert Łukasz")
    desk.press(Qt.Key.Key_3, CTRL)
    type_text(SENTENCE)
    desk.press(Qt.Key.Key_Return)
    table = child(desk.stack, PlansTable)
    assert QApplication.focusWidget() is table
    assert len(table.plans.lines) == 3
    desk.press(Qt.Key.Key_F, CTRL)
    type_text("lukasz")
    assert len(table.plans.lines) == 2
    desk.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is table
    found = table.subject
    desk.press(Qt.Key.Key_Return)
    assert desk.place == "planner"
    assert desk.session.draft.plan.patient.name == "Bert Łukasz"
    desk.press(Qt.Key.Key_3, CTRL)
    assert (QApplication.focusWidget(), table.subject) == (table, found)
    desk.press(Qt.Key.Key_V)
    assert desk.stack.history.can_go_back
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert table.isVisible()


def test_the_key_of_the_plans_leads_out_of_each_of_their_rooms(desk: Desk) -> None:
    given_plans(desk, "Anna Müller")
    desk.press(Qt.Key.Key_3, CTRL)
    type_text(SENTENCE)
    desk.press(Qt.Key.Key_Return)
    table = child(desk.stack, PlansTable)
    subject = table.subject
    desk.press(Qt.Key.Key_V)
    room = child(desk.stack, VisitRoom)
    room.form.decision.why.setFocus()
    type_text("because")
    for elsewhere in (Qt.Key.Key_1, Qt.Key.Key_2):
        desk.press(elsewhere, CTRL)
        assert desk.place != "plans"
        desk.press(Qt.Key.Key_3, CTRL)
        assert QApplication.focusWidget() is room.form.decision.why
    keeper = child(desk.window, Keeper)
    desk.press(Qt.Key.Key_3, CTRL)
    assert (QApplication.focusWidget(), table.subject) == (table, subject)
    assert keeper.library.drafts.load(subject) is not None
    # On the list the key has nowhere else to lead.
    desk.press(Qt.Key.Key_3, CTRL)
    assert QApplication.focusWidget() is table
    for target in (f"plans:history:{subject}", "plans:copies", f"plans:copies:erase:{subject}"):
        desk.window.open_reference(target)
        assert not table.isVisible()
        desk.press(Qt.Key.Key_3, CTRL)
        assert QApplication.focusWidget() is table


def test_what_a_visit_says_has_the_height_of_its_words(desk: Desk) -> None:
    given_plans(desk, "Anna Müller")
    desk.window.resize(1440, 900)
    desk.press(Qt.Key.Key_3, CTRL)
    type_text(SENTENCE)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_V)
    room = child(desk.stack, VisitRoom)
    room.form.how.choose_opioid("yes")
    QTest.qWait(50)
    room.form.how.choose_mood("worse")
    # Before it is laid out a bar is as high as any window.
    QTest.qWait(100)
    bars = room.result.bars.bars
    assert len(bars) > 2
    assert all(bar.height() >= bar.heightForWidth(bar.width()) for bar in bars)
