"""A finished paper that does not say what its plan says: it stays, the person is told, a report is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.widgets.messages import MessageBar
from tests.journeys.desk import Desk, press, settle, words

NAME = "Zzsecret Patient"


def _wrong_dose(_words: DoseWords, ng: int) -> str:
    return f"{ng // 100_000} mg"


def test_a_wrong_paper_is_held_back_and_a_report_without_the_patient_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.type_into(desk.name, NAME)
    out = tmp_path / "paper.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(DoseWords, "dose", _wrong_dose)
    desk.window.actions_.save_pdf.trigger()
    settle()
    assert not out.exists()
    bars = [bar for bar in desk.window.notices.findChildren(MessageBar) if bar.isVisible()]
    told = " ".join([*desk.notices, *(bar.text() for bar in bars)])
    assert "The PDF was not saved. The finished pages do not say what the plan says" in told
    assert "A report was kept" in told
    report = FaultLog(desk.places.faults).report()
    assert "read_back: patient, " in report
    assert NAME not in report


def test_the_preview_itself_says_why_a_paper_did_not_leave(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    told: list[list[str]] = []

    def looked_at(dialog: PreviewDialog) -> int:
        dialog.show()
        press(dialog, "Save PDF…")
        told.append(words(dialog))
        return 0

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "paper.pdf"), ""))
    monkeypatch.setattr(PreviewDialog, "exec", looked_at)
    monkeypatch.setattr(DoseWords, "dose", _wrong_dose)
    desk.papers.preview()
    assert "The PDF was not saved. The finished pages do not say what the plan says" in str(told)
