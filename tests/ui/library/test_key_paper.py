"""What is sent to the printer is read back: the key, and what it opens."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.library import key_paper
from ldn_desktop.ui.theme.theme import ThemeManager
from tests.library.given import RECOVERY_TEXT


def test_the_key_is_sent_to_the_printer_that_is_chosen(
    tmp_path: Path, qtbot: QtBot, themes: ThemeManager
) -> None:
    sent, folder = tmp_path / "sent.pdf", Path("somewhere/library")
    window = QWidget()
    qtbot.addWidget(window)

    def choose(printer: QPrinter, _window: QWidget) -> bool:
        # A patient's or a practice's name is in no queue.
        assert printer.docName() == "LDN Desktop"
        printer.setOutputFileName(str(sent))
        return True

    with (
        patch.object(key_paper, "has_printer", return_value=True),
        patch.object(key_paper, "ask_printer", choose),
    ):
        assert key_paper.print_key(RECOVERY_TEXT, folder, "a4", window)
    pages = pypdf.PdfReader(sent).pages
    words = pages[0].extract_text().split()
    assert len(pages) == 1
    assert [word for word in words if word in RECOVERY_TEXT.split()] == RECOVERY_TEXT.split()
    assert str(folder) in " ".join(words)


def test_nothing_counts_as_printed_where_the_dialog_is_left_or_there_is_no_printer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with (
        patch.object(key_paper, "has_printer", return_value=True),
        patch.object(key_paper, "ask_printer", return_value=False),
    ):
        assert not key_paper.print_key(RECOVERY_TEXT, Path("library"), "a4", window)
    with (
        patch.object(key_paper, "has_printer", return_value=False),
        pytest.raises(StoreError, match="write the key down by hand"),
    ):
        key_paper.print_key(RECOVERY_TEXT, Path("library"), "a4", window)
