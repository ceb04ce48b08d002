"""The columns of the file dialog can be read when it is first shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeView

from ldn_desktop.ui.files.dialog_history import IS_SYSTEMS
from ldn_desktop.ui.files.saving import FileKind, ask_file, ask_where
from tests.journeys.desk import Desk

_NAME = "A. Lee (1980) 2026-12-01.ldnplan"
_FILES = (_NAME, "b.ldnplan")
_KIND = FileKind("LDN plans", ".ldnplan")


class Look:
    """Looks at the dialog once it lists its files, and gives it up."""

    def __init__(self) -> None:
        self.cut: list[str] | None = None
        QTimer.singleShot(50, self.see)

    def see(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        view = dialog.findChild(QTreeView, "treeView")
        assert isinstance(view, QTreeView)
        for _ in range(100):
            QTest.qWait(20)
            if view.model().rowCount(view.rootIndex()) == len(_FILES):
                break
        QTest.qWait(50)
        header = view.header()
        self.cut = [
            str(view.model().headerData(column, header.orientation()))
            for column in range(header.count())
            if view.columnWidth(column) < view.sizeHintForColumn(column)
            and not header.isSectionHidden(column)
        ]
        if header.length() > view.viewport().width():
            self.cut.append("reaches over the edge")
        dialog.reject()


@pytest.mark.skipif(IS_SYSTEMS, reason="the dialog is the system's there")
@pytest.mark.parametrize("way", ["open", "save"])
def test_every_column_is_whole_at_first(desk: Desk, tmp_path: Path, way: str) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in _FILES:
        (folder / name).write_bytes(b"x" * 93_000)
    look = Look()
    if way == "open":
        ask_file(desk.window, "Open a plan", str(folder), _KIND)
    else:
        ask_where(desk.window, "Save the plan", folder / "c.ldnplan", _KIND)
    assert look.cut == []
