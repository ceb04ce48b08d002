"""Months on pages: each on its own wherever it fits, with what holds for all of them below it or below the last."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.calendar_pages import CalendarPages, WeekRow
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.test_diary_pages import CASES, START, regimen_of

_COMMON = "If you miss a dose"


def _pages(
    knowledge: Knowledge, name: str, paper: str, *, large: bool
) -> tuple[CalendarPages, tuple[str, ...]]:
    pages = paper_pages(
        regimen_of(knowledge, CASES[name]),
        knowledge,
        paper=paper,
        large=large,
        printed=START,
        kind="calendar",
    )
    assert isinstance(pages, CalendarPages)
    return pages, page_texts(pdf_bytes(pages))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["steps", "a liquid that goes on"])
@pytest.mark.parametrize("large", [False, True])
def test_a_month_takes_no_page_for_its_notes_alone(
    qapp: QApplication, knowledge: Knowledge, paper: str, name: str, *, large: bool
) -> None:
    pages, texts = _pages(knowledge, name, paper, large=large)
    weeks = [any(isinstance(block, WeekRow) for _, block in placed) for placed in pages.placed]
    assert all(weeks[:-1])
    assert _COMMON in " ".join(texts)


def test_what_stands_below_a_month_that_goes_on_overleaf_stands_below_a_week(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    """Three times a day in large letters: a month takes pages, and its last week goes along with the notes."""
    ladder = [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 7}, {"dose": "4.5 mg", "days": 28}]
    products = [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "1", "1.5")]
    times = ["morning", "midday", "bedtime"]
    for days in range(28, 42):
        ladder[2]["days"] = days
        plan = {"ladder": ladder, "formulations": products, "times": times}
        pages = paper_pages(
            regimen_of(knowledge, plan), knowledge, paper="a4", large=True, printed=START, kind="calendar"
        )
        assert isinstance(pages, CalendarPages)
        for placed in pages.placed:
            assert any(isinstance(block, WeekRow) for _, block in placed)


def test_what_holds_for_every_month_stands_below_each_that_has_room(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    _, normal = _pages(knowledge, "steps", "a4", large=False)
    _, large = _pages(knowledge, "steps", "a4", large=True)
    assert [_COMMON in text for text in normal] == [True] * 3
    assert [_COMMON in text for text in large] == [False, True, True]
