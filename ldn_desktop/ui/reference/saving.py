"""Saving an article as PDF where the person wants it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ldn_desktop.documents.article import Article
from ldn_desktop.documents.wording import full_date
from ldn_desktop.library.files import StoreError, replace_atomically
from ldn_desktop.reference.grades import Grades
from ldn_desktop.ui.printing.paper import Paper
from ldn_desktop.ui.reference.article_paper import article_pdf
from ldn_desktop.workspace.clock import local_today


def save_article(window: QWidget, article: Article, grades: Grades, paper: str) -> str:
    """Ask for a file and write an article into it; return what became of it, empty where nothing was chosen."""
    name, _ = QFileDialog.getSaveFileName(
        window, "Save the article as PDF", f"{article.topic.id}.pdf", "PDF (*.pdf)"
    )
    if not name:
        return ""
    path = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
    sheet = Paper(paper, large=False, family=QApplication.font().family())
    try:
        replace_atomically(path, article_pdf(article, grades, sheet, full_date(local_today())))
    except StoreError as error:
        return f"The PDF was not saved. {error}"
    return f"Saved {path.name} in {path.parent}."
