"""Names, numbers, practices and telephones on every paper: in any script, of any length, each letter read back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from checks.font_coverage import coverage
from ldn_desktop.domain.formulation import Capsule, Liquid
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Override, Patient, Plan, Prescriber
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.texts import LONGEST_LINE
from ldn_desktop.papers.catalogue import PAPERS, BlockedError, holding_back
from ldn_desktop.papers.frame import one_line
from ldn_desktop.printing.card_page import CardPage
from ldn_desktop.printing.command import paper_pages, print_paper, system_font
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.reference.words.typefaces import COVERAGE
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import RESOURCES, SHIPPED
from tests.printing.given import ends_at_its_line

TODAY = date(2026, 12, 1)
MG = 1_000_000
NAMES = {
    "arabic": "محمد علي",
    "armenian": "Արմեն Գրիգորյան",
    "bengali": "রবীন্দ্রনাথ ঠাকুর",
    "cyrillic": "Іван Щербак",
    "devanagari": "श्रीकृष्ण क्षत्रिय",
    "ethiopic": "አበበ ቢቂላ",
    "georgian": "გიორგი მაისურაძე",
    "greek": "Γιώργος Παπάς",
    "gujarati": "મોહનદાસ ગાંધી",
    "gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "hebrew": "דוד כהן",
    "hebrew-with-points": "דָּוִד כֹּהֵן",
    "kannada": "ಕೃಷ್ಣ ರಾವ್",
    "khmer": "សុខា ស្រី",
    "lao": "ສົມຊາຍ ຄຳ",
    "latin-in-pieces": unicodedata.normalize("NFD", "Nguyễn Thị Ánh"),
    "latin-ligatures": "Griffith Affleck",
    "malayalam": "ശ്രീകുമാർ നായർ",
    "myanmar": "အောင်ဆန်း ကြည်",
    "persian-with-joiner": "علی\u200cرضا",
    "sinhala-with-joiner": "ශ්\u200dරී නිමල්",
    "tamil": "தமிழ்ச்செல்வி கோ",
    "telugu": "శ్రీనివాస రావు",
    "thai": "สมชาย น้ำใจ",
    "two-scripts": "अनिल Müller-कुमार",
}
LONG = {
    "words": " ".join(f"Name{at:02}" for at in range(50))[:300],
    "one-word": "W" * 300,
    "devanagari": " ".join(["कुमारी", "श्रीकृष्ण"] * 20),
}
SHOWN = {"wallet-card": "NDP+", "calendar": "N", "diary": "NP+"}
"""What papers show that do not show all of it: name, prescriber, practice, telephone, number."""
SIZES = [(kind, paper, False) for kind in PAPERS for paper in ("a4", "letter")]
SIZES += [("patient", paper, True) for paper in ("a4", "letter")]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED, system_font=system_font)


def _regimen(knowledge: Knowledge, patient: Patient, prescriber: Prescriber | None = None) -> Regimen:
    plan = Plan(
        TODAY,
        (Rung(MG, 7), Rung(2 * MG, 28)),
        (Liquid("l", MG, 100_000, 3_000_000, 14),),
        patient=patient,
        prescriber=prescriber or Prescriber(),
    )
    return derive(plan, knowledge.rules, TODAY)


def _read(
    regimen: Regimen, knowledge: Knowledge, folder: Path, kind: str, paper: str = "a4", *, large: bool = False
) -> list[str]:
    """Return the text of each page without any blank: a long name is broken over lines."""
    out = folder / "paper.pdf"
    problem = print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY, kind=kind)
    assert problem == ""
    return [_close(page.extract_text()) for page in PdfReader(out).pages]


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_can_be_read_from_the_paper(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, name: str, kind: str
) -> None:
    pages = _read(_regimen(knowledge, Patient(name)), knowledge, tmp_path, kind)
    assert all(_close(name) in page for page in pages)


@pytest.mark.parametrize("kind", ["pharmacy-order", "calendar", "diary"])
@pytest.mark.parametrize(
    "name", ["Step 1", "1 mg", "2 mg", "30", "Bedtime", "Tu 1 Dec", "no dose", "2 × 1 mg"]
)
def test_a_name_that_is_spelled_as_the_paper_s_own_words_prints(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, kind: str, name: str
) -> None:
    capsule = (Capsule("c", MG),)
    plan = Plan(TODAY, (Rung(MG, 7), Rung(2 * MG, 28)), capsule, patient=Patient(name))
    first, *_ = _read(derive(plan, knowledge.rules, TODAY), knowledge, tmp_path, kind)
    assert _close(name) in first


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_drawn_without_a_box(qapp: QApplication, knowledge: Knowledge, name: str) -> None:
    paper = Paper("a4", large=False, family=load_fonts(RESOURCES), typefaces=knowledge.typefaces)
    style = paper.style(12)
    for text, font in style.pieces(one_line(name), bold=False):
        raw = QRawFont.fromFont(font)
        letters = [letter for letter in text if letter not in "\u200c\u200d\u2068\u2069"]
        assert all(raw.supportsCharacter(ord(letter)) for letter in letters)


@pytest.mark.parametrize(("kind", "paper", "large"), SIZES)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_letter_of_an_identity_is_cut(
    qapp: QApplication,
    knowledge: Knowledge,
    tmp_path: Path,
    text: str,
    kind: str,
    paper: str,
    *,
    large: bool,
) -> None:
    patient = Patient(f"N{text}", date(1980, 12, 31), f"I{text}")
    prescriber = Prescriber(f"D{text}", f"P{text}", f"+49 {text}")
    regimen = _regimen(knowledge, patient, prescriber)
    pages = _read(regimen, knowledge, tmp_path, kind, paper, large=large)
    told = {"N": f"N{text}", "D": f"D{text}", "P": f"P{text}", "+": f"+49 {text}", "I": f"I{text}"}
    wanted = [told[name] for name in SHOWN.get(kind, "NDP+I")]
    assert [part[:3] for part in wanted if _close(part) not in "".join(pages)] == []
    assert all(_close(f"N{text}") in page for page in pages)
    assert "…" not in "".join(pages)
    laid = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind=kind)
    if isinstance(laid, Flow):
        for page in laid.placed:
            # Nothing begins before what stands above it has ended, and nothing runs into the footer.
            ends = [(y, y + block.height) for y, block in page]
            assert all(end <= begin + 0.01 for (_, end), (begin, _) in pairwise(ends))
            assert ends[-1][1] <= laid.body_bottom + 0.01
            assert ends[0][0] >= laid.paper.margin


def test_a_card_grows_rather_than_cut_a_name(qapp: QApplication, knowledge: Knowledge) -> None:
    def card(text: str) -> CardPage:
        regimen = _regimen(knowledge, Patient(text), Prescriber(text, text, "+49 30 1"))
        laid = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind="wallet-card")
        assert isinstance(laid, CardPage)
        return laid

    short, long = card("Ann Lee"), card("Ann Lee " * 60)
    assert short.height < long.height
    assert ends_at_its_line(short)
    assert ends_at_its_line(long)


@pytest.mark.parametrize(
    "changes",
    [
        {"patient": Patient("Ann 😀 Lee")},
        {"patient": Patient(identifier="\ue000 12")},
        {"patient": Patient("half a pair \ud83d")},
        {"patient": Patient("a" * (LONGEST_LINE + 1))},
        {"prescriber": Prescriber("བོད")},
        {"prescriber": Prescriber(practice="😀")},
        {"prescriber": Prescriber(phone="😀")},
        {"notes": "a note 😀"},
        {"condition": "😀"},
        {"overrides": (Override("opioid-now", "because 😀"),)},
    ],
    ids="-".join,
)
def test_a_text_that_cannot_be_printed_holds_back_every_paper(
    qapp: QApplication, knowledge: Knowledge, changes: dict[str, Any]
) -> None:
    plan = replace(_regimen(knowledge, Patient()).plan, **changes)
    regimen = derive(plan, knowledge.rules, TODAY)
    for kind in PAPERS:
        (finding,) = holding_back(regimen, kind)
        assert (finding.code, finding.severity, finding.overridden) == (
            "text-not-printable",
            "blocking",
            None,
        )
        assert str(finding.figure("text"))[:10] in knowledge.findings.sentence(finding, regimen, PLAIN)
        with pytest.raises(BlockedError, match="text-not-printable"):
            paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind)


def test_nobody_can_override_letters_that_no_font_has(qapp: QApplication, knowledge: Knowledge) -> None:
    plan = replace(
        _regimen(knowledge, Patient("😀")).plan, overrides=(Override("text-not-printable", "but"),)
    )
    assert [finding.code for finding in derive(plan, knowledge.rules, TODAY).blocked] == [
        "text-not-printable"
    ]


def test_a_page_never_takes_letters_that_no_font_has(qapp: QApplication, knowledge: Knowledge) -> None:
    paper = Paper("a4", large=False, family=load_fonts(RESOURCES), typefaces=knowledge.typefaces)
    with pytest.raises(NotDrawnError, match="😀"):
        Paragraph("Ann 😀", paper.style(12), 5000)


def test_the_list_of_letters_is_that_of_the_fonts(qapp: QApplication) -> None:
    assert (RESOURCES / "fonts" / COVERAGE).read_text("utf-8") == coverage()
