"""The paper of a recovery key: what is read back from it opens the library."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.library.recovery_key import new_recovery_key, read_recovery_key
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.pdf_file import PdfFile
from ldn_desktop.printing.recovery_page import RecoveryPage, Told
from tests.places import RESOURCES


@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_the_key_is_read_back_from_the_page(sheet: str, qapp: QApplication) -> None:
    key = new_recovery_key()
    told = Told(key, "/home/someone/.local/share/ldn-desktop/library", "clinic-3", "Wed 23 Dec 2026")
    page = RecoveryPage(told, Paper(sheet, large=False, family=load_fonts(RESOURCES)))
    pdf = PdfFile("LDN Desktop")
    pdf.writer.setResolution(300)
    pdf.writer.setPageLayout(page.paper.layout())
    painter = QPainter(pdf.writer)
    page.paint(painter, 0, 300)
    painter.end()
    pages = [read.extract_text() for read in pypdf.PdfReader(io.BytesIO(pdf.finished())).pages]
    words = pages[0].split()
    groups = [word for word in words if word in key.split()]
    assert read_recovery_key(" ".join(groups)) == key
    said = " ".join(words)
    for fact in (told.folder, "clinic-3", "Wed 23 Dec 2026", "away from the computer"):
        assert fact in said
    assert len(pages) == 1
    assert all(group in page.text for group in key.split())
