"""Articles on paper: every page numbered, all text there, readable in order."""

from __future__ import annotations

import io
import re

import pypdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.articles.article import article
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.paper import Paper
from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.article_paper import article_pdf
from tests.places import RESOURCES

_FOOT = (16 + 12) / 25.4 * 72
"""Points below the body of a page: its margin and its foot."""


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


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["fibromyalgia", "ms", "autism", "warnings", "chronic-pain"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    qapp: QApplication, content: Content, name: str, paper: str
) -> None:
    made = article(content.topics[name], content)
    sheet = Paper(paper, large=False, family=load_fonts(RESOURCES))
    data = article_pdf(made, content.grades, sheet, "1 Dec 2026")
    headings = {_bare(heading) for _, heading, _ in made.headings}
    for page in pypdfium2.PdfDocument(data):
        # What is clipped below the body is in the file all the same.
        shown = page.get_textpage().get_text_bounded(bottom=_FOOT)
        last = re.sub(r"(?:,|(?<=[a-z]))\d+$", "", _bare(shown))
        assert not any(last.endswith(heading) for heading in headings), last[-60:]


def _bare(words: str) -> str:
    return "".join(words.split())
