"""Columns that share a width: a date is not broken while sentences beside it keep their room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.papers.leaflet import Columns
from ldn_desktop.printing.cells import Grid
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import Paper
from tests.places import RESOURCES

_TEXT = "1.5 mL of the 1 mg/mL liquid = 1.5 mg, with the 5 mL syringe (marks every 0.1 mL)"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("large", [False, True])
def test_a_date_stands_on_one_line(qapp: QApplication, paper: str, *, large: bool) -> None:
    sheet = Paper(paper, large=large, family=load_fonts(RESOURCES))
    row = (("10",), ("Tue 15 Dec 2026", "to Mon 21 Dec 2026"), ("1.5 mg",), (_TEXT,))
    grid = Grid(
        Columns(("Step", "Dates", "In a day", "What to draw up"), (0.08, 0.26, 0.14, 0.52), (row,)), sheet
    )
    for cell, (_, room) in zip(row[:3], grid.columns, strict=False):
        assert all(len(Paragraph(line, grid.lines, room).lines) == 1 for line in cell)
    assert grid.columns[3][1] > sheet.body_width / 3


def test_sentences_keep_their_room(qapp: QApplication) -> None:
    sheet = Paper("a4", large=True, family=load_fonts(RESOURCES))
    row = (("A line that is as long as a sentence is, and would take all of the width of a page",), (_TEXT,))
    grid = Grid(Columns(("One", "Other"), (0.4, 0.6), (row,)), sheet)
    assert grid.columns[1][1] > sheet.body_width / 3
