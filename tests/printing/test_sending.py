"""Pages sent to a printer: on their own sheet, the range that was asked for, and a sentence where none takes them.

What a real print service answers is tried by ``checks.real_printing``.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.command import paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.sending import printer_for, send
from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, regimen_of
from tests.places import SHIPPED


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED)


def pages_of(knowledge: Knowledge, paper: str) -> Printable:
    return paper_pages(regimen_of(knowledge), knowledge, paper=paper, large=False, printed=TODAY)


def to_file(printer: QPrinter, file: Path) -> QPrinter:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pages_are_printed_on_their_own_sheet_whatever_the_printer_was_set_to(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    pages, other = (pages_of(knowledge, name) for name in (paper, "letter" if paper == "a4" else "a4"))
    send(pages, to_file(printer_for(other.paper, "A paper"), tmp_path / "out.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert [page.get_size() for page in document] == [size] * pages.count


def test_a_range_of_pages_is_printed_as_it_was_asked_for(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    pages = pages_of(knowledge, "a4")
    printer = to_file(printer_for(pages.paper, "A paper"), tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    send(pages, printer)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "out.pdf")]
    assert len(texts) == 2
    assert all(f"Page {number} of {pages.count}" in text for number, text in zip((2, 3), texts, strict=True))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_started_is_told(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    pages = pages_of(knowledge, "a4")
    with pytest.raises(StoreError, match="could not be started; choose another printer or save a PDF"):
        send(pages, to_file(printer_for(pages.paper, "A paper"), tmp_path / "missing" / "out.pdf"))
