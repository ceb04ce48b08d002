"""Days that have passed: what was taken is not rewritten without a word, on screen or on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from ldn_desktop.ui.planner.result.past_bar import PastBar
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.workspace.intents import SetTimes
from tests.journeys.desk import Desk, desk_on, settle


@pytest.fixture
def running(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """A saved plan whose second step of a week is under way."""
    _begin(desk, monkeypatch, tmp_path)
    return desk


def _begin(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "2 mg")
    desk.type_into(desk.named(DateEdit, "First dose"), "20 Nov 2026")
    _chooses(monkeypatch, tmp_path / "plan.ldnplan")
    desk.window.actions_.save.trigger()
    settle()
    assert desk.file == tmp_path / "plan.ldnplan"


def _chooses(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def _bar(desk: Desk) -> PastBar:
    return desk.part(PastBar)


def _ready(desk: Desk) -> list[bool]:
    actions = desk.window.actions_
    return [action.isEnabled() for action in (actions.preview, actions.save_pdf, actions.print)]


def _save_pdf(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Ask for the paper past its button, and tell whether it was made."""
    _chooses(monkeypatch, path)
    desk.papers.save_pdf()
    settle()
    return path.exists()


def test_a_past_that_was_not_waits_for_a_word(
    running: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk, paper = running, tmp_path / "paper.pdf"
    assert _bar(desk).isHidden()
    desk.type_into(desk.dose("Start"), "1 mg")
    settle()
    assert _bar(desk).isVisible()
    assert "On Fri 20 Nov 2026 the saved plan says 0.5 mg, this one 1 mg. Papers wait." in _bar(desk).text()
    assert _ready(desk) == [False, False, False]
    assert not _save_pdf(desk, paper, monkeypatch)
    desk.page.card_wanted.emit()
    assert any("The wallet card waits" in told for told in desk.notices)

    desk.button("Follow-up", _bar(desk)).click()
    settle()
    card, focus = desk.follow_up, QApplication.focusWidget()
    assert card.form.isVisible()
    assert focus is not None
    assert card.isAncestorOf(focus)

    desk.button("Undo the numbers of the ladder", _bar(desk)).click()
    settle()
    assert _bar(desk).isHidden()
    assert desk.ladder[0] == (500, 7)
    assert _ready(desk) == [True, True, True]

    desk.session.redo()
    assert _bar(desk).isVisible()
    desk.button("The saved plan was wrong: correct the past", _bar(desk)).click()
    settle()
    assert _bar(desk).isHidden()
    assert _ready(desk) == [True, True, True]
    assert _save_pdf(desk, paper, monkeypatch)


def test_undo_of_the_bar_names_each_step_before_it_goes(running: Desk) -> None:
    desk = running
    desk.type_into(desk.dose("Start"), "1 mg")
    desk.type_into(desk.named(QLineEdit, "Patient's name"), "Ada & Example")
    desk.type_into(desk.named(QLineEdit, "Prescriber's name"), "Dr. Muster")
    settle()
    undo = _bar(desk).buttons()[0]
    desk.give_focus(undo)
    for label in ("the prescriber", "the patient's name", "the numbers of the ladder"):
        assert undo.text() == f"Undo {label}"
        assert undo.hasFocus(), "the keyboard stays for the next step"
        before = desk.session.draft.plan
        QTest.keyClick(undo, Qt.Key.Key_Space)
        settle()
        after = desk.session.draft.plan
        changed = {
            "the prescriber": after.prescriber != before.prescriber,
            "the patient's name": after.patient != before.patient,
            "the numbers of the ladder": after.ladder != before.ladder,
        }
        assert [name for name, differs in changed.items() if differs] == [label]
    assert _bar(desk).isHidden()


@pytest.mark.parametrize("leaving", [False, True])
def test_saving_asks_before_the_file_becomes_what_was(
    running: Desk, monkeypatch: pytest.MonkeyPatch, *, leaving: bool
) -> None:
    desk = running
    assert desk.file is not None
    before = desk.file.read_bytes()
    desk.type_into(desk.named(DateEdit, "First dose"), "19 Nov 2026")
    settle()
    sentence = "On Thu 19 Nov 2026 the saved plan says no dose, this one 0.5 mg."
    assert sentence in _bar(desk).text()
    buttons = QMessageBox.StandardButton
    asked: list[str] = []
    answers: list[QMessageBox.StandardButton] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        assert box.defaultButton() is not None
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    save = desk.window.files.may_leave if leaving else desk.window.files.save
    first = [buttons.Save] if leaving else []
    answers += [*first, buttons.Cancel]
    assert not save()
    assert sentence in asked[-1]
    assert desk.file.read_bytes() == before
    assert _bar(desk).isVisible()
    assert _ready(desk) == [False, False, False]
    answers += [*first, buttons.Ignore]
    assert save()
    settle()
    assert desk.file.read_bytes() != before
    assert _bar(desk).isHidden()
    assert _ready(desk) == [True, True, True]
    # What can be undone now would rewrite what is saved.
    desk.session.undo()
    assert "On Thu 19 Nov 2026 the saved plan says 0.5 mg, this one no dose." in _bar(desk).text()


def test_times_and_products_are_told_as_what_differs(running: Desk) -> None:
    desk = running
    desk.do(SetTimes(("morning",)), "the times")
    assert "the saved plan says 0.5 mg at bedtime, this one 0.5 mg in the morning." in _bar(desk).text()
    desk.session.undo()
    desk.usual_set(1)
    assert (
        "On Fri 20 Nov 2026 the saved plan says 0.5 mg (1 × 0.5 mg), this one 0.5 mg (" in _bar(desk).text()
    )


def test_what_changes_from_today_on_is_no_rewriting(running: Desk) -> None:
    desk = running
    desk.type_into(desk.dose("Target"), "3 mg")
    settle()
    assert desk.session.modified
    assert desk.ladder[-1][0] == 3000
    assert _bar(desk).isHidden()
    assert _ready(desk) == [True, True, True]


def test_a_draft_of_a_crash_is_held_against_its_file(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with desk_on(tmp_path) as desk:
        _begin(desk, monkeypatch, tmp_path)
        desk.type_into(desk.dose("Start"), "1 mg")
        assert desk.recovery is not None
        desk.recovery.keep()
        (kept,) = (tmp_path / "state" / "drafts").glob("*.draft")
        data = kept.read_bytes()
    kept.write_bytes(data)
    with desk_on(tmp_path) as desk:
        settle()
        desk.button("Open the draft").click()
        settle()
        assert "On Fri 20 Nov 2026 the saved plan says 0.5 mg, this one 1 mg." in _bar(desk).text()
        assert _bar(desk).isVisible()
        # There is no step to take back: what is offered can be done.
        assert _bar(desk).buttons()[0].text() == "Follow-up"
        assert _ready(desk) == [False, False, False]
