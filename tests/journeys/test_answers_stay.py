"""What is typed never changes an answer that nobody meant: letters, words, blanks and Enter over the safety check."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit

from ldn_desktop.domain.plan import OpioidUse, Patient
from ldn_desktop.ui.planner.safety.question_row import ANSWERS, QuestionRow
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.workspace.intents import SetPatient
from tests.journeys.desk import Desk, choice, press, settle, words

_BOX = "Add an opioid by any name or brand"


def _check(desk: Desk) -> dict[str, QuestionRow]:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    safety = desk.safety
    safety.set_folded(False)
    # Until the opened card stands still, as it does before a hand is there.
    QTest.qWait(300)
    rows = {row.question.id: row for row in safety.findChildren(QuestionRow)}
    return {name: rows[name] for name in desk.window.knowledge.content.screening.questions}


def _answers(desk: Desk) -> dict[str, str]:
    return dict(desk.session.draft.plan.screening.answers)


def _opioids(desk: Desk) -> tuple[OpioidUse, ...]:
    return desk.session.draft.plan.screening.opioids


def _click(row: QuestionRow, answer: str) -> None:
    part = choice(row).button(answer)
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=part.rect().center())
    settle()


def _type(text: str) -> None:
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)


def _holds(row: QuestionRow) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and row.isAncestorOf(focus)


def _press(key: Qt.Key) -> None:
    """Press a key where the keys go: into what has popped up, else into what has the focus."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)
    settle()


def _take_first(box: QLineEdit) -> None:
    """Take the first of the names that are offered."""
    popup = box.completer().popup()
    assert popup is not None
    popup.setCurrentIndex(box.completer().completionModel().index(0, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle()
    box.window().activateWindow()
    QTest.qWaitForWindowActive(box.window())


def _box(desk: Desk) -> QLineEdit:
    return desk.named(QLineEdit, _BOX)


def test_after_yes_the_name_is_typed_into_the_box_that_keeps_its_place(desk: Desk) -> None:
    rows = _check(desk)
    part, box = choice(rows["opioid-now"]).button("yes"), _box(desk)
    before = part.mapToGlobal(QPoint()), box.mapToGlobal(QPoint())
    _click(rows["opioid-now"], "yes")
    assert box.hasFocus()
    assert (part.mapToGlobal(QPoint()), box.mapToGlobal(QPoint())) == before
    _type("morphine")
    assert _answers(desk) == {"opioid-now": "yes"}
    assert not desk.window.actions_.print.isEnabled()
    _take_first(box)
    assert [use.opioid for use in _opioids(desk)] == ["morphine"]
    assert box.hasFocus(), "the next one is typed at once"
    assert box.mapToGlobal(QPoint()) == before[1], "what is added stands below the box"


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Y,), (Qt.Key.Key_Right, Qt.Key.Key_Right)])
def test_after_yes_by_the_keyboard_the_box_has_the_cursor(desk: Desk, keys: tuple[Qt.Key, ...]) -> None:
    rows = _check(desk)
    rows["opioid-now"].take_focus()
    for key in keys:
        desk.press(key)
    assert _answers(desk) == {"opioid-now": "yes"}
    assert _box(desk).hasFocus()


def test_after_yes_to_an_operation_its_day_is_typed(desk: Desk) -> None:
    rows = _check(desk)
    _click(rows["surgery-planned"], "yes")
    _type("18 Dec 2026")
    assert desk.day("Day of the operation").day() == date(2026, 12, 18)
    assert _answers(desk) == {"surgery-planned": "yes"}


def test_no_name_of_an_opioid_changes_an_answer(desk: Desk) -> None:
    """Every name, typed where the mouse left the focus: in the box, and on each Yes that was clicked."""
    rows = _check(desk)
    names = [opioid.name for opioid in desk.window.knowledge.content.opioids.by_id.values()]
    assert len(names) == 112
    _click(rows["opioid-now"], "yes")
    _click(rows["sedatives"], "yes")
    _click(rows["pregnant"], "no")
    given = _answers(desk)
    assert given == {"opioid-now": "yes", "sedatives": "yes", "pregnant": "no"}
    for row in (rows["opioid-now"], rows["sedatives"], rows["pregnant"]):
        for name in names:
            current = choice(row).current()
            choice(row).button(current).setFocus(Qt.FocusReason.MouseFocusReason)
            _type(name)
            assert _answers(desk) == given, (row.question.id, name)
            assert _opioids(desk) == ()


