"""Articles on paper: every page numbered, all text there, readable in order."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.articles.article import article
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.paper import Paper
from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.article_paper import article_pdf
from tests.places import RESOURCES


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["fibromyalgia", "surgery", "receptor-blockade"])
def test_an_article_is_printed_whole(qapp: QApplication, content: Content, name: str, paper: str) -> None:
    made = article(content.topics[name], content)

    data = article_pdf(
        made, content.grades, Paper(paper, large=False, family=load_fonts(RESOURCES)), "1 Dec 2026"
    )

    # The reader parts words as they are placed, so blanks are left out of account.
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert pages[0].startswith(_bare(made.topic.title))
    for number, text in enumerate(pages, 1):
        assert f"page{number}of{len(pages)}" in text
        assert "printed1Dec2026" in text
    flat = "".join(pages)
    for words in (heading for _, heading, _ in made.headings if heading != "Sources"):
        assert _bare(words.split()[0]) in flat
    for source in made.sources:
        assert _bare(source.title.split()[0]) in flat
    assert "Planatitration" not in flat


def _bare(words: str) -> str:
    return "".join(words.split())
