"""A plan's history on paper: saved, noted in the library, and told where it cannot be."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.plans.history.on_paper import HistoryOnPaper
from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER
from ldn_desktop.workspace.followed_plan import FollowedPlan
from ldn_desktop.workspace.kept_plans import KeptPlans
from tests.library.given import SENTENCE
from tests.ui.plans.given import make_cheap_library, supplies_in
from tests.workspace.story import TODAY, Clock, tell


def test_a_pdf_is_saved_and_noted(qtbot: QtBot, tmp_path: Path) -> None:
    supplies = supplies_in(tmp_path / "home")
    make_cheap_library(supplies)
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    clock = Clock()
    kept = KeptPlans(supplies.keeper.library.opened.store, supplies.knowledge, clock)
    first, _, third = tell(kept, clock)
    window = QWidget()
    qtbot.addWidget(window)
    paper = HistoryOnPaper(supplies, window)
    told: list[str] = []
    paper.message.connect(told.append)
    paper.failed.connect(told.append)
    file = tmp_path / "history.pdf"
    followed = FollowedPlan(kept, first.subject, supplies.knowledge, PLAIN, TODAY)
    with patch("ldn_desktop.ui.files.saving.ask_where", lambda *_: file):
        paper.save(followed)
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "Why: poor sleep and headache at 3 mg" in " ".join(text.split())
    assert "cannot show that the dose made the difference" in text
    noted = kept.history(first.subject).records[-1].body
    assert (getattr(noted, "code", ""), getattr(noted, "revision", "")) == ("plan-history", third.hash)
    with patch("ldn_desktop.ui.files.saving.ask_where", lambda *_: tmp_path / "nowhere" / "history.pdf"):
        paper.save(followed)
    with patch("ldn_desktop.printing.print_service.has_printer", lambda: False):
        paper.print(followed)
    assert told[0].startswith("Saved history.pdf in")
    assert "was not saved" in told[1]
    assert told[2] == NO_PRINTER
    supplies.keeper.library.lock()


def test_a_dialog_of_the_system_that_is_answered_after_the_lock_saves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies = supplies_in(tmp_path / "home")
    make_cheap_library(supplies)
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    clock = Clock()
    kept = KeptPlans(supplies.keeper.library.opened.store, supplies.knowledge, clock)
    first, *_ = tell(kept, clock)
    window, file = QWidget(), tmp_path / "history.pdf"
    paper = HistoryOnPaper(supplies, window)
    followed = FollowedPlan(kept, first.subject, supplies.knowledge, PLAIN, TODAY)

    def answered_late(*_asked: object) -> tuple[str, str]:
        supplies.keeper.library.lock()
        delete(window)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answered_late)
    paper.save(followed)
    assert not file.exists()
