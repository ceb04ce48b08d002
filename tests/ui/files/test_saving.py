"""Every dialog that saves asks the same way: the suffix first, then what stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.files.saving import PDF, FileKind, ask_file, ask_files, ask_folder, ask_where
from ldn_desktop.ui.widgets.covering import mark_covered, mark_uncovered

_CSV, _SVG, _TEXT = FileKind("CSV", ".csv"), FileKind("SVG", ".svg"), FileKind("Text", ".txt")
_BUTTONS = QMessageBox.StandardButton


class Person:
    """Chooses names one after the other, with the filter that stands below them, and answers questions."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.names: list[str] = []
        self.chosen = ""
        self.answers: list[QMessageBox.StandardButton] = []
        self.asked: list[str] = []
        self.offered: list[str] = []

    def choose(self, *given: object) -> tuple[str, str]:
        self.offered.append(str(given[2]))
        options = given[-1]
        assert isinstance(options, QFileDialog.Option)
        assert options & QFileDialog.Option.DontConfirmOverwrite, "the question is asked of the final name"
        return self.names.pop(0), self.chosen

    def answer(self, box: QMessageBox) -> QMessageBox.StandardButton:
        self.asked.append(box.text())
        default = box.defaultButton()
        assert default is not box.button(_BUTTONS.Ignore), "Enter replaces nothing"
        answer = self.answers.pop(0)
        assert box.button(answer) is not None
        return answer


@pytest.fixture
def person(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Person:
    window = QWidget()
    qtbot.addWidget(window)
    found = Person(window)

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        return found.answer(box)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", found.choose)
    monkeypatch.setattr(QMessageBox, "exec", answer)
    return found


@pytest.mark.parametrize("kind", [_CSV, _SVG, _TEXT, PDF])
@pytest.mark.parametrize("name", ["Dr. Muster", "plan 1.5 mg", "table"])
def test_what_stands_under_the_final_name_is_asked_about(
    person: Person, tmp_path: Path, kind: FileKind, name: str
) -> None:
    standing = tmp_path / f"{name}{kind.suffix}"
    person.names = [str(tmp_path / name)]
    assert ask_where(person.window, "Save", tmp_path / "x", kind) == standing
    standing.write_bytes(b"%PDF-")
    for answer, expected in ((_BUTTONS.Cancel, None), (_BUTTONS.Ignore, standing)):
        person.names, person.answers = [str(tmp_path / name)], [answer]
        assert ask_where(person.window, "Save", tmp_path / "x", kind) == expected
    person.names, person.answers = [str(tmp_path / name), str(tmp_path / "other")], [_BUTTONS.Retry]
    assert ask_where(person.window, "Save", tmp_path / "x", kind) == tmp_path / f"other{kind.suffix}"
    assert all(standing.name in asked for asked in person.asked)


def test_the_kind_that_is_chosen_gives_the_suffix(person: Person, tmp_path: Path) -> None:
    for chosen, typed, made in (
        (_SVG.filter, "map", "map.svg"),
        (PDF.filter, "map", "map.pdf"),
        ("", "map", "map.pdf"),
        (PDF.filter, "map.svg", "map.svg"),
    ):
        person.names, person.chosen = [str(tmp_path / typed)], chosen
        assert ask_where(person.window, "Save", "map.pdf", PDF, _SVG) == tmp_path / made
    assert all(Path(offered).is_absolute() for offered in person.offered), "not where the program was started"


def test_nothing_but_a_plan_takes_the_place_of_a_plan(
    person: Person, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    plan = tmp_path / "plan.ldnplan"
    plan.write_bytes(b"{}")
    for kind in (_CSV, PDF):
        link(tmp_path / f"link{kind.suffix}", plan)
        person.names, person.answers = [str(tmp_path / "link")], [_BUTTONS.Cancel]
        assert ask_where(person.window, "Save", tmp_path / "x", kind) is None
        assert "It is not replaced" in person.asked[-1]


Question = Callable[[QWidget, Path], object]
_QUESTIONS: dict[str, Question] = {
    "getOpenFileName": lambda window, folder: ask_file(window, "Open", str(folder), _CSV),
    "getOpenFileNames": lambda window, folder: ask_files(window, "Open", str(folder), _CSV) or None,
    "getExistingDirectory": lambda window, folder: ask_folder(window, "Into", str(folder)),
    "getSaveFileName": lambda window, folder: ask_where(window, "Save", folder / "a.csv", _CSV),
}


@pytest.mark.parametrize("dialog", _QUESTIONS)
def test_what_is_answered_after_the_lock_counts_as_given_up_and_locked_nobody_is_asked(
    dialog: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialogs of Windows are not the program's to close."""
    window = QWidget()
    qtbot.addWidget(window)
    asked, locks = [], False
    name = str(tmp_path / "b.csv")
    given: object = {"getOpenFileNames": ([name], ""), "getExistingDirectory": name}.get(dialog, (name, ""))

    def answered(*_told: object) -> object:
        asked.append(dialog)
        if locks:
            mark_covered(window)
        return given

    monkeypatch.setattr(QFileDialog, dialog, answered)
    page = QWidget(window)
    assert _QUESTIONS[dialog](page, tmp_path) in (Path(name), [Path(name)])
    locks = True
    assert _QUESTIONS[dialog](page, tmp_path) is None
    assert _QUESTIONS[dialog](page, tmp_path) is None
    assert len(asked) == 2
    mark_uncovered(window)


def test_a_question_that_is_answered_after_the_lock_counts_as_cancelled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = []

    def answered(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        if len(asked) == 2:
            mark_covered(window)
        return _BUTTONS.Yes

    monkeypatch.setattr(QMessageBox, "exec", answered)
    answers = [ask(window, "Delete?", "Delete it?", {"Yes": "Delete"}, "Cancel") for _ in range(3)]
    assert (answers, len(asked)) == (["Yes", "Cancel", "Cancel"], 2)
