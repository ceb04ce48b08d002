"""The clinician's record on its pages, read back from the PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.command import paper_pages, print_paper
from ldn_desktop.printing.tables_pages import CellRow, TablesPages
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, regimen_of
from tests.printing.given import words_of


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
def test_the_record_runs_over_pages_without_a_split_row(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, *, large: bool
) -> None:
    regimen = regimen_of(knowledge, notes="word " * 300)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert isinstance(pages, TablesPages)
    assert pages.count > 1
    for blocks in pages.placed:
        bottom = pages.paper.margin
        for y, block in blocks:
            assert y >= bottom - 0.01
            bottom = y + block.height
            assert bottom <= pages.body_bottom + 0.01
    assert sum(isinstance(block, CellRow) for blocks in pages.placed for _, block in blocks) > 60
    out = tmp_path / "record.pdf"
    assert (
        print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY, kind="clinician") == ""
    )
    text = words_of(out)
    for step in regimen.steps:
        assert f"{step.phase.days} {PLAIN.of(regimen).dose(step.phase.dose_ng)}" in text
    assert f"Page {pages.count} of {pages.count}" in text


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
def test_what_is_longer_than_a_page_goes_on_and_nothing_is_cut(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, paper: str, *, large: bool
) -> None:
    many = [f"word{at}" for at in range(2500)]
    regimen = regimen_of(
        knowledge,
        notes=" ".join(many),
        screening={"answers": {"severe-renal-failure": "yes"}},
        overrides=[{"code": "severe-renal-failure", "reason": " ".join(f"because{at}" for at in range(900))}],
    )
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert isinstance(pages, TablesPages)
    for blocks in pages.placed:
        assert all(y + block.height <= pages.body_bottom + 0.01 for y, block in blocks)
    out = tmp_path / "record.pdf"
    told = print_paper(regimen, knowledge, out, paper=paper, large=large, printed=TODAY, kind="clinician")
    assert told == ""
    read = words_of(out)
    found = [word for word in read.split() if re.fullmatch("word[0-9]+", word)]
    assert found == many
    assert all(f"because{at}" in read for at in range(900))
