"""Searching by keyboard: typing, choosing, opening, leaving."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QMainWindow
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entry import Result
from ldn_desktop.reference.search.preview import Preview
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.search.kinds import KindChip
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.workspace.plan_found import FoundPlan
from tests.ui.search.conftest import Desk

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


ANNA = FoundPlan(
    Result("a" * 32, "plan", "Anna Tramm", "Fibromyalgia", "born 1 May 1980", "", ("tram",)),
    "3 mg",
    Preview("Anna Tramm", answer="3 mg"),
    named=True,
)


def ask(desk: Desk, text: str) -> None:
    desk.box.begin()
    QTest.keyClicks(desk.box, text)


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.keyClick(desk.box, key, modifier)


def chosen(desk: Desk) -> tuple[str, str]:
    result = desk.popup.chosen
    assert result is not None
    return result.kind, result.id


def counts(desk: Desk) -> dict[str, str]:
    return {chip.kind: chip.text() for chip in desk.popup.findChildren(KindChip)}


def words(desk: Desk) -> str:
    return "\n".join(label.text() for label in desk.popup.findChildren(QLabel) if label.isVisible())


def test_typing_shows_results_with_the_best_one_chosen(desk: Desk) -> None:
    ask(desk, "tramadol")
    assert desk.box.showing()
    assert chosen(desk) == ("opioid", "tramadol")
    assert counts(desk)["opioid"] == "Opioids 4"
    assert counts(desk)["topic"] == "Topics 1"
    assert desk.window.focusWidget() is desk.box


def test_enter_opens_the_chosen_result_with_its_place_and_words(desk: Desk) -> None:
    ask(desk, "reaches milk")
    press(desk, Qt.Key.Key_Return)
    told = ("topic", "pregnancy-and-breastfeeding", "breastfeeding", ("reaches", "milk"))
    assert desk.opened == [told]
    assert not desk.box.showing()


def test_arrows_step_over_headings_and_stay_within_the_list(desk: Desk) -> None:
    ask(desk, "tramadol")
    found = [chosen(desk)]
    for _ in range(6):
        press(desk, Qt.Key.Key_Down)
        found.append(chosen(desk))
    assert len(set(found)) == 5
    assert found[-1] == ("topic", "opioid-free-interval")
    press(desk, Qt.Key.Key_Up)
    assert chosen(desk)[0] == "opioid"
    for _ in range(9):
        press(desk, Qt.Key.Key_Up)
    assert chosen(desk) == ("opioid", "tramadol")


def test_control_enter_hands_a_condition_or_opioid_to_the_planner_and_nothing_else(desk: Desk) -> None:
    ask(desk, "fibro")
    press(desk, Qt.Key.Key_Return, CONTROL)
    assert desk.planned == [("condition", "fibromyalgia")]
    ask(desk, "surgery")
    press(desk, Qt.Key.Key_Return, CONTROL)
    assert len(desk.planned) == 1
    assert desk.box.showing()
    assert "Ctrl+Enter" not in words(desk)


def test_tab_moves_between_kinds_that_have_results(desk: Desk) -> None:
    ask(desk, "tramadol")
    press(desk, Qt.Key.Key_Tab)
    assert chosen(desk) == ("topic", "opioid-free-interval")
    press(desk, Qt.Key.Key_Tab)
    assert chosen(desk) == ("opioid", "tramadol")
    press(desk, Qt.Key.Key_Tab)
    press(desk, Qt.Key.Key_Backtab)
    assert [chip.kind for chip in desk.popup.findChildren(KindChip) if chip.isChecked()] == ["opioid"]
    assert desk.window.focusWidget() is desk.box


def test_a_kind_without_results_gives_way_to_all(desk: Desk) -> None:
    ask(desk, "tramadol")
    press(desk, Qt.Key.Key_Tab)
    desk.box.setText("synthroid")
    assert chosen(desk) == ("interaction", "levothyroxine")
    assert counts(desk)["topic"] == "Topics 0"


def test_escape_closes_then_clears_then_goes_back(desk: Desk) -> None:
    ask(desk, "tramadol")
    press(desk, Qt.Key.Key_Escape)
    assert not desk.box.showing()
    assert desk.box.text() == "tramadol"
    press(desk, Qt.Key.Key_Escape)
    assert not desk.box.text()
    press(desk, Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is desk.field


def test_control_k_comes_from_a_field_without_cutting_its_line(desk: Desk, qtbot: QtBot) -> None:
    desk.field.setFocus()
    desk.field.setCursorPosition(0)
    QTest.keyClick(desk.field, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(desk.box.hasFocus)
    assert desk.field.text() == "the page below"


def test_leaving_the_field_closes_the_results(desk: Desk) -> None:
    ask(desk, "tramadol")
    desk.field.setFocus()
    assert not desk.box.showing()


def test_emptying_the_field_closes_the_results(desk: Desk) -> None:
    ask(desk, "tramadol")
    desk.box.clear()
    assert not desk.box.showing()


def test_a_misspelling_is_told_and_can_be_had_as_typed(desk: Desk) -> None:
    ask(desk, "tramadl")
    assert chosen(desk) == ("opioid", "tramadol")
    assert "Did you mean" in words(desk)
    press(desk, Qt.Key.Key_Return, ALT)
    assert desk.popup.chosen is None
    assert "Nothing found." in words(desk)
    assert "Did you mean" not in words(desk)


def test_what_is_typed_is_shown_as_text_and_never_as_markup(desk: Desk) -> None:
    ask(desk, "<b>tramadl</b>")
    assert "<b>&lt;b&gt;tramadl&lt;/b&gt;</b>" in words(desk)


def test_the_preview_of_an_opioid_works_out_the_earliest_start(desk: Desk) -> None:
    ask(desk, "tramadol")
    start = desk.popup.preview.start_day
    assert start.isVisible()
    assert start.text == "Sat 5 Dec 2026"
    start.edit.set_day(date(2026, 12, 1))
    assert start.text == "Fri 11 Dec 2026"
    ask(desk, "naloxone")
    assert not start.isVisible()


def test_the_date_of_the_preview_is_reached_and_left_by_keys(desk: Desk) -> None:
    ask(desk, "tramadol")
    press(desk, Qt.Key.Key_F6)
    date_edit = desk.popup.preview.start_day.edit
    assert desk.window.focusWidget() is date_edit.line_edit()
    assert desk.box.showing()
    QTest.keyClick(date_edit.line_edit(), Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is desk.box
    assert desk.box.showing()


def test_a_click_chooses_and_a_double_click_opens(desk: Desk) -> None:
    ask(desk, "tramadol")
    view = desk.popup.findChild(QListView)
    assert view is not None
    place = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, place)
    assert chosen(desk) == ("opioid", "tramadol_paracetamol")
    assert desk.window.focusWidget() is desk.box
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, place)
    assert [told[:2] for told in desk.opened] == [("opioid", "tramadol_paracetamol")]


def test_rows_speak_to_a_screen_reader(desk: Desk) -> None:
    ask(desk, "tramadol")
    view = desk.popup.findChild(QListView)
    assert view is not None
    spoken = str(view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("tramadol. Analgesic. Weak mu agonist")
    assert spoken.endswith("7 to 10 days")


@pytest.mark.parametrize(
    ("mode", "zoom", "width"), [("dark", 100, 1024), ("light", 200, 1024), ("high-contrast", 250, 800)]
)
def test_the_results_stay_within_the_window(
    desk: Desk, themes: ThemeManager, mode: str, zoom: int, width: int
) -> None:
    ask(desk, "fibromyalgia")
    themes.set_mode("dark" if mode == "dark" else "light" if mode == "light" else "high-contrast")
    themes.set_zoom(zoom)
    desk.window.resize(width, 700)
    QTest.qWait(20)
    box = desk.popup.geometry()
    assert desk.window.rect().contains(box)
    for chip in desk.popup.findChildren(KindChip):
        assert chip.width() >= chip.sizeHint().width(), chip.text()
        assert box.width() >= chip.mapTo(desk.popup, chip.rect().topRight()).x(), chip.text()
    assert chosen(desk) == ("condition", "fibromyalgia")
    press(desk, Qt.Key.Key_Return)
    assert desk.opened


def test_what_is_typed_while_the_index_is_made_is_answered_then(
    qtbot: QtBot, themes: ThemeManager, sample: Content
) -> None:
    window = QMainWindow()
    box = SearchBox(sample, themes.icons, date.today)
    window.setCentralWidget(box)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    box.setFocus()
    QTest.keyClicks(box, "tramadol")
    qtbot.waitUntil(box.showing)
    popup = box.popup
    assert popup is not None
    assert popup.chosen is not None
    assert popup.chosen.id == "tramadol"


def test_damaged_content_is_told_each_time_and_nothing_breaks(
    qtbot: QtBot, themes: ThemeManager, tmp_path: Path
) -> None:
    box = SearchBox(Content(tmp_path), themes.icons, date.today)
    qtbot.addWidget(box)
    told: list[str] = []
    box.failed.connect(told.append)
    with qtbot.waitSignal(box.failed):
        box.setText("tramadol")
    box.setText("tramadl")
    assert not box.showing()
    assert [line[:34] for line in told] == 2 * ["The reference cannot be searched: "]


def test_plans_of_an_open_library_are_found_and_nothing_is_left_of_them(desk: Desk) -> None:
    ask(desk, "tram")
    chip = next(chip for chip in desk.popup.findChildren(KindChip) if chip.kind == "plan")
    assert chip.isHidden(), "no library is open"
    desk.plans.append(ANNA)
    QTest.keyClicks(desk.box, "a")
    assert chosen(desk) == ("plan", ANNA.result.id), "who is meant stands first"
    assert counts(desk)["plan"] == "Plans 1"
    assert counts(desk)["opioid"] == "Opioids 4"
    assert "3 mg" in words(desk)
    press(desk, Qt.Key.Key_Return)
    assert desk.opened[-1][:2] == ("plan", ANNA.result.id)
    desk.box.begin()
    press(desk, Qt.Key.Key_Return, CONTROL)
    assert desk.planned == [("plan", ANNA.result.id)]
    desk.more[0] = 1_240
    desk.box.begin()
    desk.box.setText("tra")
    assert counts(desk)["plan"] == "Plans 1,241"
    press(desk, Qt.Key.Key_Down)
    assert chosen(desk) == ("plan", "")
    assert "All 1241 plans that match\nin the list" in words(desk)
    press(desk, Qt.Key.Key_Return, CONTROL)
    assert len(desk.planned) == 1, "many are not one"
    press(desk, Qt.Key.Key_Return)
    assert desk.opened[-1] == ("plan", "", "tra", ())
    desk.more[0] = 0
    desk.plans[0] = ANNA._replace(named=False)
    desk.box.begin()
    assert chosen(desk)[0] == "opioid"
    desk.box.forget()
    assert (desk.box.text(), desk.box.popup, desk.box.showing()) == ("", None, False)
