"""Something fails: the window and the plan stay, the draft is kept, and the next start tells."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.ui.shell.fault_report import FaultReport
from ldn_desktop.ui.startup.crash_care import CrashCare
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.clock import local_now
from tests.journeys.desk import Desk, desk_on, settle

NAME = "Zzsecret Patient"


@pytest.fixture
def care(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashCare]:
    # pytest's own report of a native fault stays for the tests after these.
    monkeypatch.setattr("ldn_desktop.ui.startup.crash_care.faulthandler", Mock())
    hooks = sys.excepthook, threading.excepthook
    made = CrashCare(FaultLog(desk.places.faults), local_now)
    made.install()
    desk.window.take_care(made)
    yield made
    made.end()
    sys.excepthook, threading.excepthook = hooks


def _fail(care: CrashCare, message: str) -> None:
    """Let an error arrive as Qt hands over one that a slot did not catch."""
    with pytest.raises(ValueError, match=message) as caught:
        raise ValueError(message)
    sys.excepthook(caught.type, caught.value, caught.tb)
    settle()


def _offers(desk: Desk) -> list[MessageBar]:
    return [bar for bar in desk.window.notices.findChildren(MessageBar) if bar.isVisible()]


def test_the_plan_stays_and_the_person_is_told_once(desk: Desk, care: CrashCare) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.type_into(desk.name, NAME)
    before = desk.session.draft
    _fail(care, NAME)
    _fail(care, NAME)
    (bar,) = _offers(desk)
    assert bar.text().startswith("Warning: Something went wrong")
    assert desk.session.draft == before
    assert any(desk.places.drafts.iterdir())
    report = FaultLog(desk.places.faults).report()
    assert report.count("builtins.ValueError") == 2
    for file in desk.places.state.rglob("*"):
        assert not file.is_file() or NAME.encode() not in file.read_bytes()


def test_the_report_is_seen_copied_and_forgotten(
    desk: Desk, care: CrashCare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _fail(care, "x")
    seen: list[str] = []

    def shown(dialog: FaultReport) -> int:
        text = dialog.findChild(QPlainTextEdit)
        assert text is not None
        seen.append(text.toPlainText())
        dialog.copy()
        dialog.save(tmp_path / "report.txt")
        dialog.save(tmp_path / "missing" / "report.txt")
        assert any(label.text().startswith("Not saved.") for label in dialog.findChildren(QLabel))
        return 0

    monkeypatch.setattr(FaultReport, "exec", shown)
    (bar,) = _offers(desk)
    next(button for button in bar.buttons() if button.text() == "Show the report").click()
    assert "builtins.ValueError" in seen[0]
    assert (tmp_path / "report.txt").read_text() == seen[0]
    assert FaultLog(desk.places.faults).report() == ""


def test_the_next_start_offers_the_report(tmp_path: Path, qapp: object) -> None:
    FaultLog(tmp_path / "state" / "faults").keep(
        "builtins.ValueError", datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    )
    with desk_on(tmp_path) as desk:
        settle()
        (bar,) = _offers(desk)
        assert "when it last ran" in bar.text()
        next(button for button in bar.buttons() if button.text() == "Dismiss").click()
    with desk_on(tmp_path) as desk:
        settle()
        assert _offers(desk) == []


def test_a_thread_that_fails_is_kept_too(desk: Desk, care: CrashCare) -> None:

    def fail() -> None:
        raise LookupError(NAME)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    settle()
    report = FaultLog(desk.places.faults).report()
    assert "builtins.LookupError" in report
    assert NAME not in report
    assert _offers(desk)
