"""Tab goes through everything in the order in which it is seen, in every state of the window;

Shift+Tab goes the same way back.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from checks.key_states import DIALOGS, STATES, Begin, dialog_of
from ldn_desktop.domain.adjustment import (
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.plan import Order
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.result.parts_bar import PartsBar
from ldn_desktop.ui.planner.result.past_bar import PastBar
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.shell.top_bar import TopBar
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.workspace.intents import SetAdjustments, SetMedicines, SetOrder
from tests.journeys.desk import Desk, settle

_BEGIN = dict(STATES)
_WALKED = (
    "empty",
    "proportional",
    "table",
    "small window",
    "safety: nothing answered",
    "safety: two opioids stopped",
    "safety: other medicines",
    "safety: operation",
    "safety: several yes",
    "override asked for",
    "change: pause",
    "change: products",
    "changed: times",
    "wrong: date of birth",
    "wrong: an opioid",
    "Calendar",
    "Findings",
    "the reference",
)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _walk(key: Qt.Key) -> list[QWidget]:
    """Press a key from the first stop on until the keyboard is there again; links of one sentence count once."""
    stops = [_focus()]
    for _ in range(600):
        QTest.keyClick(_focus(), key)
        focus = _focus()
        if focus is stops[0] and len(stops) > 1:
            return stops
        if focus is not stops[-1]:
            assert focus not in stops, (_name(focus), [_name(stop) for stop in stops])
            stops.append(focus)
    raise AssertionError([_name(stop) for stop in stops])


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else repr(widget))


def _focusable(root: QWidget) -> set[QWidget]:
    """Return what Tab must reach: everything in sight that takes the keyboard by it."""
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.window() is root
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def _place(desk: Desk, widget: QWidget) -> tuple[int, QRect]:
    """Return in which part of the window a widget stands, and where in the window; parts stand in the order of Tab."""
    window, titration = desk.window, desk.titration
    parts: list[QWidget] = [
        desk.part(TopBar),
        desk.rail,
        window.notices,
        desk.stack,
        desk.head,
        desk.part(PartsBar),
        desk.form,
    ]
    # The steps stand as one part beside the numbers that make them.
    for card in desk.cards:
        parts += [card, titration.ladder] if card is titration else [card]
    parts.append(desk.result)
    part = max(at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget))
    return part, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _seen_before(one: tuple[int, QRect], other: tuple[int, QRect]) -> bool:
    """Tell whether one place must be read before the other.

    An earlier part, a line above, or further left in one line.
    """
    if one[0] != other[0]:
        return one[0] < other[0]
    a, b = one[1], other[1]
    if a.contains(b) or b.contains(a):
        return a.contains(b)
    if a.bottom() < b.top() or b.bottom() < a.top():
        return a.bottom() < b.top()
    return a.right() < b.left()


def _within(root: QWidget, widget: QWidget) -> QRect:
    """Return the place of a widget in a dialog; of pages that are scrolled, of what shows."""
    rect = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    if parent is None or parent is root:
        return rect
    return rect & QRect(parent.mapTo(root, QPoint(0, 0)), parent.size())


def _check(desk: Desk) -> list[QWidget]:
    """Walk the whole window both ways and compare with what is seen.

    Return the stops in the order in which they are seen.
    """
    settle()
    desk.give_focus(desk.search)
    return _compare(desk, desk.window)


def _compare(desk: Desk, root: QWidget) -> list[QWidget]:
    stops = _walk(Qt.Key.Key_Tab)
    left_out = _focusable(root) - set(stops)
    assert not left_out, [_name(widget) for widget in left_out]
    if root is desk.window:
        places = {stop: _place(desk, stop) for stop in stops}
    else:
        places = {stop: (0, _within(root, stop)) for stop in stops}
    first = min(stops, key=lambda stop: sum(_seen_before(places[other], places[stop]) for other in stops))
    begin = stops.index(first)
    ordered = stops[begin:] + stops[:begin]
    for at, stop in enumerate(ordered):
        late = [after for after in ordered[at + 1 :] if _seen_before(places[after], places[stop])]
        assert not late, f"Tab comes to {_name(stop)} before {[_name(widget) for widget in late]}"
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    back = _walk(Qt.Key.Key_Backtab)
    assert [_name(stop) for stop in back[:1] + back[:0:-1]] == [_name(stop) for stop in stops]
    return ordered


def open_everything(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Open whatever can be open: what comes late first, and what stands above it after it."""
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg", keep="84")
    desk.type_into(desk.named(DateEdit, "First dose"), "20 Nov 2026")
    desk.follow_up.set_folded(False)
    plan = desk.session.draft.plan
    changes = (
        Hold(date(2027, 1, 1), 7),
        StepBack(date(2027, 1, 15), 7),
        Pause(date(2027, 2, 1)),
        Resume(date(2027, 2, 4), "continue"),
        ChangeTimes(date(2027, 2, 10), ("morning",)),
        ChangeFormulations(date(2027, 2, 20), plan.formulations[:1]),
        Settle(date(2027, 2, 24)),
        Stop(date(2027, 2, 27)),
    )
    assert {change.action for change in changes} == set(desk.window.knowledge.changes.group("action"))
    desk.session.do(SetAdjustments(changes), "changes")
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "plan.ldnplan"), ""))
    desk.window.actions_.save.trigger()
    settle()
    desk.follow_up.form.open_effects()
    desk.follow_up.form.begin("hold")
    desk.safety.set_folded(False)
    form = desk.safety.form
    form.answer("surgery-planned", "yes")
    desk.session.do(SetMedicines(("duloxetine 60 mg", "Tramal", "frobnicate")), "medicines")
    desk.safety.add_opioid("tramadol", date(2026, 11, 1))
    desk.safety.add_opioid("morphine")
    desk.session.do(SetOrder(Order(allergies="none known")), "allergies")
    for card in desk.cards:
        card.set_folded(False)
    desk.type_into(desk.field("Date of birth"), "3/4/1980")
    desk.type_into(desk.dose("Start"), "1 mg")
    desk.type_into(desk.dose("Target"), "x")
    desk.window.notices.offer("A plan was found.", [("open", "Open it", True), ("drop", "Discard", False)])
    desk.window.notices.tell_with("Not saved yet.", [("unfinished", "Save unfinished…", True)])
    settle()


