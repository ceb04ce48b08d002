"""The wallet card on its page, read back from the PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.card_page import CardPage
from ldn_desktop.printing.command import paper_pages, pdf_bytes, print_paper
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, regimen_of
from tests.printing.given import LONG, ends_at_its_line, painted, words_of


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_card_says_what_it_must(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str
) -> None:
    out = tmp_path / "card.pdf"
    regimen = regimen_of(knowledge, patient={"name": LONG}, prescriber={"name": LONG, "phone": "0123 456"})
    told = print_paper(regimen, knowledge, out, paper=paper, large=True, printed=TODAY, kind="wallet-card")
    assert told == ""
    assert len(PdfReader(out).pages) == 1
    text = words_of(out)
    assert "I take naltrexone" in text
    assert "0.1 mg a day, at bedtime, since 1 Dec 2026; planned to rise to 3.9 mg" in text
    known = knowledge.content.words("wallet_card").lists["emergency"]
    untrue = {"opioid-planned", "stopped", "pausing", "blocks-fully"}
    emergency = [sentence for sentence in known if not untrue & set(sentence.when)]
    assert len(emergency) == 5
    for sentence in emergency:
        # A bold stretch is read back with blanks of its own.
        assert "".join(plain(sentence.text).split()) in "".join(text.split())
    assert "0123 456" in text


def test_nothing_of_the_card_lies_outside_its_lines(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = regimen_of(knowledge, patient={"name": LONG}, prescriber={"name": LONG, "practice": LONG})
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind="wallet-card")
    assert isinstance(pages, CardPage)
    dots = 100
    image = painted(pages, dots=dots)
    top, left = (10 + 14) / 25.4 * dots, (210 - 2 * 85.6) / 2 / 25.4 * dots
    # The size of a bank card, but where names are longer than it holds.
    high = pages.height / 720 * dots
    assert high >= 53.98 / 25.4 * dots - 1
    bottom, right = top + high, left + 2 * 85.6 / 25.4 * dots
    # Below it, with room to cut, stands only what is for whoever prints it.
    assert ends_at_its_line(pages)
    for y in range(int(top), int(bottom)):
        assert image.pixelColor(int(left) - 3, y).lightness() > 250
        assert image.pixelColor(int(right) + 3, y).lightness() > 250


_USUAL = {
    "patient": {"name": "Margarete Katharina Example-Mustermann", "birth_date": "1980-05-01"},
    "prescriber": {"name": "Dr. Ada Muster", "practice": "Practice 5, Example", "phone": "+49 30 1234 5678"},
}


def _sizes(card: CardPage) -> list[tuple[str, float]]:
    """Return what stands on the card, and in letters of how many points."""
    sizes: list[tuple[str, float]] = []
    top = card.paper.height - 24 / 25.4 * 720
    bottom = top - card.height

    def note(text: str, page: list[float], place: list[float], _font: object, size: float) -> None:
        if text.strip() and bottom < (page[3] * place[5] + page[5]) * 10 < top:
            sizes.append((text.strip(), page[0] * size))

    PdfReader(BytesIO(pdf_bytes(card))).pages[0].extract_text(visitor_text=note)
    return sizes


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"times": ["morning", "evening"], "ladder": [{"dose": "2 mg", "days": 28}]},
        {
            "adjustments": [
                {"action": "pause", "on": "2026-12-10", "until": "2026-12-20", "resume": "continue"}
            ]
        },
        {"adjustments": [{"action": "stop", "on": "2026-12-03"}]},
    ],
)
def test_a_usual_card_is_a_card_and_can_be_read_at_arms_length(
    qapp: QApplication, knowledge: Knowledge, changes: dict[str, object]
) -> None:
    regimen = regimen_of(knowledge, **{**_USUAL, **changes})
    for large in (False, True):
        card = paper_pages(regimen, knowledge, paper="a4", large=large, printed=TODAY, kind="wallet-card")
        assert isinstance(card, CardPage)
        assert card.height == pytest.approx(53.98 / 25.4 * 720)
        sizes = _sizes(card)
        assert {"I take naltrexone", "Dose", "Call:"} <= {text for text, _ in sizes}
        foot = "Start 1 Dec 2026 · Plan revision 1, printed 1 Dec 2026."
        assert [text for text, size in sizes if size < 7] == [foot]
