"""Saving an article as PDF where the person wants it, and printing it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.articles.article import Article
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.printing.sending import printer_for, taking
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.saving import PDF, Outcome, ask_where, save_file
from ldn_desktop.ui.reference.article_paper import DOTS, article_pdf, paint_article
from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer
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
        return Outcome(NO_PRINTER, failed=True)
    sheet = Paper(paper, large=False, family=QApplication.font().family())
    printer = printer_for(sheet, article.topic.title)
    printer.setResolution(DOTS)
    if not ask_printer(printer, window):
        return Outcome()
    try:
        with taking(printer, sheet):
            begun = paint_article(printer, article, grades, sheet, full_date(local_today()))
    except StoreError as error:
        return Outcome(str(error), failed=True)
    if not begun:
        return Outcome("The printer could not be started; choose another or save a PDF.", failed=True)
    return Outcome()
