"""A window for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.journeys.desk import Desk, desk_on
from tests.journeys.person import Person


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A window on an empty plan."""
    with desk_on(tmp_path) as found:
        yield found


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Person:
    """Whoever answers the dialogs of files and the boxes."""
    found = Person(tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", found.choose)

    def exec_(box: QMessageBox) -> QMessageBox.StandardButton:
        return found.ask(box)

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return found
