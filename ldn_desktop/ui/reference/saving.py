"""Saving an article as PDF where the person wants it, and printing it."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ldn_desktop.articles.article import Article
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.ui.files.saving import PDF, Outcome, ask_where, save_file
from ldn_desktop.ui.reference.article_paper import DOTS, article_pdf, paint_article
from ldn_desktop.workspace.clock import local_today


def save_article(window: QWidget, article: Article, grades: Grades, paper: str) -> Outcome:
    """Ask for a file and write an article into it; return what became of it, nothing where none was chosen."""
    path = ask_where(window, "Save the article as PDF", f"{article.topic.id}.pdf", PDF)
    if path is None:
        return Outcome()
    sheet = Paper(paper, large=False, family=QApplication.font().family())
    return save_file(path, article_pdf(article, grades, sheet, full_date(local_today())), "PDF")


def print_article(window: QWidget, article: Article, grades: Grades, paper: str) -> Outcome:
    """Ask for a printer and print an article; return what went wrong, nothing where nothing did."""
    # Without a printer Qt would silently write a PDF into the folder of the moment.
    if not has_printer():
        return Outcome("No printer is set up on this computer; save a PDF instead.", failed=True)
    sheet = Paper(paper, large=False, family=QApplication.font().family())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS)
    printer.setDocName(article.topic.title)
    printer.setFullPage(True)
    printer.setPageLayout(sheet.layout())
    dialog = QPrintDialog(printer, window)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    # Saving a PDF asks before it replaces a file, and keeps no list of files; the print dialog would not.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed and not paint_article(printer, article, grades, sheet, full_date(local_today())):
        return Outcome("The printer could not be started; choose another or save a PDF.", failed=True)
    return Outcome()
