"""Wallet card and clinician's record on their pages, read back from the PDF."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QComboBox

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS, BlockedError
from ldn_desktop.printing import card_page
from ldn_desktop.printing.card_page import CardPage
from ldn_desktop.printing.command import paper_pages, print_paper
from ldn_desktop.printing.record_pages import CellRow, RecordPages
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.workspace.knowledge import Knowledge

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2026, 12, 1)
LONG = "A very long name of somebody who has many names, " * 6


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(RESOURCES / "content")


def _regimen(knowledge: Knowledge, **changes: object) -> Regimen:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": TODAY.isoformat(),
        "ladder": [{"dose": _mg(at), "days": 7} for at in range(1, 40)],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.1 mg"}],
        "max_pieces_per_dose": 60,
        **changes,
    }
    return derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, TODAY)


def _mg(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} mg" if rest else f"{whole} mg"


def _text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_card_says_what_it_must(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str
) -> None:
    out = tmp_path / "card.pdf"
    regimen = _regimen(knowledge, patient={"name": LONG}, prescriber={"name": LONG, "phone": "0123 456"})
    told = print_paper(regimen, knowledge, out, paper=paper, large=True, printed=TODAY, kind="wallet-card")
    assert told == ""
    assert len(PdfReader(out).pages) == 1
    text = _text(out)
    assert "I take naltrexone" in text
    assert "0.1 mg a day, at bedtime, since 1 Dec 2026; planned to rise to 3.9 mg" in text
    known = knowledge.content.wallet_words.emergency
    untrue = {"opioid-planned", "stopped", "pausing", "not-low-dose"}
    emergency = [sentence for sentence in known if not untrue & set(sentence.when)]
    assert len(emergency) == 5
    for sentence in emergency:
        # A bold stretch is read back with blanks of its own.
        assert "".join(plain(sentence.text).split()) in "".join(text.split())
    assert "0123 456" in text


def test_nothing_of_the_card_lies_outside_its_lines(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = _regimen(knowledge, patient={"name": LONG}, prescriber={"name": LONG, "practice": LONG})
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind="wallet-card")
    assert isinstance(pages, CardPage)
    dots = 100
    image = QImage(827, 1169, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    pages.paint(painter, 0, dots)
    painter.end()
    top, left = (10 + 14) / 25.4 * dots, (210 - 2 * 85.6) / 2 / 25.4 * dots
    # The size of a bank card, but where names are longer than it holds.
    high = pages._high / 720 * dots
    assert high >= 53.98 / 25.4 * dots - 1
    bottom, right = top + high, left + 2 * 85.6 / 25.4 * dots
    # Below it, with room to cut, stands only what is for whoever prints it.
    for y in range(int(bottom) + 3, int(bottom + 10 / 25.4 * dots)):
        assert all(image.pixelColor(x, y).lightness() > 250 for x in range(0, image.width(), 3)), y
    for y in range(int(top), int(bottom)):
        assert image.pixelColor(int(left) - 3, y).lightness() > 250
        assert image.pixelColor(int(right) + 3, y).lightness() > 250


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
def test_the_record_runs_over_pages_without_a_split_row(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, *, large: bool
) -> None:
    regimen = _regimen(knowledge, notes="word " * 300)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert isinstance(pages, RecordPages)
    assert pages.count > 1
    for blocks in pages._pages:
        bottom = pages.paper.margin
        for y, block in blocks:
            assert y >= bottom - 0.01
            bottom = y + block.height
            assert bottom <= pages.body_bottom + 0.01
    assert sum(isinstance(block, CellRow) for blocks in pages._pages for _, block in blocks) > 60
    out = tmp_path / "record.pdf"
    assert (
        print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY, kind="clinician") == ""
    )
    text = _text(out)
    for step in regimen.steps:
        assert f"{step.phase.days} {PLAIN.of(regimen).dose(step.phase.dose_ng)}" in text
    assert f"Page {pages.count} of {pages.count}" in text


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
def test_what_is_longer_than_a_page_goes_on_and_nothing_is_cut(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, *, large: bool
) -> None:
    many = [f"word{at}" for at in range(2500)]
    regimen = _regimen(
        knowledge,
        notes=" ".join(many),
        screening={"answers": {"severe-renal-failure": "yes"}},
        overrides=[{"code": "severe-renal-failure", "reason": " ".join(f"because{at}" for at in range(900))}],
    )
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert isinstance(pages, RecordPages)
    for blocks in pages._pages:
        assert all(y + block.height <= pages.body_bottom + 0.01 for y, block in blocks)
    out = tmp_path / "record.pdf"
    told = print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert told == ""
    read = _text(out)
    found = [word for word in read.split() if re.fullmatch("word[0-9]+", word)]
    assert found == many
    assert all(f"because{at}" in read for at in range(900))


def test_a_blocked_plan_has_its_record_alone(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = _regimen(knowledge, ladder=[{"dose": "0.77 mg", "days": 7}])
    for kind, offered in PAPERS.items():
        if offered.for_patient:
            with pytest.raises(BlockedError):
                paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind)
        else:
            assert paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind).count
    dialog = PreviewDialog(regimen, knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY)
    assert dialog.kind == "clinician"
    assert dialog.windowTitle() or dialog.close()


def test_the_preview_goes_from_paper_to_paper(qapp: QApplication, knowledge: Knowledge) -> None:
    dialog = PreviewDialog(
        _regimen(knowledge), knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY
    )
    dialog.show()
    kinds = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Document")
    saved: list[str] = []
    dialog.save_wanted.connect(saved.append)
    for at, (kind, offered) in enumerate(PAPERS.items()):
        kinds.setCurrentIndex(at)
        assert dialog.windowTitle() == offered.title
        dialog._save.click()
        assert saved[-1] == kind
    dialog.close()


_USUAL = {
    "patient": {"name": "Margarete Katharina Example-Mustermann", "birth_date": "1980-05-01"},
    "prescriber": {"name": "Dr. Ada Muster", "practice": "Practice 5, Example", "phone": "+49 30 1234 5678"},
}


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
    regimen = _regimen(knowledge, **{**_USUAL, **changes})
    for large in (False, True):
        card = paper_pages(regimen, knowledge, paper="a4", large=large, printed=TODAY, kind="wallet-card")
        assert isinstance(card, CardPage)
        assert card._high == pytest.approx(card_page._HIGH)
        assert card._back_side.size >= 7
        assert card._front_side.size >= 7
