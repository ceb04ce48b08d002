"""A plan from empty to its result, key by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from ldn_desktop.ui.widgets.messages import MessageLine
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.times_button import TimesButton
from tests.journeys.desk import TODAY, Desk, child, said, words
from tests.oracle.amounts import Refused, read_amount
from tests.oracle.ladders import Rungs, ladder_linear

_START, _STEP, _TARGET = "Start", "Step", "Target"
_EVERY, _KEEP = "Every, days of each step", "Then keep for, days of the last step"
_LATER = (
    (_START, "1 mg"),
    (_STEP, "0.25 mg"),
    (_TARGET, "3 mg"),
    (_EVERY, "14"),
    (_KEEP, "60"),
    (_STEP, "1000 mcg"),
    (_START, "4 mg"),
    (_TARGET, "4.5 mg"),
)


def _meant(typed: dict[str, str]) -> Rungs | None:
    """Return the rungs that five texts mean by the oracle; ``None`` while they mean none."""
    try:
        return ladder_linear(
            typed[_START], typed[_STEP], typed[_TARGET], int(typed[_EVERY]), int(typed[_KEEP])
        )
    except Refused:
        return None


def _readable(name: str, text: str) -> bool:
    if name in {_EVERY, _KEEP}:
        return int(text) > 0
    try:
        read_amount(text)
    except Refused:
        return False
    return True


def _check_table(desk: Desk, rungs: Rungs) -> None:
    first = TODAY
    rows = desk.steps
    assert len(rows) == len(rungs)
    for row, rung in zip(rows, rungs, strict=True):
        assert row[0].startswith(f"{first.day} {first:%b}"), (rows, rungs)
        assert row[1:3] == (str(rung["days"]), str(rung["dose"])), (rows, rungs)
        first += timedelta(days=int(rung["days"]))


def test_the_result_follows_every_keystroke(desk: Desk) -> None:
    desk.usual_set(2)
    assert desk.headline == ""
    typed = {_START: "0.5 mg", _STEP: "0.5 mg", _TARGET: "4.5 mg", _EVERY: "7", _KEEP: "28"}
    desk.plan(*typed.values())
    shown = _meant(typed)
    assert shown is not None
    assert desk.headline == "0.5 mg to 4.5 mg in 9 steps over 8 weeks, 56 + 28 days"
    _check_table(desk, shown)
    for name, text in _LATER:
        desk.type_into(desk.field(name), "")
        for at in range(len(text)):
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, text[at])
            if _readable(name, text[: at + 1]):
                typed[name] = text[: at + 1]
            shown = _meant(typed) or shown
            _check_table(desk, shown)
    assert desk.headline == "4 mg to 4.5 mg in 2 steps over 2 weeks, 14 + 60 days"


def test_tab_walks_down_the_numbers(desk: Desk) -> None:
    desk.usual_set()
    desk.give_focus(desk.dose("Start"))
    for text in ("0.5 mg", "0.5 mg", "1.5 mg", "7", "28"):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)
        desk.press(Qt.Key.Key_Tab)
    assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]
    assert desk.headline == "0.5 mg to 1.5 mg in 3 steps over 2 weeks, 14 + 28 days"


def test_the_cursor_begins_in_the_start(desk: Desk) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Start"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (".5 mg", "“.5 mg”"),
        ("5", "“5” has no unit; type 5 mg or 5 mcg."),
        ("0,5 mg", "“0,5 mg”"),
        ("5 MG", "“5 MG” writes its unit in capitals; type 5 mg."),
        ("abc", "“abc”"),
        ("99999999999 mg", "“99999999999 mg” is more than"),
    ],
)
def test_an_amount_that_cannot_be_read_says_so_and_changes_nothing(
    desk: Desk, text: str, sentence: str
) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.type_into(desk.dose("Step"), text)
    told = desk.dose("Step").error()
    assert told.startswith(sentence), told
    assert told in desk.sentences
    assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]
    desk.type_into(desk.dose("Step"), "0.25 mg")
    assert desk.dose("Step").error() == ""
    assert desk.ladder == [(500, 7), (750, 7), (1000, 7), (1250, 7), (1500, 28)]


def test_numbers_that_make_no_ladder_say_why_and_keep_the_ladder(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.type_into(desk.dose("Step"), "0 mg")
    assert "The step is 0; give a step above 0." in desk.sentences
    assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]


def test_a_start_above_the_target_goes_down(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.type_into(desk.dose("Start"), "3 mg")
    assert desk.ladder == [(3000, 7), (2500, 7), (2000, 7), (1500, 28)]


def test_arrows_step_the_amounts(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.give_focus(desk.dose("Target"))
    desk.press(Qt.Key.Key_Up)
    assert desk.ladder[-1] == (2000, 28)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert desk.ladder[-1] == (1000, 28)


def test_a_preset_is_chosen_with_the_keyboard(desk: Desk) -> None:
    desk.usual_set()
    combo = desk.named(QComboBox, "Preset")
    desk.give_focus(combo)
    at = combo.findText("1.5 mg more every two weeks, to 4.5 mg")
    for _ in range(at):
        desk.press(Qt.Key.Key_Down)
    assert combo.currentIndex() == at
    assert desk.ladder == [(1500, 14), (3000, 14), (4500, 28)]
    assert desk.session.draft.preset == "classic-fortnightly"
    assert desk.dose("Start").text() == "1.5 mg"
    assert desk.headline == "1.5 mg to 4.5 mg in 3 steps over 4 weeks, 28 + 28 days"
    desk.type_into(desk.dose("Step"), "0.5 mg")
    assert combo.currentText() == "Own steps"


def test_a_preset_for_twice_a_day_sets_the_times(desk: Desk) -> None:
    desk.titration.choose_preset("depression-trial")
    assert desk.times() == ("morning", "evening")
    assert child(desk.titration, TimesButton).text().strip() == "In the morning and in the evening"


def test_presets_are_offered_while_nothing_is_planned(desk: Desk) -> None:
    desk.button("0.5 mg more each week, to 4.5 mg").click()
    assert len(desk.ladder) == 9
    assert any(text.startswith("The steps are there.") for text in desk.sentences)
    desk.usual_set()
    assert desk.headline == "0.5 mg to 4.5 mg in 9 steps over 8 weeks, 56 + 28 days"


def test_the_times_menu_splits_the_dose(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("1 mg", "1 mg", "3 mg")
    button = child(desk.titration, TimesButton)
    actions = {action.text(): action for action in button.menu().actions()}
    actions["In the morning"].trigger()
    assert desk.times() == ("morning", "bedtime")
    assert next(row[3] for row in desk.steps) == "1 × 0.5 mg, each time"
    actions["At bedtime"].trigger()
    actions["In the morning"].trigger()
    kept = desk.times()
    assert kept == ("morning",), "one time stays chosen"
    assert actions["In the morning"].isChecked()


def test_proportional_steps(desk: Desk) -> None:
    desk.usual_set(3)
    desk.plan("0.1 mg", "0.1 mg", "1.6 mg")
    desk.named(QWidget, "How the ladder is made")
    desk.choose_mode("proportional")
    assert desk.ladder == [(100, 7), (200, 7), (400, 7), (800, 7), (1600, 28)]
    factor = desk.named(CountEdit, "Factor from step to step")
    desk.type_into(factor, "4")
    assert desk.ladder == [(100, 7), (400, 7), (1600, 28)]
    desk.press(Qt.Key.Key_Tab)
    desk.type_into(factor, "0.5")
    assert desk.ladder == [(100, 7), (400, 7), (1600, 28)], "no factor above 1"


def test_amounts_are_those_of_a_day_and_each_time_is_told(desk: Desk) -> None:
    desk.plan("1 mg", "1 mg", "3 mg")
    for name in ("Start", "Step", "Target"):
        assert [label.text() for label in desk.dose(name).line_edit().findChildren(QLabel)] == ["a day"]
    assert not any("At first" in text for text in words(desk.titration))
    child(desk.titration, TimesButton).set_times(("morning", "bedtime"))
    child(desk.titration, TimesButton).times_changed.emit()
    assert (
        "At first 0.5 mg in the morning, 0.5 mg at bedtime; at the end 1.5 mg in the morning, 1.5 mg at bedtime."
    ) in words(desk.titration)
    desk.type_into(desk.dose("Start"), "0.000001 mg")
    assert "cannot be split into 2 equal doses" in said(desk.titration)


def test_numbers_that_differ_in_unit_are_told_beside_them(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mcg", "0.6 mg")
    (units,) = [line for line in desk.titration.findChildren(MessageLine) if line.isVisible()]
    assert units.said() == (
        "Caution: The start 0.5 mg, step 0.5 mcg and target 0.6 mg differ in unit, "
        "which makes doses such as 0.5005 mg; check the units."
    )
    assert units.isVisible()
    desk.type_into(desk.dose("Step"), "0.5 mg")
    assert not units.isVisible()
