"""The pages of the patient plan: what stands on which, and what is told when nothing can be printed."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from checks.read_back import rows_of
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.printing.command import paper_pages, pdf_bytes, print_paper
from ldn_desktop.printing.pages import Pages
from ldn_desktop.printing.table import RowBlock, TableHead
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import ROOT
from tests.printing.given import painted

TODAY = date(2026, 12, 1)
_PAPERS = [("a4", False), ("a4", True), ("letter", False), ("letter", True)]


def _regimen(knowledge: Knowledge, rungs: int = 24, strength: str = "0.25 mg") -> Regimen:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": TODAY.isoformat(),
        "times": ["morning", "bedtime"],
        "ladder": [{"dose": _dose(500 * at), "days": 14 if at < rungs else 90} for at in range(1, rungs + 1)],
        "formulations": [{"id": "c", "kind": "capsule", "strength": strength}],
        "max_pieces_per_dose": 60,
    }
    return derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, TODAY)


def _dose(mcg: int) -> str:
    whole, rest = divmod(mcg, 1000)
    return f"{whole}" + (f".{rest:03d}".rstrip("0") if rest else "") + " mg"


def _text(path: Path) -> list[str]:
    """Return the text of each page; the reader parts what was painted in pieces, before a full stop too."""
    return [re.sub(r"\s+(?=[.,])", "", page.extract_text()) + "\n" for page in PdfReader(path).pages]


@pytest.mark.parametrize(("paper", "large"), _PAPERS)
def test_rows_stand_whole_on_all_pages_but_the_first_and_their_head_repeats(
    qapp: QApplication, knowledge: Knowledge, paper: str, *, large: bool
) -> None:
    regimen = _regimen(knowledge)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY)
    assert isinstance(pages, Pages)
    assert pages.count > 2
    rows = []
    for blocks in pages.placed:
        bottom = pages.paper.margin
        for y, block in blocks:
            assert y >= bottom - 0.01, "blocks lie below each other"
            bottom = y + block.height
            if isinstance(block, RowBlock):
                assert bottom <= pages.body_bottom, "a row ends on the page it begins on"
                rows.append(block.number)
        kinds = [type(block) for _, block in blocks]
        if RowBlock in kinds:
            assert kinds.count(TableHead) == 1
            assert kinds.index(TableHead) == kinds.index(RowBlock) - 1
    # The first step may go over, so that the first page has the beginning of it.
    assert rows in ([str(at) for at in range(1, 25)], ["1", *(str(at) for at in range(1, 25))])


@pytest.mark.parametrize(("paper", "large"), _PAPERS)
def test_a_pdf_tells_every_row_in_order_and_numbers_its_pages(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, *, large: bool
) -> None:
    regimen, out = _regimen(knowledge), tmp_path / "plan.pdf"
    assert print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY) == ""
    read = PdfReader(out)
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in read.pages}
    assert sizes == {(595, 842) if paper == "a4" else (612, 792)}
    texts = _text(out)
    assert len(texts) == len(read.pages)
    for at, text in enumerate(texts):
        assert text.count(f"Page {at + 1} of {len(texts)}") == 1
    rows = rows_of("".join(texts))
    told = [(row.first, row.last, row.dose_mg, row.taken_mg) for row in rows]
    assert told == [
        (s.phase.first, s.phase.last, *[Fraction(s.phase.dose_ng, 1_000_000)] * 2) for s in regimen.steps
    ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_row_higher_than_a_page_goes_on_and_nothing_is_cut(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str
) -> None:
    strengths = tuple(2**power for power in range(8))
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": TODAY.isoformat(),
        "times": ["morning", "midday", "evening", "bedtime"],
        "ladder": [{"dose": f"{4 * sum(strengths)} mcg", "days": 3650}],
        "formulations": [{"id": f"c{s}", "kind": "capsule", "strength": f"{s} mcg"} for s in strengths],
        "max_pieces_per_dose": 64,
    }
    regimen = derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, TODAY)
    pages = paper_pages(regimen, knowledge, paper=paper, large=True, printed=TODAY)
    assert isinstance(pages, Pages)
    rows = [block for blocks in pages.placed for _, block in blocks if isinstance(block, RowBlock)]
    assert len(rows) == 2
    assert all(y + b.height <= pages.body_bottom + 0.01 for blocks in pages.placed for y, b in blocks)
    out = tmp_path / "plan.pdf"
    assert print_paper(regimen, knowledge, out, paper=paper, large=True, printed=TODAY) == ""
    told = " ".join(" ".join(_text(out)).split())
    assert told.count(f"to {weekday_date(regimen.ends)} 1.02 mg") == 2
    assert told.count("Step 1, continued.") == told.count("Step 1 goes on on the next page.") == 1
    assert told.index("goes on on the next page.") < told.index("Step 1, continued.")


def test_the_same_plan_makes_the_same_pdf_but_for_the_time(qapp: QApplication, knowledge: Knowledge) -> None:
    first, second, other = (
        pdf_bytes(paper_pages(_regimen(knowledge, rungs), knowledge, paper="a4", large=False, printed=TODAY))
        for rungs in (3, 3, 4)
    )

    def timeless(data: bytes) -> bytes:
        return re.sub(rb"(D:\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)", b"", data)

    assert timeless(first) == timeless(second)
    ids = [re.search(rb"/ID\s*\[[^\]]*\]", data) for data in (first, second, other)]
    assert all(ids)
    assert len({found.group() for found in ids if found}) == 2


def test_a_pdf_has_no_name_in_its_properties(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    out = tmp_path / "plan.pdf"
    print_paper(_regimen(knowledge, 3), knowledge, out, paper="a4", large=False, printed=TODAY)
    known = PdfReader(out).metadata
    assert known is not None
    assert (known.title, known.creator, known.author or "") == ("Patient plan", "LDN Desktop", "")


def test_large_print_takes_more_pages(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = _regimen(knowledge)
    normal, large = (
        paper_pages(regimen, knowledge, paper="a4", large=wanted, printed=TODAY).count
        for wanted in (False, True)
    )
    assert large > normal


@pytest.mark.parametrize(("paper", "large"), _PAPERS)
def test_nothing_is_painted_in_the_margins(
    qapp: QApplication, knowledge: Knowledge, paper: str, *, large: bool
) -> None:
    pages = paper_pages(_regimen(knowledge, 12), knowledge, paper=paper, large=large, printed=TODAY)
    for page in range(pages.count):
        image = painted(pages, page)
        side = 50 * 10 * 10 // 254 - 1
        for x in (*range(0, side, 4), *range(image.width() - side, image.width(), 4)):
            assert all(image.pixelColor(x, y).lightness() > 250 for y in range(0, image.height(), 2)), (
                page,
                x,
            )


def test_a_blocked_plan_is_refused(qapp: QApplication, knowledge: Knowledge, tmp_path: Path) -> None:
    regimen, out = _regimen(knowledge, 3, "0.3 mg"), tmp_path / "plan.pdf"
    assert regimen.blocked
    with pytest.raises(BlockedError):
        print_paper(regimen, knowledge, out, paper="a4", large=False, printed=TODAY)
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_told(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    out = tmp_path / "missing" / "plan.pdf"
    told = print_paper(_regimen(knowledge, 3), knowledge, out, paper="a4", large=False, printed=TODAY)
    assert told
    assert "Traceback" not in told


@pytest.mark.parametrize(("paper", "most"), [("a4", 2), ("letter", 3)])
def test_the_usual_plan_does_not_swell(
    qapp: QApplication, knowledge: Knowledge, paper: str, most: int
) -> None:
    """The ladder of the guide, its safety check still open, stands on two pages of A4 with all that is told."""
    example = ROOT / "docs" / "screenshots" / "plans" / "typical.ldnplan"
    regimen = derive(read_plan(example.read_bytes(), knowledge.vocabulary), knowledge.rules, TODAY)
    printed = date(2026, 11, 26)
    assert paper_pages(regimen, knowledge, paper=paper, large=False, printed=printed).count <= most
