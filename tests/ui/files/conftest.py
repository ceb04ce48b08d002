"""A plan that is open beside a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.files.given import Hands
from tests.ui.plans.given import supplies_in


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    supplies, window = supplies_in(tmp_path), QWidget()
    qtbot.addWidget(window)
    found = Hands(supplies, window)

    def exec_(box: QMessageBox) -> QMessageBox.StandardButton:
        found.asked.append(f"{box.text()} {box.informativeText()}".strip())
        assert found.answers, f"nothing should be asked: {box.text()}"
        return found.answers.pop(0)

    def choose(_window: object, title: str, *_: object) -> tuple[str, str]:
        """Choose a file that is called as the dialog is."""
        return str(tmp_path / title), ""

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    yield found
    assert not found.answers
    supplies.keeper.library.lock()
