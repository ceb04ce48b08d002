"""What the form says and the plan does not stops every paper and file, is named, is taken back like any change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import Desk, desk_on, settle

_CTRL = Qt.KeyboardModifier.ControlModifier
_LAST = date(2026, 11, 1)
Types = Callable[[Desk, str], None]


def _into(name: str) -> Types:
    def types(desk: Desk, text: str) -> None:
        desk.type_into(desk.field(name), text if text.isascii() else "")
        if not text:
            desk.press(Qt.Key.Key_Delete)
        elif not text.isascii():
            # No key of the test types it.
            QApplication.clipboard().setText(text)
            desk.press(Qt.Key.Key_V, _CTRL)

    return types


def _cell(row: int, column: int) -> Types:
    def types(desk: Desk, text: str) -> None:
        editor = desk.begin_edit(row, column)
        QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        settle()

    return types


def _last_dose(desk: Desk, text: str) -> None:
    desk.safety.add_opioid("morphine", _LAST)
    _into("Last dose of morphine")(desk, text)


def _operation(name: str) -> Types:
    def types(desk: Desk, text: str) -> None:
        desk.page.form.show_card("safety")
        desk.safety.form.answer("surgery-planned", "yes")
        _into(name)(desk, text)

    return types


def _opioid(desk: Desk, text: str) -> None:
    desk.page.form.show_card("safety")
    _into("Add an opioid by any name or brand")(desk, text)


def _proportional(name: str) -> Types:
    def types(desk: Desk, text: str) -> None:
        desk.choose_mode("proportional")
        _into(name)(desk, text)

    return types


def _change(desk: Desk, text: str) -> None:
    desk.page.form.show_card("follow-up")
    desk.follow_up.form.begin("hold")
    _into("Longer by, days")(desk, text)


def _reason(desk: Desk, text: str) -> None:
    desk.override("screening-incomplete")
    _into("Reason for the override")(desk, text)


_BAD_DOSES = ("", "0 mg", "1", "1,5 mg", "0.5 mg x", "x", "\N{ARABIC-INDIC DIGIT ONE} mg", "2000 mg")
_BAD_DAYS = ("x", "05/06/1980", "31 Feb 2026", "1.5.", "5")
_BAD_COUNTS = ("", "x", "0", "1.5", "3 years", "1,000", "99999")
WRONG: list[tuple[str, Types, tuple[str, ...]]] = [
    ("Start", _into("Start"), _BAD_DOSES),
    ("Step", _into("Step"), _BAD_DOSES),
    ("Target", _into("Target"), _BAD_DOSES),
    ("Round to", _proportional("Round to"), _BAD_DOSES),
    ("Factor", _proportional("Factor from step to step"), ("", "x", "1", "0.5", "2,5")),
    ("Every", _into("Every, days of each step"), _BAD_COUNTS),
    ("Then keep for", _into("Then keep for, days of the last step"), _BAD_COUNTS),
    ("At most so many pieces a dose", _into("At most so many pieces a dose"), ("", "x", "0", "1.5", "99999")),
    ("Fill every so many days", _into("Fill every so many days"), (*_BAD_COUNTS, "3 months")),
    ("First dose", _into("First dose"), ("", *_BAD_DAYS)),
    ("Date of birth", _into("Date of birth"), (*_BAD_DAYS, "1 Jan 2030")),
    ("Step 2, daily dose", _cell(1, 1), ("", "0 mg", "1", "x")),
    ("Step 2, days", _cell(1, 2), ("", "0", "x", "3651", "1.5")),
    ("Last dose of morphine", _last_dose, ("", *_BAD_DAYS)),
    ("Add an opioid by any name or brand", _opioid, ("m", "nothing that is one")),
    ("Follow-up", _change, ("", "x", "0", "3 months")),
    ("Reason for the override", _reason, ("b", "because")),
    ("Day of the operation", _operation("Day of the operation"), _BAD_DAYS),
    (
        "Last dose, hours before the operation",
        _operation("Last dose, hours before the operation"),
        ("", "x", "0", "1.5", "9999"),
    ),
    ("Taken again from, after the operation", _operation("Taken again from, after the operation"), _BAD_DAYS),
]
_CASES = [(name, types, text) for name, types, texts in WRONG for text in texts]


@pytest.fixture(scope="module")
def window(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A window on a plan in a file."""
    folder = tmp_path_factory.mktemp("desk")
    with desk_on(folder) as desk:
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        with patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "plan.ldnplan"), "")):
            assert desk.window.files.save_as()
        yield desk


