"""The next visit on the papers of a plan of the library, on every way that they are made; of a file there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog

from ldn_desktop.library.bodies import Deletion, Visit
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.papers.again import PapersAgain
from ldn_desktop.ui.papers.export_dialog import ExportDialog
from ldn_desktop.ui.papers.exports import Exports
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.papers.preview import PreviewDialog
from tests.ui.files.given import Hands
from tests.ui.plans.given import open_library
from tests.workspace.given_plans import PLAN, TODAY

MARK, LEGEND = "Visit", "your next visit"
NEXT = date(2027, 1, 13)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("papers", "exports"):
        monkeypatch.setattr(f"ldn_desktop.ui.papers.{room}.local_today", lambda: TODAY)


@pytest.fixture
def subject(hands: Hands) -> str:
    (kept,) = open_library(hands.supplies, [PLAN])
    hands.kept.see(Visit(TODAY, "go-on", next_visit=NEXT), kept, "A")
    assert hands.open(kept)
    return kept


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the calendar of each preview that was shown."""
    told: list[str] = []

    def preview(dialog: PreviewDialog) -> int:
        kinds = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Document")
        kinds.setCurrentIndex(kinds.findData("calendar"))
        told.append(dialog.pages.text)
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", preview)
    return told


def _papers(hands: Hands) -> Papers:
    bridge, knowledge, remembered = hands.supplies.bridge, hands.supplies.knowledge, hands.supplies.remembered
    return Papers(bridge, knowledge, remembered, hands.files, Leaving(bridge, hands.files), hands.window)


def _again(hands: Hands) -> PapersAgain:
    return PapersAgain(hands.files, hands.supplies.knowledge, hands.supplies.remembered, hands.window)


def test_every_preview_shows_it(hands: Hands, subject: str, seen: list[str]) -> None:
    _papers(hands).preview()
    _again(hands).preview(subject)
    assert len(seen) == 2
    for text in seen:
        assert (text.splitlines().count(MARK), text.splitlines().count(LEGEND)) == (1, 1)


def test_a_plan_that_does_not_stand_yet_has_the_visit_that_is_being_written(
    hands: Hands, subject: str, seen: list[str]
) -> None:
    regimen = hands.session.regimen
    assert regimen is not None
    for day in (None, date(2027, 1, 20)):
        _papers(hands).look_at(regimen, day)
    assert [text.splitlines().count(MARK) for text in seen] == [0, 1]


def test_what_is_saved_is_read_back_with_it(
    hands: Hands, subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calendar.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    papers = _papers(hands)
    failed: list[str] = []
    papers.failed.connect(failed.append)
    papers.save("calendar")
    assert failed == []
    assert LEGEND in " ".join(page_texts(path.read_bytes()))


def test_all_papers_in_one_go_leave_with_it(
    hands: Hands, subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, told = [tmp_path / "open.pdf", tmp_path / "again.pdf"], list[str]()
    offered = iter(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(offered)), ""))

    def pack(dialog: PackDialog) -> int:
        dialog.message.connect(told.append)
        dialog.save_one()
        return 0

    monkeypatch.setattr(PackDialog, "exec", pack)
    _papers(hands).pack()
    _again(hands).pack(subject, ("calendar",))
    assert [sentence.split()[0] for sentence in told] == ["Saved", "Saved"]
    for path in paths:
        assert LEGEND in " ".join(page_texts(path.read_bytes()))


def test_a_calendar_file_has_it(
    hands: Hands, subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExportDialog, "exec", lambda _: ExportDialog.DialogCode.Accepted)
    monkeypatch.setattr(ExportDialog, "code", "ics")
    monkeypatch.setattr(ExportDialog, "cancels", False)
    path = tmp_path / "plan.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    exports = Exports(
        hands.supplies.bridge,
        hands.supplies.knowledge,
        hands.files,
        Leaving(hands.supplies.bridge, hands.files),
        hands.window,
    )
    exports.choose()
    assert b"SUMMARY:Next visit" in path.read_bytes()


def test_the_last_visit_that_counts_says_whether_there_is_one(
    hands: Hands, subject: str, seen: list[str]
) -> None:
    (later,) = hands.kept.see(Visit(NEXT, "go-on"), subject, "A")
    _papers(hands).preview()
    hands.kept.note(Deletion((later.hash,)), subject, "A")
    _papers(hands).preview()
    assert [text.splitlines().count(MARK) for text in seen] == [0, 1]


def test_a_plan_without_a_place_in_the_library_has_none(hands: Hands, subject: str, seen: list[str]) -> None:
    hands.begin(PLAN)
    _papers(hands).preview()
    assert MARK not in seen[0].splitlines()


def test_that_it_cannot_be_read_is_told_and_papers_leave(hands: Hands, subject: str, seen: list[str]) -> None:
    papers, told = _papers(hands), list[str]()
    papers.message.connect(told.append)
    hands.supplies.keeper.library.lock()
    papers.preview()
    assert MARK not in seen[0].splitlines()
    assert told == ["The next visit is not known and left out. The library is locked; unlock it first."]
