"""A language that is read from the right needs no code: here a made-up one, English in Hebrew letters."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.printing.bound import Bound
from ldn_desktop.printing.command import finished_pdf, paper_pages, pdf_bytes
from ldn_desktop.printing.from_right import isolated
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.made_up import CODE, made_up_knowledge
from tests.printing.test_command_language import PLANS
from tests.printing.test_command_spanish import FOR_PATIENTS, OTHERS, regimen_of

START = date(2026, 12, 1)
_LETTERS = "אבגדהוזחטיכלמנסעפצקרשתךםןף"
_LETTER = re.compile(r"\{[^}]*\}|[A-Za-z]")


def from_the_right(text: str) -> str:
    """Return a text in Hebrew letters; its fields and figures stay."""
    return _LETTER.sub(lambda found: _letter(found[0]), text)


def _letter(text: str) -> str:
    return text if len(text) > 1 else _LETTERS[ord(text.lower()) - ord("a")]


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return made_up_knowledge(tmp_path_factory.mktemp("right"), from_the_right, "rtl")


def pages_of(right: Knowledge, plan: str, kind: str) -> Bound:
    regimen = regimen_of(right, {"max_pieces_per_dose": 20, **{**PLANS, **OTHERS}[plan]}, START)
    wording = Wording(language=right.content.language(CODE))
    pages = paper_pages(regimen, right, wording=wording, paper="a4", large=False, printed=START, kind=kind)
    assert isinstance(pages, Bound)
    return pages


def test_it_passes_the_check(right: Knowledge) -> None:
    assert [told for told in check_content(right.content.folder, declarations()) if "words/" in told] == []


@pytest.mark.parametrize(("plan", "kinds"), [("rhythms", FOR_PATIENTS), ("liquids", ("patient", "diary"))])
def test_papers_from_the_right_are_read_back(
    qapp: QApplication, right: Knowledge, plan: str, kinds: tuple[str, ...]
) -> None:
    for kind in kinds:
        pages = pages_of(right, plan, kind)
        regimen = regimen_of(right, {"max_pieces_per_dose": 20, **{**PLANS, **OTHERS}[plan]}, START)
        finished_pdf(pages, regimen, right, printed=START, kind=kind)
        text = " ".join(page_texts(pdf_bytes(pages.parts[0][1]), range(9)))
        assert from_the_right("dose") in text
        assert "0.5 mg" in text or plan == "liquids"
        assert "0123 456" in text or kind == "calendar"


@pytest.mark.parametrize(
    ("told", "instead"),
    [("0.5 mg", "5 mg"), ("1 mg", "10 mg"), ("1 {} 2026", "2 {} 2026"), ("0123 456", "0123 465")],
)
def test_another_number_on_a_page_from_the_right_does_not_leave(
    qapp: QApplication, right: Knowledge, told: str, instead: str
) -> None:
    regimen = regimen_of(right, OTHERS["rhythms"], START)
    own = pdf_bytes(pages_of(right, "rhythms", "patient").parts[0][1])
    asked = Asked(regimen, right.content, START, language=CODE, beside=True)
    pages = page_texts(own, range(9))
    check_pages(pages, "patient", asked)
    month = from_the_right("Dec")
    at = next(number for number, page in enumerate(pages) if told.format(month) in page)
    changed = [*pages]
    changed[at] = changed[at].replace(told.format(month), instead.format(month), 1)
    with pytest.raises(ReadBackError):
        check_pages(changed, "patient", asked)


def test_a_page_begins_at_the_right_and_its_letters_stand_upright(
    qapp: QApplication, right: Knowledge
) -> None:
    (_, own), (_, english) = pages_of(right, "rhythms", "patient").parts
    for pages, from_right in ((own, True), (english, False)):
        page = pypdfium2.PdfDocument(pdf_bytes(pages))[0]
        texts = list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]))
        assert all(text.get_matrix().a > 0 and text.get_matrix().d > 0 for text in texts)
        title = max(text.get_font_size() * text.get_matrix().d for text in texts)
        sides = [text.get_bounds() for text in texts if text.get_font_size() * text.get_matrix().d == title]
        left, right_side = min(side[0] for side in sides), max(side[2] for side in sides)
        assert (page.get_width() - right_side < left) == from_right


def test_what_is_read_from_the_left_is_set_off() -> None:
    apart = "\u2068{}\u2069".format
    assert isolated("0.5 mg") == "0.5 mg"
    assert isolated("אב 0.5 mg, גד") == f"אב {apart('0.5 mg')}, גד"
    assert isolated("אב (0123 456) Ann Lee") == f"אב ({apart('0123 456')}) {apart('Ann Lee')}"
    assert isolated(f"אב {apart('גד 12')} 3") == f"אב {apart('גד 12')} {apart('3')}"