@pytest.fixture
def saved(window: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on the plan as it is in its file; whatever is asked for a name gets one."""
    path = window.file
    assert path is not None
    for other in path.parent.glob("other*"):
        other.unlink()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_name("other")), ""))
    window.session.saved(File(path))
    assert window.window.files.open_path(path)
    window.page.form.show_card("")
    settle()
    assert _chip(window) == "Saved · revision 1"
    assert _told(window) == ""
    return window


def _cards(desk: Desk) -> dict[str, Card]:
    """The card in which each kind of field stands."""
    titration = desk.titration
    return {
        "patient": desk.patient,
        "safety": desk.safety,
        "titration": titration,
        "ladder": titration,
        "products": desk.products,
        "change": desk.follow_up,
    }


def _chip(desk: Desk) -> str:
    return desk.heading("chip").text()


def _told(desk: Desk) -> str:
    """What the result says of the form; empty while it says nothing."""
    (bar,) = desk.window.findChildren(UnreadBar)
    return f"{bar.text()} {bar.accessibleDescription()}" if bar.isVisible() else ""


def _nothing_leaves(desk: Desk) -> None:
    """Try every way to a paper or a file, and find nothing made."""
    window, path = desk.window, desk.file
    assert path is not None
    before = path.read_bytes()
    for action in (
        window.actions_.print,
        window.actions_.save_pdf,
        window.actions_.preview,
        window.actions_.pack,
    ):
        assert not action.isEnabled()
    for kind in PAPERS:
        desk.papers.save(kind)
    desk.papers.preview()
    desk.papers.pack()
    desk.papers.preview_card()
    desk.papers.print()
    desk.page.card_wanted.emit()
    window.actions_.save.trigger()
    window.actions_.save_as.trigger()
    assert path.read_bytes() == before
    assert sorted(path.parent.glob("other*")) == []
    assert "Saved" not in f"{_chip(desk)} {desk.heading('saved').text()}"
    assert any("Not saved" in told for told in desk.notices)


@pytest.mark.parametrize(("name", "types", "text"), _CASES)
def test_what_is_wrong_in_a_field_lets_nothing_leave(saved: Desk, name: str, types: Types, text: str) -> None:
    before = saved.session.draft
    types(saved, text)
    assert not saved.session.complete
    assert [entry.name for entry in saved.session.unread] == [name]
    told = _told(saved)
    assert f"{name}: {saved.session.unread[0].problem}" in told
    assert "from before" in told
    assert saved.headline.startswith("The plan from before: ")
    at = saved.session.unread[0].field.partition(".")[0]
    assert at == "override" or _cards(saved)[at].state == "blocking"
    _nothing_leaves(saved)
    typed = saved.session.draft
    # A crash would bring it back as it is typed.
    assert saved.session.modified
    assert read_draft(write_draft(typed), saved.window.knowledge.vocabulary) == typed
    # Undo takes the text back as it takes a value back, and brings it again.
    while saved.session.undo_label:
        saved.window.actions_.undo.trigger()
    assert saved.session.draft == before
    assert (_chip(saved), _told(saved)) == ("Saved · revision 1", "")
    settle()
    assert not [edit for edit in saved.window.findChildren(ParsedEdit) if edit.error() and edit.isVisible()]
    while saved.session.redo_label:
        saved.window.actions_.redo.trigger()
    assert saved.session.draft == typed
    assert _told(saved) == told


@pytest.mark.parametrize(("name", "types", "texts"), WRONG)
def test_the_result_leads_to_the_field(saved: Desk, name: str, types: Types, texts: tuple[str, ...]) -> None:
    types(saved, texts[-1])
    saved.patient.focus_name()
    (bar,) = saved.window.findChildren(UnreadBar)
    (button,) = bar.buttons()
    assert button.text() == f"Go to {name}"
    button.click()
    settle()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == ("0.5 mg" if texts[-1] == "0.1 mg" else texts[-1])


def test_a_change_that_is_proposed_lets_nothing_leave_until_it_is_settled(saved: Desk) -> None:
    before = saved.session.draft
    _change(saved, "3")
    proposed = saved.session.draft
    assert [entry.problem for entry in saved.session.unread] == [
        "A change is proposed; accept it or cancel it."
    ]
    _nothing_leaves(saved)
    assert read_draft(write_draft(proposed), saved.window.knowledge.vocabulary) == proposed
    form = saved.follow_up.form
    saved.window.actions_.undo.trigger()
    assert (saved.session.draft, saved.changing) == (before, False)
    saved.window.actions_.redo.trigger()
    assert (saved.session.draft, saved.changing) == (proposed, True)
    assert saved.named(CountEdit, "Longer by, days").count() == 3
    saved.window.actions_.undo.trigger()
    _change(saved, "3")
    form.accept()
    assert saved.session.complete
    # Entering and accepting it are one step.
    saved.window.actions_.undo.trigger()
    assert (saved.session.draft, saved.changing) == (before, False)
    _change(saved, "3")
    form.cancel()
    assert saved.session.draft == before


def test_a_field_put_right_lets_the_papers_go(saved: Desk) -> None:
    for text, complete in (("2", False), ("2 mg", True), ("", False), ("1.5 mg", True)):
        _into("Target")(saved, text)
        assert saved.session.complete is complete
        assert saved.window.actions_.print.isEnabled() is complete
    assert _chip(saved) == "Saved · revision 1"


def test_what_is_wrong_in_a_plan_that_nobody_made_yet_is_named(desk: Desk) -> None:
    desk.type_into(desk.field("Start"), "5")
    assert _told(desk).startswith("Blocking: One entry of the form is not in the plan.")
    assert "from before" not in _told(desk)
    desk.type_into(desk.field("Start"), "5 mg")
    assert _told(desk) == ""


def test_several_are_all_named(saved: Desk) -> None:
    for name in ("Start", "Step", "Target"):
        _into(name)(saved, "x")
    _into("Date of birth")(saved, "x")
    assert "4 entries of the form are not in the plan." in _told(saved)
    assert "and 1 more" in _told(saved)
    assert [entry.name for entry in saved.session.unread] == ["Date of birth", "Start", "Step", "Target"]