def test_a_word_on_a_question_that_the_keyboard_reached_answers_nothing(desk: Desk) -> None:
    rows = _check(desk)
    for word in ("morphine sulfate", "fentanyl", "tramadol 50 mg", "codeine yes", "oxycodone n"):
        rows["opioid-dependence"].take_focus()
        _type(word)
        assert _answers(desk) == {}, word


def test_letters_never_take_a_yes_back(desk: Desk) -> None:
    rows = _check(desk)
    _click(rows["pregnant"], "yes")
    for letter in "nNuUz 1":
        desk.give_focus(_box(desk))
        rows["pregnant"].take_focus()
        _type(letter)
        assert _answers(desk) == {"pregnant": "yes"}
    desk.give_focus(_box(desk))
    rows["pregnant"].take_focus()
    desk.press(Qt.Key.Key_Left)
    assert _answers(desk) == {"pregnant": "no"}


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_CHOOSING = (*_ARROWS, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WITH = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.mark.parametrize("answer", ["", "no", "yes"])
def test_after_a_click_no_key_answers(desk: Desk, answer: str) -> None:
    rows = _check(desk)
    row = rows["pregnant"]
    _click(row, "yes")
    if answer:
        desk.safety.form.answer("pregnant", answer)
    else:
        desk.session.undo()
    settle()
    given = _answers(desk)
    for held in _WITH:
        for key in _CHOOSING:
            # What was pressed and let go elsewhere leaves the keyboard on an open question too.
            for code, _ in ANSWERS:
                part = choice(row).button(code)
                part.setFocus(Qt.FocusReason.MouseFocusReason)
                if part.isChecked() or not part.hasFocus():
                    continue
                QTest.keyClick(part, key, held)
                assert _answers(desk) == given, (key, held, code)


def test_after_a_click_no_key_chooses_in_any_choice_of_the_window(desk: Desk) -> None:
    _check(desk)
    desk.window.resize(900, 900)
    settle()
    for part in desk.window.findChildren(Segmented):
        chosen = part.current()
        button = part.button(chosen) if chosen else part.findChildren(QAbstractButton)[0]
        if not button.isVisible():
            continue
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
        for key in _ARROWS:
            QTest.keyClick(button, key)
            assert part.current() == chosen, part.accessibleName()
            assert button.hasFocus(), part.accessibleName()


def test_all_no_is_corrected_letter_by_letter(desk: Desk) -> None:
    rows = _check(desk)
    rows["opioid-now"].take_focus()
    QTest.keyClick(
        desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "Show all", "the keyboard is where one goes on from"
    desk.press(Qt.Key.Key_Space)
    assert _holds(rows["opioid-now"])
    for letter in "nny":
        _type(letter)
    given = _answers(desk)
    assert given.pop("opioid-withdrawal") == "yes"
    assert set(given.values()) == {"no"}
    _type("u")
    assert _answers(desk)["failed-opioid-test"] == "unknown"


def test_no_question_goes_from_under_the_pointer(desk: Desk) -> None:
    rows = _check(desk)
    for name, row in rows.items():
        _click(row, "yes" if name == "cirrhosis" else "no")
        assert row.isVisible()
    assert all(row.isVisible() for row in rows.values())
    assert _holds(rows["acamprosate"])
    QTest.mouseClick(desk.button("Show fewer"), Qt.MouseButton.LeftButton)
    assert [name for name, row in rows.items() if row.isVisible()] == ["opioid-now", "cirrhosis"]
    _click(rows["cirrhosis"], "no")
    assert rows["cirrhosis"].isVisible()


def test_an_opioid_still_taken_answers_its_question_in_one_step(desk: Desk) -> None:
    rows = _check(desk)
    QTest.mouseClick(desk.button("All no"), Qt.MouseButton.LeftButton)
    desk.type_into(_box(desk), "tramadol")
    _take_first(_box(desk))
    assert _answers(desk)["opioid-now"] == "yes"
    assert choice(rows["opioid-now"]).current() == "yes"
    desk.session.undo()
    assert _answers(desk)["opioid-now"] == "no"
    assert _opioids(desk) == ()
    desk.session.redo()
    settle()
    still = desk.named(QCheckBox, "tramadol still taken")
    QTest.mouseClick(still, Qt.MouseButton.LeftButton, pos=QPoint(8, still.height() // 2))
    settle()
    assert _opioids(desk)[0].last_dose is not None
    assert _answers(desk)["opioid-now"] == "no", "as it was answered before"
    _type("28 Nov 2026")
    desk.press(Qt.Key.Key_Tab)
    assert _opioids(desk) == (OpioidUse("tramadol", date(2026, 11, 28)),)


def test_no_beside_an_opioid_still_taken_is_said(desk: Desk) -> None:
    rows = _check(desk)
    desk.safety.add_opioid("morphine")
    assert _answers(desk) == {"opioid-now": "yes"}
    _click(rows["opioid-now"], "no")
    told = words(rows["opioid-now"])[1]
    assert told.startswith(
        "Morphine is listed as still taken, though the safety check says that no opioid is"
    )
    assert any("listed as still taken" in bar.text() for bar in desk.bars)
    assert not desk.window.actions_.print.isEnabled()


def test_all_no_does_not_contradict_what_the_plan_says(desk: Desk) -> None:
    _check(desk)
    desk.do(SetPatient(Patient("", date(2012, 3, 1))), "born")
    safety = desk.safety
    safety.add_opioid("morphine")
    safety.form.answer("opioid-now", "unknown")
    press(safety, "Clear answers")
    safety.form.answer_no()
    given = _answers(desk)
    assert (given["opioid-now"], given["under-18"], given["pregnant"]) == ("yes", "yes", "no")


def test_an_age_against_its_answer_is_said_at_the_question(desk: Desk) -> None:
    rows = _check(desk)
    _click(rows["under-18"], "no")
    desk.do(SetPatient(Patient("", date(2012, 3, 1))), "born")
    assert "though the safety check says No" in words(rows["under-18"])[1]


def test_a_name_left_in_the_box_is_taken_or_told_and_papers_wait(desk: Desk) -> None:
    _check(desk)
    desk.safety.form.answer_no()
    assert desk.window.actions_.print.isEnabled()
    desk.type_into(_box(desk), "morphin")
    assert not desk.window.actions_.print.isEnabled(), "typed and not in the plan"
    desk.type_into(_box(desk), "xyzzy")
    _press(Qt.Key.Key_Tab)
    assert any(
        "No opioid of the reference is called so, so nothing is added" in text for text in desk.sentences
    )
    assert not desk.window.actions_.print.isEnabled()
    desk.type_into(_box(desk), "methadone")
    _press(Qt.Key.Key_Tab)
    assert [use.opioid for use in _opioids(desk)] == ["methadone"]
    assert _box(desk).text() == ""


def test_letters_open_a_list_and_choose_nothing(desk: Desk) -> None:
    _check(desk)
    plan = desk.session.draft.plan
    for name in ("Preset", "Condition"):
        combo = desk.named(QComboBox, name)
        for word in ("morphine", "1.5 mg", "f n"):
            desk.give_focus(combo)
            for letter in word:
                QTest.keyClicks(QApplication.activePopupWidget() or combo, letter)
                assert desk.session.draft.plan == plan, (name, word)
            assert combo.view().isVisible(), "what was typed is seen"
            combo.hidePopup()
            desk.window.activateWindow()
            QTest.qWaitForWindowActive(desk.window)
    combo = desk.named(QComboBox, "Condition")
    # A pause ends the word before.
    QTest.qWait(2 * QApplication.keyboardInputInterval())
    desk.give_focus(combo)
    QTest.keyClicks(combo, "f")
    QTest.keyClicks(combo.view(), "ib")
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    settle()
    assert desk.session.draft.plan.condition == "fibromyalgia"
