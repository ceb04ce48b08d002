"""The next visit on printed months: it leaves in every print and language, and no page without it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.papers.wall_calendar import Calendar, make
from ldn_desktop.printing.calendar_pages import CalendarPages, Legend
from ldn_desktop.printing.command import finished_pdf, paper_pages, pdf_bytes
from ldn_desktop.printing.paper import Paper
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages, read_back
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.test_diary_pages import CASES, START, regimen_of

VISIT = date(2026, 12, 2)
DAYS = (None, VISIT, date(2026, 12, 9), date(2027, 1, 20), date(2027, 6, 1))
"""None, two of one month, one of another, one in no month that is printed."""


def _regimen(knowledge: Knowledge) -> Regimen:
    return regimen_of(knowledge, CASES["steps"])


def _calendar(knowledge: Knowledge, visit: date | None) -> tuple[Calendar, Paper]:
    regimen = _regimen(knowledge)
    made = make(knowledge.paper_context(regimen, START, PLAIN)._replace(next_visit=visit))
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=START, kind="calendar")
    return made, pages.paper


def _refused(knowledge: Knowledge, made: Calendar, paper: Paper, visit: date | None) -> str:
    """Return where pages differ from a plan with a visit; empty where they do not."""
    pages = CalendarPages(made, paper)
    asked = Asked(_regimen(knowledge), knowledge.content, START, next_visit=visit)
    try:
        read_back(pdf_bytes(pages), ("calendar", pages.count, asked))
    except ReadBackError as error:
        return error.place
    return ""


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
@pytest.mark.parametrize("name", ["rhythm, times, pause", "a liquid that goes on"])
def test_a_visit_is_printed_and_read_back(
    qapp: QApplication, knowledge: Knowledge, paper: str, name: str, language: str, *, large: bool
) -> None:
    regimen = regimen_of(knowledge, CASES[name])
    wording = PLAIN._replace(language=knowledge.content.language(language))
    for visit in (VISIT, DAYS[-1]):
        made = paper_pages(
            regimen, knowledge, wording=wording, paper=paper, large=large, printed=START, kind="calendar",
            next_visit=visit,
        )  # fmt: skip
        texts = page_texts(
            finished_pdf(made, regimen, knowledge, printed=START, kind="calendar", next_visit=visit)
        )
        assert ("visita" if language == "es" else "visit") in " ".join(texts)
        with pytest.raises(ReadBackError, match="calendar"):
            finished_pdf(made, regimen, knowledge, printed=START, kind="calendar")


@pytest.mark.parametrize("printed", DAYS)
def test_pages_leave_with_the_visit_that_is_planned_and_with_no_other(
    qapp: QApplication, knowledge: Knowledge, printed: date | None
) -> None:
    texts = page_texts(pdf_bytes(CalendarPages(*_calendar(knowledge, printed))))
    regimen = _regimen(knowledge)
    for day in DAYS:
        asked = Asked(regimen, knowledge.content, START, next_visit=day)
        if day == printed:
            check_pages(texts, "calendar", asked)
        else:
            with pytest.raises(ReadBackError, match="calendar"):
                check_pages(texts, "calendar", asked)


def test_no_part_of_what_tells_a_visit_may_be_lacking(qapp: QApplication, knowledge: Knowledge) -> None:
    made, paper = _calendar(knowledge, VISIT)
    first, *rest = made.months

    def changed(**changes: Any) -> Calendar:
        return made._replace(months=(first._replace(**changes), *rest))

    def moved(by: int) -> Calendar:
        cells = [cell for week in first.weeks for cell in week]
        at = next(at for at, cell in enumerate(cells) if cell.visit)
        cells[at], cells[at + by] = cells[at]._replace(visit=""), cells[at + by]._replace(visit="Visit")
        weeks = zip(*[iter(cells)] * 7, strict=True)
        return changed(weeks=tuple(weeks))

    assert _refused(knowledge, made, paper, VISIT) == ""
    assert _refused(knowledge, changed(visit=""), paper, VISIT) == "calendar, the visit in the legend"
    assert _refused(knowledge, changed(notes=("Visit",)), paper, VISIT) != ""
    # A day later, a week later, and on one of November that stands beside it.
    for by in (1, 7, -2):
        assert _refused(knowledge, moved(by), paper, VISIT) != ""
    told, _ = _calendar(knowledge, DAYS[-1])
    last = told.months[-1]
    for notes in (last.notes[:-1], (*last.notes, last.notes[-1])):
        other = told._replace(months=(*told.months[:-1], last._replace(notes=notes)))
        assert _refused(knowledge, other, paper, DAYS[-1]) == "calendar, the day of the visit"


def test_a_visit_before_the_day_of_printing_is_on_no_page(qapp: QApplication, knowledge: Knowledge) -> None:
    made, paper = _calendar(knowledge, None)
    assert _refused(knowledge, made, paper, date(2026, 1, 1)) == ""


def test_a_patient_may_be_called_as_the_mark_is(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = _regimen(knowledge)
    plan: Plan = replace(regimen.plan, patient=regimen.plan.patient._replace(name="Visit"))
    named = derive(plan, knowledge.rules, START)
    for visit in (None, VISIT):
        pages = paper_pages(
            named, knowledge, paper="a4", large=False, printed=START, kind="calendar", next_visit=visit
        )
        assert finished_pdf(pages, named, knowledge, printed=START, kind="calendar", next_visit=visit)


def test_the_legend_takes_another_row_where_one_is_too_narrow(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    made, paper = _calendar(knowledge, VISIT)
    for large in (False, True):
        sheet = replace(paper, large=large)
        without, with_visit = Legend(made, "", sheet), Legend(made, made.months[0].visit, sheet)
        assert (with_visit.height > without.height) == large
