"""The weeks of the calendar begin as the computer's system has them; read back, each day stands below its weekday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ldn_desktop.papers.wall_calendar import make
from ldn_desktop.printing.calendar_pages import CalendarPages
from ldn_desktop.printing.command import finished_pdf, paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, read_back
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, regimen_of
from tests.places import SHIPPED

PLAN = {"ladder": [{"dose": "0.5 mg", "days": 20}, {"dose": "1 mg", "days": 30}]}
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED)


@pytest.mark.parametrize(
    ("system", "begins"), [("en_US", 6), ("en_GB", 0), ("de_DE", 0), ("ar_EG", 5), ("C", 0)]
)
def test_weeks_begin_as_in_the_system(
    qapp: QApplication, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, system: str, begins: int
) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(system)))
    regimen = regimen_of(knowledge, **PLAN)
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind="calendar")
    text = page_texts(finished_pdf(pages, regimen, knowledge, printed=TODAY, kind="calendar"))[0]
    assert " ".join((*NAMES[begins:], *NAMES[:begins])) in text


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 6), st.just(date(1, 1, 1)) | st.dates(max_value=date(9999, 10, 1)))
def test_each_day_stands_below_its_weekday(knowledge: Knowledge, begins: int, first: date) -> None:
    regimen = regimen_of(knowledge, **PLAN, start_date=first.isoformat())
    context = knowledge.paper_context(regimen, first, PLAIN)._replace(week_begins=begins)
    calendar = make(context)
    assert calendar.weekdays == (*NAMES[begins:], *NAMES[:begins])
    for at, month in enumerate(calendar.months):
        year, number = divmod(first.month - 1 + at, 12)
        for week in month.weeks:
            for column, cell in enumerate(week):
                if cell.number.isdecimal():
                    day = date(first.year + year, number + 1, int(cell.number))
                    assert day.weekday() == (begins + column) % 7


def test_days_below_other_weekdays_are_read_as_a_difference(
    qapp: QApplication, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    regimen = regimen_of(knowledge, **PLAN)
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind="calendar")
    asked = Asked(regimen, knowledge.content, TODAY)
    read_back(pdf_bytes(pages), ("calendar", pages.count, asked))
    calendar = make(knowledge.paper_context(regimen, TODAY, PLAIN)._replace(week_begins=6))
    heads = (*calendar.weekdays[1:], calendar.weekdays[0])
    wrong = CalendarPages(calendar._replace(weekdays=heads), pages.paper)
    with pytest.raises(ReadBackError, match="calendar, the days of a month"):
        read_back(pdf_bytes(wrong), ("calendar", wrong.count, asked))
