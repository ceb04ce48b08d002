"""Writes the patient plan as PDF, with or without a window."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUuid
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter

from ldn_desktop.documents.patient_plan import patient_plan
from ldn_desktop.documents.plain_text import patient_text
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.library.files import StoreError, replace_atomically
from ldn_desktop.ui.printing.pages import Pages
from ldn_desktop.ui.printing.paper import Paper
from ldn_desktop.ui.theme.fonts import load_fonts
from ldn_desktop.workspace.knowledge import Knowledge

PDF_DOTS = 300
_PLANS = "{7d1f0c5e-64a4-4a0b-9d0e-2f1c1a6b9c34}"
"""The room of names in which the id of a document is made from what it says."""


def print_patient_plan(
    regimen: Regimen,
    knowledge: Knowledge,
    out: Path,
    *,
    paper: str,
    large: bool,
    printed: date,
) -> str:
    """Write the patient plan to a PDF file; return why it could not be written, empty where it was.

    Refused (``BlockedError``): a plan with a finding that blocks. A file that cannot be replaced stays as it was.
    """
    pages = patient_pages(regimen, knowledge, paper=paper, large=large, printed=printed)
    try:
        replace_atomically(out, pdf_bytes(pages))
    except StoreError as error:
        return str(error)
    return ""


def patient_pages(regimen: Regimen, knowledge: Knowledge, *, paper: str, large: bool, printed: date) -> Pages:
    """Return the laid out pages of the patient plan. Refused (``BlockedError``): a plan that is blocked."""
    family = _family(knowledge.resources)
    words = knowledge.content.patient_words
    document = patient_plan(regimen, words, printed, knowledge.micro_unit, knowledge.paper_note)
    return Pages(document, Paper(paper, large, family))


def pdf_bytes(pages: Pages) -> bytes:
    """Return pages as the bytes of a PDF. No name of the patient stands in its properties.

    The same pages give the same bytes but for the time of making.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DOTS)
    writer.setPageLayout(pages.paper.layout())
    writer.setTitle("Patient plan")
    writer.setCreator("LDN Desktop")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(_PLANS), patient_text(pages.document).encode()))
    painter = QPainter(writer)
    for page in range(pages.count):
        if page:
            writer.newPage()
        pages.paint(painter, page, PDF_DOTS)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _family(resources: Path) -> str:
    """Return the bundled family; a command without a window first makes the application that holds fonts."""
    app = QGuiApplication.instance()
    if app is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QGuiApplication(["ldn-desktop"])
    known = app.property("ldnFamily")
    if isinstance(known, str):
        return known
    family = load_fonts(resources)
    app.setProperty("ldnFamily", family)
    app.setProperty("ldnApplication", app)
    return family
