"""A sentence that is copied from any PDF of the program holds blanks, whatever reads it."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.pdf_file import PdfFile, with_letters
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import USUAL
from tests.places import RESOURCES, ROOT, SHIPPED

DAY = date(2026, 12, 1)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("sentence", ["Take 1.5 mL at bedtime.", "a b", "one\u00a0two three"])
def test_a_sentence_is_read_as_it_was_painted(qapp: QApplication, sentence: str) -> None:
    pdf = PdfFile("Title")
    painter = QPainter(pdf.writer)
    painter.setFont(QFont(load_fonts(RESOURCES)))
    painter.drawText(500, 500, sentence)
    painter.end()

    assert text_of(pdf.finished()).strip() == sentence


@pytest.mark.parametrize("kind", USUAL)
def test_no_paper_holds_a_tab(qapp: QApplication, kind: str) -> None:
    knowledge = Knowledge(SHIPPED)
    plan = read_plan((ROOT / "docs/screenshots/plans/typical.ldnplan").read_bytes(), knowledge.vocabulary)
    regimen = derive(plan, knowledge.rules, DAY)

    told = text_of(
        pdf_bytes(paper_pages(regimen, knowledge, paper="a4", large=False, printed=DAY, kind=kind))
    )

    assert "\t" not in told
    assert re.search(r"\bnaltrexone\b", told, re.IGNORECASE)


def test_every_pdf_is_made_this_way() -> None:
    package = ROOT / "ldn_desktop"
    writers = [path.name for path in package.rglob("*.py") if "QPdfWriter(" in path.read_text("utf-8")]
    assert writers == ["pdf_file.py"]


def test_only_what_a_glyph_stands_for_is_put_right() -> None:
    table = b"beginbfrange\n<0001> <0009> [<0041> <0009> <2F2D> ]\n<0009> <0009> <0009>\nendbfrange <0009>"
    right = b"beginbfrange\n<0001> <0009> [<0041> <0020> <5C71> ]\n<0009> <0009> <0020>\nendbfrange <0009>"
    assert with_letters(table, {"\t": " ", "\u2f2d": "\u5c71"}) == right