@pytest.mark.parametrize("size", [(1440, 1200), (1024, 1200)])
def test_tab_goes_by_sight_with_everything_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: tuple[int, int]
) -> None:
    open_everything(desk, monkeypatch, tmp_path)
    assert desk.part(UnreadBar).isVisible()
    assert len(desk.follow_up.form.findChildren(AdjustmentRow)) == len(
        desk.window.knowledge.changes.group("action")
    )
    desk.window.resize(*size)
    settle()
    ordered = _check(desk)
    cards = [card for card in desk.cards if not card.folded]
    assert [card for card in cards if not any(card.isAncestorOf(stop) for stop in ordered)] == []
    bars = [desk.window.notices, desk.part(UnreadBar)]
    assert [bar for bar in bars if not any(bar.isAncestorOf(stop) for stop in ordered)] == []


def test_the_bar_on_the_past_comes_right_after_the_form(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_everything(desk, monkeypatch, tmp_path)
    desk.follow_up.form.cancel()
    desk.type_into(desk.dose("Target"), "4.5 mg")
    desk.type_into(desk.field("Date of birth"), "3 Apr 1980")
    desk.press(Qt.Key.Key_Tab)
    settle()
    assert desk.part(PastBar).isVisible()
    ordered = _check(desk)
    result = [stop for stop in ordered if desk.result.isAncestorOf(stop)]
    buttons = [button for button in desk.part(PastBar).buttons() if button.isEnabled()]
    assert result[: len(buttons)] == buttons


def test_what_has_the_keyboard_and_goes_hands_it_to_what_stood_next(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    edit, after = desk.dose("Step"), desk.dose("Target")
    desk.give_focus(edit)
    edit.hide()
    assert after.isAncestorOf(_focus())


@pytest.mark.parametrize("state", _WALKED)
def test_tab_goes_by_sight_in_every_state(desk: Desk, state: str) -> None:
    begin: Begin = _BEGIN[state]
    begin(desk)
    _check(desk)


@pytest.mark.parametrize("kind", DIALOGS)
def test_tab_goes_by_sight_in_the_dialogs(desk: Desk, kind: str) -> None:
    _BEGIN["linear"](desk)
    dialog = dialog_of(desk, kind)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    settle()
    assert len(_compare(desk, dialog)) > 1
    dialog.reject()
