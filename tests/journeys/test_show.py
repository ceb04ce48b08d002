"""The library from the first start to a plan that is followed: by keys alone, in one go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget

from ldn_desktop.domain.adjustment import Hold, StepBack
from ldn_desktop.library.bodies import Visit
from ldn_desktop.library.keys import RECOVERY, Secret
from ldn_desktop.library.recovery_key import read_recovery_key
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.workspace.plan_library import State
from tests.journeys.desk import Desk, desk_on, settle
from tests.journeys.person import Person
from tests.printing.test_pdf_file import text_of

CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENT, SENTENCE = "Anna Berg", "seven boats left before dawn"
FIRST, SECOND, THIRD, FOURTH = date(2026, 12, 1), date(2026, 12, 10), date(2027, 1, 5), date(2027, 1, 19)


_PRESSED_MS = 150


class Clock:
    """Tells nine o'clock of a day that it was set to."""

    def __init__(self) -> None:
        self.day = FIRST

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(9), UTC)


def keyboard() -> QWidget:
    """Return what has the keyboard: an open menu, before all else."""
    settle()
    held = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert held is not None
    return held


def keys(*pressed: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
    """Press keys one after the other where the keyboard is; a text letter by letter."""
    for key in pressed:
        if isinstance(key, str):
            QTest.keyClicks(keyboard(), key)
        else:
            QTest.keyClick(keyboard(), key, held)
    if held == ALT:
        # Qt lets a button be seen pressed for a tenth of a second.
        QTest.qWait(_PRESSED_MS)
    settle()


def name_of(part: QWidget) -> str:
    """Return what a reader of the screen says of a part."""
    words = part.text() if isinstance(part, QAbstractButton) else ""
    return (part.accessibleName() or words).replace("&", "")


def tab_to(name: str) -> None:
    """Go on with Tab until something whose name begins so has the keyboard."""
    met = []
    for _ in range(90):
        met.append(name_of(keyboard()))
        if met[-1].startswith(name):
            return
        keys(Qt.Key.Key_Tab)
    raise AssertionError(name, met)


def seen(where: QWidget) -> str:
    """Return what the labels say that are seen, as one text."""
    return " ".join(label.text() for label in where.findChildren(QLabel) if label.isVisible())


def while_open(kind: type[QWidget], act: Callable[[], None]) -> list[QWidget]:
    """Have something done as soon as such a window is above the others; return those in which it was."""
    done: list[QWidget] = []

    def look() -> None:
        above = QApplication.activeModalWidget()
        if above is None or not isinstance(above, kind):
            QTimer.singleShot(20, look)
            return
        done.append(above)
        act()

    QTimer.singleShot(20, look)
    return done


def make_library(desk: Desk) -> None:
    """Make a library on the first start, and note the recovery key."""
    keys(Qt.Key.Key_3, held=CTRL)
    assert name_of(keyboard()) == "Passphrase"
    keys(SENTENCE)
    tab_to("Passphrase again")
    keys(SENTENCE)
    (shown,) = (
        part for part in desk.window.findChildren(QFrame) if "Recovery key: " in part.accessibleName()
    )
    noted = shown.accessibleName().removeprefix("Recovery key: ")
    assert read_recovery_key(noted)
    keys(Qt.Key.Key_Return)
    assert desk.keeper.library.state is State.ABSENT, "it says first that the key is not on paper"
    tab_to("Make it without the paper")
    keys(Qt.Key.Key_Space)
    assert desk.keeper.is_open
    assert desk.keeper.library.derived(Secret(RECOVERY, noted))


def plan(desk: Desk) -> None:
    """Type the first plan, and keep it with one's name."""
    keys(Qt.Key.Key_2, held=CTRL)
    tab_to("Start")
    for text in ("1.5 mg", "1.5 mg", "4.5 mg", "14", "28"):
        keys(text, Qt.Key.Key_Tab)
    tab_to("Usual sets")
    keys(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return)
    keys(Qt.Key.Key_N, held=ALT)
    keys(PATIENT)
    keys(Qt.Key.Key_N, held=CTRL | SHIFT)
    keys(Qt.Key.Key_S, held=CTRL)
    assert name_of(keyboard()) == "Your name"
    keys("Dr Winter", Qt.Key.Key_Return)
    assert desk.heading("chip").accessibleName().startswith("In the library · revision 1")


def lock_and_unlock(desk: Desk) -> None:
    """Lock, see nothing of the patient, and unlock."""
    assert PATIENT in desk.window.windowTitle()
    keys(Qt.Key.Key_L, held=CTRL)
    assert desk.keeper.library.state is State.LOCKED
    assert PATIENT not in desk.window.windowTitle() + seen(desk.window)
    keys(SENTENCE, Qt.Key.Key_Return)
    assert desk.keeper.is_open
    assert PATIENT in desk.window.windowTitle()


def go_on() -> None:
    """Record a visit with scores, from the list; the plan goes on."""
    assert isinstance(keyboard(), PlansTable)
    keys(Qt.Key.Key_V)
    tab_to("Pain")
    keys("7", Qt.Key.Key_Tab, "6")
    keys(Qt.Key.Key_Return, held=CTRL)


def hold(desk: Desk) -> None:
    """Record a visit beside the scores of the last; the dose is held."""
    assert isinstance(keyboard(), PlansTable)
    keys(Qt.Key.Key_V)
    assert "7 on 10 Dec" in seen(desk.window)
    tab_to("Pain")
    keys("5", Qt.Key.Key_Tab, "x")
    keys(Qt.Key.Key_H, held=ALT)
    tab_to("Why")
    keys("Sleeps badly")
    keys(Qt.Key.Key_Return, held=CTRL)


def step_back(desk: Desk, person: Person) -> None:
    """Record a visit; the dose goes one step back, and two more papers are saved than are ticked by themselves."""
    assert isinstance(keyboard(), PlansTable)
    keys(Qt.Key.Key_V)
    keys(Qt.Key.Key_B, held=ALT)
    tab_to("Why")
    keys("Still sleeps badly")
    for paper in ("Calendar", "Diary"):
        tab_to(paper)
        keys(Qt.Key.Key_Space)
    person.path = person.folder / "papers.pdf"
    shown = while_open(PackDialog, save_and_close)
    keys(Qt.Key.Key_R, held=ALT)
    assert len(shown) == 1
    text = text_of(person.path.read_bytes())
    assert PATIENT in text
    assert "Plan revision 3" in text
    # As whoever manages the windows does once a dialog is gone.
    desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(desk.window)


def save_and_close() -> None:
    """Save what is ticked as one PDF, and close what shows it."""
    keys(Qt.Key.Key_D, held=ALT)
    keys(Qt.Key.Key_C, held=ALT)


def look_back(desk: Desk) -> None:
    """Open the history from the list, and find in it all that was done."""
    assert isinstance(keyboard(), PlansTable)
    keys(Qt.Key.Key_H)
    line = keyboard()
    assert isinstance(line, Timeline)
    assert [entry.title for entry in line.entries.entries] == [
        "Printed: patient plan, pharmacy order, calendar, diary",
        "Revision 3: one step back",
        "Revision 2: hold this step",
        "Visit: go on",
        "Revision 1: plan made",
    ]
    (subject,) = {record.subject for entry in line.entries.entries for record in entry.records}
    kept = desk.keeper.library.kept
    told = kept.history(subject)
    visits = [record.body for record in told.records if isinstance(record.body, Visit)]
    assert [(visit.on, visit.decision, visit.scores) for visit in visits] == [
        (SECOND, "go-on", (("pain", 7), ("poor-sleep", 6))),
        (THIRD, "hold", (("pain", 5), ("poor-sleep", 10))),
        (FOURTH, "step-back", ()),
    ]
    assert told.head is not None
    assert [(type(change), change.on, change.note) for change in kept.plan_of(told.head).adjustments] == [
        (Hold, THIRD, "Sleeps badly"),
        (StepBack, FOURTH, "Still sleeps badly"),
    ]


def search(desk: Desk) -> None:
    """Find the plan from a new one: Enter leads to its history, Ctrl+Enter to the planner."""
    keys(Qt.Key.Key_N, held=CTRL)
    assert PATIENT not in desk.window.windowTitle()
    for held, place in ((NONE, "plans"), (CTRL, "planner")):
        keys(Qt.Key.Key_K, held=CTRL)
        keys("anna be")
        keys(Qt.Key.Key_Return, held=held)
        assert desk.place == place
    assert desk.heading("chip").accessibleName().startswith("In the library · revision 3")
    assert PATIENT in desk.window.windowTitle()


def test_a_plan_is_made_kept_locked_followed_over_three_visits_and_found_by_keys_alone(
    tmp_path: Path, qapp: object, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("ldn_desktop.ui.shell.window.local_now", clock)
    with desk_on(tmp_path, offered=False) as desk:
        monkeypatch.setattr("ldn_desktop.workspace.clock.local_now", clock)
        make_library(desk)
        plan(desk)
        lock_and_unlock(desk)
        clock.day = SECOND
        keys(Qt.Key.Key_3, held=CTRL)
        go_on()
        clock.day = THIRD
        hold(desk)
        clock.day = FOURTH
        step_back(desk, person)
        look_back(desk)
        search(desk)
        assert not person.boxes, "nothing was asked on the way"
        desk.keeper.library.lock()
