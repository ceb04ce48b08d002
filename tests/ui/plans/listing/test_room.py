"""The list in its room: by the keyboard, what is typed, what changes, what is deleted and brought back, files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Paper, Revision
from ldn_desktop.library.contract import Entry
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.filters import Filter
from ldn_desktop.library.index_row import Status
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.records import make
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.plans import fill_note
from ldn_desktop.ui.plans.listing import room as listing_room
from ldn_desktop.ui.plans.listing.room import ListingRoom
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.passing_copy import clear_plan
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.plan_list import Column, Group, Heading, Item, Order
from ldn_desktop.workspace.plan_list_words import FIRST, SECOND, Cell, with_late_fill
from ldn_desktop.workspace.session import Session
from tests.library.given import SENTENCE
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import NOW, TODAY, named

OVER = TODAY - timedelta(days=200)
PLANS = (
    named("Anna Müller"),
    named("Bert", start_date=OVER),
    named("Carla", condition="long-covid", start_date=TODAY + timedelta(days=1)),
    named("Dora", start_date=TODAY + timedelta(days=90)),
)


@pytest.fixture
def supplies(tmp_path: Path) -> Supplies:
    return supplies_in(tmp_path)


@pytest.fixture
def room(qtbot: QtBot, themes: ThemeManager, supplies: Supplies) -> Iterator[ListingRoom]:
    assert themes.icons is not None
    open_library(supplies, PLANS)
    made = ListingRoom(supplies)
    qtbot.addWidget(made)
    made.resize(1370, 850)
    made.open("")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    supplies.keeper.library.lock()


def names(room: ListingRoom) -> list[str]:
    lines = room.table.plans.lines
    return [f"[{line.group}]" if isinstance(line, Heading) else line.row.name for line in lines]


def words(where: QWidget) -> list[str]:
    return [label.text() for label in where.findChildren(QLabel) if label.isVisible()]


def button(where: QWidget, text: str) -> QPushButton:
    return next(found for found in where.findChildren(QPushButton) if found.text() == text)


def offered(where: QWidget, text: str) -> dict[str, QAction]:
    """Return what the menu of a button offers."""
    named = (found for found in where.findChildren(QPushButton) if found.text() == text)
    menu = next(menu for found in named for menu in found.findChildren(QMenu))
    return {action.text(): action for action in menu.actions() if action.text()}


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def test_groups_stand_in_order_and_fold_by_the_arrows(qtbot: QtBot, room: ListingRoom) -> None:
    assert names(room) == [
        "[waiting]",
        "Bert",
        "[week]",
        "Carla",
        "[next week]",
        "Anna Müller",
        "[later]",
        "Dora",
    ]
    room.focus_first()
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert names(room)[:2] == ["[waiting]", "[week]"]
    assert room.table.currentIndex().row() == 0
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert room.table.subject == next(
        line.subject for line in room.table.plans.lines if isinstance(line, Item)
    )


def test_what_the_usual_keys_copy_of_a_plan_does_not_stay(room: ListingRoom) -> None:
    room.table.choose(next(ln.subject for ln in room.table.plans.lines if isinstance(ln, Item)))
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    QTest.keyClick(room.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() != "before"
    clear_plan()
    assert clipboard.text() == ""


def test_typing_finds_by_name_and_condition_and_keeps_what_is_chosen(qtbot: QtBot, room: ListingRoom) -> None:
    anna = next(ln.subject for ln in room.table.plans.lines if isinstance(ln, Item) and ln.row.name[0] == "A")
    room.table.choose(anna)
    QTest.keyClicks(room.bar.search, "muller fibro")
    assert names(room) == ["[next week]", "Anna Müller"]
    assert room.table.subject == anna
    room.bar.search.setText("covid")
    assert names(room) == ["[week]", "Carla"]
    assert room.table.subject == ""
    room.bar.search.clear()
    assert room.table.subject == anna
    room.bar.search.setText("nobody")
    assert names(room) == []
    assert room.list.no_match.isVisible()
    room.bar.search.begin()
    press(Qt.Key.Key_Return)
    assert room.bar.search.hasFocus(), "there is nothing to go on in"


def test_keys_of_the_list_ask_for_what_is_done_with_a_plan(qtbot: QtBot, room: ListingRoom) -> None:
    kept, papers, go = QSignalSpy(room.kept_wanted), QSignalSpy(room.papers_wanted), QSignalSpy(room.go)
    room.focus_first()
    bert = room.table.subject
    press(Qt.Key.Key_Return, Qt.Key.Key_P, Qt.Key.Key_V, Qt.Key.Key_H)
    assert (kept.at(0), papers.at(0)) == ([bert], [bert])
    assert [go.at(0), go.at(1)] == [[f"plans:visit:{bert}"], [f"plans:history:{bert}"]]


def test_a_plan_is_deleted_brought_back_and_shown_among_the_deleted(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies
) -> None:
    room.focus_first()
    bert = room.table.subject
    press(Qt.Key.Key_Delete)
    assert "Bert" not in names(room)
    assert room.notices.sentences() == ["Note: The plan of Bert is deleted."]
    room.bar.ask_for(Filter(deleted=True))
    assert names(room) == ["[waiting]", "Bert"]
    room.table.choose(bert)
    press(Qt.Key.Key_Delete)
    room.bar.ask_for(Filter())
    assert "Bert" in names(room)
    assert not supplies.keeper.library.kept.history(bert).gone
    assert room.notices.sentences()[-1] == "Note: The plan of Bert is back in the list."


def test_what_was_not_done_with_one_plan_says_whose_it_is(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.focus_first()
    failed = QSignalSpy(room.failed)

    def full(*_: object) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(KeptPlans, "note_each", full)
        press(Qt.Key.Key_Delete)
    with monkeypatch.context() as disk:
        disk.setattr(fill_note, "notings", full)
        room.fills.ask(room.table.subject, "Bert")
    room.table.choose_first()
    with monkeypatch.context() as disk:
        disk.setattr(listing_room, "summary_of", full)
        qtbot.waitUntil(lambda: failed.count() == 3)
    assert [failed.at(at)[0].removesuffix(" The disk is full.") for at in range(3)] == [
        "The plan of Bert was not deleted.",
        "No fill of Bert can be noted.",
        "The plan of Bert cannot be shown.",
    ]


def test_the_summary_tells_a_moment_later_what_is_taken_and_what_comes(
    qtbot: QtBot, room: ListingRoom
) -> None:
    anna = next(ln.subject for ln in room.table.plans.lines if isinstance(ln, Item) and ln.row.name[0] == "A")
    room.table.choose(anna)
    days = (TODAY - PLANS[0].start_date).days
    qtbot.waitUntil(lambda: room.summary.chart.chart is not None and room.summary.chart.chart.today == days)
    assert room.summary.chart.isVisible()
    assert "1 × 1 mg" in " ".join(words(room.summary)) or "2 × 1 mg" in " ".join(words(room.summary))
    room.table.choose_first()
    assert not room.summary.chart.isVisible()
    assert "Bert" in words(room.summary)
    assert "2 mg tonight" not in " ".join(words(room.summary))


def test_an_order_by_a_column_has_no_groups(room: ListingRoom) -> None:
    room.table.order_wanted.emit(Order(Column.PATIENT, descending=True))
    assert names(room) == ["Dora", "Carla", "Bert", "Anna Müller"]
    room.bar.saved.order_wanted.emit(None)
    assert f"[{Group.WAITING}]" in names(room)


def test_a_filter_is_saved_by_its_name_and_found_again(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies
) -> None:
    carla = room.table.plans.line(3)
    assert isinstance(carla, Item)
    room.bar.ask_for(Filter(condition=carla.row.condition))
    room.bar.saved.save_wanted.emit("Long COVID & more")
    room.bar.ask_for(Filter())
    QTest.keyClick(room, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert names(room) == ["[week]", "Carla"]
    room.bar.saved.remove_wanted.emit("Long COVID & more")
    QTest.keyClick(room, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(room, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert len(names(room)) == 8


def test_files_that_are_dropped_are_taken_in_and_the_refused_told(
    qtbot: QtBot, room: ListingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = tmp_path / "a.ldnplan", tmp_path / "b.ldnplan"
    good.write_bytes(write_plan(named("Emil")))
    bad.write_bytes(b"{}")
    assert room.take_files([good, bad])
    qtbot.waitUntil(lambda: not room.stepwise.is_working)
    assert room.notices.sentences() == ["Note: 1 taken in, 1 refused."]
    assert "Emil" in names(room)
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.informativeText())

    monkeypatch.setattr(QMessageBox, "exec", read)
    next(b for b in room.notices.findChildren(QPushButton) if b.text() == "Show what was refused").click()
    assert told == ["b.ldnplan: format: is missing, so this is no LDN plan; choose another file."]


def test_plans_that_wait_are_taken_in_before_the_lock_and_it_is_told(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{at}.ldnplan" for at in range(30)]
    for at, path in enumerate(paths):
        path.write_bytes(write_plan(named(f"Zoe {at}")))
    told = QSignalSpy(room.message)
    bar = room.stepwise.findChild(QProgressBar)
    assert bar is not None
    # The lock comes between two steps, when some plans are taken in and wait for others.
    moved: list[int] = []

    def lock_on_the_way(done: int) -> None:
        if done == 40 and not moved:
            moved.append(done)
            QTimer.singleShot(0, supplies.keeper.library.lock)
            time.sleep(0.03)

    bar.valueChanged.connect(lock_on_the_way)
    assert room.take_files(paths)
    qtbot.waitUntil(lambda: not supplies.keeper.is_open)
    assert told.count() == 1
    assert told.at(0)[0].startswith("Locking ended what was under way. ")
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    there = len(list(supplies.keeper.library.kept.store.search("zoe")))
    assert 0 < there < 30
    assert told.at(0)[0].endswith(f" {there} taken in. Stopped before {30 - there} more.")


def test_selected_plans_leave_as_files_and_nothing_is_replaced(
    qtbot: QtBot, room: ListingRoom, tmp_path: Path, supplies: Supplies
) -> None:
    subjects = [ln.subject for ln in room.table.plans.lines if isinstance(ln, Item)][:2]
    for _ in range(2):
        room.acts.export_into(tmp_path, subjects)
        qtbot.waitUntil(lambda: not room.stepwise.is_working)
    assert len(list(tmp_path.glob("*.ldnplan"))) == 4
    kinds = [record.kind for record in supplies.keeper.library.kept.history(subjects[0]).records]
    assert kinds == ["revision", "export", "export"]
    room.acts.export_into(tmp_path, subjects[:1])
    qtbot.waitUntil(lambda: not room.stepwise.is_working)
    name = next(ln.row.name for ln in room.table.plans.lines if isinstance(ln, Item))
    assert room.notices.sentences()[-1] == f"Note: The plan of {name} is written to {tmp_path}."


def test_without_a_plan_the_room_says_how_one_comes_there(
    qtbot: QtBot, themes: ThemeManager, supplies: Supplies
) -> None:
    assert themes.icons is not None
    open_library(supplies)
    room = ListingRoom(supplies)
    qtbot.addWidget(room)
    room.open("")
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    assert room.empty.isVisible()
    new = QSignalSpy(room.new_wanted)
    room.focus_first()
    press(Qt.Key.Key_Space)
    assert new.count() == 1
    supplies.keeper.library.kept.keep(PLANS[0], "Prescriber name")
    assert not room.empty.isVisible()
    supplies.keeper.library.lock()


def test_rows_are_as_high_as_two_lines_whatever_stood_there_before(room: ListingRoom) -> None:
    table = room.table
    high = table.rowHeight(1)
    assert table.rowHeight(0) < high
    room.table.order_wanted.emit(Order(Column.PATIENT))
    assert {table.rowHeight(row) for row in range(4)} == {high}


def test_in_a_narrow_window_the_summary_is_a_drawer(room: ListingRoom, qtbot: QtBot) -> None:
    room.resize(900, 600)
    assert not room.summary.isVisible()
    room.focus_first()
    press(Qt.Key.Key_Right)
    assert room.summary.isVisible()
    assert room.summary.buttons["continue"].hasFocus()
    kept = QSignalSpy(room.kept_wanted)
    press(Qt.Key.Key_Space)
    assert kept.count() == 1
    press(Qt.Key.Key_Escape)
    assert not room.summary.isVisible()
    assert QApplication.focusWidget() is room.table
    room.resize(1370, 850)
    assert room.summary.isVisible()


def test_the_list_follows_the_day(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    assert themes.icons is not None
    days = [TODAY]
    supplies = supplies_in(tmp_path)
    session = Session(blank(TODAY, "new"), supplies.knowledge.get_rules, lambda: days[0])
    supplies = supplies._replace(bridge=Bridge(session))
    open_library(supplies, PLANS)
    room = ListingRoom(supplies)
    qtbot.addWidget(room)
    room.open("")
    days[0] = TODAY + timedelta(days=1)
    session.refresh()
    assert names(room)[2:4] == ["[today]", "Carla"]
    supplies.keeper.library.lock()


def test_entries_that_are_missing_are_made_anew_while_the_window_lives(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies
) -> None:
    kept = supplies.keeper.library.kept
    subjects = [item.subject for item in room.table.plans.lines if isinstance(item, Item)]
    kept.store.put([Entry(subject, 1, -1, b"[]", ()) for subject in subjects])
    other = ListingRoom(supplies)
    qtbot.addWidget(other)
    other.open("")
    assert names(other) == []
    assert other.stepwise.is_working
    qtbot.waitUntil(lambda: not other.stepwise.is_working)
    assert len(names(other)) == len(names(room))


def test_what_cannot_be_read_waits_and_says_why(qtbot: QtBot, room: ListingRoom, supplies: Supplies) -> None:
    kept = supplies.keeper.library.kept
    newer = make(Revision(b'{"format": "ldn-plan", "version": 99, "patient": {"name": "Fay"}}', 1), "f" * 32,
                 author="", at=NOW)  # fmt: skip
    kept.append({newer.subject: [newer]})
    assert names(room)[:2] == ["[waiting]", "Bert"]
    assert "Fay" in names(room)
    room.table.choose(newer.subject)
    qtbot.waitUntil(lambda: not room.summary.buttons["continue"].isEnabled())
    assert room.summary.buttons["history"].isEnabled()


def test_more_filters_narrow_and_all_is_one_click_away(room: ListingRoom) -> None:
    room.bar.ask_for(Filter(statuses=(Status.WAITING,), text="anna"))
    assert names(room) == []
    assert room.list.no_match.isVisible()
    room.list.no_match.all_wanted.emit()
    assert names(room) == ["[next week]", "Anna Müller"]
    assert room.bar.search.text() == "anna"


@pytest.mark.parametrize("meant", [True, False])
def test_more_than_anybody_looks_at_are_deleted_after_a_question(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies, monkeypatch: pytest.MonkeyPatch, *, meant: bool
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Yes if meant else QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    kept = supplies.keeper.library.kept
    plans = [kept.revision_of(named(f"Zoe {at}"), f"{at:032x}", "") for at in range(25)]
    kept.append({plan.subject: [plan] for plan in plans})
    assert len(names(room)) == 33
    room.focus_first()
    room.table.selectAll()
    press(Qt.Key.Key_Delete)
    assert asked == ["Delete 29 plans? They can be brought back from the list of deleted plans."]
    qtbot.waitUntil(lambda: not room.stepwise.is_working)
    assert len(names(room)) == (0 if meant else 33)
    if meant:
        assert room.notices.sentences() == ["Note: 29 plans deleted."]
        (undo,) = (b for b in room.notices.findChildren(QPushButton) if b.text() == "Undo")
        undo.click()
        qtbot.waitUntil(lambda: not room.stepwise.is_working)
        assert len(names(room)) == 33


def test_what_another_window_writes_is_read_and_nothing_of_it_changed(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies, tmp_path: Path
) -> None:
    others = supplies_in(tmp_path)
    others.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    second = ListingRoom(others)
    qtbot.addWidget(second)
    second.resize(1370, 850)
    second.open("")
    second.show()
    assert names(second) == names(room)
    failed = QSignalSpy(second.failed)
    QTest.keyClick(second.table, Qt.Key.Key_Delete)
    assert failed.count() == 1
    go = QSignalSpy(second.go)
    for key in (Qt.Key.Key_V, Qt.Key.Key_F):
        QTest.keyClick(second.table, key)
    assert (failed.count(), go.count()) == (3, 0)
    buttons = second.summary.buttons
    assert [buttons[key].isEnabled() for key in ("visit", "fill", "history")] == [False, False, True]
    assert others.keeper.library.why_read_only in buttons["fill"].toolTip()
    assert names(second) == names(room)
    supplies.keeper.library.kept.keep(named("Emil"), "Prescriber name")
    second.open("")
    assert "Emil" in names(second)
    others.keeper.library.lock()


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_told_of_a_dose_has_its_room(
    qtbot: QtBot, themes: ThemeManager, supplies: Supplies, percent: int
) -> None:
    assert themes.icons is not None
    half = replace(PLANS[0], id="half", formulations=(Capsule("c", 4_000_000),))
    open_library(supplies, [half])
    room = ListingRoom(supplies)
    qtbot.addWidget(room)
    themes.set_zoom(percent)
    room.resize(1370, 850)
    room.open("")
    room.show()
    table = room.table
    item = next(line for line in table.plans.lines if isinstance(line, Item))
    letters = QFontMetrics(themes.theme.font("small"))
    for column in (Column.DOSE, Column.CHANGE):
        told = table.plans.cells(item)[column].second
        assert "cannot be measured" in told
        assert letters.horizontalAdvance(told) + themes.theme.px(16 + 17) <= table.columnWidth(column)
    supplies.keeper.library.lock()


def test_a_visit_that_is_begun_is_marked_until_it_is_kept_or_thrown_away(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies
) -> None:
    drafts = supplies.keeper.library.drafts
    anna = next(ln.subject for ln in room.table.plans.lines if isinstance(ln, Item) and ln.row.name[0] == "A")
    room.table.choose(anna)
    drafts.save(anna, b"{}")
    room.open("")
    told = "A visit is begun and not kept yet; V goes on with it."
    qtbot.waitUntil(lambda: told in words(room.summary))
    drafts.discard(anna)
    room.open("")
    qtbot.waitUntil(lambda: told not in words(room.summary))


def test_names_have_what_no_condition_needs(room: ListingRoom, supplies: Supplies) -> None:
    before = room.table.columnWidth(Column.PATIENT)
    kept = supplies.keeper.library.kept
    for item in [line for line in room.table.plans.lines if isinstance(line, Item)]:
        bare = replace(PLANS[0], id=item.subject, condition="", revision=2)
        kept.keep(bare, "", subject=item.subject, follows=kept.history(item.subject).heads)
    room.list.read_again()
    assert room.table.columnWidth(Column.PATIENT) > before


def test_a_paper_of_an_earlier_revision_has_its_room_beside_the_list(
    qtbot: QtBot, room: ListingRoom, supplies: Supplies
) -> None:
    kept = supplies.keeper.library.kept
    first = kept.keep(named("Emil"), "Prescriber name")
    kept.note(Paper("patient", first.hash, 3, "en"), first.subject, "Prescriber name")
    kept.keep(replace(named("Emil"), revision=2), "Prescriber name", "", first.subject, [first])
    room.table.choose(first.subject)
    qtbot.waitUntil(lambda: any(told.startswith("an earlier revision, printed") for told in words(room)))
    for area in room.findChildren(QScrollArea):
        held = area.widget()
        assert held is None or held.width() <= area.viewport().width()


def test_in_a_narrow_window_saved_filters_are_kept_and_removed_by_their_menu(
    room: ListingRoom, qtbot: QtBot
) -> None:
    room.resize(900, 600)
    saved = room.bar.saved
    save = button(saved, "Save this filter…")
    qtbot.waitUntil(lambda: not save.isVisible())
    menu = offered(saved, "All plans")
    room.bar.ask_for(Filter(text="anna"))
    assert menu["Save this filter…"].isEnabled()
    assert not menu["Remove this filter"].isEnabled()
    menu["Save this filter…"].trigger()
    name = QApplication.focusWidget()
    assert name is not None
    assert name.accessibleName() == "Name of this filter"
    QTest.keyClicks(name, "Mine")
    press(Qt.Key.Key_Return)
    assert not save.isVisible()
    menu = offered(saved, "Mine")
    assert menu["Mine"].isChecked()
    room.bar.ask_for(Filter())
    menu["Mine"].trigger()
    assert names(room) == ["[next week]", "Anna Müller"]
    menu["Remove this filter"].trigger()
    assert "Mine" not in offered(saved, "Saved filters")


def test_large_letters_leave_no_button_out_of_the_window(
    room: ListingRoom, qtbot: QtBot, themes: ThemeManager
) -> None:
    """What has no room stands in a menu."""
    themes.set_zoom(200)
    try:
        QTest.qWait(50)
        room.resize(920, 604)
        # A library that is large.
        room.head.show_count("1,234 of 10,000", empty=False)
        shown = {button.text(): button for button in room.head.findChildren(QPushButton)}
        qtbot.waitUntil(lambda: not shown["Import…"].isVisible())
        assert shown["Library"].isVisible()
        assert room.head.menu.actions()[0].text() == "Import plan files…"
        assert room.minimumSizeHint().width() <= 920
        room.bar.choices_wanted.emit()
        assert list(offered(room.bar, "More filters"))[:3] == ["Due this week 1", "Fills due 2", "Paused 0"]
        room.focus_first()
        press(Qt.Key.Key_Right)
        # The buttons scroll with the rest: the one that has the keyboard is in sight.
        button = room.summary.buttons["continue"]
        assert button.hasFocus()
        assert button.visibleRegion().boundingRect() == button.rect()
    finally:
        themes.set_zoom(100)


def test_a_late_fill_is_told_where_its_column_has_no_room(room: ListingRoom) -> None:
    change, fill = Cell("Sun 17 Jan", "last planned day"), Cell("Mon 21 Dec", "2 days late", True, FIRST)
    cells = tuple({Column.CHANGE: change, Column.FILL: fill}.get(column, Cell("")) for column in Column)
    told = with_late_fill(cells)
    assert told[Column.CHANGE] == Cell("Sun 17 Jan", "fill 2 days late", waits=SECOND)
    assert with_late_fill(told) == told
    on_time = (*cells[: Column.FILL], Cell("Mon 28 Dec"), *cells[Column.FILL + 1 :])
    assert with_late_fill(on_time) == on_time


def test_home_and_end_go_through_the_whole_list(room: ListingRoom) -> None:
    room.focus_first()
    press(Qt.Key.Key_End)
    assert room.list.current is not None
    assert room.list.current.row.name == "Dora"
    press(Qt.Key.Key_Home)
    assert isinstance(room.table.plans.line(room.table.currentIndex().row()), Heading)


def test_a_column_that_is_chosen_again_is_ordered_the_other_way(room: ListingRoom) -> None:
    saved = room.bar.saved
    order = button(saved, "What is due")
    patient = offered(saved, "What is due")["Patient"]
    for told, first in (
        ("Patient", "Anna Müller"),
        ("Patient, descending", "Dora"),
        ("Patient", "Anna Müller"),
    ):
        patient.trigger()
        assert order.text() == told
        assert names(room)[0] == first


def test_keys_of_the_list_hold_in_the_plan_beside_it(room: ListingRoom) -> None:
    room.resize(900, 600)
    room.focus_first()
    bert = room.table.subject
    press(Qt.Key.Key_Return)
    kept, papers, go = QSignalSpy(room.kept_wanted), QSignalSpy(room.papers_wanted), QSignalSpy(room.go)
    press(Qt.Key.Key_V, Qt.Key.Key_H, Qt.Key.Key_P, Qt.Key.Key_Return)
    assert [go.at(at)[0] for at in range(2)] == [f"plans:visit:{bert}", f"plans:history:{bert}"]
    assert (papers.count(), kept.count()) == (1, 1)


def test_where_many_are_named_it_is_said_how_many_more_there_are(room: ListingRoom) -> None:
    room.bar.show_choices([f"Condition {at:02}" for at in range(43)], [])
    menu = offered(room.bar, "More filters")["Condition"].menu()
    assert isinstance(menu, QMenu)
    told = [action.text() for action in menu.actions()]
    assert (len(told), told[-1]) == (41, "and 3 more: search for them")
