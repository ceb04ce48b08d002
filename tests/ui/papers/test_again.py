"""Papers of a plan of the library beside the open plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library.bodies import Deletion, Paper
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.papers.again import PapersAgain
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.papers.pack_list import PackList
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.intents import SetNotes
from ldn_desktop.workspace.pack import keep_taken
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import TODAY, named


def test_papers_of_the_revision_that_stands_are_taken_in_one_go(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies, window = supplies_in(tmp_path), QWidget()
    qtbot.addWidget(window)
    (subject,) = open_library(supplies, [named("Ben")])
    keep_taken(supplies.knowledge, ("patient", "diary"))
    shown: list[str] = []

    def exec_(dialog: PackDialog) -> int:
        shown.extend(kind for papers in dialog.findChildren(PackList) for kind in papers.ticked)
        return 0

    monkeypatch.setattr(PackDialog, "exec", exec_)
    again = again_of(supplies, tmp_path, window)
    again.pack(subject, ("patient", "calendar"))
    assert shown == ["patient", "calendar"]
    supplies.keeper.library.lock()


def again_of(
    supplies: Supplies, folder: Path, window: QWidget, notices: Notices | None = None
) -> PapersAgain:
    files = PlanFiles(
        supplies.bridge,
        supplies.knowledge,
        lambda: blank(TODAY, "new"),
        lambda: str(folder),
        supplies.remembered,
        supplies.keeper,
        notices or Notices(),
        window,
    )
    return PapersAgain(files, supplies.knowledge, supplies.remembered, window)


def test_the_revision_that_stands_is_printed_again_and_the_open_plan_stays(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies, window = supplies_in(tmp_path), QWidget()
    qtbot.addWidget(window)
    (subject,) = open_library(supplies, [named("Ben")])
    supplies.bridge.do(SetNotes("half typed"), "notes")
    before = supplies.bridge.session.draft
    shown: list[str] = []

    def exec_(dialog: PreviewDialog) -> int:
        shown.append(dialog.pages.text)
        dialog.save_wanted.emit("clinician", False, False, "en")
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", exec_)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "again.pdf"), ""))
    again = again_of(supplies, tmp_path, window)
    told: list[str] = []
    again.failed.connect(told.append)
    again.preview(subject)
    assert "Ben" in shown[0]
    assert (tmp_path / "again.pdf").exists()
    assert supplies.bridge.session.draft == before
    plans = supplies.keeper.library.kept
    revision, paper = plans.history(subject).records
    assert isinstance(paper.body, Paper)
    assert (paper.body.code, paper.body.revision) == ("clinician", revision.hash)
    plans.erase([subject], "A")
    again.preview(subject)
    assert told == ["The plan in the library was not opened. No revision of it stands there any more."]
    assert len(shown) == 1
    supplies.keeper.library.lock()


def test_a_plan_that_was_printed_is_not_taken_for_the_open_one_later(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies, window, notices = supplies_in(tmp_path), QWidget(), Notices()
    qtbot.addWidget(window)
    qtbot.addWidget(notices)
    (subject,) = open_library(supplies, [named("Ben")])
    monkeypatch.setattr(PreviewDialog, "exec", lambda _dialog: 0)
    again_of(supplies, tmp_path, window, notices).preview(subject)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    supplies.keeper.library.kept.note(Deletion(), subject, "A")
    assert not notices.findChildren(MessageBar)
    supplies.keeper.library.lock()
